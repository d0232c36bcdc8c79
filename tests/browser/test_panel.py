"""The chosen council: what the card says, where it stands, and where the focus goes."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from mapper.letters.statistics import Problem
from mapper.review.reading import Status
from tests.browser.conftest import use
from tests.map.test_choropleth import edition, joined
from tests.readings import reading, year

from .test_map import DARTFORD, find, focused_label, open_map, panel, publish, title

THURROCK = "E06000034"
NORTHUMBERLAND = "E06000057"


def box_of(one: Locator) -> FloatRect:
    found = one.bounding_box()
    assert found is not None
    return found


def area(page: Page, code: str) -> Locator:
    return page.locator(f'#map-frame path.area[data-code="{code}"]')


def test_the_card_is_led_by_the_measure_in_view(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, f"#council={DARTFORD}")
    leading = panel(page).locator(".leading")
    said = {}
    for metric in page.locator("#measure option:enabled").evaluate_all("all => all.map(one => one.value)"):
        page.get_by_label("Show", exact=True).select_option(metric)
        said[metric] = leading.inner_text().replace("\n", " ")
    assert said == {
        "uphold_rate": "1 of 1 investigated complaint upheld (100%)",
        "compliance_rate": "1 of 1 complaint with recommendations carried out (100%)",
        "complied_on_time": "1 of 1 complaint with recommendations on time (100%)",
        "satisfactory_remedy_rate": "0 of 1 upheld complaint put right before (0%)",
        "received_total": "14 complaints and enquiries received",
    }
    page.get_by_label("Subject").select_option("received_housing")
    expect(leading).to_have_text("10complaints and enquiries received: housing")


def test_the_class_on_the_card_is_that_of_the_map(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, f"#council={THURROCK}")
    sign = panel(page).locator(".standing .verdict rect")
    assert sign.get_attribute("class") == "area s4"
    expect(area(page, THURROCK)).to_have_class(re.compile(r"\bs4\b"))
    expect(panel(page).locator(".standing .verdict")).to_have_text("More often than expected")
    page.get_by_label("Compared with similar councils").uncheck()
    expect(area(page, THURROCK)).to_have_class(re.compile(r"\br4\b"))
    expect(panel(page).locator(".standing .verdict")).to_have_text("75 to 100%")


def test_the_card_compares_with_the_type_in_the_same_year(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, f"#council={DARTFORD}")
    expect(panel(page).locator("thead th").last).to_have_text("All districts with partly made-up figures")
    counts = page.evaluate(
        """() => {
          const { councils, columns } = lettersMap.data("figures", "2019");
          const district = lettersMap.data("choices").types.indexOf("District");
          const counted = (at) => Number(councils.type[at]) === district && columns.investigations[at] > 0;
          const sum = (name) => columns[name].reduce((all, count, at) => all + (counted(at) ? count : 0), 0);
          return [sum("decided_upheld"), sum("investigations")];
        }"""
    )
    numerator, denominator = counts
    cells = panel(page).locator("tr", has_text="Upheld, of investigated").locator("td")
    expect(cells).to_have_text(["1 of 1", f"{round(100 * numerator / denominator)}% of {denominator}"])


def test_the_bar_shows_count_expected_range_and_type_where_they_are(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, f"#council={THURROCK}")
    bar = panel(page).get_by_role("img")
    expect(bar).to_have_attribute(
        "aria-label",
        "14 of 17; expected range 5 to 13 of 17; all unitary authorities with made-up figures 56%",
    )
    whole, band, dot, tick = (
        box_of(bar.locator(f".interval-{part}")) for part in ("bar", "band", "rate", "type")
    )

    def at(place: float) -> float:
        return 100 * (place - whole["x"]) / whole["width"]

    assert at(dot["x"] + dot["width"] / 2) == pytest.approx(100 * 14 / 17, abs=0.5)
    assert at(band["x"]) == pytest.approx(100 * 5 / 17, abs=0.5)
    assert at(band["x"] + band["width"]) == pytest.approx(100 * 13 / 17, abs=0.5)
    assert at(tick["x"] + tick["width"] / 2) == pytest.approx(56, abs=0.5)


@pytest.mark.parametrize("width", [1440, 1100, 620, 360, 320])
def test_no_label_of_a_bar_touches_another_or_leaves_the_card(page: Page, on_disk: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_map(page, on_disk, f"#council={DARTFORD}")
    if page.locator("#panel-more").is_visible():
        page.locator("#panel-more").click()
    faults = page.evaluate(
        """() => {
          const place = document.querySelector("#panel .interval").parentNode;
          const limits = document.getElementById("panel").getBoundingClientRect();
          const group = { of: "all metropolitan boroughs with made-up figures", target: 0 };
          const faults = [];
          for (let low = 0; low <= 100; low += 1) {
            for (let high = low; high <= 100; high += 3) {
              group.target = (low + high) % 101;
              const measured = { hits: Math.round((low + high) / 2), base: 100 };
              const bar = lettersMap.interval(measured, { low, high, group });
              place.append(bar);
              const labels = [...bar.querySelectorAll(".interval-name, .interval-end")];
              const texts = labels.map((one) => one.getBoundingClientRect());
              bar.remove();
              const before = (a, b) => a.bottom <= b.top || a.right <= b.left;
              const apart = (a, b) => before(a, b) || before(b, a);
              const touching = texts.some((a, at) => texts.slice(at + 1).some((b) => !apart(a, b)));
              const outside = texts.some((a) => a.left < limits.left || a.right > limits.right);
              if (touching || outside) {
                faults.push([low, high, touching, outside]);
              }
            }
          }
          return faults;
        }"""
    )
    assert faults == []


def test_the_map_goes_to_the_chosen_council_and_back(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    frame = page.locator("#map-frame .map-box")
    before = (box_of(frame), page.evaluate("scrollY"), area(page, NORTHUMBERLAND).get_attribute("d"))
    area(page, NORTHUMBERLAND).click()
    expect(title(page)).to_have_text("Northumberland")
    assert (box_of(frame), page.evaluate("scrollY")) == before[:2], "the page stays where it is"
    whole, found = box_of(frame), box_of(area(page, NORTHUMBERLAND))
    assert found["height"] > 0.4 * whole["height"]
    assert whole["y"] <= found["y"] and found["y"] + found["height"] <= whole["y"] + whole["height"]
    names = page.locator("#map-names text.name").all_text_contents()
    assert names[0] == "Northumberland"
    assert "Carlisle" in names, "its neighbours are named"
    page.get_by_role("button", name="Back to all of England").click()
    expect(panel(page)).to_be_hidden()
    assert area(page, NORTHUMBERLAND).get_attribute("d") == before[2]


def test_zooming_keeps_the_chosen_council_in_view(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, f"#council={THURROCK}")
    for name in ("Zoom in", "Zoom in", "Zoom out"):
        page.get_by_role("button", name=name).click()
        page.wait_for_timeout(400)
        frame = box_of(page.locator("#map-frame .map-box"))
        middle = page.evaluate(
            """(code) => {
              const path = document.querySelector(`#map-frame [data-code="${code}"]`);
              const { x, y, width, height } = path.getBoundingClientRect();
              return [x + width / 2, y + height / 2];
            }""",
            THURROCK,
        )
        assert frame["x"] < middle[0] < frame["x"] + frame["width"], name
        assert frame["y"] < middle[1] < frame["y"] + frame["height"], name


def test_on_a_tablet_the_card_stands_beside_the_map(page: Page, on_disk: str) -> None:
    page.set_viewport_size({"width": 768, "height": 1024})
    open_map(page, on_disk)
    area(page, NORTHUMBERLAND).click()
    expect(title(page)).to_be_in_viewport()
    frame, card = box_of(page.locator("#map-frame .map-box")), box_of(panel(page))
    assert frame["x"] + frame["width"] <= card["x"]
    assert page.evaluate("document.documentElement.scrollWidth") == 768


@pytest.mark.parametrize("view", ["", f"#council={DARTFORD}", "#metric=received_total&drawn=hexagons"])
def test_nothing_is_cut_off_at_four_times_the_size(page: Page, on_disk: str, view: str) -> None:
    """1280 pixels at 400% are 320: there the card stays in the page, or nothing would be left above it."""
    page.set_viewport_size({"width": 320, "height": 256})
    open_map(page, on_disk, view)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    if "council" in view:
        assert panel(page).evaluate("one => getComputedStyle(one).position") == "static"
        expect(panel(page).locator(".leading")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 1240, 1100, 1000, 768, 650, 600])
def test_london_enlarged_lies_in_the_sea(page: Page, on_disk: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_map(page, on_disk)
    covered = page.evaluate(
        """() => {
          const inset = document.querySelector(".map-inset .map-box").getBoundingClientRect();
          return [...document.querySelectorAll("#map-frame path.area")].filter((area) => {
            const { e, f } = area.getScreenCTM();
            const length = area.getTotalLength();
            for (let at = 0; at < length; at += 2) {
              const { x, y } = area.getPointAtLength(at);
              if (x + e > inset.left && x + e < inset.right && y + f > inset.top && y + f < inset.bottom) {
                return true;
              }
            }
            return false;
          }).map((area) => area.getAttribute("aria-label"));
        }"""
    )
    assert covered == []


def test_the_focus_goes_to_the_card_and_back_to_the_area(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    find(page, "Thurrock")
    expect(title(page)).to_be_focused()
    panel(page).get_by_role("button", name="Close").click()
    assert focused_label(page).startswith("Thurrock: ")
    page.keyboard.press("Enter")
    expect(title(page)).to_be_focused()
    panel(page).get_by_role("link", name="Decisions").focus()
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    assert focused_label(page).startswith("Thurrock: ")


def test_a_click_leaves_the_focus_on_the_map(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    area(page, NORTHUMBERLAND).click()
    expect(title(page)).to_have_text("Northumberland")
    assert focused_label(page).startswith("Northumberland: ")


def test_an_open_sheet_closes_when_the_focus_leaves_it(phone: Page, on_disk: str) -> None:
    open_map(phone, on_disk, f"#council={DARTFORD}")
    more = panel(phone).get_by_role("button", name="Show all of Dartford’s figures")
    expect(more).to_have_attribute("aria-expanded", "false")
    more.tap()
    expect(panel(phone).get_by_role("button", name="Show less")).to_have_attribute("aria-expanded", "true")
    panel(phone).get_by_role("link").last.focus()
    phone.keyboard.press("Tab")
    assert not panel(phone).evaluate("one => one.contains(document.activeElement)")
    expect(panel(phone).get_by_role("button", name="Show all of Dartford’s figures")).to_be_visible()
    expect(phone.locator(":focus")).to_be_in_viewport()


def test_the_sheet_follows_another_choice_and_closes(phone: Page, on_disk: str) -> None:
    open_map(phone, on_disk, f"#council={DARTFORD}")
    panel(phone).get_by_role("button", name="Show all of Dartford’s figures").tap()
    panel(phone).get_by_role("button", name="Close").tap()
    expect(panel(phone)).to_be_hidden()
    area(phone, NORTHUMBERLAND).tap()
    expect(title(phone)).to_have_text("Northumberland")
    expect(panel(phone).get_by_role("button", name="Show all of Northumberland’s figures")).to_be_visible()
    assert box_of(panel(phone))["height"] < 0.25 * 740


def test_targets_are_large_enough(phone: Page, on_disk: str) -> None:
    open_map(phone, on_disk, f"#council={DARTFORD}")
    panel(phone).get_by_role("button", name="Show all of Dartford’s figures").tap()
    places = ("#panel", ".tools", "#apart", "#map-frame", ".brief")
    for target in phone.locator(f":is({', '.join(places)}) :is(a, button)").all():
        if target.is_visible():
            size = box_of(target)
            assert min(size["height"], size["width"]) >= 24, target.inner_text()


def test_every_choice_is_said_aloud(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    said = page.locator("#said")
    expect(said).to_have_text("")
    page.get_by_role("radio", name="County-level").check()
    expect(said).to_have_text(
        re.compile(
            r"^Uphold rate, against its type, 2018–19, county-level councils: \d+ of the \d+ councils compared are "
        )
    )
    find(page, "Dartford")
    expect(said).to_have_text(
        re.compile(r"local councils: .* Dartford: 1 of 1 upheld \(100%\), too few to compare\.$")
    )
    find(page, "Thurrock")
    expect(said).to_have_text("Thurrock: 14 of 17 upheld (82%), more often than expected.")
    page.get_by_label("Show", exact=True).select_option("received_total")
    expect(said).to_have_text(re.compile(r": 326 of 326 councils have a number\. Thurrock: \d+ received\.$"))
    page.keyboard.press("Escape")
    expect(said).to_have_text("No council chosen.")


def test_the_numbers_said_are_those_of_the_legend(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, "#tier=upper")
    page.get_by_role("radio", name="Local councils").check()
    steps = page.locator("#legend li.outside")
    counts = [int(number) for number in steps.evaluate_all("all => all.map(one => one.dataset.counted)")]
    within = page.locator("#legend li", has=page.locator("rect.s3"))
    inside = [int(number) for number in within.evaluate_all("all => all.map(one => one.dataset.counted)")]
    assert len(inside) == 3, "the middle and the two tints"
    compared = sum(counts) + sum(inside)
    expect(page.locator("#said")).to_contain_text(
        f": {sum(counts)} of the {compared} councils compared are outside"
    )


# The councils outside their expected range.


def stand_apart(page: Page) -> dict[str, list[str]]:
    """The names listed on each side."""
    rows = page.locator("#apart-councils li")
    return {
        side: rows.filter(has=page.locator(f"path.{side}")).locator("a").all_text_contents()
        for side in ("more", "less")
    }


def on_the_map(page: Page) -> dict[str, list[str]]:
    """The names of the areas that are coloured as each class."""
    classes = {"more": ":is(.s4, .s5)", "less": ":is(.s1, .s2)"}
    return {
        words: sorted(
            str(label).partition(": ")[0]
            for label in page.locator(f"#map-frame path.area{name}").evaluate_all(
                "all => all.map(one => one.getAttribute('aria-label'))"
            )
        )
        for words, name in classes.items()
    }


def test_the_list_names_those_that_stand_apart_on_the_map(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    for tier in ("Local councils", "County-level"):
        page.get_by_role("radio", name=tier).check()
        listed = stand_apart(page)
        assert listed == on_the_map(page)
        number = sum(map(len, listed.values()))
        assert number > 0
        expect(page.locator("#apart-title")).to_have_text(
            re.compile(rf"^{number} of the \d+ councils compared are outside")
        )
        expect(page.locator("#apart-note")).to_have_text(
            re.compile("^About .* by chance alone.*cannot tell us why.$")
        )
    page.get_by_label("Compared with similar councils").uncheck()
    expect(page.locator("#apart")).to_be_hidden()
    page.get_by_label("Compared with similar councils").check()
    expect(page.locator("#apart")).to_be_visible()


def test_a_council_of_the_list_is_chosen_on_the_map(page: Page, home: str) -> None:
    open_map(page, home)
    link = page.locator("#apart a", has_text="Thurrock")
    assert (link.get_attribute("href") or "").endswith(f"#council={THURROCK}")
    link.click()
    expect(title(page)).to_have_text("Thurrock")
    expect(title(page)).to_be_focused()
    expect(title(page)).to_be_in_viewport()
    assert f"council={THURROCK}" in page.url


def test_nobody_stands_apart_where_nobody_does(page: Page, tmp_path: Path) -> None:
    open_map(page, publish(tmp_path, edition(joined([year(reading())]))))
    expect(page.locator("#apart-title")).to_have_text(
        "No council can be compared: too few of any type have a rate"
    )
    assert page.locator("#apart a").count() == 0


def test_the_first_letters_are_listed_with_how_to_add_more(page: Page, tmp_path: Path) -> None:
    codes = ("E07000106", "E07000108", "E07000109")
    years = [year(reading()), *(year(None, code) for code in codes)]
    open_map(page, publish(tmp_path, edition(joined(years))))
    expect(page.locator("#apart-title")).to_have_text(
        "No council can be compared yet: 1 of 4 letters are here"
    )
    expect(page.locator("#apart-note")).to_have_text(
        "This council has a figure so far. How more letters are added."
    )
    expect(page.locator("#apart-councils li")).to_have_text(["Dartford1 of 1"])
    use(page)
    page.locator("#apart-note a").click()
    expect(page.locator("#adding")).to_contain_text("the PDFs go into a folder")


# What is usual, until a council is chosen.


def test_until_one_is_chosen_the_types_stand_there(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    usual = page.locator("#usual")
    expect(usual.locator("caption")).to_have_text("Upheld, of investigated, all of a type together, 2018–19")
    assert usual.get_by_role("row").count() == 5
    beside = usual.get_by_role("row").filter(has_text="districts").get_by_role("cell").inner_text()
    page.get_by_label("Show", exact=True).select_option("received_total")
    expect(usual.locator("caption")).to_have_text("Received, all of a type together, 2018–19")
    page.get_by_label("Subject").select_option("received_housing")
    expect(usual).to_be_hidden()
    find(page, "Dartford")
    expect(panel(page).locator("tr", has_text="Upheld, of").locator("td").last).to_have_text(beside)


# States without a rate.


def test_a_council_alone_of_its_type_is_set_against_nothing(page: Page, tmp_path: Path) -> None:
    open_map(page, publish(tmp_path, edition(joined([year(reading())]))), f"#council={DARTFORD}")
    expect(panel(page)).to_contain_text("Too few districts have a rate for this year to compare it with.")
    assert panel(page).locator(".interval-type").count() == 0


def test_a_sheet_without_a_rate_says_why_in_one_line(phone: Page, tmp_path: Path) -> None:
    problem = Problem("sum-mismatch", "The subjects add up to 15, the letter prints 14.")
    letter = replace(reading(status=Status.REVIEW), problems=(problem,))
    open_map(phone, publish(tmp_path, edition(joined([year(letter)]))), f"#council={DARTFORD}")
    expect(panel(phone).locator("#panel-peek")).to_have_text("We are checking")
    panel(phone).get_by_role("button", name="Show all of Dartford’s figures").tap()
    expect(panel(phone)).to_contain_text("We are checking this letter, so its figures are not shown yet.")
    expect(panel(phone)).not_to_contain_text("The subjects add up to 15")
