"""Characters become words; a figure ends where its size or its base line does, and marks of notes are no part of it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from fpdf import FPDF
from reportlab.pdfgen.canvas import Canvas

from mapper.letters import pdf
from mapper.letters.letter import Page

Draw = Callable[[Canvas], None]


def drawn(draw: Draw) -> Page:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 200), invariant=1)
    draw(canvas)
    canvas.save()
    return _page(buffer.getvalue())


def _page(data: bytes) -> Page:
    (page,) = pdf.read(data, lambda _: True).pages
    return page


def words(page: Page) -> list[str]:
    return [word.text for word in sorted(page.words, key=lambda word: (round(word.bottom), word.x0))]


def marks(page: Page) -> list[str]:
    return [mark.text for mark in page.marks]


def by_reportlab(figure: str, mark: str, size: float, rise: float, space: str = "") -> Page:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(50, 100)
        text.setFont("Helvetica", 11)
        text.textOut(f"{figure}{space}")
        text.setFont("Helvetica", size)
        text.setRise(rise)
        text.textOut(mark)
        text.setRise(0)
        text.setFont("Helvetica", 11)
        text.textOut(" compliance outcomes")
        canvas.drawText(text)

    return drawn(draw)


def by_fpdf2(figure: str, mark: str, size: float, rise: float, space: str = "") -> Page:
    """With the mark as a piece of text of its own, moved up by its place and not by a rise."""
    document = FPDF(unit="pt", format=(400, 200))
    document.add_page()
    document.set_font("Times", size=11)
    document.text(50, 100, f"{figure}{space}")
    right = 50 + document.get_string_width(f"{figure}{space}")
    document.set_font("Times", size=size)
    document.text(right, 100 - rise, mark)
    right += document.get_string_width(mark)
    document.set_font("Times", size=11)
    document.text(right, 100, " compliance outcomes")
    return _page(bytes(document.output()))


each_maker = pytest.mark.parametrize("make", [by_reportlab, by_fpdf2])


@each_maker
@pytest.mark.parametrize(
    "figure, mark, size, rise, space",
    [
        ("14", "3", 7, 4, ""),
        ("4.9", "1", 6.5, 3.5, ""),
        ("2", "1", 5, 5, ""),
        ("54", "1,2", 7, 4, ""),
        ("54", "(1)", 7, 4, ""),
        ("54", "a", 7, 4, ""),
        ("6", "1", 11, 4, ""),  # raised, and as large as the figure
        ("23", "1", 10.5, 5, " "),  # a space before it
        ("14", "2", 6, 0, ""),  # small, and on the base line
        ("100%", "**", 11, 0, ""),
        ("31", "*", 7, 4, ""),
    ],
)
def test_a_mark_is_no_part_of_the_figure_before_it(
    make: Callable[..., Page], figure: str, mark: str, size: float, rise: float, space: str
) -> None:
    page = make(figure, mark, size, rise, space)
    assert words(page) == [figure, "compliance", "outcomes"]
    assert marks(page) == [mark]


@pytest.mark.parametrize("mark", "¹²³")
def test_a_raised_digit_of_unicode_is_a_mark(mark: str) -> None:
    page = drawn(lambda canvas: canvas.drawString(50, 100, f"31{mark} compliance outcomes"))
    assert words(page) == ["31", "compliance", "outcomes"]
    assert marks(page) == [mark]


@each_maker
def test_the_ending_of_an_ordinal_belongs_to_it(make: Callable[..., Page]) -> None:
    assert words(make("31", "st", 7, 4)) == ["31st", "compliance", "outcomes"]


@each_maker
def test_the_decimals_of_a_number_are_never_lost_where_they_are_smaller(make: Callable[..., Page]) -> None:
    page = make("4", ".9", 7, 0)
    assert set(words(page)) == {"4", ".9", "compliance", "outcomes"}
    assert not page.marks


@pytest.mark.parametrize("text", ["53 upheld decisions", "53 decisions"])
def test_a_small_number_of_the_next_column_is_no_mark_of_a_large_one(text: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 28)
        canvas.drawString(50, 100, "87%")
        right = 50 + canvas.stringWidth("87%", "Helvetica-Bold", 28)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(right + 8, 112, text)

    page = drawn(draw)
    assert sorted(words(page)) == sorted(["87%", *text.split()])


def test_the_first_number_of_a_list_is_no_mark_of_the_line_before() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(50, 100, "Notes")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(50, 92, "1 Recorded in the year")

    assert words(drawn(draw)) == ["Notes", "1", "Recorded", "in", "the", "year"]


@pytest.mark.parametrize("spacing", [0.8, 1.5, 3.0, 5.5])
def test_widely_spaced_text_keeps_its_words(spacing: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(50, 100, "Complaints upheld: 87% of 61", charSpace=spacing)

    assert words(drawn(draw)) == ["Complaints", "upheld:", "87%", "of", "61"]


@pytest.mark.parametrize("gap", [2.0, 3.0, 6.0])
def test_figures_of_neighbouring_cells_stay_apart(gap: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(50, 100, "Number of complaints")
        canvas.drawString(200, 100, "14")
        canvas.drawString(200 + canvas.stringWidth("14", "Helvetica", 11) + gap, 100, "3")

    assert words(drawn(draw))[-2:] == ["14", "3"]


def test_small_capitals_are_one_word() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(50, 100)
        for large, small in (("C", "OMPLAINTS "), ("U", "PHELD")):
            text.setFont("Times-Roman", 12)
            text.textOut(large)
            text.setFont("Times-Roman", 9.6)
            text.textOut(small)
        canvas.drawText(text)

    assert words(drawn(draw)) == ["COMPLAINTS", "UPHELD"]


@pytest.mark.parametrize("angle", [45, 90, 270, 30])
def test_turned_words_are_kept_apart_with_their_angle(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(20, 20, "14")
        canvas.translate(200, 100)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "Not Upheld")

    page = drawn(draw)
    assert words(page) == ["14"]
    assert [word.text for word in page.turned] == ["Not", "Upheld"]
    assert [round(word.angle) % 360 for word in page.turned] == [angle, angle]


@pytest.mark.parametrize("angle", [0.4, 1.5, -3])
def test_a_page_that_lies_askew_is_upright(angle: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(angle)
        canvas.drawString(40, 80, "87% of complaints we investigated were upheld.")

    page = drawn(draw)
    assert [word.text for word in sorted(page.words, key=lambda word: word.x0)] == [
        *("87%", "of", "complaints", "we", "investigated", "were", "upheld.")
    ]


def test_numbers_that_lie_over_one_another_are_not_one_number() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 100, "3.1")
        canvas.drawString(50 + canvas.stringWidth("3.", "Helvetica", 12) + 1.5, 100, "7")

    assert "3.17" not in words(drawn(draw))


def test_a_per_cent_sign_ends_its_word() -> None:
    assert words(drawn(lambda canvas: canvas.drawString(50, 100, "80%in similar authorities"))) == [
        *("80%", "in", "similar", "authorities")
    ]
