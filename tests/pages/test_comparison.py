"""A council is set against its type, and how that is decided is shown."""

import re
from collections.abc import Mapping

import pytest

from mapper.councils.council import CouncilType
from mapper.councils.register_file import load_register
from mapper.measures.edition import Edition
from tests.editions import edition
from tests.pages.rendered import only, page, said, with_values
from tests.readings import DARTFORD, DAY, year


def districts(
    case: tuple[int, int],
    others: tuple[int, int] = (50, 100),
    number: int = 30,
    more: Mapping[str, tuple[int, int]] | None = None,
) -> Edition:
    """Dartford with so many upheld of so many investigated, among so many others, and `more` by their codes."""
    codes = [
        c.gss_code
        for c in load_register().on(DAY)
        if c.type is CouncilType.DISTRICT and c.gss_code != DARTFORD
    ]
    cases = {DARTFORD: case, **dict.fromkeys(codes[:number], others), **(more or {})}
    return edition(
        *(
            year(
                with_values(
                    code,
                    {
                        "decided_upheld": numerator,
                        "investigations": denominator,
                        "uphold_rate": round(100 * numerator / denominator),
                    },
                ),
                code,
            )
            for code, (numerator, denominator) in cases.items()
        ),
        frames=bool(more),
    )


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            (40, 40),
            "Is that more often than in other districts? Far more often than expected The chart shows",
        ),
        ((20, 40), "Is that more often than in other districts? In the expected range The chart shows"),
        ((0, 40), "Is that more often than in other districts? Far less often than expected The chart shows"),
        (
            (4, 4),
            "Is that more often than in other districts? Too few to compare No count of so few cases could stand out.",
        ),
        (
            (40, 40),
            "(100%), far more often than expected. Like its type it would have had 14 to 26 of 40 in at least 95 of "
            "100 years. Districts together stand at 51% (1,540 of 3,040).",
        ),
    ],
)
def test_a_council_is_set_against_its_type(case: tuple[int, int], expected: str) -> None:
    assert expected in said(districts(case))


def test_the_funnel_is_drawn_twice_and_names_the_council_with_its_base() -> None:
    html = page(districts((27, 28)))
    assert html.count('<svg class="funnel') == 2
    assert html.count(">Dartford, 27 of 28</text>") == 2
    assert html.count('class="ring s5"') == 2
    assert "Each ring is one of 31 districts" in html
    assert "The line is their rate together, 50% (1,527 of 3,028)." in html


def test_with_too_few_of_its_type_there_is_no_funnel() -> None:
    html = page(districts((20, 40), number=3))
    assert '<svg class="funnel' not in html
    assert "Too few districts have a rate for this year to compare it with." in html


def test_without_a_rate_there_is_nothing_to_compare() -> None:
    assert "Is that more often than" not in said(only(with_values(DARTFORD, {"uphold_rate": None})))


def test_how_higher_is_decided_is_shown_with_the_districts() -> None:
    text = said(districts((27, 28)), "about/index.html")
    assert "How “more often” is decided" in text
    assert "Districts, year to 31 March 2019" in text
    assert "no type differs beyond chance" in text


def test_it_is_said_where_limits_are_widened_and_by_how_much() -> None:
    apart = districts((27, 28), (5, 50), 15)
    other = districts((27, 28), (45, 50), 30).years[0].councils[16:]
    years = [*apart.years[0].councils[:16], *other]
    text = said(edition(*years), "about/index.html")
    assert re.search(
        r"How far types differ beyond chance Year to 31 March 2019: Beyond chance, half of the districts lie within "
        r"\d+ points of \d+%",
        text,
    )


def test_neighbours_of_its_type_are_numbered_in_the_chart_and_named_below() -> None:
    gravesham, sevenoaks, bexley, kent = "E07000109", "E07000111", "E09000004", "E10000016"
    around = districts(
        (20, 40), more={gravesham: (6, 30), sevenoaks: (6, 30), bexley: (10, 30), kent: (20, 30)}
    )
    assert (
        "With a number, those of its type that touch Dartford: 1 Gravesham, 6 of 30; 2 Sevenoaks, 6 of 30."
        in said(around)
    )
    wide, narrow = re.findall(r'<circle class="ring near[^>]*>(?:<text[^>]*>)([^<]*)</text>', page(around))
    assert wide == narrow == "1, 2", "two at one point"


def test_a_council_without_neighbours_of_its_type_has_no_numbers() -> None:
    assert "With a number" not in said(districts((20, 40)))
