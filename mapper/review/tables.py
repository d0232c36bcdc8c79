"""What data tables state about one council and year, judged as a letter is: its identities tried, its council found."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mapper.letters import identities
from mapper.letters.statistics import Check, Problem
from mapper.review.judge import unmatched
from mapper.review.reading import Origin, Reading, Status
from mapper.sources.tables.read import TableFile
from mapper.sources.tables.statements import Statement

LAYOUT = "data-tables"


@dataclass(frozen=True, slots=True)
class Tables:
    """Data tables and what they state.

    Parameters
    ----------
    files
        Every file, in the order given.
    readings
        What they state, one a body and year.
    """

    files: tuple[TableFile, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def refused(self) -> tuple[TableFile, ...]:
        """The files of which nothing could be read."""
        return tuple(file for file in self.files if file.problem is not None)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was not read, or is doubtful, in the files that were."""
        return tuple(note for file in self.files for note in file.notes)


def judge_statement(statement: Statement, sha256: Mapping[str, str]) -> Reading:
    """What tables state, as a reading without pages; `sha256` has the content of each file by its name.

    The hashes are those of all files that state something, in the order of the names, with a comma between them.
    """
    checks = tuple(map(_of_table, identities.checks(statement.figures)))
    failed = [Problem(check.code, check.statement) for check in checks if not check.holds]
    names = [] if statement.council is not None else [unmatched(statement.match)]
    reading = Reading(
        file=", ".join(statement.files),
        sha256=",".join(sha256[file] for file in statement.files),
        status=Status.OK if statement.figures else Status.REJECTED,
        authority_name=statement.name,
        council=statement.council,
        period_end=statement.period_end,
        layout=LAYOUT,
        figures={figure.statistic: figure for figure in statement.figures},
        checks=checks,
        origin=Origin.TABLES,
    )
    return reading.doubt(*statement.problems, *failed, *names)


def _of_table(check: Check) -> Check:
    """The check in words about a table; the sentence is the same."""
    words = check.statement.replace("the letter prints", "the table states")
    return replace(check, statement=words.replace("The letter prints", "The table states"))
