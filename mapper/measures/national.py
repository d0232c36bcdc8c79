"""What the letters of many councils say of one year: sums, and how far the councils' rates lie apart.

Terms:

- *sum*: of the councils whose letter states the figure, and of how many these are. A sum is nothing without them.
- *middle half*: of the councils' own rates, from the first to the third quartile, by linear interpolation between the
  rates in order (method 7 of R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American
  Statistician 50, 1996). Only of councils of one type, each with at least `FEW` cases.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from mapper.letters.illustration import Illustration
from mapper.measures.edition import origin_of
from mapper.measures.metrics import METRIC, measure
from mapper.measures.rate import FEW, Rate
from mapper.review.reading import CouncilYear

FEWEST = 8
"""The fewest councils whose rates have a middle half: two in each quarter."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A count added up over so many councils; with none of them it is no zero, but nothing."""

    total: int
    councils: int


@dataclass(frozen=True, slots=True)
class RateSum:
    """The cases of a rate added up over so many councils; the denominator may be zero."""

    numerator: int
    denominator: int
    councils: int

    @property
    def rate(self) -> Rate | None:
        """The rate of all cases together; None where there are none."""
        return Rate(self.numerator, self.denominator) if self.denominator else None


@dataclass(frozen=True, slots=True)
class Middle:
    """The middle half of the rates of so many councils, in per cent."""

    low: float
    high: float
    councils: int


def counting(years: Sequence[CouncilYear]) -> tuple[CouncilYear, ...]:
    """Those of a year that are added up: with figures that may be shown, and never invented ones beside others."""
    shown = tuple(year for year in years if year.usable is not None)
    others = tuple(year for year in shown if origin_of(year) is not Illustration.INVENTED)
    return others or shown


def sum_of(years: Sequence[CouncilYear], statistic: str) -> Sum:
    """The sum of a count over those of the councils that state it."""
    stated = [
        count
        for year in years
        if year.usable is not None and (count := year.usable.total(statistic)) is not None
    ]
    return Sum(sum(stated), len(stated))


def rate_sum(years: Sequence[CouncilYear], metric: str) -> RateSum:
    """The sums of numerator and denominator over those of the councils whose both are known."""
    cases = [
        (one.numerator, one.denominator)
        for one in (measure(METRIC[metric], year) for year in years)
        if one.numerator is not None and one.denominator is not None
    ]
    return RateSum(sum(of[0] for of in cases), sum(of[1] for of in cases), len(cases))


def middle(years: Sequence[CouncilYear], metric: str) -> Middle | None:
    """The middle half of the rates of those with enough cases; None where these are fewer than `FEWEST`."""
    found = (measure(METRIC[metric], year).rate for year in years)
    rates = [rate.percent for rate in found if rate is not None and rate.denominator >= FEW]
    if len(rates) < FEWEST:
        return None
    low, _, high = quantiles(rates, n=4, method="inclusive")
    return Middle(low, high, len(rates))
