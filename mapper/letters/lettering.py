"""Characters joined into words, and the marks of notes told from the figures that they follow.

A figure is one number only while its digits share one size and one base line. A smaller digit, or one that is
raised, refers to a note.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from mapper.letters.box import Box, box_of
from mapper.letters.characters import Character

# A gap of this part of the em ends a word. A space is at least a fifth of it in common fonts, and the figures of
# two neighbouring cells must never be read as one number.
_WORD_GAP = 0.15

# Characters whose bases differ by no more than this part of the em stand on one line.
_ONE_BASE = 0.1

# Digits whose ems differ by no more than this factor are of one number.
_ONE_SIZE = 1.1

# Characters that lie over one another by more than this part of the narrower are not of one word.
_OVERLAP = 0.45

# Widely spaced text has at least so many gaps between its letters, and half of them are so wide or wider (ems).
# Between two parts of a line further apart than this (ems) the spacing may change.
_SPACED_LETTERS = 5
_SPACED_GAP = 0.06
_PART_GAP = 2.0

# The mark of a note is raised by so much of the em of the word before it, from the least to the most; or it has at
# most this part of its size. It follows after at most this part of an em.
_RAISED = (0.15, 0.9)
_SMALL = 0.8

# A mark has at least this part of the size of the word that it follows. What is smaller is other text beside it.
_LEAST = 0.35

# Characters on one base whose ems differ by more than this factor are of two lines, one printed across the other.
_TWO_LINES = 2.5
_MARK_GAP = 0.45

# The widest space between two words of one text (ems).
_SPACE = 0.6

# What a mark may be: up to three numbers of notes, a letter, or signs.
_MARK = re.compile(r"[(\[]?(?:[0-9]{1,2}(?:,[0-9]{1,2}){0,2}|[a-i]|[*†‡§¶]{1,3})[)\]]?")
_SIGNS = "*†‡§¶"
_SUPERSCRIPTS = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_ORDINALS = ("st", "nd", "rd", "th")


@dataclass(frozen=True, slots=True)
class Lettering:
    """A word's characters, of which the first tells its size, its angle and its base."""

    characters: tuple[Character, ...]

    @property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)

    @property
    def box(self) -> Box:
        return box_of(character.box for character in self.characters)

    @property
    def first(self) -> Character:
        return self.characters[0]

    @property
    def last(self) -> Character:
        return self.characters[-1]


def words_of(characters: Iterable[Character]) -> tuple[list[Lettering], list[Lettering]]:
    """The words that these characters make, and the marks of notes among them."""
    ordered = sorted(characters, key=lambda one: (one.angle, one.base, one.starts))
    parts = [
        part
        for _, turned in groupby(ordered, key=lambda one: one.angle)
        for both in _lines(list(turned))
        for line in _of_one_print(both)
        for part in _parts(sorted(line, key=lambda one: one.starts))
    ]
    words = [word for part, spacing in _with_spacing(parts) for word in _words_in(part, spacing)]
    return _without_marks([part for word in words for part in _parted(word)])


def _lines(characters: Sequence[Character]) -> Iterator[list[Character]]:
    """Characters of one angle, sorted by their base, in lines with one base each."""
    line: list[Character] = []
    for character in characters:
        if line and character.base - line[0].base > _ONE_BASE * min(character.em, line[0].em):
            yield line
            line = []
        line.append(character)
    if line:
        yield line


def _of_one_print(line: Sequence[Character]) -> Iterator[list[Character]]:
    """A line without what is much larger and printed across it, and that."""
    by_size = sorted(line, key=lambda one: one.em)
    part = by_size[:1]
    for character in by_size[1:]:
        if character.em > _TWO_LINES * part[-1].em:
            yield part
            part = []
        part.append(character)
    yield part


def _with_spacing(parts: Sequence[list[Character]]) -> Iterator[tuple[list[Character], float]]:
    """The parts of lines, and how far the letters of each are apart, in ems.

    What is too short to show it, such as a number, is spaced as all other text of its size is, or else as all text
    of the page; if that differs, it is not.
    """
    known = [_spacing(part) for part in parts]
    by_size: dict[float, list[float]] = {}
    for part, spacing in zip(parts, known, strict=True):
        if spacing is not None:
            by_size.setdefault(round(part[0].em, 1), []).append(spacing)
    everywhere = [spacing for spacings in by_size.values() for spacing in spacings]
    for part, spacing in zip(parts, known, strict=True):
        alike = by_size.get(round(part[0].em, 1), everywhere)
        yield part, min(alike, default=0.0) if spacing is None else spacing


def _words_in(part: Sequence[Character], spacing: float) -> Iterator[Lettering]:
    """The words of a part of a line, which is sorted and whose letters are so far apart, in ems."""
    word: list[Character] = []
    for character in part:
        if character.text.isspace():
            if word:
                yield Lettering(tuple(word))
            word = []
            continue
        if word and not _goes_on(word[-1], character, spacing):
            yield Lettering(tuple(word))
            word = []
        word.append(character)
    if word:
        yield Lettering(tuple(word))


def _parts(line: Sequence[Character]) -> Iterator[list[Character]]:
    """A line cut at its wide gaps."""
    part: list[Character] = []
    for character in line:
        if part and character.starts - part[-1].ends > _PART_GAP * min(part[-1].em, character.em):
            yield part
            part = []
        part.append(character)
    if part:
        yield part


