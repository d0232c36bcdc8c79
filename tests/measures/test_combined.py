"""What became of councils, and the figures of a merged council's predecessors."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.councils.council import Council, CouncilType
from mapper.councils.lineage import Link, codes, lineage, predecessors, successors
from mapper.councils.register import Known, Register, load_register
from mapper.letters.illustration import Illustration
from mapper.measures.combined import CombinedYear, Lack, Missing, Sum, combined_year
from mapper.measures.metrics import METRICS
from mapper.measures.rate import wilson
from mapper.measures.states import State
from mapper.review.reading import CouncilYear, Reading, Status
from tests.readings import figures

REGISTER = load_register()
DAY = date(2019, 3, 31)
UPHOLD_RATE = next(metric for metric in METRICS if metric.key == "uphold_rate")
EAST_SUFFOLK, COASTAL, WAVENEY = "E07000244", "E07000205", "E07000206"


def council(code: str) -> Council:
    return REGISTER.by_code(code)


def names(links: Iterable[Link]) -> list[str]:
    return [f"{link.council.gss_code} {link.day}{'' if link.whole else ' in part'}" for link in links]


def letter(code: str, status: Status = Status.OK, **values: int | float | None) -> CouncilYear:
    """A council's year to 31 March 2019 with a letter that states these values and no others."""
    stated = {figure.statistic: figure for figure in figures(values)}
    reading = Reading("a.pdf", "0" * 64, status, council=council(code), period_end=DAY, figures=stated)
    return CouncilYear(council(code), DAY, reading)


def combined(code: str, *years: CouncilYear, day: date = DAY) -> CombinedYear:
    found = combined_year(council(code), day, years, REGISTER)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (EAST_SUFFOLK, ["E07000205 2019-04-01", "E07000206 2019-04-01"]),
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
        (COASTAL, ["E07000244 2019-04-01"]),
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
    def row(code: str, first: int, last: int | None, *follow: str) -> Council:
        kind = CouncilType.METROPOLITAN
        days = date(first, 4, 1), None if last is None else date(last, 3, 31)
        return Council(code, f"{code} MBC", code, f"{code} MBC", kind, None, *days, follow)

    one, two, both = "E08000101", "E08000102", "E08000103"
    east, west = row("E08000104", 2015, None), row("E08000105", 2015, None)
    ended = (
        row(one, 1974, 2014, both),
        row(two, 1974, 2014, both),
        row(both, 2014, 2015, "E08000104", "E08000105"),
    )
    known = Known(date(2013, 4, 1), date(2020, 3, 31), "made up")
    register = Register((*ended, east, west), known)
    assert names(lineage(east, register)) == [
        f"{both} 2015-04-01 in part",
        f"{one} 2014-04-01 in part",
        f"{two} 2014-04-01 in part",
    ]
    found = combined_year(west, date(2014, 3, 31), (), register)
    assert found is not None
    assert (found.parts, [part.gss_code for part in found.divided]) == ((), [one, two])


def test_a_council_keeps_all_its_codes() -> None:
    for code in ("E08000019", "E08000039"):
        assert [row.gss_code for row in codes(council(code), REGISTER)] == ["E08000019", "E08000039"]
    assert codes(council("E06000059"), REGISTER) == (council("E06000059"),)


def test_counts_are_added_and_the_rate_is_worked_out_anew() -> None:
    one = letter(COASTAL, decided_upheld=1, investigations=1, uphold_rate=100, received_total=10)
    other = letter(WAVENEY, decided_upheld=3, investigations=9, uphold_rate=33, received_total=20)
    found = combined(EAST_SUFFOLK, one, other)
    assert found.parts == (one, other)
    assert found.count("received_total") == Sum(30)
    rate = found.measure(UPHOLD_RATE)
    assert (rate.state, rate.numerator, rate.denominator) == (State.VALUE, 4, 10)
    assert rate.value == 40  # the mean of the two rates would be 66.5
    assert rate.interval == wilson(4, 10)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=2))
