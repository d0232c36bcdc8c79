"""A second, independent reading of the pages that figures come from.

pdfplumber and pypdfium2 share no code: one is built on pdfminer, in Python, the other on the PDF engine of a
browser. If both find the same number in the same place, it can be relied on; if they differ, a person has to
look. Only what can be part of a figure is compared: digits, and the signs between them or in their place.
"""

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

import pypdfium2
from pypdfium2 import raw

from mapper.letters.letter import Page, Word

# Points by which the two readers' boxes of one word may differ: they use different font tables.
_SLACK = 2.0

# The same sign drawn twice within this distance (points) is one.
_OVERPRINT = 1.0

# FPDF_PageToDevice gives whole units; there are this many to a point.
_FINE = 64


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What each reader finds in one place on a page (counted from 1); empty if it finds nothing."""

    page: int
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class _Sign:
    """One digit or sign, and the middle of its box in points from the top left of the page as seen."""

    text: str
    x: float
    y: float


def disagreements(data: bytes, pages: Sequence[Page]) -> tuple[Disagreement, ...]:
    """Every place on these pages where the second reader finds other figures than the first.

    Raises pypdfium2.PdfiumError if the second reader cannot open the file.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        return tuple(
            disagreement for page in pages for disagreement in _on_page(page, _signs(document, page))
        )
    finally:
        document.close()


def _on_page(page: Page, signs: Sequence[_Sign]) -> Iterator[Disagreement]:
    words = [word for word in page.words if _part_of_figure(word.text)]
    # What is cropped away is not seen, and the first reader leaves it out.
    signs = [sign for sign in signs if 0 <= sign.x <= page.width and 0 <= sign.y <= page.height]
    found: set[_Sign] = set()
    for word in words:
        inside = [sign for sign in signs if _is_inside(sign, word)]
        found.update(inside)
        first = _part_of_figure(word.text)
        second = "".join(sign.text for sign in sorted(inside, key=lambda sign: sign.x))
        if _plain(first) != _plain(second):
            yield Disagreement(page.number, word.text, second)
    for sign in signs:
        # A digit that only the second reader finds matters in a line with figures, unless it is of turned text.
        if not sign.text.isdigit() or sign in found or not any(_is_beside(sign, word) for word in words):
            continue
        is_turned = any(_is_inside(sign, word) for word in page.turned)
        if not is_turned or any(_touches(sign, word) for word in words):
            yield Disagreement(page.number, "", sign.text)


def _part_of_figure(text: str) -> str:
    """A word's digits and signs; empty for a word without a digit, unless it is nothing but a dash."""
    signs = "".join(character for character in text if _counts(character))
    return signs if any(map(str.isdigit, signs)) or not set(text) - set(_DASHES) else ""


_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"


def _counts(character: str) -> bool:
    return character.isdigit() or character in _DASHES or character in "%.,/+"


def _plain(signs: str) -> str:
    """The signs with one code point for every dash: fonts without a hyphen of their own use another."""
    return "".join("-" if character in _DASHES else character for character in signs)


def _is_inside(sign: _Sign, word: Word) -> bool:
    return word.x0 - _SLACK < sign.x < word.x1 + _SLACK and word.top - _SLACK < sign.y < word.bottom + _SLACK


def _is_beside(sign: _Sign, word: Word) -> bool:
    return word.top < sign.y < word.bottom


def _touches(sign: _Sign, word: Word) -> bool:
    """Whether a sign stands so near a word, in its line, that it may be of the same figure."""
    return _is_beside(sign, word) and word.x0 - word.height < sign.x < word.x1 + word.height


def _signs(document: pypdfium2.PdfDocument, as_read: Page) -> tuple[_Sign, ...]:
    """The digits and signs of a page as the second reader finds them, seen as the first reader turned it."""
    page = document[as_read.number - 1]
    page.set_rotation((page.get_rotation() + as_read.turned_by) % 360)
    text_page = page.get_textpage()
    try:
        place = _placing(page)
        signs = []
        for index in range(raw.FPDFText_CountChars(text_page)):
            character = chr(raw.FPDFText_GetUnicode(text_page, index))
            if _counts(character):
                signs.append(_Sign(character, *place(_middle(text_page, index))))
    finally:
        text_page.close()
        page.close()
    return _drawn_once(signs)


def _drawn_once(signs: Iterable[_Sign]) -> tuple[_Sign, ...]:
    """The signs without overprints: some programs make bold type by drawing it twice, a little apart."""
    kept: list[_Sign] = []
    for sign in sorted(signs, key=lambda sign: (sign.text, sign.x)):
        near = takewhile(lambda other: _is_same(sign, other), reversed(kept))  # noqa: B023 - used at once
        if not any(abs(sign.y - other.y) <= _OVERPRINT for other in near):
            kept.append(sign)
    return tuple(kept)


def _is_same(sign: _Sign, other: _Sign) -> bool:
    """Whether two signs are the same and at about the same distance from the left, in any line."""
    return sign.text == other.text and sign.x - other.x <= _OVERPRINT


def _middle(text_page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    """The middle of a character's box in the page's own coordinates."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    return (left.value + right.value) / 2, (bottom.value + top.value) / 2


def _placing(page: pypdfium2.PdfPage) -> Callable[[tuple[float, float]], tuple[float, float]]:
    """A function from a page's own coordinates to those of the first reader.

    These are points from the top left of the page as seen: rotated, and cropped unless it is rotated
    (`plain_page`).
    """
    width, height = (round(side * _FINE) for side in page.get_size())

    def place(point: tuple[float, float]) -> tuple[float, float]:
        x, y = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, *point, x, y)
        return x.value / _FINE, y.value / _FINE

    if not page.get_rotation():
        return place
    # A box that all pages share is none of the page's own for PDFium, but it knows what is seen of the page.
    x0, y0, x1, y1 = page.get_mediabox(fallback_ok=False) or page.get_bbox()
    left, top = map(min, zip(place((x0, y0)), place((x1, y1)), strict=True))

    def place_uncropped(point: tuple[float, float]) -> tuple[float, float]:
        x, y = place(point)
        return x - left, y - top

    return place_uncropped
