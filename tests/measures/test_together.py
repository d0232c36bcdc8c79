"""Several years of a council together: each against its own type, through mergers, and never under one rate."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from mapper.councils.council import CouncilType
from mapper.councils.register_file import load_register
from mapper.letters.illustration import Illustration
from mapper.measures.comparison import compare_all
from mapper.measures.joined import JoinedYear
from mapper.measures.limits import Stratum, against_rates
from mapper.measures.scale import Standing
from mapper.measures.together import Together, spans, together
from mapper.measures.together_sentences import of_together, why_not_together
from mapper.review.reading import CouncilYear
from tests.measures.cases import BASES, DISTRICTS, RATES, UPHOLD, Case
from tests.readings import DARTFORD, reading

REGISTER = load_register()
COASTAL, WAVENEY, EAST_SUFFOLK = "E07000205", "E07000206", "E07000244"
DORSET, DORSET_COUNTY = "E06000059", "E10000009"
BARNSLEY_BEFORE, BARNSLEY_AFTER = "E08000016", "E08000038"
CITY = "E09000001"


def joined(
    year: int, cases: Mapping[str, Case | None], average: float | None = None, invented: bool = False
) -> JoinedYear:
    """The councils of a year's last day, with these cases by GSS code; all others without a letter."""
    day = date(year, 3, 31)
    years = [
        _year(council.gss_code, day, cases.get(council.gss_code), average, invented)
        for council in REGISTER.on(day)
    ]
    return JoinedYear(day, tuple(years), pd.DataFrame(), {}, compare_all(years))


def _year(code: str, day: date, case: Case | None, average: float | None, invented: bool) -> CouncilYear:
    council = REGISTER.by_code(code)
    if case is None:
        return CouncilYear(council, day)
    rate = round(100 * case[0] / case[1]) if case[1] else None
    letter = reading(
        illustration=Illustration.INVENTED if invented else None,
        decided_upheld=case[0],
        investigations=case[1],
        uphold_rate=rate,
        average_uphold_rate=average,
    )
    return CouncilYear(council, day, replace(letter, council=council, period_end=day))


def districts(year: int, case: Case, **special: Case | None) -> dict[str, Case | None]:
    """All districts of a year with these cases, but for some."""
    day = date(year, 3, 31)
    codes = [council.gss_code for council in REGISTER.on(day) if council.type is CouncilType.DISTRICT]
    return {**dict.fromkeys(codes, case), **special}


def found(code: str, *span: JoinedYear) -> Together:
    return together(UPHOLD, span, REGISTER)[code]


def test_each_year_is_set_against_its_own_rate() -> None:
    code = DISTRICTS[0]
    one = joined(2019, districts(2019, (80, 100), **{code: (3, 4)}))
    other = joined(2018, districts(2018, (40, 100), **{code: (1, 5)}))
    both = found(code, one, other)
    assert (both.numerator, both.denominator) == (4, 9)
    rates = [joined.comparisons[code].peers.rate for joined in (other, one)]
    assert both.by_rate == pytest.approx(5 * rates[0] + 4 * rates[1])
    assert both.tails is not None
    assert both.tails.high[9] == pytest.approx(rates[0] ** 5 * rates[1] ** 4)
    assert both.tails.low[0] == pytest.approx(binom.pmf(0, 5, rates[0]) * binom.pmf(0, 4, rates[1]))
    assert both.years == (date(2018, 3, 31), date(2019, 3, 31))
    assert both.summed == ()


def test_a_merged_council_takes_part_with_its_predecessors_sums() -> None:
    after = joined(2020, districts(2020, (50, 100), **{EAST_SUFFOLK: (6, 10)}))
    before = joined(2019, districts(2019, (40, 100), **{COASTAL: (1, 2), WAVENEY: (3, 4)}))
    both = found(EAST_SUFFOLK, after, before)
    assert (both.numerator, both.denominator) == (10, 16)
    assert both.summed == (date(2019, 3, 31),)
    assert len(both.parts) == 3


