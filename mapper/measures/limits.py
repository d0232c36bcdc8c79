"""How likely each count of a council is if it is like its peers: exact tails, and the range that they leave.

Terms:

- *tails*: for each count, the probability of a count this low or lower, and of one this high or higher.
- *limits*: 95% and 99.8%. A count is outside them if one of its tails is at most 2.5%, or 0.1%. The tails are exact,
  so a council like its peers falls outside no more often than the level says.
- *expected range*: the counts within the 95% limits.
- *correlation*: of two cases of one council, 0 to below 1; above 0, councils differ beyond chance.
- *stratum*: cases that have one expected rate, such as those of one year.

Which distribution holds:

- against the rest of a group that differs by chance only: the hypergeometric one, which depends on no estimate;
- with a correlation: the beta-binomial one;
- against a rate that is known within ends (an average printed in whole per cent): the binomial one, with for each
  tail the end that makes it larger;
- for several strata: the convolution of theirs. With a correlation, a council has one rank in all its strata: what
  sets it apart in one year sets it apart in the others. So the rate of each stratum is the same quantile of its beta
  distribution, over which the convolution is averaged; a single stratum gives the beta-binomial distribution.

Sources: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24
(2005), for the levels; B. N. Manktelow and S. E. Seaton, "Specifying the probability characteristics of funnel plot
control limits", PLoS ONE 7 (2012), for limits that are never exceeded more often than their level says (their first
method); C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the
binomial", Biometrika 26 (1934), for exact tails; D. A. Williams, "Extra-binomial variation in logistic linear models",
Applied Statistics 31 (1982), for the beta-binomial distribution.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, betaln, gammaln

LEVELS = (0.95, 0.998)
"""The levels of the limits: Spiegelhalter's, about two and three standard deviations."""

Numbers = NDArray[np.float64]

# Sums of the same probabilities in another order differ in the last digits. A tail of exactly 2.5% is outside.
_ROUNDING = 1 + 1e-9
# Gauss-Legendre nodes for the average over quantiles. With so many, drawn towards both ends, tails of some hundred
# cases are right to a ten-thousandth.
_NODES = 28


class Stratum(NamedTuple):
    """Cases with one expected rate, 0 to 1, which lies between `low` and `high`; both are equal where it is known."""

    cases: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Tails:
    """Both tails of every count from 0 to all cases, if the council is like its peers.

    `low` has the probabilities of this count or a lower one, `high` those of this one or a higher one. `outside` has
    for each of `LEVELS` the probabilities of a count below and of one above its limits.
    """

    low: Numbers
    high: Numbers
    outside: tuple[tuple[float, float], ...]

    def limits(self, level: float) -> tuple[int, int]:
        """The smallest and the largest count within the limits of a level, one of `LEVELS`."""
        return _limits(self, level)

    def is_low(self, count: int, level: float) -> bool:
        """Whether the count is below the limits of a level."""
        return bool(self.low[count] <= tail_of(level))

    def is_high(self, count: int, level: float) -> bool:
        """Whether the count is above the limits of a level."""
        return bool(self.high[count] <= tail_of(level))

    def place(self, count: int) -> float:
        """Where the count stands among what chance gives, 0 to 1, by the middle of its own step (mid-p)."""
        return float((1 + self.low[count] - self.high[count]) / 2)


@cache  # each council's page asks for those of all councils of its type
def _limits(tails: Tails, level: float) -> tuple[int, int]:
    inside = np.flatnonzero((tails.low > tail_of(level)) & (tails.high > tail_of(level)))
    if not len(inside):  # a rate that is 0 or 1 leaves one count, whose tails are both 1
        raise ValueError(f"No count is within the limits of {level}")
    return int(inside[0]), int(inside[-1])


@cache  # many councils of a type have the same small counts
def against_rest(numerator: int, denominator: int, rest: tuple[int, int]) -> Tails:
    """The tails of a council's counts, each against the rest of its group (Fisher's exact test).

    Parameters
    ----------
    numerator, denominator
        The council's own cases. `outside` is that of a council of its size, given the whole group's numerator.
    rest
        Numerator and denominator of all others together.
    """
    others, cases = rest[0], rest[1] + denominator
    counts = np.arange(denominator + 1, dtype=float)
    whole = others + counts[:, None]  # for each count of its own, the numerator of the whole group
    likely = _hypergeometric(counts[None, :], denominator, whole, cases)
    own = likely[numerator]
    low = np.where(counts[None, :] <= counts[:, None], likely, 0).sum(axis=1)
    high = np.where(counts[None, :] >= counts[:, None], likely, 0).sum(axis=1)
    return Tails(low, high, _outside(own, *_cumulated(own)))


