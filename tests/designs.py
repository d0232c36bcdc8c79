"""Thousands of letters as designers, stamps and scanners make them, and a look for figures that nobody printed.

    .venv/bin/python tests/designs.py [--count 10000] [--seed 1] [--jobs 2] [--only NUMBER] [--keep FOLDER]

Each letter has figures of its own, known before it is drawn, in one of the layouts; then it is set with a few of the
*changes* below: marks of notes behind figures, wide spacing, small capitals, stamps, a watermark, another scale, a pack
around it, … It is drawn by reportlab or fpdf2 and read. Whatever comes out as a figure, whether the letter is ok or in
review, must be the figure that was printed: anything else is a *wrong figure*. A letter may go into review, but must
not vanish. Prints for each change how many of its letters are ok, and each wrong figure with the letter's number.
Exit 1 if there is a wrong figure or a lost letter. Same seed, same letters.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from random import Random

from fpdf import FPDF
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from mapper.letters.identities import checks
from mapper.letters.read import read_file
from mapper.letters.statistics import LetterStatistics
from tests.generators import blocks_by_hand, reportlab_letter, wording
from tests.generators.blocks_wording import YEARS, Manner, as_read
from tests.generators.blocks_wording import consistent as blocks_of

COUNCILS = ("Kent County Council", "Leeds City Council", "London Borough of Brent", "Rutland County Council")

_PLAIN, _BOLD = "Helvetica", "Helvetica-Bold"
_WIDTH, _HEIGHT = A4
_MOST_CHANGES = 3


@dataclass(frozen=True, slots=True)
class Ink:
    """A word, its base line's start in points from the top left, and how it is set."""

    text: str
    x: float
    y: float
    size: float
    font: str = _PLAIN
    spacing: float = 0.0
    angle: float = 0.0
    grey: float = 0.0

    @property
    def width(self) -> float:
        return float(stringWidth(self.text, self.font, self.size)) + self.spacing * len(self.text)

    @property
    def is_number(self) -> bool:
        return any(letter.isdigit() for letter in self.text)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its words, its lines (x0, y0, x1, y1), and its size."""

    inks: tuple[Ink, ...]
    lines: tuple[tuple[float, float, float, float], ...] = ()
    width: float = _WIDTH
    height: float = _HEIGHT


@dataclass(frozen=True, slots=True)
class Design:
    """A letter before it is drawn: its pages, the number of those with figures, and what it states."""

    layout: str
    council: str
    sheets: tuple[Sheet, ...]
    figures: dict[str, float | None]
    ends: int


# The letters


def table_design(chance: Random) -> Design:
    form, ends = chance.choice((("2014", 2015), ("2016", 2017), ("2019", 2019)))
    council, count = chance.choice(COUNCILS), partial(_count, chance)
    upheld, closed = count(), [count() for _ in range(4)]
    if form == "2019":
        subjects = [count() for _ in range(9)]
        figures = wording.consistent(
            subjects,
            closed,
            count(),
            upheld,
            chance.randint(0, upheld),
            count(),
            count() // 4,
            chance.randint(0, 2),
        )
    else:
        subjects = [count() for _ in range(9 if form == "2016" else 8)]
        split = chance.randint(0, upheld)
        remedied = (split, chance.randint(0, upheld - split)) if form == "2016" else ()
        figures = wording.earlier(subjects, closed, count(), upheld, remedied, 0)
    options = wording.Options(
        year_form=form,
        rules=chance.choice(("all", "inner", "horizontal", "none")),
        font_size=chance.choice((8.0, 9.0, 10.0)),
        split=chance.choice(("none", "none", "between-tables")),
        landscape=chance.random() < 0.3,
        title_dash=chance.choice("-:"),
        apostrophe="'",
    )
    pens = reportlab_letter.pages(figures, council, f"31/03/{ends}", options)
    sheets = tuple(
        Sheet(
            tuple(Ink(word.text, word.x, word.y + word.size, word.size, word.font) for word in pen.words),
            tuple((x0, pen.height - y0, x1, pen.height - y1) for x0, y0, x1, y1 in pen.lines),
            pen.width,
            pen.height,
        )
        for pen in pens
    )
    return Design(f"tables-{form}", council, sheets, _numbers(figures), ends)


def _count(chance: Random) -> int:
    return chance.choice((0, chance.randint(0, 9), chance.randint(10, 99), chance.randint(100, 999)))


def block_design(chance: Random) -> Design:
    ends = chance.choice(tuple(YEARS))
    council, words = chance.choice(COUNCILS), YEARS[ends]
    investigations = chance.randint(1, 140)
    upheld = chance.randint(1, investigations)
    recorded = chance.randint(1, upheld + 3)
    figures = blocks_of(
        words,
        investigations,
        upheld,
        chance.randint(0, upheld),
        recorded,
        chance.randint(0, recorded),
        averages=(chance.randint(40, 90), chance.randint(90, 100), chance.randint(5, 25)),
        per_100k=(chance.randint(10, 120) / 10, chance.randint(10, 120) / 10),
    )
    manner = Manner(
        apart=chance.choice(("inline", "left", "above", "larger")),
        columns=chance.choice((1, 1, 2)),
        size=chance.choice((9.0, 10.0)),
        gutter=chance.choice((18.0, 26.0)),
        boxes=chance.random() < 0.5,
    )
    sheets = tuple(
        Sheet(
            tuple(Ink(word.text, word.x, word.y, word.size, word.font) for word in page.words),
            _edges(page.boxes),
        )
        for page in blocks_by_hand.sheets(figures, council, words, manner)
    )
    return Design("blocks", council, sheets, _numbers(as_read(figures)), ends)


def _edges(
    boxes: Sequence[tuple[float, float, float, float]],
) -> tuple[tuple[float, float, float, float], ...]:
    return tuple(
        line
        for x, top, width, height in boxes
        for line in (
            (x, top, x + width, top),
            (x, top + height, x + width, top + height),
            (x, top, x, top + height),
            (x + width, top, x + width, top + height),
        )
    )


def _numbers(figures: dict[str, wording.Printed]) -> dict[str, float | None]:
    return {key: None if value is None else float(value) for key, value in figures.items()}


# How they are changed

Change = Callable[[Design, Random], Design]


def _each_sheet(design: Design, change: Callable[[Sheet], Sheet]) -> Design:
    return replace(design, sheets=tuple(map(change, design.sheets)))


def _each_ink(design: Design, change: Callable[[Ink], Iterator[Ink]]) -> Design:
    return _each_sheet(
        design, lambda sheet: replace(sheet, inks=tuple(new for one in sheet.inks for new in change(one)))
    )


def note_marks(design: Design, chance: Random) -> Design:
    """Small raised digits and signs behind some of the numbers."""
    size, rise, often = chance.uniform(0.5, 0.72), chance.uniform(0.28, 0.5), chance.uniform(0.05, 0.5)

    def marked(one: Ink) -> Iterator[Ink]:
        yield one
        if one.is_number and not one.text.startswith("31/") and chance.random() < often:
            mark = chance.choice(("1", "2", "3", "*", "a", "12"))
            yield replace(
                one, text=mark, x=one.x + one.width, y=one.y - rise * one.size, size=size * one.size
            )

    return _each_ink(design, marked)


def marks_on_headings(design: Design, chance: Random) -> Design:
    """Small raised digits behind some of the words of headings."""

    def marked(one: Ink) -> Iterator[Ink]:
        yield one
        if not one.is_number and one.text[:1].isupper() and chance.random() < 0.15:
            yield replace(one, text="1", x=one.x + one.width, y=one.y - 0.35 * one.size, size=0.6 * one.size)

    return _each_ink(design, marked)


def wide_spacing(design: Design, chance: Random) -> Design:
    """Letters further apart, in type as much smaller as keeps each word in its place."""
    part = chance.uniform(0.72, 0.92)

    def spaced(one: Ink) -> Iterator[Ink]:
        small = replace(one, size=one.size * part)
        yield replace(small, spacing=(one.width - small.width) / max(1, len(one.text)))

    return _each_ink(design, spaced)


def small_capitals(design: Design, chance: Random) -> Design:
    """Words in bold type with small capitals in place of their small letters."""

    def capital(one: Ink) -> Iterator[Ink]:
        if one.font != _BOLD or not one.text.isalpha() or len(one.text) < 2:
            yield one
            return
        first = replace(one, text=one.text[0].upper())
        rest = replace(one, text=one.text[1:].upper(), x=one.x + first.width, size=0.7 * one.size)
        scale = min(1.0, one.width / (first.width + rest.width))
        first = replace(first, size=first.size * scale)
        yield first
        yield replace(rest, x=one.x + first.width, size=rest.size * scale)

    return _each_ink(design, capital)


def all_capitals(design: Design, chance: Random) -> Design:
    """Everything in capitals, in smaller type, with a space's width between the words of a line."""

    def written(sheet: Sheet) -> Sheet:
        inks: list[Ink] = []
        before: Ink | None = None
        for one in sheet.inks:
            large = replace(one, text=one.text.upper(), size=0.76 * one.size)
            if before is not None and _follows(before, one):
                last = inks[-1]
                large = replace(large, x=last.x + last.width + stringWidth(" ", last.font, last.size))
            inks.append(large)
            before = one
        return replace(sheet, inks=tuple(inks))

    return _each_sheet(design, written)


