"""The view in the address: back, forward, reload, a shared link, and where the map has been moved to."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.map.test_choropleth import edition, joined
from tests.readings import reading, year

from .test_map import DARTFORD, LOWER, UPPER, areas, find, focused_label, open_map, panel, publish, title

_REFUSED = """
for (const name of ["pushState", "replaceState"]) {
  History.prototype[name] = () => {
    throw new DOMException("refused", "SecurityError");
  };
}
"""


def measure(page: Page) -> str:
    return page.get_by_label("Show", exact=True).input_value()


@pytest.mark.parametrize("refused", [False, True], ids=["allowed", "refused"])
@pytest.mark.own_page
def test_back_and_forward_show_what_was_chosen(page: Page, home: str, refused: bool) -> None:
    """Also where the browser refuses a page from disk to write its history."""
    if refused:
        page.add_init_script(_REFUSED)
    open_map(page, home)
    page.get_by_label("Show", exact=True).select_option("compliance_rate")
    find(page, "Kent")
    page.get_by_role("radio", name="Hexagons").check()

    page.go_back()
    expect(page.get_by_role("radio", name="Map", exact=True)).to_be_checked()
    expect(title(page)).to_have_text("Kent")
    assert areas(page).count() == UPPER
    page.go_back()
    expect(panel(page)).to_be_hidden()
    assert areas(page).count() == LOWER
    assert measure(page) == "compliance_rate"
    page.go_back()
    expect(page.locator("#map-heading")).to_have_text(re.compile("often than expected"))
    assert measure(page) == "uphold_rate"

    page.go_forward()
    page.go_forward()
    expect(title(page)).to_have_text("Kent")
    assert measure(page) == "compliance_rate"
    page.reload()
    expect(title(page)).to_have_text("Kent")
    assert measure(page) == "compliance_rate"


@pytest.mark.own_page
def test_choosing_the_same_again_makes_no_entry(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    find(page, "Kent")
    entries = page.evaluate("history.length")
    find(page, "Kent")
    page.locator('#map-frame path.area[data-code="E10000016"]').click()
    assert page.evaluate("history.length") == entries


def moved_to(page: Page, old: str = "") -> str:
    """Where the address says that the map is, once it says something else than before."""
    page.wait_for_function("old => (/at=([^&]*)/.exec(location.hash) || ['', ''])[1] !== old", arg=old)
    found = re.search(r"at=([^&]*)", page.url)
    return found[1] if found else ""


def drawn_at(page: Page) -> list[float]:
    """Where Leicester is drawn inside the box of the map, and how large."""
    found: list[float] = page.locator('#map-frame path.area[data-code="E06000016"]').evaluate(
        """one => {
          const { x, y, width } = one.getBoundingClientRect();
          const frame = document.querySelector("#map-frame .map-box").getBoundingClientRect();
          return [x - frame.x, y - frame.y, width].map(Math.round);
        }"""
    )
    return found


@pytest.mark.own_page
def test_where_the_map_is_can_be_linked(page: Page, home: str) -> None:
    open_map(page, home)
    whole = drawn_at(page)
    entries = page.evaluate("history.length")
    page.get_by_role("button", name="Zoom in").click()
    first = moved_to(page)
    assert re.fullmatch(r"5\d\.\d{3},-?\d\.\d{3},1\.0", first)
    page.locator("#map-frame .map-box").focus()
    page.mouse.move(500, 600)
    page.mouse.down()
    page.mouse.move(400, 700, steps=4)
    page.mouse.up()
    second = moved_to(page, first)
    assert page.evaluate("history.length") == entries
    drawn = drawn_at(page)
    assert drawn != whole
    page.reload()
    page.wait_for_selector("#map-frame path.area", state="attached")
    assert drawn_at(page) == pytest.approx(drawn, abs=1)
    assert moved_to(page) == second
    page.get_by_role("button", name="Back to all of England").click()
    assert moved_to(page, second) == ""
    assert drawn_at(page) == whole
    expect(page.get_by_role("button", name="Back to all of England")).to_be_hidden()


def test_a_place_means_the_same_on_a_screen_of_another_size(page: Page, on_disk: str) -> None:
    seen = []
    for width, height in ((1440, 900), (360, 740)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto("about:blank")
        page.goto(f"{on_disk}/index.html#at=51.500,-0.120,3.0")
        page.wait_for_selector('#map-frame path.area[data-code="E09000001"]')
        frame = page.locator("#map-frame .map-box").bounding_box()
        city = page.locator('#map-frame path.area[data-code="E09000001"]').bounding_box()
        assert frame is not None
        assert city is not None
        middle = (
            (city["x"] + city["width"] / 2 - frame["x"]) / frame["width"],
            (city["y"] + city["height"] / 2 - frame["y"]) / frame["height"],
        )
        assert middle == pytest.approx((0.5, 0.5), abs=0.05)
        seen.append(city["height"] / frame["height"])
    assert seen[0] == pytest.approx(seen[1], rel=0.35)


@pytest.mark.parametrize("at", ["", "1,2", "51,0,x", "51.5,-0.1,99", "0,0,1", "NaN,NaN,NaN", "51.5,-0.1,-3"])
def test_a_place_that_means_nothing_does_no_harm(page: Page, on_disk: str, at: str) -> None:
    page.goto(f"{on_disk}/index.html#at={at}")
    expect(areas(page)).to_have_count(LOWER)
    sizes = areas(page).evaluate_all("all => all.map(one => one.getBBox().width)")
    assert max(sizes) > 10


def test_back_returns_to_the_place_too(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    page.get_by_role("button", name="Zoom in").click()
    near = moved_to(page)
    drawn = drawn_at(page)
    find(page, "Northumberland")
    page.get_by_role("button", name="Back to all of England").click()
    page.wait_for_function("() => !location.hash.includes('at=')")
    page.go_back()
    expect(panel(page)).to_be_visible()
    page.go_back()
    expect(panel(page)).to_be_hidden()
    assert moved_to(page) == near
    assert drawn_at(page) == pytest.approx(drawn, abs=1)


def test_a_council_out_of_sight_is_brought_into_it(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, "#at=55.300,-2.000,3.0")
    find(page, "Cornwall")
    frame = page.locator("#map-frame .map-box").bounding_box()
    council = page.locator('#map-frame path.area[data-code="E06000052"]').bounding_box()
    assert frame is not None
    assert council is not None
    assert council["x"] + council["width"] > frame["x"]
    assert council["y"] < frame["y"] + frame["height"]
    assert moved_to(page, "55.300,-2.000,3.0")


def test_a_place_in_the_page_leaves_the_view_and_its_address(page: Page, home: str) -> None:
    open_map(page, home, f"#metric=compliance_rate&council={DARTFORD}")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    expect(title(page)).to_have_text("Dartford")
    expect(page).to_have_url(
        re.compile(f"#metric=compliance_rate&compared=no&council={DARTFORD}(&at=[-.,0-9]+)?$")
    )


def test_the_focus_stays_sensible_when_going_back(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    find(page, "Dartford")
    find(page, "Kent")
    expect(title(page)).to_be_focused()
    panel(page).get_by_role("link").first.focus()
    page.go_back()
    expect(title(page)).to_have_text("Dartford")
    expect(title(page)).to_be_focused()
    page.go_back()
    expect(panel(page)).to_be_hidden()
    assert focused_label(page).startswith("Dartford: ")


def test_the_pages_title_says_what_is_in_view(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    expect(page).to_have_title(re.compile(r"^Against its type, 2018–19 · Map · "))
    find(page, "Dartford")
    expect(page).to_have_title(re.compile(r"^Dartford · Against its type, 2018–19 · Map · "))


def two_years(folder: Path) -> str:
    years = [year(None, code) for code in (DARTFORD, "E07000105")]
    return publish(folder, edition(joined([year(reading())]), joined(years, date(2018, 3, 31))))


def test_years_can_be_gone_back_to(page: Page, tmp_path: Path) -> None:
    open_map(page, two_years(tmp_path))
    page.get_by_label("Years").select_option("2018")
    expect(page.locator("#map-until")).to_have_text("Year to 31 March 2018")
    expect(page).to_have_url(re.compile("year=2018"))
    expect(page.locator("#download")).to_have_attribute("href", "data/councils-2018.csv")
    page.go_back()
    expect(page.locator("#map-until")).to_have_text("Year to 31 March 2019")
    page.go_forward()
    expect(page.locator("#map-until")).to_have_text("Year to 31 March 2018")


def test_what_is_chosen_last_is_shown_when_a_year_is_slow(page: Page, tmp_path: Path) -> None:
    open_map(page, two_years(tmp_path))
    page.evaluate(
        """() => {
          const load = lettersMap.load;
          const slow = new Promise((done) => { window.arrive = done; });
          lettersMap.load = (...file) => slow.then(() => load(...file));
        }"""
    )
    page.get_by_label("Years").select_option("2018")
    page.get_by_label("Show", exact=True).select_option("received_total")
    expect(page.locator("#map-until")).to_have_text("Year to 31 March 2019")
    page.evaluate("window.arrive()")
    expect(page.locator("#map-until")).to_have_text("Year to 31 March 2018")
    assert measure(page) == "received_total"
    for part in ("year=2018", "metric=received_total"):
        expect(page).to_have_url(re.compile(part))


def test_who_acts_before_the_first_figures_have_come_breaks_nothing(page: Page, tmp_path: Path) -> None:
    held: list[Route] = []
    page.route("**/figures-2018.js", lambda route: held.append(route))
    with page.expect_request("**/figures-2018.js"):
        page.goto(f"{two_years(tmp_path)}/index.html#year=2018", wait_until="commit")
    page.locator("#as-table summary").evaluate("one => one.click()")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.locator("[data-keep=svg]").evaluate("one => one.click()")
    page.locator("#find").fill("Dartf")
    assert page.locator("#as-table tbody tr").count() == 0
    for route in held:
        route.continue_()
    expect(page.locator("#map-until")).to_have_text("Year to 31 March 2018")
    expect(page.locator("#as-table tbody tr")).not_to_have_count(0)
    expect(page.locator("#found li")).to_have_count(1)


def test_a_year_that_does_not_load_is_said_and_the_view_stays(unwatched: Page, tmp_path: Path) -> None:
    home = two_years(tmp_path)
    (tmp_path / "assets/map/figures-2018.js").unlink()
    page = unwatched  # the file that fails to load is meant
    open_map(page, home)
    page.get_by_label("Years").select_option("2018")
    expect(page.get_by_role("alert")).to_have_text("The figures of 2017–18 could not be loaded.")
    expect(page.get_by_label("Years")).to_have_value("2019")
    assert "#" not in page.url
    page.get_by_label("Show", exact=True).select_option("received_total")
    expect(page.get_by_role("alert")).to_have_text("")
    page.goto("about:blank")
    page.goto(f"{home}/index.html#year=2018")
    expect(page.get_by_role("alert")).to_have_text("The figures of 2017–18 could not be loaded.")
    expect(page.locator("#map-until")).to_have_text("Year to 31 March 2019")
    assert page.url.endswith("#year=2018")  # to be tried again


def test_word_of_an_address_that_comes_late_undoes_no_choice(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    page.evaluate(
        """() => {
          const show = document.querySelector("#measure");
          show.value = "compliance_rate";
          show.dispatchEvent(new Event("change", { bubbles: true }));
          window.dispatchEvent(new PopStateEvent("popstate"));
        }"""
    )
    expect(page).to_have_url(re.compile("metric=compliance_rate"))
    assert measure(page) == "compliance_rate"
