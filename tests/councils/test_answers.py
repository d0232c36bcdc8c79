"""Which names each council answers to, on which day; and that no other name is guessed."""

from collections import Counter
from datetime import date, timedelta

import pytest

from mapper.councils.names import normalise_name
from mapper.councils.register_file import load_register
from mapper.councils.styles import names_of

DAY = date(2019, 3, 31)
REGISTER = load_register()
CHANGES = REGISTER.changes


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


@pytest.mark.parametrize("day", [date(2013, 3, 31), date(2027, 4, 1)])
def test_no_name_is_matched_on_a_day_that_the_register_does_not_know(day: date) -> None:
    match = REGISTER.match("Dartford Borough Council", day)
    assert (match.council, match.former, match.reason) == (None, None, "unknown-day")
    assert REGISTER.match("Ministry of Silly Walks", day).reason == "unknown-council"


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
