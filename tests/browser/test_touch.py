"""Fingers: a tap takes the area under it or the nearest within reach, and offers those beside it; two taps zoom."""

import re

import pytest
from playwright.sync_api import Page, expect

SCILLY, DARTFORD = "E06000053", "E07000107"

FOUND = """([tier, slip]) => {
  const { shapes } = lettersMap.decode(lettersMap.data("areas", "2019"))[tier];
  const layers = new Map([...shapes].map(([code, { rings }]) => [code, L.polygon(rings)]));
  const near = (map, at, dx, dy) => {
    const point = map.latLngToContainerPoint(at).add([dx, dy]);
    return lettersMap.near({ map, layers, tier: { shapes } }, point);
  };
  const ways = slip ? [[slip, 0], [-slip, 0], [0, slip], [0, -slip]] : [[0, 0]];
  const windows = (at) => [[MAP, true], [INSET, L.latLngBounds(INSET.corners).contains(at)]];
  const lost = [...shapes].filter(([code, { at }]) =>
    !windows(at).some(([map, is]) => is && ways.every(([dx, dy]) => {
      const found = near(map, at, dx, dy);
      return slip ? found.includes(code) : found[0] === code;
    })),
  );
  return lost.map(([code]) => code);
}"""
"""The codes of the areas that a tap on their mark does not take or, `slip` pixels beside it, does not even offer."""


def names_of_maps(page: Page, script: str) -> str:
    text = page.evaluate("fetch('assets/map/page.js').then((one) => one.text())")
    main, inset = re.findall(r"const (\w+) ?= ?L\.map", text)
    return script.replace("MAP", main).replace("INSET", inset)


def open_map(page: Page, home: str) -> None:
    page.goto(f"{home}/index.html")
    page.wait_for_selector("#map-frame path.area", state="attached")
    expect(page.locator("#apart-councils li").first).to_be_attached()


@pytest.mark.parametrize("tier", ["lower", "upper"])
@pytest.mark.parametrize("slip", [0, 4])
def test_no_area_is_out_of_reach_on_a_phone(phone: Page, served: str, tier: str, slip: int) -> None:
    open_map(phone, served)
    assert phone.evaluate(names_of_maps(phone, FOUND), [tier, slip]) == []


def test_a_tap_beside_an_area_takes_it_and_offers_those_near_it(phone: Page, served: str) -> None:
    open_map(phone, served)
    area = phone.locator(f'#map-frame path.area[data-code="{SCILLY}"]')
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    assert box is not None
    phone.touchscreen.tap(box["x"] + box["width"] + 10, box["y"] - 8)
    expect(phone.locator("#panel-title")).to_have_text("Isles of Scilly")
    expect(phone.locator("#panel-near")).to_be_hidden()
    phone.get_by_role("button", name="Close", exact=True).tap()
    area = phone.locator(f'#map-frame path.area[data-code="{DARTFORD}"]')
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    assert box is not None
    phone.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(phone.locator("#panel-near")).to_be_visible()
    taken = phone.locator("#panel-title").inner_text()
    offered = phone.locator("#panel-near button")
    assert 2 <= offered.count() <= 8
    assert taken not in offered.all_inner_texts()
    wanted = offered.first.inner_text()
    offered.first.tap()
    expect(phone.locator("#panel-title")).to_have_text(wanted)
    assert taken in phone.locator("#panel-near button").all_inner_texts(), "and back"


def test_two_taps_zoom_and_choose_nothing(phone: Page, served: str) -> None:
    open_map(phone, served)
    area = phone.locator('#map-frame path.area[data-code="E06000054"]')
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    assert box is not None
    drawn = area.get_attribute("d")
    for _ in range(2):
        phone.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    phone.wait_for_function(
        "(drawn) => document.querySelector('[data-code=E06000054]').getAttribute('d') !== drawn", arg=drawn
    )
    phone.wait_for_timeout(300)
    expect(phone.locator("#panel")).to_be_hidden()
