"""A measured value with what it rests on, and how sure so few cases can make anyone."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from scipy.stats import binomtest

from mapper.measures.states import State

FEW = 5
"""A rate on fewer cases than this is drawn as uncertain."""

FEW_WORD = "five"
"""The same in a sentence."""

_NUMBERS = ("no", "one", "two", "three", "four")


@dataclass(frozen=True, slots=True)
class Measurement:
    """A metric of one council in one year.

    `value` is per cent for a rate and a number of cases for a count. `numerator` of `denominator` is what a rate
    rests on, in cases; `low` and `high` are the ends of its 95% Wilson interval in per cent; `band` is its class,
    0 for the lowest. All but `state` are None where there is nothing to say.
    """

    state: State
    value: float | int | None = None
    numerator: int | None = None
    denominator: int | None = None
    band: int | None = None
    low: float | None = None
    high: float | None = None

    @property
    def shown(self) -> float | None:
        """The value in whole numbers; with one decimal where a rate would else look like all or nothing."""
        if self.value is None:
            return None
        whole = round(self.value)
        return round(self.value, 1) if whole in (0, 100) and whole != self.value else whole

    @property
    def uncertain(self) -> bool:
        """Whether this is a rate on so few cases that one more would move it far."""
        return self.denominator is not None and 0 < self.denominator < FEW


@cache  # one build asks for the same few hundred intervals some thousand times
def wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """Ends of the 95% Wilson score interval of `numerator` out of `denominator`, in per cent.

    Method: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
    the American Statistical Association 22 (1927), as computed by scipy. Raises ValueError if `denominator` is zero.
    """
    interval = binomtest(numerator, denominator).proportion_ci(confidence_level=0.95, method="wilson")
    return 100 * float(interval.low), 100 * float(interval.high)


def few_cases(numerator: int, denominator: int) -> str:
    """What so few cases can say (`denominator` is 1 to FEW - 1): the 95% Wilson limits, in two sentences."""
    low, high = wilson(numerator, denominator)
    cases, them = (
        ("One case", "it") if denominator == 1 else (f"{_NUMBERS[denominator].capitalize()} cases", "them")
    )
    return f"{cases} cannot show a pattern. A rate anywhere from {low:.0f}% to {high:.0f}% would fit {them}."


def count_states(measurements: Sequence[Measurement]) -> dict[State, int]:
    """How many measurements are in each state; every state is a key."""
    return {state: sum(m.state is state for m in measurements) for state in State}
