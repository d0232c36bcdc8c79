"""An example letter as pages of plain blocks, for any producer of PDFs to draw.

The labels of the tables are the Ombudsman's, typed here anew from the letters; all other words are our own.
This module must not import the package it helps to test: were both to share one list of labels, a wrong label
would pass every test.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

Printed = int | float | str | None
Figures = Mapping[str, Printed]

INVENTED = "Illustrative letter: invented figures, do not quote"
REDRAWN = "Illustrative letter: published figures, redrawn page"


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, the first `heads` of them headings; `widths` in parts of the text width."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


Block = Grid | Heading | Paragraph
Sheet = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """How a letter is printed. Producers draw what they can of this; those that cannot refuse."""

    marker: str = INVENTED
    rules: str = "all"  # all, inner, horizontal, none
    figures: str = "center"  # left, center, right
    headings: str = "center"
    landscape: bool = False
    rotate: int = 0  # the page's /Rotate; what is drawn is turned against it
    split: str = (
        "none"  # none, between-tables, under-title, under-headings, repeated (headings, after the cut)
    )
    cut: int = 2  # the table that begins the second page, or is cut
    body: bool = False  # the letter proper before the tables
    around: bool = False  # a committee paper around it
    spanned: bool = True  # the outcomes stand under headings over several columns
    tall_total: bool = False  # the total of the outcomes stands beside those, two rows high
    row_labels: str = "right"  # right, left
    thousands: bool = True
    dash: str = "-"
    ampersand: bool = False
    apostrophe: str = "’"
    spelling: Mapping[str, str] = field(default_factory=dict)  # heading as we have it: as printed
    shuffled: int | None = None  # seed for the order of the subjects
    drawn_in_disorder: int | None = None  # seed for the order in which words are drawn
    overprint: bool = False  # figures drawn twice to look bold
    without: frozenset[str] = frozenset()  # statistics, or table titles, that are left out
    period_printed: str = "{0:%d/%m/%Y}"
    title: str = "Local Authority Report:"  # the words before the name, from 2016 on
    title_width: int = 0  # characters after which the title wraps; 0: never
    name_repeated: str = ""  # another title on the second page of tables
    year_in_body: int = 0  # 0: that of the period
    year_form: str = "2019"  # 2019; 2016: complaints remedied for its last two tables; 2014: upheld first
    remedied: str = "table"  # of 2016: table, columns (of the decisions), beside (notes)
    names: str = ""  # of 2014: the council's name in a column before the figures
    second_row: str = ""  # of 2014: another name, and under the figures received the same again for it
    title_dash: str = "–"  # of 2014, before name and period
    title_in_one: bool = False  # of 2014: name and period in one line
    rate_sign: str = ""  # after the uphold rate
    table_titles: Mapping[str, str] = field(default_factory=dict)  # title as we have it: as printed
    tagged: bool = False  # the structure of the text is in the file
    several_fonts: bool = False  # headings and figures in other fonts than the text
    font_size: float = 9.0
    line_spacing: float = 1.15
    other_year: str = ""  # the label of a row of another year's figures under those received and decided
    this_year: str = ""  # the label of the letter's own row beside it
    other_year_first: bool = False
    years_heading: str = ""  # over those labels
    years_left: bool = False  # the labels stand before the figures
    turned: int = 0  # degrees anticlockwise to which the headings of single columns are turned


SUBJECTS = {
    "received_adult_care_services": "Adult Care Services",
    "received_benefits_and_tax": "Benefits and Tax",
    "received_corporate_and_other_services": "Corporate and Other Services",
    "received_education_and_childrens_services": "Education and Children’s Services",
    "received_environment_services": "Environment Services",
    "received_highways_and_transport": "Highways and Transport",
    "received_housing": "Housing",
    "received_planning_and_development": "Planning and Development",
    "received_other": "Other",
    "received_total": "Total",
}
CLOSED = {
    "decided_incomplete_or_invalid": "Incomplete or Invalid",
    "decided_advice_given": "Advice Given",
    "decided_referred_back": "Referred back for Local Resolution",
    "decided_closed_after_initial_enquiries": "Closed After Initial Enquiries",
}
INVESTIGATED = {
    "decided_not_upheld": "Not Upheld",
    "decided_upheld": "Upheld",
    "uphold_rate": "Uphold Rate (%)",
    "decided_total": "Total",
}
REMEDIED = {
    "satisfactory_remedies": "Upheld cases where the authority had provided a satisfactory remedy before the "
    "complaint reached the Ombudsman",
    "satisfactory_remedy_rate": "% of upheld cases",
}
COMPLIED = {
    "compliance_recorded": "Complaints where compliance with the recommended remedy was recorded "
    "during the year*",
    "complied_on_time": "Complaints where the authority complied with our recommendations on-time",
    "complied_late": "Complaints where the authority complied with our recommendations late",
    "not_complied": "Complaints where the authority has not complied with our recommendations",
}
# As recalled or reported of the years before 2019, where they differ.
DECIDED_2014 = {
    "decided_upheld": "Upheld",
    "decided_not_upheld": "Not Upheld",
    "uphold_rate": "Uphold rate",
    "decided_advice_given": "Advice given",
    "decided_closed_after_initial_enquiries": "Closed after initial enquiries",
    "decided_incomplete_or_invalid": "Incomplete/Invalid",
    "decided_referred_back": "Referred back for local resolution",
    "decided_total": "Total",
}
ENVIRONMENT_2014 = "Environmental Services, Public Protection and Regulation"
REMEDIED_2016 = {
    "remedied_by_ombudsman": "by LGO",
    "remedied_by_authority": "Satisfactorily by Authority before LGO Involvement",
}

RECEIVED_TITLE = "Complaints and enquiries received"
DECIDED_TITLE = "Decisions made"
REMEDIED_TITLE = "Satisfactory remedy provided by authority"
REMEDIED_2016_TITLE = "Complaints Remedied"
COMPLIED_TITLE = "Compliance with Ombudsman recommendations"

DARTFORD: dict[str, Printed] = {
    "received_adult_care_services": 0,
    "received_benefits_and_tax": 0,
    "received_corporate_and_other_services": 0,
    "received_education_and_childrens_services": 0,
    "received_environment_services": 3,
    "received_highways_and_transport": 0,
    "received_housing": 10,
    "received_planning_and_development": 1,
    "received_other": 0,
    "received_total": 14,
    "decided_incomplete_or_invalid": 0,
    "decided_advice_given": 3,
    "decided_referred_back": 3,
    "decided_closed_after_initial_enquiries": 6,
    "decided_not_upheld": 0,
    "decided_upheld": 1,
    "uphold_rate": 100,
    "decided_total": 13,
    "satisfactory_remedies": 0,
    "satisfactory_remedy_rate": 0,
    "compliance_recorded": 1,
    "complied_on_time": 1,
    "complied_late": 0,
    "not_complied": 0,
    "compliance_rate": 100,
}


def consistent(
    subjects: Sequence[int],
    closed: Sequence[int],
    not_upheld: int,
    upheld: int,
    remedied: int,
    on_time: int,
    late: int,
    not_complied: int,
) -> dict[str, Printed]:
    """Figures whose sums and rates hold, with a dash where there is nothing to take a rate of."""
    recorded = on_time + late + not_complied
    return {
        **dict(zip(SUBJECTS, (*subjects, sum(subjects)), strict=True)),
        **dict(zip(CLOSED, closed, strict=True)),
        "decided_not_upheld": not_upheld,
        "decided_upheld": upheld,
        "uphold_rate": _rate(upheld, upheld + not_upheld),
        "decided_total": sum(closed) + not_upheld + upheld,
        "satisfactory_remedies": remedied,
        "satisfactory_remedy_rate": _rate(remedied, upheld),
        "compliance_recorded": recorded,
        "complied_on_time": on_time,
        "complied_late": late,
        "not_complied": not_complied,
        "compliance_rate": _rate(on_time + late, recorded),
    }


def earlier(
    subjects: Sequence[int],
    closed: Sequence[int],
    not_upheld: int,
    upheld: int,
    remedied: Sequence[int] = (),
    rate_places: int | None = None,
) -> dict[str, Printed]:
    """Figures of a year before 2019: eight subjects or nine, with or without rate and complaints remedied."""
    received = [key for key in SUBJECTS if len(subjects) == 9 or key != "received_other"]
    rate = {} if rate_places is None else {"uphold_rate": _rate(upheld, upheld + not_upheld, rate_places)}
    return {
        **dict(zip(received, (*subjects, sum(subjects)), strict=True)),
        **dict(zip(CLOSED, closed, strict=True)),
        "decided_not_upheld": not_upheld,
        "decided_upheld": upheld,
        **rate,
        "decided_total": sum(closed) + not_upheld + upheld,
        **dict(zip(REMEDIED_2016, remedied, strict=False)),
    }


def _rate(hits: int, base: int, places: int = 0) -> float | None:
    """A rate in per cent; a whole one is an int, so that it prints without a point."""
    return round(100 * hits / base, places or None) if base else None


def sheets(figures: Figures, name: str, period: str, options: Options) -> tuple[Sheet, ...]:
    """The pages of a letter; `period` is the last day of its year as printed."""
    made: list[Sheet] = []
    if options.around:
        made.append(_agenda(name))
    if options.body:
        made.append(_body(name, period, options))
    made += _report(figures, name, period, options)
    if options.around:
        made.append(_budget())
    return tuple((Paragraph(options.marker), *sheet) for sheet in made)


def _agenda(name: str) -> Sheet:
    items = (
        "Minutes of the last meeting",
        "Housing repairs",
        "Planning and development",
        "Annual review letter",
    )
    rows = tuple(
        (Cell(str(number)), Cell(item), Cell(str(2 * number + 1)))
        for number, item in enumerate(items, start=1)
    )
    return (
        Heading("Standards Committee, 9 September"),
        Paragraph(
            f"Papers for the members. The complaints and enquiries received about {name} are under item 4."
        ),
        Grid(((Cell("Item"), Cell("Subject"), Cell("Page")), *rows), 1, (10, 70, 20)),
    )


def _body(name: str, period: str, options: Options) -> Sheet:
    year = options.year_in_body or int(period[-4:])
    return (
        Heading("Annual review letter"),
        Paragraph("Dear Chief Executive"),
        Paragraph(
            f"Here are the figures that we hold about {name} for the year ending 31 March {year}. They cover "
            "the complaints and enquiries that reached us, the decisions on them, and what became of our "
            "recommendations. Yours may differ, because people whom we sent to you may not have come."
        ),
        Paragraph("Offices that find their figures difficult to reconcile are welcome to ring us."),
    )


def _budget() -> Sheet:
    return (
        Heading("Appendix 2: spending by service, in thousands of pounds"),
        Grid(
            (
                tuple(map(Cell, ("Service", "Housing", "Highways and Transport", "Other", "Total"))),
                tuple(map(Cell, ("2017/18", "4,410", "3,020", "250", "7,680"))),
                tuple(map(Cell, ("2018/19", "4,502", "2,980", "-", "7,482"))),
            ),
            1,
            (20, 20, 20, 20, 20),
        ),
        Heading("Appendix 3: forecast"),
        Paragraph("The rate of spending is 100% of the plan. 12 posts are vacant."),
    )


def _report(figures: Figures, name: str, period: str, options: Options) -> list[Sheet]:
    title = _title(name, period, options)
    tables = [table for table in _tables(figures, options) if table[0] not in options.without]
    if options.split == "none":
        return [(*title, *_blocks(tables))]
    cut = min(options.cut, len(tables) - 1)
    if options.split == "between-tables":
        again = _title(options.name_repeated, period, options) if options.name_repeated else ()
        return [(*title, *_blocks(tables[:cut])), (*again, *_blocks(tables[cut:]))]
    if options.split == "under-title":
        over, under = tables[cut][0], tables[cut][1:]
        return [(*title, *_blocks(tables[:cut]), Heading(over)), (*under, *_blocks(tables[cut + 1 :]))]
    if options.split in ("under-headings", "repeated"):
        return _cut_under_headings(title, tables, cut, again=options.split == "repeated")
    raise ValueError(options.split)


def _cut_under_headings(title: Sheet, tables: "Sequence[_Titled]", cut: int, again: bool) -> list[Sheet]:
    """Two pages, the second of which begins with a table's figures, under its headings again or not."""
    over, *parts = tables[cut]
    table, notes = parts[0], parts[1:]
    assert isinstance(table, Grid)
    heads = replace(table, rows=table.rows[: table.heads])
    figures = table if again else replace(table, rows=table.rows[table.heads :], heads=0)
    return [
        (*title, *_blocks(tables[:cut]), Heading(over), heads),
        (figures, *notes, *_blocks(tables[cut + 1 :])),
    ]


