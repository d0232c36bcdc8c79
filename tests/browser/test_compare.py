"""Councils side by side in a real browser: chosen by the address and by hand, and what is said without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.readings import DARTFORD

KENT, LONDON, NOWHERE = "E10000016", "E09000001", "E09999999"


@pytest.fixture
def chosen(page: Page, on_disk: str) -> Page:
    """Dartford and Kent side by side, by an address that also names a council that is none."""
    page.goto(f"{on_disk}/compare/index.html#councils={DARTFORD},{KENT},{NOWHERE}")
    expect(page.locator("#compare-table thead th")).to_have_count(2)
    return page


def test_councils_are_chosen_by_the_address_and_by_hand(chosen: Page) -> None:
    heads, said = chosen.locator("#compare-table thead th"), chosen.locator("#compare-said")
    expect(said).to_have_text(f"This site has no council with the code {NOWHERE}.")
    expect(heads.first).to_contain_text("Dartford")
    expect(heads.first).to_contain_text("District")
    expect(chosen.locator("#compare-table tbody").nth(1)).to_contain_text("1 of 1 (100%)")
    chosen.get_by_label("Council", exact=True).select_option(LONDON)
    chosen.get_by_role("button", name="Add", exact=True).click()
    expect(heads).to_have_count(3)
    chosen.get_by_role("button", name="Add the neighbours of Dartford").click()
    expect(heads).to_have_count(4)
    expect(said).to_contain_text("Only 4 councils stand side by side")
    assert len(chosen.url.split("councils=")[1].split(",")) == 4
    chosen.get_by_role("button", name="Take out Kent").click()
    expect(heads).to_have_count(3)
    chosen.go_back()
    expect(heads).to_have_count(4)


def test_every_council_has_its_interval_and_its_own_type_on_one_scale(chosen: Page) -> None:
    chosen.get_by_label("Council", exact=True).select_option(LONDON)
    chosen.get_by_role("button", name="Add", exact=True).click()
    lanes = chosen.locator(".lanes").first.locator(".lane").filter(has=chosen.locator("circle"))
    expect(lanes).to_have_count(3)
    assert lanes.locator(".of-type").count() == 2, "the City of London is compared with none"
    edges = lanes.locator("svg").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map(({ left, width }) => `${left} ${width}`)"
    )
    assert len(set(edges)) == 1, "one scale"
    assert lanes.locator(".of-type").nth(0).get_attribute("x1") != lanes.locator(".of-type").nth(
        1
    ).get_attribute("x1")


def test_no_control_is_printed(chosen: Page) -> None:
    chosen.emulate_media(media="print")
    for control in ("#compare-form", "#compare-chosen", ".compare-measure"):
        expect(chosen.locator(control)).to_be_hidden()
    expect(chosen.locator("#compare-years")).to_be_visible()


def test_without_scripts_it_says_what_it_needs(scriptless: Page, on_disk: str) -> None:
    scriptless.goto(f"{on_disk}/compare/index.html")
    assert "This page needs JavaScript" in scriptless.locator("main").inner_text()
    expect(scriptless.locator("#compare-form")).to_be_hidden()
