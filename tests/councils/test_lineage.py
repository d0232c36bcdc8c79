"""What councils were and became, across changes of their codes."""

from collections.abc import Iterable

import pytest

from mapper.councils.council import Council
from mapper.councils.lineage import Succession, codes, lineage, predecessors, successors
from mapper.councils.register_file import load_register
from tests.registers import EAST, MERGED, NORTH, SOUTH, merged_then_divided

REGISTER = load_register()


def council(code: str) -> Council:
    return REGISTER.by_code(code)


def names(found: Iterable[Succession]) -> list[str]:
    return [f"{one.council.gss_code} {one.day}{'' if one.whole else ' in part'}" for one in found]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("E07000244", ["E07000205 2019-04-01", "E07000206 2019-04-01"]),
        (
            "E06000058",
            [
                "E06000028 2019-04-01",
                "E06000029 2019-04-01",
                "E07000048 2019-04-01",
                "E10000009 2019-04-01 in part",
            ],
        ),
        ("E06000061", [f"E0700015{n} 2021-04-01" for n in (0, 2, 3, 6)] + ["E10000021 2021-04-01 in part"]),
        ("E07000107", []),
        ("E08000039", []),  # a new code is no succession
        ("E08000019", []),
    ],
)
def test_predecessors_have_their_day(code: str, expected: list[str]) -> None:
    assert names(predecessors(council(code), REGISTER)) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("E07000205", ["E07000244 2019-04-01"]),
        ("E10000006", ["E06000063 2023-04-01 in part", "E06000064 2023-04-01 in part"]),
        ("E07000191", ["E07000246 2019-04-01"]),
        ("E08000019", []),
        ("E07000107", []),
    ],
)
def test_successors_have_their_day(code: str, expected: list[str]) -> None:
    assert names(successors(council(code), REGISTER)) == expected


def test_lineage_goes_back_by_way_of_others() -> None:
    assert names(lineage(council("E06000066"), REGISTER)) == [
        "E07000187 2023-04-01",
        "E07000188 2023-04-01",
        "E07000189 2023-04-01",
        "E07000246 2023-04-01",
        "E10000027 2023-04-01",
        "E07000190 2019-04-01",
        "E07000191 2019-04-01",
    ]


def test_what_merged_into_a_council_that_was_divided_went_to_no_one_wholly() -> None:
    register = merged_then_divided()
    assert names(lineage(register.by_code(EAST), register)) == [
        f"{MERGED} 2015-04-01 in part",
        f"{NORTH} 2014-04-01 in part",
        f"{SOUTH} 2014-04-01 in part",
    ]


def test_a_council_keeps_all_its_codes() -> None:
    for code in ("E08000019", "E08000039"):
        assert [row.gss_code for row in codes(council(code), REGISTER)] == ["E08000019", "E08000039"]
    assert codes(council("E06000059"), REGISTER) == (council("E06000059"),)
