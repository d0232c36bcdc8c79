"""Illustrative letters: repeatable, consistent, like England as a whole, and marked on every page."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper import sample
from mapper.councils.council import Council, CouncilType
from mapper.councils.register import load_register
from mapper.errors import MapperError
from mapper.letters.identities import checks
from mapper.letters.illustration import MARKS, Illustration
from mapper.letters.statistics import BY_KEY, SUBJECTS, Figure, Unit
from tests.paths import ROOT

ENGLAND = load_register().on(date(2019, 3, 31))
BY_NAME = {council.name: council for council in ENGLAND}
DARTFORD = BY_NAME["Dartford Borough Council"]
KENT = BY_NAME["Kent County Council"]
OUTCOMES = (
    "decided_incomplete_or_invalid",
    "decided_advice_given",
    "decided_referred_back",
    "decided_closed_after_initial_enquiries",
    "decided_not_upheld",
    "decided_upheld",
)


@cache
def england(seed: int = sample.DEFAULT_SEED) -> Mapping[Council, Mapping[str, int | None]]:
    return {council: sample.figures(council, 2019, seed) for council in ENGLAND}


def total(key: str, only: CouncilType | None = None, seed: int = sample.DEFAULT_SEED) -> int:
    return sum(
        figures[key] or 0 for council, figures in england(seed).items() if only in (None, council.type)
    )


def count(figures: Mapping[str, int | None], key: str) -> int:
    value = figures[key]
    assert value is not None, f"{key} is a count and always stated"
    return value


def page_texts(pdf: bytes) -> list[str]:
    """The words of each page, one space apart."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


# --- The same seed gives the same letter


