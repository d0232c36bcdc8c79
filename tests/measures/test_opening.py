"""With which year, or years together, a site opens: never with a year of a stray letter."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from mapper.letters.statistics import Figure
from mapper.measures.joined import JoinedYear
from mapper.measures.metrics import METRIC
from mapper.measures.opening import lacks, opening, opening_year
from mapper.measures.together import all_spans, spans
from mapper.review.reading import Status
from tests.measures.cases import DISTRICTS, Case
from tests.measures.test_together import REGISTER, joined


def year_of(year: int, number: int, case: Case = (1, 2)) -> JoinedYear:
    """A year with the letters of so many districts, and no other council."""
    every = joined(year, dict.fromkeys(DISTRICTS[:number], case))
    of_type = tuple(one for one in every.councils if one.council.gss_code in DISTRICTS)
    return replace(every, councils=of_type)


def opens(*years: JoinedYear) -> str:
    return opening(years, all_spans(years, REGISTER)).key


MOST, FEW = len(DISTRICTS), 5


@pytest.mark.parametrize(
    ("letters", "opens_with"),
    [
        ({2019: MOST}, 2019),
        ({2019: 1, 2018: MOST, 2017: MOST}, 2018),
        ({2019: MOST // 2 - 1, 2018: MOST // 2 + 1}, 2018),
        ({2019: 1}, 2019),
        ({2019: 1, 2018: 3, 2017: 2}, 2018),
        ({2019: 2, 2018: 2}, 2019),
    ],
)
def test_a_year_of_few_letters_does_not_open_the_site(letters: Mapping[int, int], opens_with: int) -> None:
    years = [year_of(year, number) for year, number in letters.items()]
    assert opening_year(years).period_end.year == opens_with


def test_years_together_open_where_they_make_half_as_many_again_comparable() -> None:
    # One year of two cases can be compared with nothing; three years of them can.
    assert opens(year_of(2019, MOST), year_of(2018, MOST), year_of(2017, MOST)) == "2017-2019"


def test_years_together_do_not_open_where_one_year_says_nearly_as_much() -> None:
    large = (50, 100)
    assert opens(year_of(2019, MOST, large), year_of(2018, MOST, large)) == "2019"


def test_a_stray_letter_does_not_move_the_years_together() -> None:
    years = [year_of(2019, 1), *(year_of(year, MOST) for year in (2018, 2017, 2016))]
    printed = joined(2019, {DISTRICTS[0]: (9, 10)}, average=60)
    years[0] = replace(
        printed, councils=tuple(c for c in printed.councils if c.council.gss_code in DISTRICTS)
    )
    assert any(one.tails for one in years[0].comparisons.values()), (
        "one letter that prints an average is compared"
    )
    assert [[one.period_end.year for one in span] for span in spans(years)] == [[2018, 2017, 2016]]
    assert opening(years, all_spans(years, REGISTER)).key == "2016-2018"


def test_a_measure_that_no_letter_of_the_year_states_is_lacking() -> None:
    some = year_of(2019, FEW)
    assert not lacks(METRIC["complied_on_time"], some)
    without = [
        replace(one, letter=one.letter and replace(one.letter, figures=_without(one.letter.figures)))
        for one in some.councils
    ]
    assert lacks(METRIC["complied_on_time"], replace(some, councils=tuple(without)))
    # Nor is it stated by one that says that there was nothing to carry out.
    letter = without[0].letter
    assert letter is not None and letter.figures is not None
    none_due = {**letter.figures, "compliance_recorded": Figure("compliance_recorded", 0, "0", 4)}
    nothing = replace(without[0], letter=replace(letter, figures=none_due))
    assert lacks(METRIC["complied_on_time"], replace(some, councils=(nothing, *without[1:])))
    assert not lacks(METRIC["complied_on_time"], replace(some, councils=(nothing,)))
    assert not lacks(METRIC["uphold_rate"], replace(some, councils=tuple(without)))


def test_a_year_of_which_no_letter_can_be_shown_lacks_nothing() -> None:
    held = [
        replace(one, letter=one.letter and replace(one.letter, status=Status.REVIEW))
        for one in year_of(2019, FEW).councils
    ]
    assert not lacks(METRIC["uphold_rate"], replace(year_of(2019, FEW), councils=tuple(held)))


def _without(figures: Mapping[str, Figure] | None) -> Mapping[str, Figure]:
    return {key: value for key, value in (figures or {}).items() if not key.startswith("complied")}


def test_a_span_is_named_by_its_years() -> None:
    years = [year_of(year, MOST) for year in (2019, 2018, 2017)]
    (span,) = all_spans(years, REGISTER)
    assert (span.key, span.short_title) == ("2017-2019", "2016–17 to 2018–19 together")
    assert span.title == "Years 2016–17 to 2018–19 together"
    assert span.days == tuple(date(year, 3, 31) for year in (2017, 2018, 2019))
