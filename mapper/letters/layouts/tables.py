"""Tables of figures under a title with the council's name and the period: the letters of the years 2014 to 2019.

What the years have in common: the title, the tables of complaints received and of decisions made, and how a
table is found and read. What one year's form must have, and what tells it from the others, is in a file of its
own. Of the years before 2019 little could be checked, so every spelling known of any year is taken in all.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from mapper.letters.layouts.days import day_at_start, years_ending
from mapper.letters.layouts.layout import Span
from mapper.letters.layouts.numbers import value_of
from mapper.letters.layouts.table import (
    Header,
    Line,
    Row,
    is_row_of_figures,
    lines_of,
    normal_form,
    right_of_prose,
    row_under,
    rows_under_headings,
    rows_under_title,
    spanning,
)
from mapper.letters.pdf import Letter, Page, Word
from mapper.letters.statistics import BY_KEY, Figure, LetterStatistics, Problem


@dataclass(frozen=True, slots=True)
class RateRow:
    """A row below the counts with one figure, the statistic `key`, under several columns."""

    label: str
    key: str
    under: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its titles, and for each statistic the headings its column has in one letter or another.

    `over` holds the words of headings over several columns, `names` the heading of a column of names before
    all others, `counts_row` the label beside the counts. A letter may lack the columns named in `optional`,
    and the whole table if that is all of them. `may_lack_title` is for tables whose title is not known for
    certain; they are known by their headings wherever they stand.
    """

    titles: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    over: str = ""
    names: str = ""
    counts_row: str = ""
    rate_row: RateRow | None = None
    optional: frozenset[str] = frozenset()
    may_lack_title: bool = False

    @property
    def name(self) -> str:
        return self.titles[0]

    @property
    def required(self) -> frozenset[str]:
        return frozenset(self.columns.keys() - self.optional)

    @property
    def header(self) -> Header:
        """What the headings say, in normal form; a table that may be lacking is known by all of them."""
        required = self.required or frozenset(self.columns)
        labels = {normal_form(label): key for key, spelt in self.columns.items() for label in spelt}
        return Header(labels, required, _forms(self.over), self.row_labels, normal_form(self.names))

    @property
    def row_labels(self) -> frozenset[str]:
        return _forms(f"{self.counts_row} {self.rate_row.label}") if self.rate_row else frozenset()

    def that_may_lack(self, *columns: str) -> "Table":
        """This table as in years for which these columns, and the title, are not known for certain."""
        return replace(self, optional=self.optional | set(columns), may_lack_title=True)

    def with_columns(self, other: "Table") -> "Table":
        """This table with the columns of another that may stand beside its own."""
        return replace(
            self,
            columns={**self.columns, **other.columns},
            over=f"{self.over} {other.over}",
            optional=self.optional | other.columns.keys(),
        )


def _forms(words: str) -> frozenset[str]:
    return frozenset(map(normal_form, words.split()))


# The headings of 2019 come first: they are seen, and name the column in messages. Those of the years before are
# recalled; of 2014 the heading of the environment's column is reported.
RECEIVED = Table(
    ("Complaints and enquiries received",),
    {
        "received_adult_care_services": ("Adult Care Services",),
        "received_benefits_and_tax": ("Benefits and Tax",),
        "received_corporate_and_other_services": ("Corporate and Other Services",),
        "received_education_and_childrens_services": ("Education and Children's Services",),
        "received_environment_services": (
            "Environment Services",
            "Environmental Services",
            "Environmental Services, Public Protection and Regulation",
            "Environmental Services and Public Protection and Regulation",
            "Environmental Services and Public Protection",
            "Environment Services, Public Protection and Regulation",
            "Environment Services and Public Protection and Regulation",
        ),
        "received_highways_and_transport": ("Highways and Transport",),
        "received_housing": ("Housing",),
        "received_planning_and_development": ("Planning and Development",),
        "received_other": ("Other",),
        "received_total": ("Total",),
    },
)
DECIDED = Table(
    ("Decisions made",),
    {
        "decided_incomplete_or_invalid": ("Incomplete or Invalid", "Incomplete/Invalid"),
        "decided_advice_given": ("Advice Given",),
        "decided_referred_back": ("Referred back for Local Resolution",),
        "decided_closed_after_initial_enquiries": ("Closed After Initial Enquiries",),
        "decided_not_upheld": ("Not Upheld",),
        "decided_upheld": ("Upheld",),
        "uphold_rate": ("Uphold Rate (%)", "Upheld Rate (%)"),
        "decided_total": ("Total",),
    },
    over="Decisions made Detailed Investigations carried out",
)
# Seen that 2016 and 2017 have it; its headings are recalled. The Ombudsman's name changed in June 2017.
REMEDIED = Table(
    ("Complaints remedied", "Remedied complaints"),
    {
        "remedied_by_ombudsman": ("by LGO", "by the LGO", "by LGSCO", "by the LGSCO", "by the Ombudsman"),
        "remedied_by_authority": tuple(
            f"Satisfactorily by {authority} before {ombudsman} Involvement"
            for authority in ("Authority", "the Authority")
            for ombudsman in ("LGO", "LGSCO", "Ombudsman", "the Ombudsman's")
        ),
    },
    over="Complaints remedied",
    optional=frozenset(("remedied_by_ombudsman", "remedied_by_authority")),
    may_lack_title=True,
)

