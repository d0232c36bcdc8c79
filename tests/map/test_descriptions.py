"""Each view in words: checked against figures that were made for it, not against the site's own."""

from collections.abc import Mapping

import pytest

from mapper.councils.tiers import Tier
from mapper.map import descriptions
from mapper.map.descriptions import MOST_NAMES
from mapper.measures.metrics import METRICS, Kind
from mapper.review.reading import CouncilYear, Status
from tests.map.test_choropleth import DISTRICTS, data, england_parts, joined
from tests.readings import reading, year

KENT = "E10000016"
DARTFORD, ASHFORD, CANTERBURY, DOVER = "E07000107", "E07000105", "E07000106", "E07000108"
GRAVESHAM, MAIDSTONE, SEVENOAKS = "E07000109", "E07000110", "E07000111"


def upheld(code: str, numerator: int, denominator: int) -> CouncilYear:
    rate = round(100 * numerator / denominator) if denominator else None
    return year(reading(code, decided_upheld=numerator, investigations=denominator, uphold_rate=rate), code)


def described(*years: CouncilYear, tier: Tier = "lower") -> Mapping[str, str]:
    return descriptions.describe(joined(years), tier)


def test_raw_rates_are_described_by_the_middle_half_of_each_type_and_never_by_their_ends() -> None:
    says = described(
        upheld(DARTFORD, 1, 1),
        *(upheld(f"E070001{n}", n, 20) for n in (10, 11, 12, 13, 14)),
        upheld(KENT, 5, 8),
    )
    assert says["uphold_rate"] == (
        "All 6 districts and unitaries have a rate. Half of the rates on at least five lie: districts from 55% to 65% "
        "(5). One rate rests on fewer than five investigated, too few to say much."
    )


def test_of_hardly_any_rates_there_is_no_middle_half() -> None:
    says = described(upheld(DARTFORD, 5, 5), upheld(ASHFORD, 8, 8), upheld(CANTERBURY, 0, 6))
    assert says["uphold_rate"] == "All 3 districts and unitaries have a rate."


def test_what_is_missing_is_named_with_its_reason() -> None:
    says = described(
        upheld(DARTFORD, 1, 1),
        upheld(ASHFORD, 0, 0),
        year(reading(CANTERBURY, investigations=None), CANTERBURY),
        year(None, DOVER),
    )
    assert says["uphold_rate"].startswith(
        "1 of 4 districts and unitaries has a rate. One rate rests on fewer"
    )
    missing = (
        "No rate for 3: none investigated (Ashford), not stated in the letter (Canterbury), "
        "no letter yet (Dover)."
    )
    assert says["uphold_rate"].endswith(missing)
    assert says["against_type"].endswith(missing)
    assert says["received_total"].endswith("No number for 1: no letter yet (Dover).")


def test_many_without_a_value_are_only_counted() -> None:
    codes = [f"E070001{n:02}" for n in range(5, 16) if n != 7]
    says = described(upheld(DARTFORD, 1, 1), *(upheld(code, 0, 0) for code in codes))
    assert len(codes) > MOST_NAMES
    assert says["uphold_rate"].endswith("No rate for 10: none investigated.")


def test_counts_name_the_largest_the_smallest_and_the_middle() -> None:
    says = described(
        *(
            year(reading(code, received_total=number), code)
            for code, number in {DARTFORD: 14, ASHFORD: 30, CANTERBURY: 9, DOVER: 16}.items()
        )
    )
    assert says["received_total"] == (
        "All 4 districts and unitaries have a number. The largest is 30, in Ashford, the smallest 9, in Canterbury. "
        "Half of them have 14 or fewer."
    )
    assert says["received_adult_care_services"].endswith(
        "the smallest 0, in Ashford, Canterbury, Dartford and Dover."
    )


def test_against_their_type_those_that_stand_apart_are_named() -> None:
    ordinary = [upheld(f"E070001{n:02}", 10, 20) for n in range(5, 16)]
    says = described(
        *ordinary, upheld("E07000116", 20, 20), upheld("E07000121", 1, 20), upheld("E07000117", 2, 3)
    )["against_type"]
    assert says == (
        "2 of the 13 councils compared are outside the expected range. Hardly any would be there by chance alone, if "
        "all were like their type (0 to 2 in 9 of 10 years), but two are so far out that most likely not all of them "
        "are chance. Far more often than expected: Tunbridge Wells (20 of 20). Far less often than expected: Lancaster "
        "(1 of 20). 11 are in it. For 1 there are too few cases to compare."
    )


@pytest.mark.parametrize("tier", ["lower", "upper"])
def test_no_council_and_one_council_are_described_too(tier: Tier) -> None:
    says = described(upheld(DARTFORD, 1, 1), tier=tier)
    against = {metric.against.key for metric in METRICS if metric.against}
    raw = {metric.key for metric in METRICS if metric.kind is not Kind.PER_POPULATION}
    assert set(says) == {*against, *raw}
    number = "1 of 1 council has" if tier == "lower" else "None of 0 counties and unitaries has"
    assert says["uphold_rate"].startswith(f"{number} a rate.")


def test_the_page_has_every_description() -> None:
    sent = data(england_parts(), "figures-2019")["descriptions"]
    assert set(sent) == {"lower", "upper"}
    keys = {metric["key"] for metric in data(england_parts(), "choices")["metrics"]}
    assert set(sent["lower"]) == set(sent["upper"]) == keys
    assert sent["lower"]["against_type"] in england_parts().body


def complied(*cases: tuple[int, int]) -> list[CouncilYear]:
    """Councils that carried out so many of so many."""
    found = []
    for code, (done, of) in zip(DISTRICTS, cases, strict=False):
        counts = {"complied_on_time": done, "compliance_recorded": of, "not_complied": of - done}
        rate = round(100 * done / of)
        found.append(
            year(
                reading(code, Status.OK, None, "letter.pdf", **counts, complied_late=0, compliance_rate=rate),
                code,
            )
        )
    return found


def test_where_nearly_all_are_at_100_percent_the_others_are_named_with_their_cases() -> None:
    says = described(*complied(*[(2, 2)] * 19, (5, 6)))["compliance_rate"]
    assert says.startswith(
        "All 20 districts and unitaries have a rate. In 1 of 20 councils with a rate, not all complaints with "
        "recommendations had them carried out: "
    )
    assert "(5 of 6)." in says
    assert "Half of the rates" not in says


def test_where_more_lack_something_the_rates_are_described() -> None:
    says = described(*complied(*[(20, 20)] * 17, *[(15, 20)] * 3))["compliance_rate"]
    assert "not all complaints" not in says
    assert "Half of the rates" in says
