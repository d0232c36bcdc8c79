"""A maintainer sees what was read where, whatever became of the file."""

from collections.abc import Callable
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from mapper.councils.register_file import load_register
from mapper.inspection.page import InspectionPage, files_of
from mapper.inspection.subject import Subject, look_at
from mapper.letters import findings, layouts
from mapper.letters.box import Box
from mapper.letters.findings import Findings
from mapper.letters.letter import Page
from mapper.letters.limits import Limits
from mapper.letters.statistics import Figure, Problem
from mapper.review.reading import Status
from tests.generators import fpdf2_letter, reportlab_letter
from tests.generators.around import turned
from tests.generators.wording import Figures, Options
from tests.hostile import drawing_nothing_for_ever
from tests.inspection.looking import Elements, example, layer, look, shown
from tests.letters.layouts.table_letters import FIGURES
from tests.pages.rendered import words
from tests.paths import EXAMPLES
from tests.templates import names_used

Writer = Callable[[Figures, str, str, Options], bytes]

OK = [
    ("tables-2014/upheld-first-libreoffice", "title: Local Authority Report", "column: decided_upheld"),
    (
        "tables-2016/remedied-beside-notes-libreoffice",
        "table: Decisions made",
        "column: remedied_by_authority",
    ),
    ("tables-2019/dartford-fpdf2", "period: the period", "column: complied_on_time"),
    ("blocks-2020/three-columns-chromium", "heading: Complaints upheld", "sentence: upheld rate"),
    ("blocks-2025/volumes-fpdf2", "heading: Satisfactory remedies", "sentence: volume dealt with"),
]


@pytest.mark.parametrize(("name", "first", "second"), OK, ids=[name for name, *_ in OK])
def test_a_letter_of_each_form_is_shown_with_all_that_it_says(name: str, first: str, second: str) -> None:
    subject = example(name)
    (letter,) = subject.letters
    html = shown(subject).replace("<wbr>", "")
    said = words(html)
    assert letter.status is Status.OK
    assert f"The letter ok Layout {letter.layout} Name “{letter.authority_name}”" in said
    assert letter.figures
    for figure in letter.figures.values():
        assert figure.statistic in said
    for check in letter.checks:
        assert f"holds {check.statement}" in said
    assert {first, second} <= set(layer(html, "landmarks"))
    assert isinstance(subject.findings, Findings)
    found = {word.text for page in subject.findings.pages for word in page.words}
    assert f"“{letter.authority_name}”".split()[0].strip("“") in found
    assert len(layer(html, "words")) == sum(len(page.words) for page in subject.findings.pages)
    assert len(files_of(Path("letter.pdf"), subject)) == 1 + len(subject.findings.texts)


def test_a_figure_is_outlined_where_it_stands_and_leads_to_what_it_was_read_as() -> None:
    html = shown(example("tables-2019/dartford-reportlab"))
    assert "5. received_environment_services: 3, printed “3”" in layer(html, "figures")
    assert len(layer(html, "figures")) == 25  # all but the sum of two others
    elements = Elements(html)
    assert {"#f5", "#place-f5"} <= set(elements.links)
    assert {link.removeprefix("#") for link in elements.links} <= set(elements.ids)


TURNED_AND_CUT = [
    "tables-2019/dartford-reportlab",
    "tables-2019/landscape-turned-page-reportlab",
    "tables-2019/turned-the-other-way-reportlab",
    "tables-2019/offset-page-boxes-reportlab",
    "tables-2019/object-streams-offset-turned-reportlab",
]


def darkest(image: Image.Image, box: Box, scale: float) -> int:
    """The darkest grey in a box: 0 is black, 255 white."""
    corners = (box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale)
    return min(image.crop(corners).tobytes())


@pytest.mark.parametrize("name", TURNED_AND_CUT)
def test_pictures_and_places_agree_however_the_page_is_turned_and_cut(name: str) -> None:
    assert_places_agree(example(name))


