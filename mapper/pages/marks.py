"""Marks: a class, or a reason for no value, in words with a swatch."""

from collections.abc import Mapping
from dataclasses import dataclass

from mapper.measures.metrics import Metric
from mapper.measures.rate import FEW_WORD, Measurement
from mapper.measures.scale import SCALE, Standing
from mapper.measures.shades import NEUTRAL, shade
from mapper.measures.states import REASONS, State


@dataclass(frozen=True, slots=True)
class Mark:
    """A class or a reason in words, with its swatch.

    `kind` is `s1` (far less often) to `s5` for a standing among peers, `r1` to `r4`, `w1`, `w2` or `u` for a rate (see
    `shades`), or a state. `few` dots the swatch.
    """

    kind: str
    words: str
    few: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a sortable table; where there is no number, `sort` is None and `mark` gives the reason."""

    text: str
    sort: str | None
    mark: Mark | None = None


STATE_MARKS: Mapping[State, Mark] = {
    state: Mark(state.value, reason.title) for state, reason in REASONS.items()
}
"""The mark of each reason for no value."""


def standing_mark(standing: Standing) -> Mark:
    """The mark of a standing among peers."""
    kind = f"s{SCALE.index(standing) + 1}" if standing.compared else "s3"
    return Mark(kind, standing.label, not standing.compared)


def class_marks(metric: Metric) -> tuple[Mark, ...]:
    """The marks of a rate's classes, lowest first."""
    return tuple(Mark(f"r{number}", words) for number, words in enumerate(metric.classes, start=1))


def few_mark() -> Mark:
    """The mark of a rate on fewer than `FEW` cases, which is uncertain."""
    return Mark(NEUTRAL, f"Fewer than {FEW_WORD}", few=True)


def rate_mark(metric: Metric, measured: Measurement) -> Mark:
    """The mark of a rate: its class, "Fewer than five", or the reason why there is no rate."""
    if measured.band is None:
        return STATE_MARKS[measured.state]
    if measured.uncertain:
        return few_mark()
    return Mark(shade(measured.band, measured.denominator or 0), metric.classes[measured.band])
