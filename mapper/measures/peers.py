"""Whether a council's uphold rate stands apart from councils of its own type, or chance explains it.

Terms:

- *peers*: the councils of one type in one year that have an uphold rate. Real letters are compared with real ones
  only, so that no invented figure speaks about a real council; illustrative ones with all.
- *together*: the peers' upheld complaints added up, out of their investigations added up; never a mean of rates.
- *chance*: how often a council like its peers would come out at least as far off, on either side: twice the smaller
  tail, at most 1, of the binomial distribution of its own number of investigations at the peers' rate.
- *funnel limits*: 95% and 99.8%. A count is outside where its chance is no more than 0.05, or 0.002. The tails are
  exact, so a council like its peers falls outside less often than the limits say, never more often.
- *overdispersion*: how much peers differ beyond chance, as the correlation of two cases of one council. Above 0,
  the binomial gives way to the beta-binomial distribution with the same rate, which widens the limits.

Sources: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24
(2005), for the levels, the peers' rate as target, the winsorised dispersion ratio and the test for it;
B. N. Manktelow and S. E. Seaton, "Specifying the probability characteristics of funnel plot control limits",
PLoS ONE 7 (2012), for limits that never let through more than they say (their first method);
J. C. Kleinman, "Proportions with extraneous variance: single and independent samples", Journal of the American
Statistical Association 68 (1973), for the beta-binomial variance that the overdispersion is worked out from.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import betabinom, binom, chi2
from scipy.stats.mstats import winsorize

from mapper.councils.council import CouncilType
from mapper.letters.illustration import Illustration
from mapper.measures.metrics import METRICS, measure
from mapper.measures.rate import FEW, Measurement, few_cases
from mapper.measures.states import State
from mapper.review.reading import CouncilYear

FEWEST = 5
"""With fewer peers than this, the council itself among them, nothing is compared."""

LEVELS = (0.95, 0.998)
"""The two funnel limits; Spiegelhalter's, about two and three standard deviations."""

# Of the residuals, at either end: outliers must not widen the limits that show them. The mean square of normal
# residuals so winsorised is not 1 but this; dividing by it makes chance alone come out as 1 again.
_WINSORISED = 0.1
_WINSORISED_SQUARE = 0.6787


KEY = "against_type"
TITLE = "Uphold rate, against its type"
SHORT = "Against its type"
HEADING = "Where more, or fewer, complaints are upheld than chance explains"
NOTE = (
    "The share of investigated complaints that the Ombudsman upheld, set against councils of the same type."
)
METRIC = next(metric for metric in METRICS if metric.key == "uphold_rate")
"""What is compared."""


class Standing(StrEnum):
    """Where a council's rate stands among its peers'."""

    CLEARLY_LOWER = "clearly-lower"
    LOWER = "lower"
    EXPECTED = "as-expected"
    HIGHER = "higher"
    CLEARLY_HIGHER = "clearly-higher"
    TOO_FEW = "too-few"


SCALE = (
    Standing.CLEARLY_LOWER,
    Standing.LOWER,
    Standing.EXPECTED,
    Standing.HIGHER,
    Standing.CLEARLY_HIGHER,
)
"""The classes in the order of their rates."""

TITLES: Mapping[Standing, str] = {
    Standing.CLEARLY_LOWER: "Clearly lower",
    Standing.LOWER: "Lower",
    Standing.EXPECTED: "About as expected",
    Standing.HIGHER: "Higher",
    Standing.CLEARLY_HIGHER: "Clearly higher",
    Standing.TOO_FEW: "Too few to say",
}


_POOLED = "{together} stand at {pooled}% ({pooled_hits} of {pooled_base})"
_FITS = (
    "{hits} of {base} investigated complaints were upheld ({rate}%). A rate from {low}% to {high}% would fit"
)
_OUTSIDE = (
    "{hits} of {base} investigated complaints were upheld ({rate}%), {far} than chance explains: "
    + _POOLED
    + ". It "
    "does not say why, since what people complain about differs from place to place."
)
_CHANCE = (
    "If this council were like others of its type, a rate as far off as this would come up in {years} of 100 "
    "years."
)
_ALONE = "Too few {plural} have a rate for this year to set it against."

SAYS: Mapping[str, tuple[str, ...]] = {
    "few": ("{few}", "{Together} stand at {pooled}% ({pooled_hits} of {pooled_base}).", _CHANCE),
    "few-alone": ("{few}", _ALONE),
    "alone": (_FITS + ".", _ALONE),
    Standing.CLEARLY_LOWER: (_OUTSIDE.replace("{far}", "far fewer"), _CHANCE),
    Standing.LOWER: (_OUTSIDE.replace("{far}", "fewer"), _CHANCE),
    Standing.EXPECTED: (_FITS + "; " + _POOLED + ", so this is about as expected.", _CHANCE),
    Standing.HIGHER: (_OUTSIDE.replace("{far}", "more"), _CHANCE),
    Standing.CLEARLY_HIGHER: (_OUTSIDE.replace("{far}", "far more"), _CHANCE),
}
"""What is said about a council, by case. The pages fill the braces here, the map's scripts in the browser."""


class Overdispersion(NamedTuple):
    """How much rates differ. `dispersion` is 1 where chance explains all of it; `correlation` is 0 to below 1."""

    dispersion: float
    correlation: float


