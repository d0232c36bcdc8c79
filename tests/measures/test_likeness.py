"""The councils that one is set beside, and sums that stay within a type."""

import pytest

from mapper.measures.likeness import added, alike, family, own, touching
from mapper.measures.metrics import METRIC
from mapper.review.reading import CouncilYear
from tests.editions import KENT
from tests.pictures.england import england
from tests.readings import DARTFORD

CITY = "E09000001"
THURROCK = "E06000034"


def of(code: str) -> CouncilYear:
    return next(one for one in england().years[0].councils if one.council.gss_code == code)


def codes(years: tuple[CouncilYear, ...]) -> set[str]:
    return {one.council.gss_code for one in years}


def test_those_that_touch_are_of_every_type_in_the_tiers_of_the_council() -> None:
    joined = england().years[0]
    near = codes(touching(of(DARTFORD), joined))
    assert near == {"E07000109", "E07000111", "E09000004", THURROCK}
    assert KENT in codes(touching(of(THURROCK), joined)), "a single-tier council belongs to both tiers"
    assert DARTFORD not in codes(touching(of(KENT), joined)), "a district lies in its county"


def test_a_district_has_its_county_first_and_a_county_its_districts() -> None:
    joined = england().years[0]
    kin = family(of(DARTFORD), joined)
    assert kin[0].council.gss_code == KENT and len(kin) == 12
    assert DARTFORD not in codes(kin)
    assert codes(family(of(KENT), joined)) == codes(kin) - {KENT} | {DARTFORD}
    assert family(of(THURROCK), joined) == ()


def test_as_many_cases_are_of_the_same_type_and_never_of_the_council_itself() -> None:
    joined = england().years[0]
    comparison = joined.comparisons[DARTFORD]
    found = alike(of(DARTFORD), comparison, joined)
    assert found is not None and len(found.years) >= 5
    assert {one.council.type for one in found.years} == {of(DARTFORD).council.type}
    bases = [joined.comparisons[code].denominator for code in codes(found.years)]
    assert (min(bases), max(bases)) == (found.low, found.high)
    assert DARTFORD not in codes(found.years)


def test_a_council_without_peers_is_like_none() -> None:
    joined = england().years[0]
    if CITY in joined.comparisons:
        assert alike(of(CITY), joined.comparisons[CITY], joined) is None
    boroughs = [one for code, one in joined.comparisons.items() if code.startswith("E09") and code != CITY]
    assert CITY not in codes(own(joined.councils, boroughs[0]))


def test_cases_are_added_within_a_type_and_refused_across_types() -> None:
    joined = england().years[0]
    pair = [of(code) for code in joined.comparisons if code.startswith("E07")][:2]
    rates = [joined.comparisons[one.council.gss_code] for one in pair]
    rate, number = added(METRIC["uphold_rate"], pair, joined)
    assert rate is not None and number == 2
    assert rate.numerator == sum(one.numerator for one in rates)
    assert rate.denominator == sum(one.denominator for one in rates)
    with pytest.raises(ValueError, match="several types"):
        added(METRIC["uphold_rate"], [of(DARTFORD), of(KENT)], joined)
