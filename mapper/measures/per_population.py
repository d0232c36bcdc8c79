"""Upheld complaints per 100,000 residents beside the average that letters print.

Letters since 2024 print the rate and the average of similar councils, but not the number of residents, which follows
from the count and its rate as far as that is rounded. A count is compared with what the average would make it: by the
Poisson distribution or, as far as the others of the type differ beyond chance, by the negative binomial one.

Counties and districts have averages of their own and are never added together.

Sources: F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936), for the exact interval;
D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005), for
funnels of counts.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from scipy.stats import nbinom, poisson

from mapper.letters.statistics import Figure
from mapper.measures.limits import LEVELS, tail_of
from mapper.measures.overdispersion import spreads_of_counts
from mapper.measures.peers import ALONE, FEWEST, is_real
from mapper.measures.rate import garwood
from mapper.measures.scale import Lean, Standing, lean_of
from mapper.review.reading import CouncilYear

RATE, AVERAGE, COUNT = "upheld_per_100k", "average_upheld_per_100k", "decided_upheld"


@dataclass(frozen=True, slots=True)
class Printed:
    """What a letter prints: the count, and the rate and the average with what they can have been before rounding."""

    count: int
    rate: float
    average: float | None
    low: float | None
    high: float | None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The ends of the exact 95% Poisson interval, per 100,000; None for no case, which says no scale."""
        if not self.count:
            return None
        scale = self.rate / self.count
        low, high = garwood(self.count)
        return low * scale, high * scale


@dataclass(frozen=True, slots=True)
class PerPopulation:
    """A council's upheld complaints beside what the average would make them.

    Parameters
    ----------
    by_average
        What the average would make them, in cases; None where it is not known.
    spread
        The coefficient of variation of the others' true rates, squared: above 0, the negative binomial holds.
    spread_known
        Whether enough others are here to tell.
    """

    printed: Printed
    by_average: float | None
    spread: float
    spread_known: bool

    @property
    def expected(self) -> tuple[int, int] | None:
        """The expected range of counts, which holds at least 95 of 100 years."""
        return self.limits(LEVELS[0])

    @property
    def standing(self) -> Standing:
        """The class of the count."""
        inner, outer = (self.limits(level) for level in LEVELS)
        if inner is None or outer is None:
            return Standing.NOT_COMPARED
        count = self.printed.count
        if count > inner[1]:
            return Standing.CLEARLY_HIGHER if count > outer[1] else Standing.HIGHER
        if count < inner[0]:
            return Standing.CLEARLY_LOWER if count < outer[0] else Standing.LOWER
        return Standing.EXPECTED

    @property
    def tails(self) -> tuple[float, float] | None:
        """How likely this count or a lower one is, and this one or a higher one."""
        if self.printed.low is None or self.printed.high is None:
            return None
        return _tails(self.printed.count, self.printed.low, self.printed.high, self.spread)

    @property
    def chance(self) -> float | None:
        """How likely a count this far to its side is, or one further, 0 to 1."""
        return None if self.tails is None else min(1.0, *self.tails)

    @property
    def higher(self) -> bool | None:
        """The side of the chance: True for a count this high or higher. None where nothing is compared."""
        return None if self.tails is None else self.tails[1] <= self.tails[0]

    @property
    def place(self) -> float | None:
        """Where the count stands among what chance gives, 0 to 1, by the middle of its own step (mid-p)."""
        return None if self.tails is None else (1 + self.tails[0] - self.tails[1]) / 2

    @property
    def lean(self) -> Lean | None:
        """To which side a count in the expected range leans; None where to none, and for any other count."""
        return lean_of(self.standing, self.place)

    @property
    def chance_outside(self) -> float:
        """How likely a count is outside the expected range if the average holds, 0 to 1."""
        if self.expected is None or self.by_average is None:
            return 0.0
        return _outside(self.expected, self.by_average, self.spread)

    def limits(self, level: float) -> tuple[int, int] | None:
        """The smallest and the largest count within the limits of a level; None where nothing is compared."""
        if self.printed.low is None or self.printed.high is None:
            return None
        return _limits(tail_of(level), self.printed.low, self.printed.high, self.spread)


