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
        left, right, top, bottom = self._scaled(box)
        x, y = ceil(left), ceil(top)
        return Pixels(x, max(floor(right), x + 1), y, max(floor(bottom), y + 1))

    def outer(self, box: Box) -> Pixels:
        """The pixels that a box touches, and one more on each side: letters are drawn at whole pixels."""
        left, right, top, bottom = self._scaled(box)
        return Pixels(floor(left) - 1, ceil(right) + 1, floor(top) - 1, ceil(bottom) + 1)

    def _scaled(self, box: Box) -> tuple[float, float, float, float]:
        x, y, scale = self.part.x0, self.part.top, self.scale
        return (box.x0 - x) * scale, (box.x1 - x) * scale, (box.top - y) * scale, (box.bottom - y) * scale


class Renderer:
    """Renders parts of one page."""

    def __init__(self, page: pypdfium2.PdfPage, placing: Placing) -> None:
        self._page, self._placing = page, placing

    def bands(self, parts: Sequence[Box], scale: float) -> list[Band]:
        """Parts of the page as pictures, with their text and without it.

        Raises pypdfium2.PdfiumError if there is no memory for the pictures.
        """
        parts = [_at_whole_pixels(part, self._placing, scale) for part in parts]
        printed = [self._picture(part, scale) for part in parts]
        texts = [(drawn, raw.FPDFTextObj_GetTextRenderMode(drawn)) for drawn in _texts(self._page)]
        for drawn, _ in texts:
            raw.FPDFTextObj_SetTextRenderMode(drawn, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        textless = [self._picture(part, scale) for part in parts]
        for drawn, mode in texts:
            raw.FPDFTextObj_SetTextRenderMode(drawn, mode)
        return [
            Band(part, scale, *pictures) for part, *pictures in zip(parts, printed, textless, strict=True)
        ]

    def rows(self, part: Box, scale: float) -> list[bytes]:
        """The rows of a part as printed."""
        picture = self._picture(_at_whole_pixels(part, self._placing, scale), scale)
        return picture.rows(Pixels(0, picture.width, 0, picture.height))

    def _picture(self, part: Box, scale: float) -> Picture:
        width, height = ceil((part.x1 - part.x0) * scale), ceil((part.bottom - part.top) * scale)
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray)
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
            left, top = (part.x0 + self._placing.left) * scale, (part.top + self._placing.top) * scale
            across, down = (round(side * scale) for side in self._page.get_size())
            raw.FPDF_RenderPageBitmap(
                bitmap, self._page, -round(left), -round(top), across, down, 0, raw.FPDF_ANNOT
            )
            return Picture(bytes(bitmap.buffer), bitmap.stride, width, height)
        finally:
            bitmap.close()


def _at_whole_pixels(part: Box, placing: Placing, scale: float) -> Box:
    """The part made to begin where a pixel of the page begins, so that places within it are exact."""
    left = floor((part.x0 + placing.left) * scale) / scale - placing.left
    top = floor((part.top + placing.top) * scale) / scale - placing.top
    return Box(left, part.x1, top, part.bottom)


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
