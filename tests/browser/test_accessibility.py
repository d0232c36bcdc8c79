"""What a program can find of barriers (WCAG 2.2 AA, by axe-core), on every kind of page, in every state of a letter."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby, islice

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from mapper.councils.council import Council, CouncilType
from mapper.councils.register_file import load_register
from mapper.letters.statistics import Problem
from mapper.review.reading import Status
from tests.browser.conftest import write_site
from tests.readings import DARTFORD, DAY, reading, year

ASHFORD, CANTERBURY, DOVER, MAIDSTONE = "E07000105", "E07000106", "E07000108", "E07000110"
KENT = "E10000016"

# Upheld and investigated where others uphold 10 of 20, by the class that follows: clearly higher and so on.
APART = {"E07000111": (60, 60), "E07000112": (41, 60), "E07000113": (19, 60), "E07000114": (0, 60)}

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A site in which every state of a letter and every class against the type occurs, with few councils a type."""
    cases = {DARTFORD: (1, 1), **APART}
    letters = {
        ASHFORD: reading(ASHFORD, investigations=0, decided_upheld=0, uphold_rate=None),
        CANTERBURY: reading(CANTERBURY, investigations=None),
        DOVER: None,
        MAIDSTONE: replace(
            reading(MAIDSTONE, Status.REVIEW),
            problems=(Problem("sum-mismatch", "Subjects add up to 15, not 14."),),
        ),
    }
    everywhere = load_register().on(DAY)
    some = some_of_each_type(everywhere)
    councils = [one for one in everywhere if KENT in (one.gss_code, one.county) or one in some]
    for council in councils:
        upheld, investigated = cases.get(council.gss_code, (10, 20))
        read = reading(
            council.gss_code,
            decided_upheld=upheld,
            investigations=investigated,
            uphold_rate=round(100 * upheld / investigated),
        )
        letters.setdefault(council.gss_code, read)
    years = [year(letters[council.gss_code], council.gss_code) for council in councils]
    return write_site(years, tmp_path_factory.mktemp("states"))


def some_of_each_type(councils: Iterable[Council]) -> list[Council]:
    """Sixty districts, so that two can stand clearly apart and two less so, and nine of each other type."""
    by_type = groupby(sorted(councils, key=lambda council: council.type), lambda council: council.type)
    return [one for kind, same in by_type for one in islice(same, 60 if kind is CouncilType.DISTRICT else 9)]


VIEWS = {
    "the map": "index.html",
    "a council on the map": f"index.html#council={DARTFORD}",
    "a letter in review on the map": f"index.html#council={MAIDSTONE}",
    "raw rates in hexagons": f"index.html#metric=uphold_rate&drawn=hexagons&council={ASHFORD}",
    "counts in counties": f"index.html#metric=received_total&tier=upper&council={DOVER}",
    "all councils": "councils/index.html",
    "England": "england/index.html",
    "councils side by side": f"compare/index.html#councils={DARTFORD},{ASHFORD},{DOVER},{KENT}",
    "about the data": "about/index.html",
    "the downloads": "data/index.html",
    "the build report": "report/index.html",
    "a council": "councils/dartford-borough-council/index.html",
    "a council in review": "councils/maidstone-borough-council/index.html",
    "a council without a letter": "councils/dover-district-council/index.html",
}


COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that look at colours: the others find the same in the light as in the dark."""


# 320 pixels is also a page of 1280 at 400% (WCAG 2.2, 1.4.10).
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("view", VIEWS)
def test_no_barrier_is_found(page: Page, states: str, view: str, width: int) -> None:
    open_view(page, f"{states}/{VIEWS[view]}", width)
    assert_no_barrier(page, width)


def test_controls_are_seen_in_forced_colours(page: Page, states: str) -> None:
    page.emulate_media(forced_colors="active")
    for path in ("index.html#table=open", "councils/index.html"):
        page.goto(f"{states}/{path}")
        expect(page.locator(".councils tbody tr")).not_to_have_count(0)
        expect(page.get_by_label("Years")).to_be_attached()
        # An arrow that is drawn as a picture is left out, and so is the shadow under the headings.
        look = "all => all.map(one => getComputedStyle(one).appearance)"
        assert set(page.locator("select").evaluate_all(look)) <= {"auto", "menulist"}
        line = "one => getComputedStyle(one).borderBottomWidth"
        assert page.locator(".councils thead th").first.evaluate(line) == "1px"
        under = "all => all.map(one => getComputedStyle(one).borderBottomColor)"
        current, others = (
            page.locator(f".nav a{which}").evaluate_all(under)
            for which in ("[aria-current]", ":not([aria-current])")
        )
        assert not set(current) & set(others)


def test_every_class_and_state_is_among_them(page: Page, states: str) -> None:
    open_view(page, f"{states}/index.html", 1280)
    for sign in ("s1", "s2", "s3", "s4", "s5", "few"):
        expect(page.locator(f"#map-frame path.area.{sign}").first).to_be_visible()
    for words in ("None investigated", "Not stated in the letter", "No letter yet", "We are checking"):
        step = page.locator("#legend li", has_text=words)
        expect(step).to_have_attribute("data-counted", "1")


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("DA1 1DR", "#answer .answer-tabs"),
        ("kent", "#found li"),
        ("cumberland", "#found li"),
        ("DA1", "#found-note"),
    ],
)
def test_no_barrier_is_found_in_what_the_find_box_shows(
    page: Page, states: str, typed: str, shown: str, width: int
) -> None:
    open_view(page, f"{states}/index.html", width)
    page.get_by_label("Your council or postcode").fill(typed)
    page.locator(shown).first.wait_for()
    assert_no_barrier(page, width)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("metric", ["against_type", "uphold_rate", "received_housing"])
def test_no_barrier_is_found_in_the_table(page: Page, states: str, metric: str, width: int) -> None:
    open_view(page, f"{states}/index.html#metric={metric}", width)
    page.get_by_text("Show these figures as a table").click()
    page.locator("#as-table table").wait_for()
    assert_no_barrier(page, width)


def open_view(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="light")
    page.goto(address)
    page.wait_for_load_state("load")


def assert_no_barrier(page: Page, width: int) -> None:
    """By all rules in light colours, and by those that look at colours in dark ones."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert barriers(page, {"type": "tag", "values": RULES}) == []
    page.emulate_media(color_scheme="dark")
    assert barriers(page, {"type": "rule", "values": COLOURS}) == []


def barriers(page: Page, rules: Mapping[str, object]) -> list[str]:
    # Without `preload`, which would fetch the style sheets again: the pages' own policy forbids to fetch anything.
    # That cells of large tables have headings is no rule of axe's own choice, as it is of others'.
    headings = {"td-has-header": {"enabled": rules["type"] == "tag"}}
    options = {"runOnly": rules, "rules": headings, "resultTypes": ["violations"], "preload": False}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]
