"""The pages beside the map in a real browser: table, banner, widths, dark, paper, and without scripts."""

import csv
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pdfplumber
import pytest
from playwright.sync_api import Locator, Page, expect

from mapper import pages
from mapper.review.report import ILLUSTRATIVE_NOTICE
from tests.editions import MAP, MIDDLESBROUGH, corrected, edition, in_review
from tests.readings import reading, year

DARTFORD = "councils/dartford-borough-council/index.html"
PAGES = ("councils/index.html", "about/index.html", DARTFORD, "councils/kent-county-council/index.html")
LONG = (
    "councils/council-of-the-isles-of-scilly/index.html",
    ("councils/kings-lynn-and-west-norfolk-borough-council/index.html"),
)


def open_table(page: Page, home: str) -> Locator:
    page.goto(f"{home}/councils/index.html")
    return page.locator("#councils tbody tr:visible")


def column(page: Page, number: int) -> list[str]:
    """What a column says, from the top down; cells begin at 1."""
    cells = page.locator(f"#councils tbody tr:visible > :nth-child({number})")
    return [" ".join(text.split()) for text in cells.all_inner_texts()]


def top_of(locator: Locator) -> float:
    box = locator.bounding_box()
    assert box is not None
    return box["y"]


def bottom_of(locator: Locator) -> float:
    box = locator.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_the_choice_of_councils_stands_in_the_address_and_in_a_file(page: Page, served: str) -> None:
    rows = open_table(page, f"{served}")
    page.get_by_label("Region").select_option("North East")
    page.get_by_label("Type", exact=True).select_option("metropolitan borough")
    page.get_by_role("button", name="Upheld, of investigated").click()
    page.get_by_role("button", name="Upheld, of investigated").click()
    expect(page.locator("#filter-count")).to_have_text("5 of 353 councils")
    names = column(page, 1)
    page.goto("about:blank")
    page.goto(f"{served}/councils/index.html#type=metropolitan+borough&region=North+East&order=-cases")
    expect(rows).to_have_count(5)
    assert column(page, 1) == names
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV of these").click()
    assert download.value.suggested_filename == "councils-2019-against_type.csv"
    text = download.value.path().read_text("utf-8-sig")
    header, *lines = list(csv.reader(text.splitlines()))
    assert [line[0] for line in lines] == [name.removesuffix(" made up") for name in names]
    shown = dict(zip(header, lines[0], strict=True))
    assert shown["Note"] == "made up" and shown["Region"] == "North East"
    assert re.fullmatch(r"\d+ of \d+", shown["Upheld, of investigated"])


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_and_warns_before_all_else(page: Page, home: str, path: str) -> None:
    page.goto(f"{home}/{path}")
    expect(page.locator("h1")).to_have_count(1)
    assert page.locator("body").inner_text().lstrip().startswith(ILLUSTRATIVE_NOTICE)


