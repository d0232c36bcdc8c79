"""The exact funnel limits of a rate, and the probability of counts beyond them.

Terms:

- *chance*: the probability that a council with the rate of its peers has a count at least as far off as this one, on
  either side. It is twice the smaller tail, at most 1, of the binomial distribution of the council's number of cases.
- *funnel limits*: 95% and 99.8%. A count is outside them if its chance is at most 0.05, or 0.002. The tails are exact,
  so a council like its peers falls outside no more often than the level says.

Sources: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24
(2005), for the levels; B. N. Manktelow and S. E. Seaton, "Specifying the probability characteristics of funnel plot
control limits", PLoS ONE 7 (2012), for limits that are never exceeded more often than their level says (their first
method).
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.stats import betabinom, binom

LEVELS = (0.95, 0.998)
"""The levels of the two funnel limits: Spiegelhalter's, about two and three standard deviations."""


@cache  # many councils of a type have the same small counts
def chance(numerator: int, denominator: int, rate: float, correlation: float = 0.0) -> float:
    """The probability, 0 to 1, of a count at least as extreme as `numerator`: twice the smaller tail, at most 1.

    Parameters
    ----------
    numerator, denominator
        Cases.
    rate
        The rate of the peers, 0 to 1.
    correlation
        Of two cases of one council, 0 to below 1. Above 0 the distribution is beta-binomial, else binomial.
    """
    return float(_chances(denominator, rate, correlation)[numerator])


def limits(denominator: int, rate: float, level: float, correlation: float = 0.0) -> tuple[int, int]:
    """The smallest and the largest count, out of `denominator` cases, within the funnel limits of a level.

    `level` is one of `LEVELS`; `rate` and `correlation` are those of `chance`.
    """
    inside = np.flatnonzero(_chances(denominator, rate, correlation) > 1 - level)
    return int(inside[0]), int(inside[-1])


@cache
def _chances(denominator: int, rate: float, correlation: float) -> NDArray[np.float64]:
    """The chance of every count from 0 to `denominator`."""
    counts = np.arange(denominator + 1)
    if correlation and 0 < rate < 1:
        size = (1 - correlation) / correlation
        likely = betabinom(denominator, rate * size, (1 - rate) * size).pmf(counts)
    else:
        likely = binom(denominator, rate).pmf(counts)
    below = np.cumsum(likely)
    above = np.cumsum(likely[::-1])[::-1]
    chances: NDArray[np.float64] = np.minimum(1, 2 * np.minimum(below, above))
    return chances