def _title(name: str, period: str, options: Options) -> Sheet:
    words, below = f"{options.title} {name}", f"For the Period Ending: {period}"
    if options.year_form == "2014":
        dash = options.title_dash
        words, below = f"Local authority report {dash} {name}", f"for the period ending {dash} {period}"
    if options.title_in_one:
        return (Heading(f"{words} {below}"),)
    return (
        Heading(wrapped(words, options.title_width) if options.title_width else words),
        Heading(below),
        Paragraph("What the columns stand for is explained on our website."),
    )


def wrapped(words: str, width: int) -> str:
    """The words in lines of at most `width` characters where they allow it."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


_Titled = tuple[str, *tuple[Grid | Paragraph, ...]]


def _blocks(tables: Sequence[_Titled]) -> Sheet:
    return tuple(block for title, *rest in tables for block in (Heading(title), *rest))


def _tables(figures: Figures, options: Options) -> list[_Titled]:
    tables: list[_Titled] = [(RECEIVED_TITLE, _received(figures, options))]
    if options.year_form == "2019":
        note = Paragraph(
            "Notes: * answers that came in the year, whenever we decided. ** late answers count as well."
        )
        tables += [
            (DECIDED_TITLE, _decided(figures, options)),
            (REMEDIED_TITLE, _plain(REMEDIED, figures, options)),
            (COMPLIED_TITLE, _complied(figures, options), note),
        ]
    else:
        tables += _decided_and_remedied(figures, options)
    return [(options.table_titles.get(title, title), *rest) for title, *rest in tables]


def _decided_and_remedied(figures: Figures, options: Options) -> list[_Titled]:
    """The tables on decisions of the years before 2019."""
    decided = _decided_2014(figures, options) if options.year_form == "2014" else _decided(figures, options)
    if not REMEDIED_2016.keys() & figures.keys():
        return [(DECIDED_TITLE, decided)]
    remedied = _plain(REMEDIED_2016, figures, options)
    if options.remedied == "columns":
        return [(DECIDED_TITLE, _side_by_side(decided, remedied))]
    if options.remedied == "beside":
        return [(DECIDED_TITLE, decided, _beside_notes(remedied))]
    return [(DECIDED_TITLE, decided), (REMEDIED_2016_TITLE, remedied)]


def _side_by_side(decided: Grid, remedied: Grid) -> Grid:
    """One table of two; the second is below a heading of its own if the first has such headings."""
    above = [(Cell(REMEDIED_2016_TITLE, across=len(remedied.widths)),)] * (decided.heads - 1)
    rows = tuple((*one, *other) for one, other in zip(decided.rows, (*above, *remedied.rows), strict=True))
    return Grid(rows, decided.heads, (*decided.widths, *(14.0 for _ in remedied.widths)))


def _beside_notes(remedied: Grid) -> Grid:
    notes = (
        "A rate is a share of the 100 per cent that were looked into. Not all of the 2 kinds need a remedy."
    )
    heads, values = remedied.rows
    rows = (
        (Cell("Notes"), Cell(REMEDIED_2016_TITLE, across=len(heads))),
        (Cell(notes, down=2), *heads),
        values,
    )
    return Grid(rows, 2, (50.0, *(50 / len(heads) for _ in heads)))


def _heading(label: str, options: Options) -> Cell:
    label = options.spelling.get(label, label).replace("’", options.apostrophe)
    return Cell(label.replace(" and ", " & ") if options.ampersand else label)


def printed(value: Printed, options: Options, sign: str = "") -> str:
    """A figure as it is printed; text stands as it is, so that a test may print what is no figure."""
    if value is None:
        return options.dash
    if isinstance(value, str):
        return value
    return (f"{value:,}" if options.thousands else str(value)) + sign


def _plain(columns: Mapping[str, str], figures: Figures, options: Options) -> Grid:
    kept = {key: columns[key] for key in columns if key in figures and key not in options.without}
    signs = {"uphold_rate": options.rate_sign}
    return Grid(
        (
            tuple(_heading(label, options) for label in kept.values()),
            tuple(Cell(printed(figures[key], options, signs.get(key, ""))) for key in kept),
        ),
        1,
        tuple(100 / len(kept) for _ in kept),
    )


def _with_names(grid: Grid, options: Options) -> Grid:
    """The table with the council's name before its figures, if it is to have that."""
    if not options.names:
        return grid
    firsts = [Cell("Local Authority", down=grid.heads), *[None] * (grid.heads - 1), Cell(options.names)]
    rows = tuple((first, *row) if first else row for first, row in zip(firsts, grid.rows, strict=True))
    return Grid(rows, grid.heads, (1.6 * grid.widths[0], *grid.widths))