def _follows(one: Ink, two: Ink) -> bool:
    """Whether a word comes after another in one line."""
    return one.y == two.y and abs(two.x - one.x - one.width) < 0.5 * one.size


def another_scale(design: Design, chance: Random) -> Design:
    """The whole letter printed smaller or larger, sheet and all or in the corner of its sheet."""
    scale, whole = chance.choice((0.35, 0.5, 0.71, 1.41)), chance.random() < 0.5

    def scaled(sheet: Sheet) -> Sheet:
        inks = tuple(
            replace(one, x=one.x * scale, y=one.y * scale, size=one.size * scale, spacing=one.spacing * scale)
            for one in sheet.inks
        )
        lines = tuple((scale * a, scale * b, scale * c, scale * d) for a, b, c, d in sheet.lines)
        side = scale if whole or scale > 1 else 1.0
        return Sheet(inks, lines, sheet.width * side, sheet.height * side)

    return _each_sheet(design, scaled)


def watermark(design: Design, chance: Random) -> Design:
    """A large word across each page, pale, over or under the rest."""
    text, angle, over = (
        chance.choice(("DRAFT", "COPY", "CONFIDENTIAL")),
        chance.choice((45.0, 55.0, -45.0)),
        chance.random() < 0.5,
    )

    def stamped(sheet: Sheet) -> Sheet:
        mark = Ink(
            text,
            0.25 * sheet.width,
            0.6 * sheet.height,
            90 * sheet.width / _WIDTH,
            _BOLD,
            angle=angle,
            grey=0.85,
        )
        return replace(sheet, inks=(*sheet.inks, mark) if over else (mark, *sheet.inks))

    return _each_sheet(design, stamped)


