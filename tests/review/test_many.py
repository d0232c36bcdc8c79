"""However many letters, reasons and names there are, what is said of each is short."""

from dataclasses import replace

from mapper.councils.register_file import load_register
from mapper.letters.read import FileReading
from mapper.letters.statistics import LetterStatistics, Problem
from mapper.review import cohort, judge
from mapper.review.duplicates import set_duplicates_aside
from mapper.review.reading import Reading, Status
from mapper.review.report import BuildReport, summary_lines
from tests.readings import DAY, council, reading
from tests.review.test_cohort import DISTRICTS
from tests.review.test_cohort import letter as of_2023

MANY = 2_000


def messages(letters: tuple[Reading, ...]) -> list[str]:
    return [problem.message for letter in letters for problem in letter.problems]


def test_each_of_many_letters_of_one_council_names_few_others() -> None:
    letters = [reading(file=f"letters/{n}.pdf", received_housing=n % 2) for n in range(MANY)]
    said = messages(set_duplicates_aside(letters))
    assert len(said) == MANY
    assert said[0].startswith(
        "The same council and period as letters/1.pdf, letters/2.pdf, letters/3.pdf and 1,996 more."
    )
    assert said[-1].startswith(
        "The same council and period as letters/0.pdf, letters/1.pdf, letters/2.pdf and 1,996"
    )
    few = messages(set_duplicates_aside(letters[:4]))
    assert few[1] == (
        "The same council and period as letters/0.pdf, letters/2.pdf, letters/3.pdf. Keep one of them."
    )


def test_the_terminal_shows_the_first_of_many_and_the_number_of_the_others() -> None:
    bad = reading(status=Status.REVIEW, file="letters/bad.pdf")
    bad = replace(bad, problems=tuple(Problem("sum-mismatch", "9" * 500) for _ in range(50)))
    lines = summary_lines(BuildReport((bad,) * MANY, {}))
    shown = [line for line in lines if line.startswith("review ")]
    assert len(shown) == 400
    assert max(map(len, lines)) < 2_100
    assert any(line.startswith("And 1,600 more") for line in lines)
    assert not any("more" in line for line in summary_lines(BuildReport((bad,) * 400, {})))


def test_a_note_names_few_values() -> None:
    letters = [of_2023(code, 40 + place / 100) for place, code in enumerate(DISTRICTS[:99])]
    _, (note,) = cohort.compare(letters)
    assert "and 93 more. None has a clear majority" in note


def test_a_letter_of_many_long_names_is_told_of_in_short() -> None:
    names = tuple(f"{number} {'x' * 10_000}" for number in range(50))
    of_one = LetterStatistics("tables-2019", council().name, DAY, (), (4, 4), other_names=names)
    unknown = replace(of_one, authority_name="y" * 10_000, other_names=())
    for letter in judge.judge("x.pdf", FileReading("ab", (of_one, unknown)), load_register()):
        (problem,) = letter.problems
        assert problem.code in ("name-conflict", "unknown-council")
        assert len(problem.message) < 1_000
