"""The figures of a letter's tables, and a problem for each figure that is missing or unreadable."""

import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from mapper.letters.box import box_of
from mapper.letters.layouts.labels import normal_form
from mapper.letters.layouts.numbers import value_of
from mapper.letters.layouts.tables.columns import Column, spanning
from mapper.letters.layouts.tables.lines import Line, is_row_of_figures
from mapper.letters.layouts.tables.rows import (
    Row,
    is_headed,
    right_of_prose,
    row_under,
    rows_under_headings,
    rows_under_title,
)
from mapper.letters.layouts.tables.table import RateRow, Table, lines_of_year, sections_of
from mapper.letters.layouts.tables.years import is_of_year
from mapper.letters.letter import Word
from mapper.letters.statistics import BY_KEY, Figure, Problem, summed

# Stars that refer to notes, around a figure or before its percent sign: "100*%", "100%**".
_STARS = re.compile(r"^[*†‡§¶ ]+|[*†‡§¶ ]+(?=%?$)")


# The lines of a wrapped label lie no further above or below its figures, as a part of their height: up to double
# spacing.
_LABEL_WRAPS = 1.5

# The figures of a row are of one size. On a page that lies askew the mark of a note beside one figure may stand in
# line with the others.
_SMALLER = 0.85


def read_tables(
    tables: Sequence[Table], lines: Sequence[Line], others: Sequence[Line], year: int | None
) -> Iterator[Figure | Problem]:
    """The figures of the tables, and a problem for each that is missing or unreadable.

    Parameters
    ----------
    tables
        The tables of the letter's form.
    lines
        The lines of the letter.
    others
        The lines of pages that belong to no letter. A heading there too shows that a table is not lacking.
    year
        The year in which the letter's period ends; None if it is not known.
    """
    own_lines = lines_of_year(lines, tables, year)
    sections = sections_of(own_lines, tables)
    headed: set[str] = set()
    for table in tables:
        if not headed.isdisjoint(table.columns):
            continue  # They stand beside those of an earlier table.
        section = sections.get(table.name)
        rows = _rows(table, section, own_lines)
        if (own := _own_row(rows, year)) is not None:
            headed |= {column.key for column in own.columns}
            yield from _read_rows(table, own, section or own_lines)
        elif table.required or section is not None or _is_mentioned(table, lines, others):
            yield _no_row(table, section, rows)


def _rows(table: Table, section: Sequence[Line] | None, lines: Sequence[Line]) -> list[Row]:
    """The rows of figures under the headings of a table: below its title or, if it may lack that, anywhere."""
    header = table.header
    rows = [] if section is None else list(rows_under_title(section[1:], section[0], header))
    if rows or not table.may_lack_title:
        return rows
    # A table that a letter may lack may stand beside notes (unconfirmed).
    places = (lines, *(() if table.required else right_of_prose(lines, header)))
    return next((rows for place in places if (rows := list(rows_under_headings(place, header)))), [])


def _own_row(rows: Sequence[Row], year: int | None) -> Row | None:
    """The row that is the letter's: the one labelled with its year, or the only one that no label gives to another."""
    of_year = {row.line: None if year is None else is_of_year(row.label, year) for row in rows if row.label}
    own = [row for row in rows if of_year.get(row.line)]
    unlabelled = [row for row in rows if row.line not in of_year]
    if own:
        return own[0] if len(own) == 1 else None
    if not unlabelled or any(_is_another(row, unlabelled[0]) for row in unlabelled[1:]):
        return None
    return unlabelled[0] if all(says is False for says in of_year.values()) else None


def _is_another(row: Row, first: Row) -> bool:
    """Whether a row could be the letter's as well as the first; notes and rates do not fill every column."""
    is_of_table = any(column.key in first.cells for column in row.columns)
    return is_of_table and row.line.page is first.line.page and len(row.cells) == len(row.columns)


