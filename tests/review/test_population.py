"""Upheld per 100,000 residents: the population that it implies, by type, over the years, and its decimals."""

from dataclasses import replace
from datetime import date

import pytest

from mapper.councils.council import Council
from mapper.councils.register_file import load_register
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import Figure
from mapper.review import population
from mapper.review.reading import Reading, Status
from tests.readings import reading

KENT, DARTFORD, BIRMINGHAM, SCILLY = "E10000016", "E07000107", "E08000025", "E06000053"
MELTON, CITY = "E07000133", "E09000001"


def letter(code: str, upheld: int, rate: str, year: int = 2024) -> Reading:
    figures = {
        "decided_upheld": Figure("decided_upheld", upheld, str(upheld), 2),
        "upheld_per_100k": Figure("upheld_per_100k", float(rate), rate, 2),
    }
    made = replace(reading(code), period_end=date(year, 3, 31), figures=figures, file=f"{code}-{year}.pdf")
    return replace(made, council=council(code, year))


def council(code: str, year: int) -> Council:
    return next(one for one in load_register().on(date(year, 3, 31)) if one.gss_code == code)


@pytest.mark.parametrize(
    ("code", "upheld", "rate"),
    [
        (KENT, 53, "3.4"),  # as the Ombudsman's page of 2023 has it
        (BIRMINGHAM, 115, "9.9"),
        (DARTFORD, 1, "0.8"),
        (DARTFORD, 12, "11"),
        (MELTON, 1, "1.9"),
        (SCILLY, 1, "43.5"),
        (CITY, 2, "19.8"),
    ],
)
def test_a_rate_that_its_council_can_have_is_sound(code: str, upheld: int, rate: str) -> None:
    (found,), notes = population.compare([letter(code, upheld, rate)])
    assert found.status is Status.OK
    assert not notes


@pytest.mark.parametrize(
    ("code", "upheld", "rate"),
    [(KENT, 53, "34"), (KENT, 53, "0.3"), (DARTFORD, 1, "8"), (MELTON, 1, "0.1")],
)
def test_a_rate_that_no_council_of_its_type_can_have_is_held_back(code: str, upheld: int, rate: str) -> None:
    (found,), _ = population.compare([letter(code, upheld, rate)])
    assert found.status is Status.REVIEW
    assert "residents, which no" in found.problems[0].message


def test_of_three_years_the_one_that_contradicts_the_others_is_held_back() -> None:
    years = [letter(KENT, 53, "3.4", 2023), letter(KENT, 60, "3.8", 2024), letter(KENT, 62, "6.4", 2025)]
    found, notes = population.compare(years)
    assert [one.status for one in found] == [Status.OK, Status.OK, Status.REVIEW]
    assert "contradicts the council’s 2 other letters" in found[2].problems[0].message
    assert not notes


def test_of_two_years_nothing_shows_which_is_wrong() -> None:
    found, (note,) = population.compare([letter(KENT, 53, "3.4", 2023), letter(KENT, 62, "6.4", 2024)])
    assert [one.status for one in found] == [Status.OK, Status.OK]
    assert "E10000016-2023.pdf and E10000016-2024.pdf are about one council" in note


def test_invented_letters_and_real_ones_are_never_compared() -> None:
    real = [letter(KENT, 53, "3.4", 2022), letter(KENT, 53, "3.4", 2023)]
    made = replace(letter(KENT, 62, "6.4", 2024), illustration=Illustration.INVENTED)
    found, notes = population.compare([*real, made])
    assert [one.status for one in found] == [Status.OK] * 3
    assert not notes


def test_more_decimals_than_every_other_letter_of_the_year_prints_are_held_back() -> None:
    others = [letter(DARTFORD, 2, "1.7"), letter(BIRMINGHAM, 115, "9.9"), letter(MELTON, 1, "2")]
    found, _ = population.compare([letter(KENT, 78, "4.91"), *others])
    assert [one.status for one in found] == [Status.REVIEW, Status.OK, Status.OK, Status.OK]
    assert "no other letter of the year prints so many decimals" in found[0].problems[0].message


def test_a_year_that_prints_two_decimals_is_sound() -> None:
    all_alike = [letter(KENT, 78, "4.91"), letter(DARTFORD, 2, "1.71"), letter(BIRMINGHAM, 115, "9.92")]
    found, _ = population.compare(all_alike)
    assert [one.status for one in found] == [Status.OK] * 3


def test_nothing_is_said_of_a_letter_in_which_nothing_was_upheld() -> None:
    (found,), _ = population.compare([letter(DARTFORD, 0, "0")])
    assert not found.checks
