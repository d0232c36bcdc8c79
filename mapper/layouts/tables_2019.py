"""Letters of the Local Government and Social Care Ombudsman for the year ending 31 March 2019: four tables.

Received by subject, decided by outcome, satisfactory remedies, and compliance with a row of counts and a row
of rates. The last two tell this form from all others: the years before have "complaints remedied" in their
place, the years after have text. So a file is claimed if it has the title line and one of these two tables
(by its title, and compliance by its row of rates too, for later letters keep that title). A letter that lacks
the other one, or any column, is still of this form, and each lack is a problem.
"""

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from mapper.figures import BY_KEY, Figure, LetterStatistics, Problem
from mapper.layouts.layout import Layout
from mapper.layouts.numbers import value_of
from mapper.layouts.table import (
    Line,
    Row,
    find_row,
    is_row_of_figures,
    lines_of,
    normal_form,
    row_under,
    spanning,
)
from mapper.letter import Letter, Page, Word

NAME = "tables-2019"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its title, the statistic of each column heading, and the headings over several columns."""

    title: str
    columns: Mapping[str, str]
    spanning: str = ""


RECEIVED = Table(
    "Complaints and enquiries received",
    {
        "Adult Care Services": "received_adult_care_services",
        "Benefits and Tax": "received_benefits_and_tax",
        "Corporate and Other Services": "received_corporate_and_other_services",
        "Education and Children's Services": "received_education_and_childrens_services",
        "Environment Services": "received_environment_services",
        "Highways and Transport": "received_highways_and_transport",
        "Housing": "received_housing",
        "Planning and Development": "received_planning_and_development",
        "Other": "received_other",
        "Total": "received_total",
    },
)
DECIDED = Table(
    "Decisions made",
    {
        "Incomplete or Invalid": "decided_incomplete_or_invalid",
        "Advice Given": "decided_advice_given",
        "Referred back for Local Resolution": "decided_referred_back",
        "Closed After Initial Enquiries": "decided_closed_after_initial_enquiries",
        "Not Upheld": "decided_not_upheld",
        "Upheld": "decided_upheld",
        "Uphold Rate (%)": "uphold_rate",
        "Total": "decided_total",
    },
    spanning="Decisions made Detailed Investigations",
)
REMEDIES = Table(
    "Satisfactory remedy provided by authority",
    {
        "Upheld cases where the authority had provided a satisfactory remedy "
        "before the complaint reached the Ombudsman": "satisfactory_remedies",
        "% of upheld cases": "satisfactory_remedy_rate",
    },
)
COMPLIANCE = Table(
    "Compliance with Ombudsman recommendations",
    {
        "Complaints where compliance with the recommended remedy was recorded during the year*": (
            "compliance_recorded"
        ),
        "Complaints where the authority complied with our recommendations on-time": "complied_on_time",
        "Complaints where the authority complied with our recommendations late": "complied_late",
        "Complaints where the authority has not complied with our recommendations": "not_complied",
    },
)
TABLES = (RECEIVED, DECIDED, REMEDIES, COMPLIANCE)

# The compliance table names its rows: counts, and under them one rate for on time and late together.
COUNTS_ROW, RATE_ROW = "Number", "Compliance rate**"
RATE_BELOW = ("complied_on_time", "complied_late")

TITLE = "Local Authority Report"
PERIOD = "For the Period Ending"

# A page has a table if it has that many of its columns' own words. The fast reader may give the words of
# wrapped headings in another order, so phrases are no use here; and two of the titles are common words.
_OWN_WORDS = (
    (5, ("adult", "benefits", "corporate", "environment", "highways", "housing", "planning")),
    (5, ("incomplete", "invalid", "advice", "referred", "closed", "upheld", "uphold")),
    (4, ("recommended", "remedy", "recorded", "complied", "ontime", "late")),
)


def wanted(text: str) -> bool:
    """Whether a page of this text carries the title or a table of this form."""
    words = normal_form(text)
    titles = (TITLE, REMEDIES.title, COMPLIANCE.title)
    return any(normal_form(title) in words for title in titles) or any(
        sum(word in words for word in own) >= enough for enough, own in _OWN_WORDS
    )


def claims(text: str) -> bool:
    """Whether a file of this text holds a letter of this form."""
    words = normal_form(text)
    has_compliance = normal_form(COMPLIANCE.title) in words and normal_form(RATE_ROW) in words
    return normal_form(TITLE) in words and (normal_form(REMEDIES.title) in words or has_compliance)


def parse(letter: Letter) -> tuple[LetterStatistics, ...]:
    """The statistics of every letter of this form in the file."""
    reports = _reports([line for page in letter.pages for line in lines_of(page)])
    ends = [report.last_page for report in reports]
    texts = [letter.texts[start:end] for start, end in pairwise([0, *ends])]
    return tuple(_statistics(report, own) for report, own in zip(reports, texts, strict=True))


LAYOUT = Layout(NAME, "tables, year ending 2019", wanted, claims, parse)


@dataclass(slots=True)
class _Report:
    """One letter's report while it is gathered: its titles, and the lines under each table's title.

    The first line under a table's title is that title itself.
    """

    titles: list[list[Line]] = field(default_factory=list)
    tables: dict[str, list[Line]] = field(default_factory=dict)

    @property
    def last_page(self) -> int:
        lines = [line for section in (*self.titles[:1], *self.tables.values()) for line in section[:1]]
        return max(line.page.number for line in lines)


_TABLE_FORMS = {normal_form(table.title): table.title for table in TABLES}


def _reports(lines: Sequence[Line]) -> list[_Report]:
    """Cut the file into letters.

    A title line begins a new letter only if a table follows that the letter before already has; a title that
    is merely repeated, say at the head of its second page, does not.
    """
    reports: list[_Report] = []
    for part in _parts(lines):
        tables = _sections(part)
        if not reports or reports[-1].tables.keys() & tables.keys():
            reports.append(_Report())
        reports[-1].titles.append(part)
        reports[-1].tables |= tables
    return reports


def _parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines from each title line to the next."""
    starts = [i for i, line in enumerate(lines) if _TITLE.match(line.text)]
    for start, end in pairwise([*starts, len(lines)]):
        yield list(lines[start:end])