def _received(figures: Figures, options: Options) -> Grid:
    keys = list(SUBJECTS)
    if options.shuffled is not None:
        random.Random(options.shuffled).shuffle(keys)
    labels = {key: SUBJECTS[key] for key in keys}
    if options.year_form == "2014":
        labels["received_environment_services"] = ENVIRONMENT_2014
    grid = _with_names(_plain(labels, figures, options), options)
    if options.second_row:
        grid = replace(grid, rows=(*grid.rows, (Cell(options.second_row), *grid.rows[-1][1:])))
    return _with_years(grid, options)


def _with_years(grid: Grid, options: Options) -> Grid:
    """The table with a second row of other figures, if there is to be one, and labels that name each row's year."""
    if not options.other_year:
        return grid
    *heads, own = grid.rows
    other = tuple(Cell(f"{int(cell.text) + 1}") if cell.text.isdigit() else cell for cell in own)
    rows = [(*own, Cell(options.this_year)), (*other, Cell(options.other_year))]
    labelled = [(*row, Cell(options.years_heading if row is heads[-1] else "")) for row in heads]
    labelled += reversed(rows) if options.other_year_first else rows
    widths = (*grid.widths, grid.widths[0])
    if options.years_left:
        labelled, widths = [(row[-1], *row[:-1]) for row in labelled], (widths[-1], *widths[:-1])
    return replace(grid, rows=tuple(labelled), widths=widths)


