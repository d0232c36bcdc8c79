"""The map in a real browser: what it shows, how it is used, and that it says the same as the letters."""

import math
import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from mapper import pages
from mapper.councils.addresses import ombudsman_links
from mapper.councils.register_file import load_register
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import SUBJECTS, Problem
from mapper.map import choropleth
from mapper.measures.edition import Edition
from mapper.review.reading import CouncilYear, Status
from mapper.review.shown import LettersAs, Shown
from tests.browser.conftest import use
from tests.map.test_choropleth import edition, joined
from tests.readings import DAY, WITHHELD, council, figures, reading, year

DARTFORD = "E07000107"
LOWER, UPPER = 326, 152


def open_map(page: Page, home: str, view: str = "") -> None:
    """Open the map and wait for all of it, also for what comes only once the page is used."""
    page.goto(f"{home}/index.html{view}")
    page.wait_for_selector('#map-frame path.area[tabindex="0"]', state="attached")
    use(page)


def find(page: Page, text: str) -> None:
    page.get_by_role("combobox", name="Your council or postcode").fill(text)
    page.keyboard.press("Enter")


def panel(page: Page) -> Locator:
    return page.locator("#panel")


def title(page: Page) -> Locator:
    return panel(page).get_by_role("heading", level=2)


def areas(page: Page) -> Locator:
    return page.locator("#map-frame path.area")


def marks(page: Page) -> int:
    """How many areas of the map bear a mark: all of them are one line, in which each begins anew."""
    return (page.locator("#map-frame path.mark").get_attribute("d") or "").count("M")


def counted(page: Page) -> int:
    """The numbers of the legend's classes together."""
    return sum(
        int(number or "0")
        for number in page.locator("#legend [data-counted]").evaluate_all(
            "chips => chips.map(chip => chip.dataset.counted)"
        )
    )


def figure(page: Page, label: str) -> str:
    """What the panel's table says beside a label."""
    row = panel(page).locator("tr", has=page.locator("th", has_text=re.compile(f"^{label}")))
    return row.locator("td").first.text_content() or ""


def test_dartford_is_found_read_and_followed(page: Page, home: str, site: Path) -> None:
    open_map(page, home)
    find(page, "dartf")

    expect(panel(page)).to_contain_text("Dartford Borough Council")
    expect(panel(page)).to_contain_text("District in Kent")
    expect(panel(page)).to_contain_text("Year to 31 March 2019")
    expect(panel(page).locator(".verdict").last).to_have_text("Too few to compare")
    expect(panel(page).locator(".leading")).to_have_text("1 of 1investigated complaint upheld (100%)")
    expect(panel(page)).to_contain_text("One case is too few to show a pattern.")
    expect(panel(page)).to_contain_text(re.compile(r"would come up in about \d+ of 100 years\."))
    assert figure(page, "Received") == "14"
    assert figure(page, "Decided") == "13"
    assert figure(page, "Investigated") == "1 of 13"
    assert figure(page, "Upheld") == "1 of 1"
    assert figure(page, "Put right before") == "0 of 1"
    assert figure(page, "Carried out") == "1 of 1"

    letter = panel(page).get_by_role("link", name="The letter")
    path = re.search(r"letters/2019/[a-z-]+\.pdf", letter.get_attribute("href") or "")
    assert path is not None
    assert (site / path[0]).read_bytes().startswith(b"%PDF-")
    assert (letter.get_attribute("href") or "").endswith("#page=4")

    panel(page).get_by_role("link", name="All of Dartford’s figures").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dartford")


def test_tier_and_metric_switch_without_loading_anything(page: Page, home: str) -> None:
    open_map(page, home)
    use(page)
    assert areas(page).count() == LOWER
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))

    page.get_by_role("radio", name="County-level").check()
    assert areas(page).count() == UPPER
    page.get_by_label("Show", exact=True).select_option("compliance_rate")
    expect(page.locator("#map-heading")).to_have_text(
        "Where recommendations are carried out more, or less, often than expected"
    )
    page.get_by_label("Show", exact=True).select_option("received_total")
    page.get_by_label("Subject").select_option("received_housing")
    expect(page.locator("#map-heading")).to_contain_text("housing")
    assert requests == []


