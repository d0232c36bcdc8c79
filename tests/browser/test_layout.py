"""What a stranger sees first, on four sizes of screen by day and by night, and what is left where files are missing."""

import re
import shutil
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .test_map import open_map

SIZES = [(360, 740), (768, 1024), (1366, 768), (1440, 900)]
Box = dict[str, float]

# The boxes of all texts on the map, in the window, and the ends of all lines.
NAMES = """(id) => [...document.querySelectorAll(`#${id} text`)].map((text) => {
  const { left, right, top, bottom } = text.getBoundingClientRect();
  return { left, right, top, bottom };
})"""


def box(page: Page, selector: str) -> Box:
    found = page.locator(selector).bounding_box()
    assert found is not None, selector
    return {
        "left": found["x"],
        "top": found["y"],
        "right": found["x"] + found["width"],
        "bottom": found["y"] + found["height"],
    }


def overlap(one: Box, other: Box) -> bool:
    return (
        one["left"] < other["right"] - 1
        and other["left"] < one["right"] - 1
        and one["top"] < other["bottom"] - 1
        and other["top"] < one["bottom"] - 1
    )


@pytest.mark.parametrize(
    ("path", "width", "height"),
    [
        ("index", 1024, 768),
        ("index", 900, 700),
        ("index", 1920, 1080),
        ("embed", 600, 760),
        ("embed", 1366, 760),
    ],
)
def test_the_map_opens_whole_in_a_box_of_any_shape(
    page: Page, on_disk: str, path: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{on_disk}/{path}.html")
    page.wait_for_selector('#map-frame path.area[tabindex="0"]', state="attached")
    page.wait_for_timeout(300)  # a moved map is told after a moment
    expect(page.locator("#whole")).to_be_hidden()
    assert "#" not in page.url
    # Resizing is no moving, either.
    page.set_viewport_size({"width": width - 60, "height": height})
    page.wait_for_timeout(600)
    expect(page.locator("#whole")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_heading_find_box_key_and_map_stand_above_the_fold(
    page: Page, on_disk: str, width: int, height: int, scheme: Any
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    open_map(page, on_disk)
    for selector in ("h1", "#find", "#brief-key" if width == 360 else "#legend"):
        assert box(page, selector)["bottom"] <= height, selector
    seen = height - box(page, "#map-frame .map-box")["top"]
    whole = box(page, "#map-frame .map-box")
    assert seen >= 0.95 * (whole["bottom"] - whole["top"]), "the map is (nearly) whole"
    assert page.evaluate("document.documentElement.scrollWidth") == width
    controls = page.locator("a, button, select, input[type=text]").all()
    heights = [size["height"] for one in controls if one.is_visible() and (size := one.bounding_box())]
    assert max(heights) == page.locator("#find").evaluate("one => one.offsetHeight"), "none is larger"


@pytest.mark.parametrize(
    "view", ["", "#tier=upper", "#council=E07000107", "#council=E09000001", "#at=52.5,-1.5,2"]
)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_name_on_the_map_lies_over_another_or_is_cut_off(
    page: Page, on_disk: str, width: int, height: int, view: str
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    open_map(page, on_disk, view)
    page.wait_for_timeout(400)
    names: list[Box] = page.evaluate(NAMES, "map-names")
    blocks = [*names, *([box(page, "#whole")] if page.locator("#whole").is_visible() else [])]
    assert not [pair for pair in combinations(blocks, 2) if overlap(*pair)]
    if not view or "tier" in view:
        assert bool(names) == (width > 360), "on a phone the list names them"
        frame = box(page, "#map-frame .map-box")
        for name in names:
            assert frame["left"] - 1 <= name["left"] and name["right"] <= frame["right"] + 1
        if page.locator(".map-inset").is_visible() and width > 760:
            assert not [name for name in names if overlap(name, box(page, ".map-inset"))]
    for name in page.evaluate(NAMES, "inset-names"):
        assert not overlap({**name}, {**box(page, ".map-inset figcaption")})


def test_every_one_outside_is_named_on_the_map_or_in_the_inset(page: Page, on_disk: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    open_map(page, on_disk)
    expect(page.locator("#apart-councils li").first).to_be_visible()
    listed = [" ".join(text.split()) for text in page.locator("#apart-councils li").all_inner_texts()]
    named = [
        *page.locator("#map-names text").all_text_contents(),
        " ".join(page.locator("#inset-names text").all_text_contents()),
    ]
    assert sorted(named) == sorted(listed)
    assert len(listed) >= 5


FIRST = [
    "assets/leaflet.js",
    "assets/map/map.js",
    "assets/map/choices.js",
    "assets/map/areas-2019.js",
    "assets/map/figures-2019.js",
    "assets/map/page.js",
    "assets/map.css",
]


@pytest.mark.parametrize("missing", FIRST)
def test_the_built_picture_stays_where_a_file_is_missing(unwatched: Page, served: str, missing: str) -> None:
    page = unwatched
    page.route(f"**/{missing}", lambda route: route.abort())
    page.goto(f"{served}/index.html")
    expect(page.locator("#failed")).to_be_visible()
    expect(page.locator("#failed")).to_contain_text("The map could not be loaded. This is a picture of it.")
    page.wait_for_function("() => document.querySelector('#failed img').naturalWidth === 1000")
    page.get_by_role("link", name="all councils in a table").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ouncils")


def test_without_any_script_of_the_map_the_picture_comes_by_itself(unwatched: Page, served: str) -> None:
    page = unwatched
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{served}/index.html")
    expect(page.get_by_text("The map is loading.")).to_be_visible()
    expect(page.locator("#failed")).to_be_hidden()
    expect(page.locator("#failed")).to_be_visible()
    assert "preview.png" in page.locator("#failed").evaluate("one => getComputedStyle(one).backgroundImage")


def test_a_map_that_is_there_says_nothing_of_loading(page: Page, home: str) -> None:
    open_map(page, home)
    expect(page.locator("#waiting")).to_have_count(0)


def test_the_view_can_be_embedded(page: Page, served: str, site: Path) -> None:
    page.goto(f"{served}/embed.html#metric=received_total&council=E07000107")
    page.wait_for_selector("#map-frame path.area", state="attached")
    expect(page.locator("#panel")).to_contain_text("Dartford")
    expect(page.locator("#find")).to_be_hidden()
    expect(page.locator("nav")).to_have_count(0)
    page.goto(f"{served}/index.html#metric=received_total")
    page.wait_for_selector("#map-frame path.area", state="attached")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("Save or share").click()
    page.get_by_role("button", name="Copy the code to embed it").click()
    expect(page.locator("#shared")).to_have_text("The code has been copied.")
    code = page.evaluate("navigator.clipboard.readText()")
    assert code.startswith("<iframe ") and f'src="{served}/embed.html#metric=received_total"' in code
    page.get_by_role("button", name="Copy a link to this view").click()
    expect(page.locator("#shared")).to_have_text("The link has been copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.get_by_role("button", name="Start again with the first view").click()
    expect(page.locator("#map-heading")).to_contain_text("expected")
    expect(page).to_have_url(re.compile(f"^{re.escape(served)}/index.html#?$"))


def test_the_page_for_what_is_not_there_needs_no_other_file(
    page: Page, on_disk: str, site: Path, tmp_path: Path
) -> None:
    shutil.copy(site / "404.html", tmp_path / "404.html")
    page.goto((tmp_path / "404.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page here")
    assert "serif" in page.locator("h1").evaluate("one => getComputedStyle(one).fontFamily")
    page.goto(f"{on_disk}/404.html")
    page.get_by_role("link", name="the list of all councils").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ouncils")


def test_names_near_by_leave_the_marks_of_what_is_missing_free(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, "#council=E07000146")
    expect(page.locator("#map-names text", has_text="King’s")).to_be_visible()
    covered = page.evaluate(
        """() => {
          const mark = document.querySelector("#map-frame path.mark");
          const matrix = mark.getScreenCTM();
          const starts = [...mark.getAttribute("d").matchAll(/M([-.\\d]+) ([-.\\d]+)/g)];
          const at = starts.map(([, x, y]) => new DOMPoint(x, y).matrixTransform(matrix));
          const boxes = [...document.querySelectorAll("#map-names text")].map((text) => text.getBoundingClientRect());
          const inside = ({ x, y }) => boxes.some((b) => x > b.left && x < b.right && y > b.top && y < b.bottom);
          return [at.filter(inside).length, boxes.length, at.length];
        }"""
    )
    assert covered[0] == 0
    assert covered[1] > 10
    assert covered[2] > 10
