"""The exact funnel limits of a rate: which counts chance would give, and how often.

Terms:

- *chance*: how often a council like its peers would come out at least as far off, on either side: twice the smaller
  tail, at most 1, of the binomial distribution of its own number of cases at the peers' rate.
- *funnel limits*: 95% and 99.8%. A count is outside where its chance is no more than 0.05, or 0.002. The tails are
  exact, so a council like its peers falls outside less often than the limits say, never more often.

Sources: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24
(2005), for the levels; B. N. Manktelow and S. E. Seaton, "Specifying the probability characteristics of funnel plot
control limits", PLoS ONE 7 (2012), for limits that never let through more than they say (their first method).
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.stats import betabinom, binom

LEVELS = (0.95, 0.998)
"""The two funnel limits; Spiegelhalter's, about two and three standard deviations."""


@cache  # many councils of a type have the same few cases
def chance(numerator: int, denominator: int, rate: float, correlation: float = 0.0) -> float:
    """How often this numerator, or a more extreme one, comes up over `denominator` cases at `rate`: 0 to 1.

    Twice the smaller tail, at most 1. `correlation` above 0 gives the beta-binomial distribution.
    """
    return float(_chances(denominator, rate, correlation)[numerator])


def limits(denominator: int, rate: float, level: float, correlation: float = 0.0) -> tuple[int, int]:
    """The smallest and the largest count of `denominator` cases within the funnel limits of `level` (0.95, 0.998)."""
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
