"""What the find box knows: other names, councils of other days, and who answers for what."""

from datetime import date

import pytest

from mapper.councils.council import CouncilType
from mapper.councils.register_file import load_register
from mapper.letters.statistics import SUBJECTS
from mapper.map import finding
from mapper.map.finding import DUTIES, STYLES, core
from tests.map.test_choropleth import data, england_parts
from tests.readings import DAY, council


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("London Borough of Croydon", "croydon"),
        ("Croydon LBC", "croydon"),
        ("City of London Corporation", "london"),
        ("St. Helens M.B.C.", "st helens"),
        ("Bath & North East Somerset", "bath north east somerset"),
        ("The Royal Borough of Kensington and Chelsea", "kensington chelsea"),
        ("Metropolitan Borough Council", ""),
    ],
)
def test_a_core_is_a_name_without_its_style(name: str, expected: str) -> None:
    assert core(name) == expected


def test_no_two_councils_of_a_kind_have_one_core() -> None:
    councils = load_register().on(DAY)
    cores = {(core(one.short_name), one.tier) for one in councils}
    assert len(cores) == len(councils)
    assert "" not in {name for name, _ in cores}


def test_other_names_are_only_those_that_style_does_not_explain() -> None:
    names = finding.other_names(load_register())
    assert "bcp" in names["E06000058"]
    assert "E06000047" not in names  # "Durham CC" is County Durham in another style
    # Both Newcastles answer to the core; only one to the city's style.
    assert "newcastle" in names["E08000021"]
    assert "newcastle" in names["E07000195"]
    assert "newcastle city" in names["E08000021"]
    assert "newcastle city" not in names["E07000195"]


COUNTIES = [
    *("greater manchester", "merseyside", "south yorkshire"),
    *("tyne and wear", "west midlands", "west yorkshire"),
]


def test_boroughs_answer_to_their_metropolitan_county() -> None:
    register, names = load_register(), finding.other_names(load_register())
    boroughs = [one for one in register.councils if one.type is CouncilType.METROPOLITAN]
    counties = {one.gss_code: [name for name in names[one.gss_code] if name in COUNTIES] for one in boroughs}
    assert all(len(found) == 1 for found in counties.values()), "each is in one of the six"
    assert counties["E08000037"] == ["tyne and wear"]
    assert counties["E08000019"] == counties["E08000039"] == ["south yorkshire"]


def test_every_subject_is_answered_for_by_somebody() -> None:
    assert [duty.subject for duty in DUTIES] == list(SUBJECTS)
    assert all(duty.district or duty.county for duty in DUTIES)
    alone = {duty.subject for duty in DUTIES if not (duty.district and duty.county)}
    assert alone == {
        "received_adult_care_services",
        "received_benefits_and_tax",
        "received_education_and_childrens_services",
        "received_housing",
    }


@pytest.mark.parametrize(
    ("code", "fate"),
    [
        ("E07000026", "became part of Cumberland Council on 1 April 2023"),
        ("E10000023", "became North Yorkshire Council on 1 April 2023"),
        (
            "E10000006",
            "was divided between Cumberland Council and Westmorland and Furness Council on 1 April 2023",
        ),
        (
            "E07000190",
            "became part of Somerset West and Taunton Council on 1 April 2019, "
            "which became part of Somerset Council on 1 April 2023",
        ),
    ],
)
def test_a_fate_is_what_became_of_a_council(code: str, fate: str) -> None:
    assert finding.fates([council(code)], load_register()) == {code: fate}


def test_a_council_in_office_has_no_fate_even_under_a_new_code() -> None:
    assert finding.fates([council(), council("E08000016")], load_register()) == {}


def test_absent_councils_lead_to_those_of_the_day() -> None:
    register = load_register()
    before = {one.council.short_name: one for one in finding.absent(register, DAY)}
    cumberland = before["Cumberland"]
    assert cumberland.says == "began on 1 April 2023"
    assert cumberland.serving == ("E07000026", "E07000028", "E07000029", "E10000006")
    after = {one.council.gss_code: one for one in finding.absent(register, date(2026, 3, 31))}
    assert after["E07000026"].serving == ("E06000063",)
    assert after["E07000190"].serving == ("E06000066",)
    assert "Barnsley" not in {one.council.short_name for one in after.values()}
    present = {one.gss_code for one in register.on(DAY)}
    assert not present & {one.council.gss_code for one in before.values()}
    assert all(set(one.serving) <= present for one in before.values())


def test_the_page_gets_all_of_it() -> None:
    choices, figures = data(england_parts(), "choices"), data(england_parts(), "figures-2019")
    assert choices["find"]["styles"] == list(STYLES)
    assert len(choices["duties"]["district"]) == len(choices["duties"]["county"]) == len(SUBJECTS)
    codes = figures["councils"]["code"]
    (cumberland,) = (one for one in figures["absent"] if one["short"] == "Cumberland")
    assert [codes[at] for at in cumberland["serving"]] == ["E07000026", "E07000028", "E07000029", "E10000006"]
    assert figures["fates"]["E07000026"] == "became part of Cumberland Council on 1 April 2023"
