"""The page for maintainers, in a browser: what is ticked is shown, nothing runs, and everybody can read it."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Dialog, Page, expect

from mapper.inspection.folder import write
from mapper.inspection.page import files_of
from mapper.inspection.subject import Subject
from tests.browser.test_accessibility import RULES
from tests.inspection.looking import example
from tests.inspection.test_page import hostile

LETTER = Path("letter.pdf")


def opened(page: Page, folder: Path, subject: Subject, path: Path = LETTER) -> Page:
    write(files_of(path, subject), folder)
    page.goto((folder / "index.html").as_uri())
    return page


LAYERS = ["words", "rules", "landmarks", "figures", "problems"]


@pytest.mark.parametrize("layer", LAYERS)
def test_what_is_not_ticked_is_not_shown(layer: str, page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, example("faulty/letter-for-zero"))
    areas = page.locator(f"svg .{layer} >> nth=0")
    expect(areas).to_be_visible()
    page.locator(f"#show-{layer}").uncheck()
    expect(areas).to_be_hidden()
    for other in LAYERS:
        if other != layer:
            expect(page.locator(f"svg .{other} >> nth=0")).to_be_visible()


def test_words_as_read_are_shown_when_they_are_asked_for(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, example("tables-2019/dartford-reportlab"))
    word = page.locator("svg .text text", has_text="Dartford").first
    expect(word).to_be_hidden()
    page.get_by_label("Words as read").check()
    expect(word).to_be_visible()


def test_words_stand_over_the_picture(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, example("tables-2019/dartford-reportlab"))
    sheet = page.locator(".sheet").first
    picture, drawing = sheet.locator("img").bounding_box(), sheet.locator("svg").bounding_box()
    assert picture is not None
    assert drawing is not None
    for side in ("x", "y", "width", "height"):
        assert picture[side] == pytest.approx(drawing[side], abs=1)
    assert sheet.locator("img").evaluate("image => image.naturalWidth") > 1000


def test_a_figure_leads_to_its_place_and_back(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, example("tables-2019/dartford-reportlab"))
    page.locator("tr#f5 a").first.click()
    expect(page.locator("#place-f5 rect")).to_be_in_viewport()
    page.locator("#place-f5 rect").click()
    expect(page.locator("tr#f5")).to_be_in_viewport()


def test_nothing_in_a_file_runs(page: Page, tmp_path: Path) -> None:
    ran: list[str] = []

    def note(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    path, subject = hostile(tmp_path)
    opened(page, tmp_path / "shown", subject, path)
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>alert(1)<!--")
    assert page.locator("script, iframe").count() == 0
    assert page.locator("img").count() == 1
    assert ran == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name", ["faulty/letter-for-zero", "blocks-2025/volumes-fpdf2", "faulty/user-password"]
)
def test_no_barrier_is_found(name: str, scheme: str, page: Page, tmp_path: Path) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    opened(page, tmp_path, example(name))
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("width", [1280, 1366, 600, 360])
def test_the_page_is_no_wider_than_the_window(width: int, page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": width, "height": 720})
    opened(page, tmp_path, example("faulty/letter-for-zero"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for pane in page.locator(".accounts, .pages").all():
        assert pane.evaluate("pane => pane.scrollWidth - pane.clientWidth") <= 0