def test_the_rate_of_a_sum_lies_between_the_rates_of_its_parts(cases: list[tuple[int, int]]) -> None:
    parts = [
        letter(code, decided_upheld=upheld, investigations=upheld + other)
        for code, (upheld, other) in zip((COASTAL, WAVENEY), cases, strict=True)
    ]
    rate = combined(EAST_SUFFOLK, *parts).measure(UPHOLD_RATE)
    rates = [100 * upheld / (upheld + other) for upheld, other in cases if upheld + other]
    assert rate.numerator == sum(upheld for upheld, _ in cases)
    if rates:
        assert rate.value is not None
        assert min(rates) - 1e-9 <= rate.value <= max(rates) + 1e-9
    else:
        assert (rate.state, rate.value, rate.interval) == (State.NONE, None, None)


@pytest.mark.parametrize(
    ("other", "lack"),
    [
        (None, Lack.NO_LETTER),
        (letter(WAVENEY, Status.REVIEW, received_total=5), Lack.IN_REVIEW),
        (letter(WAVENEY, decided_total=5), Lack.NOT_STATED),
        (letter(WAVENEY, received_total=None), Lack.NOT_STATED),
    ],
)
def test_nothing_is_added_up_where_a_part_is_missing(other: CouncilYear | None, lack: Lack) -> None:
    years = [letter(COASTAL, received_total=10), *([other] if other else [])]
    found = combined(EAST_SUFFOLK, *years).count("received_total")
    assert found == Sum(None, (Missing(lack, council(WAVENEY)),))


def test_nothing_is_added_up_where_a_part_was_divided() -> None:
    codes_of_parts = ["E06000028", "E06000029", "E07000048"]
    years = [letter(code, received_total=1) for code in (*codes_of_parts, "E10000009")]
    found = combined("E06000058", *years)
    assert [part.council.gss_code for part in found.parts] == codes_of_parts
    assert found.divided == (council("E10000009"),)
    assert found.count("received_total") == Sum(None, (Missing(Lack.DIVIDED, council("E10000009")),))


def test_a_county_and_its_districts_add_up_to_the_council_that_followed_them_all() -> None:
    years = [letter(f"E0700000{n}", received_total=n) for n in range(4, 8)]
    found = combined("E06000060", *years, letter("E10000002", received_total=100))
    assert found.count("received_total") == Sum(122)


def test_rates_and_averages_are_never_added() -> None:
    years = [letter(code, uphold_rate=50, average_uphold_rate=50) for code in (COASTAL, WAVENEY)]
    for key in ("uphold_rate", "average_uphold_rate", "upheld_per_100k"):
        assert combined(EAST_SUFFOLK, *years).count(key) == Sum(None, (Missing(Lack.NO_COUNT),))


def test_the_parts_are_the_councils_of_the_day() -> None:
    for day, parts in (
        (date(2019, 3, 31), ["E07000187", "E07000188", "E07000189", "E07000190", "E07000191", "E10000027"]),
        (date(2020, 3, 31), ["E07000187", "E07000188", "E07000189", "E07000246", "E10000027"]),
    ):
        found = combined("E06000066", day=day)
        assert [part.council.gss_code for part in found.parts] == parts
        assert all(part.letter is None and part.period_end == day for part in found.parts)


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("E06000066", date(2024, 3, 31)),  # in office itself
        ("E07000107", date(2019, 3, 31)),
        ("E08000039", date(2019, 3, 31)),  # in office under its old code
        ("E07000205", date(2020, 3, 31)),  # ended
        ("E06000066", date(2013, 3, 31)),  # before the register
    ],
)
def test_other_years_are_not_combined(code: str, day: date) -> None:
    assert combined_year(council(code), day, (), REGISTER) is None


def test_letters_of_another_day_are_left_aside() -> None:
    other = replace(letter(COASTAL, received_total=1), period_end=date(2018, 3, 31))
    assert combined(EAST_SUFFOLK, other).parts[0].letter is None


def test_illustrative_parts_are_told() -> None:
    real, drawn = letter(COASTAL, received_total=1), letter(WAVENEY, received_total=1)
    assert drawn.letter is not None
    marked = replace(drawn, letter=replace(drawn.letter, illustration=Illustration.INVENTED))
    assert combined(EAST_SUFFOLK, real, drawn).illustrations == frozenset()
    assert combined(EAST_SUFFOLK, real, marked).illustrations == {Illustration.INVENTED}


def test_a_residual_year_is_one_after_the_councils_last_day() -> None:
    northampton = council("E07000154")
    assert not CouncilYear(northampton, date(2021, 3, 31)).residual
    assert CouncilYear(northampton, date(2022, 3, 31)).residual
    assert not CouncilYear(council("E07000107"), date(2022, 3, 31)).residual
