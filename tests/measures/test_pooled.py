"""Every council in years together: with its sum, its single years, or the reason for no sum."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from mapper.measures.metrics import METRIC
from mapper.measures.pooled import Pooled, pooled
from mapper.measures.scale import Standing
from mapper.measures.states import State
from mapper.measures.together import Span, all_spans, together
from mapper.review.reading import Status
from tests.measures.cases import DISTRICTS, Case
from tests.measures.test_together import (
    BUCKINGHAMSHIRE,
    CITY,
    COASTAL,
    EAST_SUFFOLK,
    REGISTER,
    WAVENEY,
    county_and_districts,
    districts,
    joined,
)

ONE = DISTRICTS[0]


def span(*years: Mapping[str, Case | None], newest: int = 2019) -> Span:
    every = [joined(newest - before, cases) for before, cases in enumerate(years)]
    return all_spans(every, REGISTER)[0]


def rows(found: Span) -> Mapping[str, Pooled]:
    return pooled(METRIC["uphold_rate"], found, REGISTER)


def test_the_single_years_add_up_to_the_sum() -> None:
    one = rows(span(districts(2019, (5, 10), **{ONE: (3, 4)}), districts(2018, (4, 10), **{ONE: (1, 5)})))[
        ONE
    ]
    assert (one.numerator, one.denominator) == (4, 9)
    assert {day.year: str(each.rate) for day, each in one.single.items()} == {2018: "1 of 5", 2019: "3 of 4"}
    assert list(one.single) == sorted(one.single)


def test_before_a_merger_the_single_years_are_those_of_the_predecessors() -> None:
    before = districts(2019, (4, 10), **{COASTAL: (1, 2), WAVENEY: (3, 4)})
    one = rows(span(districts(2020, (5, 10), **{EAST_SUFFOLK: (6, 10)}), before, newest=2020))[EAST_SUFFOLK]
    assert str(one.single[date(2019, 3, 31)].rate) == "4 of 6"
    assert (one.numerator, one.denominator) == (10, 16)


def test_years_of_councils_of_other_types_are_in_neither_sum_nor_list() -> None:
    years, metric = county_and_districts(), METRIC["uphold_rate"]
    one = rows(Span(years, {metric.key: together(metric, years, REGISTER)}))[BUCKINGHAMSHIRE]
    assert (one.numerator, one.denominator) == (6, 10)
    assert [day.year for day in one.single] == [2021]
    assert one.left_out == (date(2020, 3, 31),)


@pytest.mark.parametrize(
    ("newest", "before", "state"),
    [
        ((0, 0), (0, 0), State.NONE),
        ((0, 0), None, State.NONE),
        (None, None, State.NO_LETTER),
    ],
)
def test_without_a_case_in_any_year_there_is_a_reason(
    newest: Case | None, before: Case | None, state: State
) -> None:
    one = rows(span(districts(2019, (5, 10), **{ONE: newest}), districts(2018, (4, 10), **{ONE: before})))[
        ONE
    ]
    assert (one.state, one.standing, one.numerator) == (state, None, None)


def test_a_year_in_review_leaves_open_what_there_is() -> None:
    years = [joined(year, districts(year, (5, 10), **{ONE: (0, 0)})) for year in (2019, 2018)]
    held = [
        replace(one, letter=one.letter and replace(one.letter, status=Status.REVIEW))
        if one.council.gss_code == ONE
        else one
        for one in years[0].councils
    ]
    years[0] = replace(years[0], councils=tuple(held))
    (found,) = all_spans(years, REGISTER)
    assert rows(found)[ONE].state is State.IN_REVIEW


def test_a_council_that_is_compared_with_none_has_a_sum_and_no_class() -> None:
    london = {CITY: (1, 2)}
    one = rows(span({**districts(2019, (5, 10)), **london}, {**districts(2018, (4, 10)), **london}))[CITY]
    assert (one.numerator, one.denominator, one.standing, one.lean) == (2, 4, Standing.NOT_COMPARED, None)
