"""Letters of one type and year print the same averages; one that does not is held back, and harms no other."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mapper import sample
from mapper.build import BuildOptions, read
from mapper.councils.council import CouncilType
from mapper.councils.register_file import load_register
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import BY_KEY, STATISTICS, Check, Figure, Problem
from mapper.review import cohort, headlines, judge
from mapper.review.cohort import AVERAGES, agreed
from mapper.review.corrections import Correction
from mapper.review.reading import Reading, Status
from mapper.review.report import BuildReport, summary_lines
from tests.readings import reading

DAY = date(2023, 3, 31)
DISTRICTS = [c.gss_code for c in load_register().on(DAY) if c.type is CouncilType.DISTRICT]
UNITARIES = [c.gss_code for c in load_register().on(DAY) if c.type is CouncilType.UNITARY]

Averages = Mapping[str, float | None]


def letter(code: str, averages: Averages | float, status: Status = Status.OK, **changes: object) -> Reading:
    """A letter of 2023 with these averages, or with one average uphold rate."""
    stated = averages if isinstance(averages, Mapping) else {"average_uphold_rate": averages}
    figures = {
        key: Figure(key, value, "n/a" if value is None else f"{value}", 2) for key, value in stated.items()
    }
    made = replace(reading(code, status), period_end=DAY, figures=figures, file=f"letters/2023/{code}.pdf")
    return replace(made, **changes)  # type: ignore[arg-type]


def district_letters(*averages: float) -> list[Reading]:
    return [letter(code, value) for code, value in zip(DISTRICTS, averages, strict=False)]


def statuses(letters: tuple[Reading, ...]) -> str:
    """One character a letter: o for ok, R for review."""
    return "".join(
        {Status.OK: "o", Status.REVIEW: "R", Status.REJECTED: "x"}[found.status] for found in letters
    )


def test_every_average_that_letters_print_is_compared() -> None:
    assert set(AVERAGES) == {statistic.key for statistic in STATISTICS if "average" in statistic.key}


@pytest.mark.parametrize(
    ("votes", "value"),
    [
        ({}, None),
        ({52: 2}, None),
        ({52: 3}, 52),
        ({52: 3, 53: 2}, 52),
        ({52: 3, 53: 3}, None),
        ({52: 3, 53: 2, 54: 1}, None),
        ({52: 4, 53: 2, 54: 1}, 52),
    ],
)
def test_an_average_is_agreed_by_three_letters_and_more_than_half(
    votes: dict[float, int], value: float | None
) -> None:
    assert agreed(Counter(votes)) == value


def test_a_letter_about_a_council_that_had_ended_neither_votes_nor_is_compared() -> None:
    ended = [letter(code, 50) for code in ("E07000154", "E07000150", "E07000155", "E07000156")]
    compared, notes = cohort.compare(district_letters(80, 80, 80) + ended)
    assert (statuses(compared), notes) == ("ooooooo", ())
    assert [check.statement for check in compared[0].checks] == [
        "The letter’s average uphold rate is 80%, as in 2 of 2 other letters to districts"
    ]
    assert all(not found.checks for found in compared[3:])


@pytest.mark.parametrize("key", AVERAGES)
def test_a_letter_that_prints_another_average_is_held_back_and_no_other(key: str) -> None:
    letters = [letter(code, {key: 80.0}) for code in DISTRICTS[:4]] + [letter(DISTRICTS[4], {key: 8.0})]
    compared, notes = cohort.compare(letters)
    assert statuses(compared) == "ooooR"
    unit = "%" if BY_KEY[key].unit.value == "percent" else ""
    says = f"{BY_KEY[key].title} is 8{unit}, but 4 of 4 other letters to districts print 80{unit}"
    assert compared[4].problems == (Problem("average-mismatch", says),)
    assert compared[4].checks == (Check(says, False, "average-mismatch"),)
    assert notes == ()


def test_a_letter_that_agrees_says_with_how_many() -> None:
    compared, _ = cohort.compare(district_letters(52, 52, 52, 52, 51))
    says = "The letter’s average uphold rate is 52%, as in 3 of 4 other letters to districts"
    assert compared[0].checks == (Check(says, True, "average-mismatch"),)
    assert compared[0].problems == ()


def test_a_check_is_added_to_those_that_the_letter_has() -> None:
    own = Check("Nine subjects add up to 14 received", True, "sum-mismatch")
    compared, _ = cohort.compare([replace(found, checks=(own,)) for found in district_letters(52, 52, 52)])
    assert compared[0].checks[0] == own and len(compared[0].checks) == 2


def test_letters_of_another_type_or_year_are_not_asked() -> None:
    letters = district_letters(52, 52, 52)
    letters += [letter(code, 72) for code in UNITARIES[:3]]
    letters += [replace(letter(code, 53), period_end=date(2024, 3, 31)) for code in DISTRICTS[:3]]
    compared, notes = cohort.compare(letters)
    assert (statuses(compared), notes) == ("o" * 9, ())


@pytest.mark.parametrize("mark", Illustration)
def test_illustrative_letters_never_outvote_real_ones(mark: Illustration) -> None:
    letters = district_letters(52, 52, 52)
    letters += [letter(code, 60, illustration=mark) for code in DISTRICTS[10:30]]
    assert statuses(cohort.compare(letters)[0]) == "o" * 23
    one_real = [letter(DISTRICTS[0], 52), *letters[3:]]
    assert statuses(cohort.compare(one_real)[0]) == "o" * 21


def test_published_figures_on_a_redrawn_page_are_not_outvoted_by_invented_ones() -> None:
    letters = [letter(code, 60, illustration=Illustration.INVENTED) for code in DISTRICTS[1:9]]
    letters.append(letter(DISTRICTS[0], 52, illustration=Illustration.REDRAWN))
    assert statuses(cohort.compare(letters)[0]) == "o" * 9


def test_illustrative_letters_are_compared_with_one_another() -> None:
    letters = [
        replace(found, illustration=Illustration.INVENTED) for found in district_letters(52, 52, 52, 50)
    ]
    assert statuses(cohort.compare(letters)[0]) == "oooR"


def test_a_council_about_to_end_may_print_no_average() -> None:
    letters = [*district_letters(52, 52, 52), letter(DISTRICTS[3], {"average_uphold_rate": None})]
    letters.append(letter(DISTRICTS[4], {}))
    compared, notes = cohort.compare(letters)
    assert (statuses(compared), notes) == ("ooooo", ())
    assert compared[3].checks == compared[4].checks == ()


def test_dashes_are_no_majority() -> None:
    none: Averages = {"average_uphold_rate": None}
    letters = [letter(code, none) for code in DISTRICTS[:9]] + [letter(code, 52) for code in DISTRICTS[9:12]]
    letters.append(letter(DISTRICTS[12], 51))
    assert statuses(cohort.compare(letters)[0]) == "o" * 12 + "R"


def test_a_letter_in_review_has_no_vote_but_is_compared() -> None:
    doubtful = [letter(code, 51, Status.REVIEW) for code in DISTRICTS[5:15]]
    compared, _ = cohort.compare([*district_letters(52, 52, 52), *doubtful])
    assert statuses(compared) == "ooo" + "R" * 10
    assert [problem.code for problem in compared[3].problems] == ["average-mismatch"]
    assert "but 3 of 3 other letters" in compared[3].problems[0].message


def test_a_letter_without_figures_or_council_is_left_as_it_is() -> None:
    letters = [
        *district_letters(52, 52, 52),
        replace(letter(DISTRICTS[3], 51), status=Status.REJECTED, figures=None),
        letter(DISTRICTS[4], 51, Status.REVIEW, council=None),
        letter(DISTRICTS[5], 51, Status.REVIEW, period_end=None),
    ]
    assert cohort.compare(letters)[0][3:] == tuple(letters[3:])


@pytest.mark.parametrize("code", ["E09000001", "E06000053"])
def test_a_council_that_is_compared_with_none_knows_of_is_left_out(code: str) -> None:
    kind = load_register().by_code(code).type
    same = [c.gss_code for c in load_register().on(DAY) if c.type is kind and c.gss_code != code]
    letters = [letter(other, 77) for other in same[:3]] + [letter(code, 50)]
    compared, notes = cohort.compare(letters)
    assert (statuses(compared), compared[3].checks, notes) == ("oooo", (), ())


def test_where_nothing_is_agreed_a_note_names_the_values_and_none_is_held_back() -> None:
    compared, notes = cohort.compare(district_letters(52, 51, 52, 51, 50.5))
    assert statuses(compared) == "ooooo"
    assert all(found.checks == () for found in compared)
    assert notes == (
        "Letters to districts for the year to 31 March 2023 should print one average alike, but differ: The letter’s "
        "average uphold rate, 51% (2 letters), 52% (2 letters), 50.5% (1 letter). None has a clear majority, so no "
        "letter is held back for it.",
    )


def test_two_letters_that_differ_are_noted_and_one_alone_is_not() -> None:
    assert len(cohort.compare(district_letters(52, 51))[1]) == 1
    assert cohort.compare(district_letters(52))[1] == ()


def test_a_note_on_illustrative_letters_says_so() -> None:
    letters = [replace(found, illustration=Illustration.INVENTED) for found in district_letters(52, 51)]
    assert cohort.compare(letters)[1][0].startswith("Illustrative letters to districts")


def test_a_corrected_average_counts_as_corrected_and_says_so() -> None:
    line = Correction(
        "corrections.csv, line 2",
        "0" * 64,
        "a.pdf",
        2,
        "average_uphold_rate",
        "5",
        "52",
        "why",
        "how",
        "who",
        DAY,
        52,
    )
    mended = replace(letter(DISTRICTS[3], 52), corrections={"average_uphold_rate": line})
    compared, _ = cohort.compare([*district_letters(52, 52, 52), mended])
    assert statuses(compared) == "oooo"
    assert (
        compared[3]
        .checks[0]
        .statement.startswith("The letter’s average uphold rate is 52% (as corrected), as in")
    )


def test_the_order_of_letters_changes_neither_result_nor_notes() -> None:
    letters = district_letters(52, 52, 51, 51)
    letters += [letter(code, value) for code, value in zip(UNITARIES, (70, 70, 70, 71), strict=False)]
    letters += [replace(found, period_end=date(2022, 3, 31)) for found in district_letters(40, 41)]
    compared, notes = cohort.compare(letters)
    backwards, same_notes = cohort.compare(letters[::-1])
    assert (backwards[::-1], same_notes) == (compared, notes)
    assert ["2022" in note for note in notes] == [True, False]


# The whole build


def test_letters_are_compared_when_they_are_read_and_notes_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four letters of which one prints another average; no real folder of letters has averages of 2019."""
    for number, code in enumerate(DISTRICTS[:4]):
        (tmp_path / "letters").mkdir(exist_ok=True)
        data = sample.letter(load_register().by_code(code), 2019, sample.DEFAULT_SEED)
        (tmp_path / f"letters/{number}.pdf").write_bytes(data)
    truly = judge.judge

    def with_averages(file: str, *more: Any) -> tuple[Reading, ...]:
        uphold = Figure("average_uphold_rate", 51 if "3" in file else 52, "as read", 4)
        remedy = Figure("average_satisfactory_remedy_rate", len(file) + int(file[8]) % 2, "as read", 4)
        return tuple(
            replace(
                found,
                figures={**(found.figures or {}), "average_uphold_rate": uphold, remedy.statistic: remedy},
            )
            for found in truly(file, *more)
        )

    monkeypatch.setattr(judge, "judge", with_averages)
    monkeypatch.setattr(
        headlines,
        "notes",
        lambda letters, councils, *_: (f"{len(letters)}, {[*councils]}",) if letters else (),
    )
    report = read(BuildOptions(letters=(tmp_path / "letters",), out=tmp_path / "site")).report
    assert statuses(report.letters) == "oooR"
    published = json.loads(report.to_json())
    assert published["letters"][3]["problems"][0]["code"] == "average-mismatch"
    differ, of_the_nation = published["notes"]
    assert "The letter’s average share put right before, 13% (2 letters), 14% (2 letters)" in differ
    assert of_the_nation == "4, [datetime.date(2019, 3, 31)]"


def test_notes_end_the_summary_and_stand_in_the_report() -> None:
    report = BuildReport((reading(),), {}, (), ("Of the\nfile.",), ("Of all letters.",))
    assert summary_lines(report)[-2:] == ["Of the\\nfile.", "Of all letters."]
    assert json.loads(report.to_json())["notes"] == ["Of the\\nfile.", "Of all letters."]
    assert json.loads(BuildReport((reading(),), {}).to_json())["notes"] == []
