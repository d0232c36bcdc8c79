"""Letters beside data tables: planted differences are all found, none is invented, and one rule says what is shown."""

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from mapper.councils.answers import Match
from mapper.letters.cell import CellPlace
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import BY_KEY, Check, Figure, Unit
from mapper.review.beside_tables import beside_tables, in_place_of_letters
from mapper.review.reading import Origin, Reading, Status
from mapper.review.report import letter_object
from mapper.review.tables import judge_statement
from mapper.sources.tables.body import with_investigations
from mapper.sources.tables.statements import Statement
from tests.readings import DARTFORD_FIGURES, DAY, council, reading

FILE = "decided 2018-19.csv"
STATED = {key: value for key, value in DARTFORD_FIGURES.items() if key != "investigations"}

# What a letter of 2023 states, of a council with 53 upheld of 61.
BLOCKS: dict[str, float | None] = {
    "uphold_rate": 87,
    "average_uphold_rate": 80,
    "decided_upheld": 53,
    "upheld_per_100k": 3.4,
    "investigations": 61,
    "compliance_rate": 100,
    "compliance_recorded": 51,
    "satisfactory_remedy_rate": 8,
    "satisfactory_remedies": 4,
}


def tabled(values: Mapping[str, Any], code: str = "E07000107") -> Reading:
    """What data tables state about a council, each figure in a column of its own."""
    figures = tuple(
        Figure(
            key,
            value,
            _printed(key, value),
            0,
            cell=CellPlace(FILE, "", 7, chr(66 + number), key, str(value)),
        )
        for number, (key, value) in enumerate(values.items())
    )
    match = Match(council(code).name, council(code))
    return judge_statement(
        Statement(match.name, DAY, match, with_investigations(figures), (), (FILE,)), {FILE: "f" * 64}
    )


def _printed(key: str, value: Any) -> str:
    if value is None:
        return "-"
    return f"{value}%" if BY_KEY[key].unit is Unit.PERCENT else str(value)


def letter(values: Mapping[str, Any] = STATED, **changes: Any) -> Reading:
    figures = with_investigations(
        tuple(Figure(key, value, _printed(key, value), 4) for key, value in values.items())
    )
    return replace(reading(), figures={figure.statistic: figure for figure in figures}, **changes)


def beside(one: Reading, table: Reading) -> Reading:
    (found,) = beside_tables([one], [table])
    return found


def differing(one: Reading) -> set[str]:
    return {difference.letter.statistic for difference in one.differences}


def test_equal_figures_are_no_difference() -> None:
    found = beside(letter(), tabled(STATED))
    assert (found.differences, found.status, found.tabled) == ((), Status.OK, frozenset())


@pytest.mark.parametrize("seed", range(40))
def test_planted_differences_are_all_found_and_none_is_invented(seed: int) -> None:
    chance = random.Random(seed)
    planted = set(chance.sample(sorted(STATED), chance.randint(1, 6)))
    other = {
        key: value if key not in planted else chance.choice([v for v in (0, 1, 2, 7, 55, 99) if v != value])
        for key, value in STATED.items()
    }
    found = beside(letter(), tabled(other))
    assert differing(found) == planted
    for difference in found.differences:
        assert difference.table.value == other[difference.letter.statistic]
        assert "page 4" in difference.sentence
        assert f"{FILE}, row 7, column " in difference.sentence


def test_rounded_figures_are_compared_as_rounded() -> None:
    same = {**BLOCKS, "uphold_rate": 86.9, "upheld_per_100k": 3.41, "average_uphold_rate": 80.0}
    assert differing(beside(letter(BLOCKS), tabled(same))) == set()
    other = {**BLOCKS, "uphold_rate": 86.4, "upheld_per_100k": 3.46}
    assert differing(beside(letter(BLOCKS), tabled(other))) == {"uphold_rate", "upheld_per_100k"}


def test_a_dash_and_zero_per_cent_say_the_same_where_the_rate_has_no_base() -> None:
    none = {"decided_upheld": 0, "decided_not_upheld": 0, "uphold_rate": None}
    assert differing(beside(letter(none), tabled({**none, "uphold_rate": 0}))) == set()
    some = {"decided_upheld": 0, "decided_not_upheld": 2, "uphold_rate": None}
    assert differing(beside(letter(some), tabled({**some, "uphold_rate": 0}))) == {"uphold_rate"}