def _decided_2014(figures: Figures, options: Options) -> Grid:
    plain = _plain(DECIDED_2014, figures, options)
    if not options.spanned:
        return _with_names(plain, options)
    kept = [key for key in DECIDED_2014 if key in figures and key not in options.without]
    investigated = sum(key in INVESTIGATED and key != "decided_total" for key in kept)
    heads, values = plain.rows
    above = Cell("Detailed investigations carried out", across=investigated)
    if options.tall_total:
        others = tuple(replace(head, down=2) for head in heads[investigated:])
        rows: tuple[tuple[Cell, ...], ...] = ((above, *others), heads[:investigated], values)
    else:
        rows = ((above, *(Cell("") for _ in heads[investigated:])), heads, values)
    return _with_names(replace(plain, rows=rows, heads=2), options)


def _decided(figures: Figures, options: Options) -> Grid:
    return _with_years(_decided_alone(figures, options), options)


def _decided_alone(figures: Figures, options: Options) -> Grid:
    plain = _plain({**CLOSED, **INVESTIGATED}, figures, options)
    if not options.spanned:
        return plain
    kept = figures.keys() - options.without
    closed, investigated = len(kept & CLOSED.keys()), len(kept & INVESTIGATED.keys())
    above = (Cell("Decisions made", across=closed), Cell("Detailed Investigations", across=investigated))
    heads, values = plain.rows
    if not options.tall_total:
        return replace(plain, rows=(above, heads, values), heads=2)
    tall = (above[0], Cell("Detailed Investigations", across=investigated - 1), replace(heads[-1], down=2))
    return replace(plain, rows=(tall, heads[:-1], values), heads=2)


def _complied(figures: Figures, options: Options) -> Grid:
    plain = _plain(COMPLIED, figures, options)
    heads, values = plain.rows
    width = 88 / len(heads)
    rate = printed(figures.get("compliance_rate"), options, "%")
    kept = [key for key in COMPLIED if key not in options.without]
    spanned = sum(key in kept for key in ("complied_on_time", "complied_late"))
    below = [
        *(Cell("") for _ in range("compliance_recorded" in kept)),
        Cell(rate, across=spanned),
        *(Cell("-") for _ in range("not_complied" in kept)),
    ]
    rows = [[*heads, Cell("")], [*values, Cell("Number")], [*below, Cell("Compliance rate**")]]
    widths = [*(width for _ in heads), 12.0]
    if options.row_labels == "left":
        rows = [[row[-1], *row[:-1]] for row in rows]
        widths = [widths[-1], *widths[:-1]]
    if "compliance_rate" in options.without:
        rows = rows[:2]
    return Grid(tuple(map(tuple, rows)), 1, tuple(widths))
