"""Councils with so many cases, for the tests of comparisons; the numbers of cases of a whole England."""

from collections import Counter
from collections.abc import Sequence

from mapper.councils.council import CouncilType
from mapper.councils.register_file import load_register
from mapper.letters.illustration import Illustration
from mapper.measures.comparison import Comparison, compare
from mapper.measures.metrics import METRIC
from mapper.review.reading import CouncilYear
from tests.readings import DAY, reading, year

Case = tuple[int, int]
UPHOLD = METRIC["uphold_rate"]

CODES = {
    kind: tuple(council.gss_code for council in load_register().on(DAY) if council.type is kind)
    for kind in CouncilType
}
DISTRICTS, METROPOLITAN = CODES[CouncilType.DISTRICT], CODES[CouncilType.METROPOLITAN]


def _bases(of: dict[int, int]) -> tuple[int, ...]:
    return tuple(Counter(of).elements())


# How many councils of each type had how many investigations in an illustrative year to 31 March 2019.
BASES: dict[CouncilType, tuple[int, ...]] = {
    CouncilType.DISTRICT: _bases(
        {1: 43, 2: 39, 3: 31, 4: 20, 5: 15, 6: 13, 7: 5, 8: 1, 9: 1, 10: 1, 11: 3},
    ),
    CouncilType.COUNTY: (
        *(10, 14, 15, 18, 18, 18, 20, 22, 23, 23, 26, 27, 28, 28, 29, 30, 31, 33, 35, 36, 36, 44, 48, 49, 58),
        *(69, 89),
    ),
    CouncilType.METROPOLITAN: (
        *(
            7,
            7,
            10,
            11,
            11,
            15,
            16,
            16,
            16,
            17,
            17,
            18,
            19,
            19,
            20,
            21,
            21,
            21,
            22,
            23,
            23,
            23,
            23,
            24,
            25,
            25,
        ),
        *(27, 28, 28, 29, 30, 34, 36, 37, 87, 101),
    ),
    CouncilType.LONDON: (
        *(
            4,
            5,
            11,
            14,
            15,
            16,
            17,
            19,
            19,
            20,
            20,
            21,
            23,
            24,
            24,
            25,
            25,
            29,
            29,
            30,
            30,
            31,
            33,
            33,
            34,
            36,
        ),
        *(37, 39, 39, 39, 44, 48, 63),
    ),
    CouncilType.UNITARY: _bases(
        {
            1: 1,
            4: 1,
            5: 1,
            6: 2,
            8: 5,
            9: 1,
            10: 2,
            11: 5,
            12: 2,
            13: 3,
            14: 3,
            15: 3,
            17: 3,
            18: 2,
            19: 1,
            20: 1,
            25: 2,
            26: 1,
            27: 3,
            28: 2,
            29: 1,
            30: 3,
            31: 1,
            32: 1,
            34: 3,
            35: 1,
            38: 1,
            41: 1,
        }
    ),
}
RATES = {
    CouncilType.DISTRICT: 0.45,
    CouncilType.COUNTY: 0.64,
    CouncilType.METROPOLITAN: 0.60,
    CouncilType.LONDON: 0.58,
    CouncilType.UNITARY: 0.56,
}


def council_year(
    code: str,
    case: Case | None,
    illustration: Illustration | None = None,
    average: float | None = None,
) -> CouncilYear:
    """A council with so many upheld of so many investigated; without a letter where there is no case."""
    if case is None:
        return year(None, code)
    upheld, investigated = case
    letter = reading(
        code,
        illustration=illustration,
        decided_upheld=upheld,
        investigations=investigated,
        uphold_rate=round(100 * upheld / investigated) if investigated else None,
        average_uphold_rate=average,
    )
    return year(letter, code)


def compared(cases: Sequence[Case | None], codes: Sequence[str] = DISTRICTS) -> list[Comparison]:
    """The comparisons of councils with these cases, of those that have any."""
    years = [council_year(code, case) for code, case in zip(codes, cases, strict=False)]
    return list(compare(UPHOLD, years).values())
