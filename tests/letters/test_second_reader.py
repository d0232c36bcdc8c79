"""Two independent readers must find the same digits in the same places."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from mapper import sample
from mapper.errors import UnreadableLetter
from mapper.letters import layouts, pdf, read, second_reader
from mapper.letters.letter import Page, Word
from mapper.letters.second_reader import Disagreement
from mapper.letters.signs import SignReader
from tests.letters.examples import opened
from tests.letters.printed_letters import by_hand, words
from tests.paths import EXAMPLES
from tests.readings import council

LETTER = sample.letter(council(), 2019, sample.DEFAULT_SEED)
OPENED = pdf.read(LETTER, layouts.wanted)
PAGE = OPENED.pages[-1]
LETTERS = sorted(EXAMPLES.glob("*/*/letter.pdf"))


def disagreements(data: bytes, pages: Sequence[Page]) -> tuple[Disagreement, ...]:
    with SignReader(data) as second:
        return second_reader.disagreements(second, pages)


def changed(change: dict[str, str]) -> tuple[Page]:
    """The page as a first reader would give it that misreads some words; an empty word is not seen at all."""
    words = [replace(word, text=change.get(word.text, word.text)) for word in PAGE.words]
    return (replace(PAGE, words=tuple(word for word in words if word.text)),)


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")
def test_both_read_the_same_in_letters_of_every_producer(path: Path) -> None:
    try:
        pages = opened(path.parent.relative_to(EXAMPLES).as_posix()).pages
    except UnreadableLetter:
        return
    assert disagreements(path.read_bytes(), pages) == ()


@pytest.mark.parametrize(
    ("change", "first", "second"),
    [
        ({"14": "74"}, "74", "14"),
        ({"14": "1"}, "1", "14"),
        ({"-": "0"}, "0", "-"),
        ({"100%": "10%"}, "10%", "100%"),
    ],
)
def test_a_figure_that_one_misreads_is_named_with_both_readings(
    change: dict[str, str], first: str, second: str
) -> None:
    assert disagreements(LETTER, changed(change)) == (Disagreement(4, first, second),)


def test_a_digit_that_only_one_sees_is_named() -> None:
    assert disagreements(LETTER, changed({"13": ""})) == (Disagreement(4, "", "1"), Disagreement(4, "", "3"))


def test_a_figure_that_only_one_sees_is_named() -> None:
    ghost = Word("7", 300, 306, PAGE.height - 100, PAGE.height - 90)
    pages = (replace(PAGE, words=(*PAGE.words, ghost)),)
    assert disagreements(LETTER, pages) == (Disagreement(4, "7", ""),)


def test_figures_that_change_places_are_named() -> None:
    assert len(disagreements(LETTER, changed({"14": "13", "13": "14"}))) == 2


def test_a_letter_whose_readers_disagree_goes_into_review(monkeypatch: pytest.MonkeyPatch) -> None:
    misread = replace(OPENED, pages=changed({"10": "16"}))

    monkeypatch.setattr(pdf, "read", lambda *_: misread)
    (statistics,) = read.read_file(LETTER).letters
    (problem,) = statistics.problems
    assert problem.code == "readers-disagree"
    assert "page 4: “16” and “10”" in problem.message


@pytest.mark.parametrize("own, doubted", [("first", 0), ("second", 1)])
def test_the_pages_of_another_letter_do_not_count(
    monkeypatch: pytest.MonkeyPatch, own: str, doubted: int
) -> None:
    data = (EXAMPLES / "several/two-letters/letter.pdf").read_bytes()
    page = read.read_file(data).letters[doubted].pages[0]
    monkeypatch.setattr(second_reader, "disagreements", lambda data, pages: (Disagreement(page, "1", "2"),))
    found = [bool(statistics.problems) for statistics in read.read_file(data).letters]
    assert found == [own == "first", own == "second"]


def test_a_page_of_no_letter_on_which_they_disagree_may_hold_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exact reader has no font for a letter's title and period: its tables seem to follow on the one before."""
    data = (EXAMPLES / "several/two-letters/letter.pdf").read_bytes()
    letter = opened("several/two-letters")
    (first, second) = letter.pages
    heap = Word("/01239:EFPdeghinort", 40, 60, 90, 100)
    untitled = (*(word for word in second.words if not 40 < word.top < 105), heap)
    unread = replace(letter, pages=(first, replace(second, words=untitled)))
    monkeypatch.setattr(pdf, "read", lambda *_: unread)
    sound, other = read.read_file(data).letters
    assert (sound.pages, sound.problems) == ((first.number, first.number), ())
    assert (other.pages, other.figures) == ((second.number, second.number), ())
    assert [problem.code for problem in other.problems] == ["unrecognised-layout", "readers-disagree"]


def read_beside(contents: str) -> tuple[Disagreement, ...]:
    data = by_hand(contents)
    return disagreements(data, pdf.read(data, lambda _: True).pages)


@pytest.mark.parametrize("scale", [0.25, 0.5, 1, 4])
def test_text_at_an_angle_in_a_line_with_figures_is_no_figure(scale: float) -> None:
    turned = "BT /F1 9 Tf 0 1 -1 0 20 80 Tm (Received 4 July 2019) Tj ET\n"
    figures = words("Total", x=40, y=100) + words("318", x=80, y=100)
    assert read_beside(f"q {scale} 0 0 {scale} 0 0 cm {turned}{figures} Q") == ()


@pytest.mark.parametrize("scale", [0.25, 0.5, 1, 4])
def test_the_mark_of_a_note_is_no_part_of_its_figure(scale: float) -> None:
    figure = words("4.9", x=40, y=100) + words("1", x=56.8, y=104, size=7)
    assert read_beside(f"q {scale} 0 0 {scale} 0 0 cm {figure} Q") == ()


@pytest.mark.parametrize("scale", [0.25, 1, 4])
def test_digits_of_the_next_line_are_not_taken_for_a_figure_s_own_at_any_size(scale: float) -> None:
    lines = words("318", x=40, y=100) + words("42", x=41, y=88.5)
    assert read_beside(f"q {scale} 0 0 {scale} 0 0 cm {lines} Q") == ()
