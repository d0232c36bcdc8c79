"""The digits and signs of a page as the second reader places them: the parts of figures, each with its ink's box."""

import ctypes
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from math import atan2, degrees, hypot
from typing import Self

import pypdfium2
from pypdfium2 import raw

from mapper.letters.box import Box
from mapper.letters.characters import UPRIGHT_WITHIN

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"

# The same sign drawn twice within this part of its em is one.
_OVERPRINT = 0.12

# FPDF_PageToDevice gives whole units; there are this many to a point.
_FINE = 64

# So far apart (points) are the places from which the way between two systems of coordinates is taken.
_FAR = 1000.0


@dataclass(frozen=True, slots=True, eq=False)
class Sign:
    """One digit or sign; each is its own, whatever it has in common with another.

    Parameters
    ----------
    text
        The character.
    box
        The box of its ink, in points from the top left of the page as the first reader has it.
    em
        The size of its type in points.
    angle
        The angle to which it is turned on the page as seen, in degrees anticlockwise from upright.
    """

    text: str
    box: Box
    em: float
    angle: float

    @property
    def x(self) -> float:
        return (self.box.x0 + self.box.x1) / 2

    @property
    def y(self) -> float:
        return self.box.y_middle

    @property
    def is_upright(self) -> bool:
        return abs(self.angle) < UPRIGHT_WITHIN


# What can be part of a figure: digits, and signs between them or in their place.
_COUNTS = re.compile(rf"[\d²³¹⁰⁴-⁹₀-₉%.,/+{re.escape(DASHES)}]")


def signs_of(text: str) -> str:
    """What of a text can be part of a figure."""
    return "".join(_COUNTS.findall(text))


@dataclass(frozen=True, slots=True)
class Placing:
    """The way from a page's own coordinates to those of the first reader, in points.

    The first reader's begin at the top left of the page as seen: rotated, and cropped unless it is rotated
    (`plain_page`). `left` and `top` are where the uncropped page begins on the cropped one that is rendered.
    """

    matrix: tuple[float, float, float, float, float, float]
    left: float
    top: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e - self.left, b * x + d * y + f - self.top

    def angle(self, x: float, y: float) -> float:
        """The angle of a direction on the page as seen, in degrees anticlockwise."""
        a, b, c, d, _, _ = self.matrix
        along, down = a * x + c * y, b * x + d * y
        return round(degrees(atan2(-down, along)), 1)


class SignReader:
    """A file as the second reader has it; its pages are read once and stay open until it is closed."""

    def __init__(self, data: bytes, turned_by: Mapping[int, int] | None = None) -> None:
        """Open a file, with the pages of these numbers turned by so many degrees clockwise, as the first reader did.

        Raises pypdfium2.PdfiumError if the file cannot be opened.
        """
        self._document = pypdfium2.PdfDocument(data)
        self._turned_by = turned_by or {}
        self._pages: dict[int, pypdfium2.PdfPage] = {}
        self._texts: dict[int, PageText] = {}

    def page(self, number: int) -> pypdfium2.PdfPage:
        """The page of this number, counted from 1. Raises pypdfium2.PdfiumError if it cannot be loaded."""
        if number not in self._pages:
            page = self._document[number - 1]
            page.set_rotation((page.get_rotation() + self._turned_by.get(number, 0)) % 360)
            self._pages[number] = page
        return self._pages[number]

    def text(self, number: int) -> "PageText":
        """The characters of the page of this number, counted from 1."""
        if number not in self._texts:
            self._texts[number] = PageText(self.page(number))
        return self._texts[number]

    def close(self) -> None:
        for text in self._texts.values():
            text.close()
        for page in self._pages.values():
            page.close()
        self._document.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class PageText:
    """The characters of one page: its text, the place of any of them, and the digits and signs among them."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.placing = _placing(page)
        self._text_page = page.get_textpage()
        self._edges = tuple(ctypes.c_double() for _ in range(4))
        self._matrix = raw.FS_MATRIX()
        self.text = _text(self._text_page)
        drawn = [self.sign(found.start()) for found in _COUNTS.finditer(self.text)]
        self.signs = _drawn_once(drawn)

    def sign(self, index: int) -> Sign:
        """The character at this place of the text."""
        text = self._text_page.raw
        raw.FPDFText_GetCharBox(text, index, *self._edges)
        left, right, bottom, top = (edge.value for edge in self._edges)
        x0, y0 = self.placing.point(left, bottom)
        x1, y1 = self.placing.point(right, top)
        matrix = self._matrix
        raw.FPDFText_GetMatrix(text, index, matrix)
        return Sign(
            self.text[index],
            Box(min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)),
            raw.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d),
            self.placing.angle(matrix.a, matrix.b),
        )

    def close(self) -> None:
        self._text_page.close()


def _text(text_page: pypdfium2.PdfTextPage) -> str:
    """The text of a page, one character for each that it counts."""
    count = raw.FPDFText_CountChars(text_page)
    units = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, units)
    text = bytes(units)[: 2 * written].decode("utf-16-le", "replace").removesuffix("\0")
    if len(text) == count:
        return text
    # Characters without a code, and those beyond 16 bits, make the whole text shorter or longer than its characters.
    return "".join([chr(raw.FPDFText_GetUnicode(text_page.raw, index)) for index in range(count)])


def _drawn_once(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    """The signs without overprints: some programs make bold type by drawing it twice, a little apart."""
    kept: list[Sign] = []
    for sign in sorted(signs, key=lambda sign: (sign.text, sign.x)):
        near = takewhile(lambda other: _is_same(sign, other), reversed(kept))  # noqa: B023 - used at once
        if not any(abs(sign.y - other.y) <= _OVERPRINT * sign.em for other in near):
            kept.append(sign)
    return tuple(kept)


def _is_same(sign: Sign, other: Sign) -> bool:
    """Whether two signs are the same and at about the same distance from the left, in any line."""
    return sign.text == other.text and sign.x - other.x <= _OVERPRINT * sign.em


def _placing(page: pypdfium2.PdfPage) -> Placing:
    width, height = (round(side * _FINE) for side in page.get_size())

    def place(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
        return across.value / _FINE, down.value / _FINE

    (e, f), (ax, ay), (bx, by) = place(0, 0), place(_FAR, 0), place(0, _FAR)
    matrix = ((ax - e) / _FAR, (ay - f) / _FAR, (bx - e) / _FAR, (by - f) / _FAR, e, f)
    uncropped = Placing(matrix, 0.0, 0.0)
    if not page.get_rotation():
        return uncropped
    # A box that all pages share is none of the page's own for PDFium, but it knows what is seen of the page.
    x0, y0, x1, y1 = page.get_mediabox(fallback_ok=False) or page.get_bbox()
    left, top = map(min, zip(uncropped.point(x0, y0), uncropped.point(x1, y1), strict=True))
    return Placing(matrix, left, top)
