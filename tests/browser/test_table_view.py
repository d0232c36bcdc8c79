"""The view as a table and in words: the same figures as the map, in step with it."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from mapper.letters.illustration import Illustration
from mapper.review.report import ILLUSTRATIVE_NOTICE
from tests.map.test_choropleth import STATES, edition, joined
from tests.readings import reading, year

from .test_map import LOWER, UPPER, areas, marks, open_map, panel, publish


def table(page: Page) -> Locator:
    return page.locator("#as-table table")


def rows(page: Page) -> Locator:
    return table(page).locator("tbody tr")


def row(page: Page, name: str) -> Locator:
    return rows(page).filter(has=page.get_by_role("link", name=name, exact=True))


def open_table(page: Page) -> None:
    page.get_by_text("Show these figures as a table").click()
    expect(table(page)).to_be_visible()


def heading(page: Page, name: str) -> Locator:
    return table(page).get_by_role("columnheader", name=name)


def test_the_table_is_made_when_it_is_opened(page: Page, home: str) -> None:
    open_map(page, home)
    expect(table(page)).to_have_count(0)
    open_table(page)
    expect(rows(page)).to_have_count(LOWER)
    expect(table(page).locator("caption")).to_have_text(
        "Uphold rate, against its type, 2018–19, local councils"
    )
    assert row(page, "Dartford").locator("th, td").all_inner_texts() == [
        "Dartford redrawn page",
        "District",
        "1 of 1",
        "100%",
        "",
        "Too few to compare",
    ]


@pytest.mark.parametrize("tier", ["lower", "upper"])
@pytest.mark.parametrize("metric", ["against_type", "uphold_rate", "complied_on_time", "received_housing"])
def test_the_table_says_what_the_map_says(page: Page, on_disk: str, metric: str, tier: str) -> None:
    """Every area's own label has the value that stands in its row."""
    open_map(page, on_disk, f"#metric={metric}&tier={tier}")
    open_table(page)
    said: dict[str, str] = dict(
        label.split(": ", 1)
        for label in areas(page).evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    )
    cells: list[list[str]] = rows(page).evaluate_all(
        """all => all.map((row) => {
          const [council, , ...cells] = [...row.cells];
          return [council.querySelector("a"), ...cells].map((cell) => cell.textContent);
        })"""
    )
    assert len(cells) == len(said) == (LOWER if tier == "lower" else UPPER)
    for name, value, *more in cells:
        spoken = said[name].lower()
        assert spoken.startswith(value.lower())
        if more:
            rate, *_, words = more
            assert f"({rate})" in spoken
            few = re.search("fewer than .*", spoken)
            if metric == "against_type":
                # A tint is a place in the range and no class.
                spoken = re.sub("in the range, towards (more|less)$", "in the expected range", spoken)
                assert spoken.endswith(words.lower())
            elif few:
                assert words.lower() == few[0]
            else:
                assert "fewer" not in words


