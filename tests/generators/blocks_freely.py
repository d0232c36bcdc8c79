"""Letters of blocks as designers set them: titles of many makes, notes, justified and spaced text; by two producers.

Each block is a panel: its title, its rate in large type at the left, its sentences, and the others at the right.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO

from fpdf import FPDF
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.generators.blocks_wording import INVENTED, Card, Figures, Manner, Wording, cards, heads, volumes

_WIDTH, _HEIGHT = A4
_LEFT, _TEXT, _RIGHT = 42.0, 150.0, 392.0
_TEXT_WIDTH, _RIGHT_WIDTH = 210.0, 150.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a letter is set."""

    title: str = "plain"  # of a block, one of TITLES
    size: float = 9.0
    spacing: float = 0.0  # between letters, in ems
    justified: bool = False
    capitals: bool = False
    scale: float = 1.0
    population: float | None = (
        None  # the gutter between the two figures, each a large number between two lines
    )
    centred: bool = False  # those two figures
    notes: frozenset[str] = frozenset()  # numbers that a note's mark follows, raised and small
    parted: str = ""  # by the end of a page: "title" from its block, "block" within the first
    numeral: bool = True  # the rate once more in large type
    numeral_text: str = "{}%"
    name_before: bool = False  # name and period at the end of the page before
    margin: str = ""  # text that runs up the margin
    foot: str = ""


TITLES = (
    "plain",
    "capitals",
    "small capitals",
    "spaced",
    "turned left",
    "turned right",
    "numbered",
    "lettered",
    "dotted",
    "ticked",
    "marked",
    "lost",
)


@dataclass(frozen=True, slots=True)
class Text:
    """A word and where its base line begins, from the top left in points."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    angle: int = 0
    spacing: float = 0.0


@dataclass(slots=True)
class Sheet:
    """One page while it is filled."""

    look: Look
    texts: list[Text] = field(default_factory=list)
    y: float = 40.0

    def write(self, text: str, x: float, width: float, size: float, bold: bool = False) -> None:
        """A paragraph from `y` on, below which `y` moves."""
        for line, is_last in _lines(text, width, size, self.look):
            self.y += size * 1.2
            self._line(line, x, width, size, bold, is_last)
        self.y += size * 0.4

    def _line(
        self, line: Sequence[str], x: float, width: float, size: float, bold: bool, is_last: bool
    ) -> None:
        spacing, space = self.look.spacing * size, _length(" ", size, self.look, bold)
        lengths = [_length(word.split("^")[0], size, self.look, bold) for word in line]
        if self.look.justified and not is_last and len(line) > 1:
            space = (width - sum(lengths)) / (len(line) - 1)
        at = x
        for word, length in zip(line, lengths, strict=True):
            plain, _, mark = word.partition("^")
            self.texts.append(Text(plain, at, self.y, size, bold, spacing=spacing))
            at += length
            if mark:
                self.texts.append(Text(mark, at, self.y - size * 0.35, size * 0.58))
                at += stringWidth(mark, "Helvetica", size * 0.58)
            at += space


def _length(text: str, size: float, look: Look, bold: bool = False) -> float:
    font = "Helvetica-Bold" if bold else "Helvetica"
    return float(stringWidth(text, font, size)) + len(text) * look.spacing * size


def _lines(text: str, width: float, size: float, look: Look) -> Iterator[tuple[list[str], bool]]:
    """The words of each line, and whether it is the paragraph's last."""
    line: list[str] = []
    for word in text.split():
        if line and _length(" ".join([*line, word]), size, look) > width:
            yield line, False
            line = []
        line.append(word)
    yield line, True


def sheets(figures: Figures, council: str, wording: Wording, manner: Manner, look: Look) -> list[Sheet]:
    """The pages of a letter."""
    first, page = Sheet(look), Sheet(look)
    before = first if look.name_before else page
    for line in (INVENTED, *heads(council, wording, manner)):
        before.write(_cased(line, look), _LEFT, 500, 12)
    for line in volumes(figures, wording, manner):
        page.write(_cased(line, look), _LEFT, 500, look.size)
    pages = [first, page] if look.name_before else [page]
    for number, card in enumerate(cards(figures, council, wording, manner)):
        _panel(pages, number, card, look)
    for sheet in pages:
        _edges(sheet)
    return pages


def _edges(sheet: Sheet) -> None:
    """What stands at the edges of a page."""
    for place, word in enumerate(sheet.look.margin.split()):
        sheet.texts.append(Text(word, 20, 500 - 60 * place, 8, angle=90))
    if sheet.look.foot:
        sheet.texts.append(Text(sheet.look.foot, 300, 820, 8))


def _cased(text: str, look: Look) -> str:
    return text.upper() if look.capitals else text


def _panel(pages: list[Sheet], number: int, card: Card, look: Look) -> None:
    page = pages[-1]
    _title(page, number, card.heading, look)
    if look.parted == "title":
        pages.append(page := Sheet(look))
    begins = page.y
    left, right, apart = _sentences(card)
    if look.population is None:
        right = [*apart, *right]
    numeral = re.search(r"[0-9]+(?=%)", left[0])
    for text in left:
        page.write(_cased(_noted(text, look), look), _TEXT, _TEXT_WIDTH, look.size)
        page.y += 4
    if look.parted == "block" and number == 0:
        pages.append(page := Sheet(look))
        begins = page.y
        numeral = None
    ends, page.y = page.y, begins
    for text in right:
        page.write(_cased(_noted(text, look), look), _RIGHT, _RIGHT_WIDTH, look.size * 0.85)
        page.y += 3
    if numeral and look.numeral:
        printed = look.numeral_text.format(numeral[0])
        page.texts.append(
            Text(printed, 60, (begins + ends) / 2 + 9, 22 if len(printed) < 6 else 12, bold=True)
        )
    page.y = max(page.y, ends)
    if look.population is not None:
        _side_by_side(page, apart, look)
    page.y = max(page.y, begins + 110 if "turned" in look.title else 0) + 24


