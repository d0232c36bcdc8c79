"""Many yearly classes of one council."""

import pytest
from scipy.stats import binom

from mapper.councils.council import CouncilType
from mapper.measures.comparison import Compared
from mapper.measures.history import at_least, history
from mapper.measures.limits import against_rate
from mapper.measures.summaries import of_history
from tests.measures.cases import BASES, RATES


def year_of(numerator: int, denominator: int = 20, rate: float = 0.5) -> Compared:
    return Compared(numerator=numerator, denominator=denominator, tails=against_rate(denominator, rate))


def test_a_marked_year_in_twelve_is_ordinary() -> None:
    found = history([year_of(10)] * 11 + [year_of(20)])
    assert (found.years, found.higher, found.lower, found.marked) == (12, 1, 0, 1)
    assert found.any_chance == pytest.approx(1 - (1 - 0.0414) ** 12, abs=0.001)
    assert of_history(found) == (
        "1 of 12 years that could be compared is outside the expected range. A council that is always like its type "
        "has such a year or more in about 40 of 100 such histories."
    )


@pytest.mark.parametrize("kind", [CouncilType.COUNTY, CouncilType.LONDON, CouncilType.METROPOLITAN])
def test_of_100_councils_always_alike_26_to_32_have_a_marked_year_in_twelve(kind: CouncilType) -> None:
    chances = [sum(against_rate(base, RATES[kind]).outside[0]) for base in BASES[kind]]
    found = [at_least(1, [chance] * 12) for chance in chances]
    assert 0.26 <= sum(found) / len(found) <= 0.33


def test_the_same_side_in_two_of_five_is_rare() -> None:
    """With 2% on each side, .004 on one given side."""
    assert at_least(2, [0.02] * 5) == pytest.approx(float(binom.sf(1, 5, 0.02)))
    assert at_least(2, [0.02] * 5) == pytest.approx(0.004, abs=0.0005)
    found = history([year_of(10)] * 3 + [year_of(20)] * 2)
    assert found.most == 2
    assert found.side_chance == pytest.approx(2 * binom.sf(1, 5, 0.0207), rel=0.01)
    assert of_history(found).endswith(
        "2 or more on the same side come up in about 8 of 1,000 such histories."
    )


def test_years_that_could_not_stand_out_do_not_count() -> None:
    found = history([year_of(1, 1), year_of(10), Compared(numerator=1, denominator=2, tails=None)])
    assert found.years == 1
    assert of_history(found) == ""
    assert of_history(history([year_of(10), year_of(9)])) == (
        "None of 2 years that could be compared are outside the expected range."
    )
