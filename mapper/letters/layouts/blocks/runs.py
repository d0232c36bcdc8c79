"""Words joined into runs, whatever the order in which they were drawn.

A *run* is words side by side with no more than a space between them. It ends where the size of the type
changes, and at a rule. The mark of a note fills the space in which it stands.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from mapper.letters.box import Box, box_of
from mapper.letters.letter import Page, Word

# The widest space between two words, as a part of their height. A space is a quarter to a third of it; the
# columns of an infographic are further apart than this.
_SPACE = 0.6

# The widest space around a number that is printed larger within its sentence, as a part of its height.
_SPACE_AROUND_NUMBER = 0.35

# Words whose heights differ by no more than this factor are of one text; a bold number may be a little
# larger.
_SAME_SIZE = 1.25

# In small capitals a word that begins with a large letter is higher than one that does not, by up to this factor.
_SMALL_CAPITALS = 1.6

# The mark of a note begins at most so far after its word, as a part of the word's height.
_MARK_AFTER = 0.5

# The height (points) of the strips in which the neighbours of a word are searched for.
_STRIP = 8.0

_FIGURE = re.compile(r"[^\s%]*[0-9][^\s%]*%?|n/a", re.IGNORECASE)

# A character that a font has no text for, as one of the readers writes it: a bullet or an icon.
_UNKNOWN = re.compile(r"\(cid:[0-9]+\)")


def is_figure(text: str) -> bool:
    """Whether a word is meant as a number, readable or not, or says "n/a"."""
    return _FIGURE.fullmatch(text) is not None and _UNKNOWN.fullmatch(text) is None


@dataclass(frozen=True, eq=False)
class Run:
    """Words side by side, from left to right; `lead` is a number of another size just before them."""

    words: tuple[Word, ...]
    lead: Word | None = None

    @cached_property
    def box(self) -> Box:
        return box_of(self.words)

    @cached_property
    def left(self) -> float:
        """Where it begins, with its lead."""
        return self.box.x0 if self.lead is None else self.lead.x0

    @cached_property
    def size(self) -> float:
        """The height of its words, apart from a larger number among them."""
        return min(word.height for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def runs_of(page: Page) -> tuple[Run, ...]:
    """The runs of a page, from top to bottom."""
    near = _Neighbours(_with_percent_signs(page.words), page)
    following: dict[Word, Word] = {}
    for word in near.words:
        for one, other in pairwise(near.chain(word)):
            following[one] = other
    later = set(following.values())
    leads = {led: word for word in near.words if (led := near.led_by(word)) is not None}
    runs = (Run(tuple(_follow(word, following)), leads.get(word)) for word in near.words if word not in later)
    return tuple(sorted(runs, key=lambda run: (run.box.top, run.box.x0)))


def _follow(word: Word, following: Mapping[Word, Word]) -> Iterator[Word]:
    yield word
    while word in following:
        word = following[word]
        yield word


def are_of_one_size(one: float, other: float) -> bool:
    """Whether two heights are those of one text."""
    return max(one, other) <= _SAME_SIZE * min(one, other)


class _Neighbours:
    """The words of a page, and what stands to the right of each."""

    def __init__(self, words: Sequence[Word], page: Page) -> None:
        self.words = words
        self._upright = [rule for rule in page.rules if rule.x0 == rule.x1]
        self._ends = _ends_with_marks(words, page.marks)
        self._strips: dict[int, list[Word]] = defaultdict(list)
        for word in words:
            for strip in range(int(word.top // _STRIP), int(word.bottom // _STRIP) + 1):
                self._strips[strip].append(word)

    def right_of(self, word: Word) -> Word | None:
        """The nearest word on the right, of any size, unless there is a rule between."""
        beside = [
            other
            for other in self._strips[int(word.y_middle // _STRIP)]
            if other.x_middle > word.x_middle and other is not word and word.is_beside(other)
        ]
        nearest = min(beside, key=lambda other: other.x0, default=None)
        return None if nearest is None or self._is_ruled_off(word, nearest) else nearest

    def _is_ruled_off(self, left: Word, right: Word) -> bool:
        middle = max(left.top, right.top) / 2 + min(left.bottom, right.bottom) / 2
        return any(
            left.x1 - 1 <= rule.x0 <= right.x0 + 1 and rule.top <= middle <= rule.bottom
            for rule in self._upright
        )

    def _gap(self, left: Word, right: Word) -> float:
        """The space between two words that no mark of a note fills."""
        return right.x0 - self._ends.get(left, left.x1)

    def chain(self, word: Word) -> tuple[Word, ...]:
        """The word, and what follows it in its run: the next word, or a larger number and the word after that."""
        following = self.right_of(word)
        if following is None:
            return (word,)
        if are_of_one_size(word.height, following.height) or _are_small_capitals(word, following):
            # What letters are set apart, a space is wider twice.
            space = _SPACE * word.height + 2 * max(word.spacing, following.spacing)
            return (word, following) if self._gap(word, following) <= space else (word,)
        beyond = self.led_by(following)
        if beyond is not None and self._is_set_within(following, word, beyond):
            return (word, following, beyond)
        return (word,)

    def led_by(self, number: Word) -> Word | None:
        """The word of another size just after a number."""
        following = self.right_of(number) if is_figure(number.text) else None
        if following is None or are_of_one_size(number.height, following.height):
            return None
        space = _SPACE_AROUND_NUMBER * max(number.height, following.height) + 2 * following.spacing
        return following if self._gap(number, following) <= space else None

    def _is_set_within(self, number: Word, left: Word, right: Word) -> bool:
        """Whether a number of another size stands between two words of one line, on their base line."""
        space = _SPACE_AROUND_NUMBER * max(number.height, left.height) + 2 * left.spacing
        return (
            are_of_one_size(left.height, right.height)
            and left.is_beside(right)
            and self._gap(left, number) <= space
            and _lifted(number, left) <= 0.3 * left.height
        )


def _lifted(one: Word, other: Word) -> float:
    """How far apart the base lines of two words are: about a fifth of a word's height is below its base line."""
    return abs((one.bottom - one.height / 5) - (other.bottom - other.height / 5))


