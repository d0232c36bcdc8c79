"""Rates with their numerators and denominators, their Wilson intervals, and what a rate on few cases can say."""

from dataclasses import dataclass
from functools import cache
from math import floor

from scipy.stats import binomtest, chi2

from mapper.measures.states import State
from mapper.words import capitalised, percent, spelt

FEW = 5
"""A rate on fewer cases than this is drawn as uncertain."""

FEW_WORD = spelt(FEW)
"""`FEW` as a word."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate: `numerator` out of `denominator`, both in cases; the denominator is 1 or more."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> float:
        """The rate in per cent, 0 to 100."""
        return 100 * self.numerator / self.denominator

    @property
    def interval(self) -> tuple[float, float]:
        """The ends of its 95% Wilson interval, in per cent."""
        return wilson(self.numerator, self.denominator)

    def __str__(self) -> str:
        return f"{self.numerator:,} of {self.denominator:,}"


@dataclass(frozen=True, slots=True)
class Measurement:
    """A metric of one council in one year.

    Parameters
    ----------
    state
        Whether there is a value, or the reason why not.
    value
        A rate in per cent, or a count in cases.
    numerator, denominator
        The cases of a rate; None for a count, and where they are unknown.
    band
        The class of a rate, 0 for the lowest.
    """

    state: State
    value: float | int | None = None
    numerator: int | None = None
    denominator: int | None = None
    band: int | None = None

    @property
    def rate(self) -> Rate | None:
        """The rate of the cases; None where a count is unknown or the denominator is zero."""
        if self.numerator is None or not self.denominator:
            return None
        return Rate(self.numerator, self.denominator)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The ends of the rate's 95% Wilson interval, in per cent; None without a rate."""
        return None if self.rate is None else self.rate.interval

    @property
    def shown(self) -> float | None:
        """The value as readers see it (see `shown`).

        A printed rate that reads 0 or 100 gives way to that of the cases: 249 of 250 are 99.6% and not all of them.
        """
        whole = self.value in (0, 100) and self.rate is not None
        return shown(self.rate.percent if whole and self.rate else self.value)

    @property
    def uncertain(self) -> bool:
        """Whether this is a rate on fewer than `FEW` cases, which one more case would change a lot."""
        return self.denominator is not None and 0 < self.denominator < FEW


def shown(value: float | None) -> float | None:
    """A value as readers see it: a rate in whole per cent, halves up, a count unchanged.

    A rate that would wrongly read 0 or 100 has one decimal, which is neither.
    """
    if value is None:
        return None
    whole = floor(value + 0.5)
    if whole not in (0, 100) or whole == value:
        return whole
    return min(max(floor(10 * value + 0.5) / 10, 0.1), 99.9)


@cache  # a build needs the same few hundred intervals thousands of times
def wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """The ends of the 95% Wilson score interval, in per cent.

    Parameters
    ----------
    numerator, denominator
        Cases; 0 <= numerator <= denominator, and denominator at least 1.

    Raises
    ------
    ValueError
        If the denominator is zero.

    Notes
    -----
    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
    Statistical Association 22 (1927), as computed by scipy.
    """
    interval = binomtest(numerator, denominator).proportion_ci(confidence_level=0.95, method="wilson")
    return 100 * float(interval.low), 100 * float(interval.high)


@cache
def garwood(count: int) -> tuple[float, float]:
    """The ends of the exact 95% interval of a Poisson count, in cases; the lower end for no case is 0.

    Notes
    -----
    F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936).
    """
    low = float(chi2.ppf(0.025, 2 * count)) / 2 if count else 0.0
    return low, float(chi2.ppf(0.975, 2 * count + 2)) / 2


def few_cases(rate: Rate) -> str:
    """What a rate on 1 to `FEW` - 1 cases can say: which rates would fit them, by the 95% Wilson interval."""
    low, high = wilson(rate.numerator, rate.denominator)
    one = rate.denominator == 1
    cases, them = (
        ("One case is", "it") if one else (f"{capitalised(spelt(rate.denominator))} cases are", "them")
    )
    rates = f"{percent(low)} to {percent(high)}"
    return f"{cases} too few to show a pattern. A rate anywhere from {rates} would fit {them}."
