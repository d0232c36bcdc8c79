"""Words of sentences, at their edges."""

from datetime import date

import pytest

from mapper import words, year


def test_a_day_has_no_leading_zero() -> None:
    assert words.day_in_words(date(2019, 4, 1)) == "1 April 2019"


@pytest.mark.parametrize(
    "parts, expected", [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_ends_in_and(parts: list[str], expected: str) -> None:
    assert words.listed(parts) == expected


@pytest.mark.parametrize(
    "number, expected", [(0, "none"), (1, "one"), (9, "nine"), (10, "10"), (1204, "1,204")]
)
def test_numbers_below_ten_are_words(number: int, expected: str) -> None:
    assert words.spelt(number) == expected


def test_nothing_has_the_word_that_the_sentence_needs() -> None:
    assert words.spelt(0, "no") == "no"


@pytest.mark.parametrize("number, expected", [(0, "0 letters"), (1, "1 letter"), (1204, "1,204 letters")])
def test_a_number_agrees_with_its_noun(number: int, expected: str) -> None:
    assert words.counted(number, "letter", "letters") == expected


@pytest.mark.parametrize("value, expected", [(0.4, "0%"), (0.5, "1%"), (2.5, "3%"), (99.5, "100%")])
def test_per_cent_rounds_halves_up(value: float, expected: str) -> None:
    assert words.percent(value) == expected


def test_only_the_first_letter_changes() -> None:
    assert words.capitalised("london borough of Croydon") == "London borough of Croydon"
    assert words.uncapitalised("Adult care services") == "adult care services"


@pytest.mark.parametrize(
    "text, expected", [("So", "So."), ("So.", "So."), ("So?", "So?"), ("(2019)", "(2019).")]
)
def test_a_sentence_ends_once(text: str, expected: str) -> None:
    assert words.ended(text) == expected


@pytest.mark.parametrize("name, expected", [("Kent", "Kent’s"), ("St Albans", "St Albans’")])
def test_owners(name: str, expected: str) -> None:
    assert words.possessive(name) == expected


@pytest.mark.parametrize(
    "years, expected",
    [
        ([2019], "2019"),
        ([2018, 2019], "2018 and 2019"),
        ([2014, 2015, 2016], "2014 to 2016"),
        ([2014, 2015, 2016, 2018, 2019], "2014 to 2016, 2018 and 2019"),
    ],
)
def test_three_years_in_a_row_are_a_span(years: list[int], expected: str) -> None:
    assert words.spans(years) == expected


def test_a_year_is_known_by_its_last_day() -> None:
    last_day = year.last_day_of(2000)
    assert (year.short_title(last_day), year.title(last_day)) == ("1999–00", "Year to 31 March 2000")
    assert year.is_last_day(last_day)
    assert not year.is_last_day(date(2000, 3, 30))
