"""A file read as data tables: from its bytes to rows, each with its year."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from mapper.errors import UnreadableTable
from mapper.letters.statistics import BY_KEY, Problem, Unit
from mapper.sources.tables import archive, csv_file
from mapper.sources.tables.body import Body, TableRow, body_of
from mapper.sources.tables.grid import Grid
from mapper.sources.tables.header import Header, headers_in
from mapper.sources.tables.limits import MOST_BYTES
from mapper.sources.tables.years import years_of
from mapper.words import listed


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A row, and the year to 31 March that it is about."""

    row: TableRow
    year: int


@dataclass(frozen=True, slots=True)
class TableFile:
    """What one file states.

    Parameters
    ----------
    file, sha256
        The name of the file in reports, and its content.
    rows
        Every row about one body, in the file's order.
    notes
        Sentences on what was not read, and on totals that are not the sums of their rows.
    problem
        Why nothing could be read; None if something was.
    """

    file: str
    sha256: str
    rows: tuple[DatedRow, ...] = ()
    notes: tuple[str, ...] = ()
    problem: Problem | None = None


def read_table(file: str, path: Path, year: int | None = None) -> TableFile:
    """Read a data table; what cannot be read has its reason in `problem`, and never raises.

    Parameters
    ----------
    file
        What reports call the file.
    path
        Where it is.
    year
        The year to 31 March that it is about, if the user gave it.
    """
    try:
        content = _content(file, path)
    except UnreadableTable as refused:
        return TableFile(file, "", problem=Problem(refused.code, str(refused)))
    digest = sha256(content).hexdigest()
    try:
        rows, notes = _read(file, content, year)
    except UnreadableTable as refused:
        return TableFile(file, digest, problem=Problem(refused.code, str(refused)))
    return TableFile(file, digest, rows, notes)


def _content(file: str, path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableTable(
                "too-large",
                f"{file} has {size / 1e6:,.0f} MB; a year's table of all councils has less than 1. It was not opened.",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableTable("damaged", f"{file} cannot be read ({error.strerror}).") from error


def _grids(file: str, content: bytes) -> tuple[Grid, ...]:
    if archive.is_workbook(file, content):
        # Imported here, so that a build without workbooks does not load the library that opens them.
        from mapper.sources.tables import xlsx_file

        return xlsx_file.grids(file, content)
    return csv_file.grids(file, content, lambda grid: bool(headers_in(grid)))


def _read(file: str, content: bytes, year: int | None) -> tuple[tuple[DatedRow, ...], tuple[str, ...]]:
    grids = _grids(file, content)
    rows: list[DatedRow] = []
    notes: list[str] = []
    headless = []
    for grid in grids:
        notes += grid.notes
        headers = headers_in(grid)
        if not headers:
            headless.append(grid)
        for header, after in pairwise((*headers, None)):
            assert header is not None
            body = body_of(grid, header, len(grid.rows) if after is None else after.first)
            rows += _dated(grid, headers[0], body, year)
            notes += (*body.notes, *_totals(grid, body))
    if len(headless) == len(grids):
        raise UnreadableTable("no-header", _no_header(file, headless))
    notes += [
        f"{grid.where}: no table of the Ombudsman's is in it."
        for grid in headless
        if any(map(any, grid.rows))
    ]
    if not rows:
        raise UnreadableTable(
            "no-rows", f"{file} has a header, but no row with a name and figures. {' '.join(notes)}"
        )
    return tuple(rows), tuple(notes)


def _dated(grid: Grid, first: Header, body: Body, given: int | None) -> Iterator[DatedRow]:
    """The rows with their years: each row's own, else the file's, else the one that was given.

    Raises UnreadableTable if no year, or more than one, is named, and none was given, or another.
    """
    of_file: int | None = None
    for row in body.rows:
        if row.year is not None:
            own = years_of([row.year])
            if len(own) != 1 or given not in (None, *own):
                raise UnreadableTable("year-missing", _no_year(row.place, own, given, row.year))
            yield DatedRow(row, next(iter(own)))
            continue
        of_file = of_file or _year_of(grid, first, given)
        yield DatedRow(row, of_file)


def _year_of(grid: Grid, first: Header, given: int | None) -> int:
    above = [text for row in grid.rows[: first.last + 1] for text in row]
    years = years_of([Path(grid.file).name, grid.sheet, *above])
    if given is not None and (not years or given in years):
        return given
    if len(years) == 1 and given is None:
        return next(iter(years))
    raise UnreadableTable("year-missing", _no_year(grid.where, years, given))


def _no_year(where: str, years: frozenset[int], given: int | None, text: str = "") -> str:
    named = listed([f"31 March {year}" for year in sorted(years)]) if years else ""
    if given is not None:
        found = f"speaks of the year to {named}" if years else f"says “{text}”, which is no year"
        return f"{where} {found}, and --year says {given}. Give the file that belongs to the year, or its own year."
    if years:
        found = f"speaks of more than one year (to {named})"
    else:
        found = f"says “{text}” for its year" if text else "does not say which year it is about"
    return (
        f"{where} {found}. Expected one year such as 2018-19, in the file's name, the sheet's or the lines above the "
        "table. Give it with --year YYYY, the year in which it ends."
    )


def _totals(grid: Grid, body: Body) -> Iterator[str]:
    """A note on each total that is not the sum of the rows above it; sums of some of them are none's business."""
    for line in body.together:
        if line.name.casefold().strip(" :") not in (
            "total",
            "totals",
            "grand total",
            "all authorities",
            "all",
        ):
            continue
        sums: Counter[str] = Counter()
        for row in body.rows:
            if row.year == line.year:
                sums.update(
                    {f.statistic: int(f.value) for f in row.figures if f.value and f.unit is Unit.COUNT}
                )
        for figure in line.figures:
            if (
                figure.unit is Unit.COUNT
                and figure.value is not None
                and figure.value != sums[figure.statistic]
            ):
                yield (
                    f"{figure.cell}: the total of “{BY_KEY[figure.statistic].title}” is {figure.value:,.0f}, and the "
                    f"rows add up to {sums[figure.statistic]:,}."
                )


def _no_header(file: str, grids: Sequence[Grid]) -> str:
    """What was found instead of a header, and what was expected."""
    found = []
    for grid in grids[:3]:
        rows = [
            f"row {number} “{' | '.join(filter(None, row))[:120]}”"
            for number, row in enumerate(grid.rows, 1)
            if any(row)
        ]
        sheet = f"sheet “{grid.sheet}”: " if grid.sheet else ""
        found.append(sheet + (", ".join(rows[:3]) or "nothing"))
    return (
        f"{file}: no header is recognised. Found: {'; '.join(found)}. Expected a row, or two, with a heading such as "
        "“Authority” and headings such as “Adult Care Services”, “Not Upheld” or “Compliance rate”, as the Ombudsman's "
        "letters and tables print them."
    )
