"""The register of councils: which there are on a day, and who followed whom."""

from collections import Counter
from datetime import date, timedelta

import pytest

from mapper.councils.council import CouncilType
from mapper.councils.register_file import load_register
from mapper.errors import RegisterProblem

DAY = date(2019, 3, 31)
REGISTER = load_register()
OF_THE_DAY = REGISTER.on(DAY)


# The first day on which councils or codes are new, and how many of each type there are from then on, as published:
# 353 councils in all, 343 from 2019, 339 from 2020, 333 from 2021, 317 from 2023.
COUNTS = {
    date(2013, 4, 1): (27, 201, 36, 33, 56),
    date(2019, 4, 1): (26, 192, 36, 33, 56),
    date(2020, 4, 1): (25, 188, 36, 33, 57),
    date(2021, 4, 1): (24, 181, 36, 33, 59),
    date(2023, 4, 1): (21, 164, 36, 33, 63),
    date(2025, 4, 1): (21, 164, 36, 33, 63),
}
CHANGES = list(COUNTS)

# Which codes go and which come on each of those days, from the orders and the Code History Database.
GONE_AND_NEW = {
    date(2019, 4, 1): (
        "E06000028 E06000029 E07000048 E07000049 E07000050 E07000051 E07000052 E07000053 E07000190 E07000191 "
        "E07000201 E07000204 E07000205 E07000206 E10000009",
        "E06000058 E06000059 E07000244 E07000245 E07000246",
    ),
    date(2020, 4, 1): ("E07000004 E07000005 E07000006 E07000007 E10000002", "E06000060"),
    date(2021, 4, 1): (
        "E07000150 E07000151 E07000152 E07000153 E07000154 E07000155 E07000156 E10000021",
        "E06000061 E06000062",
    ),
    date(2023, 4, 1): (
        "E07000026 E07000027 E07000028 E07000029 E07000030 E07000031 E07000163 E07000164 E07000165 E07000166 "
        "E07000167 E07000168 E07000169 E07000187 E07000188 E07000189 E07000246 E10000006 E10000023 E10000027",
        "E06000063 E06000064 E06000065 E06000066",
    ),
    date(2025, 4, 1): ("E08000016 E08000019", "E08000038 E08000039"),
}

DAYS = [day for year in range(2013, 2027) for day in (date(year, 4, 1), date(year + 1, 3, 31))]
EVERY_DAY = pytest.mark.parametrize("day", DAYS, ids=str)


def first_of_april_2013() -> set[str]:
    """The codes of 1 April 2013, from the runs of numbers that were in use; Gateshead, Northumberland, East
    Hertfordshire, Stevenage, St Albans and Welwyn Hatfield had their new ones."""
    runs = {
        "E06": [(1, 47), (49, 57)],
        "E07": [
            *[(4, 12), (26, 53), (61, 96), (98, 99), (102, 103), (105, 156), (163, 181), (187, 229)],
            *[(234, 243)],
        ],
        "E08": [(1, 19), (21, 37)],
        "E09": [(1, 33)],
        "E10": [(2, 3), (6, 9), (11, 21), (23, 25), (27, 32), (34, 34)],
    }
    return {
        f"{prefix}{number:06}"
        for prefix, spans in runs.items()
        for first, last in spans
        for number in range(first, last + 1)
    }


def codes_on(day: date) -> set[str]:
    return {council.gss_code for council in REGISTER.on(day)}


def test_the_codes_change_on_these_days_only() -> None:
    assert list(REGISTER.changes) == CHANGES
    assert codes_on(CHANGES[0]) == first_of_april_2013()
    for day, (gone, new) in GONE_AND_NEW.items():
        before, after = codes_on(day - timedelta(days=1)), codes_on(day)
        assert (before - after, after - before) == (set(gone.split()), set(new.split()))


@EVERY_DAY
def test_there_are_as_many_councils_of_each_type_as_published(day: date) -> None:
    counts = Counter(council.type.value for council in REGISTER.on(day))
    expected = COUNTS[max(change for change in CHANGES if change <= day)]
    assert tuple(counts[kind.value] for kind in CouncilType) == expected
    assert codes_on(day) == codes_on(max(change for change in CHANGES if change <= day))


def test_the_register_is_known_from_2013_to_the_eve_of_the_next_change() -> None:
    assert (REGISTER.known.first_day, REGISTER.known.last_day) == (date(2013, 4, 1), date(2027, 3, 31))
    assert date(2026, 11, 23) in REGISTER.known
    assert REGISTER.known.why


