"""A PDF becomes pages of words and rules, or is refused with a code and a reason."""

from io import BytesIO

import pdfplumber
import pytest
from pdfminer.pdfpage import PDFPage
from reportlab.pdfgen.canvas import Canvas

from mapper.errors import UnreadableLetter
from mapper.letters import pdf
from mapper.letters.counted_page import CountedPage
from mapper.letters.letter import Letter
from tests.paths import EXAMPLES


def _read(name: str) -> Letter:
    return pdf.read((EXAMPLES / name / "letter.pdf").read_bytes(), lambda _: True)


def _drawn(canvas_of: BytesIO) -> Letter:
    return pdf.read(canvas_of.getvalue(), lambda _: True)


@pytest.mark.parametrize(
    "name, code, reason",
    [
        ("not-a-pdf", "not-a-pdf", "begins with b'<!doctyp', not with %PDF-"),
        ("truncated", "damaged", "Download it again"),
        ("broken-objects", "damaged", "Download it again"),
        ("user-password", "encrypted", "asks for a password"),
        ("picture-only", "no-text-layer", "None of the 1 pages carries text"),
    ],
)
def test_what_is_no_letter_is_refused_with_a_reason(name: str, code: str, reason: str) -> None:
    with pytest.raises(UnreadableLetter, match=reason) as refused:
        _read(f"faulty/{name}")
    assert refused.value.code == code


@pytest.mark.parametrize("data", [b"", b"\0" * 2000, b"%PDF-1.7\n", b"%PDF-1.4 %%EOF"])
def test_bytes_that_are_no_pdf_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableLetter) as refused:
        pdf.read(data, lambda _: True)
    assert refused.value.code in ("not-a-pdf", "damaged")


def test_only_wanted_pages_are_opened() -> None:
    data = (EXAMPLES / "tables-2019/committee-paper-chromium/letter.pdf").read_bytes()
    read = pdf.read(data, lambda text: "Not Upheld" in text)
    assert len(read.texts) == 5
    assert [page.number for page in read.pages] == [3]
    assert pdf.read(data, lambda _: False).pages == ()


@pytest.mark.parametrize("count", [1, 2])
def test_a_file_whose_pages_are_counted_in_two_ways_is_refused(count: int) -> None:
    """The fast reader believes the number that the file states, the exact one counts: a letter might be lost."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for _ in range(3):
        canvas.drawString(50, 150, "text")
        canvas.showPage()
    canvas.save()
    data = buffer.getvalue()
    assert len(pdf.read(data, lambda _: False).texts) == 3
    with pytest.raises(UnreadableLetter, match=f"one program finds {count} pages in it, the other more"):
        pdf.read(data.replace(b"/Count 3", b"/Count %d" % count), lambda _: False)


def test_pages_are_as_seen_however_they_are_turned() -> None:
    page = _read("tables-2019/landscape-turned-page-reportlab").pages[0]
    assert page.width > page.height
    first = min(page.words, key=lambda word: (word.top, word.x0))
    assert first.text == "Illustrative"
    assert (round(first.x0), first.top < 50) == (36, True)


def test_coordinates_begin_at_the_crop_box() -> None:
    plain, offset = (
        {word.text: (round(word.x0), round(word.top)) for word in _read(name).pages[0].words}
        for name in ("faulty/national-park", "tables-2019/offset-page-boxes-reportlab")
    )
    assert offset["Report:"] == plain["Report:"]


def test_what_lies_outside_the_page_is_not_read() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 300), invariant=1)
    canvas.drawString(50, 150, "seen")
    canvas.drawString(500, 150, "unseen")
    canvas.drawString(50, -150, "unseen")
    canvas.save()
    assert [word.text for word in _drawn(buffer).pages[0].words] == ["seen"]


def test_a_number_drawn_twice_to_look_bold_is_one_number() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for shift in (0, 0.3, 0.6):
        canvas.drawString(50 + shift, 150, "11")
    canvas.drawString(50, 100, "11")
    canvas.save()
    assert [word.text for word in _drawn(buffer).pages[0].words] == ["11", "11"]


def test_neighbouring_numbers_are_two_words() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(50, 150, "10")
    canvas.drawString(50 + 11.12 + 2, 150, "4")
    canvas.save()
    assert [word.text for word in _drawn(buffer).pages[0].words] == ["10", "4"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["dartford-chromium", "landscape-turned-page-reportlab", "offset-page-boxes-reportlab"]
)
def test_characters_are_where_pdfplumber_has_them(name: str) -> None:
    data = (EXAMPLES / "tables-2019" / name / "letter.pdf").read_bytes()
    with pdfplumber.open(BytesIO(data)) as theirs:
        for page, own in zip(theirs.pages, PDFPage.create_pages(theirs.doc), strict=True):
            counted = CountedPage(theirs, own, page.page_number, 100_000)
            left, top = counted.corner[:2]
            here = sorted(
                (c.text, *_rounded(c.box.x0, c.box.x1, c.box.top, c.box.bottom)) for c in counted.characters
            )
            there = [
                (c["text"], *_rounded(c["x0"] - left, c["x1"] - left, c["top"] - top, c["bottom"] - top))
                for c in page.chars
            ]
            assert here == sorted(there)
            for kind in ("lines", "rects", "curves"):
                boxes = [
                    _rounded(*(one[key] for key in ("x0", "x1", "top", "bottom")))
                    for one in getattr(page, kind)
                ]
                assert boxes == [
                    _rounded(*(one[key] for key in ("x0", "x1", "top", "bottom")))
                    for one in getattr(counted, kind)
                ]


def _rounded(*places: float) -> tuple[float, ...]:
    return tuple(round(float(place), 2) for place in places)


def test_ligatures_are_spelt_out() -> None:
    words = {word.text for word in _read("tables-2019/ligatures-and-long-dashes-chromium").pages[0].words}
    assert "Benefits" in words


def test_lines_thin_boxes_and_boxes_are_rules() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 300), invariant=1)
    canvas.drawString(10, 10, "x")
    canvas.line(50, 100, 50, 200)
    canvas.rect(70, 100, 1, 100, stroke=0, fill=1)
    canvas.rect(100, 100, 60, 40, stroke=1, fill=0)
    canvas.save()
    upright = sorted(
        (rule.x0, rule.top, rule.bottom) for rule in _drawn(buffer).pages[0].rules if rule.x0 == rule.x1
    )
    assert upright == [(50, 100, 200), (70.5, 100, 200), (100, 160, 200), (160, 160, 200)]


def test_an_owner_password_does_not_lock_readers_out() -> None:
    assert _read("tables-2019/owner-password-fpdf2").pages
