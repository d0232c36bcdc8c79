"""The register of councils, and which names each council answers to."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.councils.answers import Alias
from mapper.councils.council import Council, CouncilType
from mapper.councils.names import normalise_name
from mapper.councils.register import Register
from mapper.councils.register_file import load_register, read_register
from mapper.councils.styles import names_of
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


@pytest.mark.parametrize("day", [date(2013, 3, 31), date(2027, 4, 1)])
def test_no_name_is_matched_on_a_day_that_the_register_does_not_know(day: date) -> None:
    match = REGISTER.match("Dartford Borough Council", day)
    assert (match.council, match.former, match.reason) == (None, None, "unknown-day")
    assert REGISTER.match("Ministry of Silly Walks", day).reason == "unknown-council"


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


def matched(name: str, day: date = DAY) -> str | None:
    council = REGISTER.match(name, day).council
    return council.gss_code if council else None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Dartford Borough Council", "E07000107"),
        ("  DARTFORD\u00a0 BOROUGH   COUNCIL\n", "E07000107"),
        ("dartford bc", "E07000107"),
        ("Dartford", "E07000107"),
        ("Dartford District Council", "E07000107"),
        ("Barrow-in-Furness Borough Council", "E07000027"),
        ("Barrow in Furness Borough Council", "E07000027"),
        ("Barrow\u2011in\u2011Furness BC", "E07000027"),
        ("King’s Lynn & West Norfolk", "E07000146"),
        ("Borough Council of Kings Lynn and West Norfolk", "E07000146"),
        ("St. Albans City and District Council", "E07000240"),
        ("Saint Albans City Council", "E07000240"),
        ("South Northamptonshire Council", "E07000155"),
        ("South Northamptonshire District Council", "E07000155"),
        ("Shepway District Council", "E07000112"),
        ("Folkestone & Hythe DC", "E07000112"),
        ("Preston Borough Council", "E07000123"),
        ("Lincoln City Council", "E07000138"),
        ("Kent County Council", "E10000016"),
        ("KENT CC", "E10000016"),
        ("Kent", "E10000016"),
        ("Wirral Metropolitan Borough Council", "E08000015"),
        ("Wirral MBC", "E08000015"),
        ("Wirral Council", "E08000015"),
        ("Leeds City Council", "E08000035"),
        ("Leeds CC", "E08000035"),
        ("City of Bradford Metropolitan District Council", "E08000032"),
        ("Bradford MDC", "E08000032"),
        ("Wakefield City Council", "E08000036"),
        ("City of Wakefield Metropolitan District Council", "E08000036"),
        ("Wolverhampton City Council", "E08000031"),
        ("City of Wolverhampton Council", "E08000031"),
        ("St Helens Council", "E08000013"),
        ("London Borough of Croydon", "E09000008"),
        ("Croydon London Borough Council", "E09000008"),
        ("LB Croydon", "E09000008"),
        ("Royal Borough of Kensington & Chelsea", "E09000020"),
        ("The Royal Borough of Kingston-upon-Thames", "E09000021"),
        ("London Borough of Greenwich", "E09000011"),
        ("City of Westminster", "E09000033"),
        ("Westminster City Council", "E09000033"),
        ("City of London", "E09000001"),
        ("The City of London Corporation", "E09000001"),
        ("Bristol, City of", "E06000023"),
        ("Hull City Council", "E06000010"),
        ("Kingston upon Hull, City of", "E06000010"),
        ("Herefordshire, County of", "E06000019"),
        ("Durham County Council", "E06000047"),
        ("County Durham", "E06000047"),
        ("Council of the Isles of Scilly", "E06000053"),
        ("Isles of Scilly", "E06000053"),
        ("Poole Borough Council", "E06000029"),
        ("Borough of Poole", "E06000029"),
        ("Cornwall Council", "E06000052"),
        ("Windsor and Maidenhead", "E06000040"),
        ("Royal Borough of Windsor & Maidenhead", "E06000040"),
        ("City of York Council", "E06000014"),
        ("York City Council", "E06000014"),
        ("Brighton and Hove City Council", "E06000043"),
        ("St.Helens M.B.C.", "E08000013"),
        ("SAINT HELENS METROPOLITAN BOROUGH", "E08000013"),
        ("St Helen's Borough Council", "E08000013"),
        ("St. Albans City & District Council", "E07000240"),
        ("City and District of St Albans", "E07000240"),
        ("Telford and Wrekin Council", "E06000020"),
        ("Borough of Telford & Wrekin", "E06000020"),
        ("Wrekin Council", "E06000020"),
        ("City of Bristol", "E06000023"),
        ("City and County of Bristol", "E06000023"),
        ("Bristol", "E06000023"),
        ("Hull", "E06000010"),
        ("City of Kingston-upon-Hull Council", "E06000010"),
        ("Herefordshire County Council", "E06000019"),
        ("County of Herefordshire", "E06000019"),
        ("Durham", "E06000047"),
        ("County Council of Durham", "E06000047"),
        ("Medway Towns", "E06000035"),
        ("Medway", "E06000035"),
        ("Isle of Wight Council", "E06000046"),
        ("Isle of Wight County Council", "E06000046"),
        ("Southend City Council", "E06000033"),
        ("Southend\u2010on\u2010Sea", "E06000033"),
        ("Doncaster City", "E08000017"),
        ("City of Doncaster Council", "E08000017"),
        ("Doncaster MBC", "E08000017"),
        ("Colchester City Council", "E07000071"),
        ("Colchester BC", "E07000071"),
        ("Milton Keynes City Council", "E06000042"),
        ("RB Windsor & Maidenhead", "E06000040"),
        ("Windsor and Maidenhead RBC", "E06000040"),
        ("RB of Kensington and Chelsea", "E09000020"),
        ("Royal Borough of Kingston", "E09000021"),
        ("Kensington and Chelsea, Royal Borough of", "E09000020"),
        ("Royal Greenwich", "E09000011"),
        ("LB of Tower Hamlets", "E09000030"),
        ("LBC Lewisham", "E09000023"),
        ("London Borough of Richmond", "E09000027"),
        ("London Borough of Westminster", "E09000033"),
        ("Westminster, City of", "E09000033"),
        ("Corporation of London", "E09000001"),
        ("City of London Corporation", "E09000001"),
        ("Isles of Scilly Council", "E06000053"),
        ("Metropolitan Borough of Wirral", "E08000015"),
        ("Kirklees Metropolitan Council", "E08000034"),
        ("Calderdale MBC Council", "E08000033"),
        ("Sandwell Met Borough Council", "E08000028"),
        ("Wakefield MDC", "E08000036"),
        ("City of Bradford MDC", "E08000032"),
        ("Bradford City Council", "E08000032"),
        ("City Council of Sunderland", "E08000024"),
        ("Newcastle City Council", "E08000021"),
        ("Newcastle-upon-Tyne, City of", "E08000021"),
        ("Hants County Council", "E10000014"),
        ("Essex Council", "E10000012"),
        ("County Council of Norfolk", "E10000020"),
        ("NE Lincs", "E06000012"),
        ("South Glos Council", "E06000025"),
        ("Rutland", "E06000017"),
        ("Rutland County Council District Council", "E06000017"),
        ("District of Sevenoaks", "E07000111"),
        ("Vale of the White Horse District Council", "E07000180"),
        ("Ｄａｒｔｆｏｒｄ　Borough Council", "E07000107"),
        ("King′s Lynn & West Norfolk BC", "E07000146"),
    ],
)
def test_a_council_answers_to_its_names(name: str, code: str) -> None:
    assert matched(name) == code


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Leicester City Council", "Leicestershire County Council"),
        ("Nottingham City Council", "Nottinghamshire County Council"),
        ("Derby City Council", "Derbyshire County Council"),
        ("City of Lincoln Council", "Lincolnshire County Council"),
        ("Northampton Borough Council", "Northamptonshire County Council"),
        ("Cambridge City Council", "Cambridgeshire County Council"),
        ("Gloucester City Council", "Gloucestershire County Council"),
        ("Worcester City Council", "Worcestershire County Council"),
        ("Oxford City Council", "Oxfordshire County Council"),
        ("Bedford Borough Council", "Central Bedfordshire Council"),
        ("Newcastle upon Tyne City Council", "Newcastle-under-Lyme Borough Council"),
        ("Wyre Borough Council", "Wyre Forest District Council"),
        ("Stafford Borough Council", "Staffordshire County Council"),
        ("Warwick District Council", "Warwickshire County Council"),
        ("Hertsmere Borough Council", "Hertfordshire County Council"),
        ("Lancaster City Council", "Lancashire County Council"),
        ("Richmondshire District Council", "London Borough of Richmond upon Thames"),
        ("North Somerset Council", "Somerset County Council"),
    ],
)
def test_like_names_stay_apart(one: str, other: str) -> None:
    assert matched(one)
    assert matched(other)
    assert matched(one) != matched(other)


@pytest.mark.parametrize(
    ("name", "reason", "suggestion"),
    [
        ("Dartfrod Borough Council", "unknown-council", "Dartford Borough Council"),
        ("Leicester County Council", "unknown-council", "Leicester City Council"),
        ("Nottingham County Council", "unknown-council", "Nottinghamshire County Council"),
        ("Durham City Council", "unknown-council", "Durham County Council"),
        ("Bedford County Council", "unknown-council", "Bedford Borough Council"),
        ("Oxford County Council", "unknown-council", "Oxford City Council"),
        ("Chichester City Council", "unknown-council", "Chichester District Council"),
        ("Newcastle", "ambiguous-council", "Newcastle-under-Lyme Borough Council"),
        ("Newcastle", "ambiguous-council", "Newcastle upon Tyne City Council"),
        ("Newcastle Council", "ambiguous-council", "Newcastle upon Tyne City Council"),
        ("Kingston", "ambiguous-council", "Royal Borough of Kingston upon Thames"),
        ("Dorset Council", "not-of-that-day", "Dorset County Council"),
        ("West Northamptonshire Council", "not-of-that-day", "Northampton Borough Council"),
        ("Kingston Council", "ambiguous-council", "Kingston upon Hull City Council"),
        ("Somerset Council", "not-of-that-day", "Somerset County Council"),
        ("Wells City Council", "unknown-council", None),
        ("Ely", "unknown-council", None),
        ("Bedfordshire County Council", "unknown-council", None),
        ("Cheshire", "unknown-council", None),
        ("Gloucester County Council", "unknown-council", "Gloucester City Council"),
        ("Leicestershire City Council", "unknown-council", "Leicestershire County Council"),
        ("Worcestershire District Council", "unknown-council", "Worcestershire County Council"),
        ("Peak District National Park Authority", "not-a-council", None),
        ("Northumberland National Park Authority", "not-a-council", None),
        ("New Forest National Park", "not-a-council", None),
        ("TfL", "not-a-council", None),
        ("London Fire Commissioner", "not-a-council", None),
        ("Devon & Somerset Fire and Rescue Authority", "not-a-council", None),
        ("West Yorkshire Combined Authority", "not-a-council", None),
        ("York and North Yorkshire Combined Authority", "not-a-council", None),
        ("East Midlands Combined County Authority", "not-a-council", None),
        ("Liverpool City Region Combined Authority", "not-a-council", None),
        ("Mayor's Office for Policing And Crime", "not-a-council", None),
        ("Transport for Greater Manchester", "not-a-council", None),
        ("Merseyside Recycling and Waste Authority", "not-a-council", None),
        ("Chichester Town Council", "not-a-council", None),
        ("Anglesey", "not-in-england", None),
        ("Ynys Môn", "not-in-england", None),
        ("Western Isles Council", "not-in-england", None),
        ("Edinburgh", "not-in-england", None),
        ("Derry City and Strabane", "not-in-england", None),
        ("The Broads Authority", "not-a-council", None),
        ("Transport for London", "not-a-council", None),
        ("Greater London Authority", "not-a-council", None),
        ("Greater Manchester Combined Authority", "not-a-council", None),
        ("Avon Fire & Rescue Service", "not-a-council", None),
        ("West Midlands Police and Crime Commissioner", "not-a-council", None),
        ("Cardiff Council", "not-in-england", None),
        ("Isle of Anglesey County Council", "not-in-england", None),
        ("City of Edinburgh Council", "not-in-england", None),
        ("Comhairle nan Eilean Siar", "not-in-england", None),
        ("Mid Ulster District Council", "not-in-england", None),
        ("", "unknown-council", None),
        ("Council", "unknown-council", None),
        ("<script>alert(1)</script>", "unknown-council", None),
        ("England", "unknown-council", None),
    ],
)
def test_no_other_name_is_guessed(name: str, reason: str, suggestion: str | None) -> None:
    match = REGISTER.match(name, DAY)
    assert match.council is None
    assert match.name == name
    assert match.reason == reason
    assert len(match.suggestions) <= 3
    if suggestion:
        assert suggestion in match.suggestions
    elif reason in ("not-a-council", "not-in-england"):
        assert not match.suggestions


@pytest.mark.parametrize("name", ["", "Zyxwvut", "<script>alert(1)</script>", "Ministry of Silly Walks"])
def test_a_name_like_no_councils_gets_no_suggestions(name: str) -> None:
    assert REGISTER.match(name, DAY).suggestions == ()


def test_an_abolished_council_suggests_what_followed() -> None:
    match = REGISTER.match("Northampton Borough Council", date(2022, 3, 31))
    assert (match.reason, match.suggestions) == ("not-of-that-day", ("West Northamptonshire Council",))
    assert match.council is None
    assert match.former == REGISTER.by_code("E07000154")


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("South Lakeland District Council", date(2024, 3, 31), "E07000031"),
        ("SOUTH LAKELAND", date(2023, 4, 1), "E07000031"),
        ("Somerset County Council", date(2024, 3, 31), "E10000027"),
        ("Taunton Deane BC", date(2024, 3, 31), "E07000190"),
        ("Borough of Poole", date(2019, 4, 1), "E06000029"),
        ("Dorset Council", date(2019, 3, 31), None),  # not yet
        ("Sheffield City Council", date(2026, 3, 31), None),  # under its new code, it is in office
        ("Dorset", date(2020, 3, 31), None),
        ("Durham City Council", date(2020, 3, 31), None),
    ],
)
def test_a_residual_letters_council_is_known(name: str, day: date, code: str | None) -> None:
    former = REGISTER.match(name, day).former
    assert (former.gss_code if former else None) == code


def test_an_abolished_council_suggests_what_its_successors_became() -> None:
    match = REGISTER.match("West Somerset District Council", date(2024, 3, 31))
    assert match.suggestions == ("Somerset Council",)


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


def test_one_name_is_another_council_on_another_day() -> None:
    assert matched("Dorset", date(2019, 3, 31)) == "E10000009"
    assert matched("Dorset", date(2019, 4, 1)) == "E06000059"
    assert matched("Sheffield City Council", date(2025, 3, 31)) == "E08000019"
    assert matched("Sheffield City Council", date(2025, 4, 1)) == "E08000039"


def test_a_county_council_that_became_unitary_is_not_the_unitary_council() -> None:
    assert matched("North Yorkshire County Council", date(2023, 3, 31)) == "E10000023"
    assert REGISTER.match("North Yorkshire County Council", date(2023, 4, 1)).reason == "not-of-that-day"


@pytest.mark.parametrize("day", [*CHANGES, *(day - timedelta(days=1) for day in CHANGES[1:])], ids=str)
def test_no_two_councils_of_one_day_answer_to_one_name(day: date) -> None:
    answers: dict[str, str] = {}
    for council in REGISTER.on(day):
        for name in names_of(council):
            assert answers.setdefault(normalise_name(name), council.gss_code) == council.gss_code, name
            assert matched(name, day) == council.gss_code, name


def test_aliases_reach_their_council() -> None:
    declared = Counter(normalise_name(alias.name) for alias in REGISTER.aliases)
    for alias in REGISTER.aliases:
        assert alias.why
        council = REGISTER.by_code(alias.gss_code)
        match = REGISTER.match(alias.name, max(DAY, council.first_day))
        if declared[normalise_name(alias.name)] == 1:
            assert match.council is not None
            assert match.council.gss_code == alias.gss_code
        else:
            assert match.reason == "ambiguous-council"


def test_no_alias_repeats_what_the_rule_gives() -> None:
    for alias in REGISTER.aliases:
        by_rule = {normalise_name(name) for name in names_of(REGISTER.by_code(alias.gss_code))}
        assert normalise_name(alias.name) not in by_rule, alias


def test_the_councils_elsewhere_are_all_there() -> None:
    assert Counter(area.country for area in REGISTER.elsewhere) == {
        "Wales": 22,
        "Scotland": 32,
        "Northern Ireland": 11,
    }


def spaced(name: str) -> st.SearchStrategy[str]:
    """The name with other spaces, hyphens for spaces, or other dashes between its words."""
    gaps = st.sampled_from([" ", "  ", "\u00a0", "\n", "\t ", "\u2009"])
    words = name.split(" ")
    return st.lists(gaps, min_size=len(words), max_size=len(words)).map(
        lambda chosen: "".join(gap + word for gap, word in zip(chosen, words, strict=True))
    )


def decorated(name: str) -> st.SearchStrategy[str]:
    """The name in another case, spacing and punctuation that carries no meaning."""
    changes = [
        str.upper,
        str.lower,
        str.title,
        lambda text: text.replace("-", " "),
        lambda text: text.replace("-", "\u2010"),
        lambda text: text.replace("-", "\u2013"),
        lambda text: text.replace("'", "’"),
        lambda text: text.replace("'", ""),
        lambda text: text.replace(" and ", " & "),
        lambda text: text.replace("&", "and"),
        lambda text: text.replace("St ", "St. "),
        lambda text: "The " + text,
        lambda text: text + ".",
        lambda text: text.replace("o", "o\u00ad"),
    ]
    return st.tuples(st.sampled_from(changes), st.sampled_from(changes)).flatmap(
        lambda pair: spaced(pair[1](pair[0](name)))
    )


@given(
    st.sampled_from(
        [
            (council, name, day)
            for day in CHANGES
            for council in REGISTER.on(day)
            for name in names_of(council)
        ]
    ).flatmap(lambda found: st.tuples(st.just(found[0]), decorated(found[1]), st.just(found[2])))
)
def test_matching_ignores_case_spacing_and_decoration(found: tuple[Council, str, date]) -> None:
    council, name, day = found
    assert matched(name, day) == council.gss_code


@given(
    st.sampled_from(REGISTER.aliases).flatmap(lambda alias: st.tuples(st.just(alias), decorated(alias.name)))
)
def test_aliases_too_ignore_case_spacing_and_decoration(pair: tuple[Alias, str]) -> None:
    alias, name = pair
    day = max(DAY, REGISTER.by_code(alias.gss_code).first_day)
    assert REGISTER.match(name, day).council == REGISTER.match(alias.name, day).council


@given(st.text())
def test_normalising_twice_changes_nothing_more(name: str) -> None:
    once = normalise_name(name)
    assert once == normalise_name(once) == once.strip()


HEADER = "gss_code,name,short_name,official_name,type,county,first_day,last_day,successor"
KENT = "E10000016,Kent County Council,Kent,,county,,1974-04-01,,"
DARTFORD = "E07000107,Dartford Borough Council,Dartford,,district,E10000016,1974-04-01,,"
ENDED = DARTFORD.removesuffix(",")


KNOWN = "2013-04-01,2025-03-31,why\n"


def register_of(
    folder: Path, councils: str, aliases: str = "", elsewhere: str = "", known: str = KNOWN
) -> Register:
    (folder / "councils.csv").write_text(councils, encoding="utf-8")
    (folder / "aliases.csv").write_text("name,gss_code,why\n" + aliases, encoding="utf-8")
    (folder / "elsewhere.csv").write_text("area,name,country,also\n" + elsewhere, encoding="utf-8")
    (folder / "register.csv").write_text(f"known_from,known_through,why\n{known}", encoding="utf-8")
    return read_register(folder)


def test_a_small_register_is_read(tmp_path: Path) -> None:
    register = register_of(tmp_path, "\n".join([HEADER, KENT, DARTFORD]), "Dartford Town,E07000107,why\n")
    match = register.match("dartford town", DAY)
    assert match.council == register.by_code("E07000107")
    assert register.by_code("E07000107").official_name == "Dartford Borough Council"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("E07000107,Dartford Borough Council", "line 3: expected 9 values .*, found 2"),
        (DARTFORD.replace("E07000107", "W06000015"), "line 3: 'W06000015' is not the code of an English"),
        (DARTFORD.replace("E07000107", "E0700010"), "line 3: 'E0700010' is not the code"),
        (DARTFORD.replace("E07000107", "E08000107"), "line 3: E08000107 is not the code of a district"),
        (DARTFORD.replace("district", "parish"), "line 3: 'parish' is not a valid CouncilType"),
        (DARTFORD.replace("1974-04-01", "1 April"), "line 3: Invalid isoformat string: '1 April'"),
        (ENDED + "1973-03-31,", "line 3: it ends .* before it begins"),
        (DARTFORD.replace("E10000016", ""), "line 3: a district names its county"),
        (DARTFORD.replace("Dartford Borough Council", ""), "line 3: a council needs a name"),
        (DARTFORD.replace("E10000016", "E10000099"), "its county E10000099 is not in the register"),
        (ENDED + "2019-03-31,E07000999", "its successor E07000999 is not in the register"),
        (ENDED + "2019-03-31,E10000016", "successor E10000016 begins before it has ended"),
        (ENDED + "2019-03-31,", r"it has ended \(2019-03-31\), and names no successor"),
        (DARTFORD.replace("1974", "2019"), r"it is new \(2019-04-01\), and the successor of none"),
        (KENT, "more than one council has the code E10000016"),
        (KENT.replace("16", "17"), "'kent' would name both E10000016 .* and E10000017"),
    ],
)
def test_a_bad_row_is_named_with_file_and_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(RegisterProblem, match=message) as problem:
        register_of(tmp_path, "\n".join([HEADER, KENT, row]))
    assert "councils.csv" in str(problem.value)


@pytest.mark.parametrize(
    ("aliases", "elsewhere", "message"),
    [
        ("Dartford Town,E07000999,why\n", "", "aliases.csv, line 2: 'Dartford Town' names E07000999"),
        ("Kent,E07000107,why\n", "", "'kent' would name both"),
        ("Dartford Town\n", "", "aliases.csv, line 2: expected 3 values"),
        ("", "Kent,Kent Council,Wales,\n", "'kent' names a council of England and one elsewhere"),
        ("", "Powys,Powys Council,Wales,Bro; Kent\n", "'kent' names a council of England and one elsewhere"),
    ],
)
def test_bad_lists_beside_the_register_are_refused(
    tmp_path: Path, aliases: str, elsewhere: str, message: str
) -> None:
    with pytest.raises(RegisterProblem, match=message):
        register_of(tmp_path, "\n".join([HEADER, KENT, DARTFORD]), aliases, elsewhere)


def test_a_name_given_to_two_councils_is_ambiguous_on_purpose(tmp_path: Path) -> None:
    aliases = "Garden,E07000107,why\nGarden,E10000016,why\n"
    match = register_of(tmp_path, "\n".join([HEADER, KENT, DARTFORD]), aliases).match("Garden", DAY)
    assert match.council is None
    assert match.suggestions == ("Dartford Borough Council", "Kent County Council")


def test_a_district_does_not_outlive_its_county(tmp_path: Path) -> None:
    kent = KENT.removesuffix(",") + "2019-03-31,E06000099"
    new = "E06000099,Kent Council,Kent,,unitary,,2019-04-01,,"
    with pytest.raises(
        RegisterProblem, match=r"E07000107 Dartford .* its county E10000016 ends before it does"
    ):
        register_of(tmp_path, "\n".join([HEADER, kent, DARTFORD, new]))


@pytest.mark.parametrize(
    ("known", "message"),
    [
        ("", "register.csv: expected one row, found 0"),
        (KNOWN + KNOWN, "register.csv: expected one row, found 2"),
        ("2013-04-01,spring,why\n", "register.csv, line 2: Invalid isoformat string: 'spring'"),
        ("2025-04-01,2013-04-01,why\n", r"register.csv, line 2: it ends \(2013-04-01\) before it begins"),
    ],
)
def test_the_known_days_are_one_row(tmp_path: Path, known: str, message: str) -> None:
    with pytest.raises(RegisterProblem, match=message):
        register_of(tmp_path, "\n".join([HEADER, KENT, DARTFORD]), known=known)


def test_a_missing_column_or_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegisterProblem, match=r"councils.csv: there is no column 'county'"):
        register_of(tmp_path, HEADER.replace("county", "shire") + "\n" + KENT)
    with pytest.raises(RegisterProblem, match=r"register.csv cannot be read"):
        read_register(tmp_path / "nowhere")
