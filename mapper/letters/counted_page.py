"""A page that is counted while it is drawn: a small file can draw millions of characters."""

from math import atan2, degrees, hypot
from typing import Any

import pdfplumber
from pdfminer.layout import LTComponent, LTItem, LTPage
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, apply_matrix_rect
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from mapper.letters.box import Box
from mapper.letters.characters import Character, character
from mapper.letters.clipping import Bounds
from mapper.letters.limits import too_large

Drawn = dict[str, Any]
"""The kind of one line, rectangle or curve, and its box."""


class CountedPage(pdfplumber.page.Page):
    """A pdfplumber page that refuses to draw more than `most` characters, lines and pictures.

    Its `characters` are seen from the top left corner of the page as seen (`corner`); pdfplumber's own `chars` are
    none. Raises UnreadableLetter (`too-large`) where it would draw more.
    """

    def __init__(self, pdf: pdfplumber.pdf.PDF, page: PDFPage, number: int, most: int) -> None:
        super().__init__(pdf, page, number)
        self.most = most
        self.drawn = 0
        self._characters: list[Character] = []

    @property
    def corner(self) -> tuple[float, float, float, float]:
        """The edges of what is seen of the page: left, top, right and bottom."""
        left, top, right, bottom = self.mediabox if self.rotation else self.cropbox
        return float(left), float(top), float(right), float(bottom)

    def placed(self, bounds: Bounds) -> Box:
        """A rectangle in the file's own coordinates, seen from the corner; the page is not rotated."""
        left, low, right, high = bounds
        (_, media_top), (corner_left, corner_top) = self.mediabox[:2], self.corner[:2]
        base = float(self.height) + media_top + self.page_obj.mediabox[1] - corner_top
        return Box(left - corner_left, right - corner_left, base - high, base - low)

    @property
    def characters(self) -> list[Character]:
        """The characters that the page draws, as often as it does."""
        _ = self.layout
        return self._characters

    @property
    def layout(self) -> LTPage:
        """What the page draws besides characters, as on pdfplumber's own pages."""
        if not hasattr(self, "_layout"):
            device = _CountingDevice(self)
            PDFPageInterpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._layout = device.get_result()
        return self._layout

    def process_object(self, obj: LTItem) -> Drawn:
        """The kind and the box of what is drawn.

        pdfplumber's own method also looks up colours and paths, which doubles the time.
        """
        assert isinstance(obj, LTComponent)  # everything on a page has a box
        left, top = self.mediabox[:2]
        return {
            "object_type": type(obj).__name__.removeprefix("LT").lower(),
            "x0": obj.x0 + left,
            "x1": obj.x1 + left,
            "top": self.height - obj.y1 + top,
            "bottom": self.height - obj.y0 + top,
        }

    def add(self, character: Character) -> None:
        """Take one more character."""
        self._characters.append(character)

    def count(self) -> None:
        """Count one more thing drawn."""
        self.drawn += 1
        if self.drawn > self.most:
            raise too_large(f"Page {self.page_number} draws more than {self.most} letters and lines")


class _CountingDevice(PDFPageAggregatorWithMarkedContent):
    """pdfplumber's device, with each thing it draws counted by the page.

    Characters go to the page as they are drawn: pdfminer's own do not know their base line, and making them takes a
    quarter of the time of the whole page.
    """

    def __init__(self, page: CountedPage) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
        self._page = page
        (media_left, media_top), (left, top) = page.mediabox[:2], page.corner[:2]
        self._left, self._top = media_left - left, float(page.height) + media_top - top

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        *_: Any,
    ) -> float:
        self._page.count()
        advance = float(font.char_width(cid) * fontsize * scaling)
        lowest = font.get_descent() * fontsize + rise
        box = (0.0, lowest, advance, lowest + fontsize)
        if font.is_vertical():
            box = _upright_box(font, cid, fontsize, rise, advance)
        x0, y0, x1, y1 = apply_matrix_rect(matrix, box)
        a, b, c, d, x, y = matrix
        left, top = self._left, self._top
        self._page.add(
            character(
                self._text(font, cid),
                Box(min(x0, x1) + left, max(x0, x1) + left, top - max(y0, y1), top - min(y0, y1)),
                em=fontsize * hypot(c, d),
                angle=round(degrees(atan2(b, a)), 1) if b or a < 0 else 0.0,
                origin=(x + c * rise + left, top - (y + d * rise)),
                advance=advance * hypot(a, b),
            )
        )
        return advance

    def _text(self, font: PDFFont, cid: int) -> str:
        """What a character stands for. Where its font does not say, that is no text: the digits of its code, which
        pdfminer puts in its place, are not on the page."""
        try:
            return str(font.to_unichr(cid))
        except PDFUnicodeNotDefined:
            return "\N{REPLACEMENT CHARACTER}"

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        self._page.count()
        super().paint_path(*args, **kwargs)

    def begin_figure(self, *args: Any, **kwargs: Any) -> None:
        # A form or a picture counts too: nested forms can be many without drawing anything.
        self._page.count()
        super().begin_figure(*args, **kwargs)


def _upright_box(
    font: PDFFont, cid: int, fontsize: float, rise: float, advance: float
) -> tuple[float, float, float, float]:
    """The box of a character that is written downwards, as pdfminer has it (`LTChar`)."""
    across, down = font.char_disp(cid)  # type: ignore[misc]  # a pair in fonts for vertical writing
    left = fontsize * 0.5 if across is None else across * fontsize * 0.001
    top = (1000 - down) * fontsize * 0.001 + rise
    return -left, top + advance, fontsize - left, top
