"""Letters of blocks placed word by word, so that anything can stand anywhere; drawn by reportlab or fpdf2."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO

from fpdf import FPDF
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.generators.blocks_wording import (
    INVENTED,
    Card,
    Figures,
    Item,
    Manner,
    Wording,
    cards,
    first_page,
    heads,
    volumes,
)

_MARGIN, _PADDING = 40.0, 8.0
_WIDTH, _HEIGHT = A4
_FONT, _BOLD = "Helvetica", "Helvetica-Bold"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A word and its base line, from the top left in points."""

    text: str
    x: float
    y: float
    size: float
    font: str = _FONT


@dataclass(slots=True)
class Sheet:
    words: list[Drawn] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    y: float = _MARGIN


def sheets(figures: Figures, council: str, wording: Wording, manner: Manner) -> list[Sheet]:
    """The pages of a letter."""
    blocks = cards(figures, council, wording, manner)
    pages = []
    if manner.first_page:
        pages.append(_lines_sheet(first_page(council, wording, manner), manner))
    page = Sheet()
    for line in (INVENTED, *heads(council, wording, manner)):
        _write(page, line, _MARGIN, _WIDTH - 2 * _MARGIN, manner.size + 2)
        page.y += manner.size
    for line in volumes(figures, wording, manner):
        _write(page, line, _MARGIN, _WIDTH - 2 * _MARGIN, manner.size)
        page.y += manner.size
    page.y += 10
    pages.append(page)
    if manner.page_break:
        _arrange(page, blocks[:-1], manner)
        pages.append(_lines_sheet((), manner))
        _arrange(pages[-1], blocks[-1:], manner)
    else:
        _arrange(page, blocks, manner)
    return pages


def _lines_sheet(lines: Sequence[str], manner: Manner) -> Sheet:
    page = Sheet()
    for line in (INVENTED, "", *lines):
        if line:
            _write(page, line, _MARGIN, _WIDTH - 2 * _MARGIN, manner.size)
        else:
            page.y += 2 * manner.size
    page.y += 2 * manner.size
    return page


def _arrange(page: Sheet, blocks: Sequence[Card], manner: Manner) -> None:
    """Cards in so many columns, row by row; with `spread` the last is as wide as the page."""
    columns = manner.columns
    width = (_WIDTH - 2 * _MARGIN - (columns - 1) * manner.gutter) / columns
    for first in range(0, len(blocks), columns):
        row = blocks[first : first + columns]
        top, bottom = page.y, page.y
        for place, card in enumerate(row):
            page.y = top
            is_wide = manner.spread and len(row) == 1
            whole = _WIDTH - 2 * _MARGIN if is_wide else width
            _card(page, card, _MARGIN + place * (width + manner.gutter), whole, manner)
            bottom = max(bottom, page.y)
        page.y = bottom + 16


def _card(page: Sheet, card: Card, x: float, width: float, manner: Manner) -> None:
    top = page.y
    inset = _PADDING if manner.boxes else 0.0
    x, width = x + inset, width - 2 * inset
    page.y += inset
    _write(page, card.heading, x, width, manner.size + 3, _BOLD)
    page.y += 6
    inner = (width - (manner.inner - 1) * manner.gutter) / manner.inner
    per_column = -(-len(card.items) // manner.inner)
    begins, ends = page.y, page.y
    for column in range(manner.inner):
        page.y = begins
        for item in card.items[column * per_column : (column + 1) * per_column]:
            _item(page, item, x + column * (inner + manner.gutter), inner, manner)
        ends = max(ends, page.y)
    page.y = ends + inset
    if manner.boxes:
        page.boxes.append((x - inset, top, width + 2 * inset, page.y - top))


def _item(page: Sheet, item: Item, x: float, width: float, manner: Manner) -> None:
    if not item.number:
        _write(page, item.text, x, width, manner.size)
    elif manner.apart == "left":
        top, aside = page.y, manner.number_size * 2.9
        _write(page, item.text, x + aside, width - aside, manner.size)
        lines = page.y
        # Numbers stand in the middle of the height of their sentence.
        page.y = top + max(0.0, (lines - top - manner.number_size * 1.2) / 2)
        _write(page, item.number, x, aside, manner.number_size, _BOLD)
        page.y = max(page.y, lines)
    elif manner.apart == "above":
        _write(page, item.number, x, width, manner.number_size, _BOLD)
        _write(page, item.text, x, width, manner.size)
    else:
        _write(page, item.text, x, width, manner.size)
        _write(page, item.number, x, width, manner.number_size, _BOLD)
    page.y += 7


def _write(page: Sheet, text: str, x: float, width: float, size: float, font: str = _FONT) -> None:
    """Text in lines; words between zero bytes are half as large again."""
    at = 0.0
    page.y += size
    for word in text.split():
        scale, style = (1.5, _BOLD) if word.startswith("\0") else (1.0, font)
        plain = word.replace("\0", "")
        length = stringWidth(plain, style, size * scale)
        if at and at + length > width:
            at = 0.0
            page.y += size * 1.2
        if scale > 1 and not at:
            page.y += size * 0.3
        page.words.append(Drawn(plain, x + at, page.y, size * scale, style))
        at += length + stringWidth(" ", style, size * scale)
    page.y += size * 0.4


def _in_drawing_order(page: Sheet, manner: Manner) -> Iterator[Drawn]:
    # What says that the letter is illustrative stays whole.
    mark, words = page.words[: len(INVENTED.split())], page.words[len(INVENTED.split()) :]
    if manner.shuffled is not None:
        random.Random(manner.shuffled).shuffle(words)
    yield from mark + words


Write = Callable[[Figures, str, Wording, Manner], bytes]


def reportlab(figures: Figures, council: str, wording: Wording, manner: Manner) -> bytes:
    """The letter as reportlab writes it."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setTitle("Illustrative letter")
    for page in sheets(figures, council, wording, manner):
        for x, top, width, height in page.boxes:
            canvas.rect(x, _HEIGHT - top - height, width, height)
        for word in _in_drawing_order(page, manner):
            canvas.setFont(word.font, word.size)
            canvas.drawString(word.x, _HEIGHT - word.y, word.text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def fpdf2(figures: Figures, council: str, wording: Wording, manner: Manner) -> bytes:
    """The letter as fpdf2 writes it."""
    pdf = FPDF("portrait", "pt", "A4")
    pdf.set_auto_page_break(False)
    pdf.set_creation_date(datetime(2023, 7, 24, tzinfo=UTC))
    for page in sheets(figures, council, wording, manner):
        pdf.add_page()
        for x, top, width, height in page.boxes:
            pdf.rect(x, top, width, height)
        for word in _in_drawing_order(page, manner):
            pdf.set_font("Helvetica", "B" if word.font == _BOLD else "", word.size)
            pdf.text(word.x, word.y, word.text)
    return bytes(pdf.output())
