"""Several years of a council together, each against the rate of its own type in its own year.

One year of most districts says nothing; three years together make half of them comparable. Rates differ from year to
year for all councils alike (a change of policy in 2022–23 raised them everywhere), so years are never put together
under one rate: what is expected is the sum of each year's cases at that year's rate.

Terms:

- *span*: the years that are put together.
- *part*: a council's own year or, before it began, the year of one of its predecessors, which is set against the
  predecessor's type. A year of predecessors counts only if all of them are known and none was divided.
- *left out*: a year in which not all councils that became the council were of its type. What councils of different
  types do differs, and there is never one rate across types.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mapper.councils.council import Council, CouncilType
from mapper.councils.register import Register
from mapper.measures.combined import CombinedYear, alike, combined_year
from mapper.measures.comparison import Compared, Comparison
from mapper.measures.joined import JoinedYear
from mapper.measures.limits import Stratum, Tails, against_rates
from mapper.measures.metrics import PROPORTIONS, Metric
from mapper.measures.overdispersion import CERTAIN, correlations
from mapper.measures.peers import FEWEST, Peers, Source
from mapper.measures.states import State
from mapper.words import listed
from mapper.year import short_title

SPANS = (3, 5)
"""How many years are put together, where there are so many."""


@dataclass(frozen=True, slots=True)
class Part:
    """One year of a council, or of a predecessor (`summed`): the day on which it ends, and its comparison."""

    period_end: date
    comparison: Comparison
    summed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Together(Compared):
    """A council's cases of several years beside what chance would have given it in these years.

    `left_out` has the last days of the years that are left out, ascending.
    """

    metric: Metric
    council: Council
    parts: tuple[Part, ...]
    left_out: tuple[date, ...] = ()

    @property
    def years(self) -> tuple[date, ...]:
        """The last days of the years that take part, ascending."""
        return tuple(sorted({part.period_end for part in self.parts}))

    @property
    def summed(self) -> tuple[date, ...]:
        """Those of `years` in which the cases are its predecessors'."""
        return tuple(sorted({part.period_end for part in self.parts if part.summed}))

    @property
    def by_rate(self) -> float:
        """How many cases the rates of its types give it on average."""
        return sum(
            part.comparison.denominator * target.rate
            for part in self.parts
            if (target := part.comparison.peers.target) is not None
        )


@dataclass(frozen=True)
class Span:
    """Years that are put together, newest first, and what they say of each council.

    `found` is by the key of a metric, then by the council's GSS code in the newest year.
    """

    years: tuple[JoinedYear, ...]
    found: Mapping[str, Mapping[str, Together]]

    @property
    def days(self) -> tuple[date, ...]:
        """The last days of its years, ascending."""
        return tuple(sorted(joined.period_end for joined in self.years))

    @property
    def newest(self) -> JoinedYear:
        """The year whose councils and polygons are shown."""
        return self.years[0]

    @property
    def key(self) -> str:
        """The name of the span in addresses and files: its first and its last year, "2021-2025"."""
        return f"{self.days[0].year}-{self.days[-1].year}"

    @property
    def short_title(self) -> str:
        """The span in lists: "2020–21 to 2024–25 together"."""
        return f"{in_words(self.days)} together"

    @property
    def title(self) -> str:
        """The span beside a heading."""
        return f"Years {in_words(self.days)} together"


def all_spans(years: Sequence[JoinedYear], register: Register) -> tuple[Span, ...]:
    """The spans of a site by every metric that is compared, shortest first; `years` are newest first."""
    return tuple(
        Span(span, {one.key: together(one, span, register) for one in PROPORTIONS}) for span in spans(years)
    )


def spans(years: Sequence[JoinedYear]) -> list[tuple[JoinedYear, ...]]:
    """The spans that end with the newest year in which councils are compared, shortest first.

    `years` are newest first. A span has two years at least; of a site with two years, both are one. It ends with a year
    of most councils where there is one: a few early letters of another year do not decide what the years together are.
    """
    compared = [joined for joined in years if any(one.tails for one in joined.comparisons.values())]
    first = next((at for at, joined in enumerate(compared) if joined.most_shown), 0)
    known = compared[first:]
    found = []
    for length in SPANS:
        span = tuple(one for one in known if one.period_end.year > known[0].period_end.year - length)
        if len(span) > 1 and span not in found:
            found.append(span)
    return found


def in_words(days: Sequence[date]) -> str:
    """Ascending years as "2016–17 to 2018–19", or one by one where some between are missing."""
    titles = [short_title(day) for day in days]
    if len(days) > 2 and days[-1].year - days[0].year == len(days) - 1:
        return f"{titles[0]} to {titles[-1]}"
    return listed(titles)