def _sentences(card: Card) -> tuple[list[str], list[str], list[str]]:
    """What stands in the middle, at the right, and below: the figures by population."""
    texts = [item.text for item in card.items]
    apart = [text for text in texts if "100,000" in text]
    right = [
        text for text in texts if text.startswith("Statistics") or ("decision" in text and text not in apart)
    ]
    return [text for text in texts if text not in right + apart], right, apart


def _noted(text: str, look: Look) -> str:
    """The text with the mark of a note behind the numbers that have one."""
    return " ".join(f"{word}^1" if word in look.notes else word for word in text.split())


def _side_by_side(page: Sheet, texts: Sequence[str], look: Look) -> None:
    """Sentences beside one another, each with its number large between two lines."""
    if not texts:
        return
    parts = [re.fullmatch(r"(.*) is ([0-9.]+%?) (.*)", text) for text in texts]
    lines = [(f"{part[1]} is", part[3]) for part in parts if part]
    widths = [max(_length(text, look.size, look) for text in pair) for pair in lines]
    begins, x = page.y, _LEFT
    for part, (above, below), width in zip(parts, lines, widths, strict=True):
        assert part is not None
        page.y = begins
        for text, size in ((above, look.size), (part[2], 20), (below, look.size)):
            length = _length(text, size, look, size == 20)
            page.write(text, x + (width - length) / 2 if look.centred else x, 400, size, size == 20)
        x += width + (look.population or 0)


def _title(page: Sheet, number: int, title: str, look: Look) -> None:
    size = look.size + 2
    before = {
        "numbered": f"{number + 1} ",
        "lettered": f"{'ABC'[number]}) ",
        "dotted": "\N{MIDDLE DOT} ",
        "ticked": "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK} ",
    }
    text = before.get(look.title, "") + title
    if look.title.startswith("turned"):
        _turned(page, title, look)
    elif look.title == "small capitals":
        page.y += size * 1.2
        _small_capitals(page, title, size)
        page.y += size * 0.6
    elif look.title == "spaced":
        page.y += size * 1.2
        at = _LEFT
        for word in title.upper().split():
            page.texts.append(Text(word, at, page.y, size, True, spacing=0.2 * size))
            at += stringWidth(f"{word} ", "Helvetica-Bold", size) + (len(word) + 1) * 0.2 * size
        page.y += size * 0.6
    elif look.title != "lost":
        noted = f"{text}^1" if look.title == "marked" else text
        page.write(
            noted.upper() if look.title == "capitals" or look.capitals else noted, _LEFT, 500, size, True
        )


def _turned(page: Sheet, title: str, look: Look) -> None:
    """A title along the left edge of its panel, in one line or two."""
    is_left, size = look.title == "turned left", 8.0
    lines = [title] if len(title) < 30 else [title[: title.index(" ", 20)], title[title.index(" ", 20) + 1 :]]
    for place, line in enumerate(lines):
        x = 30 + place * 10 if is_left else 40 - place * 10
        page.texts.append(
            Text(line, x, page.y + 105 if is_left else page.y, size, True, 90 if is_left else 270)
        )


def _small_capitals(page: Sheet, title: str, size: float) -> None:
    at = _LEFT
    for word in title.split():
        for letter in word:
            scale = 1.0 if letter.isupper() else 0.8
            page.texts.append(Text(letter.upper(), at, page.y, size * scale, True))
            at += stringWidth(letter.upper(), "Helvetica-Bold", size * scale)
        at += stringWidth(" ", "Helvetica-Bold", size)


Write = Callable[[Sequence[Sheet]], bytes]


def reportlab(pages: Sequence[Sheet]) -> bytes:
    """The pages as reportlab writes them."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for page in pages:
        canvas.scale(page.look.scale, page.look.scale)
        for text in page.texts:
            canvas.saveState()
            canvas.translate(text.x, _HEIGHT - text.y)
            canvas.rotate(text.angle)
            drawn = canvas.beginText(0, 0)
            drawn.setFont("Helvetica-Bold" if text.bold else "Helvetica", text.size)
            drawn.setCharSpace(text.spacing)
            drawn.textOut(text.text)
            canvas.drawText(drawn)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def fpdf2(pages: Sequence[Sheet]) -> bytes:
    """The pages as fpdf2 writes them."""
    pdf = FPDF("portrait", "pt", "A4")
    pdf.set_auto_page_break(False)
    pdf.set_creation_date(datetime(2023, 7, 24, tzinfo=UTC))
    for page in pages:
        pdf.add_page()
        scale = page.look.scale
        for text in page.texts:
            pdf.set_font("Helvetica", "B" if text.bold else "", text.size * scale)
            pdf.set_char_spacing(text.spacing * scale)
            x, y = text.x * scale, text.y * scale
            with pdf.rotation(text.angle, x, y):
                pdf.text(x, y, text.text)
    return bytes(pdf.output())


PRODUCERS: tuple[Write, ...] = (reportlab, fpdf2)