@pytest.mark.parametrize("width", [1440, 768, 360])
@pytest.mark.parametrize("path", [*PAGES, *LONG])
def test_no_page_is_wider_than_the_screen(page: Page, on_disk: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{on_disk}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_link_of_a_council_to_its_letter_opens_a_pdf(page: Page, on_disk: str) -> None:
    page.goto(f"{on_disk}/{DARTFORD}")
    links = page.locator(".figures a[href*='.pdf']").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == 26
    for address in {link.partition("#")[0] for link in links}:
        assert Path(unquote(urlsplit(address).path)).read_bytes().startswith(b"%PDF")


# Corrections and letters in review, which the illustrative site has none of


@pytest.fixture(scope="module")
def doubtful_site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A site with a correction that has much to say, and with a letter in review."""
    words = {"reason": "misread " * 40, "evidence": f"https://example.org/{'a' * 200}", "printed": "1" * 60}
    letter = corrected(corrected(reading(), **words), "decided_upheld", corrected="1", value=1)
    made = edition(year(letter), year(in_review(), MIDDLESBROUGH))
    folder = tmp_path_factory.mktemp("doubtful")
    for path, content in pages.render(made, MAP, ()).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder.as_uri()


@pytest.mark.parametrize("width", [1440, 768, 360])
def test_a_correction_is_seen_and_widens_no_page(page: Page, doubtful_site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in (DARTFORD, "about/index.html"):
        page.goto(f"{doubtful_site}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for mark in page.locator(".fix:visible").all():
            box = mark.bounding_box()
            assert (
                box is not None and box["x"] >= 0 and box["x"] + box["width"] <= width and box["height"] < 40
            )
    page.goto(f"{doubtful_site}/{DARTFORD}")
    assert page.get_by_text("corrected", exact=True).count() >= 10


def test_a_letter_in_review_says_why_and_leads_to_itself(page: Page, doubtful_site: str) -> None:
    page.goto(f"{doubtful_site}/councils/middlesbrough-borough-council/index.html")
    notice = page.locator(".notice")
    expect(notice).to_contain_text("We are checking this letter, so its figures are not shown yet.")
    expect(notice.get_by_role("link", name="The letter itself")).to_have_attribute(
        "href", "../../letters/2019/middlesbrough-borough-council.pdf"
    )
    expect(page.locator(".strip, .figures, .bars")).to_have_count(0)


# The table of all councils


def test_the_table_is_filtered_by_name_and_type(page: Page, home: str) -> None:
    rows = open_table(page, home)
    expect(rows).to_have_count(353)
    page.get_by_label("Find a council").fill("kings lynn")
    expect(rows).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("1 of 353 councils")
    page.get_by_label("Find a council").fill("")
    page.get_by_label("Type", exact=True).select_option("county")
    expect(rows).to_have_count(27)
    page.get_by_label("Find a council").fill("atlantis")
    expect(rows).to_have_count(0)
    expect(page.get_by_text("No council here is called that.")).to_be_visible()


def test_the_table_is_narrowed_to_a_class(page: Page, on_disk: str) -> None:
    rows = open_table(page, on_disk)
    page.get_by_label("Class", exact=True).select_option("Too few to compare")
    expect(page.get_by_role("status")).to_contain_text(" of 353 councils")
    assert set(column(page, 6)) == {"Too few to compare"}
    page.get_by_label("Class", exact=True).select_option("All classes")
    expect(rows).to_have_count(353)


def test_a_column_is_ordered_both_ways_by_number(page: Page, on_disk: str) -> None:
    open_table(page, on_disk)
    page.get_by_label("Show", exact=True).select_option("received_total")
    received = page.get_by_role("columnheader", name="Received")
    for word, reverse in (("ascending", False), ("descending", True)):
        received.get_by_role("button").click()
        expect(received).to_have_attribute("aria-sort", word)
        numbers = [int(text.replace(",", "")) for text in column(page, 3)]
        assert numbers == sorted(numbers, reverse=reverse)
    expect(page.locator("#councils [aria-sort]")).to_have_count(1)


def test_what_has_no_rate_comes_last_both_ways(page: Page, on_disk: str) -> None:
    open_table(page, on_disk)
    rate = page.get_by_role("columnheader", name="Against its type")
    for _ in range(2):
        rate.get_by_role("button").click()
        said = page.locator("#councils tbody td:last-child").all_inner_texts()
        missing = said.count("None investigated")
        assert missing > 0
        assert set(said[-missing:]) == {"None investigated"}


def test_the_table_is_ordered_with_the_keyboard(page: Page, on_disk: str) -> None:
    open_table(page, on_disk)
    page.get_by_role("columnheader", name="Council").get_by_role("button").focus()
    page.keyboard.press("Enter")
    names = column(page, 1)
    assert names[0].startswith("York") and names[-1].startswith("Adur")


def test_the_headings_stay_in_sight(page: Page, on_disk: str) -> None:
    open_table(page, on_disk)
    page.mouse.wheel(0, 4000)
    page.wait_for_function("() => scrollY > 3000")
    assert abs(top_of(page.get_by_role("columnheader", name="Council"))) <= 1


def test_the_table_is_whole_without_scripts(scriptless: Page, on_disk: str) -> None:
    expect(open_table(scriptless, on_disk)).to_have_count(353)
    expect(scriptless.locator("#filter")).to_be_hidden()
    expect(scriptless.locator("#councils thead")).to_contain_text("Upheld, of investigated")
    expect(scriptless.get_by_label("Years")).to_be_hidden()


# Banner, colours, paper


def test_the_banner_is_one_line_and_scrolls_away(page: Page, on_disk: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{on_disk}/index.html")
    assert bottom_of(page.locator(".banner")) <= 34
    page.goto(f"{on_disk}/{DARTFORD}")
    page.evaluate("scrollTo(0, 1500)")
    assert bottom_of(page.locator(".banner")) < 0
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{on_disk}/index.html")
    expect(page.locator(".banner strong")).to_be_visible()
    expect(page.locator(".banner span")).to_be_hidden()


PAPER_OF = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(251, 250, 247)", "rgb(19, 21, 24)"


@pytest.mark.parametrize(
    ("prefers", "first", "override", "then"),
    [
        ("light", LIGHT, "dark", DARK),
        ("dark", DARK, "light", LIGHT),
    ],
)
def test_dark_follows_the_system_and_can_be_overridden(
    page: Page, on_disk: str, prefers: str, first: str, override: str, then: str
) -> None:
    page.emulate_media(color_scheme=prefers)  # type: ignore[arg-type]
    page.goto(f"{on_disk}/{DARTFORD}")
    assert page.evaluate(PAPER_OF) == first
    assert ink_on_paper(page) == "rgb(27, 26, 24)", "paper is always light"
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", override)
    assert page.evaluate(PAPER_OF) == then
    assert ink_on_paper(page) == "rgb(27, 26, 24)", "paper is always light"


def ink_on_paper(page: Page) -> str:
    page.emulate_media(media="print")
    ink: str = page.evaluate("getComputedStyle(document.body).color")
    page.emulate_media(media="screen")
    return ink


KINDS = (
    "dartford-borough-council",
    "kent-county-council",
    "city-of-london",
    "council-of-the-isles-of-scilly",
)


@pytest.mark.parametrize("slug", KINDS)
def test_on_paper_a_council_takes_two_sheets_with_nothing_small_or_cut_off(
    page: Page, on_disk: str, tmp_path: Path, slug: str
) -> None:
    page.goto(f"{on_disk}/councils/{slug}/index.html")
    page.pdf(path=tmp_path / "council.pdf", prefer_css_page_size=True)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 1000})  # the width of an A4 sheet within its margins
    wider = page.evaluate("document.documentElement.scrollWidth")
    assert wider <= 688, "Chromium would shrink what is wider than the sheet"
    with pdfplumber.open(tmp_path / "council.pdf") as paper:
        assert len(paper.pages) <= 2
        letters = [letter for sheet in paper.pages for letter in sheet.chars if letter["text"].strip()]
        assert min(letter["size"] for letter in letters) >= 7
        width, height = paper.pages[0].width, paper.pages[0].height
        outside = [one["text"] for one in letters if one["x0"] < 30 or one["x1"] > width - 30]
        assert not outside and all(0 < one["top"] < one["bottom"] < height for one in letters)


# As tall on paper as a section of four years with their chart.
SECTION_OF_YEARS = 350
WITH_YEARS = """height => {
  const years = document.createElement("section");
  Object.assign(years, { id: "years", className: "across" });
  years.style.height = `${height}px`;
  document.querySelector(".two").before(years);
}"""


def test_on_paper_what_follows_the_years_begins_on_their_sheet(
    page: Page, on_disk: str, tmp_path: Path
) -> None:
    """A sheet begun anew for it would be too short for districts with many neighbours."""
    page.goto(f"{on_disk}/councils/epping-forest-district-council/index.html")
    assert page.locator("#years").count() == 0
    page.evaluate(WITH_YEARS, SECTION_OF_YEARS)
    page.pdf(path=tmp_path / "council.pdf", prefer_css_page_size=True)
    with pdfplumber.open(tmp_path / "council.pdf") as paper:
        assert len(paper.pages) == 2
        assert "What the complaints were about" in (paper.pages[0].extract_text() or "")


def test_on_paper_every_sheet_names_the_council_and_warns(page: Page, on_disk: str, tmp_path: Path) -> None:
    page.goto(f"{on_disk}/{DARTFORD}")
    page.pdf(path=tmp_path / "dartford.pdf", prefer_css_page_size=True)
    with pdfplumber.open(tmp_path / "dartford.pdf") as paper:
        sheets = [" ".join((sheet.extract_text() or "").split()) for sheet in paper.pages]
    assert len(sheets) == 2
    for number, sheet in enumerate(sheets, start=1):
        assert ILLUSTRATIVE_NOTICE in sheet
        assert "Dartford, year to 31 March 2019" in sheet
        assert f"Page {number} of 2" in sheet
        assert "About the data" not in sheet
