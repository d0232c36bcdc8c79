"""The views by residents in a real browser: what is counted, what it is out of, and where there is no estimate."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from mapper import pages
from mapper.map import choropleth
from mapper.pictures import picture
from mapper.sources.populations.file import Residents
from tests.browser.test_accessibility import assert_no_barrier
from tests.editions import ASHFORD, KENT, kent_and_tees
from tests.readings import DARTFORD

RECEIVED, UPHELD = "received_per_10k_residents", "upheld_per_100k_residents"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("residents")
    known, of = kent_and_tees(), Residents(2018, {DARTFORD: 109_700, KENT: 1_568_600}, "Made-up estimates")
    edition = replace(known, years=tuple(replace(joined, residents=of) for joined in known.years))
    parts, drawn = choropleth.render(edition), picture.render(edition)
    for path, content in {
        **parts.files,
        **drawn.files,
        **pages.render(edition, parts, drawn.pictures),
    }.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder.as_uri()


def test_the_card_says_what_a_rate_rests_on(page: Page, home: str) -> None:
    page.goto(f"{home}/index.html#metric={RECEIVED}&council={DARTFORD}")
    panel = page.locator("#panel")
    expect(panel.locator(".leading")).to_have_text(
        "14complaints and enquiries received (1.3 for every 10,000 residents)"
    )
    expect(panel).to_contain_text("It had 109,700 residents in mid-2018.")
    expect(panel).not_to_contain_text("undefined")
    page.get_by_label("Show", exact=True).select_option(UPHELD)
    expect(panel.locator(".leading")).to_have_text("1complaint upheld (0.9 for every 100,000 residents)")
    expect(panel).to_contain_text("It rests on fewer than five upheld, which is too few to say much.")


def test_without_an_estimate_there_is_no_rate(page: Page, home: str) -> None:
    page.goto(f"{home}/index.html#metric={RECEIVED}&council={ASHFORD}")
    panel = page.locator("#panel")
    expect(panel).to_contain_text("There is no estimate of its residents here, so there is no rate.")
    expect(panel).not_to_contain_text("undefined")


def test_the_legend_and_the_table_have_no_per_cent(page: Page, home: str) -> None:
    page.goto(f"{home}/index.html#metric={RECEIVED}")
    legend = page.locator("#legend")
    expect(page.locator("#map-heading")).to_contain_text("received for every 10,000 residents")
    expect(legend).to_contain_text("below 11 to 22 to 33 or more")
    shade = legend.locator("[data-counted]", has=page.locator("rect.w1"))
    expect(shade).to_have_attribute("data-counted", "1")
    expect(legend.locator("li", has_text="No number of residents")).to_have_attribute("data-counted", "1")
    expect(legend).not_to_contain_text("%")
    page.get_by_text("Show these figures as a table").click()
    headings = page.locator("#as-table-box thead th")
    expect(headings).to_have_text(
        ["Council", "Type", "Received", "Residents", "For every 10,000 residents", "Class"]
    )
    row = page.locator("#as-table-box tbody tr", has_text="Dartford").locator("td")
    expect(row).to_have_text(["District", "14", "109,700", "1.3", "1 to 2"])
    expect(page.locator("body")).not_to_contain_text("undefined")


@pytest.mark.parametrize("width", [1280, 320])
def test_no_barrier_is_found(page: Page, home: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="light")
    page.goto(f"{home}/index.html#metric={UPHELD}&council={DARTFORD}")
    expect(page.locator("#panel")).to_be_visible()
    assert_no_barrier(page, width)
