"""How many are outside, and how many would be by chance: by hand, and by simulation."""

import numpy as np
import pytest

from mapper.councils.council import CouncilType
from mapper.measures.comparison import Compared
from mapper.measures.limits import against_rate
from mapper.measures.outside import outside
from mapper.measures.summaries import of_outside
from tests.measures.cases import BASES, RATES, compared


def one(numerator: int, denominator: int, rate: float = 0.5) -> Compared:
    return Compared(numerator=numerator, denominator=denominator, tails=against_rate(denominator, rate))


def nothing() -> Compared:
    return Compared(numerator=1, denominator=1, tails=None)


def test_it_is_the_sum_of_the_exact_chances() -> None:
    """Of 20 at a half, 0 to 5 and 15 to 20 are outside: .0414 (twice .0207)."""
    found = outside([one(10, 20)] * 99 + [one(20, 20), one(2, 2), nothing()])
    assert (found.compared, found.few, found.outside, found.far) == (100, 1, 1, 1)
    assert found.by_chance == pytest.approx(100 * 0.0414, abs=0.01)
    assert (found.low, found.high) == (1, 8)


def test_an_england_alike_has_four_to_five_outside_and_about_eight_at_most() -> None:
    """And not one in twenty of 324, because so many have few cases."""
    alike = [one(0, base, RATES[kind]) for kind in CouncilType for base in BASES[kind]]
    found = outside(alike)
    assert found.by_chance == pytest.approx(4.6, abs=0.8)
    assert (found.low, found.high) == pytest.approx((1, 8), abs=1)


def test_so_many_are_there_in_simulated_years() -> None:
    generator = np.random.default_rng(5)
    bases = BASES[CouncilType.UNITARY]
    numbers, expected = [], []
    for _ in range(60):
        cases = list(zip(generator.binomial(bases, 0.56).tolist(), bases, strict=True))
        found = outside(compared(cases))
        numbers.append(found.outside)
        expected.append(found.by_chance)
    assert np.mean(numbers) == pytest.approx(np.mean(expected), abs=3 * np.std(numbers) / np.sqrt(60))


def test_what_survives_a_tenth_of_false_findings() -> None:
    """Benjamini and Hochberg's own rule on tails that are known: .0000019 and .04 among twenty."""
    found = outside([one(20, 20), one(5, 20), *[one(10, 20)] * 18])
    assert found.kept == 1
    assert outside([one(10, 20)] * 20).kept == 0


def test_how_many_is_said_in_the_same_breath_as_how_many_by_chance() -> None:
    assert of_outside(outside([one(10, 20)] * 99 + [one(15, 20)]), 100, 100) == (
        "1 of the 100 councils compared is outside the expected range.",
        "About 4 would be there by chance alone, if all were like their type (1 to 8 in 9 of 10 years), so chance "
        "alone could have put it there.",
    )
    assert of_outside(outside([one(10, 20)] * 90 + [one(20, 20)] * 10), 100, 100)[1].endswith(
        "so most likely not all of these are chance."
    )
    # No more than by chance, but some so far out that chance is not to be expected there: 20 of 20 is.
    assert of_outside(outside([one(10, 20)] * 99 + [one(20, 20)]), 100, 100)[1].endswith(
        "(1 to 8 in 9 of 10 years), but it is so far out that it is most likely not chance."
    )
    assert of_outside(outside([one(10, 20)] * 98 + [one(20, 20), one(15, 20)]), 100, 100)[1].endswith(
        "but one is so far out that it is most likely not chance."
    )
    assert of_outside(outside([one(10, 20)] * 97 + [one(20, 20)] * 3), 100, 100)[1].endswith(
        "but three are so far out that most likely not all of them are chance."
    )
    assert of_outside(outside([one(10, 20)] * 3), 3, 3) == (
        "None of the 3 councils compared are outside the expected range.",
        "Hardly any would be there by chance alone, if all were like their type (0 to 1 in 9 of 10 years).",
    )


@pytest.mark.parametrize(
    ("found", "letters", "of", "says"),
    [
        ([], 3, 353, "No council can be compared yet: 3 of 353 letters are here."),
        ([nothing()] * 3, 3, 353, "No council can be compared yet: 3 of 353 letters are here."),
        ([nothing()] * 3, 3, 3, "No council can be compared: too few of any type have a rate."),
        ([nothing()] * 9, 295, 296, "No council can be compared: too few of any type have a rate."),
        ([one(1, 1)], 1, 8, "No council can be compared: the one that could be has too few cases."),
        ([one(1, 1)] * 8, 8, 8, "No council can be compared: the 8 that could be have too few cases."),
    ],
)
def test_nothing_is_claimed_where_nothing_was_compared(
    found: list[Compared], letters: int, of: int, says: str
) -> None:
    assert of_outside(outside(found), letters, of) == (says,)


def test_letters_that_are_missing_are_said() -> None:
    said = of_outside(outside([one(10, 20)] * 30), 30, 36)
    assert said[2:] == ("Figures of 30 of 36 councils are here.",)


def test_one_council_is_not_a_list() -> None:
    assert (
        of_outside(outside([one(10, 20)]), 1, 2)[0]
        == "The one council compared is not outside the expected range."
    )
    assert (
        of_outside(outside([one(20, 20)]), 1, 2)[0]
        == "The one council compared is outside the expected range."
    )
