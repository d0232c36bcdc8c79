"""The map's views by residents: there only where estimates are, each council with its class or the reason for none."""

from dataclasses import replace
from typing import Any

import pytest

from mapper.map import choropleth
from mapper.measures.edition import Edition
from mapper.measures.residents import readable
from mapper.sources.populations.file import Residents
from tests.editions import ASHFORD, HARTLEPOOL, KENT, MIDDLESBROUGH, edition, kent_and_tees
from tests.map.receiving import received, whole
from tests.readings import DARTFORD, reading, year

RECEIVED, UPHELD = "received_per_10k_residents", "upheld_per_100k_residents"


def data(known: Edition, name: str) -> Any:
    files = choropleth.render(known).files
    kind, _, key = name.partition("-")
    return whole(received(files, name), received(files, f"rest-{key or kind}"))


def given(known: Edition, **residents: int) -> Edition:
    of = Residents(2018, residents, "Made-up estimates")
    return replace(known, years=tuple(replace(joined, residents=of) for joined in known.years))


def test_without_estimates_there_are_no_such_views() -> None:
    keys = [metric["key"] for metric in data(kent_and_tees(), "choices")["metrics"]]
    assert not {RECEIVED, UPHELD} & set(keys)
    assert "residents" not in data(kent_and_tees(), "figures-2019")["columns"]


def test_each_council_has_its_class_or_the_reason_for_none() -> None:
    known = given(
        kent_and_tees(), **{DARTFORD: 109_700, KENT: 20_000, MIDDLESBROUGH: 140_000, HARTLEPOOL: 93_000}
    )
    figures = data(known, "figures-2019")
    codes = figures["councils"]["code"]
    signs = dict(zip(codes, figures["classes"][RECEIVED], strict=True))
    assert signs == {DARTFORD: "1", ASHFORD: "o", KENT: "3", MIDDLESBROUGH: "!", HARTLEPOOL: "x"}
    rates = dict(zip(codes, figures["rates"][RECEIVED], strict=True))
    assert rates == {DARTFORD: 1.3, ASHFORD: None, KENT: 7, MIDDLESBROUGH: None, HARTLEPOOL: None}
    assert dict(zip(codes, figures["columns"]["residents"], strict=True))[DARTFORD] == 109_700
    assert "Residents: Made-up estimates, mid-2018." in figures["source"]
    words = figures["descriptions"]["lower"][RECEIVED]
    assert words == (
        "1 of 4 districts and unitaries has a rate. No rate for 3: no number of residents (1), no letter yet (1), we "
        "are checking (1)."
    )
    assert "One rate rests on fewer than five upheld" in figures["descriptions"]["lower"][UPHELD]


def test_a_count_that_the_letter_does_not_state_is_not_a_missing_number_of_residents() -> None:
    known = given(edition(year(reading(received_total=None)), frames=True), **{DARTFORD: 109_700})
    figures = data(known, "figures-2019")
    assert (figures["classes"][RECEIVED], figures["classes"][UPHELD]) == ("-", "0")


@pytest.mark.parametrize(
    ("residents", "sign"),
    [(140_001, "0"), (140_000, "1"), (70_000, "2"), (46_667, "2"), (46_666, "3"), (1_000, "3")],
)
def test_a_rate_on_an_edge_is_in_the_upper_class(residents: int, sign: str) -> None:
    known = given(edition(year(reading()), frames=True), **{DARTFORD: residents})
    assert data(known, "figures-2019")["classes"][RECEIVED] == sign


def test_a_year_without_estimates_says_so_for_every_council() -> None:
    known = given(kent_and_tees())
    joined = known.years[0]
    earlier = replace(joined, period_end=joined.period_end.replace(year=2018), residents=None)
    both = replace(known, years=(replace(joined, residents=Residents(2018, {KENT: 1_500_000}, "x")), earlier))
    figures = data(both, "figures-2018")
    assert set(figures["classes"][RECEIVED]) == {"o", "!", "x"}
    assert figures["mid_year"] is None


@pytest.mark.parametrize(
    ("rate", "words"),
    [(0, "0.0"), (0.004, "0.004"), (0.0449, "0.04"), (0.05, "0.1"), (1.25, "1.2"), (12.96, "13.0")],
)
def test_a_small_rate_is_not_rounded_to_none(rate: float, words: str) -> None:
    assert readable(rate) == words