def per_population(years: Sequence[CouncilYear]) -> dict[str, PerPopulation]:
    """The councils of one year whose letter prints the rate, by GSS code.

    As with other comparisons, no invented figure bears on a real council.
    """
    groups: defaultdict[tuple[str, bool], dict[str, Printed]] = defaultdict(dict)
    for year in years:
        found = printed(year)
        if found is not None:
            groups[year.council.type.value, is_real(year)][year.council.gss_code] = found
    return {code: one for group in groups.values() for code, one in _compared(group).items()}


def printed(year: CouncilYear) -> Printed | None:
    """What the letter prints; None where it states no count or no rate, or they cannot be of one council."""
    letter = year.usable
    if letter is None:
        return None
    count, rate, average = letter.total(COUNT), letter.figure(RATE), letter.figure(AVERAGE)
    if count is None or rate is None or rate.value is None or (count > 0) is not (rate.value > 0):
        return None
    known = average is not None and average.value is not None and year.council.gss_code not in ALONE
    low, high = _by_average(count, rate, average) if known and average and count else (None, None)
    return Printed(count, rate.value, average.value if average else None, low, high)


def _by_average(count: int, rate: Figure, average: Figure) -> tuple[float | None, float | None]:
    """The least and the most cases that the average can make, as far as both are rounded."""
    assert rate.value is not None
    assert average.value is not None
    most = average.value + _half_step(average)
    least = max(average.value - _half_step(average), 0)
    if not least or rate.value <= _half_step(rate):
        return None, None
    return count * least / (rate.value + _half_step(rate)), count * most / (rate.value - _half_step(rate))


def _half_step(figure: Figure) -> float:
    """Half of the last printed decimal."""
    _, _, decimals = figure.printed.strip("% ").partition(".")
    return float(0.5 / 10 ** len(decimals))


def _compared(group: Mapping[str, Printed]) -> dict[str, PerPopulation]:
    means = {code: _mean(one) for code, one in group.items()}
    known = [code for code, mean in means.items() if mean]
    enough = len(known) >= FEWEST
    spreads = (
        spreads_of_counts([group[code].count for code in known], [means[code] or 0.0 for code in known])
        if enough
        else [0.0] * len(known)
    )
    of = dict(zip(known, spreads, strict=True))
    return {code: PerPopulation(one, means[code], of.get(code, 0.0), enough) for code, one in group.items()}


def _mean(one: Printed) -> float | None:
    if one.average is None or one.low is None:
        return None
    return one.count * one.average / one.rate


# Each page, list, download and picture asks for these again. Kept, they are computed once for each council; the
# distributions are not frozen either, because that costs more than what is asked of them.


@cache
def _tails(count: int, least: float, most: float, spread: float) -> tuple[float, float]:
    """How likely this count or a lower one is by the least mean, and this one or a higher one by the greatest."""
    low, at_least = _law(least, spread)
    high, at_most = _law(most, spread)
    return float(low.cdf(count, *at_least)), float(high.sf(count - 1, *at_most))


@cache
def _limits(tail: float, least: float, most: float, spread: float) -> tuple[int, int]:
    """The smallest and the largest count whose tails, by the least and the greatest mean, are above `tail`."""
    law, at_least = _law(least, spread)
    low = int(law.ppf(tail, *at_least))
    # `ppf` is the first count whose tail reaches the level; a tail of just the level is outside.
    low += bool(law.cdf(low, *at_least) <= tail)
    law, at_most = _law(most, spread)
    return low, int(law.isf(tail, *at_most))


@cache
def _outside(limits: tuple[int, int], mean: float, spread: float) -> float:
    """How likely a count is outside the limits, 0 to 1."""
    law, at = _law(mean, spread)
    return float(law.cdf(limits[0] - 1, *at) + law.sf(limits[1], *at))


def _law(mean: float, spread: float) -> tuple[Any, tuple[float, ...]]:
    """The distribution of counts, and its parameters."""
    if not spread:
        return poisson, (mean,)
    size = 1 / spread
    return nbinom, (size, size / (size + mean))
