"""A second, independent reading of the pages that figures come from.

pdfplumber and pypdfium2 share no code: one is built on pdfminer, in Python, the other on the PDF engine of a
browser. If both find the same number in the same place, it can be relied on; if they differ, a person has to
look. Only what can be part of a figure is compared: digits, and the signs between them or in their place.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from mapper.letters.letter import Page, Word
from mapper.letters.signs import DASHES, Sign, SignReader, signs_of

# Part of a word's height by which the two readers' boxes of it may differ: they use different font tables.
_SLACK = 0.18


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What each reader finds in one place on a page (counted from 1); empty if it finds nothing."""

    page: int
    first: str
    second: str


def disagreements(second: SignReader, pages: Sequence[Page]) -> tuple[Disagreement, ...]:
    """Every place on these pages where the second reader finds other figures than the first.

    Text that is not upright, and the marks of notes, are no part of a figure.
    """
    return tuple(
        disagreement for page in pages for disagreement in _on_page(page, second.text(page.number).signs)
    )


@lru_cache(maxsize=4096)
def part_of_figure(text: str) -> str:
    """A word's digits and signs; empty for a word without a digit, unless it is nothing but a dash."""
    signs = signs_of(text)
    return signs if any(map(str.isdigit, signs)) or not set(text) - set(DASHES) else ""


class FigureSigns:
    """The signs of a page that can be part of figures: those that are upright, seen, and in no mark of a note."""

    def __init__(self, page: Page, signs: Sequence[Sign]) -> None:
        self._words, marks = page.words, page.marks
        self.all = sorted(
            (
                sign
                for sign in signs
                if sign.is_upright
                and page.shows(sign.x, sign.y)
                and not any(_is_of(sign, mark) for mark in marks)
            ),
            key=lambda sign: sign.x,
        )
        self._places = [sign.x for sign in self.all]

    def of(self, word: Word) -> tuple[Sign, ...]:
        """The signs that stand where the first reader has this word, from left to right."""
        slack = _SLACK * word.height
        first, last = bisect_right(self._places, word.x0 - slack), bisect_left(self._places, word.x1 + slack)
        top, bottom = word.top - slack, word.bottom + slack
        inside = tuple(sign for sign in self.all[first:last] if top < sign.y < bottom)
        if _reads_as(word, inside):
            return inside
        # The box of a large number may reach over a line of small print, and a per cent sign may stand close by.
        return tuple(sign for sign in inside if self._owner(sign, word) is word)

    def _owner(self, sign: Sign, word: Word) -> Word:
        """Of the words around a sign the one whose size is nearest to the sign's; `word` if there is no other."""
        around = [
            other
            for other in self._words
            if other.x0 <= sign.x <= other.x1 and other.top <= sign.y <= other.bottom
        ]
        return min(around, key=lambda other: abs(other.height - sign.em), default=word)


def _on_page(page: Page, signs: Sequence[Sign]) -> Iterator[Disagreement]:
    words = [word for word in page.words if part_of_figure(word.text)]
    figures = FigureSigns(page, signs)
    found: set[Sign] = set()
    for word in words:
        inside = figures.of(word)
        found.update(inside)
        if not _reads_as(word, inside):
            yield Disagreement(page.number, word.text, "".join(sign.text for sign in inside))
    for sign in figures.all:
        # A digit that only the second reader finds matters in a line with figures.
        if sign.text.isdigit() and sign not in found and any(_is_beside(sign, word) for word in words):
            yield Disagreement(page.number, "", sign.text)


def _reads_as(word: Word, signs: Sequence[Sign]) -> bool:
    """Whether both readers find the same in a place."""
    return _plain(part_of_figure(word.text)) == _plain("".join(sign.text for sign in signs))


def _plain(signs: str) -> str:
    """The signs with one code point for every dash: fonts without a hyphen of their own use another."""
    return "".join("-" if character in DASHES else character for character in signs)


def _is_of(sign: Sign, mark: Word) -> bool:
    """Whether a sign is part of the mark of a note.

    The mark may touch the figure before it, so that its box is not widened along the line.
    """
    slack = _SLACK * mark.height
    return (
        normalize("NFKC", sign.text) in normalize("NFKC", mark.text)
        and mark.x0 < sign.x < mark.x1
        and mark.top - slack < sign.y < mark.bottom + slack
    )


def _is_beside(sign: Sign, word: Word) -> bool:
    return word.top < sign.y < word.bottom
