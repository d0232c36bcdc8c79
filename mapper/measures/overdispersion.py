"""Overdispersion: how much the rates of peers differ beyond chance.

It is expressed as the correlation of two cases of one council, 0 to below 1. Where that is above 0, the beta-binomial
distribution with the same rate replaces the binomial one, which widens the limits.

Terms:

- *pool*: all cases that share one rate, such as those of a type in a year. A council has cases in one pool, or, over
  several years, in one a year; its residual is that of all of them together.
- *rest*: a pool without the cases of one council. What a council is compared with must not depend on itself, so its
  correlation is that of the others, and their residuals are taken from the rates of the rest.
- *dispersion*: the sum of the squared residuals, the tenth at either end pulled in to the next (winsorised), as a
  ratio to its mean under chance alone. That mean is simulated for the very cases at hand, because where cases are few
  it is far from that of normal residuals.

There is no test that decides whether to allow for overdispersion: a test at 1% that assumes normal residuals fired in
a quarter of years of small councils by chance alone, and in the others let limits through that were too narrow.

Sources: D. J. Spiegelhalter, "Handling over-dispersion of performance indicators", Quality and Safety in Health Care
14 (2005), for the winsorised dispersion ratio; J. C. Kleinman, "Proportions with extraneous variance: single and
independent samples", Journal of the American Statistical Association 68 (1973), and D. A. Williams, "Extra-binomial
variation in logistic linear models", Applied Statistics 31 (1982), for the beta-binomial variance that the correlation
is worked out from.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import betainc

Numbers = NDArray[np.float64]
Counts = tuple[tuple[int, ...], ...]
"""A row a council, a column a pool."""
Pools = tuple[tuple[int, int], ...]
"""Numerator and denominator of each pool, the councils' own cases among them."""

CERTAIN = 10**9
"""The denominator of a pool whose rate is given and not worked out from its cases."""

# The share of residuals winsorised at either end: outliers must not widen the limits that are meant to show them.
_WINSORISED = 0.1
# So many councils are drawn for each group. That leaves an error of 1%, a tenth of the dispersion's own or less.
_DRAWS, _SEED = 20_000, 1904
_MOST = 0.99
_NOTHING = 1e-9  # what rounding leaves of a zero


def correlations(counts: Counts, bases: Counts, pools: Pools) -> tuple[float, ...]:
    """For each council, the correlation among the others.

    Parameters
    ----------
    counts, bases
        Numerators and denominators; each council has a case in one pool at least.
    pools
        They may hold more cases than these councils'.

    Returns
    -------
    tuple of float
        0 to below 1, in the order of the councils; 0 with fewer than two others.
    """
    if len(counts) < 3:
        return (0.0,) * len(counts)
    return _leaving_one_out(counts, bases, pools)


def correlation(counts: Counts, bases: Counts, pools: Pools) -> float:
    """The correlation among all of these councils, none left out; the parameters are those of `correlations`."""
    if len(counts) < 2:
        return 0.0
    observed, cases = np.array(counts, dtype=float), np.array(bases, dtype=float)
    totals, sizes = (np.array(column, dtype=float) for column in zip(*pools, strict=True))
    residuals, excess = _residuals(observed.sum(axis=-1), cases, (totals / sizes)[None, :])
    (dispersion,) = _winsorised_squares(residuals)
    _, whole = _null_means(bases, tuple(pool[1] for pool in pools), _rates(pools))
    return _from_dispersion(float(dispersion), whole, float(excess.mean()))