def stamps(design: Design, chance: Random) -> Design:
    """A page's number, an appendix or a meeting's date at the head of each page, or on the line of a title."""
    text = chance.choice(("Page 113", "Appendix B", "Agenda item 7", "14 March 2020", "ABC000113", "113"))
    first = next((one for sheet in design.sheets for one in sheet.inks if one.size > 10), None)

    def stamped(sheet: Sheet) -> Sheet:
        on_title = first is not None and first in sheet.inks and chance.random() < 0.5
        y = first.y if on_title and first is not None else 24 * sheet.height / _HEIGHT
        size = 8 * sheet.height / _HEIGHT
        x = sheet.width - stringWidth(text, _PLAIN, size) - 20
        return replace(sheet, inks=(*sheet.inks, *_line(text, x, y, size)))

    return _each_sheet(design, stamped)


def line_numbers(design: Design, chance: Random) -> Design:
    """A number in the margin at each line, or at every fifth."""
    step = chance.choice((1, 5))

    def numbered(sheet: Sheet) -> Sheet:
        bases = sorted({round(one.y) for one in sheet.inks})
        lines = [base for number, base in enumerate(bases) if not number or base - bases[number - 1] > 3]
        size = 6 * sheet.height / _HEIGHT
        margin = min(one.x for one in sheet.inks) - 3 * size
        numbers = (
            Ink(str(number), margin, base, size)
            for number, base in enumerate(lines, start=1)
            if number % step == 0
        )
        return replace(sheet, inks=(*sheet.inks, *numbers))

    return _each_sheet(design, numbered)


def margin_text(design: Design, chance: Random) -> Design:
    """Text on its side along the edge of each page."""
    text, angle = (
        chance.choice(("Printed 24/05/2020 page 45", "Cabinet 14 March 2024")),
        chance.choice((90.0, -90.0)),
    )

    def written(sheet: Sheet) -> Sheet:
        size = 7 * sheet.height / _HEIGHT
        return replace(sheet, inks=(*sheet.inks, Ink(text, 2 * size, sheet.height / 2, size, angle=angle)))

    return _each_sheet(design, written)


