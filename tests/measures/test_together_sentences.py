"""What is said of several years together."""

from datetime import date

import pytest

from mapper.councils.register_file import load_register
from mapper.measures.limits import Stratum, against_rates
from mapper.measures.together import Part, Together
from mapper.measures.together_sentences import of_together, span_in_words
from tests.measures.cases import UPHOLD, compared

COUNCIL = load_register().by_code("E07000107")


def together(
    years: tuple[int, ...], case: tuple[int, int], rate: float = 0.5, summed: bool = False
) -> Together:
    """Years of one council with these cases each, against one rate."""
    one = compared([case, *[(int(100 * rate), 100)] * 20])[0]
    cases = case[1] * len(years)
    return Together(
        numerator=case[0] * len(years),
        denominator=cases,
        tails=against_rates((Stratum(cases, rate, rate),)),
        metric=UPHOLD,
        council=COUNCIL,
        parts=tuple(Part(date(year, 3, 31), one, summed and year == min(years)) for year in years),
    )


@pytest.mark.parametrize(
    ("years", "says"),
    [
        ((2019, 2018, 2017), "2016–17 to 2018–19 together"),
        ((2019, 2017), "2016–17 and 2018–19 together"),
        ((2019, 2018), "2017–18 and 2018–19 together"),
        ((2019, 2017, 2016), "2015–16, 2016–17 and 2018–19 together"),
        ((2019,), "2018–19"),
    ],
)
def test_the_years_are_named(years: tuple[int, ...], says: str) -> None:
    assert span_in_words(together(years, (1, 2))) == says


def test_what_several_years_say() -> None:
    assert of_together(together((2019, 2018, 2017), (3, 5), summed=True)) == (
        "In 2016–17 to 2018–19 together, 9 of 15 investigated complaints were upheld, which is in the expected range.",
        "Like its type in each of these years it would have had 4 to 11 of 15 in at least 95 of 100 such times; on "
        "average 8.",
        "If it were like its type, this many or more would come up in about 30 of 100 such times.",
        "For 2016–17 these are the councils before it, added up.",
    )


def test_three_of_three_in_three_years_is_more_often_than_expected() -> None:
    said = of_together(together((2019, 2018, 2017), (3, 3)))
    assert said[0].endswith("9 of 9 investigated complaints were upheld, more often than expected.")
    assert (
        said[2] == "If it were like its type, this many or more would come up in about 2 of 1,000 such times."
    )


def test_few_cases_stay_few() -> None:
    assert of_together(together((2019, 2018), (1, 1))) == (
        "In 2017–18 and 2018–19 together, 2 of 2 investigated complaints were upheld: too few to show a pattern, "
        "because no count of them could stand out.",
    )