def test_each_county_has_its_districts() -> None:
    districts = Counter(council.county for council in OF_THE_DAY if council.county)
    assert {REGISTER.by_code(code).short_name: number for code, number in districts.items()} == {
        "Buckinghamshire": 4,
        "Cambridgeshire": 5,
        "Cumbria": 6,
        "Derbyshire": 8,
        "Devon": 8,
        "Dorset": 6,
        "East Sussex": 5,
        "Essex": 12,
        "Gloucestershire": 6,
        "Hampshire": 11,
        "Hertfordshire": 10,
        "Kent": 12,
        "Lancashire": 12,
        "Leicestershire": 7,
        "Lincolnshire": 7,
        "Norfolk": 7,
        "North Yorkshire": 7,
        "Northamptonshire": 7,
        "Nottinghamshire": 7,
        "Oxfordshire": 5,
        "Somerset": 5,
        "Staffordshire": 8,
        "Suffolk": 7,
        "Surrey": 11,
        "Warwickshire": 5,
        "West Sussex": 7,
        "Worcestershire": 6,
    }


def test_what_ends_is_followed_the_next_day() -> None:
    for council in REGISTER.councils:
        assert bool(council.successors) == (council.last_day is not None), council
        for code in council.successors:
            assert council.last_day is not None
            assert REGISTER.by_code(code).first_day == council.last_day + timedelta(days=1)


def test_councils_stand_in_the_order_of_their_codes() -> None:
    codes = [council.gss_code for council in OF_THE_DAY]
    assert codes == sorted(codes)


def test_a_day_before_the_register_begins_is_refused() -> None:
    with pytest.raises(RegisterProblem, match="begins on 2013-04-01"):
        REGISTER.on(date(2013, 3, 31))


def test_a_day_after_the_register_ends_is_refused_with_what_to_do() -> None:
    with pytest.raises(
        RegisterProblem, match=r"up to 2027-03-31.*before 2027-04-01.*councils.csv.*register.csv"
    ):
        REGISTER.on(date(2027, 4, 1))


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(RegisterProblem, match="E07999999"):
        REGISTER.by_code("E07999999")


@pytest.mark.parametrize(
    ("code", "slug"),
    [
        ("E07000107", "dartford-borough-council"),
        ("E09000008", "london-borough-of-croydon"),
        ("E06000053", "council-of-the-isles-of-scilly"),
        ("E06000043", "brighton-and-hove-city-council"),
        ("E07000146", "kings-lynn-and-west-norfolk-borough-council"),
        ("E07000240", "st-albans-city-council"),
        ("E06000058", "bournemouth-christchurch-and-poole-council"),
    ],
)
def test_slug_is_the_ombudsmans_name_in_lower_case_with_hyphens(code: str, slug: str) -> None:
    assert REGISTER.by_code(code).slug == slug


def test_no_two_councils_of_the_day_share_a_slug() -> None:
    assert len({council.slug for council in OF_THE_DAY}) == 353
    assert all(council.slug.isascii() for council in REGISTER.councils)


def test_tiers() -> None:
    assert Counter(council.tier for council in OF_THE_DAY) == {"lower": 201, "upper": 27, "single": 125}


def test_types_have_words_for_sentences() -> None:
    assert [(kind.label, kind.plural) for kind in CouncilType] == [
        ("county", "counties"),
        ("district", "districts"),
        ("metropolitan borough", "metropolitan boroughs"),
        ("London borough", "London boroughs"),
        ("unitary authority", "unitary authorities"),
    ]


def test_an_area_is_served_by_what_a_council_became_or_was() -> None:
    def serving(code: str, day: date) -> list[str]:
        return sorted(council.gss_code for council in REGISTER.serving(REGISTER.by_code(code), day))

    assert serving("E07000191", date(2019, 3, 31)) == ["E07000191"]
    assert serving("E07000191", date(2019, 4, 1)) == ["E07000246"]
    assert serving("E07000191", date(2023, 4, 1)) == ["E06000066"]
    assert serving("E06000063", date(2022, 1, 1)) == ["E07000026", "E07000028", "E07000029", "E10000006"]
    assert serving("E10000009", date(2026, 1, 1)) == ["E06000058", "E06000059"]
    assert serving("E07000246", date(2013, 4, 1)) == ["E07000190", "E07000191"]


def test_predecessors_and_successors_are_each_others_opposite() -> None:
    for council in REGISTER.councils:
        assert all(council in REGISTER.predecessors(after) for after in REGISTER.successors(council))
        assert all(council in REGISTER.successors(before) for before in REGISTER.predecessors(council))
