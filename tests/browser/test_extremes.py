"""The map where there is hardly anything to show, over a slow line, and as it has always looked."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page, Route, expect

from mapper.councils.register_file import load_register
from mapper.review.reading import CouncilYear
from tests.browser.conftest import write_site
from tests.readings import DARTFORD, DARTFORD_FIGURES, DAY, figures, reading, year

FIRST_VIEW = Path(__file__).parent / "first-view.png"

# Where every council has no letter, as a year that was asked for before its letters came.
NO_LETTERS = tuple(CouncilYear(council, DAY, None) for council in load_register().on(DAY))


def zeros() -> Sequence[CouncilYear]:
    """All councils, each with five investigations and none of them upheld, and with no complaints received."""
    some = {"investigations": 5, "decided_not_upheld": 5, "decided_total": 5, "compliance_rate": None}
    stated = figures({statistic: some.get(statistic, 0) for statistic in DARTFORD_FIGURES})
    by_statistic = {figure.statistic: figure for figure in stated}
    return [
        year(replace(reading(council.gss_code), figures=by_statistic), council.gss_code)
        for council in load_register().on(DAY)
    ]


def painted(page: Page) -> set[str]:
    """The classes of the areas of the map, without what all have."""
    found = page.locator("#map-frame path.area").evaluate_all(
        "all => all.map(one => one.getAttribute('class'))"
    )
    return {re.sub(r"leaflet-interactive|area", "", classes).strip() for classes in found}


def test_a_year_without_letters_is_a_map_of_marks(page: Page, tmp_path: Path) -> None:
    page.goto(f"{write_site(NO_LETTERS, tmp_path)}/index.html")
    expect(page.locator("#map-frame path.area")).to_have_count(326)
    assert painted(page) == {"missing"}
    expect(page.locator("#legend li", has_text="No letter")).to_have_attribute("data-counted", "326")
    for metric in ("uphold_rate", "received_total"):
        page.locator("#measure").select_option(metric)
        assert painted(page) == {"missing"}


def test_one_council_alone_fills_the_map(page: Page, tmp_path: Path) -> None:
    page.goto(f"{write_site([year(reading())], tmp_path)}/index.html#council={DARTFORD}")
    expect(page.locator("#map-frame path.area")).to_have_count(1)
    expect(page.get_by_role("heading", name="Dartford")).to_be_visible()
    expect(page.locator("#legend li", has_text="Not compared")).to_have_attribute("data-counted", "1")
    assert painted(page) == {"few"}


def test_all_councils_at_zero_are_all_as_expected(page: Page, tmp_path: Path) -> None:
    page.goto(f"{write_site(zeros(), tmp_path)}/index.html")
    expect(page.locator("#legend li", has_text="In the expected")).to_have_attribute("data-counted", "324")
    expect(page.locator("#legend li", has_text="Not compared")).to_have_attribute("data-counted", "2")
    assert painted(page) == {"s3", "few"}
    page.locator("#compared").uncheck()
    fewest = page.locator("#legend [data-counted]", has=page.locator("rect.w1"))
    expect(fewest).to_have_attribute("data-counted", "326")
    assert painted(page) == {"raw w1"}
    page.locator("#measure").select_option("received_total")
    expect(page.locator("#legend li", has_text="None received")).to_have_attribute("data-counted", "326")
    expect(page.locator("#map-frame path.bubble")).to_have_count(0)


def test_over_a_slow_line_the_page_can_be_read_before_the_map_is_there(page: Page, served: str) -> None:
    held: list[Route] = []
    page.route(re.compile(r"areas-\d+\.js"), lambda route: held.append(route))
    with page.expect_request(re.compile(r"areas-\d+\.js")):
        page.goto(f"{served}/index.html", wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_function("document.querySelectorAll('link').length > 3")
    assert page.locator("path.area").count() == 0
    held[0].continue_()
    expect(page.locator("#map-frame path.area")).to_have_count(326)


@pytest.mark.own_page
@pytest.mark.parametrize("act", ["opens the table", "prints", "saves"])
def test_who_acts_in_the_first_moments_finds_every_part_ready(page: Page, on_disk: str, act: str) -> None:
    # What a page puts off until it has time is put off for good, once it has begun to show its first view.
    page.add_init_script(
        "const wait = window.setTimeout; window.turns = 0;"
        "window.setTimeout = (act, ms) => ms ? wait(act, ms) : turns < 2 ? wait(() => { act(); turns += 1; }) : 0"
    )
    page.goto(f"{on_disk}/index.html")
    page.wait_for_function("turns === 2")
    assert page.locator("path.area").count() == 0
    match act:
        case "opens the table":
            page.locator("#as-table summary").click()
            expect(page.locator("#as-table tbody tr")).to_have_count(326)
        case "prints":
            page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
            assert page.locator("#paper path").count() > 326
        case _:
            with page.expect_download() as saved:
                page.locator("[data-keep=svg]").evaluate("one => one.click()")
            assert saved.value.path().read_text(encoding="utf-8").count("<path") > 326


def test_the_first_view_looks_as_it_did(page: Page, on_disk: str) -> None:
    """The map alone, without words, which look different with other fonts.

    To renew the picture after a change that is meant: delete it, run this test, and look at what it made.
    """
    page.goto(f"{on_disk}/index.html")
    expect(page.locator("#map-frame path.area")).to_have_count(326)
    for words in page.locator(".leaflet-control, .map-inset, .map-whole").all():
        words.evaluate("one => { one.style.visibility = 'hidden'; }")
    seen = Image.open(io.BytesIO(page.locator("#map-frame .map-box").screenshot()))
    small = seen.convert("RGB").resize((180, 180 * seen.height // seen.width), Image.Resampling.BOX)
    if not FIRST_VIEW.exists():
        small.save(FIRST_VIEW, optimize=True)
        pytest.fail(f"There was no picture to compare with; {FIRST_VIEW.name} has been made. Look at it.")
    kept = Image.open(FIRST_VIEW).convert("RGB")
    assert abs(kept.height - small.height) <= 4
    difference = ImageChops.difference(kept, small.resize(kept.size))
    assert max(ImageStat.Stat(difference).mean) < 2
    patches = difference.convert("L").resize((30, 30), Image.Resampling.BOX)
    assert max(patches.tobytes()) < 40
