"""England and each type by year: what is added up, of how many councils, and what is not."""

import re
from dataclasses import replace

import pytest

from mapper.councils.council import CouncilType
from mapper.councils.register_file import load_register
from mapper.letters.illustration import Illustration
from mapper.measures.national import counting, middle, rate_sum, sum_of
from mapper.review.headlines import SOURCE
from mapper.review.reading import CouncilYear, Status
from tests.editions import ASHFORD, HARTLEPOOL, KENT, edition
from tests.pages.rendered import page, said, with_values
from tests.readings import DARTFORD, DAY, reading, year

PATH = "england/index.html"
DISTRICTS = [one.gss_code for one in load_register().on(DAY) if one.type is CouncilType.DISTRICT]


def district(code: str, upheld: int, investigated: int) -> CouncilYear:
    rate = round(100 * upheld / investigated) if investigated else None
    values = {
        "decided_upheld": upheld,
        "decided_not_upheld": investigated - upheld,
        "investigations": investigated,
        "uphold_rate": rate,
    }
    return year(with_values(code, {**values}), code)


def test_a_sum_is_of_those_that_state_it() -> None:
    years = [
        year(reading()),
        year(with_values(ASHFORD, {"received_total": None}), ASHFORD),
        year(None, HARTLEPOOL),
        year(reading(KENT, Status.REVIEW), KENT),
    ]
    found = sum_of(counting(years), "received_total")
    assert (found.total, found.councils) == (14, 1)


def test_rates_are_added_up_by_their_cases_and_nothing_investigated_is_no_rate() -> None:
    years = [district(DISTRICTS[0], 3, 4), district(DISTRICTS[1], 1, 12), district(DISTRICTS[2], 0, 0)]
    found = rate_sum(years, "uphold_rate")
    assert (found.numerator, found.denominator, found.councils) == (4, 16, 3)
    assert found.rate is not None and found.rate.percent == 25
    assert rate_sum(years[2:], "uphold_rate").rate is None


def test_invented_figures_are_never_added_to_others() -> None:
    invented = year(reading(illustration=Illustration.INVENTED))
    assert counting([invented]) == (invented,)
    real = year(reading(ASHFORD), ASHFORD)
    assert counting([invented, real]) == (real,)


@pytest.mark.parametrize("councils", [7, 8, 9])
def test_the_middle_half_is_of_councils_with_enough_cases(
    councils: int,
) -> None:
    # Rates of 10, 20, 30 … per cent of ten, and one of a council with four cases, which does not count. By hand: of
    # eight rates 10 to 80 in order, the first quartile is 0.75 of the way from 20 to 30.
    years = [district(DISTRICTS[number], number + 1, 10) for number in range(councils)]
    found = middle([*years, district(DISTRICTS[20], 4, 4)], "uphold_rate")
    if councils == 7:
        assert found is None
        return
    quarter = (councils - 1) / 4
    assert found is not None and found.councils == councils
    assert (found.low, found.high) == pytest.approx((10 + 10 * quarter, 10 + 30 * quarter))


def test_each_type_is_apart_and_england_says_what_it_mixes() -> None:
    made = edition(year(reading()), year(reading(KENT), KENT), year(None, HARTLEPOOL))
    html = page(made, PATH)
    assert re.findall(r"<h2>(.*?)</h2>", html)[:4] == [
        "All councils of England",
        "Counties",
        "Districts",
        "Unitary authorities",
    ]
    text = said(made, PATH)
    assert "mix all types of council" in text
    assert "2018–19 2 of 3 28 2 councils 2 2 councils 2 of 2 (100%) 2 councils" in text
    assert "2018–19 0 of 1 – no figures here" in text


def test_a_figure_that_no_letter_states_is_told_from_a_missing_letter() -> None:
    made = edition(year(with_values(DARTFORD, {"received_total": None})))
    assert "2018–19 1 of 1 – not stated" in said(made, PATH)


def test_nearly_all_is_not_said_to_be_all() -> None:
    text = said(edition(district(DISTRICTS[0], 299, 300)), PATH)
    assert "299 of 300 (99.7%)" in text


def test_only_nearly_all_letters_are_set_beside_the_published_figures() -> None:
    whole = said(edition(year(reading()), year(reading(ASHFORD), ASHFORD)), PATH)
    assert (
        f"add up to 28 complaints and enquiries received. The national figure is 16,899 ({SOURCE})" in whole
    )
    few = said(edition(year(reading()), year(None, ASHFORD)), PATH)
    assert "2018–19: no sum can be set beside a published figure." in few
    invented = replace(reading(), illustration=Illustration.INVENTED)
    assert "The national figure is" not in said(edition(year(invented)), PATH)
