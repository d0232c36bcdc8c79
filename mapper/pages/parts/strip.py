"""The six numbers at the head of a council's page, each with what it is out of."""

from dataclasses import dataclass, replace

from mapper.measures.metrics import METRIC, Metric, measure
from mapper.pages.figures import (
    DASH,
    count_of,
    count_or_dash,
    in_brackets,
    is_corrected,
    rate_alone,
    statistics_of,
)
from mapper.review.reading import CouncilYear, Reading


@dataclass(frozen=True, slots=True)
class Number:
    """One of the numbers, with what it is out of ("of 13", or nothing)."""

    value: str
    denominator: str
    label: str
    note: str
    corrected: bool = False


_UPHELD, _REMEDIED, _COMPLIED = (
    METRIC[key] for key in ("uphold_rate", "satisfactory_remedy_rate", "compliance_rate")
)


def strip(year: CouncilYear) -> tuple[Number, ...]:
    """The six numbers; none where the year has no figures."""
    letter = year.usable
    if letter is None:
        return ()
    received, decided = count_of(letter, "received_total"), count_of(letter, "decided_total")
    numbers = (
        (_count("received", received, "Complaints and enquiries that came in"), ("received_total",)),
        (_count("decided", decided, "Some come in one year and are decided in the next"), ("decided_total",)),
        (_investigated(letter), ("investigations", "decided_total")),
        (_rate("upheld", _UPHELD, year, "Of those investigated: fault found"), statistics_of(_UPHELD)),
        (_rate("put right before", _REMEDIED, year, "Of those upheld"), statistics_of(_REMEDIED)),
        (_complied(year), statistics_of(_COMPLIED)),
    )
    return tuple(replace(number, corrected=is_corrected(letter, *of)) for number, of in numbers)


def _investigated(letter: Reading) -> Number:
    investigated, decided = count_of(letter, "investigations"), count_of(letter, "decided_total")
    if decided is None:
        return _count("investigated", investigated, "Complaints looked into in detail")
    return _out_of("investigated", investigated, decided, "Of those decided, looked into in detail")


def _complied(year: CouncilYear) -> Number:
    letter, label = year.usable, "carried out"
    if alone := rate_alone(letter, _COMPLIED):
        return Number(*alone, label, "Of the complaints with recommendations")
    on_time, late = (count_or_dash(count_of(letter, key)) for key in ("complied_on_time", "complied_late"))
    return _rate(
        label, _COMPLIED, year, "Of the complaints with recommendations", f": {on_time} on time, {late} late"
    )


def _rate(label: str, metric: Metric, year: CouncilYear, lead: str, rest: str = "") -> Number:
    """A rate's count out of its base, with the rate in brackets between `lead` and `rest`."""
    measured = measure(metric, year)
    return _out_of(label, measured.numerator, measured.denominator, f"{lead}{in_brackets(measured)}{rest}")


def _count(label: str, value: int | None, note: str) -> Number:
    return _unstated(label) if value is None else Number(f"{value:,}", "", label, note)


def _out_of(label: str, numerator: int | None, denominator: int | None, note: str) -> Number:
    if numerator is None or denominator is None:
        return _unstated(label)
    return Number(f"{numerator:,}", f"of {denominator:,}", label, note)


def _unstated(label: str) -> Number:
    return Number(DASH, "", label, "Not stated for this year")
