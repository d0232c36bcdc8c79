"""The funnels of a council's other years: its type in a picture of its own, the council in its place over it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from mapper.letters.illustration import Illustration
from mapper.measures.edition import Edition
from mapper.pages import render
from mapper.review.reading import CouncilYear, Reading
from tests.editions import KENT, MAP, edition
from tests.pages.rendered import EARLIER, page, with_values, words
from tests.pages.test_comparison import districts
from tests.readings import DARTFORD, council, year

PAGE = "councils/dartford-borough-council/index.html"
WIDE = "assets/funnels/2018-district-wide.svg"


def letter(code: str, case: tuple[int, int]) -> Reading:
    numerator, denominator = case
    rate = round(100 * numerator / denominator) if denominator else None
    return with_values(
        code, {"decided_upheld": numerator, "investigations": denominator, "uphold_rate": rate}
    )


def two_years(before: tuple[int, int], number: int = 30, made_up: bool = False) -> Edition:
    """Dartford, 20 of 40 among thirty districts, and a year before with `before` among so many others; and Kent."""
    newest = districts((20, 40)).council_years
    codes = [one.council.gss_code for one in newest if one.council.gss_code != DARTFORD][:number]
    cases: Mapping[str, tuple[int, int]] = {DARTFORD: before, **dict.fromkeys(codes, (50, 100)), KENT: (7, 9)}
    mark = Illustration.INVENTED if made_up else None
    earlier = [
        CouncilYear(
            council(code), EARLIER, replace(letter(code, case), period_end=EARLIER, illustration=mark)
        )
        for code, case in cases.items()
    ]
    return edition(*newest, year(letter(KENT, (7, 9)), KENT), *earlier)


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return render(two_years((39, 40)), MAP, ())


def details(html: str) -> list[str]:
    return re.findall(r"<details class=.year-funnel.>.*?</details>", html, re.DOTALL)


def test_each_other_year_has_the_type_as_a_picture_and_the_council_over_it(site: dict[str, bytes]) -> None:
    (one,) = details(site[PAGE].decode())
    text = words(f"<body>{one}")
    assert text.startswith(
        "Year to 31 March 2018: far more often than expected 39 of 40 investigated complaints"
    )
    assert ">Dartford, 39 of 40</text>" in one
    assert f'src="../../{WIDE}"' in one and 'loading="lazy"' in one
    assert "do not quote" not in site[WIDE].decode()


def test_what_lies_over_the_picture_is_where_the_picture_has_it(site: dict[str, bytes]) -> None:
    (one,) = details(site[PAGE].decode())
    for size, drawn in zip(("wide", "narrow"), re.findall(r"<svg.*?</svg>", one, re.DOTALL), strict=True):
        over, under = ElementTree.fromstring(drawn), ElementTree.fromstring(site[WIDE.replace("wide", size)])
        assert over.get("viewBox") == under.get("viewBox")
        places = [(ring.get("cx"), ring.get("cy")) for ring in under.findall(".//{*}circle")]
        assert len(places) == 2, "thirty at one point, and one"
        assert [(ring.get("cx"), ring.get("cy")) for ring in over.findall(".//circle")] == places[-1:]


def test_the_county_is_named_and_is_not_in_the_chart() -> None:
    counties = [one for one in two_years((39, 40)).council_years if one.council.gss_code != KENT]
    assert "Its county" not in page(edition(*counties))
    assert "Its county, Kent, is of another type and not in the chart: 7 of 9." in page(two_years((39, 40)))


def test_a_year_without_a_rate_or_with_too_few_to_compare_has_none() -> None:
    assert not details(page(two_years((0, 0))))
    assert not details(page(two_years((3, 4), number=3)))


def test_made_up_figures_are_named_in_the_picture() -> None:
    site = render(two_years((39, 40), made_up=True), MAP, ())
    path = "assets/funnels/2018-district-all-wide.svg"
    assert f'src="../../{path}"' in site[PAGE].decode()
    assert ">Made-up figures: do not quote.</text>" in site[path].decode()