def test_the_table_follows_the_map(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    open_table(page)
    page.get_by_role("radio", name="County-level").check()
    expect(rows(page)).to_have_count(UPPER)
    expect(row(page, "Kent")).to_contain_text("County")
    page.get_by_label("Show", exact=True).select_option("received_total")
    expect(heading(page, "Received")).to_be_visible()
    expect(heading(page, "Rate")).to_have_count(0)
    page.get_by_text("Show these figures as a table").click()
    page.get_by_label("Show", exact=True).select_option("uphold_rate")
    page.get_by_text("Show these figures as a table").click()
    expect(heading(page, "Upheld, of investigated")).to_be_visible()


def test_the_table_is_ordered_by_keyboard(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    open_table(page)
    expect(heading(page, "Council")).to_have_attribute("aria-sort", "ascending")
    names = rows(page).locator("th a").all_inner_texts()
    assert names == sorted(names, key=lambda name: name.replace("’", "").replace(".", ""))
    button = heading(page, "Rate").get_by_role("button")
    button.focus()
    for direction, sign in (("ascending", 1), ("descending", -1)):
        page.keyboard.press("Enter")
        expect(heading(page, "Rate")).to_have_attribute("aria-sort", direction)
        assert heading(page, "Council").get_attribute("aria-sort") is None
        expect(button).to_be_focused()
        found = rows(page).evaluate_all(
            "all => all.map(row => row.cells.length > 3 ? [row.cells[3].textContent, row.cells[5].textContent] : null)"
        )
        # What has no rate stands last, whichever way, and before it what is not compared.
        rated = [one for one in found if one]
        assert len(found) - len(rated) == marks(page) > 0
        assert found[len(rated) :] == [None] * (len(found) - len(rated))
        few = [standing in ("Too few to compare", "Not compared") for _, standing in rated]
        assert few == sorted(few)
        assert 0 < sum(few) < len(few)
        for group in (False, True):
            rates = [
                float(rate.rstrip("%"))
                for (rate, _), is_few in zip(rated, few, strict=True)
                if is_few is group
            ]
            assert rates == sorted(rates, reverse=sign < 0)


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Four councils: one with a rate, one with none investigated, one that does not state it, one without a letter."""
    letters = {
        STATES["none"]: reading(STATES["none"], investigations=0, decided_upheld=0, uphold_rate=None),
        STATES["not stated"]: reading(STATES["not stated"], investigations=None),
        STATES["no letter"]: None,
    }
    years = [year(letter, code) for code, letter in letters.items()]
    return publish(tmp_path_factory.mktemp("states"), edition(joined([year(reading()), *years])))


def test_what_is_missing_has_its_mark_and_its_words(page: Page, states: str) -> None:
    open_map(page, states)
    open_table(page)
    for name, words in {
        "Ashford": "None investigated",
        "Canterbury": "Not stated",
        "Dover": "No letter",
    }.items():
        expect(row(page, name).locator("td").last).to_have_text(words)
        expect(row(page, name).locator("td .sw svg")).to_have_count(1)


def test_the_address_says_what_is_shown_of_the_table(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    open_table(page)
    page.get_by_label("Region").select_option("London")
    page.get_by_label("Class", exact=True).select_option("Too few to compare")
    heading(page, "Rate").get_by_role("button").click()
    shown = rows(page).filter(visible=True)
    names = shown.locator("th a").all_inner_texts()
    assert 0 < len(names) < LOWER
    expect(page.locator("#filter-count")).to_have_text(f"{len(names)} of {LOWER} councils")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(shown).to_have_count(len(names))
    assert shown.locator("th a").all_inner_texts() == names
    # A choice of the map leaves what was chosen of the table.
    page.get_by_label("Show", exact=True).select_option("received_total")
    expect(heading(page, "Received")).to_be_visible()
    expect(page.get_by_label("Class", exact=True)).to_be_hidden()
    expect(page.get_by_label("Region")).to_have_value("london")
    for part in ("table=open", "metric=received_total", "region=london"):
        expect(page).to_have_url(re.compile(part))


EVERYTHING = """() => [
  ...[...document.querySelectorAll("#councils tbody tr")].map((row) => row.outerHTML),
  ...[...document.querySelectorAll("#councils th[data-key]")].map((one) => [one.textContent, one.className].join()),
  ...["#councils caption", "#list-title", "#list-note", "#list-outside"].map((at) =>
    document.querySelector(at).textContent),
]"""
"""The table of all councils with what is said of it."""


def test_scripts_make_the_rows_that_a_page_has_without_them(page: Page, states: str, on_disk: str) -> None:
    """Those of Python and of the scripts are one table, down to the letter."""
    for home in (states, on_disk):
        page.goto(f"{home}/councils/index.html")
        first = page.evaluate(EVERYTHING)
        page.get_by_label("Show", exact=True).select_option("received_total")
        expect(page.locator("#councils caption")).to_contain_text("Received")
        assert page.evaluate(EVERYTHING) != first
        page.get_by_label("Show", exact=True).select_option("uphold_rate")
        expect(page.locator("#councils caption")).to_contain_text("Uphold rate, against its type")
        assert page.evaluate(EVERYTHING) == first


def test_all_councils_have_other_years_and_measures(page: Page, tmp_path: Path) -> None:
    """The warning comes with the year that is made up."""
    made_up = year(reading(illustration=Illustration.INVENTED))
    both = joined([year(reading())]), joined([made_up], date(2018, 3, 31))
    home = publish(tmp_path, edition(*both))
    for path in ("councils/index.html", "index.html"):
        page.goto(f"{home}/{path}")
        banner = page.locator("#banner")
        years = page.get_by_label("Years")
        expect(years).to_be_visible()
        expect(banner).to_be_hidden()
        years.select_option("2018")
        expect(banner).to_be_visible()
        expect(banner).to_contain_text(ILLUSTRATIVE_NOTICE)
        expect(page).to_have_url(re.compile("year=2018"))
        years.select_option("2019")
        expect(banner).to_be_hidden()
    page.goto(f"{home}/councils/index.html#year=2018&metric=received_total")
    expect(page.locator("#councils tbody tr")).to_have_text(re.compile("Dartford made up ?District ?14"))
    expect(banner).to_be_visible()


def test_a_name_in_the_table_chooses_the_council(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, "#metric=uphold_rate")
    open_table(page)
    link = row(page, "Dartford").get_by_role("link")
    address = link.get_attribute("href") or ""
    link.click()
    expect(panel(page).get_by_role("heading", name="Dartford")).to_be_focused()
    page.goto("about:blank")
    open_map(page, on_disk, address)
    expect(panel(page).get_by_role("heading", name="Dartford")).to_be_visible()
    assert page.get_by_label("Show", exact=True).input_value() == "uphold_rate"


def test_the_table_fits_a_phone(phone: Page, on_disk: str) -> None:
    open_map(phone, on_disk)
    open_table(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    phone.locator("#as-table-box").evaluate("box => box.scrollBy(300, 400)")
    first = rows(phone).nth(8).locator("th").bounding_box()
    assert first is not None
    assert first["x"] == 16  # names stay


# In words.


def test_the_words_follow_the_map(page: Page, home: str) -> None:
    open_map(page, home)
    words = page.locator("#map-description")
    expect(words).to_have_text(
        re.compile(r"^\d+ of the \d+ councils compared are outside the expected range\.")
    )
    expect(words).not_to_contain_text("Northamptonshire")
    assert "map-description" in (page.locator("#map-frame .map-box").get_attribute("aria-describedby") or "")
    page.get_by_role("radio", name="County-level").check()
    expect(words).to_contain_text("Northamptonshire (10 of 28)")
    page.get_by_label("Show", exact=True).select_option("received_total")
    page.get_by_label("Subject").select_option("received_other")
    expect(words).to_have_text(re.compile("^All 152 counties and unitaries have a number. The largest is "))


def test_the_words_count_what_the_legend_counts(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    said = page.locator("#map-description").inner_text()
    counts = page.locator("#legend [data-counted]").evaluate_all("all => all.map(one => one.dataset.counted)")
    more, to_more, middle, to_less, less, few, alone, none = map(int, counts)
    expected = to_more + middle + to_less
    outside = more + less
    assert said.startswith(f"{outside} of the {outside + expected} councils compared are outside")
    assert (
        f"{expected} are in it, {to_more} of them towards more and {to_less} towards less. "
        f"For {few} there are too few cases to compare. For {alone} there is too" in said
    )
    assert said.endswith(f"No rate for {none}: none investigated.")


def test_without_scripts_the_words_are_there(scriptless: Page, on_disk: str) -> None:
    scriptless.goto(f"{on_disk}/index.html")
    expect(scriptless.locator("#map-description")).to_contain_text("are outside the expected range")
    expect(scriptless.get_by_text("Show these figures as a table")).to_be_hidden()


def test_a_class_of_the_table_has_as_many_councils_as_that_of_the_key(page: Page, on_disk: str) -> None:
    # Far outside is the same class in the key.
    open_map(page, on_disk, "#metric=satisfactory_remedy_rate&compared=yes&tier=upper")
    open_table(page)
    far = page.locator("#filter-class option", has_text="Far more often than expected")
    assert far.count() == 1
    page.locator("#filter-class").select_option(label="More often than expected")
    number = page.locator("#legend li", has_text="More often").get_attribute("data-counted")
    expect(page.locator("#filter-count")).to_contain_text(f"{number} of")
