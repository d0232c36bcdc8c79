"""An illustrative letter as a PDF, drawn with reportlab.

Lengths are in points; coordinates run from the lower left corner of the sheet.
"""

import io
from dataclasses import dataclass
from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from mapper.letters.illustration import MARKS, Illustration
from mapper.sample.blocks import Block, Line, blocks
from mapper.sample.body import DISCLAIMERS, GENERAL_PAGE, KEYWORDS, TEXT_PAGES, Section, TextPage
from mapper.sample.national import MEASURED
from mapper.sample.published import Figures
from mapper.sample.tables import Cell, Table, tables_2014, tables_2016, tables_2019

_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT = 48.0, _WIDTH - 48
_TEXT_LEFT = _LEFT + 116
_BAND = 56.0
_TOP = _HEIGHT - _BAND - 52
_FOOT = 44.0

_INK, _SECOND_INK, _NOTE_INK = HexColor("#1c1b19"), HexColor("#4c4943"), HexColor("#68645c")
_RULE, _EDGE, _TINT = HexColor("#dad6ce"), HexColor("#88837a"), HexColor("#f1efea")
_WHITE, _WARNING = HexColor("#ffffff"), HexColor("#ffd54a")

_PROJECT = "Ombudsman letters map"


@dataclass(frozen=True, slots=True)
class _Type:
    """One of the 14 standard PDF fonts, its size, and the distance between base lines."""

    font: str
    size: float
    leading: float

    def wrap(self, text: str, width: float) -> tuple[str, ...]:
        return _wrap(text, self.font, self.size, width)

    def shrunk_to(self, text: str, width: float) -> "_Type":
        """This type, small enough for the text to fit on one line."""
        size = min(self.size, self.size * width / stringWidth(text, self.font, self.size))
        return _Type(self.font, size, self.leading)


_MARK = _Type("Helvetica-Bold", 16, 20)
_DISCLAIMER = _Type("Helvetica", 9, 12)
_TITLE = _Type("Times-Bold", 25, 30)
_SUBTITLE = _Type("Helvetica", 10, 14)
_SIDE_HEADING = _Type("Helvetica-Bold", 9.5, 13)
_BODY = _Type("Times-Roman", 11.5, 17)
_REPORT_TITLE = _Type("Times-Bold", 18, 22)
_TABLE_TITLE = _Type("Times-Bold", 13.5, 17)
_COLUMN_HEADING = _Type("Helvetica-Bold", 7.4, 9.5)
_NUMBER = _Type("Helvetica", 12, 16)
_ROW_LABEL = _Type("Helvetica", 7.4, 9.5)
_NOTE = _Type("Helvetica", 8, 11)
_FIGURE = _Type("Helvetica-Bold", 22, 26)
_SENTENCE = _Type("Helvetica", 10, 14)

_PADDING = 5.0


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """What one letter prints."""

    name: str
    year: int
    illustration: Illustration
    figures: Figures

    @property
    def text_pages(self) -> tuple[TextPage, ...]:
        """The pages before the figures."""
        return TEXT_PAGES if self.year == MEASURED else (GENERAL_PAGE,)

    @property
    def pages(self) -> int:
        return len(self.text_pages) + 1


def draw_letter(letter: PrintedLetter) -> bytes:
    """The letter as a PDF: the pages of text, then one page of figures. The same letter gives the same bytes."""
    file = io.BytesIO()
    # Invariant: the file gets no date and no random identifier.
    canvas = Canvas(file, pagesize=A4, invariant=1, pageCompression=1, lang="en-GB")
    _describe(canvas, letter)
    for number, page in enumerate(letter.text_pages, start=1):
        _draw_frame(canvas, letter, number)
        _draw_text(canvas, letter, page)
        canvas.showPage()
    _draw_frame(canvas, letter, letter.pages)
    if letter.year < _BLOCKS_SINCE:
        _draw_statistics(canvas, letter)
    else:
        _draw_blocks(canvas, letter)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _describe(canvas: Canvas, letter: PrintedLetter) -> None:
    """Set the properties of the file, which say what kind of letter it is too."""
    canvas.setTitle(f"{letter.name}: illustrative annual letter for the year to 31 March {letter.year}")
    canvas.setSubject(MARKS[letter.illustration])
    canvas.setKeywords(KEYWORDS[letter.illustration])
    canvas.setAuthor(_PROJECT)
    canvas.setCreator(_PROJECT)


