"""Exact tails and limits: against published tables, against scipy, and against one another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import betabinom, binom, fisher_exact, hypergeom

from mapper.measures.limits import LEVELS, Stratum, Tails, against_rate, against_rates, against_rest

fractions = st.floats(0.01, 0.99)


# Critical values of the two-sided sign test at 5%, as printed in many textbooks (for example W. J. Conover, "Practical
# Nonparametric Statistics", and N. V. Smirnov's and Dixon and Mood's tables): the largest count that is significant.
@pytest.mark.parametrize(
    ("denominator", "significant"),
    [(6, 0), (8, 0), (9, 1), (12, 2), (15, 3), (17, 4), (20, 5), (25, 7), (30, 9), (40, 13), (50, 17)],
)
def test_the_95_per_cent_limits_at_a_half_are_those_of_the_sign_test(
    denominator: int, significant: int
) -> None:
    assert against_rate(denominator, 0.5).limits(0.95) == (significant + 1, denominator - significant - 1)


@pytest.mark.parametrize("denominator", [1, 2, 5])
def test_no_count_of_five_cases_at_a_half_is_outside(denominator: int) -> None:
    assert against_rate(denominator, 0.5).limits(0.95) == (0, denominator)


@given(st.integers(1, 120), fractions, st.sampled_from(LEVELS))
def test_limits_never_let_through_more_than_they_say(denominator: int, rate: float, level: float) -> None:
    low, high = against_rate(denominator, rate).limits(level)
    tail = (1 - level) / 2
    assert binom.cdf(low - 1, denominator, rate) <= tail + 1e-9
    assert binom.sf(high, denominator, rate) <= tail + 1e-9
    # … and are no wider than they must be.
    assert low == 0 or binom.cdf(low, denominator, rate) > tail - 1e-9
    assert high == denominator or binom.sf(high - 1, denominator, rate) > tail - 1e-9


@given(st.integers(1, 60), st.floats(0.05, 0.95), st.floats(0.001, 0.5))
def test_with_a_correlation_the_tails_are_the_beta_binomials(
    denominator: int, rate: float, correlation: float
) -> None:
    size = 1 / correlation - 1
    law = betabinom(denominator, rate * size, (1 - rate) * size)
    tails, counts = against_rate(denominator, rate, correlation), np.arange(denominator + 1)
    assert tails.low == pytest.approx(law.cdf(counts), rel=1e-6, abs=1e-9)
    assert tails.high == pytest.approx(law.sf(counts - 1), rel=1e-6, abs=1e-9)


@given(st.integers(1, 30), st.integers(0, 90), st.integers(1, 90), st.data())
def test_against_the_rest_the_tails_are_fishers(
    denominator: int, upheld: int, other: int, drawn: st.DataObject
) -> None:
    numerator = drawn.draw(st.integers(0, denominator))
    tails = against_rest(numerator, denominator, (upheld, upheld + other))
    table = [[numerator, denominator - numerator], [upheld, other]]
    assert tails.low[numerator] == pytest.approx(fisher_exact(table, "less").pvalue, abs=1e-9)
    assert tails.high[numerator] == pytest.approx(fisher_exact(table, "greater").pvalue, abs=1e-9)


def test_an_outlier_among_six_letters_is_found_exactly() -> None:
    """18 of 20 beside 10, 11, 9, 12 and 8 of 20; twice the tail is .0013."""
    tails = against_rest(18, 20, (50, 100))
    assert 2 * tails.high[18] == pytest.approx(0.0013, abs=5e-5)
    assert tails.high[18] == pytest.approx(hypergeom.sf(17, 120, 68, 20))
    assert tails.limits(0.95) == (5, 15)


@given(st.integers(1, 40), st.integers(0, 40), st.integers(0, 40), st.data())
def test_the_range_is_what_is_not_outside_whatever_the_council_had(
    denominator: int, upheld: int, other: int, drawn: st.DataObject
) -> None:
    rest = (upheld, upheld + other + 1)
    numerator = drawn.draw(st.integers(0, denominator))
    tails = against_rest(numerator, denominator, rest)
    low, high = tails.limits(0.95)
    assert [low <= count <= high for count in range(denominator + 1)] == [
        not tails.is_low(count, 0.95) and not tails.is_high(count, 0.95) for count in range(denominator + 1)
    ]
    assert against_rest(0, denominator, rest).limits(0.95) == (low, high)


def test_a_printed_average_counts_for_whichever_rate_it_was_rounded_from() -> None:
    """Birmingham, 115 of 132 beside an average of 80%: twice the tail at 80% is .044."""
    assert 2 * against_rate(132, 0.8).high[115] == pytest.approx(0.0444, abs=5e-5)
    tails = against_rates((Stratum(132, 0.795, 0.805),))
    assert tails.high[115] == pytest.approx(binom.sf(114, 132, 0.805))
    assert tails.low[90] == pytest.approx(binom.cdf(90, 132, 0.795))
    assert tails.limits(0.95) == (96, 115)


def test_years_with_rates_of_their_own_are_convolved() -> None:
    strata = (Stratum(3, 0.45, 0.45), Stratum(5, 0.8, 0.8))
    whole = [
        sum(binom.pmf(k, 3, 0.45) * binom.pmf(total - k, 5, 0.8) for k in range(4)) for total in range(9)
    ]
    assert against_rates(strata).low == pytest.approx(np.cumsum(whole))


@pytest.mark.parametrize("correlation", [0.01, 0.05, 0.1])
@pytest.mark.parametrize(("cases", "rate"), [(20, 0.45), (100, 0.6), (300, 0.8)])
def test_years_that_share_what_sets_a_council_apart_are_beta_binomial_at_one_rate(
    cases: int, rate: float, correlation: float
) -> None:
    """Two rates that differ by nothing to speak of go the general way, and have to come out as one rate does."""
    half = cases // 2
    strata = (Stratum(half, rate, rate), Stratum(cases - half, rate + 1e-12, rate + 1e-12))
    one, several = against_rate(cases, rate, correlation), against_rates(strata, correlation)
    assert several.low == pytest.approx(one.low, abs=2e-4)
    assert several.high == pytest.approx(one.high, abs=2e-4)


def test_what_sets_a_council_apart_in_every_year_widens_the_range_of_all_years() -> None:
    strata = tuple(Stratum(30, rate, rate) for rate in (0.55, 0.6, 0.65))
    low, high = against_rates(strata).limits(0.95)
    wide_low, wide_high = against_rates(strata, 0.05).limits(0.95)
    assert wide_low < low - 5
    assert wide_high > high + 5


@given(st.integers(1, 60), fractions, st.sampled_from([0.0, 0.03]))
def test_outside_is_how_often_chance_puts_a_count_there(
    denominator: int, rate: float, correlation: float
) -> None:
    tails = against_rate(denominator, rate, correlation)
    for level, (below, above) in zip(LEVELS, tails.outside, strict=True):
        low, high = tails.limits(level)
        assert below == pytest.approx(tails.low[low - 1] if low else 0, abs=1e-12)
        assert above == pytest.approx(tails.high[high + 1] if high < denominator else 0, abs=1e-12)


@given(st.integers(1, 40), fractions, st.data())
def test_more_cases_at_the_same_rate_are_never_less_clear(
    denominator: int, rate: float, drawn: st.DataObject
) -> None:
    numerator = drawn.draw(st.integers(0, denominator))
    one, two = against_rate(denominator, rate), against_rate(2 * denominator, rate)
    side = "high" if numerator > denominator * rate else "low"
    assert getattr(two, side)[2 * numerator] <= getattr(one, side)[numerator] + 1e-9


def test_one_case_says_the_same_whatever_the_correlation() -> None:
    assert against_rate(1, 0.45, 0.2).high[1] == pytest.approx(0.45)
    assert against_rate(1, 0.45).high[1] == pytest.approx(0.45)


@pytest.mark.parametrize("rate", [0.0, 1.0])
def test_where_all_are_alike_there_is_one_count(rate: float) -> None:
    tails = against_rate(20, rate)
    assert tails.limits(0.95) == (20 * rate, 20 * rate)
    assert (tails.low[int(20 * rate)], tails.high[int(20 * rate)]) == (1, 1)


def test_the_place_of_a_count_is_the_middle_of_its_step() -> None:
    tails = against_rate(4, 0.5)
    assert [tails.place(count) for count in range(5)] == pytest.approx(
        [binom.cdf(count, 4, 0.5) - binom.pmf(count, 4, 0.5) / 2 for count in range(5)]
    )


def test_where_nothing_is_likely_enough_there_is_no_range() -> None:
    none = np.zeros(3)
    with pytest.raises(ValueError, match="No count"):
        Tails(none, none, ()).limits(0.95)