def _has_period(lines: Sequence[Line]) -> bool:
    return normal_form(PERIOD) in normal_form("".join(line.text for line in lines))


def _sections(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """The lines of each table, from its title to the next table's title.

    A title that comes again is not a second table: above the outcomes, "Decisions made" also heads columns.
    """
    sections: dict[str, list[Line]] = {}
    current: list[Line] = []
    for line in lines:
        title = _TABLE_FORMS.get(normal_form(line.text))
        if title is not None and title not in sections:
            current = sections[title] = []
        current.append(line)
    return sections


# The colon tells a title from a sentence about reports. It may wrap, and name and period may share a line.
_TITLE = re.compile(rf"{TITLE}\s*:", re.IGNORECASE)
_BELOW = rf"{PERIOD}\s*:?\s*(?P<period>[^\n]*)".replace(" ", r"\s+")
_HEAD = re.compile(rf"{TITLE}\s*:\s*(?P<name>.*?)\s*(?:{_BELOW}|$)", re.IGNORECASE | re.DOTALL)
_HEAD_LINES = 5

# 31/03/2019, 31.3.2019 and 31st March 2019 are the same day.
_DATES = (
    re.compile(r"([0-9]{1,2}) ?[/.-] ?([0-9]{1,2}) ?[/.-] ?([0-9]{4})\b"),
    re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)? ([a-z]+) ([0-9]{4})\b", re.IGNORECASE),
)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_YEAR_ENDING = re.compile(r"year\s+end(?:ing|ed)\s+31(?:st)?\s+March\s+([0-9]{4})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Head:
    """A title as printed: the council's name, and what stands as its period; empty where there is none."""

    name: str
    period: str


def _head(part: Sequence[Line]) -> _Head:
    """The title that a part begins with; without a period below it, nothing says that the name goes on."""
    lines = part[:_HEAD_LINES] if _has_period(part[:_HEAD_LINES]) else part[:1]
    found = _HEAD.match("\n".join(line.text for line in lines))
    if found is None:
        return _Head("", "")
    # A name that is broken after its own hyphen has no space there.
    name = re.sub(r"(?<=\w-)\n", "", found["name"])
    return _Head(" ".join(name.split()), found["period"] or "")


def _day(printed: str) -> date | None:
    """The day that begins the text; None where none does, or the calendar does not have it."""
    found = next((found for form in _DATES if (found := form.match(printed))), None)
    if found is None:
        return None
    day, month, year = found.groups()
    try:
        return date(int(year), int(month) if month.isdecimal() else _MONTHS[month.lower()], int(day))
    except (KeyError, ValueError):
        return None


def _statistics(report: _Report, texts: Sequence[str]) -> LetterStatistics:
    heads = [_head(part) for part in report.titles]
    period = _day(heads[0].period)
    read = [item for table in TABLES for item in _read(table, report.tables.get(table.title))]
    figures = tuple(_with_investigations(item for item in read if isinstance(item, Figure)))
    problems = (
        *_name_problems(heads),
        *_period_problems(heads, period, texts),
        *(item for item in read if isinstance(item, Problem)),
    )
    pages = [figure.page for figure in figures] or [part[0].page.number for part in report.titles]
    return LetterStatistics(NAME, heads[0].name or None, period, figures, (min(pages), max(pages)), problems)


def _name_problems(heads: Sequence[_Head]) -> Iterator[Problem]:
    names = dict.fromkeys(head.name for head in heads)
    if len({normal_form(name) for name in names}) > 1:
        yield Problem(
            "name-conflict",
            f"The letter's titles name {' and '.join(f'“{name}”' for name in names)}. Expected one council. "
            "If two letters are mixed in this file, save each as a PDF of its own.",
        )


def _period_problems(heads: Sequence[_Head], period: date | None, texts: Sequence[str]) -> Iterator[Problem]:
    if period is None:
        yield Problem(
            "period-missing",
            f"“{PERIOD}” reads “{heads[0].period[:40]}”. Expected a day such as 31/03/2019.",
        )
        return
    days = {day for head in heads if (day := _day(head.period)) is not None}
    years = {int(year) for text in texts for year in _YEAR_ENDING.findall(text)}
    if len(days) > 1:
        printed = ", ".join(day.isoformat() for day in sorted(days))
        yield Problem(
            "period-conflict", f"The letter's titles give several periods: {printed}. Expected one."
        )
    if (period.month, period.day) != (3, 31):
        yield Problem("period-conflict", f"The period ends on {period:%d/%m/%Y}. Expected a 31 March.")
    if years and period.year not in years:
        printed = ", ".join(map(str, sorted(years)))
        yield Problem(
            "period-conflict",
            f"The tables are for the period ending {period:%d/%m/%Y}, but the letter speaks of the year "
            f"ending 31 March {printed}. Expected the same. See whether the tables belong to this letter.",
        )


def _read(table: Table, section: Sequence[Line] | None) -> Iterator[Figure | Problem]:
    """The figures of one table, and a problem for each that is not there or cannot be read."""
    if section is None:
        yield _missing(f"The table “{table.title}”", "not found")
        return
    title, lines = section[0], section[1:]
    row = _find_row(table, lines, title.page)
    if row is None:
        where = f"Page {title.page.number}, the table “{table.title}”"
        yield _missing(where, "no row of figures under the headings of this form")
        return
    yield from _read_row(table, row)
    if table is COMPLIANCE:
        yield _read_rate(row, lines)


def _missing(where: str, what: str) -> Problem:
    return Problem(
        "missing-figure",
        f"{where}: {what}. Expected a number, a dash or n/a in every column. "
        "Look at the letter: it may be cut, or of a form that is not known yet.",
    )


def _unreadable(page: int, label: str, printed: str, figure: Figure | None = None) -> Problem:
    return Problem(
        "unreadable-figure",
        f"Page {page}: “{label}” reads “{printed[:40]}”. Expected a number, a dash or n/a. "
        "If the letter is misprinted, a correction can say what it should be.",
        figure,
    )


_ROW_LABELS = frozenset(map(normal_form, f"{COUNTS_ROW} {RATE_ROW}".split()))


def _find_row(table: Table, lines: Sequence[Line], page: Page) -> Row | None:
    labels = {normal_form(label): key for label, key in table.columns.items()}
    spanning = frozenset(map(normal_form, table.spanning.split()))
    return find_row(lines, page, labels, spanning, _ROW_LABELS if table is COMPLIANCE else frozenset())


def _read_row(table: Table, row: Row) -> Iterator[Figure | Problem]:
    page = row.line.page.number
    headed = {column.key for column in row.columns}
    is_named = _row_label(row.line.words) in ("", normal_form(COUNTS_ROW))
    for label, key in table.columns.items():
        where = f"Page {page}, “{label}” in “{table.title}”"
        if key not in headed:
            yield _missing(where, "no column has this heading")
        elif not is_named or key not in row.cells:
            yield _missing(where, "nothing is printed under this heading")
        else:
            yield _figure(key, row.cells[key], page, label)
    for word in row.strays:
        yield _unreadable(page, f"{table.title}, under no one heading", word.text)


def _figure(key: str, cell: Sequence[Word], page: int, label: str) -> Figure | Problem:
    printed = " ".join(word.text for word in cell)
    try:
        return Figure(key, value_of(printed, BY_KEY[key].unit), printed, page)
    except ValueError:
        return _unreadable(page, label, printed, Figure(key, None, printed, page))


def _row_label(words: Iterable[Word]) -> str:
    forms = (normal_form(word.text) for word in words)
    return "".join(form for form in forms if form in _ROW_LABELS)


def _read_rate(counts: Row, lines: Sequence[Line]) -> Figure | Problem:
    """The compliance rate: the one figure in the row of that name under the columns on time and late."""
    page = counts.line.page.number
    where = f"Page {page}, “{RATE_ROW}” in “{COMPLIANCE.title}”"
    line = next(_rows_named(normal_form(RATE_ROW), counts, lines), None)
    below = [column for column in counts.columns if column.key in RATE_BELOW]
    if line is None or len(below) != len(RATE_BELOW):
        return _missing(where, "no row has this name")
    others = [column for column in counts.columns if column.key not in RATE_BELOW]
    columns = sorted([spanning("compliance_rate", below), *others], key=lambda column: column.x0)
    cell = row_under(line, columns, _ROW_LABELS).cells.get("compliance_rate")
    return _figure("compliance_rate", cell, page, RATE_ROW) if cell else _missing(where, "nothing is printed")


def _rows_named(label: str, counts: Row, lines: Sequence[Line]) -> Iterator[Line]:
    """The rows of figures below the counts that have this label beside them.

    The label may wrap, so that it stands a little above and a little below its figures.
    """
    left, right = min(column.x0 for column in counts.columns), max(column.x1 for column in counts.columns)
    for line in lines[lines.index(counts.line) + 1 :]:
        if line.page is not counts.line.page:
            return
        height = line.bottom - line.top
        beside = [
            word.text
            for other in lines
            if other.page is line.page and line.top - height < other.middle < line.bottom + height
            for word in other.words
            if not left < word.x_middle < right
        ]
        if is_row_of_figures(line, _ROW_LABELS) and label in normal_form("".join(beside)):
            yield line


def _with_investigations(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures, and after the outcomes the investigations that the letter gives only as their sum."""
    parts: list[Figure] = []
    for figure in figures:
        yield figure
        if figure.statistic in ("decided_not_upheld", "decided_upheld"):
            parts.append(figure)
            if len(parts) == 2:
                yield _sum("investigations", parts)


def _sum(key: str, parts: Sequence[Figure]) -> Figure:
    """The sum of several figures; without a value where one of them has none."""
    values = [part.value for part in parts if part.value is not None]
    value = sum(values) if len(values) == len(parts) else None
    return Figure(key, value, " + ".join(part.printed for part in parts), parts[0].page)
