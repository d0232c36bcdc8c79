"""Councils side by side: what the page offers to choose, and what the file of each council holds."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mapper.measures.edition import Edition
from mapper.pages import render
from mapper.review.reading import CouncilYear
from tests.editions import ASHFORD, HARTLEPOOL, KENT, MAP, MIDDLESBROUGH, corrected, edition, kent_and_tees
from tests.pages.rendered import earlier, page, with_values
from tests.readings import DARTFORD, council, reading, year

FILE = re.compile(r"lettersCompare\.receive\(\"(E\d{8})\",(.*)\);\n", re.DOTALL)


def file_of(edition: Edition, code: str = DARTFORD) -> str:
    return render(edition, MAP, ())[f"assets/compare/{code}.js"].decode()


def loaded(edition: Edition, code: str = DARTFORD) -> Any:
    """What the page receives from the file of a council."""
    found = FILE.search(file_of(edition, code))
    assert found is not None and found[1] == code
    return json.loads(found[2])


def marks(edition: Edition) -> list[str]:
    """The words of every mark that the page brings, in their order."""
    html = page(edition, "compare/index.html")
    return re.findall(r"<span data-sign=.*?</span>([^<]+)</span></span>", html)


def test_a_rate_stands_with_its_base_its_interval_and_its_own_type() -> None:
    both = edition(
        year(with_values(DARTFORD, {"investigations": 8, "decided_upheld": 2, "uphold_rate": 25})),
        *(
            year(reading(code, investigations=20, decided_upheld=12, uphold_rate=60), code)
            for code in (ASHFORD, "E07000106", "E07000108", "E07000109", "E07000110", "E07000111")
        ),
        year(reading(KENT, investigations=90, decided_upheld=90), KENT),
    )
    upheld = loaded(both)["years"]["2019"]["rates"][0]
    assert upheld["said"] == ["2 of 8 (25%)", 0]
    assert upheld["at"] == [25.0, 7.1, 59.1], "Wilson's interval of 2 of 8"
    assert upheld["type"].startswith("74 of 128 ("), "the county is not among the districts"
    assert upheld["tick"] == 57.8


def test_without_cases_of_its_own_a_council_is_not_compared_though_its_type_has_a_rate() -> None:
    none = year(with_values(DARTFORD, {"investigations": 0, "decided_upheld": 0, "uphold_rate": None}))
    others = (year(reading(code), code) for code in (ASHFORD, "E07000106", "E07000108"))
    upheld = loaded(edition(none, *others))["years"]["2019"]["rates"][0]
    assert (upheld["expected"], upheld["type"]) == ("Not compared", "Not compared")


@pytest.mark.parametrize(
    ("code", "expected"), [(MIDDLESBROUGH, "We are checking"), (HARTLEPOOL, "No letter")]
)
def test_why_there_are_no_figures_is_said_in_words(code: str, expected: str) -> None:
    found = loaded(kent_and_tees(), code)["years"]["2019"]
    assert found.keys() == {"why"}
    mark, sentence = found["why"]
    assert marks(kent_and_tees())[mark] == expected
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"investigations": 0, "decided_upheld": 0, "uphold_rate": None}, "None investigated"),
        ({"investigations": None, "decided_upheld": None}, "Not stated"),
    ],
)
def test_a_rate_that_is_not_there_is_no_zero(values: dict[str, int | None], expected: str) -> None:
    only = edition(year(with_values(DARTFORD, dict(values))))
    upheld = loaded(only)["years"]["2019"]["rates"][0]
    assert (upheld["said"], upheld["at"]) == (None, None)
    assert marks(only)[upheld["mark"]] == expected


def test_what_is_not_stated_is_no_dash() -> None:
    only = edition(year(with_values(DARTFORD, {"received_total": None})))
    assert marks(only)[loaded(only)["years"]["2019"]["received"]["mark"]] == "Not stated"


def test_a_corrected_figure_is_marked() -> None:
    found = loaded(edition(year(corrected(reading()))))["years"]["2019"]
    assert found["received"]["said"] == ["14", 1]
    assert found["rates"][0]["said"] == ["1 of 1 (100%)", 0]


def test_a_year_without_office_has_no_place() -> None:
    assert set(loaded(edition(year(reading()), earlier(reading())))["years"]) == {"2018", "2019"}
    both = edition(year(reading()), earlier(reading()), year(reading(ASHFORD), ASHFORD))
    assert set(loaded(both, ASHFORD)["years"]) == {"2019"}


def test_neighbours_of_its_own_type_come_first() -> None:
    bexley, gravesham, sevenoaks = "E09000004", "E07000109", "E07000111"
    codes = (DARTFORD, bexley, gravesham, sevenoaks, ASHFORD)
    around = edition(*(year(reading(code), code) for code in codes), frames=True)
    assert loaded(around)["near"] == [gravesham, sevenoaks, bexley]
    assert loaded(around, ASHFORD)["near"] == []


def test_made_up_figures_say_so_in_the_file_and_beside_each_year() -> None:
    made_up = kent_and_tees(real=False)
    assert file_of(made_up).startswith("/* Made-up figures: do not quote. */")
    assert loaded(made_up)["years"]["2019"]["tag"] == "made up"
    assert not file_of(kent_and_tees()).startswith("/*")


def test_every_council_can_be_chosen_and_is_chosen_on_its_own_page() -> None:
    html = page(kent_and_tees(), "compare/index.html")
    offered = re.findall(r'<option value="(E\d+)"', html)
    assert sorted(offered) == sorted([DARTFORD, ASHFORD, KENT, MIDDLESBROUGH, HARTLEPOOL])
    assert f'href="../../compare/index.html#councils={DARTFORD}"' in page(kent_and_tees())


def test_a_council_whose_code_changed_is_one_choice_under_both() -> None:
    old, new = "E08000019", "E08000039"
    years = [
        CouncilYear(council(code), day, replace(reading(code), period_end=day))
        for code, day in ((old, date(2025, 3, 31)), (new, date(2026, 3, 31)))
    ]
    sheffield = edition(*years)
    html = page(sheffield, "compare/index.html")
    assert f'<option value="{new}" data-former="{old}">' in html
    assert set(loaded(sheffield, new)["years"]) == {"2025", "2026"}
    assert f"assets/compare/{old}.js" not in render(sheffield, MAP, ())
