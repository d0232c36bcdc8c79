"""What the first view of the map weighs, and that what it leaves out is not missed."""

import gzip
import json
from pathlib import Path
from urllib.parse import urlsplit

import js_lib_leaflet
import pytest
import shapely
from playwright.sync_api import Page, expect

from mapper.resources import minified_style
from tests.browser.conftest import use

MOST = 120_000
"""Bytes, each file compressed: all that a page loads before anybody touches it."""

DRAWN = """() => {
  const { lower, upper } = lettersMap.decode(lettersMap.data("areas", "2019"));
  const points = ({ rings }) => rings.map((some) => some.map((ring) => ring.map(({ lng, lat }) => [lng, lat])));
  return [lower, upper].map(({ shapes }) => [...shapes].map(([code, shape]) => [code, points(shape)]));
}"""


def test_the_first_view_is_light_and_the_rest_comes_when_it_is_used(
    page: Page, served: str, site: Path
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served}/index.html")
    expect(page.locator("#map-frame path.area")).to_have_count(326)
    expect(page.locator("#apart-councils li").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    files = [
        urlsplit(address).path.removeprefix(f"/{site.name}/") for address in asked if "data:" not in address
    ]
    assert not [name for name in files if "/rest-" in name]
    weight = sum(len(gzip.compress((site / name).read_bytes(), 9, mtime=0)) for name in files)
    assert weight <= MOST
    use(page)
    assert len([address for address in asked if "/rest-" in address]) == 3


def test_the_areas_drawn_are_those_to_download(page: Page, on_disk: str, site: Path) -> None:
    page.goto(f"{on_disk}/index.html")
    page.wait_for_function("lettersMap.isStarted")
    for tier, drawn in zip(("lower", "upper"), page.evaluate(DRAWN), strict=True):
        path = site / "data" / f"councils-2019-{tier}.geojson"
        offered = {
            feature["properties"]["gss_code"]: shapely.geometry.shape(feature["geometry"])
            for feature in json.loads(path.read_text("utf-8"))["features"]
        }
        assert {code for code, _ in drawn} == set(offered)
        for code, polygons in drawn:
            lines = shapely.multilinestrings(
                [shapely.linestrings(ring) for rings in polygons for ring in rings]
            )
            # A few steps of the grid, of some sixty metres each.
            assert shapely.hausdorff_distance(lines, offered[code].boundary) < 0.004, code


def test_leaflets_rules_that_are_left_out_are_for_nothing_on_the_map(page: Page, on_disk: str) -> None:
    """Every selector of its style sheet that the site does not have finds no element, with a council chosen too."""
    given = (Path(js_lib_leaflet.__file__).parent / "static/js_lib_leaflet/leaflet.css").read_text("utf-8")
    page.goto(f"{on_disk}/index.html#council=E07000107")
    expect(page.locator("#panel")).to_contain_text("Dartford")
    found = page.evaluate(
        """(given) => {
          const rules = (sheet) => [...sheet.cssRules].filter((rule) => rule.selectorText);
          const parts = (rule) => rule.selectorText.split(",").map((one) => one.trim());
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(given);
          const all = rules(sheet).flatMap(parts);
          const isFull = (box) => !box.matches(".leaflet-pane:empty");
          const isThere = (one) => [...document.querySelectorAll(one)].some(isFull);
          return { all: all.length, missed: all.filter(isThere) };
        }""",
        minified_style(given),
    )
    kept = (Path(page.url.split("#")[0].removeprefix("file://")).parent / "assets/map.css").read_text("utf-8")
    assert found["all"] > 100
    assert [one for one in found["missed"] if one.replace(" > ", ">") not in kept] == []


@pytest.mark.parametrize("act", ["types a name", "chooses an area"])
def test_what_is_asked_before_the_rest_has_come_is_answered(page: Page, served: str, act: str) -> None:
    held = []
    page.route("**/rest-*.js", lambda route: held.append(route))
    page.goto(f"{served}/index.html")
    expect(page.locator("#map-frame path.area")).to_have_count(326)
    with page.expect_request("**/rest-scripts.js"):
        if act == "types a name":
            page.locator("#find").fill("Dartford")
            page.keyboard.press("Enter")
        else:
            page.locator("#map-frame path.area[data-code=E07000107]").dispatch_event("click")
            page.dispatch_event("body", "pointermove")
    expect(page.locator("#panel")).to_be_hidden()
    while held:
        held.pop().continue_()
    expect(page.locator("#panel")).to_contain_text("1 of 1")
    assert page.url.endswith("#council=E07000107")
