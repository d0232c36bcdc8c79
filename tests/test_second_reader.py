"""Two independent readers must find the same digits in the same places."""

from dataclasses import replace
from pathlib import Path

import pytest

from mapper import intake, layouts, letter, sample, second_reader
from mapper.errors import UnreadableLetter
from mapper.letter import Letter, Page, Word
from mapper.second_reader import Disagreement, disagreements
from tests.examples import council

LETTER = sample.letter(council(), 2019, sample.DEFAULT_SEED)
OPENED = letter.read(LETTER, layouts.wanted)
PAGE = OPENED.pages[-1]
EXAMPLES = sorted(Path(__file__).parent.glob("letters/*/*/letter.pdf"))


def changed(change: dict[str, str]) -> tuple[Page]:
    """The page as a first reader would give it that misreads some words; an empty word is not seen at all."""
    words = [replace(word, text=change.get(word.text, word.text)) for word in PAGE.words]
    return (replace(PAGE, words=tuple(word for word in words if word.text)),)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")
def test_both_read_the_same_in_letters_of_every_producer(path: Path) -> None:
    data = path.read_bytes()
    try:
        opened = letter.read(data, layouts.wanted)
    except UnreadableLetter:
        return
    assert disagreements(data, opened.pages) == ()


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

    def read(*_: object) -> Letter:
        return misread

    monkeypatch.setattr(letter, "read", read)
    (statistics,) = intake.read_file(LETTER).letters
    (problem,) = statistics.problems
    assert problem.code == "readers-disagree"
    assert "page 4: “16” and “10”" in problem.message


def test_other_pages_than_the_letter_s_own_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_reader, "disagreements", lambda data, pages: (Disagreement(3, "1", "2"),))
    (statistics,) = intake.read_file(LETTER).letters
    assert statistics.problems == ()
