"""Text as it flows on a page, whatever the order it was drawn in: words to runs, runs to streams.

A *run* is words side by side with no more than a space between them. A *stream* is runs that follow one
another down a column. Both end where the size of the letters changes, at a rule, and where it is not certain
how the text goes on: two runs below one, or two above.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from mapper.letters.pdf import Page, Word

# A space is a quarter to a third of the letters' size; columns of an infographic are further apart than this.
_SPACE = 0.6

# Space around a number that is printed larger within its sentence, in parts of its own size.
_SPACE_AROUND_NUMBER = 0.35

# Letters whose sizes differ by no more than this factor are of one text; a bold number may be a little larger.
_SAME_SIZE = 1.25

# Words stand side by side where they share at least this part of the lower one's height.
_SHARED_HEIGHT = 0.6

# The next line of a text begins at most this far below the line before, in parts of its height. A little
# overlap is common, for a word's box is as high as the font's largest letters.
_LINE_BELOW = (-0.35, 0.9)

# Height of the strips (points) in which neighbours of a word are looked for.
_STRIP = 8.0

_FIGURE = re.compile(r"[^\s%]*[0-9][^\s%]*%?|n/a", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def y_middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def gap_to(self, other: "Box | Word") -> float:
        """The distance between two boxes; 0 where they touch."""
        across = max(other.x0 - self.x1, self.x0 - other.x1, 0.0)
        down = max(other.top - self.bottom, self.top - other.bottom, 0.0)
        return float((across**2 + down**2) ** 0.5)


def box_of(parts: Iterable[Box | Word]) -> Box:
    """The smallest box around all parts."""
    boxes = list(parts)
    return Box(
        min(box.x0 for box in boxes),
        max(box.x1 for box in boxes),
        min(box.top for box in boxes),
        max(box.bottom for box in boxes),
    )


def is_figure(text: str) -> bool:
    """Whether a word is meant as a number, readable or not, or says "n/a"."""
    return _FIGURE.fullmatch(text) is not None


@dataclass(frozen=True, eq=False)
class Run:
    """Words side by side, from left to right; `lead` is a number of another size that stands just before."""

    words: tuple[Word, ...]
    lead: Word | None = None

    @cached_property
    def box(self) -> Box:
        return box_of(self.words)

    @cached_property
    def left(self) -> float:
        """Where its line begins."""
        return self.box.x0 if self.lead is None else self.lead.x0

    @cached_property
    def size(self) -> float:
        """The height of its letters; a number that is set larger within the run does not count."""
        return min(word.bottom - word.top for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, eq=False)
class Stream:
    """Runs down a column, their words as `text` in a plain form, and where in it each word begins.

    The plain form has lower case, straight apostrophes, no ligatures, no bullets, and no full stop, comma or
    colon at the end of a word. A word that is hyphenated at the end of a line is whole.
    """

    runs: tuple[Run, ...]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for run in self.runs for word in run.words)

    @cached_property
    def _laid_out(self) -> tuple[str, tuple[int, ...], tuple[int, ...], frozenset[int]]:
        text, begins, runs, sentences = "", [], [], set()
        for run in self.runs:
            runs.append(len(text))
            for number, word in enumerate(run.words, start=1):
                begins.append(len(text))
                plain = _plain(word.text)
                if number == len(run.words) and plain.endswith("-") and plain[:-1].isalpha():
                    text += plain[:-1]
                elif plain:
                    text += f"{plain} "
                if word.text.rstrip().endswith((".", ":", ";", "•")):
                    sentences.add(len(text))
        return text, tuple(begins), tuple(runs), frozenset((*runs, *sentences, len(text)))

    @property
    def text(self) -> str:
        return self._laid_out[0]

    @property
    def run_starts(self) -> tuple[int, ...]:
        """Where in the text each run begins."""
        return self._laid_out[2]

    def is_edge(self, place: int) -> bool:
        """Whether a line or a sentence begins at this place of the text, or the text ends there."""
        return place in self._laid_out[3]

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words whose text begins in this span."""
        begins = self._laid_out[1]
        return tuple(word for word, begin in zip(self.words, begins, strict=True) if start <= begin < end)


def _plain(text: str) -> str:
    """A word without what varies in print."""
    # NFKC also spells ligatures out.
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("\N{SOFT HYPHEN}", "-")
    plain = plain.replace("\N{HYPHEN}", "-").rstrip(".,:;")
    return plain if any(letter.isalnum() for letter in plain) or plain in ("%", "&", "-", "–", "—") else ""


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


def _height(word: Word) -> float:
    return word.bottom - word.top


def _are_of_one_size(one: float, other: float) -> bool:
    return max(one, other) <= _SAME_SIZE * min(one, other)


def _are_beside(one: Word, other: Word) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= _SHARED_HEIGHT * min(_height(one), _height(other))


