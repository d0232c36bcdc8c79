"""The Ombudsman's records in a real browser: searched, opened from disk, and whole without scripts."""

import shutil
from pathlib import Path
from urllib.request import url2pathname

import pytest
from playwright.sync_api import Browser, Page, expect

from mapper import pages
from mapper.map import choropleth
from mapper.pages import records
from mapper.pictures import picture
from tests.browser.test_accessibility import assert_no_barrier, open_view
from tests.record_files import improvement, report, row, with_records

LISTS = ("records/kent-county-council/index.html", "councils/kent-county-council/index.html")
DARTFORD, KENT, ASHFORD = "Dartford Borough Council", "Kent County Council", "Ashford Borough Council"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A site of a few councils with 62 records, cut into files of ten."""
    folder = tmp_path_factory.mktemp("records")
    rows = [
        row(number, DARTFORD, summary=f"Noise number {number}, which it’s late about.")
        for number in range(1, 61)
    ]
    rows += [report(700, f"{KENT}; {ASHFORD}", summary="A child missed <b>school</b>.", gone="410")]
    rows += [improvement(800, KENT)]
    edition = with_records(folder, *({"gone": "", **one} for one in rows))
    parts, drawn = choropleth.render(edition), picture.render(edition)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "_IN_A_FILE", 10)
        files = {**parts.files, **drawn.files, **pages.render(edition, parts, drawn.pictures)}
    for path, content in files.items():
        target = folder / "site" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return (folder / "site").as_uri()


@pytest.fixture
def search(page: Page, home: str) -> Page:
    page.goto(f"{home}/records/index.html")
    return page


def test_words_are_found_in_every_file(search: Page) -> None:
    found = search.locator("#record-list > li")
    search.get_by_label("Find words").fill("its LATE noise")
    expect(search.locator("#record-count")).to_have_text("60 found")
    expect(found).to_have_count(50)
    search.get_by_role("button", name="Show more").click()
    expect(found).to_have_count(60)
    search.get_by_label("Find words").fill("20 000 007")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("Decision · 15 July 2021 · Housing > Allocations · Reference 20 000 007")
    search.get_by_label("Find words").fill("nothing of this kind")
    expect(search.locator("#record-count")).to_have_text("0 found")
    expect(search.locator("#record-found")).to_be_hidden()
    search.get_by_label("Find words").fill("")
    expect(search.locator("#record-count")).to_have_text("")


def test_council_and_kind_narrow_it(search: Page) -> None:
    found = search.locator("#record-list > li")
    search.get_by_label("Council", exact=True).select_option("Kent")
    expect(found).to_have_count(2)
    search.get_by_label("Kind").select_option("Service improvements")
    expect(found).to_have_count(1)
    search.get_by_label("Kind").select_option("Public interest reports")
    search.get_by_label("Council", exact=True).select_option("Ashford")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("A child missed <b>school</b>.")
    expect(found).to_contain_text("(answer 410)")
    expect(found.get_by_role("link")).to_have_text([ASHFORD, KENT])


def test_a_file_that_is_missing_is_said(browser: Browser, home: str, tmp_path: Path) -> None:
    shutil.copytree(url2pathname(home.removeprefix("file://")), tmp_path / "site")
    (tmp_path / "site/assets/records/3.js").unlink()
    page = browser.new_page()
    page.goto(f"{(tmp_path / 'site').as_uri()}/records/index.html")
    page.get_by_label("Find words").fill("noise")
    expect(page.locator("#record-count")).to_have_text(
        "30 found, but not all could be searched: a file of this site is missing."
    )
    page.close()


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("path", ["records/index.html", "records/dartford-borough-council/index.html"])
def test_no_page_is_wider_than_the_screen(page: Page, home: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{home}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_they_are_there_by_council(browser: Browser, home: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}/records/index.html")
    expect(page.locator("#record-search")).to_be_hidden()
    page.get_by_role("link", name="Dartford").click()
    expect(page.locator(".records > li")).to_have_count(60)
    context.close()


def test_the_maps_card_says_how_many(page: Page, home: str) -> None:
    page.goto(f"{home}/index.html#council=E07000107")
    link = page.locator("#panel").get_by_role("link", name="From the Ombudsman: 60 decisions")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dartford: decisions and reports")


def test_the_card_of_a_council_without_any_says_nothing(page: Page, home: str) -> None:
    page.goto(f"{home}/index.html#council=E06000002")
    expect(page.locator("#panel")).to_contain_text("On the Ombudsman’s site")
    expect(page.locator("#panel")).not_to_contain_text("From the Ombudsman")


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", ["records/index.html", *LISTS])
def test_no_barrier_is_found(page: Page, home: str, path: str, width: int) -> None:
    open_view(page, f"{home}/{path}", width)
    if path not in LISTS:
        page.get_by_label("Find words").fill("noise")
        expect(page.locator("#record-list > li")).to_have_count(50)
    assert_no_barrier(page, width)
