"""The data tables of a build, for the page about the data: which files, what is in doubt, where letters differ."""

from dataclasses import dataclass

from mapper.review.reading import Reading, Status
from mapper.review.report import BuildReport
from mapper.words import counted, day_in_words, ended


@dataclass(frozen=True, slots=True)
class TableDoubt:
    """A data table, or what it states about one body, that is not shown; and why."""

    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TablesUsed:
    """The data tables that were given.

    `files` has the name and the number of rows of each that was read; `alone` says for how many councils there is no
    letter beside them; `differences` and `unfilled` are sentences.
    """

    files: tuple[tuple[str, str], ...]
    alone: str
    doubts: tuple[TableDoubt, ...]
    differences: tuple[str, ...]
    unfilled: tuple[str, ...]


def tables_used(report: BuildReport) -> TablesUsed | None:
    """What to say of the data tables; None where there are none."""
    tables = report.tables
    if not tables.files:
        return None
    refused = [
        TableDoubt(file.file, (ended(file.problem.message),))
        for file in tables.refused
        if file.problem is not None
    ]
    doubtful = [_doubt(reading) for reading in tables.readings if reading.status is not Status.OK]
    return TablesUsed(
        tuple(
            (file.file, counted(len(file.rows), "row", "rows"))
            for file in tables.files
            if file.problem is None
        ),
        counted(len(report.in_place), "council and year", "councils and years"),
        (*refused, *doubtful),
        tuple(
            f"{letter.council.name if letter.council else letter.file}, {letter.period_end}: {one.sentence}. "
            + ("The letter’s is shown." if letter.status is Status.OK else "The letter is in review.")
            for letter, one in report.differences
        ),
        tuple(f"{letter.file}: {ended(letter.unfilled)}" for letter in report.letters if letter.unfilled),
    )


def _doubt(reading: Reading) -> TableDoubt:
    day = "" if reading.period_end is None else day_in_words(reading.period_end)
    reasons = tuple(ended(problem.message) for problem in reading.problems)
    return TableDoubt(f"{reading.authority_name}, year to {day}", reasons)