def test_a_letter_that_speaks_for_its_figure_is_shown_as_printed() -> None:
    """Revised tables that add up by themselves: a complaint more about housing."""
    revised = {**STATED, "received_housing": 11, "received_total": 15}
    found = beside(letter(), tabled(revised))
    assert (found.status, differing(found)) == (Status.OK, {"received_housing", "received_total"})
    assert all(difference.confirmed for difference in found.differences)
    assert found.value("received_housing") == 10


def test_a_letter_that_nothing_speaks_for_is_in_review() -> None:
    found = beside(letter(BLOCKS), tabled({"average_uphold_rate": 70, "upheld_per_100k": 3.4}))
    assert found.status is Status.REVIEW
    (problem,) = found.problems
    assert problem.code == "tables-differ"
    assert "the letter prints 80% (page 4), the data tables state 70%" in problem.message


def test_a_letter_speaks_for_what_the_tables_give_only_as_a_sum() -> None:
    """54 of 62 in the tables, 53 of 61 in the letter: both are 87%."""
    found = beside(letter(BLOCKS), tabled({"decided_not_upheld": 8, "decided_upheld": 54, "uphold_rate": 87}))
    assert (found.status, differing(found)) == (Status.OK, {"decided_upheld", "investigations"})
    assert (found.unfilled, found.value("decided_not_upheld")) == ("", 8), "53 and 8 are 61"


def test_an_average_that_other_letters_print_is_confirmed() -> None:
    check = Check(
        "The letter’s average uphold rate is 80%, as in 9 of 9 other letters", True, "average-mismatch"
    )
    found = beside(letter(BLOCKS, checks=(check,)), tabled({"average_uphold_rate": 70}))
    assert (found.status, differing(found)) == (Status.OK, {"average_uphold_rate"})


def test_tables_that_do_not_agree_with_themselves_are_listed_and_change_nothing() -> None:
    wrong = {"average_uphold_rate": 70, "received_total": 9, "received_housing": 1, "received_other": 2}
    found = beside(letter(BLOCKS), tabled(wrong))
    assert (found.status, differing(found), found.tabled) == (Status.OK, {"average_uphold_rate"}, frozenset())


def test_what_a_letter_lacks_is_filled_in_with_its_own_place() -> None:
    further = {
        "received_housing": 20,
        "received_other": 9,
        "received_total": 29,
        "decided_not_upheld": 8,
        "decided_upheld": 53,
        "decided_advice_given": 5,
        "decided_total": 66,
        "complied_late": None,
    }
    found = beside(letter(BLOCKS), tabled(further))
    assert found.status is Status.OK
    assert found.tabled == further.keys() - {"decided_upheld", "complied_late"}
    filled = found.figure("received_housing")
    assert filled is not None and filled.value == 20
    assert filled.place == f"{FILE}, row 7, column B"
    printed = found.figure("decided_upheld")
    assert printed is not None and printed.place == "page 4"
    assert any("(with the data tables)" in check.statement for check in found.checks)
    assert letter_object(found)["statistics"] == BLOCKS, "the report has what the letter itself states"


def test_nothing_is_filled_in_that_does_not_add_up_with_the_letter() -> None:
    found = beside(letter({"decided_total": 40}), tabled({"decided_upheld": 3, "decided_not_upheld": 4}))
    assert (found.status, found.tabled) == (Status.OK, frozenset())
    assert "add up" in found.unfilled


def test_letters_in_review_are_compared_and_stay_so() -> None:
    found = beside(letter(status=Status.REVIEW), tabled({**STATED, "received_housing": 11}))
    assert (found.status, differing(found)) == (Status.REVIEW, {"received_housing"})


def test_illustrative_letters_are_never_set_beside_tables() -> None:
    drawn = letter(illustration=Illustration.INVENTED)
    assert beside(drawn, tabled({**STATED, "received_housing": 11})) == drawn


def test_tables_stand_in_place_of_letters_that_are_not_there() -> None:
    dartford, ashford = tabled(STATED), tabled(STATED, "E07000105")
    assert in_place_of_letters([letter()], [dartford, ashford]) == (ashford,)
    assert ashford.origin is Origin.TABLES
    assert in_place_of_letters([letter(status=Status.REVIEW)], [dartford]) == ()
