"""Letters with blocks, drawn for the tests of this folder."""

from mapper.letters import layouts, pdf
from mapper.letters.statistics import LetterStatistics
from tests.generators import blocks_by_hand
from tests.generators.blocks_wording import YEARS, Manner, Printed, consistent

KENT = "Kent County Council"
MUTATED = YEARS[2025]

# No two figures of one unit are equal, so that a swap is always a change.
SOUND = consistent(
    MUTATED, 76, 63, 8, 59, 57, averages=(81, 96, 11), per_100k=(3.4, 4.1), closed=(87, 128)
) | {"volume_investigations": 76, "volume_upheld": 63}


def read_one(data: bytes) -> LetterStatistics:
    (statistics,) = layouts.parse(pdf.read(data, layouts.wanted))
    return statistics


def values_of(statistics: LetterStatistics) -> dict[str, Printed]:
    return {figure.statistic: figure.value for figure in statistics.figures}


def codes_of(statistics: LetterStatistics) -> list[str]:
    return [problem.code for problem in statistics.problems]


def block_letter(manner: Manner = Manner(), year: int = 2023, council: str = KENT, **more: Printed) -> bytes:  # noqa: B008
    figures = consistent(YEARS[year], 61, 53, 4, 51, 51) | more
    return blocks_by_hand.reportlab(figures, council, YEARS[year], manner)
