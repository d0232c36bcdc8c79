"""What data tables state, as `mapper tables` prints it."""

from collections.abc import Iterable, Iterator

from mapper.letters.statistics import BY_KEY, Figure
from mapper.review.reading import Reading
from mapper.review.report import letter_object
from mapper.sources.tables.read import TableFile

PLACE = ("file", "sheet", "row", "column")


def table_object(reading: Reading) -> dict[str, object]:
    """What tables state about one council and year: as a letter's object, and the place of each figure."""
    return letter_object(reading) | {
        "places": {figure.statistic: place_of(figure) for figure in (reading.figures or {}).values()}
    }


def refused_object(file: TableFile) -> dict[str, object]:
    """A file of which nothing could be read, in the same form."""
    assert file.problem is not None
    return {
        "file": file.file,
        "sha256": file.sha256,
        "status": "rejected",
        "authority_name": None,
        "gss_code": None,
        "period_end": None,
        "layout": None,
        "statistics": {},
        "problems": [{"code": file.problem.code, "message": file.problem.message}],
        "places": {},
    }


def place_of(figure: Figure) -> dict[str, object]:
    """The cell of a figure: its file, sheet (null in a CSV file), row and column, and what is written there."""
    cell = figure.cell
    assert cell is not None
    return {
        "file": cell.file,
        "sheet": cell.sheet or None,
        "row": cell.row,
        "column": cell.column,
        "heading": cell.heading,
        "printed": cell.printed,
    }


def rows(readings: Iterable[Reading]) -> Iterator[dict[str, str | int | float | None]]:
    """A row for each figure, for CSV: whose it is, the figure, and its place."""
    for reading in readings:
        for key, figure in (reading.figures or {}).items():
            cell = figure.cell
            assert cell is not None
            yield {
                "gss_code": None if reading.council is None else reading.council.gss_code,
                "authority_name": reading.authority_name,
                "period_end": str(reading.period_end),
                "statistic": key,
                "value": figure.value,
                "unit": BY_KEY[key].unit.value,
                "status": reading.status.value,
                "file": cell.file,
                "sheet": cell.sheet,
                "row": cell.row,
                "column": cell.column,
                "heading": cell.heading,
                "printed": cell.printed,
                "problems": "; ".join(f"{problem.code}: {problem.message}" for problem in reading.problems),
            }


COLUMNS = (
    *("gss_code", "authority_name", "period_end", "statistic", "value", "unit", "status"),
    *("file", "sheet", "row", "column", "heading", "printed", "problems"),
)
"""The columns of `rows`."""