TITLE = "Local Authority Report"
PERIOD = "For the Period Ending"

# A page is one of a letter's if it has that many of these, in normal form: the title, the title of a table or the
# words of one's headings. The fast reader may give the words of wrapped headings in another order, so longer
# phrases are no use here. Later letters keep the title of the compliance table, but not its row of rates.
_MARKS = (
    (1, ("localauthorityreport",)),
    (5, ("adult", "benefits", "corporate", "environment", "highways", "housing", "planning")),
    (5, ("incomplete", "invalid", "advice", "referred", "closed", "upheld", "uphold")),
    (3, ("remedied", "satisfactorily", "authority", "involvement")),
    (1, ("satisfactoryremedyprovidedbyauthority",)),
    (4, ("recommended", "remedy", "recorded", "complied", "ontime", "late")),
    (2, ("compliancewithombudsmanrecommendations", "compliancerate")),
)


def wanted(text: str) -> bool:
    """Whether a page of this text carries the title or a table."""
    words = normal_form(text)
    return any(sum(mark in words for mark in marks) >= enough for enough, marks in _MARKS)


# What only one form has, in normal form: of each group all, of the groups any. The words of 2019 are seen. That
# 2016 and 2017 have complaints remedied is seen, their wording and that of 2014 is recalled.
_OWN_WORDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "tables-2014": (("detailedinvestigationscarriedout",),),
    "tables-2016": (("complaintsremedied",), ("satisfactorily", "involvement")),
    "tables-2019": (
        ("satisfactoryremedyprovidedbyauthority",),
        ("compliancewithombudsmanrecommendations", "compliancerate"),
    ),
}


def claims(text: str, name: str, years: Collection[int]) -> bool:
    """Whether the pages of this text are a letter of the form with this name, which is that of these years.

    The own words of one form tell; where there are none, or those of two, the year does. So a letter is read
    though its year was not worded as recalled, and a year that its words speak against is noticed.
    """
    words = normal_form(text)
    if normal_form(TITLE) not in words:
        return False
    forms = {
        form
        for form, groups in _OWN_WORDS.items()
        if any(all(word in words for word in group) for group in groups)
    }
    if len(forms) == 1:
        return name in forms
    return not years_in(text).isdisjoint(years)


def years_in(text: str) -> frozenset[int]:
    """The years in which the periods end that the text names under its titles."""
    days = (day_at_start(found["period"]) for found in _PERIOD_LINE.finditer(text))
    return frozenset(day.year for day in days if day is not None)


def spans(letter: Letter) -> tuple[Span, ...]:
    """Where the letters of this family stand.

    A page without a title that can be read, but with a period and a table below it, is one too.
    """
    pages = ([line.page.number for line in report.lines] for report in _reports(letter.pages))
    titled = [(min(numbers), max(numbers)) for numbers in pages]
    own = {number for first, last in titled for number in range(first, last + 1)}
    untitled = (page.number for page in letter.pages if page.number not in own and _is_untitled(page))
    return (*titled, *((number, number) for number in untitled))


def _is_untitled(page: Page) -> bool:
    lines = lines_of(page)
    periods = [number for number, line in enumerate(lines) if _PERIOD_LINE.match(line.text)]
    below = lines[periods[0] :] if periods else []
    return any(_is_headed(table, below) for table in _SHARED)


def _is_headed(table: Table, lines: Sequence[Line]) -> bool:
    """Whether a row of figures stands under any heading of a table."""
    return any(True for _ in rows_under_headings(lines, replace(table.header, required=frozenset())))


def read(letter: Letter, name: str, tables: Sequence[Table]) -> tuple[LetterStatistics, ...]:
    """The statistics of every letter in the file, whose form has this name and these tables."""
    reports = _reports(letter.pages)
    own = {line.page.number for report in reports for line in report.lines}
    others = [line for page in letter.pages if page.number not in own for line in lines_of(page)]
    return tuple(_statistics(report, others, letter.texts, name, tables) for report in reports)


@dataclass(frozen=True, slots=True)
class _Report:
    """One letter's report: each of its titles with the lines that follow, up to the next title."""

    parts: list[list[Line]]

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.parts for line in part]


