"""Whether a council's rate differs from that of its peers by more than chance would let it.

Terms:

- *expected range*: of counts, if the council were like its peers (`limits`). Outside it lies what would come up in at
  most 5 of 100 years; the range holds at least 95 of 100.
- *chance*: one-sided and literal, that of a count this high or higher, or this low or lower, whichever is smaller.
- *reachable*: an end of the scale is reachable if some count is outside the range there. With few cases, none may be.

A council is compared with the rest of its peers: exactly where they differ by chance only, else by the rate of all
with the correlation of the others (`overdispersion`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mapper.measures.limits import LEVELS, Stratum, Tails, against_rates, against_rest
from mapper.measures.metrics import PROPORTIONS, Metric
from mapper.measures.overdispersion import correlations, single
from mapper.measures.peers import FEWEST, Group, Peers, Source, groups
from mapper.measures.rate import Measurement, Rate
from mapper.measures.scale import Lean, Standing, lean_of
from mapper.review.reading import CouncilYear

_INNER, _OUTER = LEVELS


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A count out of so many cases, beside what chance would give it.

    `tails` is None where the count is compared with nothing; `correlation` is that among the others.
    """

    numerator: int
    denominator: int
    tails: Tails | None
    correlation: float = 0.0

    @property
    def expected(self) -> tuple[int, int] | None:
        """The expected range: the smallest and the largest count in it."""
        return None if self.tails is None else self.tails.limits(_INNER)

    @property
    def standing_out(self) -> tuple[int, ...]:
        """The counts that are outside the expected range."""
        if self.expected is None:
            return ()
        low, high = self.expected
        return (*range(low), *range(high + 1, self.denominator + 1))

    @property
    def standing(self) -> Standing:
        """The class of the count."""
        if self.tails is None:
            return Standing.NOT_COMPARED
        if self.expected == (0, self.denominator):
            return Standing.TOO_FEW
        if self.tails.is_high(self.numerator, _INNER):
            far = self.tails.is_high(self.numerator, _OUTER)
            return Standing.CLEARLY_HIGHER if far else Standing.HIGHER
        if self.tails.is_low(self.numerator, _INNER):
            return Standing.CLEARLY_LOWER if self.tails.is_low(self.numerator, _OUTER) else Standing.LOWER
        return Standing.EXPECTED

    @property
    def chance(self) -> float | None:
        """How likely a count this far to its side is, or one further, 0 to 1."""
        if self.tails is None:
            return None
        return min(1.0, float(self.tails.low[self.numerator]), float(self.tails.high[self.numerator]))

    @property
    def higher(self) -> bool | None:
        """The side of the chance: True for a count this high or higher. None where nothing is compared."""
        if self.tails is None:
            return None
        return bool(self.tails.high[self.numerator] <= self.tails.low[self.numerator])

    @property
    def place(self) -> float | None:
        """Where the count stands among what chance gives, 0 to 1, by the middle of its own step (mid-p).

        It is a place and no finding: below .25 and above .75 half of all councils stand if all are alike.
        """
        return None if self.tails is None else self.tails.place(self.numerator)

    @property
    def chance_outside(self) -> float:
        """How likely a council like its type is outside the expected range, 0 to 1."""
        return 0.0 if self.tails is None else sum(self.tails.outside[0])

    @property
    def lean(self) -> Lean | None:
        """To which side a count in the expected range leans; None where to none, and for any other count."""
        return lean_of(self.standing, self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Compared):
    """A council's rate in one year compared with its peers."""

    metric: Metric
    peers: Peers
    measured: Measurement

    @property
    def rate(self) -> Rate:
        """The council's own rate."""
        return Rate(self.numerator, self.denominator)


def compare(metric: Metric, years: Sequence[CouncilYear]) -> dict[str, Comparison]:
    """Compare each council that has the metric's rate with its peers.

    `years` are all councils of one year, those without a letter too; the comparisons are by GSS code, in their order.
    """
    found = {code: one for group in groups(metric, years) for code, one in _compared(metric, group).items()}
    return {
        year.council.gss_code: found[year.council.gss_code]
        for year in years
        if year.council.gss_code in found
    }


def compare_all(years: Sequence[CouncilYear]) -> dict[str, Mapping[str, Comparison]]:
    """The comparisons by every metric that is compared, by its key."""
    return {metric.key: compare(metric, years) for metric in PROPORTIONS}


def _compared(metric: Metric, group: Group) -> dict[str, Comparison]:
    """The comparison of each council that is `own` to the group, by its GSS code."""
    return {
        code: Comparison(
            numerator=rate.numerator,
            denominator=rate.denominator,
            tails=_tails(rate, group.peers, others),
            correlation=others,
            metric=metric,
            peers=group.peers,
            measured=one,
        )
        for (code, one), rate, others in zip(
            group.measured.items(), group.rates, _correlations(group), strict=True
        )
        if code in group.own
    }


def _correlations(group: Group) -> Sequence[float]:
    """That among the others of each council; 0 where too few letters are here to see one."""
    if group.peers.rates < FEWEST:
        return (0.0,) * len(group.rates)
    return correlations(*single(group.cases))


def _tails(rate: Rate, peers: Peers, correlation: float) -> Tails | None:
    target = peers.target
    if target is None:
        return None
    if target.source is Source.TYPE and not correlation:
        rest = (peers.numerator - rate.numerator, peers.denominator - rate.denominator)
        return against_rest(rate.numerator, rate.denominator, rest)
    return against_rates((Stratum(rate.denominator, target.low, target.high),), correlation)