def askew(design: Design, chance: Random) -> Design:
    """Each page a little turned, as by a scanner, without its lines."""
    slope = chance.uniform(-0.012, 0.012)

    def turned(sheet: Sheet) -> Sheet:
        inks = tuple(
            replace(one, y=one.y - slope * one.x, angle=one.angle + slope * 57.2958) for one in sheet.inks
        )
        return replace(sheet, inks=inks, lines=())

    return _each_sheet(design, turned)


def bold_by_double_drawing(design: Design, chance: Random) -> Design:
    shift = chance.uniform(0.01, 0.05)

    def doubled(one: Ink) -> Iterator[Ink]:
        yield one
        if one.is_number or one.font == _BOLD:
            yield replace(one, x=one.x + shift * one.size)

    return _each_ink(design, doubled)


def percent_signs_apart(design: Design, chance: Random) -> Design:
    """Per cent signs smaller than their numbers, or behind a narrow space."""
    size, gap = chance.choice((1.0, 0.6)), chance.choice((0.0, 0.15))

    def parted(one: Ink) -> Iterator[Ink]:
        if not one.text.endswith("%") or len(one.text) < 2:
            yield one
            return
        number = replace(one, text=one.text[:-1])
        yield number
        yield replace(one, text="%", x=number.x + number.width + gap * one.size, size=size * one.size)

    return _each_ink(design, parted)


def pack(design: Design, chance: Random) -> Design:
    """Pages of a committee's papers before and after."""
    before = tuple(_paper(chance, design) for _ in range(chance.randint(1, 3)))
    after = tuple(_paper(chance, design) for _ in range(chance.randint(0, 2)))
    return replace(design, sheets=(*before, *design.sheets, *after))


def _paper(chance: Random, design: Design) -> Sheet:
    lines = (
        "Audit and Governance Committee, 14 March 2024",
        f"Report to members on the complaints about {design.council}",
        "Members are asked to note the report. In all, 61 complaints were upheld by officers at stage 1.",
        f"The annual review letter for the year ending 31 March {design.ends} is attached as Appendix B.",
        "Housing repairs account for 12 of 45, and planning for 8% of the cases.",
        "Total 1,204 enquiries were received by the contact centre, of which 97% were answered in time.",
    )
    chosen = chance.sample(lines, chance.randint(2, len(lines)))
    return Sheet(
        tuple(ink for number, line in enumerate(chosen) for ink in _line(line, 60, 90 + 24 * number, 10))
    )


def _line(text: str, x: float, y: float, size: float, font: str = _PLAIN) -> Iterator[Ink]:
    for word in text.split():
        yield Ink(word, x, y, size, font)
        x += stringWidth(f"{word} ", font, size)


def moved(design: Design, chance: Random) -> Design:
    """Each word a little off its place."""

    def shifted(one: Ink) -> Iterator[Ink]:
        yield replace(
            one,
            x=one.x + chance.uniform(-0.02, 0.02) * one.size,
            y=one.y + chance.uniform(-0.03, 0.03) * one.size,
        )

    return _each_ink(design, shifted)


CHANGES: tuple[Change, ...] = (
    note_marks,
    note_marks,
    marks_on_headings,
    wide_spacing,
    small_capitals,
    all_capitals,
    another_scale,
    watermark,
    stamps,
    line_numbers,
    margin_text,
    askew,
    bold_by_double_drawing,
    percent_signs_apart,
    pack,
    moved,
)


# How they are drawn


def by_reportlab(design: Design) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for sheet in design.sheets:
        canvas.setPageSize((sheet.width, sheet.height))
        for x0, y0, x1, y1 in sheet.lines:
            canvas.line(x0, sheet.height - y0, x1, sheet.height - y1)
        for one in sheet.inks:
            canvas.saveState()
            canvas.translate(one.x, sheet.height - one.y)
            canvas.rotate(one.angle)
            canvas.setFillGray(one.grey)
            canvas.setFont(one.font, one.size)
            canvas.drawString(0, 0, one.text, charSpace=one.spacing)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def by_fpdf2(design: Design) -> bytes:
    document = FPDF(unit="pt")
    document.set_auto_page_break(False)
    document.set_creation_date(datetime(2023, 7, 24, tzinfo=UTC))
    for sheet in design.sheets:
        document.add_page(format=(sheet.width, sheet.height))
        for line in sheet.lines:
            document.line(*line)
        for one in sheet.inks:
            document.set_font("Helvetica", "B" if one.font == _BOLD else "", one.size)
            document.set_char_spacing(one.spacing)
            document.set_text_color(round(255 * one.grey))
            with document.rotation(one.angle, one.x, one.y):
                document.text(one.x, one.y, one.text)
    return bytes(document.output())