@pytest.mark.parametrize("write", [reportlab_letter.write, fpdf2_letter.write])
@pytest.mark.parametrize("angle", [90, 180, 270])
def test_pictures_and_places_agree_where_a_page_is_drawn_turned(
    write: Writer, angle: int, tmp_path: Path
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(
        turned(write(FIGURES, "Kent County Council", "31/03/2019", Options(apostrophe="'")), angle)
    )
    assert_places_agree(look(path))


def assert_places_agree(subject: Subject) -> None:
    """Within the outline of a figure there is ink, and none just beside it."""
    assert not isinstance(subject.pictures, Problem)
    pictures = {
        picture.number: (picture.width, Image.open(BytesIO(picture.png)).convert("L"))
        for picture in subject.pictures
    }
    boxes = [figure for figure in (subject.letters[0].figures or {}).values() if figure.box is not None]
    assert boxes
    for figure in boxes:
        assert figure.box is not None
        width, image = pictures[figure.page]
        scale = image.width / width
        box, gap = figure.box, 3.0
        inside = Box(box.x0, box.x1, box.top + 1, box.bottom - 1)
        beside = Box(box.x1 + 1, box.x1 + gap, box.top + 1, box.bottom - 1)
        assert darkest(image, inside, scale) < 100, figure
        assert darkest(image, beside, scale) > 200, figure


def test_a_letter_that_no_layout_claims_is_shown_too() -> None:
    subject = example("faulty/older-layout")
    html = shown(subject)
    said = words(html)
    assert "The letter rejected Layout none Name none found Council none Period none found Pages 1" in said
    assert "unrecognised-layout Page 1: No known layout" in said
    assert "tables-2014 1 no no tables-2016 1 no no" in said
    assert layer(html, "words")
    assert layer(html, "landmarks")


def test_a_file_that_no_layout_wants_is_shown_too(tmp_path: Path) -> None:
    html = shown(look(written(tmp_path, lambda canvas: canvas.drawString(50, 700, "Minutes of 3 May"))))
    said = words(html)
    assert "The file rejected Layout none Name none found Council none Period none found Problems" in said
    assert "unrecognised-layout No known layout" in said
    assert "No layout wants this page, so reading does not open it." in said
    assert "No layout finds a letter on any page." in said
    assert len(layer(html, "words")) == 4
    assert 'src="page-1.png"' in html


def written(folder: Path, draw: Callable[[Canvas], None], name: str = "letter.pdf") -> Path:
    """A file drawn by `draw`."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    draw(canvas)
    canvas.save()
    path = folder / name
    path.write_bytes(buffer.getvalue())
    return path


def test_what_layouts_say_is_told_by_page_and_by_letter() -> None:
    said = words(shown(example("several/two-letters")))
    assert "Letter 1 of 2 ok" in said
    assert "Letter 2 of 2 ok" in said
    assert "Layout Opens pages Claims page 2 Claims page 4 Claims the whole text" in said
    assert "tables-2019 2 and 4 yes yes yes" in said
    assert "tables-2016 2 and 4 no no no" in said


def test_a_problem_stands_where_it_arose() -> None:
    html = shown(example("faulty/letter-for-zero"))
    (said,) = layer(html, "problems")
    assert said.startswith("unreadable-figure: Page 1: ")
    assert "#place-p1" in Elements(html).links


def test_a_problem_without_a_place_stands_with_the_page_that_it_names() -> None:
    html = shown(example("faulty/unknown-heading"))
    assert layer(html, "problems") == []
    below = words("<body>" + html[html.index('id="page-1"') :])
    assert "missing-figure Page 1, “Housing”" in below
    assert "fails Eight subjects add up to 9, but the letter prints 11 received" in words(html)


def test_a_page_that_a_problem_names_and_the_file_does_not_have_is_no_link() -> None:
    subject = example("faulty/unknown-heading")
    wrong = Problem("missing-figure", "Page 77: nothing.", Figure("received_total", None, "x", 77))
    letter = replace(subject.letters[0], problems=(wrong,))
    html = shown(replace(subject, letters=(letter,)))
    assert "Page 77: nothing." in words(html)
    assert not {"#page-77", "#place-p1"} & set(Elements(html).links)


DAMAGED = {
    "not-a-pdf": "not-a-pdf The file begins with",
    "truncated": "damaged The PDF is damaged",
    "broken-objects": "damaged The PDF is damaged",
    "user-password": "encrypted The PDF asks for a password",
    "picture-only": "no-text-layer None of the 1 pages carries text",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_file_that_cannot_be_read_says_what_is_wrong(name: str) -> None:
    said = words(shown(example(f"faulty/{name}")))
    assert "The file rejected" in said
    assert DAMAGED[name] in said
    assert "What stands on the pages is not known." in said


def test_a_scan_is_shown_as_the_picture_that_it_is() -> None:
    subject = example("faulty/picture-only")
    assert set(files_of(Path("scan.pdf"), subject)) == {"index.html", "page-1.png"}
    assert "There are no pictures" not in words(shown(subject))


def test_words_are_shown_where_there_is_no_picture() -> None:
    subject = replace(
        example("tables-2019/dartford-reportlab"), pictures=Problem("crashed", "The process ended.")
    )
    html = shown(subject)
    assert "There are no pictures: The process ended." in words(html)
    assert 'class="sheet blank"' in html
    assert layer(html, "words")
    assert set(files_of(Path("letter.pdf"), subject)) == {"index.html"}


def test_pictures_are_shown_where_nothing_else_is() -> None:
    crashed = Problem("crashed", "The process ended.")
    subject = replace(example("tables-2019/dartford-reportlab"), findings=crashed, letters=())
    said = words(shown(subject))
    assert "What stands on the pages is not known: The process ended." in said
    assert "Page 2 There" not in said
    assert set(files_of(Path("letter.pdf"), subject)) == {"index.html", "page-1.png", "page-2.png"}


def test_a_layout_that_fails_leaves_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(page: Page, text: str) -> None:
        raise IndexError("tuple index out of range")

    monkeypatch.setattr(layouts, "landmarks_on", stumble)
    html = shown(look(EXAMPLES / "tables-2019/dartford-reportlab/letter.pdf"))
    assert "The layouts cannot look at the pages: IndexError: tuple index out of range." in words(html)
    assert layer(html, "words")


def test_of_a_long_file_the_pages_that_layouts_want_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(1, 8):
            canvas.drawString(50, 700, f"Minute {number}")
            if number == 6:
                canvas.drawString(50, 650, "Local Authority Report: Eden District Council")
            canvas.showPage()

    monkeypatch.setattr(findings, "MOST_PAGES", 4)
    html = shown(look(written(tmp_path, draw)))
    assert "7 pages. Not shown: pages 4, 5 and 7." in words(html)
    assert [name for name in Elements(html).ids if name.startswith("page-")] == [
        "page-1",
        "page-2",
        "page-3",
        "page-6",
    ]
    assert "title: Local Authority Report" in layer(html, "landmarks")


def test_turned_words_and_marks_of_notes_are_shown_apart(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(50, 700, "Upheld 14")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(50 + canvas.stringWidth("Upheld 14", "Helvetica", 12), 705, "3")
        canvas.rotate(90)
        canvas.setFont("Helvetica", 12)
        canvas.drawString(300, -300, "Sideways")
        canvas.line(0, 0, 0, 90)

    html = shown(look(written(tmp_path, draw)))
    (turned,) = layer(html, "turned")
    assert turned.startswith("“Sideways” at ")
    assert turned.endswith(", turned by 90°")
    (mark,) = layer(html, "turned mark")
    assert mark.startswith("“3” at ")
    assert len(layer(html, "words")) == 2
    assert html.count("<path d=") == 1


HOSTILE = "</title></svg></pre><script>alert(1)</script><img src=x onerror=alert(1)>"


def hostile(folder: Path) -> tuple[Path, Subject]:
    """A file whose name and text are markup, and a letter of it whose name, figures and problems are."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(20, 700, HOSTILE)
        canvas.drawString(20, 650, "{{ 7*7 }}\u202e")

    path = written(folder, draw, "<script>alert(1)<!--\u202e.pdf")
    subject = look(path)
    letter = replace(
        example("tables-2019/dartford-reportlab").letters[0],
        authority_name=HOSTILE,
        figures={"received_total": Figure("received_total", 14, HOSTILE, 1)},
        problems=(Problem("unreadable-figure", f"Page 1: {HOSTILE} \x1b[31m", None),),
    )
    return path, replace(subject, letters=(letter,))


def test_nothing_in_a_file_becomes_markup(tmp_path: Path) -> None:
    path, subject = hostile(tmp_path)
    html = shown(subject, path)
    elements = Elements(html).found
    assert not {"script", "iframe", "object", "embed"} & {tag for tag, _ in elements}
    assert [tag for tag, _ in elements if tag == "img"] == ["img"]
    assert not [name for _, attributes in elements for name in attributes if name.startswith("on")]
    assert "{{ 7*7 }}" in words(html)
    assert not {"\u202e", "\x1b"} & set(html)
    assert words(html).count("<script>alert(1)") >= 4


def test_the_page_is_shut_off_and_says_whose_it_is() -> None:
    html = shown(example("tables-2019/dartford-reportlab"))
    (policy,) = [
        attributes["content"]
        for tag, attributes in Elements(html).found
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "style=" not in html
    assert "http:" not in html
    assert "https:" not in html
    assert "For maintainers. This is no page of the site" in words(html)


def test_the_template_uses_every_name_it_is_given_and_no_other() -> None:
    assert names_used("inspection.html") == {field.name for field in fields(InspectionPage)}


def test_the_same_file_gives_the_same_page() -> None:
    path = EXAMPLES / "blocks-2020/two-columns-fpdf2/letter.pdf"
    assert files_of(path, look(path)) == files_of(path, look(path))


@pytest.mark.slow
def test_a_file_is_looked_at_in_processes_of_their_own() -> None:
    path = EXAMPLES / "faulty/older-layout/letter.pdf"
    subject = look_at(path, load_register(), ())
    assert subject.findings == example("faulty/older-layout").findings
    assert subject.pictures == example("faulty/older-layout").pictures


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_named_and_nothing_is_raised(tmp_path: Path) -> None:
    path = tmp_path / "endless.pdf"
    path.write_bytes(drawing_nothing_for_ever())
    subject = look_at(path, load_register(), (), Limits(time=1))
    assert [problem.code for letter in subject.letters for problem in letter.problems] == ["timeout"]
    assert isinstance(subject.findings, Problem)
    assert isinstance(subject.pictures, Problem)
    assert "No page of this file can be shown." in words(shown(subject))


def test_a_file_that_is_too_large_is_not_opened_at_all() -> None:
    path = EXAMPLES / "tables-2019/dartford-reportlab/letter.pdf"
    subject = look_at(path, load_register(), (), Limits(file_size=1000))
    assert isinstance(subject.findings, Problem)
    assert subject.findings.code == "too-large"
    assert "The file rejected" in words(shown(subject))