# Every year has these two, so they tell where a new letter begins.
_SHARED = (RECEIVED, DECIDED)

# Pages of one letter stand together; more than one other page between them, and they are not of one letter.
_APART = 2


def _reports(pages: Iterable[Page]) -> list[_Report]:
    """Cut pages into letters.

    A title line begins a new letter only if a table follows that the letter before already has; a title that
    is merely repeated, say at the head of its second page, does not. Before the first letter, a title without
    period or table is a mention in a list of contents.
    """
    reports: list[_Report] = []
    held: set[str] = set()
    for part in _parts([line for page in pages for line in lines_of(page)]):
        tables = _sections(part, _SHARED).keys()
        if not reports and not tables and not _has_period(part[:_HEAD_LINES]):
            continue
        if not reports or held & tables:
            reports.append(_Report([]))
            held = set()
        reports[-1].parts.append(part)
        held |= tables
    return reports


def _parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines from each title line to the page of the next, or to a gap in the pages."""
    starts = [i for i, line in enumerate(lines) if _TITLE_LINE.match(line.text)]
    for start, end in pairwise([*starts, len(lines)]):
        title, *others = lines[start:end]
        part = [title]
        for line in others:
            # What stands above the next title on its page, such as a running head, is no longer this letter's.
            is_next = end < len(lines) and title.page is not line.page is lines[end].page
            if is_next or line.page.number - part[-1].page.number > _APART:
                break
            part.append(line)
        yield part


def _has_period(lines: Sequence[Line]) -> bool:
    return normal_form(PERIOD) in normal_form("".join(line.text for line in lines))


def _sections(lines: Sequence[Line], tables: Iterable[Table]) -> dict[str, list[Line]]:
    """The lines of each of these tables by its name, from its title to the next one's title.

    A title that comes again is not a second table: above the outcomes, "Decisions made" also heads columns.
    """
    names = {normal_form(title): table.name for table in tables for title in table.titles}
    sections: dict[str, list[Line]] = {}
    current: list[Line] = []
    for line in lines:
        name = names.get(normal_form(line.text))
        if name is not None and name not in sections:
            current = sections[name] = []
        current.append(line)
    return sections


# The colon, or a dash in the years to 2015 (recalled), tells a title from a sentence about reports. It may wrap,
# and name and period may share a line.
_SIGN = r"\s*[:\u2010-\u2015\u2212-]\s*"
_TITLE_LINE = re.compile(rf"{TITLE}{_SIGN}", re.IGNORECASE)
_BELOW = rf"{PERIOD}(?:{_SIGN})?\s*(?P<period>[^\n]*)".replace(" ", r"\s+")
_HEAD = re.compile(rf"{TITLE}{_SIGN}(?P<name>.*?)\s*(?:{_BELOW}|$)", re.IGNORECASE | re.DOTALL)
_PERIOD_LINE = re.compile(_BELOW, re.IGNORECASE)
_HEAD_LINES = 5


@dataclass(frozen=True, slots=True)
class _Head:
    """A title as printed: the council's name, and what stands as its period; empty where there is none."""

    name: str
    period: str


# "X – for the period ending": the dash is not part of the name.
_AFTER_NAME = re.compile(rf"{_SIGN}$")


def _head(part: Sequence[Line]) -> _Head:
    """The title that a part begins with; without a period below it, nothing says that the name goes on."""
    lines = part[:_HEAD_LINES] if _has_period(part[:_HEAD_LINES]) else part[:1]
    found = _HEAD.match("\n".join(line.text for line in lines))
    if found is None:
        return _Head("", "")
    # A name that is broken after its own hyphen has no space there.
    name = re.sub(r"(?<=\w-)\n", "", found["name"])
    return _Head(_AFTER_NAME.sub("", " ".join(name.split())), found["period"] or "")


def _statistics(
    report: _Report, others: Sequence[Line], texts: Sequence[str], layout: str, tables: Sequence[Table]
) -> LetterStatistics:
    heads = [_head(part) for part in report.parts]
    period = day_at_start(heads[0].period)
    read = list(_read(tables, report.lines, others))
    figures = tuple(_with_investigations(item for item in read if isinstance(item, Figure)))
    problems = (
        *_name_problems(heads),
        *_period_problems(heads, period, texts),
        *(item for item in read if isinstance(item, Problem)),
    )
    pages = [figure.page for figure in figures] or [part[0].page.number for part in report.parts]
    return LetterStatistics(
        layout, heads[0].name or None, period, figures, (min(pages), max(pages)), problems
    )


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
    days = {day for head in heads if (day := day_at_start(head.period)) is not None}
    years = years_ending(texts)
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


