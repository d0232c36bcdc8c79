"""A class, or a reason why there is none, as a mark: words with a swatch."""

from collections.abc import Mapping
from dataclasses import dataclass

from mapper.measures.metrics import Metric
from mapper.measures.rate import FEW_WORD, Measurement
from mapper.measures.scale import SCALE, Standing
from mapper.measures.states import REASONS, State


@dataclass(frozen=True, slots=True)
class Mark:
    """A class or a reason in words, with its swatch; `few` hatches it.

    `kind` is `s1` (clearly lower) to `s5` against its type, `q1` to `q5` for a rate, or a state.
    """

    kind: str
    words: str
    few: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table to sort; `sort` is None where there is no number, and then `mark` says why."""

    text: str
    sort: str | None
    mark: Mark | None = None


STATE_MARKS: Mapping[State, Mark] = {
    state: Mark(state.value, reason.title) for state, reason in REASONS.items()
}
"""The mark of each reason for no value."""

STANDINGS: tuple[Standing, ...] = (*reversed(SCALE), Standing.TOO_FEW)
"""The classes against a council's type as lists give them, from clearly higher down."""


def standing_mark(standing: Standing) -> Mark:
    """The class of a council against its type."""
    few = standing is Standing.TOO_FEW
    kind = "s3" if few else f"s{SCALE.index(standing) + 1}"
    return Mark(kind, standing.label, few)


def class_marks(metric: Metric) -> tuple[Mark, ...]:
    """The classes of a rate, the lowest first."""
    return tuple(Mark(f"q{number}", words) for number, words in enumerate(metric.classes, start=1))


def few_mark(kind: str = "q3") -> Mark:
    """A class whose rate is uncertain, because it is on so few cases."""
    return Mark(kind, f"Fewer than {FEW_WORD}", few=True)


def rate_mark(metric: Metric, measured: Measurement) -> Mark:
    """The class of a rate, "Fewer than five", or the reason why there is none."""
    if measured.band is None:
        return STATE_MARKS[measured.state]
    mark = class_marks(metric)[measured.band]
    return few_mark(mark.kind) if measured.uncertain else mark