def _are_small_capitals(one: Word, other: Word) -> bool:
    """Whether two words of different heights stand on one base line, in capitals of two sizes."""
    low, high = sorted((one.height, other.height))
    return (
        one.text.isupper()
        and other.text.isupper()
        and high <= _SMALL_CAPITALS * low
        and _lifted(one, other) <= 0.15 * low
        and not is_figure(one.text)
        and not is_figure(other.text)
    )


def _ends_with_marks(words: Sequence[Word], marks: Sequence[Word]) -> Mapping[Word, float]:
    """Where each word ends that the mark of a note follows, with the mark."""
    ends: dict[Word, float] = {}
    for mark in sorted(marks, key=lambda mark: mark.x0):
        before = [
            word
            for word in words
            if word.top - word.height / 2 <= mark.y_middle <= word.bottom
            and word.x_middle < mark.x0
            and mark.x0 - ends.get(word, word.x1) <= _MARK_AFTER * word.height
        ]
        if before:
            nearest = max(before, key=lambda word: word.x1)
            ends[nearest] = max(mark.x1, nearest.x1)
    return ends


def _with_percent_signs(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, with each separate per cent sign joined to the number before it."""
    signs = [word for word in words if word.text == "%"]
    joined: dict[Word, Word] = {}
    for sign in signs:
        before = [
            word
            for word in words
            if word.text[-1:].isdigit()
            and word.is_beside(sign)
            and -1 <= sign.x0 - word.x1 <= _SPACE_AROUND_NUMBER * max(word.height, sign.height)
        ]
        if len(before) == 1:
            joined[before[0]] = sign
    taken = set(joined.values())
    return tuple(
        replace(word, text=f"{word.text}%", x1=joined[word].x1) if word in joined else word
        for word in words
        if word not in taken
    )