def together(metric: Metric, span: Sequence[JoinedYear], register: Register) -> dict[str, Together]:
    """The councils of the span's newest year, by GSS code, with their cases of all its years.

    Councils that are compared in none of the years are left out.
    """
    councils = [year.council for year in span[0].councils]
    known = [{year.council.slug: year.council for year in joined.councils} for joined in span]
    years = {
        council: [
            _Year(metric, council, joined, then.get(council.slug), register)
            for joined, then in zip(span, known, strict=True)
        ]
        for council in councils
    }
    parts = {
        council: tuple(part for one in found for part in one.parts()) for council, found in years.items()
    }
    groups: defaultdict[CouncilType, list[Council]] = defaultdict(list)
    for council, found in parts.items():
        if found:
            groups[council.type].append(council)
    others: dict[Council, float] = {}
    for members in groups.values():
        others |= _correlations({council: parts[council] for council in members})
    return {
        council.gss_code: _together(years[council], parts[council], others[council])
        for council in councils
        if parts[council]
    }


@dataclass(frozen=True, slots=True)
class _Year:
    """A year of a span for a council; `then` is the council as it was in that year, None before it began."""

    metric: Metric
    council: Council
    joined: JoinedYear
    then: Council | None
    register: Register

    @property
    def combined(self) -> CombinedYear | None:
        """That of its predecessors, where it has none of its own."""
        if self.then is not None:
            return None
        return combined_year(self.council, self.joined.period_end, self.joined.councils, self.register)

    def parts(self) -> Iterator[Part]:
        """The council's year under the code that it had then, or those of its predecessors."""
        compared = self.joined.compared[self.metric.key]
        comparisons = [compared[one] for one in self._codes() if one in compared]
        # Of a year in which only some predecessors can be compared, nothing takes part.
        if all(one.tails is not None for one in comparisons):
            yield from (Part(self.joined.period_end, one, self.then is None) for one in comparisons)

    def _codes(self) -> list[str]:
        """The codes whose cases count; of predecessors none unless all their cases are known."""
        combined = self.combined
        if not alike(self.council, self.then, combined):
            return []
        if self.then is not None:
            return [self.then.gss_code]
        if combined is None or combined.measure(self.metric).state not in (State.VALUE, State.NONE):
            return []
        return [part.council.gss_code for part in combined.parts]


def _left_out(years: Iterable[_Year]) -> tuple[date, ...]:
    return tuple(
        sorted(one.joined.period_end for one in years if not alike(one.council, one.then, one.combined))
    )


def _together(years: Sequence[_Year], parts: tuple[Part, ...], correlation: float) -> Together:
    return Together(
        numerator=sum(part.comparison.numerator for part in parts),
        denominator=sum(part.comparison.denominator for part in parts),
        tails=_tails(parts, correlation),
        correlation=correlation,
        metric=years[0].metric,
        council=years[0].council,
        parts=parts,
        left_out=_left_out(years),
    )


def _tails(parts: Sequence[Part], correlation: float) -> Tails:
    strata = [
        Stratum(part.comparison.denominator, target.low, target.high)
        for part in parts
        if (target := part.comparison.peers.target) is not None
    ]
    return against_rates(tuple(sorted(strata)), correlation)


_Pool = tuple[date, Peers]


def _correlations(members: Mapping[Council, tuple[Part, ...]]) -> dict[Council, float]:
    """For each council of a type, the correlation among the others in all years together."""
    if len(members) < FEWEST:
        return dict.fromkeys(members, 0.0)
    pools = dict.fromkeys(
        (part.period_end, part.comparison.peers) for parts in members.values() for part in parts
    )
    order = {pool: position for position, pool in enumerate(sorted(pools, key=_key))}
    counts, bases = [], []
    for parts in members.values():
        upheld, cases = [0] * len(order), [0] * len(order)
        for part in parts:
            at = order[part.period_end, part.comparison.peers]
            upheld[at] += part.comparison.numerator
            cases[at] += part.comparison.denominator
        counts.append(tuple(upheld))
        bases.append(tuple(cases))
    found = correlations(tuple(counts), tuple(bases), tuple(map(_size, order)))
    return dict(zip(members, found, strict=True))


def _key(pool: _Pool) -> tuple[date, str, bool]:
    day, peers = pool
    return day, peers.type.value, peers.real


def _size(pool: _Pool) -> tuple[int, int]:
    """Numerator and denominator of a pool; a printed average is as good as that of a very large one."""
    _, peers = pool
    target = peers.target
    if target is None or target.source is Source.TYPE:
        return peers.numerator, peers.denominator
    return round(CERTAIN * target.rate), CERTAIN
