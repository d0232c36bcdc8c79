"""How far councils differ beyond chance: found where it is, not found where it is not, and never from oneself."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, betabinom, binom

from mapper.councils.council import CouncilType
from mapper.measures.overdispersion import (
    CERTAIN,
    Counts,
    correlation,
    correlations,
    middle_half,
    single,
)
from tests.measures.cases import BASES, RATES, Case


def quantiles(number: int, cases: int, rate: float, spread: float = 0.0) -> list[Case]:
    """Councils whose counts are the quantiles of their distribution, and differ just as much as it says."""
    size = 1 / spread - 1 if spread else 0
    law = betabinom(cases, rate * size, (1 - rate) * size) if spread else binom(cases, rate)
    return [(int(law.ppf((position + 0.5) / number)), cases) for position in range(number)]


def test_chance_alone_is_no_spread() -> None:
    assert correlation(*single(quantiles(40, 20, 0.45))) < 0.005


@pytest.mark.parametrize("spread", [0.03, 0.05, 0.1])
def test_a_spread_that_is_there_is_found(spread: float) -> None:
    cases = single(quantiles(60, 40, 0.45, spread))
    assert correlation(*cases) == pytest.approx(spread, rel=0.25)
    assert np.mean(correlations(*cases)) == pytest.approx(spread, rel=0.25)


def test_a_small_spread_is_allowed_for_without_a_test_that_lets_it_through() -> None:
    """Twenty-seven counties that differ by a little: no test at 1% would notice, and the limits have to be wider."""
    found = correlations(*single(quantiles(27, 30, 0.64, 0.015)))
    assert all(0 < one < 0.05 for one in found)


def test_nobody_bears_on_the_correlation_of_the_others() -> None:
    cases = [(10, 20), (11, 20), (9, 20), (12, 20), (8, 20), (18, 20)]
    found = correlations(*single(cases))
    assert found[5] == 0
    assert all(one > 0.05 for one in found[:5])
    assert correlations(*single([*cases[:5], (20, 20)]))[5] == 0


@pytest.mark.parametrize("cases", [[(0, 5), (0, 9), (0, 2)], [(5, 5), (9, 9), (1, 1)], [(0, 1), (1, 1)] * 20])
def test_no_spread_can_be_seen_where_all_are_alike_or_in_single_cases(cases: list[Case]) -> None:
    assert correlation(*single(cases)) == 0
    assert set(correlations(*single(cases))) == {0}


@pytest.mark.parametrize("cases", [[(3, 7)], [(3, 7), (7, 7)]])
def test_with_hardly_any_councils_there_is_none(cases: list[Case]) -> None:
    assert set(correlations(*single(cases))) == {0}


@given(
    st.lists(
        st.integers(1, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=1,
        max_size=25,
    )
)
def test_it_is_always_a_correlation_and_the_order_of_the_councils_is_nothing_to_it(cases: list[Case]) -> None:
    found = correlations(*single(cases))
    assert all(0 <= one < 1 for one in found)
    order = list(range(len(cases)))
    random.Random(1).shuffle(order)
    again = correlations(*single([cases[position] for position in order]))
    assert again == pytest.approx([found[position] for position in order])


@pytest.mark.parametrize("kind", CouncilType)
def test_under_chance_alone_the_mean_dispersion_is_one(kind: CouncilType) -> None:
    """Half of the years show no spread at all; the average of what is found is a fraction of what would matter."""
    generator = np.random.default_rng(7)
    bases = np.array(BASES[kind])
    found = []
    for _ in range(60):
        counts = generator.binomial(bases, RATES[kind])
        found.append(correlation(*single(list(zip(counts.tolist(), bases.tolist(), strict=True)))))
    assert 0.25 < np.mean(np.array(found) == 0) < 0.75
    assert np.mean(found) < 0.6 / (bases.mean() - 0.9) / np.sqrt(len(bases) / 4)


def test_a_rate_that_is_given_is_not_worked_out_again() -> None:
    """Ten councils at .55 in a pool that is known to be at .5 differ from it; among themselves they do not."""
    counts: Counts = ((11,),) * 10
    bases: Counts = ((20,),) * 10
    assert correlation(counts, bases, ((CERTAIN // 2, CERTAIN),)) == 0
    counts = ((16,),) * 10
    assert correlation(counts, bases, ((CERTAIN // 2, CERTAIN),)) > 0.2
    assert correlation(counts, bases, ((160, 200),)) == 0


def test_what_lasts_over_the_years_is_found_in_their_sum() -> None:
    """Thirty councils at quantiles of a beta distribution, the same in five years."""
    rates = beta(0.6 * 49, 0.4 * 49).ppf((np.arange(30) + 0.5) / 30)
    counts = tuple(tuple(round(30 * rate) for _ in range(5)) for rate in rates)
    bases: Counts = ((30,) * 5,) * 30
    pools = ((sum(row[0] for row in counts), 900),) * 5
    assert correlation(counts, bases, pools) == pytest.approx(0.02, abs=0.008)


def test_the_middle_half_of_what_lies_beyond_chance() -> None:
    assert middle_half(0.5, 0.02) == pytest.approx(beta(24.5, 24.5).ppf(0.75) - 0.5, abs=1e-6)
    far = middle_half(0.64, 0.02)
    law = beta(0.64 * 49, 0.36 * 49)
    assert law.cdf(0.64 + far) - law.cdf(0.64 - far) == pytest.approx(0.5)
    assert middle_half(0.5, 0) == middle_half(0.0, 0.1) == 0