def test_letters_do_not_depend_on_the_order_they_are_written_in(tmp_path: Path) -> None:
    some = ENGLAND[::20]
    there = sample.write(some, 2019, tmp_path / "there")
    back = sample.write(reversed(some), 2019, tmp_path / "back")
    assert [path.read_bytes() for path in there] == [path.read_bytes() for path in back]


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_letters_are_the_same_in_another_process(hash_seed: str) -> None:
    script = (
        "from datetime import date; from hashlib import sha256; "
        "from mapper import sample; from mapper.councils.register import load_register; "
        "some = load_register().on(date(2019, 3, 31))[::50]; "
        "print(*(sha256(sample.letter(council, 2019, 7)).hexdigest() for council in some))"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout.split() == [
        sha256(sample.letter(council, 2019, 7)).hexdigest() for council in ENGLAND[::50]
    ]


def test_another_seed_gives_other_figures() -> None:
    same = [council.name for council in ENGLAND if england(1)[council] == england(2)[council]]
    # Published figures never change, and Scilly is so small that it often has nothing but zeros.
    assert set(same) <= {"Dartford Borough Council", "Council of the Isles of Scilly"}
    assert sample.letter(KENT, 2019, 1) != sample.letter(KENT, 2019, 2)


# --- Every identity holds


@settings(max_examples=15)
@given(st.integers())
def test_every_identity_holds_for_every_council(seed: int) -> None:
    for council in ENGLAND:
        assert_consistent(council, sample.figures(council, 2019, seed))


def assert_consistent(council: Council, figures: Mapping[str, int | None]) -> None:
    printed = tuple(Figure(key, value, str(value), 4) for key, value in figures.items())
    broken = [check.statement for check in checks(printed) if not check.holds]
    assert broken == [], council.name
    negative = [key for key, value in figures.items() if value is not None and value < 0]
    assert negative == [], council.name
    assert sum(count(figures, key) for key in SUBJECTS) == figures["received_total"]
    assert sum(count(figures, key) for key in OUTCOMES) == figures["decided_total"]
    upheld = count(figures, "decided_upheld")
    assert figures["investigations"] == upheld + count(figures, "decided_not_upheld")
    recorded = count(figures, "compliance_recorded")
    assert_rate(figures["uphold_rate"], upheld, count(figures, "investigations"))
    assert_rate(figures["satisfactory_remedy_rate"], count(figures, "satisfactory_remedies"), upheld)
    assert_rate(figures["compliance_rate"], recorded - count(figures, "not_complied"), recorded)


def assert_rate(rate: int | None, numerator: int, denominator: int) -> None:
    """A whole per cent with halves up; None exactly where there is nothing to divide by."""
    if denominator == 0:
        assert rate is None, f"{rate}% of nothing"
    else:
        assert rate is not None, f"no rate for {numerator} of {denominator}"
        assert 0 <= 100 * numerator / denominator - (rate - 0.5) < 1, (
            f"{numerator} of {denominator} printed as {rate}%"
        )


def test_the_statistics_are_those_of_a_letter_of_2019() -> None:
    stated = {key: value for figures in england().values() for key, value in figures.items()}
    assert set(stated) <= set(BY_KEY)
    groups = {BY_KEY[key].group for key in stated}
    assert groups == {"received", "decided", "investigations", "remedies", "compliance"}
    never_none = {key for key in stated if BY_KEY[key].unit is Unit.COUNT}
    assert all(figures[key] is not None for figures in england().values() for key in never_none)


# --- England as a whole


@pytest.mark.parametrize(
    ("key", "headline"),
    [("received_total", 16_899), ("investigations", 4_234), ("decided_upheld", 2_456)],
)
def test_totals_are_near_the_national_headlines(key: str, headline: int) -> None:
    assert total(key) == pytest.approx(headline, rel=0.03)
    assert total(key, seed=11) == pytest.approx(headline, rel=0.15)


@pytest.mark.parametrize(
    ("numerator", "denominator", "only", "headline", "within"),
    [
        ("decided_upheld", "investigations", None, 58, 1),
        ("decided_upheld", "investigations", CouncilType.COUNTY, 64, 2),
        ("decided_upheld", "investigations", CouncilType.UNITARY, 55, 2),
        ("decided_upheld", "investigations", CouncilType.DISTRICT, 45, 3),
        ("satisfactory_remedies", "decided_upheld", None, 11, 1),
        ("complied_late", "compliance_recorded", None, 8, 1),
        ("not_complied", "compliance_recorded", None, 0.6, 0.15),
        # Not a headline: not every complaint that is upheld leads to a recommendation.
        ("compliance_recorded", "decided_upheld", None, 70, 15),
    ],
)
def test_rates_are_near_the_national_headlines(
    numerator: str, denominator: str, only: CouncilType | None, headline: float, within: float
) -> None:
    assert 100 * total(numerator, only) / total(denominator, only) == pytest.approx(headline, abs=within)


def test_councils_of_a_type_do_its_work() -> None:
    for key in ("received_housing", "received_benefits_and_tax"):
        assert total(key, CouncilType.COUNTY) == 0
    for key in ("received_adult_care_services", "received_education_and_childrens_services"):
        assert total(key, CouncilType.DISTRICT) < 0.02 * total("received_total", CouncilType.DISTRICT)
    assert total("received_planning_and_development", CouncilType.DISTRICT) > total(
        "received_highways_and_transport", CouncilType.DISTRICT
    )


def test_the_awkward_cases_of_real_letters_occur() -> None:
    districts = [figures for council, figures in england().items() if council.type is CouncilType.DISTRICT]
    none_investigated = sum(figures["investigations"] == 0 for figures in districts)
    one_of_one = sum(figures["investigations"] == figures["decided_upheld"] == 1 for figures in districts)
    none_upheld = sum(
        figures["decided_upheld"] == 0 < count(figures, "investigations") for figures in districts
    )
    nothing_due = sum(figures["compliance_recorded"] == 0 for figures in districts)
    few = sum(0 < count(figures, "investigations") < 5 for figures in districts)
    assert 5 <= none_investigated <= 50
    assert 5 <= one_of_one <= 40
    assert 10 <= none_upheld <= 80
    assert 30 <= nothing_due <= 120
    assert few > len(districts) / 2


def test_councils_differ_in_size_as_their_types_do() -> None:
    received = {council: count(figures, "received_total") for council, figures in england().items()}
    for type_ in CouncilType:
        sizes = sorted(size for council, size in received.items() if council.type is type_)
        assert sizes[-2] > 2 * sizes[len(sizes) // 4], f"{type_.plural} are all of one size"
    assert received[BY_NAME["Council of the Isles of Scilly"]] < 15
    assert len(Counter(received.values())) > 80


# --- Dartford, whose figures are published


def test_dartford_has_its_published_figures_whatever_the_seed() -> None:
    published = {
        **dict.fromkeys(SUBJECTS, 0),
        "received_environment_services": 3,
        "received_housing": 10,
        "received_planning_and_development": 1,
        "received_total": 14,
        "decided_incomplete_or_invalid": 0,
        "decided_advice_given": 3,
        "decided_referred_back": 3,
        "decided_closed_after_initial_enquiries": 6,
        "decided_not_upheld": 0,
        "decided_upheld": 1,
        "uphold_rate": 100,
        "decided_total": 13,
        "investigations": 1,
        "satisfactory_remedies": 0,
        "satisfactory_remedy_rate": 0,
        "compliance_recorded": 1,
        "complied_on_time": 1,
        "complied_late": 0,
        "not_complied": 0,
        "compliance_rate": 100,
    }
    assert sample.figures(DARTFORD, 2019, 2019) == sample.figures(DARTFORD, 2019, 5) == published
    assert sample.illustration(DARTFORD, 2019) is Illustration.REDRAWN
    assert sample.illustration(KENT, 2019) is Illustration.INVENTED


# --- What is printed


@pytest.mark.parametrize(
    ("council", "kind", "keyword"),
    [
        (KENT, Illustration.INVENTED, "illustrative-figures=invented"),
        (DARTFORD, Illustration.REDRAWN, "illustrative-figures=published"),
    ],
)
def test_every_page_says_what_kind_of_letter_it_is(
    council: Council, kind: Illustration, keyword: str
) -> None:
    pdf = sample.letter(council, 2019)
    texts = page_texts(pdf)
    assert len(texts) == 4
    assert [MARKS[kind] in text for text in texts] == [True] * 4
    other = next(mark for illustration, mark in MARKS.items() if illustration is not kind)
    assert not any(other in text for text in texts)
    with pypdfium2.PdfDocument(pdf) as document:
        properties = document.get_metadata_dict()
    assert properties["Subject"] == MARKS[kind]
    assert properties["Keywords"] == keyword
    assert council.name in properties["Title"]
    assert properties["Author"] == "Ombudsman letters map"


@pytest.mark.parametrize(
    "name",
    [
        "King’s Lynn and West Norfolk Borough Council",
        "King's Lynn & West Norfolk Borough Council",
        "Royal Borough of Windsor & Maidenhead <Council>",
        "Royal Borough of Kensington and Chelsea and of Everything Else That Could Stand in a Name {year}",
    ],
)
def test_a_name_is_printed_as_it_is(name: str) -> None:
    texts = page_texts(sample.letter(replace(KENT, name=name), 2019))
    assert f"Local Authority Report: {name} For the Period Ending: 31/03/2019" in texts[3]
    assert all(name in text for text in texts)
    assert "the year’s records" in texts[2]


def test_the_last_page_has_the_tables_of_2019() -> None:
    last = page_texts(sample.letter(DARTFORD, 2019))[3]
    for printed in (
        "Complaints and enquiries received Adult Care Services Benefits and Tax Corporate and Other Services "
        "Education and Children's Services Environment Services Highways and Transport Housing "
        "Planning and Development Other Total 0 0 0 0 3 0 10 1 0 14",
        "Decisions made Decisions made Detailed Investigations Incomplete or Invalid Advice Given "
        "Referred back for Local Resolution Closed After Initial Enquiries Not Upheld Upheld Uphold Rate (%) "
        "Total 0 3 3 6 0 1 100 13",
        "Satisfactory remedy provided by authority Upheld cases where the authority had provided a "
        "satisfactory remedy before the complaint reached the Ombudsman % of upheld cases 0 0",
        "Compliance with Ombudsman recommendations Complaints where compliance with the recommended remedy "
        "was recorded during the year* Complaints where the authority complied with our recommendations "
        "on-time Complaints where the authority complied with our recommendations late "
        "Complaints where the authority has not complied with our recommendations "
        "1 1 0 0 Number 100% - Compliance rate**",
    ):
        assert printed in last


def test_a_rate_without_a_base_is_printed_as_a_dash() -> None:
    quiet = next(
        council
        for council, figures in england().items()
        if figures["investigations"] == 0 == figures["compliance_recorded"]
    )
    figures, last = england()[quiet], page_texts(sample.letter(quiet, 2019))[3]
    ends = " ".join(str(figures[key]) for key in OUTCOMES[:4])
    assert f"Total {ends} 0 0 - {figures['decided_total']} " in last
    assert "% of upheld cases 0 - " in last
    assert "0 0 0 0 Number - - Compliance rate**" in last


@pytest.mark.parametrize("council", [DARTFORD, max(ENGLAND, key=lambda council: len(council.name))])
def test_text_stays_clear_of_the_foot_and_inside_the_sheet(council: Council) -> None:
    with pypdfium2.PdfDocument(sample.letter(council, 2019)) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_rect(number) for number in range(text.count_rects())]
            assert all(left > 40 and right < page.get_width() - 40 for left, _, right, _ in boxes)
            low = {text.get_text_bounded(*box).split()[0] for box in boxes if box[1] < 60}
            assert low == {council.name.split()[0], "Page"}


# --- Files


def test_letters_are_written_under_their_slugs(tmp_path: Path) -> None:
    paths = sample.write([KENT, DARTFORD], 2019, tmp_path / "new" / "folder")
    assert [path.name for path in paths] == ["dartford-borough-council.pdf", "kent-county-council.pdf"]
    assert paths[1].read_bytes() == sample.letter(KENT, 2019)


@pytest.mark.parametrize("year", [2018, 2020, 2025])
def test_a_year_whose_form_is_not_known_is_refused(year: int, tmp_path: Path) -> None:
    with pytest.raises(MapperError, match=f"cannot be written for {year}: expected one of the years 2019"):
        sample.letter(KENT, year)
    with pytest.raises(MapperError, match="expected one of the years 2019"):
        sample.figures(KENT, year)
    with pytest.raises(MapperError, match="expected one of the years 2019"):
        sample.write([KENT], year, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
