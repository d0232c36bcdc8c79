"""Invented figures: every identity holds, and England as a whole is near the national headlines."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper import sample
from mapper.councils.council import Council, CouncilType
from mapper.letters.identities import checks
from mapper.letters.statistics import BY_KEY, SUBJECTS, Figure, Unit
from tests.sample.england import BY_NAME, ENGLAND, OUTCOMES, count, england


@settings(max_examples=15, deadline=None)
@given(st.integers())
def test_every_identity_holds_for_every_council(seed: int) -> None:
    for council in ENGLAND:
        assert_consistent(council, sample.figures(council, 2019, seed))


def assert_consistent(council: Council, figures: Mapping[str, float | None]) -> None:
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


def assert_rate(rate: float | None, numerator: int, denominator: int) -> None:
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


def total(key: str, only: CouncilType | None = None, seed: int = sample.DEFAULT_SEED) -> int:
    return sum(
        int(figures[key] or 0) for council, figures in england(seed).items() if only in (None, council.type)
    )


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
