"""The map taken away: without scripts, as a file, on paper. Each says what it shows and whose figures these are."""

import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pdfplumber
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from mapper.pictures.drawing import tokens
from mapper.review.report import ILLUSTRATIVE_NOTICE
from tests.browser.conftest import use

SVG = "{http://www.w3.org/2000/svg}"
HEADING = "Where complaints are upheld more, or less, often than expected"
SOURCE = "352 letters with made-up figures"
NAMES = {
    "": "uphold-rate-against-its-type-2018-19",
    "#tier=upper&drawn=hexagons": "uphold-rate-against-its-type-2018-19-counties-hexagons",
    "#metric=received_housing": "received-housing-2018-19",
}


def open_map(page: Page, home: str, view: str = "") -> None:
    page.goto(f"{home}/index.html{view}")
    page.wait_for_selector("#map-frame path.area", state="attached")
    use(page)


def keep(page: Page, kind: str) -> tuple[str, bytes]:
    """Name and content of the file that a button gives."""
    with page.expect_download() as download:
        if not page.get_by_role("button", name=kind, exact=True).is_visible():
            page.get_by_text("Save or share").click()
        page.get_by_role("button", name=kind, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def svg(page: Page) -> ElementTree.Element:
    return ElementTree.fromstring(keep(page, "SVG")[1])


def words(root: ElementTree.Element) -> str:
    return " ".join(" ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text")).split())


def fills(root: ElementTree.Element) -> list[str]:
    """How the named areas are filled."""
    return [path.attrib["fill"] for path in root.iter(f"{SVG}path") if path.find(f"{SVG}title") is not None]


def rgb(token: str) -> str:
    colour = tokens()[token]
    return f"rgb({', '.join(str(int(colour[start : start + 2], 16)) for start in (1, 3, 5))})"


# Without scripts


@pytest.mark.parametrize("width", [1440, 360])
def test_without_scripts_the_map_is_a_picture_with_its_words(scriptless: Page, home: str, width: int) -> None:
    scriptless.set_viewport_size({"width": width, "height": 800})
    scriptless.goto(f"{home}/index.html")
    picture = scriptless.get_by_role("img", name=re.compile(f"Map of England. {HEADING}"))
    expect(picture).to_be_visible()
    box = picture.bounding_box()
    assert box is not None and box["height"] > box["width"] > min(600, width - 50)
    assert scriptless.evaluate("document.images[0].naturalWidth") == 1000
    assert scriptless.evaluate("document.documentElement.scrollWidth") <= width
    expect(scriptless.locator(".pictures")).to_contain_text("none investigated: 29 councils")
    expect(scriptless.get_by_role("link", name="the table of all councils")).to_be_visible()
    for gone in scriptless.locator("form, .map-box, #panel").all():
        expect(gone).to_be_hidden()


def test_without_scripts_the_picture_is_one_sheet_of_paper(
    scriptless: Page, on_disk: str, tmp_path: Path
) -> None:
    scriptless.goto(f"{on_disk}/index.html")
    scriptless.pdf(path=tmp_path / "map.pdf", prefer_css_page_size=True)
    with pdfplumber.open(tmp_path / "map.pdf") as paper:
        assert len(paper.pages) == 1
        text = " ".join((paper.pages[0].extract_text() or "").split())
    for part in (HEADING[:30], "None investigated (29)", SOURCE):
        assert part in text