# What comes of them


@dataclass(frozen=True, slots=True)
class Outcome:
    """One letter: how it was changed, what became of it, and the figures that nobody printed."""

    number: int
    layout: str
    changes: tuple[str, ...]
    status: str
    wrong: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


def letter(seed: int, number: int) -> tuple[Design, tuple[str, ...], bytes]:
    """The letter of that number: its design, the changes, and the file."""
    chance = Random(f"{seed}/{number}")
    design = chance.choice((table_design, block_design))(chance)
    changes = chance.sample(CHANGES, chance.randint(0, _MOST_CHANGES))
    for change in changes:
        design = change(design, chance)
    draw = chance.choice((by_reportlab, by_fpdf2))
    return design, tuple(change.__name__ for change in changes), draw(design)


def outcome(seed: int, number: int) -> Outcome:
    design, changes, data = letter(seed, number)
    read = read_file(data)
    if read.problem is not None:
        return Outcome(number, design.layout, changes, "rejected", why=(read.problem.message,))
    if not read.letters:
        return Outcome(number, design.layout, changes, "lost")
    wrong = tuple(line for one in read.letters for line in _wrong(one, design))
    failed = [check.statement for one in read.letters for check in checks(one.figures) if not check.holds]
    why = (*(problem.message for one in read.letters for problem in one.problems), *failed)
    return Outcome(number, design.layout, changes, "review" if why else "ok", wrong, tuple(why))


def _wrong(read: LetterStatistics, design: Design) -> Iterator[str]:
    """The figures of a letter that it does not print; its council and its period too, where nothing is amiss."""
    for figure in read.figures:
        if figure.statistic == "investigations" and figure.statistic not in design.figures:
            continue
        expected = design.figures.get(figure.statistic, "not printed")
        if figure.value != expected and figure.value is not None:
            yield f"{figure.statistic} is {figure.value}, printed {expected}"
    if not read.problems:
        if read.period_end != date(design.ends, 3, 31):
            yield f"period {read.period_end}, printed {design.ends}"
        if (read.authority_name or "").casefold() != design.council.casefold():
            yield f"council {read.authority_name}, printed {design.council}"
        missing = [
            key for key, value in design.figures.items() if value is not None and read.figure(key) is None
        ]
        if missing:
            yield f"nothing is said of {', '.join(missing)}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", type=int)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    numbers = range(asked.count) if asked.only is None else [asked.only]
    with ProcessPoolExecutor(asked.jobs) as pool:
        outcomes = list(pool.map(partial(outcome, asked.seed), numbers, chunksize=20))
    _report(outcomes, asked.seed, asked.keep, asked.only is not None)
    return int(any(one.wrong or one.status == "lost" for one in outcomes))


def _report(outcomes: Sequence[Outcome], seed: int, keep: Path | None, in_full: bool) -> None:
    by_change: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in outcomes:
        for name in one.changes or ("unchanged",):
            by_change[f"{one.layout} {name}"][one.status] += 1
        if one.wrong or one.status == "lost" or in_full:
            print(f"{one.number} {one.layout} {', '.join(one.changes)}: {one.status}; {'; '.join(one.wrong)}")
            if in_full:
                print("\n".join(one.why))
        if keep is not None and (one.wrong or in_full):
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{one.number}.pdf").write_bytes(letter(seed, one.number)[2])
    for name, found in sorted(by_change.items()):
        rest = f"{found['review']} in review, {found['rejected']} rejected"
        print(f"{name:45} {found['ok']:5} of {found.total():5} ok, {rest}")
    total = Counter(one.status for one in outcomes)
    print(
        f"{len(outcomes)} letters: {dict(total)}; {sum(bool(one.wrong) for one in outcomes)} with a wrong figure"
    )


if __name__ == "__main__":
    sys.exit(main())
