"""The register of councils, and which names each council answers to."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.councils import (
    REGISTER_BEGINS,
    Council,
    CouncilType,
    Register,
    load_register,
    names_of,
    normalise_name,
    read_register,
)
from mapper.errors import RegisterProblem

DAY = date(2019, 3, 31)
REGISTER = load_register()
OF_THE_DAY = REGISTER.on(DAY)


@pytest.mark.parametrize("day", [REGISTER_BEGINS, date(2016, 6, 23), DAY])
def test_there_are_353_councils_from_2013_to_march_2019(day: date) -> None:
    assert Counter(council.type.value for council in REGISTER.on(day)) == {
        "county": 27,
        "district": 201,
        "metropolitan": 36,
        "london": 33,
        "unitary": 56,
    }


def test_every_later_day_has_the_councils_that_the_reorganisations_left() -> None:
    # Totals as published for each 1 April: 343 (2019), 339 (2020), 333 (2021), 317 (2023).
    years = {2019: 343, 2020: 339, 2021: 333, 2022: 333, 2023: 317, 2024: 317, 2025: 317}
    assert {year: len(REGISTER.on(date(year, 4, 1))) for year in years} == years


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
    assert REGISTER.match("Dartford Borough Council", date(2013, 3, 31)).council is None


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
        ("Peak District National Park Authority", "not-a-council", None),
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
    elif reason != "unknown-council":
        assert not match.suggestions


@pytest.mark.parametrize("name", ["", "Zyxwvut", "<script>alert(1)</script>", "Ministry of Silly Walks"])
def test_a_name_like_no_councils_gets_no_suggestions(name: str) -> None:
    assert REGISTER.match(name, DAY).suggestions == ()


def test_an_abolished_council_suggests_what_followed() -> None:
    match = REGISTER.match("Northampton Borough Council", date(2022, 3, 31))
    assert (match.reason, match.suggestions) == ("not-of-that-day", ("West Northamptonshire Council",))


def test_one_name_is_another_council_on_another_day() -> None:
    assert matched("Dorset", date(2019, 3, 31)) == "E10000009"
    assert matched("Dorset", date(2019, 4, 1)) == "E06000059"
    assert matched("Sheffield City Council", date(2025, 3, 31)) == "E08000019"
    assert matched("Sheffield City Council", date(2025, 4, 1)) == "E08000039"


def test_a_county_council_that_became_unitary_is_not_the_unitary_council() -> None:
    assert matched("North Yorkshire County Council", date(2023, 3, 31)) == "E10000023"
    assert REGISTER.match("North Yorkshire County Council", date(2023, 4, 1)).reason == "not-of-that-day"


@pytest.mark.parametrize("year", range(2013, 2026))
def test_no_two_councils_of_one_day_answer_to_one_name(year: int) -> None:
    for day in (date(year, 4, 1), date(year + 1, 3, 31)):
        answers: dict[str, str] = {}
        for council in REGISTER.on(day):
            for name in names_of(council):
                assert answers.setdefault(normalise_name(name), council.gss_code) == council.gss_code, name
                assert matched(name, day) == council.gss_code, name


def test_aliases_reach_their_council() -> None:
    declared = Counter(normalise_name(alias.name) for alias in REGISTER.aliases)
    for alias in REGISTER.aliases:
        assert alias.why
        match = REGISTER.match(alias.name, max(DAY, REGISTER.by_code(alias.gss_code).first_day))
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
    st.sampled_from(OF_THE_DAY).flatmap(lambda council: st.tuples(st.just(council), decorated(council.name)))
)
def test_matching_ignores_case_spacing_and_decoration(pair: tuple[Council, str]) -> None:
    council, name = pair
    assert matched(name) == council.gss_code


@given(st.text())
def test_normalising_twice_changes_nothing_more(name: str) -> None:
    once = normalise_name(name)
    assert once == normalise_name(once) == once.strip()


HEADER = "gss_code,name,short_name,official_name,type,county,first_day,last_day,successor"
KENT = "E10000016,Kent County Council,Kent,,county,,1974-04-01,,"
DARTFORD = "E07000107,Dartford Borough Council,Dartford,,district,E10000016,1974-04-01,,"
ENDED = DARTFORD.removesuffix(",")


def register_of(folder: Path, councils: str, aliases: str = "", elsewhere: str = "") -> Register:
    (folder / "councils.csv").write_text(councils, encoding="utf-8")
    (folder / "aliases.csv").write_text("name,gss_code,why\n" + aliases, encoding="utf-8")
    (folder / "elsewhere.csv").write_text("area,name,country\n" + elsewhere, encoding="utf-8")
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
        ("", "Kent,Kent Council,Wales\n", "'kent' names a council of England and one elsewhere"),
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


def test_a_missing_column_or_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegisterProblem, match=r"councils.csv: there is no column 'county'"):
        register_of(tmp_path, HEADER.replace("county", "shire") + "\n" + KENT)
    with pytest.raises(RegisterProblem, match=r"councils.csv cannot be read"):
        read_register(tmp_path / "nowhere")
