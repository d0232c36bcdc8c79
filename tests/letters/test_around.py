"""What stands around a letter, on its pages or on its sheets, is no part of it and hides nothing of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from mapper.letters import layouts, pdf
from mapper.letters.read import read_file
from mapper.letters.second_reader import disagreements
from mapper.letters.signs import SignReader
from mapper.letters.statistics import LetterStatistics
from tests.generators import around, fpdf2_letter, reportlab_letter
from tests.generators.blocks_wording import Manner
from tests.generators.wording import DARTFORD, Figures, Options
from tests.letters.layouts.block_letters import KENT, block_letter
from tests.letters.layouts.table_letters import EARLIER, FIGURES, MARCH, codes_of

NAME = "Royal Borough of Kensington and Chelsea"
TITLE = "Local Authority Report"
A4_LANDSCAPE, A4, A3 = (842.0, 595.0), (595.0, 842.0), (1190.0, 842.0)

Writer = Callable[[Figures, str, str, Options], bytes]
producers = pytest.mark.parametrize(
    "write", [reportlab_letter.write, fpdf2_letter.write], ids=["reportlab", "fpdf2"]
)


def _letter(write: Writer, options: Options | None = None, name: str = NAME, period: str = MARCH) -> bytes:
    # The standard fonts of fpdf2 have no curly apostrophe.
    return write(FIGURES, name, period, replace(options or Options(), apostrophe="'"))


def _values(statistics: LetterStatistics) -> Figures:
    return {f.statistic: f.value for f in statistics.figures if f.statistic in DARTFORD}


def _is_sound(statistics: LetterStatistics, name: str = NAME) -> None:
    assert codes_of(statistics) == []
    assert (statistics.authority_name, str(statistics.period_end)) == (name, "2019-03-31")
    assert _values(statistics) == FIGURES


def _sound(data: bytes, name: str = NAME) -> None:
    (statistics,) = read_file(data).letters
    _is_sound(statistics, name)


STAMPS = (
    "Page 113",
    "Appendix B",
    "ABC000123",
    "24 March 2020",
    "Audit Committee",
    "Agenda Item 6",
    "3 of 9",
    "113",
    "DRAFT",
    "Item No. 7.2",
    "Agenda Pack Page 40",
)


@producers
@pytest.mark.parametrize("stamp", STAMPS)
def test_a_stamp_on_the_line_of_the_title_is_no_part_of_the_name(write: Writer, stamp: str) -> None:
    data = _letter(write)
    _sound(around.beside(data, TITLE, stamp))
    _sound(around.beside(data, TITLE, stamp, x=490, size=8))
    _sound(around.beside(data, TITLE, stamp, x=490, size=11, raised=-7))


@producers
@pytest.mark.parametrize("stamp", ["Page 113", "Annex C", "7"])
def test_a_stamp_in_the_type_of_the_title_is_no_part_of_the_name(write: Writer, stamp: str) -> None:
    (statistics,) = read_file(_letter(write, name=f"{NAME} {stamp}")).letters
    _is_sound(statistics)


@pytest.mark.parametrize(
    "before", ["12", "2.1", "(b)", "•", "*", "Appendix B", "Agenda item 5 |", "Page 3 of 4"]
)
def test_a_number_or_a_stamp_before_the_title_does_not_hide_it(before: str) -> None:
    data = _letter(reportlab_letter.write, Options(title=f"{before} {TITLE}:"))
    _sound(data)


def test_words_before_the_title_make_it_a_sentence() -> None:
    data = _letter(reportlab_letter.write, Options(title=f"See also {TITLE}:"))
    (statistics,) = read_file(data).letters
    assert codes_of(statistics) == ["unrecognised-layout"]


@pytest.mark.parametrize("heading", [f"{TITLE.upper()}:", f"{TITLE}*:", f"{TITLE} –", f"{TITLE}\n"])
def test_the_title_has_marks_and_capitals(heading: str) -> None:
    _sound(_letter(reportlab_letter.write, Options(title=heading)))


@pytest.mark.parametrize(
    "printed",
    [
        "31/03/19",
        "31.03.2019",
        "31 March 2019",
        "31st March 2019",
        "31 March, 2019",
        "March 31, 2019",
        "31-Mar-19",
    ],
)
def test_the_period_is_printed_in_any_way(printed: str) -> None:
    _sound(_letter(reportlab_letter.write, period=printed))


def test_a_year_that_is_broken_is_not_one_of_two_digits() -> None:
    (statistics,) = read_file(_letter(reportlab_letter.write, period="31/03/20 19")).letters
    assert (statistics.period_end, "period-missing" in codes_of(statistics)) == (None, True)


@producers
@pytest.mark.parametrize("step", [1, 5])
def test_the_numbers_of_lines_are_neither_titles_nor_figures(write: Writer, step: int) -> None:
    _sound(around.line_numbers(_letter(write), step))


@producers
@pytest.mark.parametrize("text", ["Audit Committee 24 March 2020", "Cabinet, 1 April 2020", "March to April"])
def test_the_day_of_a_meeting_makes_no_other_layout_claim_the_letter(write: Writer, text: str) -> None:
    note = "These statistics are based on what reached us between one spring and the next."
    _sound(around.stamped(_letter(write), (text, 0, 40.0, 20.0, 9.0), (note, 0, 40.0, 30.0, 9.0)))


@producers
def test_turned_text_in_the_margin_hides_nothing(write: Writer) -> None:
    place = (0, 12.0, 300.0, 8.0)
    _sound(around.stamped(_letter(write), ("Printed on 24 July 2019, copy 3 of 12", *place), angle=90))


@producers
def test_an_upright_watermark_hides_nothing(write: Writer) -> None:
    _sound(around.stamped(_letter(write), ("DRAFT", 0, 90.0, 400.0, 130.0)))


# Several pages on a sheet.


@producers
def test_two_pages_on_a_sheet(write: Writer) -> None:
    data = _letter(write, Options(body=True))
    for size in (A4_LANDSCAPE, A3):
        _sound(around.on_sheets(data, 2, 1, size))


@producers
def test_four_pages_on_a_sheet_are_two_letters(write: Writer) -> None:
    data = _letter(write, Options(body=True))
    for size in (A4, A3):
        letters = read_file(around.on_sheets(around.bound(data, data), 2, 2, size)).letters
        assert len(letters) == 2
        for statistics in letters:
            _is_sound(statistics)


@producers
@pytest.mark.parametrize("year_form", ["2014", "2016"])
def test_two_pages_of_earlier_years_on_a_sheet(write: Writer, year_form: str) -> None:
    """The line of the period has a line of the other page beside it."""
    figures = {k: v for k, v in EARLIER.items() if year_form == "2016" or not k.startswith("remedied")}
    options = Options(year_form=year_form, title_dash="-", body=True, apostrophe="'")
    sheet = around.on_sheets(write(figures, NAME, f"31/03/{year_form}", options), 2, 1, A4_LANDSCAPE)
    (statistics,) = read_file(sheet).letters
    assert (statistics.authority_name, codes_of(statistics)) == (NAME, [])


@producers
def test_four_landscape_pages_on_a_sheet(write: Writer) -> None:
    data = _letter(write, Options(body=True, landscape=True))
    letters = read_file(around.on_sheets(around.bound(data, data), 2, 2, A4_LANDSCAPE)).letters
    assert len(letters) == 2
    for statistics in letters:
        _is_sound(statistics)


def test_two_pages_of_blocks_on_a_sheet() -> None:
    data = block_letter(Manner(first_page=True))
    (whole,), (statistics,) = read_file(data).letters, read_file(around.on_sheets(data, 2, 1, A3)).letters
    assert (statistics.authority_name, codes_of(statistics)) == (KENT, [])
    assert {f.statistic: f.value for f in statistics.figures} == {f.statistic: f.value for f in whole.figures}


@producers
@pytest.mark.parametrize("box", ["cropbox", "mediabox", "clip"])
def test_halves_of_spreads_show_what_lies_within_their_box(write: Writer, box: str) -> None:
    (statistics,) = read_file(around.as_spreads(_letter(write, Options(body=True)), A3, box)).letters
    _is_sound(statistics)
    assert statistics.pages == (2, 2)


@pytest.mark.parametrize("box", ["cropbox", "clip"])
def test_halves_of_spreads_with_blocks_are_read_as_often_as_they_are_bound(box: str) -> None:
    data = block_letter(Manner(first_page=True))
    (whole,) = read_file(data).letters
    halves = around.as_spreads(data, A3, box)
    letters = (*read_file(halves).letters, *read_file(around.bound(halves, halves)).letters)
    assert [(one.authority_name, codes_of(one)) for one in letters] == [(KENT, [])] * 3
    for statistics in letters:
        assert {f.statistic: f.value for f in statistics.figures} == {
            f.statistic: f.value for f in whole.figures
        }


@producers
@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_is_drawn_turned_is_turned_upright(write: Writer, angle: int) -> None:
    data = around.turned(_letter(write, Options(body=True)), angle)
    _sound(data)
    _sound(around.stamped(data, ("Page 113", 1, 30.0, 8.0, 9.0)))


def test_a_page_that_is_drawn_turned_is_read_twice_as_any_other() -> None:
    data = around.turned(_letter(reportlab_letter.write), 90)
    letter = pdf.read(data, layouts.wanted)
    (page,) = letter.pages
    changed = tuple(replace(word, text="97") if word.text == "4" else word for word in page.words)
    assert page.turned_by == 90
    with SignReader(data, {page.number: 90}) as second:
        assert not disagreements(second, (page,))
        assert {found.first for found in disagreements(second, (replace(page, words=changed),))} == {"97"}


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_blocks_that_are_drawn_turned_are_turned_upright(angle: int) -> None:
    (statistics,) = read_file(around.turned(block_letter(), angle)).letters
    assert (statistics.authority_name, codes_of(statistics)) == (KENT, [])


BLOCK_STAMPS = [
    ("Page 113", 480.0, 800.0),
    ("Agenda Item 6", 40.0, 820.0),
    ("Page 2 of 9 Appendix B", 250.0, 12.0),
]


@pytest.mark.parametrize("stamp", BLOCK_STAMPS)
def test_stamps_on_a_page_of_blocks_are_no_part_of_it(stamp: tuple[str, float, float]) -> None:
    text, x, y = stamp
    (statistics,) = read_file(around.stamped(block_letter(), (text, 0, x, y, 9.0))).letters
    assert (statistics.authority_name, codes_of(statistics)) == (KENT, [])


def test_a_stamp_on_the_line_of_the_name_above_blocks_is_no_part_of_it() -> None:
    (statistics,) = read_file(around.beside(block_letter(), KENT, "Page 113", size=11.0)).letters
    assert (statistics.authority_name, codes_of(statistics)) == (KENT, [])


def test_the_head_of_the_papers_around_blocks_is_not_the_letters() -> None:
    paper = around.page_of_text(["Item 4", "Here is the annual letter, which members are asked to note."])
    letter = block_letter(Manner(first_page=True), council="Maidstone Borough Council")
    data = around.bound(paper, paper, letter)
    headed = around.stamped(data, *((KENT, index, 40.0, 828.0, 8.0) for index in range(4)))
    (statistics,) = read_file(headed).letters
    assert (statistics.authority_name, codes_of(statistics)) == ("Maidstone Borough Council", [])


def test_another_name_above_blocks_than_on_most_pages_is_doubted() -> None:
    letter = block_letter(Manner(first_page=True), council="Maidstone Borough Council")
    (statistics,) = read_file(around.stamped(letter, (KENT, 1, 40.0, 828.0, 8.0))).letters
    assert codes_of(statistics) == ["name-conflict"]


def test_the_period_above_blocks_is_that_of_the_letter() -> None:
    titled = around.stamped(
        block_letter(Manner(title="title")), ("For the period ending: 31/03/22", 0, 40.0, 828.0, 8.0)
    )
    (statistics,) = read_file(titled).letters
    assert codes_of(statistics) == ["period-conflict"]
