"""Every figure of every letter, and of data tables where letters lack it: `data/figures.csv`, a row for each."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mapper.councils.council import Council, CouncilType
from mapper.downloads.spreadsheet import table_of
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import STATISTICS, Figure, Unit
from mapper.measures.changes import Key, Stated
from mapper.measures.column import Column
from mapper.measures.edition import Edition
from mapper.measures.paths import letter_paths
from mapper.review.reading import Reading, Status

TABLES = "tables"
"""The status of a figure of a data table."""


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure with its letter and council.

    `source` is the letter's path in the site, or the file's name; for a figure of a data table its place there.
    """

    figure: Figure
    letter: Reading
    council: Council
    source: str


def write(edition: Edition) -> bytes:
    """The table of all figures as CSV."""
    return table_of(COLUMNS, printed_figures(edition))


def printed_figures(edition: Edition) -> Iterator[PrintedFigure]:
    """The figures of every letter that has a council and a period, by year, code, file and statistic."""
    published = letter_paths(edition.council_years)
    stated = (*edition.report.letters, *edition.report.in_place)
    dated = [letter for letter in stated if letter.period_end is not None]
    letters = [(letter, letter.council) for letter in dated if letter.council is not None]
    for letter, council in sorted(letters, key=lambda pair: _order(*pair)):
        assert letter.period_end is not None
        path = published.get((letter.file, council.gss_code, letter.period_end))
        for statistic in STATISTICS:
            if (figure := letter.figure(statistic.key)) is not None:
                source = (path or letter.file) if figure.cell is None else str(figure.cell)
                yield PrintedFigure(figure, letter, council, source)


def known(edition: Edition) -> tuple[dict[Key, tuple[Stated, ...]], dict[str, str]]:
    """The figures of an edition as a comparison with another site takes them, and councils' names by GSS code."""
    figures = list(printed_figures(edition))
    stated = (
        (
            Key(str(one.letter.period_end), one.council.gss_code, one.figure.statistic),
            one.figure.value,
            _status(one),
        )
        for one in figures
    )
    return _gathered(stated), {one.council.gss_code: one.council.name for one in figures}


def known_in(table: str) -> tuple[dict[Key, tuple[Stated, ...]], dict[str, str]]:
    """The same of the table of a site that was written before.

    Raises ValueError if it is no such table.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(table, newline=""), strict=True))
        stated = [
            (
                Key(date.fromisoformat(row["period_end"]).isoformat(), row["gss_code"], row["statistic"]),
                float(row["value"]) if row["value"] else None,
                row["status"],
            )
            for row in rows
        ]
        if not table.startswith(COLUMNS[0].name):
            raise KeyError(COLUMNS[0].name)
        return _gathered(stated), {row["gss_code"]: row["council"] for row in rows}
    except (KeyError, TypeError, csv.Error) as error:
        raise ValueError(f"not a table of figures ({error})") from error


def _gathered(stated: Iterable[tuple[Key, float | None, str]]) -> dict[Key, tuple[Stated, ...]]:
    """What is stated of each figure, whatever the names of the files; whole numbers are int."""
    found: dict[Key, list[Stated]] = {}
    for key, value, status in stated:
        whole = value is not None and float(value).is_integer()
        found.setdefault(key, []).append(Stated(int(value) if whole and value is not None else value, status))
    return {key: tuple(sorted(of, key=lambda one: (one.status, str(one.value)))) for key, of in found.items()}


def _order(letter: Reading, council: Council) -> tuple[str, str, str, tuple[int, int]]:
    return (str(letter.period_end), council.gss_code, letter.file, letter.pages or (0, 0))


def _status(printed: PrintedFigure) -> str:
    """The status of a figure, which always shows if it is illustrative or corrected."""
    letter = printed.letter
    if printed.figure.cell is not None:
        return TABLES if letter.status is Status.OK else f"{TABLES}-{letter.status.value}"
    if letter.illustration is None and letter.status is Status.OK:
        return "corrected" if printed.figure.statistic in letter.corrections else "ok"
    if letter.illustration is None:
        return letter.status.value
    if letter.status is not Status.OK:
        return f"illustrative-{letter.status.value}"
    return "illustrative" if letter.illustration is Illustration.INVENTED else "illustrative-redrawn"


COLUMNS: tuple[Column[PrintedFigure], ...] = (
    Column(
        "gss_code",
        "string",
        "Code of the council's area (Government Statistical Service). A council that is not in the "
        "councils file of that year had ended: the letter is about the time before, and belongs in no total of a "
        "type or of England",
        lambda printed: printed.council.gss_code,
    ),
    Column("council", "string", "The Ombudsman's name for the council", lambda printed: printed.council.name),
    Column(
        "council_type",
        "string",
        "Type of council",
        lambda printed: printed.council.type.value,
        tuple(CouncilType),
    ),
    Column(
        "period_end",
        "date",
        "Last day of the year that the figure is about",
        lambda printed: str(printed.letter.period_end),
    ),
    Column(
        "statistic",
        "string",
        "Key of the statistic",
        lambda printed: printed.figure.statistic,
        tuple(statistic.key for statistic in STATISTICS),
    ),
    Column(
        "value",
        "number",
        "The figure; empty where the letter prints a dash or n/a. Zero is zero.",
        lambda printed: printed.figure.value,
    ),
    Column(
        "unit",
        "string",
        "What the value counts",
        lambda printed: printed.figure.unit.value,
        tuple(Unit),
    ),
    Column(
        "letter",
        "string",
        "The letter: its path in this site, or the name of the file found if not published. For a figure of a data "
        "table: its file, sheet, row and column",
        lambda printed: printed.source,
    ),
    Column(
        "page",
        "integer",
        "Page of the file that was read on which the figure stands, counted from 1; a copy of some of its pages counts "
        "from the first of these. Empty for a figure of a data table",
        lambda printed: printed.figure.page if printed.figure.cell is None else None,
    ),
    Column(
        "status",
        "string",
        "ok: read from a real letter, and every check holds. corrected: as ok, but misprinted in the letter; the "
        "build report says what it prints, why that is wrong and who says so. review: read, but something in "
        "the letter is in doubt, do not use. illustrative: INVENTED to show how the site works, do not quote. "
        "illustrative-redrawn: a published figure, read from a page redrawn for this site and not from the "
        "letter itself. illustrative-review: as review, in an illustrative letter. tables: not in a letter, but in "
        "the Ombudsman's data tables, and every check holds. tables-review: as review, in data tables.",
        _status,
        (
            *("ok", "corrected", "review", "illustrative", "illustrative-redrawn", "illustrative-review"),
            *(TABLES, f"{TABLES}-review"),
        ),
    ),
)
"""The columns. Users rely on them: change them only together with the documentation."""
