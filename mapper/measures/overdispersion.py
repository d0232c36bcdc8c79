"""Overdispersion: how much the rates of peers differ beyond chance.

It is expressed as the correlation of two cases of one council. Where that is above 0, the beta-binomial distribution
with the same rate replaces the binomial one, which widens the funnel limits.

Sources: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24
(2005), for the winsorised dispersion ratio and the test for it; J. C. Kleinman, "Proportions with extraneous
variance: single and independent samples", Journal of the American Statistical Association 68 (1973), for the
beta-binomial variance that the correlation is worked out from.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.stats import chi2
from scipy.stats.mstats import winsorize

# The share of residuals winsorised at either end: outliers must not widen the limits that are meant to show them. The
# second number is the mean square of standard normal residuals after that; dividing by it gives chance alone a 1.
_WINSORISED = 0.1
_WINSORISED_SQUARE = 0.6787


class Overdispersion(NamedTuple):
    """How much rates differ.

    `dispersion` is about 1 where chance explains all differences; `correlation` is 0 to below 1.
    """

    dispersion: float
    correlation: float


def overdispersion(cases: Sequence[tuple[int, int]]) -> Overdispersion:
    """How much the rates of peers differ beyond chance.

    Parameters
    ----------
    cases
        Numerator and denominator of each peer, one or more; denominators are 1 or more.

    Notes
    -----
    The dispersion is the mean square of the standardised residuals, winsorised and scaled so that chance alone gives 1.
    Where it exceeds what chance allows (the 99% point of chi-squared), the correlation follows from it: under the
    beta-binomial distribution the expected squared residual is 1 + (denominator - 1) * correlation.
    """
    numerator, denominator = (np.array(column, dtype=float) for column in zip(*cases, strict=True))
    rate, freedom = numerator.sum() / denominator.sum(), len(cases) - 1
    if rate in (0, 1) or freedom == 0:
        return Overdispersion(0.0, 0.0)
    residuals = (numerator - denominator * rate) / np.sqrt(denominator * rate * (1 - rate))
    squares = float((np.asarray(winsorize(residuals, limits=_WINSORISED)) ** 2).sum()) / _WINSORISED_SQUARE
    dispersion = squares / len(cases)
    if squares <= chi2.ppf(0.99, freedom) or denominator.max() == 1:
        return Overdispersion(dispersion, 0.0)
    return Overdispersion(dispersion, min((squares - freedom) / float((denominator - 1).sum()), 0.99))