@cache
def against_rates(strata: tuple[Stratum, ...], correlation: float = 0.0) -> Tails:
    """The tails of counts in all strata together, where the rates of the strata are given."""
    own = _likely(tuple((cases, low) for cases, low, _ in strata), correlation)
    least = _cumulated(own)
    if all(low == high for _, low, high in strata):
        return Tails(*least, _outside(own, *least))
    most = _cumulated(_likely(tuple((cases, high) for cases, _, high in strata), correlation))
    own = _likely(tuple((cases, (low + high) / 2) for cases, low, high in strata), correlation)
    return Tails(least[0], most[1], _outside(own, least[0], most[1]))


def against_rate(denominator: int, rate: float, correlation: float = 0.0) -> Tails:
    """The tails of `denominator` cases against one rate, 0 to 1."""
    return against_rates((Stratum(denominator, rate, rate),), correlation)


@cache
def _likely(strata: tuple[tuple[int, float], ...], correlation: float) -> Numbers:
    """The probability of every count of the strata (cases, rate) together."""
    merged: dict[float, int] = {}
    for cases, rate in strata:
        merged[rate] = merged.get(rate, 0) + cases
    random = {rate: cases for rate, cases in merged.items() if 0 < rate < 1}
    if not correlation:
        found = np.ones(1)
        for rate, cases in random.items():
            found = np.convolve(found, _binomial(cases, rate))
    elif len(random) == 1:
        ((rate, cases),) = random.items()
        found = _beta_binomial(cases, rate, correlation)
    else:
        found = _mixed(tuple(random.items()), correlation)
    always, never = merged.get(1.0, 0), merged.get(0.0, 0)
    return np.concatenate((np.zeros(always), found, np.zeros(never)))


def _binomial(cases: int, rate: float) -> Numbers:
    counts = np.arange(cases + 1, dtype=float)
    logs = _choose(cases, counts) + counts * np.log(rate) + (cases - counts) * np.log1p(-rate)
    return np.asarray(np.exp(logs))


def _beta_binomial(cases: int, rate: float, correlation: float) -> Numbers:
    counts = np.arange(cases + 1, dtype=float)
    high, low = _shapes(rate, correlation)
    logs = _choose(cases, counts) + betaln(counts + high, cases - counts + low) - betaln(high, low)
    return np.asarray(np.exp(logs))


def _mixed(strata: Sequence[tuple[float, int]], correlation: float) -> Numbers:
    """The convolution of strata (rate, cases) whose rates share one quantile, averaged over it.

    It is worked out from the generating function at the roots of unity, whose Fourier transform it is.
    """
    quantiles, weights = _quantiles()
    total = sum(cases for _, cases in strata)
    roots = np.exp(-2j * np.pi * np.arange((total + 1) // 2 + 1) / (total + 1))
    found = np.ones((_NODES, len(roots)), dtype=complex)
    for rate, cases in strata:
        rates = betaincinv(*_shapes(rate, correlation), quantiles)[:, None]
        found *= (1 - rates + rates * roots) ** cases
    likely = np.clip(np.fft.irfft(weights @ found, total + 1), 0, None)
    return np.asarray(likely / likely.sum())


@cache
def _quantiles() -> tuple[Numbers, Numbers]:
    """Quantiles and their weights, closer together towards 0 and 1, where the tails come from."""
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    at = (nodes + 1) / 2
    return np.sin(np.pi * at / 2) ** 2, weights * np.pi / 4 * np.sin(np.pi * at)


def _shapes(rate: float, correlation: float) -> tuple[float, float]:
    """The shapes of the beta distribution that has this mean and gives two cases this correlation."""
    size = (1 - correlation) / correlation
    return rate * size, (1 - rate) * size


def _hypergeometric(counts: Numbers, drawn: int, marked: Numbers, cases: int) -> Numbers:
    """The probability of so many marked among the drawn, where `marked` of all `cases` are; 0 where impossible."""
    rest = cases - marked
    possible = (counts <= marked) & (drawn - counts <= rest)
    with np.errstate(invalid="ignore"):
        logs = _choose(marked, counts) + _choose(rest, drawn - counts) - _choose(cases, drawn)
    return np.where(possible, np.exp(np.where(possible, logs, 0)), 0)


def _choose(of: Numbers | int, taken: Numbers | int) -> Numbers:
    """The logarithm of a binomial coefficient."""
    found: Numbers = gammaln(np.add(of, 1)) - gammaln(np.add(taken, 1)) - gammaln(np.subtract(of, taken) + 1)
    return found


def _cumulated(likely: Numbers) -> tuple[Numbers, Numbers]:
    return np.cumsum(likely), np.cumsum(likely[::-1])[::-1]


def _outside(likely: Numbers, low: Numbers, high: Numbers) -> tuple[tuple[float, float], ...]:
    return tuple(
        (float(likely[low <= tail_of(level)].sum()), float(likely[high <= tail_of(level)].sum()))
        for level in LEVELS
    )


def tail_of(level: float) -> float:
    """The largest tail that is outside the limits of a level."""
    return (1 - level) / 2 * _ROUNDING
