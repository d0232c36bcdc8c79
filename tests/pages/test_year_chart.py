"""The picture of a council's years says what the table says, and marks where definitions change."""

import re
from dataclasses import replace
from datetime import date

import pytest

from mapper.review.reading import CouncilYear
from tests.editions import edition, in_review
from tests.pages.rendered import earlier, page
from tests.readings import DARTFORD, council, reading, year


def ended(day: date, upheld: int | None, investigated: int | None) -> CouncilYear:
    letter = replace(reading(investigations=investigated, decided_upheld=upheld), period_end=day)
    return CouncilYear(council(), day, letter)


def chart(html: str, size: str = "wide") -> str:
    found = re.search(rf'<svg class="history for-{size}".*?</svg>', html, re.DOTALL)
    assert found is not None
    return found[0]


def test_a_dot_stands_at_its_rate_within_what_would_fit() -> None:
    drawn = chart(page(edition(year(reading()), ended(date(2018, 3, 31), 3, 12))))
    marks = re.findall(r'class="fits" d="M\S+ (\S+)V([^m]+)m.*?class="dot" cx="\S+" cy="(\S+)"', drawn)
    (high, low, at), (high_now, _, at_now) = [tuple(map(float, mark)) for mark in marks]
    zero, top = (float(y) for y in (re.findall(r'class="gridline" d="M54 (\S+)H', drawn)[i] for i in (0, -1)))
    assert (zero - at) / (zero - top) == pytest.approx(3 / 12, abs=0.002)
    assert (zero - high) / (zero - top) == pytest.approx(0.5323, abs=0.002), "Wilson's upper end of 3 of 12"
    assert (zero - low) / (zero - top) == pytest.approx(0.0889, abs=0.002), "Wilson's lower end of 3 of 12"
    assert at_now == top == high_now


@pytest.mark.parametrize(
    ("other", "sign", "words"),
    [
        (CouncilYear(council(), date(2018, 3, 31)), "×", "no letter here"),
        (earlier(in_review(DARTFORD)), "!", "we are checking"),
        (ended(date(2018, 3, 31), 0, 0), "○", "none investigated"),
        (ended(date(2018, 3, 31), 1, None), "–", "not stated, or no sum"),
    ],
)
def test_a_year_without_a_rate_has_the_sign_of_its_reason(other: CouncilYear, sign: str, words: str) -> None:
    html = page(edition(year(reading()), other))
    assert re.findall(r'class="sign"[^>]*>(.)<', chart(html)) == [sign]
    assert f"{sign} {words}" in html


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [(2014, 2019, 1), (2015, 2019, 0), (2019, 2020, 1), (2019, 2023, 3), (2020, 2022, 1)],
)
def test_a_break_is_marked_between_years_that_are_counted_differently(
    first: int, last: int, number: int
) -> None:
    years = [ended(date(day, 3, 31), 1, 2) for day in (last, first)]
    html = page(edition(*years))
    assert len(re.findall('class="break"', chart(html))) == number
    assert len(re.findall('class="break"', chart(html, "narrow"))) == number
    assert len(re.findall(r"<b>\d</b>", html)) == number


def test_a_council_without_any_rate_has_a_table_and_no_picture() -> None:
    html = page(edition(ended(date(2019, 3, 31), 0, 0), ended(date(2018, 3, 31), 0, 0)))
    assert "history for-wide" not in html and '<table class="years">' in html
