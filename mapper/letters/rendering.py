"""Parts of a page as pictures, with their text and without it, in shades of grey.

Where the two differ the text is seen; what is left without it is drawn: rules, panels, pictures, notes stuck on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

import pypdfium2
from pypdfium2 import raw

from mapper.letters.box import Box
from mapper.letters.signs import Placing

_WHITE = 0xFFFFFFFF

# Forms within forms are followed so far.
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Pixels:
    """A rectangle of pixels: from `left` up to `right`, from `top` up to `bottom`."""

    left: int
    right: int
    top: int
    bottom: int

    def widened(self, across: int, down: int = 0) -> "Pixels":
        return Pixels(self.left - across, self.right + across, self.top - down, self.bottom + down)


@dataclass(frozen=True, slots=True)
class Picture:
    """Grey values from 0 (black) to 255, row by row; each row has `stride` bytes, of which `width` are pixels."""

    grey: bytes
    stride: int
    width: int
    height: int

    def rows(self, pixels: Pixels) -> list[bytes]:
        """The rows of a part, as far as it lies within the picture."""
        left, right = max(pixels.left, 0), min(pixels.right, self.width)
        rows = range(max(pixels.top, 0), min(pixels.bottom, self.height))
        return [self.grey[row * self.stride + left : row * self.stride + right] for row in rows]


@dataclass(frozen=True, slots=True)
class Band:
    """A part of a page at `scale` pixels to a point, as printed and without its text."""

    part: Box
    scale: float
    printed: Picture
    textless: Picture

    def inner(self, box: Box) -> Pixels:
        """The pixels that lie wholly within a box; at least one."""
        left, top = ceil((box.x0 - self.part.x0) * self.scale), ceil((box.top - self.part.top) * self.scale)
        right, bottom = (
            floor((box.x1 - self.part.x0) * self.scale),
            floor((box.bottom - self.part.top) * self.scale),
        )
        return Pixels(left, max(right, left + 1), top, max(bottom, top + 1))

    def outer(self, box: Box) -> Pixels:
        """The pixels that a box touches, and one more on each side: letters are drawn at whole pixels."""
        left, top = floor((box.x0 - self.part.x0) * self.scale), floor((box.top - self.part.top) * self.scale)
        right, bottom = (
            ceil((box.x1 - self.part.x0) * self.scale),
            ceil((box.bottom - self.part.top) * self.scale),
        )
        return Pixels(left - 1, right + 1, top - 1, bottom + 1)


def render(page: pypdfium2.PdfPage, placing: Placing, parts: Sequence[Box], scale: float) -> list[Band]:
    """Parts of the page as pictures, with their text and without it.

    The text stays switched off in `page`: it must not be rendered again. Raises pypdfium2.PdfiumError if there is no
    memory for the pictures.
    """
    parts = [_at_whole_pixels(part, placing, scale) for part in parts]
    printed = [_picture(page, placing, part, scale) for part in parts]
    for drawn in _texts(page):
        raw.FPDFTextObj_SetTextRenderMode(drawn, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    textless = [_picture(page, placing, part, scale) for part in parts]
    return [Band(part, scale, *pictures) for part, *pictures in zip(parts, printed, textless, strict=True)]


def _at_whole_pixels(part: Box, placing: Placing, scale: float) -> Box:
    """The part made to begin where a pixel of the page begins, so that places within it are exact."""
    left = floor((part.x0 + placing.left) * scale) / scale - placing.left
    top = floor((part.top + placing.top) * scale) / scale - placing.top
    return Box(left, part.x1, top, part.bottom)


def _picture(page: pypdfium2.PdfPage, placing: Placing, part: Box, scale: float) -> Picture:
    width, height = ceil((part.x1 - part.x0) * scale), ceil((part.bottom - part.top) * scale)
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        left, top = (part.x0 + placing.left) * scale, (part.top + placing.top) * scale
        page_width, page_height = (round(side * scale) for side in page.get_size())
        raw.FPDF_RenderPageBitmap(
            bitmap, page, -round(left), -round(top), page_width, page_height, 0, raw.FPDF_ANNOT
        )
        return Picture(bytes(bitmap.buffer), bitmap.stride, width, height)
    finally:
        bitmap.close()


def _texts(page: pypdfium2.PdfPage) -> Iterator[raw.FPDF_PAGEOBJECT]:
    """The text objects of a page, and of the forms that it draws."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _texts_in(raw.FPDFPage_GetObject(page, index), 0)


def _texts_in(drawn: raw.FPDF_PAGEOBJECT, depth: int) -> Iterator[raw.FPDF_PAGEOBJECT]:
    kind = raw.FPDFPageObj_GetType(drawn)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        yield drawn
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for index in range(raw.FPDFFormObj_CountObjects(drawn)):
            yield from _texts_in(raw.FPDFFormObj_GetObject(drawn, index), depth + 1)
