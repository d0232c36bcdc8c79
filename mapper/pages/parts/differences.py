"""What a letter and the data tables state differently about a council."""

from collections.abc import Sequence
from dataclasses import dataclass

from mapper.letters.statistics import BY_KEY
from mapper.review.reading import CouncilYear, Status


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One figure with both values and both places, and which of them is shown."""

    year: str
    figure: str
    letter: str
    page: str
    table: str
    cell: str
    shown: str


def differences(history: Sequence[CouncilYear]) -> tuple[DifferenceRow, ...]:
    """The differences of all the council's years, newest year first."""
    return tuple(
        DifferenceRow(
            year=str(year.period_end.year),
            figure=BY_KEY[one.letter.statistic].title,
            letter=one.letter.printed,
            page=one.letter.place,
            table=one.table.printed,
            cell=one.table.place,
            shown="the letter’s" if year.letter.status is Status.OK else "none: the letter is in review",
        )
        for year in history
        if year.letter is not None
        for one in year.letter.differences
    )