class _Neighbours:
    """The words of a page, and what stands to the right of each."""

    def __init__(self, words: Sequence[Word], page: Page) -> None:
        self.words = words
        self._upright = [rule for rule in page.rules if rule.x0 == rule.x1]
        self._strips: dict[int, list[Word]] = defaultdict(list)
        for word in words:
            for strip in range(int(word.top // _STRIP), int(word.bottom // _STRIP) + 1):
                self._strips[strip].append(word)

    def right_of(self, word: Word) -> Word | None:
        """The nearest word on the right, of any size, unless a rule stands between."""
        beside = [
            other
            for other in self._strips[int(word.y_middle // _STRIP)]
            if other.x_middle > word.x_middle and other is not word and _are_beside(word, other)
        ]
        nearest = min(beside, key=lambda other: other.x0, default=None)
        return None if nearest is None or self._is_ruled_off(word, nearest) else nearest

    def _is_ruled_off(self, left: Word, right: Word) -> bool:
        middle = max(left.top, right.top) / 2 + min(left.bottom, right.bottom) / 2
        return any(
            left.x1 - 1 <= rule.x0 <= right.x0 + 1 and rule.top <= middle <= rule.bottom
            for rule in self._upright
        )

    def chain(self, word: Word) -> tuple[Word, ...]:
        """The word and the next in its run: with a larger number between them if there is one, else alone."""
        following = self.right_of(word)
        if following is None:
            return (word,)
        if _are_of_one_size(_height(word), _height(following)):
            is_next = following.x0 - word.x1 <= _SPACE * _height(word)
            return (word, following) if is_next else (word,)
        beyond = self.led_by(following)
        if beyond is not None and _is_set_within(following, word, beyond):
            return (word, following, beyond)
        return (word,)

    def led_by(self, number: Word) -> Word | None:
        """The word of another size that a number stands just before."""
        following = self.right_of(number) if is_figure(number.text) else None
        if following is None or _are_of_one_size(_height(number), _height(following)):
            return None
        space = _SPACE_AROUND_NUMBER * max(_height(number), _height(following))
        return following if following.x0 - number.x1 <= space else None


def _is_set_within(number: Word, left: Word, right: Word) -> bool:
    """Whether a number of another size stands between two words of one line, on the line they stand on."""
    space = _SPACE_AROUND_NUMBER * max(_height(number), _height(left))
    # About a fifth of a word's height is below its base line.
    lifted = abs((number.bottom - _height(number) / 5) - (left.bottom - _height(left) / 5))
    return (
        _are_of_one_size(_height(left), _height(right))
        and _are_beside(left, right)
        and number.x0 - left.x1 <= space
        and lifted <= 0.3 * _height(left)
    )


def _with_percent_signs(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, with a per cent sign that stands by itself joined to the number before it."""
    signs = [word for word in words if word.text == "%"]
    joined: dict[Word, Word] = {}
    for sign in signs:
        before = [
            word
            for word in words
            if word.text[-1:].isdigit()
            and _are_beside(word, sign)
            and -1 <= sign.x0 - word.x1 <= _SPACE_AROUND_NUMBER * max(_height(word), _height(sign))
        ]
        if len(before) == 1:
            joined[before[0]] = sign
    taken = set(joined.values())
    return tuple(
        replace(word, text=f"{word.text}%", x1=joined[word].x1) if word in joined else word
        for word in words
        if word not in taken
    )


def streams_of(runs: Sequence[Run]) -> tuple[Stream, ...]:
    """The streams that the runs of one page make, from top to bottom."""
    below = {run: _next_to(run, runs, down=True) for run in runs}
    above = {run: _next_to(run, runs, down=False) for run in runs}
    following = {
        run: found[0]
        for run, found in below.items()
        if len(found) == 1 and len(above[found[0]]) == 1 and above[found[0]][0] is run
    }
    continued = set(following.values())
    streams = []
    for run in runs:
        if run in continued:
            continue
        members = [run]
        while (found_run := following.get(members[-1])) is not None:
            members.append(found_run)
        streams.append(Stream(tuple(members)))
    return tuple(streams)


def _next_to(run: Run, runs: Sequence[Run], down: bool) -> list[Run]:
    """The runs on the next line below, or above, that overlap this one from left to right."""
    near = []
    for other in runs:
        upper, lower = (run, other) if down else (other, run)
        gap = lower.box.top - upper.box.bottom
        if (
            other is not run
            and _are_of_one_size(run.size, other.size)
            and _LINE_BELOW[0] * run.size <= gap <= _LINE_BELOW[1] * run.size
            and lower.box.top > upper.box.top
            and min(run.box.x1, other.box.x1) - max(run.left, other.left) > 1
        ):
            near.append(other)
    if not near:
        return near
    nearest = min(abs(other.box.y_middle - run.box.y_middle) for other in near)
    return [other for other in near if abs(other.box.y_middle - run.box.y_middle) <= nearest + run.size / 2]