@pytest.mark.parametrize("tier", ["lower", "upper"])
def test_the_legend_counts_every_council_once(page: Page, on_disk: str, tier: str) -> None:
    open_map(page, on_disk, f"#tier={tier}")
    for select in (page.locator("#measure"), page.locator("#subject")):
        for metric in select.locator("option:enabled").evaluate_all("all => all.map(one => one.value)"):
            select.select_option(metric)
            assert counted(page) == (LOWER if tier == "lower" else UPPER), metric


def test_classes_on_the_map_are_those_of_the_legend(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, "#metric=uphold_rate")
    for shade in ("r1", "r2", "r3", "r4", "w1", "w2", "u"):
        drawn = page.locator(f"#map-frame path.area.{shade}").count()
        step = page.locator("#legend [data-counted]", has=page.locator(f"rect.{shade}"))
        assert step.get_attribute("data-counted") == str(drawn), shade
    assert marks(page) == page.locator("#map-frame path.area.missing").count() > 0


def test_what_shows_the_ground_through_is_pointed_at_like_any_other(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    for view, ground in (("yes", "dots"), ("no", "dots-u")):
        page.get_by_label("Compared with similar councils").set_checked(view == "yes")
        largest = page.locator("#map-frame path.area:is(.few, .u)").evaluate_all(
            "all => all.map(one => [one.getBBox(), one.dataset.code])"
            ".sort(([a], [b]) => b.width * b.height - a.width * a.height)[0][1]"
        )
        area = page.locator(f'#map-frame path.area[data-code="{largest}"]')
        page.locator("h1").hover()
        expect(page.locator(".map-tooltip")).to_be_hidden()
        area.hover()
        name = str(area.get_attribute("aria-label")).partition(":")[0]
        expect(page.locator(".map-tooltip")).to_contain_text(name)
        fill = page.locator("#map-frame path.land").evaluate("one => getComputedStyle(one).fill")
        assert fill == f'url("#{ground}")'


def test_circles_are_out_of_the_way_of_what_is_shown_next(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, "#metric=received_total")
    at = page.locator("#map-frame path.bubble").first.evaluate(
        "one => { const { x, y, width, height } = one.getBoundingClientRect(); return [x + width / 2, y + height / 2] }"
    )
    hit = "at => document.elementFromPoint(...at).classList.contains('bubble')"
    kept = "() => { dispatchEvent(new Event('beforeprint')); return document.querySelectorAll('#paper path').length }"
    assert page.evaluate(hit, at)
    with_circles = page.evaluate(kept)
    page.get_by_label("Show", exact=True).select_option("uphold_rate")
    assert not page.evaluate(hit, at)
    assert page.evaluate(kept) < with_circles - 300
    page.get_by_label("Show", exact=True).select_option("received_total")
    assert page.evaluate(hit, at)


def test_circles_have_the_area_of_their_count_and_the_legends_scale(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, "#metric=received_total")
    # A circle is drawn as two arcs: "Mx ya r r 0 1 0 …".
    radii = page.locator("#map-frame path.bubble").evaluate_all(
        "all => all.map(one => Number(/a([\\d.]+) /.exec(one.getAttribute('d'))[1]))"
    )
    signs = page.locator("#legend .circle-sign circle").evaluate_all(
        "all => all.map(one => Number(one.getAttribute('r')))"
    )
    numbers = [int(text) for text in page.locator("#legend .chip:has(.circle-sign) b").all_inner_texts()]
    scale = signs[0] ** 2 / numbers[0]
    assert [radius**2 / scale for radius in signs] == pytest.approx(numbers)
    assert len(radii) > 300
    drawn = sorted(radius**2 / scale for radius in radii)
    assert drawn == pytest.approx(sorted(number for number in figures_received(page) if number), rel=0.01)


def figures_received(page: Page) -> list[int]:
    counts: list[int | None] = page.evaluate("lettersMap.data('figures', '2019').columns.received_total")
    lower = page.evaluate("lettersMap.data('areas', '2019').lower.codes")
    codes = page.evaluate("lettersMap.data('figures', '2019').councils.code")
    return [
        count for code, count in zip(codes, counts, strict=True) if count is not None and code in set(lower)
    ]


def test_a_view_can_be_linked(page: Page, home: str) -> None:
    open_map(page, home)
    page.get_by_label("Show", exact=True).select_option("satisfactory_remedy_rate")
    find(page, "Kent")
    address = page.url
    assert "metric=satisfactory_remedy_rate" in address
    assert "council=E10000016" in address

    page.goto("about:blank")
    page.goto(address)
    expect(title(page)).to_have_text("Kent")
    assert areas(page).count() == UPPER
    assert page.get_by_label("Show", exact=True).input_value() == "satisfactory_remedy_rate"


def test_an_address_that_means_nothing_shows_the_first_view(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, "#metric=nothing&tier=9&year=1066&council=%3Cb%3E")
    assert areas(page).count() == LOWER
    assert page.get_by_label("Show", exact=True).input_value() == "uphold_rate"
    expect(panel(page)).to_be_hidden()


def test_a_council_pages_link_opens_that_council(page: Page, home: str) -> None:
    page.goto(f"{home}/councils/dartford-borough-council/index.html")
    page.locator(f'a[href*="#council={DARTFORD}"]').first.click()
    expect(title(page)).to_have_text("Dartford")


def test_a_click_on_an_area_opens_it_and_the_cross_closes_it(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    area = page.locator('#map-frame path.area[data-code="E06000057"]')  # Northumberland, the largest
    area.click()
    expect(title(page)).to_have_text("Northumberland")
    box = panel(page).bounding_box()
    frame = page.locator("#map-frame .map-box").bounding_box()
    assert box is not None
    assert frame is not None
    assert frame["x"] + frame["width"] <= box["x"]
    assert (box["width"], box["x"] + box["width"]) == (304, 1440 - 28)
    panel(page).get_by_role("button", name="Close").click()
    expect(panel(page)).to_be_hidden()
    assert "council=" not in page.url


def test_the_map_by_keyboard(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    stops = page.locator('#map-frame path.area[tabindex="0"]')
    assert stops.count() == 1
    page.get_by_label("Compared with similar councils").focus()
    page.keyboard.press("Tab")
    assert focused_label(page).startswith("Northumberland: ")
    page.keyboard.press("ArrowDown")
    second = focused_label(page)
    assert not second.startswith("Northumberland: ")
    page.keyboard.press("Enter")
    expect(title(page)).to_be_focused()
    pressed = page.locator('#map-frame path.area[aria-pressed="true"]')
    assert pressed.get_attribute("aria-label") == second
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    assert focused_label(page) == second
    assert pressed.count() == 0


def focused_label(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') || ''"))


@pytest.mark.parametrize("drawn", ["map", "hexagons"])
@pytest.mark.parametrize(("tier", "number"), [("lower", LOWER), ("upper", UPPER)])
def test_every_area_can_be_reached_with_the_arrow_keys(
    page: Page, on_disk: str, tier: str, number: int, drawn: str
) -> None:
    open_map(page, on_disk, f"#tier={tier}&drawn={drawn}")
    assert reached_by_arrows(page) == number


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_the_area_in_focus_is_seen_on_any_fill(page: Page, on_disk: str, options: dict[str, Any]) -> None:
    """Its line lies in a halo, so one of the two stands off from what is below."""
    page.emulate_media(**options)
    open_map(page, on_disk)
    page.locator('#map-frame path.area[tabindex="0"]').focus()
    page.keyboard.press("ArrowDown")
    around = page.locator("#map-frame path.area:focus").get_attribute("d")
    assert around
    lines = [page.locator(f"#map-frame path.{name}") for name in ("focused", "focused-halo")]
    assert [line.get_attribute("d") for line in lines] == [around, around]
    colours = [luminance(line.evaluate("one => getComputedStyle(one).stroke")) for line in lines]
    assert (max(colours) + 0.05) / (min(colours) + 0.05) >= 3
    widths = [line.evaluate("one => parseFloat(getComputedStyle(one).strokeWidth)") for line in lines]
    assert widths == [3, 7]
    page.keyboard.press("Tab")
    assert lines[0].get_attribute("d") == "M0 0"


def luminance(colour: str) -> float:
    """Of a colour such as `rgb(18, 87, 201)`, after WCAG 2.2."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def reached_by_arrows(page: Page) -> int:
    """How many areas one meets who walks on from every area that was reached, in all four directions."""
    page.locator('#map-frame path.area[tabindex="0"]').focus()
    reached: int = page.evaluate(
        """() => {
          const at = () => document.activeElement.dataset.code;
          const press = (key) => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
          const seen = new Set([at()]);
          const waiting = [at()];
          while (waiting.length) {
            const from = waiting.pop();
            for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) {
              document.querySelector(`#map-frame [data-code="${from}"]`).focus();
              press(key);
              if (!seen.has(at())) {
                seen.add(at());
                waiting.push(at());
              }
            }
          }
          return seen.size;
        }"""
    )
    return reached


def test_areas_say_their_names_and_figures(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    dartford = page.locator(f'#map-frame path.area[data-code="{DARTFORD}"]')
    label = "aria-label"
    expect(dartford).to_have_attribute(label, "Dartford: 1 of 1 upheld (100%), too few to compare")
    page.get_by_label("Compared with similar councils").uncheck()
    expect(dartford).to_have_attribute(label, "Dartford: 1 of 1 upheld (100%), fewer than five investigated")
    page.get_by_label("Show", exact=True).select_option("received_total")
    page.get_by_label("Subject").select_option("received_housing")
    expect(dartford).to_have_attribute(label, "Dartford: 10 received")


def test_addresses_of_the_ombudsman_are_the_configured_ones(page: Page, on_disk: str) -> None:
    council = load_register().by_code("E06000020")  # Telford & Wrekin Council: an ampersand in an address
    open_map(page, on_disk, f"#council={council.gss_code}")
    for link in ombudsman_links(council):
        assert panel(page).get_by_role("link", name=link.title).get_attribute("href") == link.url


def test_the_card_leads_to_the_council_beside_others(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, f"#council={DARTFORD}")
    panel(page).get_by_role("link", name="Compare Dartford with other councils").click()
    expect(page).to_have_url(f"{on_disk}/compare/index.html#councils={DARTFORD}&year=2019")
    expect(page.locator("#compare-table thead th").first).to_contain_text("Dartford")


def test_the_wheel_scrolls_the_page_and_zooms_only_with_ctrl(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    outline = page.locator('#map-frame path.area[data-code="E06000057"]')
    box = page.locator("#map-frame .map-box").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 300, box["y"] + 300)
    before = outline.get_attribute("d")
    page.mouse.wheel(0, 200)
    page.wait_for_function("() => window.scrollY > 0")
    assert outline.get_attribute("d") == before
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.wait_for_function(
        "before => document.querySelector('[data-code=E06000057]').getAttribute('d') !== before", arg=before
    )
    page.keyboard.up("Control")


def test_a_name_and_a_figure_stand_beside_the_pointer(page: Page, on_disk: str) -> None:
    open_map(page, on_disk)
    page.locator('#map-frame path.area[data-code="E06000057"]').hover()
    expect(page.locator(".map-tooltip")).to_have_text(
        re.compile(r"^Northumberland, \d+ of \d+, in the range, towards less$")
    )


def test_a_phone_gets_a_sheet_that_leaves_the_map_in_sight(phone: Page, home: str) -> None:
    open_map(phone, home)
    expect(phone.locator("#brief-key")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    phone.get_by_role("radio", name="County-level").tap()
    assert areas(phone).count() == UPPER
    find(phone, "Dartford")
    assert areas(phone).count() == LOWER
    expect(panel(phone)).to_contain_text("1 of 1 upheld. Too few to compare")
    box = panel(phone).bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 360)
    assert box["y"] > 740 * 0.75
    assert box["y"] + box["height"] == pytest.approx(740, abs=1)
    link = panel(phone).get_by_role("link", name="Service improvements")
    expect(link).to_be_hidden()
    panel(phone).get_by_role("button", name="Show all of Dartford’s figures").tap()
    box = panel(phone).bounding_box()
    assert box is not None
    assert box["height"] == pytest.approx(0.86 * 740, abs=1)
    link = panel(phone).get_by_role("link", name="Service improvements")
    link.scroll_into_view_if_needed()
    expect(link).to_be_in_viewport()
    panel(phone).get_by_role("button", name="Show less").tap()
    expect(link).to_be_hidden()

    panel(phone).get_by_role("button", name="Close", exact=True).tap()
    phone.locator("#apart a", has_text="Thurrock").tap()
    expect(title(phone)).to_have_text("Thurrock")
    frame, box = phone.locator("#map-frame .map-box").bounding_box(), panel(phone).bounding_box()
    assert frame is not None
    assert box is not None
    assert frame["y"] >= 60, "under the key, which goes to the top"
    assert frame["y"] + frame["height"] <= box["y"] + 1


def test_nothing_lies_over_the_panel_or_under_the_banner(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, f"#council={DARTFORD}")
    heading = title(page)
    expect(heading).to_be_in_viewport()
    topmost = heading.evaluate(
        """one => {
          const { x, y } = one.getBoundingClientRect();
          return one.contains(document.elementFromPoint(x + 5, y + 5));
        }"""
    )
    assert topmost


def test_without_scripts_the_page_leads_to_the_table(scriptless: Page, on_disk: str) -> None:
    scriptless.goto(f"{on_disk}/index.html")
    expect(scriptless.get_by_role("heading", level=1)).to_be_visible()
    expect(scriptless.locator(".find")).to_be_hidden()
    scriptless.get_by_role("link", name="the table of all councils").click()
    expect(scriptless.get_by_role("heading", level=1)).to_contain_text("ouncils")


@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_other_colours_keep_the_classes_apart(page: Page, on_disk: str, options: dict[str, Any]) -> None:
    page.emulate_media(**options)
    open_map(page, on_disk, "#metric=uphold_rate")
    fills = {
        page.locator(f"#map-frame path.area.{shade}").first.evaluate("one => getComputedStyle(one).fill")
        for shade in ("r2", "r3", "r4", "w1", "w2", "u")
    }
    assert len(fills) == 6


# Small sites of their own, for what the illustrative one does not have.


def publish(folder: Path, published: Edition) -> str:
    """Write the pages and the map of an edition; its address from disk."""
    parts = choropleth.render(published)
    for path, content in {**pages.render(published, parts, ()), **parts.files}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder.as_uri()


def test_one_council_alone(page: Page, tmp_path: Path) -> None:
    open_map(page, publish(tmp_path, edition(joined([year(reading())]))))
    assert areas(page).count() == counted(page) == 1
    page.get_by_label("Show", exact=True).select_option("received_total")
    assert counted(page) == 1
    expect(page.locator("#legend")).to_contain_text("Council with a circle")
    page.get_by_role("radio", name="County-level").check()
    assert areas(page).count() == counted(page) == 0


def test_all_zero(page: Page, tmp_path: Path) -> None:
    nothing: dict[str, int | float | None] = dict.fromkeys(reading().figures or {}, 0)
    nothing |= dict.fromkeys(("uphold_rate", "satisfactory_remedy_rate", "compliance_rate"))
    letter = replace(reading(), figures={each.statistic: each for each in figures(nothing)})
    open_map(page, publish(tmp_path, edition(joined([year(letter)]))), f"#council={DARTFORD}")
    expect(panel(page)).to_contain_text(
        "None investigated, so there is no rate. That is neither good nor bad."
    )
    assert figure(page, "Received") == "0"
    assert figure(page, "Upheld") == "none investigated"
    assert not set(SUBJECTS) & set(panel(page).inner_text().split())
    page.get_by_label("Show", exact=True).select_option("received_total")
    expect(panel(page).locator(".leading")).to_have_text("0complaints and enquiries received")
    assert page.locator("#map-frame path.bubble").count() == 0
    assert page.locator("#legend li", has_text="None received").get_attribute("data-counted") == "1"


REST = ["rest-2019.js", "rest-choices.js", "rest-scripts.js"]
"""What comes with the first sign that somebody uses the page."""


def test_another_year_comes_when_it_is_chosen(page: Page, tmp_path: Path) -> None:
    years = [year(None, code) for code in (DARTFORD, "E07000105")]
    home = publish(tmp_path, edition(joined([year(reading())]), joined(years, date(2018, 3, 31))))
    page.goto(f"{home}/index.html")
    page.wait_for_selector("#map-frame path.area", state="attached")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url.rpartition("/")[2]))
    page.get_by_label("Years").select_option("2018")
    expect(page.locator("#map-until")).to_have_text("Year to 31 March 2018")
    assert {*requests} == {"areas-2018.js", "figures-2018.js", "rest-2018.js", *REST}
    assert marks(page) == 2
    assert page.locator("#legend li", has_text="No letter").get_attribute("data-counted") == "2"
    page.goto(f"{home}/index.html#year=2018&council={DARTFORD}")
    page.reload()
    expect(panel(page)).to_contain_text("No letter has been added for this year.")
    expect(panel(page).locator(".links")).to_contain_text("No letter has been added")
    assert panel(page).get_by_role("link", name="The letter").count() == 0


def test_a_letter_that_is_not_here_has_no_link_and_says_why_unless_its_address_is_known(
    page: Page, tmp_path: Path
) -> None:
    there = "https://www.lgo.org.uk/letters/ashford.pdf"
    linked = replace(reading("E07000105"), shown=Shown(LettersAs.LINK, address=there))
    years = [year(replace(reading(), shown=WITHHELD)), year(linked, "E07000105")]
    home = publish(tmp_path, edition(joined(years)))
    open_map(page, home, f"#council={DARTFORD}")
    expect(panel(page).locator(".links")).to_contain_text(
        "The letter itself is not shown here; its page says why"
    )
    assert panel(page).get_by_role("link", name="letter").count() == 0
    page.goto(f"{home}/index.html#council=E07000105")
    expect(panel(page).get_by_role("link", name="The letter")).to_have_attribute("href", f"{there}#page=4")


def test_a_letter_that_is_held_back_says_why(page: Page, tmp_path: Path) -> None:
    problem = Problem("sum-mismatch", "The subjects add up to 15, the letter prints 14.")
    letter = replace(reading(status=Status.REVIEW), problems=(problem,))
    open_map(page, publish(tmp_path, edition(joined([year(letter)]))), f"#council={DARTFORD}")
    expect(panel(page)).to_contain_text("We are checking this letter, so its figures are not shown yet.")
    assert panel(page).locator("table").count() == 0
    expect(panel(page).get_by_role("link", name="The letter")).to_be_visible()


def test_markup_in_a_name_is_never_run(page: Page, tmp_path: Path) -> None:
    name = "<img src=x onerror=console.error(1)></script><b>Bold</b> {{ 7 * 7 }}"
    odd = replace(council(), name=name, short_name=name, official_name=name)
    letter = replace(
        reading(illustration=Illustration.INVENTED), council=odd, problems=(Problem("name-conflict", name),)
    )
    open_map(
        page, publish(tmp_path, edition(joined([CouncilYear(odd, DAY, letter)]))), f"#council={DARTFORD}"
    )
    expect(title(page)).to_have_text(name)
    expect(panel(page)).to_contain_text("Made-up figures")
    find(page, "img")
    areas(page).hover(force=True)
    expect(page.locator(".map-tooltip")).to_contain_text(name)
    assert page.locator(".map-page img, .map-page b:text('Bold')").count() == 0


# Hexagons.


def sizes(page: Page) -> list[tuple[float, float]]:
    """Width and height of every area on the map, in pixels; Leaflet puts every corner on a whole one."""
    found: list[tuple[float, float]] = areas(page).evaluate_all(
        "all => all.map(one => [one.getBBox().width, one.getBBox().height])"
    )
    return found


def are_equal(found: list[tuple[float, float]]) -> bool:
    return all(max(sides) - min(sides) <= 1 for sides in zip(*found, strict=True))


def test_hexagons_are_another_drawing_of_the_same_view(page: Page, home: str) -> None:
    open_map(page, home)
    use(page)
    legend = page.locator("#legend").inner_text()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.get_by_role("radio", name="Hexagons").check()
    assert areas(page).count() == LOWER
    assert are_equal(sizes(page))
    assert page.locator("#legend").inner_text() == legend
    expect(page.get_by_text("London, enlarged")).to_be_hidden()
    expect(page.get_by_text("One hexagon for each council")).to_be_visible()
    expect(page).to_have_url(re.compile("drawn=hexagons"))
    assert requests == []

    find(page, "dartf")
    expect(panel(page)).to_contain_text("investigated complaint upheld (100%)")
    page.get_by_role("radio", name="Map", exact=True).check()
    expect(title(page)).to_have_text("Dartford")
    expect(page.get_by_text("London, enlarged")).to_be_visible()
    assert not are_equal(sizes(page))
    expect(page).not_to_have_url(re.compile("drawn"))


def test_hexagons_can_be_linked_and_change_tier(page: Page, home: str) -> None:
    open_map(page, home, "#drawn=hexagons&metric=received_total")
    assert page.get_by_role("radio", name="Hexagons").is_checked()
    assert page.locator("#map-frame path.bubble").count() > 300
    page.get_by_role("radio", name="County-level").check()
    assert areas(page).count() == UPPER
    assert are_equal(sizes(page))
    for part in ("drawn=hexagons", "tier=upper"):
        expect(page).to_have_url(re.compile(part))


def test_hexagons_lie_side_by_side_and_inside_the_map(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, "#drawn=hexagons")
    box = page.locator("#map-frame .map-box").bounding_box()
    assert box is not None
    middles = areas(page).evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(b => [b.x + b.width / 2, b.y + b.height / 2])"
    )
    (width, _), *_ = sizes(page)
    apart = [math.dist(one, other) for one, other in combinations(middles, 2)]
    assert min(apart) == pytest.approx(width, abs=1.5)
    for x, y in middles:
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]


def test_hexagons_by_keyboard(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, "#drawn=hexagons")
    page.locator('#map-frame path.area[tabindex="0"]').focus()
    page.keyboard.press("Enter")
    expect(title(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()


def test_hexagons_on_a_phone(phone: Page, on_disk: str) -> None:
    open_map(phone, on_disk)
    phone.get_by_role("radio", name="Hexagons").tap()
    assert areas(phone).count() == LOWER
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    phone.set_viewport_size({"width": 740, "height": 360})  # turned while London is hidden
    phone.get_by_role("radio", name="Map", exact=True).tap()
    assert not are_equal(sizes(phone))


def test_one_hexagon_alone_and_none(page: Page, tmp_path: Path) -> None:
    open_map(page, publish(tmp_path, edition(joined([year(reading())]))), "#drawn=hexagons")
    assert areas(page).count() == counted(page) == 1
    page.get_by_role("radio", name="County-level").check()
    assert areas(page).count() == 0
