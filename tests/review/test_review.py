"""The order in which letters are judged, and the report in the end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mapper import review
from mapper.councils.register_file import load_register
from mapper.errors import BoundaryProblem, CorrectionProblem
from mapper.letters.illustration import Illustration
from mapper.letters.read import FileReading
from mapper.letters.statistics import Figure, LetterStatistics, Problem
from mapper.letters.workers import LetterFile
from mapper.review.reading import Reading, Status
from mapper.review.report import BuildReport, summary_lines
from tests.editions import CORRECTION
from tests.readings import DARTFORD_FIGURES, DAY, council, figures, reading

REGISTER = load_register()
KENT, ASHFORD = "E10000016", "E07000105"


def stated(code: str, **values: int | float | None) -> FileReading:
    """What a worker read in a letter to that council, with Dartford's figures but for those given."""
    read = figures({**DARTFORD_FIGURES, **values})
    return FileReading("ab", (LetterStatistics("tables-2019", council(code).name, DAY, read, (4, 4)),))


def judged(*read: FileReading) -> tuple[Reading, ...]:
    files = [LetterFile(f"letters/{number}.pdf", Path("unread")) for number in range(len(read))]
    return review.judge_files(files, read, REGISTER, ())


def told(letters: Sequence[Reading]) -> list[str]:
    return [" ".join((letter.status, *(problem.code for problem in letter.problems))) for letter in letters]


def test_files_are_judged_one_by_one_and_then_for_duplicates() -> None:
    letters = judged(
        stated(KENT),
        stated(ASHFORD, received_total=15),
        FileReading("ab", problem=Problem("not-a-pdf", "No PDF")),
        stated(KENT),
    )
    assert told(letters) == ["ok", "review sum-mismatch", "rejected not-a-pdf", "review duplicate"]
    assert [letter.file for letter in letters] == [f"letters/{number}.pdf" for number in range(4)]


def test_letters_are_compared_in_the_order_of_their_files_and_pages() -> None:
    first, second = reading(file="a.pdf"), replace(reading(KENT, file="a.pdf"), pages=(2, 3))
    last = reading(ASHFORD, file="b.pdf")
    letters, notes = review.compare([last, first, second])
    assert [letter.council for letter in letters] == [second.council, first.council, last.council]
    assert notes == ()


def test_a_duplicate_does_not_vote() -> None:
    """Of five letters three print 50, but two of these are copies, so that nothing is agreed."""
    codes = [council.gss_code for council in REGISTER.on(DAY) if council.type == "district"]
    copies = judged(*(stated(codes[0], average_uphold_rate=50) for _ in range(3)))
    others = judged(*(stated(code, average_uphold_rate=60) for code in codes[1:3]))
    letters, (note,) = review.compare(copies + others)
    assert "60% (2 letters), 50% (1 letter)" in note
    assert "average-mismatch" not in " ".join(told(letters))


def test_the_letters_of_a_day_without_polygons_are_doubted_and_no_others() -> None:
    wild = date(2031, 3, 31)
    letters = (reading(), replace(reading(KENT), period_end=wild), replace(reading(ASHFORD), period_end=None))
    doubted = review.doubt_days(letters, {wild: BoundaryProblem("There are none.")})
    assert told(doubted) == ["ok", "review no-boundaries", "ok"]
    assert doubted[1].problems == (Problem("no-boundaries", "There are none."),)


def test_a_council_whose_letter_is_in_doubt_has_a_letter() -> None:
    letters = [reading(status=Status.REVIEW), replace(reading(KENT), period_end=date(2018, 3, 31))]
    missing = review.without_letter([council(), council(KENT), council(ASHFORD)], DAY, letters)
    assert missing == (council(KENT), council(ASHFORD))


def test_the_report_says_who_has_no_letter_and_keeps_the_notes() -> None:
    councils = {DAY: [council(), council(KENT)]}
    absent = replace(CORRECTION, letter_sha256="c" * 64, letter_name="letters/2019/kent.pdf")
    report = review.report_on(
        (reading(),), councils, [absent], boundary_notes=("Of polygons.",), letter_notes=("Of letters.",)
    )
    assert report.councils_without_letter == {DAY: (council(KENT),)}
    assert report.notes == ("Of polygons.", "Of letters.")
    assert report.corrections_without_letter == (absent,)


def test_the_report_refuses_a_correction_that_fits_no_figure() -> None:
    with pytest.raises(CorrectionProblem, match="does not print received_total"):
        review.report_on((reading(),), {}, [CORRECTION])


@pytest.mark.parametrize(
    ("letters", "figures", "lines"),
    [
        (
            1,
            1,
            [
                "1 letter: 1 ok, 0 in review, 0 rejected; 1 figure read.",
                "Of the letters 1 is illustrative: its figures are not to be quoted.",
            ],
        ),
        (
            2,
            600,
            [
                "2 letters: 2 ok, 0 in review, 0 rejected; 1,200 figures read.",
                "Of the letters 2 are illustrative: their figures are not to be quoted.",
            ],
        ),
    ],
)
def test_the_summary_says_one_letter_and_two_letters(letters: int, figures: int, lines: list[str]) -> None:
    drawn = reading(illustration=Illustration.INVENTED)
    one = Figure("received_total", 14, "14", 4)
    drawn = replace(drawn, figures={f"received_{number}": one for number in range(figures)})
    assert summary_lines(BuildReport((drawn,) * letters, {})) == lines
