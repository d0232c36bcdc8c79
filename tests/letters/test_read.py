"""A letter is ok, in review with the reason, or rejected; one letter's fault stays its own."""

from dataclasses import replace
from datetime import date

import pytest

from mapper.councils.register_file import load_register
from mapper.letters import layouts, pdf
from mapper.letters.read import FileReading, read_file
from mapper.letters.statistics import Figure, LetterStatistics, Problem
from mapper.review.duplicates import set_duplicates_aside
from mapper.review.judge import judge
from mapper.review.reading import Reading, Status
from tests.paths import EXAMPLES
from tests.readings import DARTFORD, DARTFORD_FIGURES, DAY, figures, reading

STATISTICS = LetterStatistics(
    "tables-2019", "Dartford Borough Council", DAY, figures(DARTFORD_FIGURES), (4, 4)
)


def judged(statistics: LetterStatistics) -> Reading:
    (letter,) = judge("letters/2019/a.pdf", FileReading("ab", (statistics,)), load_register())
    return letter


def codes(letter: Reading) -> list[str]:
    return [problem.code for problem in letter.problems]


def test_a_sound_letter_is_ok() -> None:
    letter = judged(STATISTICS)
    assert (letter.status, codes(letter)) == (Status.OK, [])
    assert letter.council is not None
    assert letter.council.gss_code == DARTFORD
    assert all(check.holds for check in letter.checks)
    assert len(letter.checks) >= 5


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("Dartfrod Borough Council", "unknown-council", "Nearest names: Dartford Borough Council"),
        ("Cardiff Council", "not-in-england", "outside England"),
        ("Peak District National Park Authority", "not-a-council", "no area on this map"),
        ("Newcastle", "unknown-council", "Nearest names"),
        ("Cumberland Council", "unknown-council", "last day of the letter's period"),
    ],
)
def test_a_name_that_is_no_council_of_the_day_puts_the_letter_in_review(
    name: str, code: str, words: str
) -> None:
    letter = judged(replace(STATISTICS, authority_name=name))
    assert (letter.status, letter.council, codes(letter)) == (Status.REVIEW, None, [code])
    assert words in letter.problems[0].message


@pytest.mark.parametrize(
    ("day", "former"), [(date(2021, 3, 31), False), (date(2022, 3, 31), True), (date(2023, 3, 31), True)]
)
def test_a_letter_about_a_council_that_had_ended_keeps_its_council(day: date, former: bool) -> None:
    letter = judged(replace(STATISTICS, authority_name="Northampton Borough Council", period_end=day))
    assert (letter.status, codes(letter)) == (Status.OK, [])
    assert letter.council == load_register().by_code("E07000154")
    assert letter.former == (letter.council if former else None)


@pytest.mark.parametrize("day", [date(2012, 3, 31), date(2031, 3, 31)])
def test_a_day_that_the_register_does_not_know_puts_the_letter_in_review(day: date) -> None:
    letter = judged(replace(STATISTICS, period_end=day))
    assert (letter.status, letter.council, codes(letter)) == (Status.REVIEW, None, ["no-boundaries"])
    assert "register of councils does not know" in letter.problems[0].message


def test_a_sum_that_fails_puts_the_letter_in_review() -> None:
    letter = judged(replace(STATISTICS, figures=figures({**DARTFORD_FIGURES, "received_total": 15})))
    assert (letter.status, codes(letter)) == (Status.REVIEW, ["sum-mismatch"])
    assert "add up to 14, but the letter prints 15" in letter.problems[0].message


def test_a_doubt_of_the_layout_puts_the_letter_in_review() -> None:
    letter = judged(replace(STATISTICS, problems=(Problem("missing-figure", "No table of remedies."),)))
    assert (letter.status, codes(letter)) == (Status.REVIEW, ["missing-figure"])


def test_without_a_period_there_is_no_council() -> None:
    without = replace(STATISTICS, period_end=None, problems=(Problem("period-missing", "No period."),))
    letter = judged(without)
    assert (letter.status, letter.council, codes(letter)) == (Status.REVIEW, None, ["period-missing"])


def test_a_letter_without_a_single_figure_is_rejected() -> None:
    letter = judged(replace(STATISTICS, figures=(), problems=(Problem("missing-figure", "No table."),)))
    assert letter.status is Status.REJECTED


def test_a_page_that_one_reader_cannot_see_puts_its_neighbours_in_review(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two letters in one file; for the exact reader the pages of the second are blank."""
    data = (EXAMPLES / "several/two-letters/letter.pdf").read_bytes()
    whole = read_file(data)
    (first, second), opened = whole.letters, pdf.read(data, layouts.wanted)
    blank = [page if page.number <= first.pages[1] else replace(page, words=()) for page in opened.pages]
    monkeypatch.setattr(pdf, "read", lambda *_: replace(opened, pages=tuple(blank)))
    alone, unseen = read_file(data).letters
    assert (first.problems, alone.figures) == ((), first.figures)
    assert [problem.code for problem in alone.problems] == ["readers-disagree"]
    assert "a letter may be missing here" in alone.problems[0].message
    assert (unseen.figures, unseen.pages) == ((), second.pages)


def test_a_file_without_letters_is_rejected_with_its_reason() -> None:
    problem = Problem("encrypted", "It needs a password.")
    (letter,) = judge("x.pdf", FileReading("ab", problem=problem), load_register())
    assert (letter.status, letter.figures, letter.problems) == (Status.REJECTED, None, (problem,))


def test_the_same_letter_twice_counts_once() -> None:
    first, copy = reading(file="a.pdf"), reading(file="b.pdf")
    kept, doubted = set_duplicates_aside([first, copy])
    assert kept == first
    assert (doubted.status, codes(doubted)) == (Status.REVIEW, ["duplicate"])
    assert "a.pdf" in doubted.problems[0].message


def test_two_letters_that_differ_are_both_doubted() -> None:
    letters = set_duplicates_aside([reading(file="a.pdf"), reading(file="b.pdf", received_housing=9)])
    assert [letter.status for letter in letters] == [Status.REVIEW, Status.REVIEW]


def test_a_letter_without_figures_takes_nothing_from_its_sound_twin() -> None:
    letters = (reading(file="a.pdf"), replace(reading(file="b.pdf"), status=Status.REJECTED, figures=None))
    assert set_duplicates_aside(letters) == letters


def test_letters_of_other_councils_and_years_are_no_duplicates() -> None:
    letters = (reading(), reading("E07000105"), replace(reading(), period_end=date(2018, 3, 31)))
    assert set_duplicates_aside(letters) == letters


def test_a_dash_and_a_zero_are_different_letters() -> None:
    dash = replace(reading(), figures={"uphold_rate": Figure("uphold_rate", None, "-", 4)})
    zero = replace(reading(), figures={"uphold_rate": Figure("uphold_rate", 0, "0", 4)})
    assert [letter.status for letter in set_duplicates_aside([dash, zero])] == [Status.REVIEW] * 2
