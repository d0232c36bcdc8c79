"""The table of all councils says each state in words, and sorts what is missing last."""

import re

import pytest

from tests.editions import ASHFORD, HARTLEPOOL, KENT, MIDDLESBROUGH, edition, in_review
from tests.pages.rendered import Values, page, with_values, words
from tests.readings import DARTFORD, reading, year


def councils_table() -> str:
    few: Values = {"investigations": 4, "decided_upheld": 2, "uphold_rate": 50}
    none: Values = {"investigations": 0, "decided_upheld": 0, "uphold_rate": None}
    twenty: Values = {"investigations": 20, "decided_upheld": 12, "uphold_rate": 60}
    return page(
        edition(
            year(with_values(DARTFORD, few)),
            year(with_values(ASHFORD, none), ASHFORD),
            year(with_values(KENT, twenty), KENT),
            year(in_review(), MIDDLESBROUGH),
            year(None, HARTLEPOOL),
            year(reading("E08000025", uphold_rate=None), "E08000025"),
        ),
        "councils/index.html",
    )


@pytest.mark.parametrize(
    "row",
    [
        "Ashford District None investigated",
        "Birmingham Metropolitan borough Not stated",
        "Dartford District 2 of 4 50% Not compared",
        "Hartlepool Unitary authority No letter",
        "Kent County 12 of 20 60% Not compared",
        "Middlesbrough Unitary authority We are checking",
    ],
)
def test_the_table_says_each_state_in_words(row: str) -> None:
    assert row in words(councils_table())


def test_the_table_is_ordered_by_name_and_sorts_what_is_missing_last() -> None:
    html = councils_table()
    names = re.findall(r'<tr[^>]*><th scope="row"><a href="[^"]*">([^<]*)', html)
    assert names == ["Ashford", "Birmingham", "Dartford", "Hartlepool", "Kent", "Middlesbrough"]
    hartlepool = next(row for row in html.splitlines() if ">Hartlepool<" in row)
    assert "data-sort" not in hartlepool
    kent = next(row for row in html.splitlines() if ">Kent<" in row)
    assert re.findall('data-sort="([^"]*)"', kent) == ["12", "60", "-1"]