def _read(
    tables: Sequence[Table], lines: Sequence[Line], others: Sequence[Line]
) -> Iterator[Figure | Problem]:
    """The figures of the tables, and a problem for each that is not there or cannot be read.

    One that may be lacking is not there if its headings are among the `others`, too far from the letter's title.
    """
    sections = _sections(lines, tables)
    headed: set[str] = set()
    for table in tables:
        if not headed.isdisjoint(table.columns):
            # Its columns stand beside those of a table before it.
            continue
        section = sections.get(table.name)
        rows = _rows(table, section, lines)
        if rows and not any(_is_another(row, rows[0]) for row in rows[1:]):
            headed |= {column.key for column in rows[0].columns}
            yield from _read_row(table, rows[0])
            if table.rate_row is not None:
                yield _read_rate(table, table.rate_row, rows[0], section or lines)
        elif (
            table.required or section is not None or _is_mentioned(table, lines) or _is_headed(table, others)
        ):
            yield _no_row(table, section, rows)


def _rows(table: Table, section: Sequence[Line] | None, lines: Sequence[Line]) -> list[Row]:
    """The rows of figures under the headings of a table, below its title or, if it may lack that, anywhere."""
    header = table.header
    rows = [] if section is None else list(rows_under_title(section[1:], section[0].page, header))
    if rows or not table.may_lack_title:
        return rows
    # One that a letter may lack has been put beside notes (recalled).
    places = (lines, *(() if table.required else right_of_prose(lines, header)))
    return next((rows for place in places if (rows := list(rows_under_headings(place, header)))), [])


def _is_another(row: Row, first: Row) -> bool:
    """Whether a row may as well be the letter's as the first one; notes and rates do not fill every column."""
    return row.line.page is first.line.page and len(row.cells) == len(row.columns)


def _is_mentioned(table: Table, lines: Sequence[Line]) -> bool:
    """Whether a table that may be lacking is not: its title is there, if only beside other words, or a heading."""
    has_title = any(normal_form(table.name) in normal_form(line.text) for line in lines)
    return has_title or _is_headed(table, lines)


def _no_row(table: Table, section: Sequence[Line] | None, rows: Sequence[Row]) -> Problem:
    if section is None:
        return _missing(f"The table “{table.name}”", "not found")
    where = f"Page {section[0].page.number}, the table “{table.name}”"
    if rows:
        return _missing(where, "more than one row of figures, and nothing says which is the letter's")
    return _missing(where, "no row of figures under the headings of this form")


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


def _read_row(table: Table, row: Row) -> Iterator[Figure | Problem]:
    page = row.line.page.number
    headed = {column.key for column in row.columns}
    is_named = _row_label(row.line.words, table) in ("", normal_form(table.counts_row))
    for key, spelt in table.columns.items():
        where = f"Page {page}, “{spelt[0]}” in “{table.name}”"
        if key not in headed:
            if key not in table.optional:
                yield _missing(where, "no column has this heading")
        elif not is_named or key not in row.cells:
            yield _missing(where, "nothing is printed under this heading")
        else:
            yield _figure(key, row.cells[key], page, spelt[0])
    for word in row.strays:
        yield _unreadable(page, f"{table.name}, under no one heading", word.text)


def _figure(key: str, cell: Sequence[Word], page: int, label: str) -> Figure | Problem:
    printed = " ".join(word.text for word in cell)
    try:
        return Figure(key, value_of(printed, BY_KEY[key].unit), printed, page)
    except ValueError:
        return _unreadable(page, label, printed, Figure(key, None, printed, page))


def _row_label(words: Iterable[Word], table: Table) -> str:
    forms = (normal_form(word.text) for word in words)
    return "".join(form for form in forms if form in table.row_labels)


def _read_rate(table: Table, rate: RateRow, counts: Row, lines: Sequence[Line]) -> Figure | Problem:
    """The one figure in the row of that name under the columns it is for."""
    page = counts.line.page.number
    where = f"Page {page}, “{rate.label}” in “{table.name}”"
    line = next(_rows_named(rate.label, table, counts, lines), None)
    below = [column for column in counts.columns if column.key in rate.under]
    if line is None or len(below) != len(rate.under):
        return _missing(where, "no row has this name")
    others = [column for column in counts.columns if column.key not in rate.under]
    columns = sorted([spanning(rate.key, below), *others], key=lambda column: column.x0)
    cell = row_under(line, columns, table.header).cells.get(rate.key)
    return _figure(rate.key, cell, page, rate.label) if cell else _missing(where, "nothing is printed")


def _rows_named(label: str, table: Table, counts: Row, lines: Sequence[Line]) -> Iterator[Line]:
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
        if is_row_of_figures(line, table.row_labels) and normal_form(label) in normal_form("".join(beside)):
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
