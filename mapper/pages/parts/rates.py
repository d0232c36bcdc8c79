"""A rate in one cell of a table, never without its base."""

from collections.abc import Mapping
from dataclasses import dataclass

from mapper.measures.comparison import Comparison
from mapper.measures.metrics import METRIC, Metric, measure
from mapper.measures.peers import Source
from mapper.measures.rate import Measurement
from mapper.measures.sentences import expected_range, of_peers
from mapper.measures.states import State
from mapper.pages.figures import DASH, Told, is_corrected, out_of, rate_alone, statistics_of
from mapper.pages.marks import STATE_MARKS, Mark
from mapper.pages.reasons import letter_state
from mapper.review.reading import CouncilYear

UPHELD, COMPLIED, REMEDIED = (
    METRIC[key] for key in ("uphold_rate", "compliance_rate", "satisfactory_remedy_rate")
)

NONE_WORDS: Mapping[str, str] = {
    UPHELD.key: "None investigated",
    COMPLIED.key: "None due",
    REMEDIED.key: "None upheld",
}
"""Why there is no rate, where its base is zero."""


@dataclass(frozen=True, slots=True)
class RateCell:
    """A rate with its base, as "5 of 12 (42%)" or "98% of 51"; or `mark` with the reason why there is none."""

    told: Told
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class TypeCells:
    """The expected range of counts, and the rate of the council's type with its base; a dash for what is not known."""

    expected: str
    rate: str


def rate_cell(metric: Metric, year: CouncilYear) -> RateCell:
    """The rate of a council's year."""
    letter, corrected = year.usable, is_corrected(year.usable, *statistics_of(metric))
    if letter is None:
        return RateCell(Told(DASH), STATE_MARKS[letter_state(year)])
    if alone := rate_alone(letter, metric):
        return RateCell(Told(" ".join(alone), corrected))
    return measured_cell(metric, measure(metric, year), corrected)


def measured_cell(metric: Metric, measured: Measurement, corrected: bool) -> RateCell:
    """The rate of these cases; a base of zero is said in the metric's own words."""
    if measured.state is State.NONE:
        return RateCell(Told(DASH, corrected), Mark(State.NONE.value, NONE_WORDS[metric.key]))
    if measured.state is not State.VALUE:
        return RateCell(Told(DASH, corrected), STATE_MARKS[measured.state])
    base = out_of(measured)
    return RateCell(Told(f"{base} ({measured.shown:g}%)" if base else f"{measured.shown:g}%", corrected))


def type_cells(comparison: Comparison | None) -> TypeCells:
    """The expected range of a council and the rate that it is compared with."""
    if comparison is None or comparison.peers.target is None:
        return TypeCells(DASH, DASH)
    said, target = of_peers(comparison.peers), comparison.peers.target
    base = f"{said['pooled_hits']} of {said['pooled_base']} ({said['pooled']})"
    return TypeCells(
        f"{expected_range(comparison)} of {comparison.denominator:,}",
        base if target.source is Source.TYPE else f"{said['average']}, as letters print it",
    )
