"""Metrics: a rate with its base, its class at the edges, its interval, and the reasons for having none."""

from dataclasses import replace

import pytest

from mapper.letters.statistics import BY_KEY
from mapper.measures.metrics import METRICS, Kind, Metric, measure
from mapper.measures.rate import Measurement, wilson
from mapper.measures.states import State
from mapper.review.reading import Reading, Status
from tests.readings import reading, year

BY_METRIC = {metric.key: metric for metric in METRICS}
UPHOLD = BY_METRIC["uphold_rate"]
ON_TIME = BY_METRIC["complied_on_time"]


def test_dartford() -> None:
    measured = measure(UPHOLD, year(reading()))
    assert (measured.state, measured.value, measured.numerator, measured.denominator) == (
        State.VALUE,
        100,
        1,
        1,
    )
    assert measured.band == 3
    assert measured.uncertain


@pytest.mark.parametrize("metric", [m for m in METRICS if m.kind is Kind.CHOROPLETH], ids=lambda m: m.key)
@pytest.mark.parametrize(
    ("value", "band"), [(0, 0), (24.9, 0), (25, 1), (49.9, 1), (50, 2), (74.9, 2), (75, 3), (100, 3)]
)
def test_a_value_on_an_edge_belongs_to_the_upper_quarter(metric: Metric, value: float, band: int) -> None:
    assert metric.band(value) == band
    assert metric.classes[band] == ("0 to 25%", "25 to 50%", "50 to 75%", "75 to 100%")[band]


@pytest.mark.parametrize(
    ("letter", "state"),
    [
        (None, State.NO_LETTER),
        (reading(status=Status.REVIEW), State.IN_REVIEW),
        (replace(reading(), status=Status.REJECTED, figures=None), State.IN_REVIEW),
        (reading(decided_upheld=0, investigations=0, uphold_rate=None), State.NONE),
        (reading(decided_upheld=0, investigations=0, uphold_rate=0), State.NONE),
        (reading(uphold_rate=None), State.NOT_STATED),
        (replace(reading(), figures={}), State.NOT_STATED),
        (reading(decided_upheld=0, investigations=5, uphold_rate=0), State.VALUE),
    ],
    ids=[
        "no letter",
        "in review",
        "rejected",
        "dash",
        "printed 0 of 0",
        "rate missing",
        "no table",
        "true zero",
    ],
)
def test_the_reasons_for_having_no_rate_are_kept_apart(letter: object, state: State) -> None:
    measured = measure(UPHOLD, year(letter))  # type: ignore[arg-type]
    assert measured.state is state
    assert (measured.value is None) == (state is not State.VALUE)


def test_zero_received_is_a_value() -> None:
    measured = measure(BY_METRIC["received_other"], year(reading()))
    assert (measured.state, measured.value) == (State.VALUE, 0)


def test_a_rate_that_no_letter_prints_is_worked_out() -> None:
    measured = measure(ON_TIME, year(reading(compliance_recorded=3, complied_on_time=2, complied_late=1)))
    assert measured.value == pytest.approx(66.667, abs=0.001)
    assert (measured.numerator, measured.denominator) == (2, 3)


@pytest.mark.parametrize(("denominator", "uncertain"), [(1, True), (4, True), (5, False), (28, False)])
def test_fewer_than_five_cases_are_uncertain(denominator: int, uncertain: bool) -> None:
    assert Measurement(State.VALUE, 100, denominator, denominator).uncertain is uncertain


# 1 of 1 and 0 of 5 by the closed form: for k = n the lower end is n / (n + z²), for k = 0 the upper is z² / (n + z²).
Z2 = 1.959963984540054**2


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [
        (1, 1, 100 / (1 + Z2), 100),
        (0, 5, 0, 100 * Z2 / (5 + Z2)),
        (27, 28, 82.29, 99.37),
        # Newcombe (1998), Statistics in Medicine 17, table I, method 3: 81 of 263 and 15 of 148.
        (81, 263, 25.53, 36.62),
        (15, 148, 6.24, 16.05),
    ],
)
def test_wilson_interval(numerator: int, denominator: int, low: float, high: float) -> None:
    assert wilson(numerator, denominator) == pytest.approx((low, high), abs=0.006)


def test_metrics_rest_on_statistics_that_exist() -> None:
    for metric in METRICS:
        assert {*metric.numerator, *metric.denominator, *filter(None, [metric.printed])} <= BY_KEY.keys()
    assert len(BY_METRIC) == len(METRICS)


@pytest.mark.parametrize(
    ("rate", "recorded", "numerator"),
    [
        (100, 51, 51),
        (98, 51, 50),
        (0, 3, 0),
        (50, 8, 4),
        (12, 8, 1),
        (13, 8, 1),
        (33, 3, 1),
        (99.5, 200, 199),
    ],
)
def test_a_printed_rate_that_only_one_count_gives_is_that_count(
    rate: float, recorded: int, numerator: int
) -> None:
    letter = without(
        reading(compliance_rate=rate, compliance_recorded=recorded), "complied_on_time", "complied_late"
    )
    measured = measure(BY_METRIC["compliance_rate"], year(letter))
    assert (measured.state, measured.numerator, measured.denominator, measured.value) == (
        State.VALUE,
        numerator,
        recorded,
        rate,
    )


@pytest.mark.parametrize(("rate", "recorded"), [(99, 300), (100, 250), (40, 3), (None, 51)])
def test_a_rate_that_several_counts_give_or_none_is_not_guessed_at(rate: float | None, recorded: int) -> None:
    letter = without(
        reading(compliance_rate=rate, compliance_recorded=recorded), "complied_on_time", "complied_late"
    )
    measured = measure(BY_METRIC["compliance_rate"], year(letter))
    assert (measured.state, measured.numerator) == (State.NOT_STATED, None)


def test_a_rate_that_no_letter_prints_needs_its_counts() -> None:
    letter = without(reading(compliance_rate=100), "complied_on_time", "complied_late")
    assert measure(ON_TIME, year(letter)).state is State.NOT_STATED


def without(letter: Reading, *statistics: str) -> Reading:
    """The letter without figures that it does not state."""
    kept = {key: figure for key, figure in (letter.figures or {}).items() if key not in statistics}
    return replace(letter, figures=kept)