def spreads_of_counts(counts: Sequence[int], means: Sequence[float]) -> tuple[float, ...]:
    """For each of these counts, how far the true means of the others differ beyond chance from those given.

    It is the variance of their ratios: the variance of a count is its mean, plus the spread times the mean squared.
    All means are above 0; with fewer than two others it is 0.
    """
    if len(counts) < 3:
        return (0.0,) * len(counts)
    order = sorted(range(len(means)), key=lambda at: (means[at], counts[at]))
    observed, expected = (np.array([values[at] for at in order], dtype=float) for values in (counts, means))
    residuals = (observed - expected) / np.sqrt(expected)
    draws = np.random.default_rng(_SEED).poisson(expected, size=(-(-_DRAWS // len(order)), len(order)))
    null = _without_one((draws - expected) / np.sqrt(expected)).mean(axis=0)
    excess = (expected.sum() - expected) / (len(order) - 1)
    found = np.maximum(_without_one(residuals[None, :])[0] / null - 1, 0) / excess
    by_place = dict(zip(order, found.tolist(), strict=True))
    return tuple(by_place[at] for at in range(len(order)))


def middle_half(rate: float, correlation: float) -> float:
    """How far from `rate` the middle half of the councils lie beyond chance, 0 to 1; 0 without a correlation."""
    if not correlation or rate in (0, 1):
        return 0.0
    size = (1 - correlation) / correlation
    high, low = rate * size, (1 - rate) * size

    def excess(far: float) -> float:
        within = betainc(high, low, min(1, rate + far)) - betainc(high, low, max(0, rate - far))
        return float(within) - 0.5

    return float(brentq(excess, 0, 1))


@cache
def _leaving_one_out(counts: Counts, bases: Counts, pools: Pools) -> tuple[float, ...]:
    observed, cases = np.array(counts, dtype=float), np.array(bases, dtype=float)
    totals, sizes = (np.array(column, dtype=float) for column in zip(*pools, strict=True))
    rest = np.divide(totals - observed, sizes - cases, out=np.zeros_like(cases), where=sizes > cases)
    residuals, excess = _residuals(observed.sum(axis=-1), cases, rest)
    others = ~np.eye(len(cases), dtype=bool)
    several = (len(cases), len(cases) - 1)
    dispersions = _winsorised_squares(residuals[others].reshape(several))
    means, _ = _null_means(bases, tuple(pool[1] for pool in pools), _rates(pools))
    excesses = excess[others].reshape(several).mean(axis=1)
    return tuple(map(_from_dispersion, dispersions.tolist(), means, excesses.tolist()))


def _residuals(observed: Numbers, cases: Numbers, rates: Numbers) -> tuple[Numbers, Numbers]:
    """Standardised residuals of `observed` against each row of `rates`, and by how much a correlation adds to them.

    The expected squared residual is 1 + correlation * added; with one pool, added is the number of cases less one.
    """
    variances = rates * (1 - rates)
    expected, variance = rates @ cases.T, variances @ cases.T
    spread = (np.sqrt(variances) @ cases.T) ** 2
    varies = variance > 0
    residuals = np.divide(observed - expected, np.sqrt(variance), out=np.zeros_like(variance), where=varies)
    added = np.divide(spread, variance, out=np.ones_like(variance), where=varies) - 1
    return residuals, added


def _winsorised_squares(residuals: Numbers) -> Numbers:
    """The sum of the squares along the last axis, the ends pulled in."""
    ends = int(_WINSORISED * residuals.shape[-1])
    if ends:
        ordered = np.sort(residuals, axis=-1)
        residuals = np.clip(residuals, ordered[..., ends, None], ordered[..., -ends - 1, None])
    squares: Numbers = (residuals**2).sum(axis=-1)
    return squares


def _from_dispersion(squares: float, mean: float, excess: float) -> float:
    if mean <= _NOTHING or excess <= _NOTHING:
        return 0.0
    return min(max((squares / mean - 1) / excess, 0.0), _MOST)


def _rates(pools: Pools) -> tuple[float, ...]:
    return tuple(numerator / denominator for numerator, denominator in pools)


@cache
def _null_means(
    bases: Counts, sizes: tuple[int, ...], rates: tuple[float, ...]
) -> tuple[tuple[float, ...], float]:
    """The mean sum of squares under chance alone, leaving out each council in turn, and leaving out none."""
    cases, number = np.array(sorted(bases), dtype=np.int64), len(bases)
    totals = np.array(sizes, dtype=np.int64)
    draws = -(-_DRAWS // number)
    generator = np.random.default_rng(_SEED)
    counts = generator.binomial(cases, rates, size=(draws, *cases.shape))
    beyond = generator.binomial(totals - cases.sum(axis=0), rates, size=(draws, len(sizes)))
    found = (counts.sum(axis=1) + beyond) / totals
    variance = (found * (1 - found)) @ cases.T
    residuals = np.divide(
        counts.sum(axis=-1) - found @ cases.T,
        np.sqrt(variance),
        out=np.zeros_like(variance),
        where=variance > 0,
    )
    whole = float(_winsorised_squares(residuals).mean())
    left = _without_one(residuals).mean(axis=0) * _one_fewer(cases, totals)
    return _by_bases(bases, cases, left), whole


def _without_one(residuals: Numbers) -> Numbers:
    """For each residual, the winsorised sum of the squares of the others in its row, as `_winsorised_squares`."""
    number = residuals.shape[-1]
    ends = int(_WINSORISED * (number - 1))
    if not ends:
        squares = residuals**2
        return np.asarray(squares.sum(axis=-1, keepdims=True) - squares)
    ordered = np.sort(residuals, axis=-1)
    # One of the lowest gone, the next is pulled in to; the same at the top.
    first, last = ends, number - 1 - ends
    is_low, is_high = residuals <= ordered[:, first, None], residuals >= ordered[:, last, None]
    low = np.where(is_low, ordered[:, first + 1, None], ordered[:, first, None])
    high = np.where(is_high, ordered[:, last - 1, None], ordered[:, last, None])
    sums = np.where(is_low, _between(ordered, first + 1, last), _between(ordered, first, last))
    sums = np.where(is_high, _between(ordered, first, last - 1), sums)
    return np.asarray(sums - np.clip(residuals, low, high) ** 2)


def _between(ordered: Numbers, first: int, last: int) -> Numbers:
    """The sum of the squares of each row, pulled in to its values at two places; as a column."""
    below, above = first, ordered.shape[-1] - 1 - last
    squares = ordered[:, first : last + 1] ** 2
    found: Numbers = squares.sum(axis=-1) + below * squares[:, 0] + above * squares[:, -1]
    return found[:, None]


def _one_fewer(cases: NDArray[np.int64], totals: NDArray[np.int64]) -> Numbers:
    """By how much the others' mean square changes where the rate is the rest's, and not that of all.

    A squared residual is short of 1 by the council's share of the cases that the rate is worked out from.
    """
    shares = (cases / np.maximum(totals, 1)).sum(axis=1) / np.count_nonzero(cases, axis=1)
    all_but_one = shares.sum() - shares
    number = len(cases) - 1
    rest = number - all_but_one / np.maximum(1 - shares, 1e-9)
    return np.asarray(rest / np.maximum(number - all_but_one, 1e-9))


def _by_bases(bases: Counts, cases: NDArray[np.int64], means: Numbers) -> tuple[float, ...]:
    """The means in the order of `bases`; councils with the same cases have one, whatever their order."""
    alike: dict[tuple[int, ...], list[float]] = {}
    for row, mean in zip(cases.tolist(), means.tolist(), strict=True):
        alike.setdefault(tuple(row), []).append(mean)
    average = {row: float(np.mean(found)) for row, found in alike.items()}
    return tuple(average[row] for row in bases)


def single(cases: Sequence[tuple[int, int]]) -> tuple[Counts, Counts, Pools]:
    """The parameters of `correlations` for one pool that holds these cases (numerator, denominator) and no others."""
    counts = tuple((numerator,) for numerator, _ in cases)
    bases = tuple((denominator,) for _, denominator in cases)
    return counts, bases, ((sum(numerator for numerator, _ in cases), sum(base for _, base in cases)),)