@dataclass(frozen=True, slots=True)
class Peers:
    """The councils of one type in one year together: `numerator` upheld of `denominator` investigated (never 0).

    `real`: only those with real letters. `illustrative`: whether invented figures are among them.
    """

    type: CouncilType
    real: bool
    councils: int
    numerator: int
    denominator: int
    overdispersion: Overdispersion
    illustrative: bool

    @property
    def rate(self) -> float:
        """Their rate, 0 to 1."""
        return self.numerator / self.denominator

    @property
    def plural(self) -> str:
        """What they are called in a sentence, one by one."""
        return f"{'illustrative ' if self.illustrative else ''}{self.type.plural}"

    @property
    def together(self) -> str:
        """What they are called in a sentence, as one."""
        return f"{self.plural} together"

    @property
    def widened(self) -> str:
        """That, and how far, the limits are widened, in a sentence; empty where chance explains all differences."""
        if not self.overdispersion.correlation:
            return ""
        plural = self.plural[:1].upper() + self.plural[1:]
        return (
            f"{plural} differ among themselves by {self.overdispersion.dispersion:.1f} times what chance explains, and "
            "the limits are widened to allow for that."
        )

    def includes(self, year: CouncilYear) -> bool:
        """Whether a council of that year is of this type, and its letter of this kind."""
        return year.council.type is self.type and (_is_real(year) or not self.real)

    @property
    def comparable(self) -> bool:
        """Whether they are enough to set a council against."""
        return self.councils >= FEWEST


@dataclass(frozen=True, slots=True)
class Comparison:
    """A council set against its peers: its cases, and their `chance` (0 to 1, None where there are too few peers)."""

    peers: Peers
    measured: Measurement
    standing: Standing
    chance: float | None

    @property
    def case(self) -> str:
        """The key of what is to be said about it in `SAYS`."""
        few = self.measured.uncertain
        if not self.peers.comparable:
            return "few-alone" if few else "alone"
        return "few" if few else self.standing.value


def compare(years: Sequence[CouncilYear]) -> dict[str, Comparison]:
    """Each council of one year that has an uphold rate, by GSS code, set against its peers."""
    groups: defaultdict[tuple[CouncilType, bool], list[CouncilYear]] = defaultdict(list)
    for year in years:
        if measure(METRIC, year).state is State.VALUE:
            groups[year.council.type, _is_real(year)].append(year)
    found = {}
    for (kind, real), members in groups.items():
        others = [] if real else groups.get((kind, True), [])
        peers = _peers(kind, real, [*members, *others])
        found.update({year.council.gss_code: _comparison(year, peers) for year in members})
    return {
        year.council.gss_code: found[year.council.gss_code]
        for year in years
        if year.council.gss_code in found
    }


def sentences(comparison: Comparison) -> tuple[str, ...]:
    """What the comparison says, in full sentences, each rate with its base."""
    peers, measured = comparison.peers, comparison.measured
    numerator, denominator = measured.numerator or 0, measured.denominator or 0
    values = {
        "few": few_cases(numerator, denominator) if measured.uncertain else "",
        "hits": f"{numerator:,}",
        "base": f"{denominator:,}",
        "rate": f"{measured.value:.0f}",
        "low": f"{measured.low:.0f}",
        "high": f"{measured.high:.0f}",
        "together": peers.together,
        "Together": peers.together[:1].upper() + peers.together[1:],
        "plural": peers.plural,
        "pooled": f"{100 * peers.rate:.0f}",
        "pooled_hits": f"{peers.numerator:,}",
        "pooled_base": f"{peers.denominator:,}",
        "years": "" if comparison.chance is None else in_100_years(comparison.chance),
    }
    return tuple(pattern.format_map(values) for pattern in SAYS[comparison.case])


def in_100_years(chance: float) -> str:
    """How many years of 100 a chance of 0 to 1 is, in words: "about 90", "fewer than 1"."""
    years = round(100 * chance)
    return f"about {years}" if years else "fewer than 1"


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


def overdispersion(cases: Sequence[tuple[int, int]]) -> Overdispersion:
    """How much the rates of these (numerator, denominator) differ beyond chance; denominators are 1 or more.

    The dispersion ratio is the mean square of the standardised residuals, winsorised by a tenth at either end and
    scaled so that chance alone gives 1. Where it is more than chance allows (99% point of chi-squared), the
    correlation is the one that explains it: under the beta-binomial distribution a squared residual is
    1 + (denominator - 1) * correlation on average.
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


def _is_real(year: CouncilYear) -> bool:
    return year.letter is not None and year.letter.illustration is None


def _peers(kind: CouncilType, real: bool, years: Sequence[CouncilYear]) -> Peers:
    cases = [_cases(year) for year in years]
    invented = any(year.letter and year.letter.illustration is Illustration.INVENTED for year in years)
    return Peers(
        type=kind,
        real=real,
        councils=len(cases),
        numerator=sum(numerator for numerator, _ in cases),
        denominator=sum(denominator for _, denominator in cases),
        overdispersion=overdispersion(cases),
        illustrative=invented,
    )


def _cases(year: CouncilYear) -> tuple[int, int]:
    measured = measure(METRIC, year)
    assert measured.numerator is not None and measured.denominator is not None
    return measured.numerator, measured.denominator


def _comparison(year: CouncilYear, peers: Peers) -> Comparison:
    measured, (numerator, denominator) = measure(METRIC, year), _cases(year)
    if not peers.comparable:
        return Comparison(peers, measured, Standing.TOO_FEW, None)
    likely = chance(numerator, denominator, peers.rate, peers.overdispersion.correlation)
    return Comparison(peers, measured, _standing(numerator, denominator, peers, likely), likely)


def _standing(numerator: int, denominator: int, peers: Peers, likely: float) -> Standing:
    if denominator < FEW:
        return Standing.TOO_FEW
    outside = sum(likely <= 1 - level for level in LEVELS)
    return SCALE[2 + (outside if numerator > denominator * peers.rate else -outside)]


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
