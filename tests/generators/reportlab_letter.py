"""Letters drawn with reportlab's canvas: each word is placed by hand, so anything can stand anywhere."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from math import cos, radians, sin

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.generators.wording import Cell, Figures, Grid, Heading, Options, sheets

_MARGIN, _PADDING = 36.0, 3.0
# The length of a turned line, in points.
_TURNED = 90.0
_FONT, _BOLD = "Helvetica", "Helvetica-Bold"


@dataclass(frozen=True, slots=True)
class Placed:
    """Text on a page: where its box begins (points from the top left), and how it is set.

    Turned text begins at the start of its base line.
    """

    text: str
    x: float
    y: float
    font: str
    size: float
    angle: int = 0


@dataclass(slots=True)
class Pen:
    """Where the next block begins (points from the top left), and what is to be drawn on this page."""

    width: float
    height: float
    options: Options
    y: float = _MARGIN
    words: list[Placed] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, font: str, size: float) -> None:
        self.words.append(Placed(text, x, y, font, size))

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.lines.append((x0, self.height - y0, x1, self.height - y1))


def write(
    figures: Figures,
    name: str,
    period: str,
    options: Options,
    finish: Callable[[Canvas], None] = lambda _: None,
    change: Callable[[Pen], None] = lambda _: None,
) -> bytes:
    """The letter; `change` may alter what stands on each page, `finish` the whole before it is put out."""
    buffer = BytesIO()
    width, height = reversed(A4) if options.landscape else A4
    # The size is that of the page as seen: for a turned page reportlab swaps the sides itself.
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1)
    canvas.setTitle("Illustrative letter")
    for pen in pages(figures, name, period, options):
        change(pen)
        _turn(canvas, options.rotate, width, height)
        _ink(canvas, pen)
        canvas.showPage()
    finish(canvas)
    canvas.save()
    return buffer.getvalue()


def pages(figures: Figures, name: str, period: str, options: Options) -> Iterator[Pen]:
    """What stands on each page and where, before it is drawn."""
    width, height = reversed(A4) if options.landscape else A4
    for sheet in sheets(figures, name, period, options):
        pen = Pen(width, height, options)
        for block in sheet:
            _draw(pen, block)
        yield pen


def _turn(canvas: Canvas, rotate: int, width: float, height: float) -> None:
    """Turn what is drawn against the page's /Rotate (clockwise), so that it is upright as seen."""
    canvas.setPageRotation(rotate)
    if rotate == 90:
        canvas.transform(0, 1, -1, 0, height, 0)
    elif rotate == 180:
        canvas.transform(-1, 0, 0, -1, width, height)
    elif rotate == 270:
        canvas.transform(0, -1, 1, 0, 0, width)


def _ink(canvas: Canvas, pen: Pen) -> None:
    words = list(pen.words)
    if pen.options.drawn_in_disorder is not None:
        random.Random(pen.options.drawn_in_disorder).shuffle(words)
    for word in words:
        canvas.setFont(word.font, word.size)
        if word.angle:
            canvas.saveState()
            canvas.translate(word.x, pen.height - word.y)
            canvas.rotate(word.angle)
            canvas.drawString(0, 0, word.text)
            canvas.restoreState()
            continue
        canvas.drawString(word.x, pen.height - word.y - word.size, word.text)
    canvas.setLineWidth(0.5)
    for line in pen.lines:
        canvas.line(*line)


def _draw(pen: Pen, block: object) -> None:
    size = pen.options.font_size
    if isinstance(block, Grid):
        _table(pen, block)
        return
    assert not isinstance(block, (str, Cell))
    is_heading = isinstance(block, Heading)
    font, size = (_BOLD, size + 3) if is_heading else (_FONT, size)
    for line in _lines(block.text, font, size, pen.width - 2 * _MARGIN):  # type: ignore[attr-defined]
        pen.text(_MARGIN, pen.y, line, font, size)
        pen.y += size * pen.options.line_spacing
    pen.y += 6