def _draw_frame(canvas: Canvas, letter: PrintedLetter, number: int) -> None:
    """Draw the band with the mark at the top, and the footer."""
    canvas.setFillColor(_INK)
    canvas.rect(0, _HEIGHT - _BAND, _WIDTH, _BAND, stroke=0, fill=1)
    _line(canvas, _LEFT, _HEIGHT - 27, MARKS[letter.illustration], _MARK, _WHITE)
    _line(canvas, _LEFT, _HEIGHT - 43, DISCLAIMERS[letter.illustration], _DISCLAIMER, _WARNING)
    _rule(canvas, _FOOT)
    _line(canvas, _LEFT, _FOOT - 14, f"{letter.name}, year to 31 March {letter.year}", _NOTE, _NOTE_INK)
    canvas.drawRightString(_RIGHT, _FOOT - 14, f"Page {number} of {letter.pages}")


def _draw_text(canvas: Canvas, letter: PrintedLetter, page: TextPage) -> None:
    title = page.title.format(name=letter.name)
    _line(canvas, _LEFT, _TOP, title, _TITLE.shrunk_to(title, _RIGHT - _LEFT), _INK)
    _line(canvas, _LEFT, _TOP - 20, page.subtitle.format(year=letter.year), _SUBTITLE, _SECOND_INK)
    y = _TOP - 46
    for section in page.sections:
        if section.only in (None, letter.illustration):
            y = _draw_section(canvas, letter, section, y)


def _draw_section(canvas: Canvas, letter: PrintedLetter, section: Section, top: float) -> float:
    """Draw a heading with its text to the right and a rule above; return the top of the next section."""
    _rule(canvas, top)
    first_line = top - _BODY.leading - 2
    _line(canvas, _LEFT, first_line, section.heading, _SIDE_HEADING, _INK)
    text = section.text.format(name=letter.name, year=letter.year)
    bottom = _lines(canvas, _TEXT_LEFT, first_line, _BODY.wrap(text, _RIGHT - _TEXT_LEFT), _BODY, _INK)
    return bottom - 2


def _draw_statistics(canvas: Canvas, letter: PrintedLetter) -> None:
    title = f"Local Authority Report: {letter.name}"
    _line(canvas, _LEFT, _TOP + 8, title, _REPORT_TITLE.shrunk_to(title, _RIGHT - _LEFT), _INK)
    _line(canvas, _LEFT, _TOP - 10, f"For the Period Ending: 31/03/{letter.year}", _SUBTITLE, _SECOND_INK)
    y = _TOP - 42
    form = next(form for first, form in _TABLES_SINCE if first <= letter.year)
    for table in form(letter.figures):
        y = _draw_table(canvas, table, y)


_BLOCKS_SINCE = 2020
_TABLES_SINCE = ((2019, tables_2019), (2016, tables_2016), (2014, tables_2014))
"""The forms of letters with tables, each with its first year, newest first."""


def _draw_blocks(canvas: Canvas, letter: PrintedLetter) -> None:
    """Draw the council's name and, below one another, the blocks, with large numbers to the left of their sentences."""
    _line(canvas, _LEFT, _TOP + 8, letter.name, _REPORT_TITLE.shrunk_to(letter.name, _RIGHT - _LEFT), _INK)
    y = _TOP - 24
    for block in blocks(letter.figures, letter.name, letter.year):
        y = _draw_block(canvas, block, y)


def _draw_block(canvas: Canvas, block: Block, y: float) -> float:
    """Draw a block with its heading's base line at `y`; return the next heading's."""
    _line(canvas, _LEFT, y, block.heading, _TABLE_TITLE, _INK)
    _rule(canvas, y - 7)
    y -= 32
    for line in block.lines:
        y = _draw_sentence(canvas, line, y)
    return y - 18