def test_a_year_counts_only_if_every_predecessor_is_known() -> None:
    after = joined(2020, districts(2020, (50, 100), **{EAST_SUFFOLK: (6, 10)}))
    before = joined(2019, districts(2019, (40, 100), **{COASTAL: (1, 2), WAVENEY: None}))
    both = found(EAST_SUFFOLK, after, before)
    assert (both.numerator, both.denominator, both.years) == (6, 10, (date(2020, 3, 31),))


BUCKINGHAMSHIRE, BUCKINGHAMSHIRE_COUNTY = "E06000060", "E10000002"


def county_and_districts() -> tuple[JoinedYear, JoinedYear]:
    """The year in which Buckinghamshire was one council, 6 of 10, and the one before, with a county and districts."""
    day = date(2020, 3, 31)
    unitaries = {c.gss_code: (60, 100) for c in REGISTER.on(day) if c.type is CouncilType.UNITARY}
    after = joined(2021, {**unitaries, BUCKINGHAMSHIRE: (6, 10)})
    counties = {c.gss_code: (80, 100) for c in REGISTER.on(day) if c.type is CouncilType.COUNTY}
    cases = {**unitaries, **counties, **districts(2020, (40, 100)), BUCKINGHAMSHIRE_COUNTY: (9, 10)}
    return after, joined(2020, cases)


def test_cases_of_a_county_and_its_districts_are_not_added_to_those_of_the_council_after_them() -> None:
    both = found(BUCKINGHAMSHIRE, *county_and_districts())
    assert (both.numerator, both.denominator) == (6, 10)
    assert {part.comparison.peers.type for part in both.parts} == {CouncilType.UNITARY}
    assert both.left_out == (date(2020, 3, 31),)
    assert "2019–20 is left out, because not all of the councils before it were of its type." in of_together(
        both
    )
    assert why_not_together(both) == (
        "2019–20 is not put together with later years, because not all of the councils before it were of its type."
    )


def test_cases_of_districts_are_added_to_those_of_the_district_after_them() -> None:
    taunton, west, both_together = "E07000190", "E07000191", "E07000246"
    both = found(
        both_together,
        joined(2020, districts(2020, (50, 100), **{both_together: (6, 10)})),
        joined(2019, districts(2019, (40, 100), **{taunton: (1, 2), west: (3, 4)})),
    )
    assert (both.numerator, both.left_out) == (10, ()), "districts that became a district are of its type"
    assert why_not_together(both) == ""


def test_a_divided_county_adds_nothing_to_those_that_followed() -> None:
    day = date(2020, 3, 31)
    unitaries = {c.gss_code: (60, 100) for c in REGISTER.on(day) if c.type is CouncilType.UNITARY}
    before = joined(2019, {DORSET_COUNTY: (9, 10), **districts(2019, (40, 100))})
    both = found(DORSET, joined(2020, unitaries), before)
    assert both.years == (day,)


def test_a_council_whose_code_changes_is_one_council() -> None:
    metropolitan = {
        year: {
            c.gss_code: (60, 100)
            for c in REGISTER.on(date(year, 3, 31))
            if c.type is CouncilType.METROPOLITAN
        }
        for year in (2024, 2026)
    }
    assert BARNSLEY_BEFORE in metropolitan[2024]
    assert BARNSLEY_AFTER in metropolitan[2026]
    both = found(BARNSLEY_AFTER, joined(2026, metropolitan[2026]), joined(2024, metropolitan[2024]))
    assert (both.numerator, both.denominator) == (120, 200)


def test_the_city_of_london_and_councils_without_cases_are_left_out() -> None:
    day = date(2019, 3, 31)
    london = {c.gss_code: (60, 100) for c in REGISTER.on(day) if c.type is CouncilType.LONDON}
    span = [joined(2019, london), joined(2018, london)]
    result = together(UPHOLD, span, REGISTER)
    assert CITY not in result
    assert set(result) == set(london) - {CITY}