def _lines(text: str, font: str, size: float, width: float) -> Iterator[str]:
    """The text in lines no wider than `width`; words that are too long are hyphenated."""
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if stringWidth(f"{line} {word}".strip(), font, size) <= width:
                line = f"{line} {word}".strip()
                continue
            if line:
                yield line
            while stringWidth(word, font, size) > width:
                cut = max(n for n in range(1, len(word)) if stringWidth(f"{word[:n]}-", font, size) <= width)
                yield f"{word[:cut]}-"
                word = word[cut:]
            line = word
        yield line


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell with its place: rows and columns are counted, x is in points."""

    cell: Cell
    row: int
    column: int
    x0: float
    x1: float
    lines: tuple[str, ...]


def _place(pen: Pen, grid: Grid) -> list[_Box]:
    edges = [_MARGIN]
    for width in grid.widths:
        edges.append(edges[-1] + width / sum(grid.widths) * (pen.width - 2 * _MARGIN))
    taken: set[tuple[int, int]] = set()
    placed = []
    for number, row in enumerate(grid.rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            x0, x1 = edges[column], edges[column + cell.across]
            is_turned = pen.options.turned and number < grid.heads and cell.across == 1
            space = _TURNED if is_turned else x1 - x0 - 2 * _PADDING
            lines = tuple(_lines(cell.text, _FONT, pen.options.font_size, space))
            placed.append(_Box(cell, number, column, x0, x1, lines))
            taken |= {
                (number + down, column + over) for down in range(cell.down) for over in range(cell.across)
            }
            column += cell.across
    return placed


def _table(pen: Pen, grid: Grid) -> None:
    leading = pen.options.font_size * pen.options.line_spacing
    placed = _place(pen, grid)
    tops = [pen.y]
    for row in range(len(grid.rows)):
        tallest = max(len(one.lines) for one in placed if one.row == row and one.cell.down == 1)
        is_turned = pen.options.turned and row == grid.heads - 1
        tops.append(tops[-1] + (_TURNED if is_turned else tallest * leading) + 2 * _PADDING)
    for one in placed:
        top, bottom = tops[one.row], tops[one.row + one.cell.down]
        _frame(pen, one, top, bottom)
        if pen.options.turned and one.row < grid.heads and one.cell.across == 1:
            _turned(pen, one, top, bottom)
            continue
        align = pen.options.headings if one.row < grid.heads else pen.options.figures
        y = (bottom - len(one.lines) * leading - _PADDING) if one.row < grid.heads else top + _PADDING
        for line in one.lines:
            _word_by_word(pen, one, y, line, align)
            y += leading
    pen.y = tops[-1] + 10


def _frame(pen: Pen, one: _Box, top: float, bottom: float) -> None:
    rules = pen.options.rules
    if rules in ("all", "horizontal"):
        pen.line(one.x0, top, one.x1, top)
        pen.line(one.x0, bottom, one.x1, bottom)
    if rules == "all" or (rules == "inner" and one.column > 0):
        pen.line(one.x0, top, one.x0, bottom)
    if rules == "all":
        pen.line(one.x1, top, one.x1, bottom)


def _word_by_word(pen: Pen, one: _Box, y: float, line: str, align: str) -> None:
    size = pen.options.font_size
    slack = one.x1 - one.x0 - 2 * _PADDING - stringWidth(line, _FONT, size)
    x = one.x0 + _PADDING + slack * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
    for word in line.split():
        pen.text(x, y, word, _FONT, size)
        if pen.options.overprint:
            pen.text(x + 0.3, y, word, _FONT, size)
        x += stringWidth(f"{word} ", _FONT, size)


def _turned(pen: Pen, one: _Box, top: float, bottom: float) -> None:
    """The lines of a heading turned anticlockwise: up from the foot of its cell, or, below zero, down from its head."""
    size, angle = pen.options.font_size, pen.options.turned
    across = size * pen.options.line_spacing / abs(sin(radians(angle)))
    x = (one.x0 + one.x1 - across * (len(one.lines) - 1)) / 2
    for number, line in enumerate(one.lines):
        if angle > 0:
            pen.words.append(
                Placed(line, x + number * across + size / 3, bottom - _PADDING, _FONT, size, angle)
            )
            continue
        length = stringWidth(line, _FONT, size)
        # What leans ends at the foot of its column; what stands on its side begins at the head of its cell.
        left = x + (len(one.lines) - 1 - number) * across - size / 3 - length * cos(radians(angle))
        begins = top + _PADDING if angle == -90 else bottom - _PADDING + length * sin(radians(angle))
        pen.words.append(Placed(line, left, begins, _FONT, size, angle))