def _draw_sentence(canvas: Canvas, line: Line, y: float) -> float:
    if line.number:
        _line(canvas, _LEFT, y - 4, line.number, _FIGURE, _INK)
    below = _lines(
        canvas, _TEXT_LEFT, y, _SENTENCE.wrap(line.text, _RIGHT - _TEXT_LEFT), _SENTENCE, _SECOND_INK
    )
    return min(below, y - _FIGURE.leading if line.number else below) - 6


def _draw_table(canvas: Canvas, table: Table, y: float) -> float:
    """Draw the title with its base line at `y`, the grid and the notes; return the next title's base line."""
    _line(canvas, _LEFT, y, table.title, _TABLE_TITLE, _INK)
    edges = _column_edges(table.widths)
    y -= 8
    for row in table.rows:
        y = _draw_row(canvas, row, edges, y)
    y = _lines(canvas, _LEFT, y - 15, table.notes, _NOTE, _NOTE_INK)
    return y - 26


def _column_edges(widths: tuple[float, ...]) -> tuple[float, ...]:
    scale = (_RIGHT - _LEFT) / sum(widths)
    return tuple(_LEFT + scale * sum(widths[:column]) for column in range(len(widths) + 1))


def _draw_row(canvas: Canvas, row: tuple[Cell, ...], edges: tuple[float, ...], top: float) -> float:
    """Draw the cells of a row, all as high as the tallest; return its lower edge."""
    boxes = _boxes(row, edges)
    lines = [_type_of(cell).wrap(cell.text, right - left - 2 * _PADDING) for cell, left, right in boxes]
    heights = [len(text) * _type_of(cell).leading for cell, text in zip(row, lines, strict=True)]
    bottom = top - max(heights) - 2 * _PADDING
    for (cell, left, right), text in zip(boxes, lines, strict=True):
        _draw_cell(canvas, cell, text, (left, bottom, right, top))
    return bottom


def _boxes(row: tuple[Cell, ...], edges: tuple[float, ...]) -> list[tuple[Cell, float, float]]:
    """Each cell with its left and right edges."""
    boxes, column = [], 0
    for cell in row:
        boxes.append((cell, edges[column], edges[column + cell.span]))
        column += cell.span
    return boxes


def _type_of(cell: Cell) -> _Type:
    if cell.heading:
        return _COLUMN_HEADING
    return _ROW_LABEL if cell.open else _NUMBER


def _draw_cell(
    canvas: Canvas, cell: Cell, lines: tuple[str, ...], box: tuple[float, float, float, float]
) -> None:
    left, bottom, right, top = box
    if not cell.open:
        canvas.setFillColor(_TINT if cell.heading else _WHITE)
        canvas.setStrokeColor(_EDGE)
        canvas.setLineWidth(0.6)
        canvas.rect(left, bottom, right - left, top - bottom, stroke=1, fill=1)
    style = _type_of(cell)
    canvas.setFillColor(_SECOND_INK if cell.open else _INK)
    canvas.setFont(style.font, style.size)
    # Capitals and digits are about 0.72 of the font size high; this centres them vertically.
    middle = (top + bottom) / 2 + (len(lines) - 1) * style.leading / 2 - 0.36 * style.size
    for number, line in enumerate(lines):
        y = middle - number * style.leading
        if cell.open:
            canvas.drawString(left + _PADDING, y, line)
        else:
            canvas.drawCentredString((left + right) / 2, y, line)


def _rule(canvas: Canvas, y: float) -> None:
    canvas.setStrokeColor(_RULE)
    canvas.setLineWidth(0.6)
    canvas.line(_LEFT, y, _RIGHT, y)


def _line(canvas: Canvas, x: float, y: float, text: str, style: _Type, colour: HexColor) -> None:
    canvas.setFillColor(colour)
    canvas.setFont(style.font, style.size)
    canvas.drawString(x, y, text)


def _lines(
    canvas: Canvas, x: float, y: float, lines: tuple[str, ...], style: _Type, colour: HexColor
) -> float:
    """Draw lines one below the other, the first at `y`; return the base line of the next."""
    block = canvas.beginText(x, y)
    block.setFont(style.font, style.size, style.leading)
    block.setFillColor(colour)
    for line in lines:
        block.textLine(line)
    canvas.drawText(block)
    return y - len(lines) * style.leading


@cache  # letters share nearly all their words
def _wrap(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    return tuple(simpleSplit(text, font, size, width))
