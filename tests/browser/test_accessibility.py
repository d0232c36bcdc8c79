"""What a program can find of barriers (WCAG 2.2 AA, by axe-core), on every kind of page, in every state of a letter."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from mapper.councils.register_file import load_register
from mapper.letters.statistics import Problem
from mapper.review.reading import Status
from tests.browser.conftest import watched, write_site
from tests.readings import DARTFORD, DAY, reading, year

ASHFORD, CANTERBURY, DOVER, MAIDSTONE = "E07000105", "E07000106", "E07000108", "E07000110"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A site in which every state of a letter and every class against the type occurs."""
    cases = {DARTFORD: (1, 1), "E07000111": (60, 60), "E07000112": (0, 60)}
    letters = {
        ASHFORD: reading(ASHFORD, investigations=0, decided_upheld=0, uphold_rate=None),
        CANTERBURY: reading(CANTERBURY, investigations=None),
        DOVER: None,
        MAIDSTONE: replace(
            reading(MAIDSTONE, Status.REVIEW),
            problems=(Problem("sum-mismatch", "Subjects add up to 15, not 14."),),
        ),
    }
    councils = load_register().on(DAY)
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


VIEWS = {
    "the map": "index.html",
    "a council on the map": f"index.html#council={DARTFORD}",
    "a letter in review on the map": f"index.html#council={MAIDSTONE}",
    "raw rates in hexagons": f"index.html#metric=uphold_rate&drawn=hexagons&council={ASHFORD}",
    "counts in counties": f"index.html#metric=received_total&tier=upper&council={DOVER}",
    "all councils": "councils/index.html",
    "about the data": "about/index.html",
    "a council": "councils/dartford-borough-council/index.html",
    "a council in review": "councils/maidstone-borough-council/index.html",
    "a council without a letter": "councils/dover-district-council/index.html",
}


@contextmanager
def opened(browser: Browser, address: str, width: int, theme: str) -> Iterator[Page]:
    size = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, color_scheme=theme)  # type: ignore[arg-type]
    with watched(context) as page:
        page.goto(address)
        page.wait_for_load_state("load")
        yield page


# 320 pixels is also a page of 1280 at 400% (WCAG 2.2, 1.4.10).
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_no_barrier_is_found(browser: Browser, states: str, view: str, theme: str, width: int) -> None:
    with opened(browser, f"{states}/{VIEWS[view]}", width, theme) as page:
        assert_no_barrier(page, width)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("typed", "shown"),
    [("DA1 1DR", "#answer h2"), ("kent", "#found li"), ("cumberland", "#found li"), ("DA1", "#found-note")],
)
def test_no_barrier_is_found_in_what_the_find_box_shows(
    browser: Browser, states: str, typed: str, shown: str, theme: str, width: int
) -> None:
    with opened(browser, f"{states}/index.html", width, theme) as page:
        page.get_by_label("Find a council").fill(typed)
        page.locator(shown).first.wait_for()
        assert_no_barrier(page, width)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("metric", ["against_type", "uphold_rate", "received_housing"])
def test_no_barrier_is_found_in_the_table(
    browser: Browser, states: str, metric: str, theme: str, width: int
) -> None:
    with opened(browser, f"{states}/index.html#metric={metric}", width, theme) as page:
        page.get_by_text("Show these figures as a table").click()
        page.locator("#as-table table").wait_for()
        assert_no_barrier(page, width)


def assert_no_barrier(page: Page, width: int) -> None:
    # Without `preload`, which would fetch the style sheets again: the pages' own policy forbids to fetch anything.
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "resultTypes": ["violations"],
        "preload": False,
    }
    found = Axe().run(page, options=options).response["violations"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    named = [
        f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]
    assert not named, "\n".join(named)