def _is_mentioned(table: Table, lines: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether the title of a table is among the lines, if only beside other words, or any of its headings."""
    has_title = any(normal_form(table.name) in normal_form(line.text) for line in lines)
    return has_title or is_headed(lines, table.header) or is_headed(others, table.header)


def _no_row(table: Table, section: Sequence[Line] | None, rows: Sequence[Row]) -> Problem:
    if section is None:
        return _missing(f"The table “{table.name}”", "not found")
    where = f"Page {section[0].page.number}, the table “{table.name}”"
    if rows:
        printed = ", ".join(f"“{row.label}”" for row in rows if row.label)
        labelled = f", labelled {printed}" if printed else ""
        return _missing(where, f"rows of figures{labelled}, and nothing says which is the letter's")
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


def _read_rows(table: Table, counts: Row, lines: Sequence[Line]) -> Iterator[Figure | Problem]:
    yield from _read_row(table, counts)
    if table.rate_row is not None:
        yield _read_rate(table, table.rate_row, counts, lines)


def _read_row(table: Table, row: Row) -> Iterator[Figure | Problem]:
    page = row.line.page.number
    headed = {column.key for column in row.columns}
    usual = median([word.height for cell in row.cells.values() for word in cell] or [0.0])
    is_named = _row_label(row.line.words, table) in ("", normal_form(table.counts_row))
    for key, spelt in table.columns.items():
        where = f"Page {page}, “{spelt[0]}” in “{table.name}”"
        if key not in headed:
            if key not in table.optional:
                yield _missing(where, "no column has this heading")
        elif not is_named or key not in row.cells:
            yield _missing(where, "nothing is printed under this heading")
        elif all(word.height < _SMALLER * usual for word in row.cells[key]):
            yield _unreadable(page, spelt[0], " ".join(word.text for word in row.cells[key]))
        else:
            yield _figure(key, row.cells[key], page, spelt[0])
    for word in row.strays:
        yield _unreadable(page, f"{table.name}, under no one heading", word.text)


def _figure(key: str, cell: Sequence[Word], page: int, label: str) -> Figure | Problem:
    printed = _STARS.sub("", " ".join(word.text for word in cell))
    try:
        return Figure(key, value_of(printed, BY_KEY[key].unit), printed, page, box_of(cell))
    except ValueError:
        return _unreadable(page, label, printed, Figure(key, None, printed, page, box_of(cell)))


def _row_label(words: Iterable[Word], table: Table) -> str:
    forms = (normal_form(word.text) for word in words)
    return "".join(form for form in forms if form in table.row_labels)


def _read_rate(table: Table, rate: RateRow, counts: Row, lines: Sequence[Line]) -> Figure | Problem:
    """The one figure in the row of rates, under the columns that it spans."""
    page = counts.line.page.number
    where = f"Page {page}, “{rate.label}” in “{table.name}”"
    line = next(_rows_named(rate.label, table, counts, lines), None)
    below = [column for column in counts.columns if column.key in rate.under]
    if line is None or len(below) != len(rate.under):
        return _missing(where, "no row has this name")
    others = [column for column in counts.columns if column.key not in rate.under]
    own = spanning(rate.key, below)
    row = row_under(line, sorted([own, *others], key=lambda column: column.x0), table.header)
    cell = row.cells.get(rate.key) or _between_neighbours(own, others, row.strays)
    if cell and not _is_certain(cell, counts):
        return _missing(
            where, "a number without a per cent sign, which may be one of the counts that are missing"
        )
    return _figure(rate.key, cell, page, rate.label) if cell else _missing(where, "nothing is printed")


def _is_certain(cell: Sequence[Word], counts: Row) -> bool:
    """Whether a cell of the row of rates can be no count: on a page that lies askew a row may fall apart."""
    return len(counts.cells) == len(counts.columns) or any("%" in word.text for word in cell)


def _between_neighbours(own: Column, others: Sequence[Column], strays: Sequence[Word]) -> tuple[Word, ...]:
    """The one rate under no heading in the room that a merged cell has between the headings on either side.

    Where headings stand on their side, they are so narrow that a figure may stand beside them.
    """
    left = max((column.x1 for column in others if column.x1 < own.x0), default=own.x0)
    right = min((column.x0 for column in others if column.x0 > own.x1), default=own.x1)
    found = tuple(word for word in strays if left < word.x0 and word.x1 < right and "%" in word.text)
    return found if len(found) == 1 else ()


def _rows_named(label: str, table: Table, counts: Row, lines: Sequence[Line]) -> Iterator[Line]:
    """The rows of figures below the counts that have this label beside them.

    The label may wrap, so that one part of it stands a little above its figures and another a little below.
    """
    left, right = min(column.x0 for column in counts.columns), max(column.x1 for column in counts.columns)
    for line in lines[lines.index(counts.line) + 1 :]:
        if line.page is not counts.line.page:
            return
        reach = _LABEL_WRAPS * (line.bottom - line.top)
        beside = [
            word.text
            for other in lines
            if other.page is line.page and line.top - reach < other.middle < line.bottom + reach
            for word in other.words
            if not left < word.x_middle < right
        ]
        if is_row_of_figures(line, table.row_labels) and normal_form(label) in normal_form("".join(beside)):
            yield line


def with_investigations(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures, and after the two outcomes their sum: table letters do not print the investigations."""
    parts: list[Figure] = []
    for figure in figures:
        yield figure
        if figure.statistic in ("decided_not_upheld", "decided_upheld"):
            parts.append(figure)
            if len(parts) == 2:
                yield summed("investigations", parts)
