"""A page that is counted while it is drawn: a small file can draw millions of characters."""

import re
from math import atan2, degrees, hypot
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTComponent, LTItem, LTPage
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from mapper.letters.limits import too_large
from mapper.letters.plain_page import Drawn

# What pdfminer gives for a character without a code, such as the bullet of the standard fonts: it has digits that are
# nowhere on the page.
_UNKNOWN = re.compile(r"\(cid:[0-9]+\)")


class CountedPage(pdfplumber.page.Page):
    """A pdfplumber page that refuses to draw more than `most` characters, lines and pictures.

    Raises UnreadableLetter (`too-large`) where it would.
    """

    def __init__(self, pdf: pdfplumber.pdf.PDF, page: PDFPage, number: int, most: int) -> None:
        super().__init__(pdf, page, number)
        self.most = most
        self.drawn = 0
        self.set_in: dict[
            int, tuple[float, float]
        ] = {}  # the rise and the size of each character, by its identity

    @property
    def layout(self) -> LTPage:
        """What the page draws, as on pdfplumber's own pages."""
        if not hasattr(self, "_layout"):
            device = _CountingDevice(self)
            PDFPageInterpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._layout = device.get_result()
        return self._layout

    def process_object(self, obj: LTItem) -> Drawn:
        """The kind and the box of what is drawn; of a character also its text, size and direction.

        pdfplumber's own method also looks up colours, fonts and paths, which doubles the time.
        """
        assert isinstance(obj, LTComponent)  # everything on a page has a box
        left, top = self.mediabox[:2]
        drawn: Drawn = {
            "object_type": type(obj).__name__.removeprefix("LT").lower(),
            "x0": obj.x0 + left,
            "x1": obj.x1 + left,
            "top": self.height - obj.y1 + top,
            "bottom": self.height - obj.y0 + top,
        }
        if isinstance(obj, LTChar):
            drawn |= self._lettering(obj)
        return drawn

    def _lettering(self, character: LTChar) -> Drawn:
        """A character's text, the point on its base line from which it is drawn, how far, how large, how turned."""
        left, top = self.mediabox[:2]
        a, b, c, d, x, y = character.matrix
        rise, size = self.set_in[id(character)]
        return {
            "text": _UNKNOWN.sub("\N{REPLACEMENT CHARACTER}", character.get_text()),
            "origin_x": x + c * rise + left,
            "origin_y": self.height - (y + d * rise) + top,
            "advance": character.adv * hypot(a, b),
            "em": size * hypot(c, d),
            "angle": round(degrees(atan2(b, a)), 1) if b or a < 0 else 0.0,
        }

    def count(self) -> None:
        """Count one more thing drawn."""
        self.drawn += 1
        if self.drawn > self.most:
            raise too_large(f"Page {self.page_number} draws more than {self.most} letters and lines")


class _CountingDevice(PDFPageAggregatorWithMarkedContent):
    """pdfplumber's device, with each thing it draws counted by the page."""

    def __init__(self, page: CountedPage) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
        self._page = page

    def render_char(
        self, matrix: Matrix, font: PDFFont, fontsize: float, scaling: float, rise: float, *args: Any
    ) -> float:
        self._page.count()
        advance = float(super().render_char(matrix, font, fontsize, scaling, rise, *args))
        # pdfminer keeps neither with the character, and its box does not tell one font's base line from another's.
        self._page.set_in[id(self.cur_item._objs[-1])] = (rise, fontsize)
        return advance

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        self._page.count()
        super().paint_path(*args, **kwargs)

    def begin_figure(self, *args: Any, **kwargs: Any) -> None:
        # A form or a picture counts too: nested forms can be many without drawing anything.
        self._page.count()
        super().begin_figure(*args, **kwargs)