def test_a_printed_average_stands_in_for_a_year_of_few_letters() -> None:
    code = DARTFORD
    one = joined(2024, {code: (9, 10)}, average=80)
    other = joined(2023, {code: (5, 5)}, average=70)
    both = found(code, one, other)
    assert both.tails is not None
    low, high = (Stratum(5, 0.695, 0.705), Stratum(10, 0.795, 0.805))
    assert both.tails.high == pytest.approx(against_rates((low, high)).high)


def test_what_lasts_is_allowed_for_in_the_sum_of_the_years() -> None:
    """A third of the districts are lower and a third higher, in each of five years."""
    day = date(2019, 3, 31)
    codes = [c.gss_code for c in REGISTER.on(day) if c.type is CouncilType.DISTRICT]
    cases = {code: ((30, 40, 50)[number % 3], 80) for number, code in enumerate(codes)}
    span = [joined(year, cases) for year in (2019, 2018)]
    result = together(UPHOLD, span, REGISTER)
    assert all(one.correlation > 0.01 for one in result.values())
    assert {result[code].standing for code in codes if code in result} == {Standing.EXPECTED}


def test_spans_end_with_the_newest_year_in_which_anything_is_compared() -> None:
    full, stray = districts(2019, (5, 10)), {DISTRICTS[0]: (1, 1)}
    years = [joined(2020, stray), *(joined(year, full) for year in (2019, 2018, 2017, 2016))]
    assert [[one.period_end.year for one in span] for span in spans(years)] == [
        [2019, 2018, 2017],
        [2019, 2018, 2017, 2016],
    ]
    assert [[one.period_end.year for one in span] for span in spans(years[1:3])] == [[2019, 2018]]
    assert spans(years[:2]) == spans(years[:1]) == []


# Reach, null rate and power, for comparison with published simulations: both ends reachable in 5, 28, 55 and 84% of
# districts with 1, 2, 3 and 5 years, null rates .3, .9, 1.5 and 2.2%, power for 20 points .01, .05, .10 and .20.


def years_of(kind: CouncilType, years: int) -> tuple[float, float, float]:
    """The share of councils with both ends reachable, how many are outside by chance, and with 20 points apart."""
    both, null, power = [], [], []
    rates = [RATES[kind]] * years
    for base in BASES[kind]:
        cases = base * years
        tails = against_rates(tuple(Stratum(base, rate, rate) for rate in rates))
        low, high = tails.limits(0.95)
        both.append(low > 0 and high < cases)
        null.append(sum(tails.outside[0]))
        for apart in (-0.2, 0.2):
            away = against_rates(tuple(Stratum(base, rate + apart, rate + apart) for rate in rates))
            below, above = away.low[low - 1] if low else 0, away.high[high + 1] if high < cases else 0
            power.append(below + above)
    return float(np.mean(both)), float(np.mean(null)), float(np.mean(power))


@pytest.mark.parametrize(
    ("kind", "years", "reachable", "null", "power"),
    [
        (CouncilType.DISTRICT, 1, 0.05, 0.003, 0.01),
        (CouncilType.DISTRICT, 2, 0.28, 0.009, 0.05),
        (CouncilType.DISTRICT, 3, 0.55, 0.015, 0.10),
        (CouncilType.DISTRICT, 5, 0.84, 0.022, 0.20),
        (CouncilType.UNITARY, 1, 0.9, 0.027, 0.34),
        (CouncilType.UNITARY, 3, 1, 0.035, 0.78),
        (CouncilType.COUNTY, 1, 1, 0.03, 0.55),
        (CouncilType.COUNTY, 3, 1, 0.038, 0.95),
    ],
)
def test_more_years_reach_further(
    kind: CouncilType, years: int, reachable: float, null: float, power: float
) -> None:
    found = years_of(kind, years)
    assert found[0] == pytest.approx(reachable, abs=0.1)
    assert found[1] == pytest.approx(null, abs=0.006)
    assert found[2] == pytest.approx(power, abs=0.08)