def test_with_scripts_no_picture_is_loaded(page: Page, home: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_map(page, home)
    page.wait_for_load_state("networkidle")
    assert asked and not [url for url in asked if "/pictures/" in url or "preview" in url]


def test_the_picture_opens_by_itself(page: Page, on_disk: str) -> None:
    page.goto(f"{on_disk}/assets/pictures/2019-lower.svg")
    assert page.evaluate("document.documentElement.localName") == "svg"
    expect(page.get_by_text(HEADING[:20])).to_be_visible()


# As a file


@pytest.mark.parametrize("view", NAMES)
def test_the_file_is_named_after_the_view(page: Page, home: str, view: str) -> None:
    open_map(page, home, view)
    assert [keep(page, kind)[0] for kind in ("SVG", "PNG")] == [f"{NAMES[view]}.svg", f"{NAMES[view]}.png"]


def test_the_svg_holds_the_view_with_its_words(page: Page, home: str) -> None:
    open_map(page, home)
    root = svg(page)
    text = words(root)
    assert text.startswith(ILLUSTRATIVE_NOTICE)
    for part in (HEADING, "Year to 31 March 2019, local councils.", SOURCE, "London, enlarged"):
        assert part in text
    said = " ".join(page.locator("#legend").inner_text().split())
    for step in page.locator("#legend li").all_inner_texts():
        assert all(part in text for part in step.split("\n"))
    assert root.findtext(f"{SVG}title") == "Uphold rate, against its type, 2018–19"
    assert said in " ".join((root.findtext(f"{SVG}desc") or "").split())
    names = {title.text for title in root.iter(f"{SVG}title")}
    assert "Dartford: 1 of 1 upheld (100%), too few to compare" in names
    assert len(names) == 1 + 326


def test_the_svg_stands_alone(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, "#metric=uphold_rate")
    text = keep(page, "SVG")[1].decode()
    assert set(re.findall(r"https?://[^\"]+", text)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"href|class=|style=|<script|<image|<foreignObject|var\(", text)
    ids = set(re.findall(r'\bid="([^"]+)"', text))
    used = set(re.findall(r"url\((?:&quot;)?#([^)&]+)", text))
    assert used and used <= ids


def test_colours_in_a_file_are_those_of_the_day(page: Page, on_disk: str) -> None:
    page.emulate_media(color_scheme="dark")
    open_map(page, on_disk)
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    found = fills(svg(page))
    assert {rgb("m"), rgb("hh"), rgb("ll"), rgb("paper")} <= set(found)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == before
    assert page.evaluate("document.documentElement.hasAttribute('data-theme')") is False


def test_counts_are_circles_and_a_chosen_council_is_named(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, "#metric=received_total&council=E07000107")
    root = svg(page)
    assert "Dartford: 14 received" in words(root)
    bubbles = [path for path in root.iter(f"{SVG}path") if path.attrib["fill"] == rgb("bubble")]
    assert len(bubbles) >= 326
    assert {path.attrib["fill-opacity"] for path in bubbles} == {"0.55"}


@pytest.mark.parametrize("screen", ["page", "phone"])
def test_the_circles_of_the_legend_are_those_of_the_map(
    request: pytest.FixtureRequest, on_disk: str, screen: str
) -> None:
    page: Page = request.getfixturevalue(screen)
    open_map(page, on_disk, "#metric=received_total")
    scales = []
    root = svg(page)
    key = root.find(f"{SVG}g[@transform]")
    assert key is not None and len(key.findall(f"{SVG}svg/{SVG}circle")) == 3
    scales.append(float(key.attrib["transform"].rpartition("(")[2].rstrip(")")))
    for part in root.iter(f"{SVG}svg"):
        if len(part) > 30:
            scales.append(float(part.attrib["width"]) / float(part.attrib["viewBox"].split()[2]))
    assert len(scales) == 3, "the key, the map, London"
    assert scales == pytest.approx([scales[0]] * 3, rel=0.01)
    assert scales[0] > 1.05


def test_a_file_shows_the_part_of_the_map_in_view(page: Page, on_disk: str) -> None:
    open_map(page, on_disk, "#at=51.5,-0.1,2.5")
    root = svg(page)
    assert "London, enlarged" not in words(root)
    boxes = [box.attrib["viewBox"] for box in root.iter(f"{SVG}svg") if len(box) > 100]
    size = page.locator("#map-frame .map-box").bounding_box()
    assert size is not None
    assert [box.split()[2:] for box in boxes] == [[f"{size['width']:g}", f"{size['height']:g}"]]


@pytest.mark.parametrize("view", NAMES)
def test_the_png_shows_the_same_as_the_svg(page: Page, home: str, view: str) -> None:
    open_map(page, home, view)
    root = svg(page)
    shown = Image.open(io.BytesIO(keep(page, "PNG")[1])).convert("RGB")
    assert (
        shown.size == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"])) and shown.width >= 2000
    )
    colours = {colour: count for count, colour in shown.getcolors(10**6) or []}
    for fill in {fill for fill in fills(root) if fill.startswith("rgb(")}:
        red, green, blue = (int(part) for part in re.findall(r"\d+", fill))
        assert colours.get((red, green, blue), 0) > 100, fill
    assert shown.getpixel((10, 10)) == tuple(int(part) for part in re.findall(r"\d+", rgb("banner-bg")))


def test_on_a_phone_the_buttons_are_there_and_large_enough(phone: Page, on_disk: str) -> None:
    open_map(phone, on_disk)
    phone.get_by_text("Save or share").tap()
    for kind in ("SVG", "PNG"):
        button = phone.get_by_role("button", name=kind, exact=True)
        box = button.bounding_box()
        assert box is not None and min(box["width"], box["height"]) >= 24


# On paper


@pytest.mark.parametrize("view", ["", "#tier=upper&drawn=hexagons", "#metric=uphold_rate&council=E07000107"])
@pytest.mark.parametrize("screen", ["page", "phone"])
def test_on_paper_the_map_is_one_sheet(
    request: pytest.FixtureRequest, on_disk: str, tmp_path: Path, screen: str, view: str
) -> None:
    page: Page = request.getfixturevalue(screen)
    open_map(page, on_disk, view)
    said = page.locator("#legend").inner_text()
    heading = page.locator("#map-heading").inner_text()
    page.pdf(path=tmp_path / "map.pdf", prefer_css_page_size=True)
    with pdfplumber.open(tmp_path / "map.pdf") as paper:
        assert len(paper.pages) == 1
        sheet = paper.pages[0]
        text = "".join((sheet.extract_text() or "").split())
        drawn = [shape for shape in sheet.curves + sheet.rects + sheet.lines if shape["fill"]]
        assert len(drawn) > (326 if "upper" not in view else 152) or "council" in view
    assert all(word in text for word in said.split())
    for part in (ILLUSTRATIVE_NOTICE, heading, SOURCE, "Page 1 of 1"):
        assert text.count("".join(part.split())) == 1, part
    for control in ("Your council or postcode", "Change view", "Save or share", "Hexagons", "About the data"):
        assert "".join(control.split()) not in text
    assert page.locator("#paper svg").count() == 0
