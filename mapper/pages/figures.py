"""The figures of a letter as pages print them, with a flag where one was corrected."""

from dataclasses import dataclass

from mapper.letters.statistics import Figure, Unit
from mapper.measures.metrics import Metric
from mapper.measures.rate import Measurement
from mapper.review.reading import Reading
from mapper.words import percent

DASH = "–"
"""The sign for a missing number."""


@dataclass(frozen=True, slots=True)
class Told:
    """Text made of figures; `corrected` if one of them is not as the letter prints it."""

    text: str
    corrected: bool = False


def is_corrected(letter: Reading | None, *statistics: str) -> bool:
    """Whether any of these figures is not as the letter prints it."""
    return letter is not None and not letter.corrections.keys().isdisjoint(statistics)


def who_states(letter: Reading | None, statistic: str | None) -> str:
    """Who states a figure, in a sentence: "the letter prints", or "the data tables state"."""
    figure = None if letter is None or statistic is None else letter.figure(statistic)
    return "the letter prints" if figure is None or figure.cell is None else "the data tables state"


def statistics_of(metric: Metric) -> tuple[str, ...]:
    """The statistics that a metric's value and class depend on."""
    return (*metric.numerator, *metric.denominator, *((metric.printed,) if metric.printed else ()))


def count_of(letter: Reading | None, statistic: str) -> int | None:
    """The count that the letter states; None without a letter or a count."""
    return None if letter is None else letter.total(statistic)


def count_or_dash(count: int | None) -> str:
    """The count for readers, or a dash where there is none."""
    return DASH if count is None else f"{count:,}"


def told_count(letter: Reading | None, statistic: str) -> Told:
    """The count of a letter, or a dash where there is none."""
    return Told(count_or_dash(count_of(letter, statistic)), is_corrected(letter, statistic))


def in_its_unit(figure: Figure) -> str:
    """A figure that has a value, in its unit."""
    if figure.unit is Unit.PERCENT:
        return percent_or_dash(figure.value)
    return f"{figure.value:,}"


def percent_or_dash(value: float | None) -> str:
    """Whole per cent, or a dash where there is no value."""
    return DASH if value is None else percent(value)


def out_of(measured: Measurement) -> str:
    """The numerator and denominator of a rate, as "12 of 20"; empty where either is missing."""
    if measured.numerator is None or measured.denominator is None:
        return ""
    return f"{measured.numerator:,} of {measured.denominator:,}"


def in_brackets(measured: Measurement) -> str:
    """The rate in brackets, after a space; empty where there is none."""
    return "" if measured.value is None else f" ({percent(measured.value)})"


def rate_alone(letter: Reading | None, metric: Metric) -> tuple[str, str] | None:
    """A printed rate and its denominator, where the letter states no numerator: "98%", "of 51"; else None."""
    rate = None if letter is None or metric.printed is None else letter.figure(metric.printed)
    (denominator,) = [count_of(letter, key) for key in metric.denominator]
    if rate is None or rate.value is None or not denominator:
        return None
    counted = all(count_of(letter, key) is not None for key in metric.numerator)
    return None if counted else (percent(rate.value), f"of {denominator:,}")