def _spacing(part: Sequence[Character]) -> float | None:
    """How far the letters of widely spaced text are apart, in ems; 0 for any other, None for too few letters."""
    gaps = [
        (two.starts - one.ends) / one.em
        for one, two in pairwise(part)
        if one.text.isalpha() and two.text.isalpha()
    ]
    if len(gaps) < _SPACED_LETTERS:
        return None
    usual = median(gaps)
    return usual if usual >= _SPACED_GAP else 0.0


def _goes_on(one: Character, two: Character, spacing: float) -> bool:
    """Whether a character and the next on its line are of one word."""
    em = min(one.em, two.em)
    gap = two.starts - one.ends - spacing * em
    if gap > _WORD_GAP * em or -gap > _OVERLAP * min(one.ends - one.starts, two.ends - two.starts):
        return False
    if one.text == "%" and two.text.isalpha():
        return False
    return _is_one_size(one, two) or not (_is_of_figure(one) and _is_of_figure(two))


def _is_of_figure(character: Character) -> bool:
    return character.text.isdigit() or character.text in ".,"


def _is_one_size(one: Character, two: Character) -> bool:
    return max(one.em, two.em) <= _ONE_SIZE * min(one.em, two.em)


def _parted(word: Lettering) -> Iterator[Lettering]:
    """A word cut around Unicode's raised digits, and before the signs at the end of a figure."""
    end = len(word.characters)
    while end and word.characters[end - 1].text in _SIGNS:
        end -= 1
    is_figure = end and (word.characters[end - 1].text.isdigit() or word.characters[end - 1].text in "%-–")
    cuts = (word.characters[:end], word.characters[end:]) if is_figure else (word.characters,)
    for part in cuts:
        for _, characters in groupby(part, key=lambda one: one.text in _SUPERSCRIPTS):
            yield Lettering(tuple(characters))


def _without_marks(words: Sequence[Lettering]) -> tuple[list[Lettering], list[Lettering]]:
    """The words without the marks of notes, and these; "st" is part of "31st" where it is raised too."""
    near = _Neighbours(words)
    kept: list[Lettering] = []
    marks: list[Lettering] = []
    endings: dict[Lettering, Lettering] = {}
    for word in words:
        before = near.before(word) if _MARK.fullmatch(word.text) or word.text in _ORDINALS else None
        if word.text[0] in _SUPERSCRIPTS or (before is not None and word.text not in _ORDINALS):
            marks.append(word)
        elif before is not None and before.last.text.isdigit():
            endings[before] = word
        else:
            kept.append(word)
    joined = [
        Lettering((*word.characters, *endings[word].characters)) if word in endings else word for word in kept
    ]
    return joined, marks


class _Neighbours:
    """The words of a page, and which of them a mark follows."""

    def __init__(self, words: Sequence[Lettering]) -> None:
        self._by_end = sorted(words, key=lambda word: word.last.ends)
        self._by_start = sorted(words, key=lambda word: word.first.starts)
        self._largest = max((word.last.em for word in words), default=0.0)

    def before(self, mark: Lettering) -> Lettering | None:
        """The word that what may be a mark follows, raised or smaller; None if it follows none."""
        starts, reach = mark.first.starts, _MARK_GAP * self._largest
        first = bisect_left(self._by_end, starts - reach, key=lambda word: word.last.ends)
        last = bisect_right(self._by_end, starts + reach, key=lambda word: word.last.ends)
        found = (word for word in self._by_end[first:last] if word is not mark and _follows(mark, word))
        before = next(found, None)
        return None if before is None or (mark.text[0] not in _SIGNS and self._runs_on(mark)) else before

    def _runs_on(self, mark: Lettering) -> bool:
        """Whether text of its own size follows what may be a mark: then it is the first word of something else."""
        ends, reach = mark.last.ends, _SPACE * mark.last.em
        first = bisect_left(self._by_start, ends, key=lambda word: word.first.starts)
        last = bisect_right(self._by_start, ends + reach, key=lambda word: word.first.starts)
        return any(_is_of_one_text(mark, word) for word in self._by_start[first:last])


def _is_of_one_text(mark: Lettering, word: Lettering) -> bool:
    """Whether a word stands on the line of what may be a mark, in its size, and is no second mark."""
    one, two = mark.last, word.first
    return (
        one.angle == two.angle
        and abs(one.base - two.base) <= _ONE_BASE * one.em
        and _is_one_size(one, two)
        and not _MARK.fullmatch(word.text)
    )


def _follows(mark: Lettering, word: Lettering) -> bool:
    one, two = word.last, mark.first
    gap, raised = (two.starts - one.ends) / one.em, (one.base - two.base) / one.em
    is_sized = _LEAST * one.em <= two.em <= _ONE_SIZE * one.em
    if one.angle != two.angle or not -_WORD_GAP <= gap <= _MARK_GAP or not is_sized:
        return False
    touches = gap <= _WORD_GAP and abs(raised) <= _ONE_BASE
    is_sign = mark.text[0] in _SIGNS and (one.text.isdigit() or one.text in "%-–")
    return _RAISED[0] <= raised <= _RAISED[1] or (touches and (is_sign or two.em <= _SMALL * one.em))
