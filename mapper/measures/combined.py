"""The figures of a merged council's predecessors, added together.

Terms:

- *parts*: the predecessors in office on one day that went wholly into the later council.
- *combined year*: the figures of a council's parts in a year before it began. Counts are added, and rates are worked
  out from the added counts, never averaged. There is no sum where a part has no count or a predecessor was divided.
  Parts of several types, such as a county and its districts, are shown apart, because what councils of different types
  do differs: `by_type` has a combined year for each.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from mapper.councils.council import Council, CouncilType
from mapper.councils.lineage import codes, lineage
from mapper.councils.register import Register
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import BY_KEY, Unit
from mapper.measures.metrics import Metric, rate_of
from mapper.measures.rate import Measurement
from mapper.review.reading import CouncilYear


class Lack(StrEnum):
    """Why a combined year has no sum of a statistic."""

    NO_LETTER = "no-letter"
    IN_REVIEW = "in-review"
    NOT_STATED = "not-stated"
    DIVIDED = "divided"
    NO_COUNT = "no-count"


@dataclass(frozen=True, slots=True)
class Missing:
    """One reason for a missing sum, and the council that it applies to; None for the statistic itself."""

    lack: Lack
    council: Council | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """A count added up over all parts, or None with every reason why it is missing."""

    value: int | None
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class CombinedYear:
    """A year before `council` began.

    `parts` went wholly into it; the predecessors in `divided` only in part. `type` is that of all these, where the
    council had predecessors of another type as well.
    """

    council: Council
    period_end: date
    parts: tuple[CouncilYear, ...]
    divided: tuple[Council, ...] = ()
    type: CouncilType | None = None

    @property
    def types(self) -> tuple[CouncilType, ...]:
        """The types of the predecessors, in the order of types."""
        there = {part.council.type for part in self.parts} | {council.type for council in self.divided}
        return tuple(kind for kind in CouncilType if kind in there)

    @property
    def by_type(self) -> tuple["CombinedYear", ...]:
        """The predecessors of each type by themselves; the year itself where all are of one type."""
        if len(self.types) < 2:
            return (self,)
        return tuple(
            replace(
                self,
                parts=tuple(part for part in self.parts if part.council.type is kind),
                divided=tuple(council for council in self.divided if council.type is kind),
                type=kind,
            )
            for kind in self.types
        )

    @property
    def illustrations(self) -> frozenset[Illustration]:
        """The kinds of illustrative letter among the parts, which a page has to mark."""
        marks = (part.letter.illustration for part in self.parts if part.letter is not None)
        return frozenset(mark for mark in marks if mark is not None)

    @property
    def complete(self) -> bool:
        """Whether every part has a letter whose figures may be shown, and nothing was divided."""
        return not self.divided and all(part.usable is not None for part in self.parts)

    def count(self, *statistics: str) -> Sum:
        """The statistics added together over all parts; missing unless every part has every one of them."""
        if any(BY_KEY[key].unit is not Unit.COUNT for key in statistics):
            return Sum(None, (Missing(Lack.NO_COUNT),))
        missing = [Missing(Lack.DIVIDED, council) for council in self.divided]
        values = []
        for part in self.parts:
            for key in statistics:
                value = _count_of(part, key)
                if isinstance(value, Lack):
                    missing.append(Missing(value, part.council))
                else:
                    values.append(value)
        return Sum(None, tuple(dict.fromkeys(missing))) if missing else Sum(sum(values))

    def measure(self, metric: Metric) -> Measurement:
        """The metric's rate, worked out from the added counts; the rates that letters print are not used."""
        return rate_of(metric, self.count(*metric.numerator).value, self.count(*metric.denominator).value)


def combined_year(
    council: Council, period_end: date, years: Iterable[CouncilYear], register: Register
) -> CombinedYear | None:
    """The combined year of a council's predecessors.

    Parameters
    ----------
    years
        Years of any councils and days; those of the predecessors on `period_end` are used.

    Returns
    -------
    CombinedYear or None
        None where the council has no predecessors on that day, or the register does not cover it.
    """
    if period_end not in register.known:
        return None
    parts = sorted(_parts(council, period_end, register), key=lambda found: found[0].gss_code)
    if not parts:
        return None
    known = {year.council: year for year in years if year.period_end == period_end}
    return CombinedYear(
        council,
        period_end,
        tuple(known.get(part, CouncilYear(part, period_end)) for part, whole in parts if whole),
        tuple(part for part, whole in parts if not whole),
    )


def alike(council: Council, then: Council | None, combined: CombinedYear | None) -> bool:
    """Whether a year's cases are those of councils of one type with the council, so that they may be added to its own.

    `then` is the council as it was in that year, or `combined` has those that became it.
    """
    if then is not None:
        return then.type is council.type
    return combined is None or combined.types == (council.type,)


def _count_of(part: CouncilYear, statistic: str) -> int | Lack:
    if part.letter is None:
        return Lack.NO_LETTER
    if part.usable is None:
        return Lack.IN_REVIEW
    count = part.usable.total(statistic)
    return Lack.NOT_STATED if count is None else count


def _parts(council: Council, day: date, register: Register) -> Iterator[tuple[Council, bool]]:
    """The predecessors that were in office on `day`, and whether each went wholly into the council."""
    for link in lineage(council, register):
        for row in codes(link.council, register):
            if row.exists_on(day):
                yield row, link.whole
