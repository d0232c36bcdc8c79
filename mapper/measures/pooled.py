"""A measure of every council in years that are put together: with a sum, or with a reason for none.

`together` compares what can be compared; this holds the others too, so that a map or a table of the years has a row for
each council, and for each the single years, from which the sum can be followed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from mapper.councils.council import Council
from mapper.councils.register import Register
from mapper.measures.combined import CombinedYear, alike, combined_year
from mapper.measures.joined import JoinedYear
from mapper.measures.metrics import Metric, measure
from mapper.measures.rate import Measurement
from mapper.measures.scale import Lean, Standing
from mapper.measures.states import State
from mapper.measures.together import Span, Together
from mapper.review.reading import CouncilYear, Reading

_REASONS = (State.IN_REVIEW, State.NOT_STATED, State.NONE, State.NO_LETTER)
"""Which reason stands for several years without a sum: of two, the one that leaves more open."""


@dataclass(frozen=True, slots=True)
class OwnYear:
    """One year of a council: its own or, before it began, that of its predecessors together; or neither."""

    own: CouncilYear | None
    combined: CombinedYear | None

    def is_of(self, council: Council) -> bool:
        """Whether its cases may be added to those of the council's other years."""
        return alike(council, None if self.own is None else self.own.council, self.combined)

    @property
    def letters(self) -> tuple[Reading, ...]:
        """The letters of the year, of one council or of several."""
        years = [self.own] if self.own else self.combined.parts if self.combined else ()
        return tuple(year.letter for year in years if year.letter is not None)

    def measure(self, metric: Metric) -> Measurement:
        """The metric of that year."""
        if self.own is not None:
            return measure(metric, self.own)
        return Measurement(State.NO_LETTER) if self.combined is None else self.combined.measure(metric)


@dataclass(frozen=True, slots=True)
class Pooled:
    """A metric of one council in years together.

    Parameters
    ----------
    state
        Whether there are cases to put together, or the reason why not.
    numerator, denominator
        The cases together: of the years that are compared or, where none is, of all that have a rate. None without any.
    single
        By the last day of each year, ascending, the metric of the council or of its predecessors together; without the
        years that are left out.
    left_out
        The last days of the years in which not all councils that became it were of its type, ascending.
    together
        The comparison; None where no year can be compared.
    """

    council: Council
    state: State
    numerator: int | None
    denominator: int | None
    single: Mapping[date, Measurement]
    together: Together | None
    left_out: tuple[date, ...] = ()

    @property
    def standing(self) -> Standing | None:
        """The class; None without cases."""
        if self.state is not State.VALUE:
            return None
        return Standing.NOT_COMPARED if self.together is None else self.together.standing

    @property
    def lean(self) -> Lean | None:
        """To which side the cases lean in the expected range; None where they do not, or are not in it."""
        return None if self.together is None else self.together.lean


def pooled(metric: Metric, span: Span, register: Register) -> dict[str, Pooled]:
    """The metric of every council of the span's newest year, by its GSS code, in the order of that year."""
    found = {}
    for council, years in own_years(span, register).items():
        single = {day: one.measure(metric) for day, one in years.items()}
        one = _pooled(council, single, span.found[metric.key].get(council.gss_code))
        found[council.gss_code] = replace(one, left_out=tuple(day for day in span.days if day not in single))
    return found


def own_years(span: Span, register: Register) -> dict[Council, dict[date, OwnYear]]:
    """The years of each council of the span's newest year, by their last days, ascending; without those left out."""
    days = list(reversed(span.years))
    known = [{year.council.slug: year for year in joined.councils} for joined in days]
    return {
        year.council: {
            joined.period_end: one
            for joined, by_slug in zip(days, known, strict=True)
            if (one := _own_year(year.council, joined, by_slug, register)).is_of(year.council)
        }
        for year in span.newest.councils
    }


def _own_year(
    council: Council, joined: JoinedYear, known: Mapping[str, CouncilYear], register: Register
) -> OwnYear:
    own = known.get(council.slug)
    combined = combined_year(council, joined.period_end, joined.councils, register) if own is None else None
    return OwnYear(own, combined)


def _pooled(council: Council, single: Mapping[date, Measurement], together: Together | None) -> Pooled:
    if together is not None:
        return Pooled(council, State.VALUE, together.numerator, together.denominator, single, together)
    rates = [rate for one in single.values() if (rate := one.rate) is not None]
    if rates:
        cases = sum(rate.numerator for rate in rates), sum(rate.denominator for rate in rates)
        return Pooled(council, State.VALUE, *cases, single, None)
    states = {one.state for one in single.values()}
    reason = next((state for state in _REASONS if state in states), State.NOT_STATED)
    return Pooled(council, reason, None, None, single, None)
