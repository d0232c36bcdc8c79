"""The rows below a header: which of them are about a body, and what each states."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mapper.letters.cell import CellPlace
from mapper.letters.layouts.numbers import looks_like_a_figure
from mapper.letters.statistics import BY_KEY, Figure, Problem, Unit, summed
from mapper.sources.tables.grid import Grid, column_letters
from mapper.sources.tables.header import Header
from mapper.sources.tables.values import Scale, read, scale_of
from mapper.words import abridged

# A row of these is about several bodies together.
_TOGETHER = re.compile(
    r"\b(?:sub-?totals?|totals?|averages?|mean|median|sum|overall|england|national(?! park))\b|^all\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TableRow:
    """What one row states about one body.

    Parameters
    ----------
    name
        The body's name as printed.
    year
        The year to 31 March that a column of the table gives; None if none does.
    code
        The GSS code in the row; empty if there is none.
    figures, problems
        The figures, and what could not be read; each figure has its cell.
    file, place
        The name of the file, and the row in words.
    """

    name: str
    year: str | None
    code: str
    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...]
    file: str
    place: str


@dataclass(frozen=True, slots=True)
class Body:
    """The rows below one header; `notes` say what is not read, and `together` are the rows about several bodies."""

    rows: tuple[TableRow, ...]
    together: tuple[TableRow, ...]
    notes: tuple[str, ...]


def body_of(grid: Grid, header: Header, end: int) -> Body:
    """The rows of a table from its header to before the row `end`."""
    name = header.name if header.name is not None else _unlabelled(grid, header, end)
    notes = list(_about(grid, header, name))
    if name is None:
        return Body((), (), tuple(notes))
    numbers = [row for row in range(header.last + 1, end) if _has_cells(grid, row, header)]
    nameless = [row for row in numbers if not grid.text(row, name) and _has_figures(grid, row, header)]
    if nameless:
        rows = abridged([str(row + 1) for row in nameless], 5)
        notes.append(f"{grid.where}: figures without a name, not read: row {rows}.")
    named = [
        row for row in numbers if grid.text(row, name) and grid.text(row, name) != header.headings.get(name)
    ]
    scales = dict(_scales(grid, header, named, name))
    for column, scale in scales.items():
        if scale is Scale.UNKNOWN:
            notes.append(
                f"{grid.where}, column {column_letters(column)} “{header.headings[column]}” is not read: nothing shows "
                "whether its numbers are per cents or fractions. Write them with a percent sign."
            )
    read_rows = [_row(grid, header, row, name, scales) for row in named]
    together = [row for row in read_rows if _TOGETHER.search(row.name)]
    return Body(
        tuple(row for row in read_rows if row not in together and (row.figures or row.problems)),
        tuple(together),
        tuple(notes),
    )


def _about(grid: Grid, header: Header, name: int | None) -> Iterator[str]:
    if header.unread:
        yield f"{grid.where}: not read, because no statistic has that name: column {', '.join(header.unread)}."
    for column, why in sorted(header.doubtful.items()):
        if column != name:
            yield (
                f"{grid.where}, column {column_letters(column)} “{header.headings[column]}” is not read: {why}."
            )
    if name is None:
        yield (
            f"{grid.where}, row {header.last + 1}: there is a header, but not one column with the names of councils. "
            "Expected a heading such as “Authority”, “Council” or “Name”."
        )


def _unlabelled(grid: Grid, header: Header, end: int) -> int | None:
    """The only column of texts without a heading, to the left of all statistics."""
    texts = [
        column
        for column in range(min(header.columns, default=0))
        if column not in header.headings and _is_of_texts(list(grid.column(column, header.last + 1, end)))
    ]
    return texts[0] if len(texts) == 1 else None


def _is_of_texts(cells: Sequence[str]) -> bool:
    filled = [text for text in cells if text]
    return len(filled) > 0 and all(any(map(str.isalpha, text)) for text in filled)


def _has_cells(grid: Grid, row: int, header: Header) -> bool:
    return any(grid.text(row, column) for column in header.columns)


def _has_figures(grid: Grid, row: int, header: Header) -> bool:
    return any(looks_like_a_figure(grid.text(row, column)) for column in header.columns)


def _scales(grid: Grid, header: Header, rows: Sequence[int], name: int) -> Iterator[tuple[int, Scale]]:
    """The scale of each column of rates, by the rows about single bodies."""
    single = [row for row in rows if not _TOGETHER.search(grid.text(row, name))]
    rates = [column for column, key in header.columns.items() if BY_KEY[key].unit is Unit.PERCENT]
    counts = [_counts(grid, header, row) for row in single] if rates else []
    for column in rates:
        yield column, scale_of([grid.text(row, column) for row in single], counts, header.columns[column])


def _counts(grid: Grid, header: Header, row: int) -> Mapping[str, Figure]:
    found = {}
    for column, key in header.columns.items():
        if BY_KEY[key].unit is Unit.COUNT and grid.text(row, column):
            try:
                value, printed = read(grid.text(row, column), Unit.COUNT)
            except ValueError:
                continue
            found[key] = Figure(key, value, printed, 0)
    return {figure.statistic: figure for figure in with_investigations(tuple(found.values()))}


def _row(grid: Grid, header: Header, row: int, name: int, scales: Mapping[int, Scale]) -> TableRow:
    figures: list[Figure] = []
    problems = list(_overlong(grid, header, row))
    for column, key in header.columns.items() if not problems else ():
        printed = grid.text(row, column)
        scale = scales.get(column, Scale.PERCENT)
        if not printed or (scale is Scale.UNKNOWN and printed.replace(".", "").isdecimal()):
            continue
        place = CellPlace(
            grid.file, grid.sheet, row + 1, column_letters(column), header.headings[column], printed
        )
        try:
            value, shown = read(printed, BY_KEY[key].unit, scale)
        except ValueError:
            problems.append(_unreadable(place, key))
        else:
            figures.append(Figure(key, value, shown, 0, cell=place))
    code = grid.text(row, header.code) if header.code is not None else ""
    year = None if header.year is None else grid.text(row, header.year)
    where = f"{grid.where}, row {row + 1}"
    return TableRow(grid.text(row, name), year, code, tuple(figures), tuple(problems), grid.file, where)


def _overlong(grid: Grid, header: Header, row: int) -> Iterator[Problem]:
    """A problem if a row of a CSV file has a figure beyond its header: a comma within a number has moved its cells."""
    beyond = range(max(header.headings) + 1, len(grid.rows[row]))
    if not grid.sheet and any(looks_like_a_figure(grid.text(row, column)) for column in beyond):
        yield Problem(
            "unreadable-figure",
            f"{grid.where}, row {row + 1}: it has more cells than the header, so nothing shows which figure belongs to "
            "which heading. Expected numbers with separators in quotes.",
        )


def _unreadable(place: CellPlace, key: str) -> Problem:
    return Problem(
        "unreadable-figure",
        f"{place}: “{place.heading}” reads “{place.printed[:40]}”. Expected a number, a dash, n/a or nothing.",
        Figure(key, None, place.printed, 0, cell=place),
    )


def with_investigations(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures, and the investigations where a table gives only their two outcomes."""
    by_key = {figure.statistic: figure for figure in figures}
    parts = [by_key[key] for key in ("decided_not_upheld", "decided_upheld") if key in by_key]
    if len(parts) < 2 or "investigations" in by_key:
        return figures
    return (*figures, summed("investigations", parts))
