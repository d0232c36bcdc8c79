"""Whether a rate stands apart from its type: by hand, by exact tails, and in small simulations."""

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.councils.council import CouncilType
from mapper.letters.illustration import Illustration
from mapper.measures.comparison import Comparison, compare, compare_all
from mapper.measures.metrics import METRICS
from mapper.measures.peers import Source
from mapper.measures.scale import Standing
from mapper.measures.sentences import sentences
from tests.measures.cases import (
    BASES,
    CODES,
    DISTRICTS,
    METROPOLITAN,
    RATES,
    UPHOLD,
    Case,
    compared,
    council_year,
)
from tests.readings import year

LONDON, UNITARY = CODES[CouncilType.LONDON], CODES[CouncilType.UNITARY]
CITY, SCILLY = "E09000001", "E06000053"


def districts(case: Case, others: Case, number: int) -> Comparison:
    """A district with these cases, among so many others."""
    return compared([case, *[others] * number])[0]


# With whom


def test_peers_are_cases_added_up_never_a_mean_of_rates() -> None:
    found = compared([*[(1, 1)] * 6, (0, 96)])
    assert {(one.peers.numerator, one.peers.denominator) for one in found} == {(6, 102)}


def test_types_are_kept_apart() -> None:
    years = [
        *(council_year(code, (9, 10)) for code in DISTRICTS[:8]),
        *(council_year(code, (1, 10)) for code in METROPOLITAN[:8]),
    ]
    rates = {code: one.peers.rate for code, one in compare(UPHOLD, years).items()}
    assert rates == {**dict.fromkeys(DISTRICTS[:8], 0.9), **dict.fromkeys(METROPOLITAN[:8], 0.1)}


def test_from_seven_rates_on_there_is_something_to_compare_with() -> None:
    few, enough = compared([(20, 40)] * 6), compared([(20, 40)] * 7)
    assert {one.standing for one in few} == {Standing.NOT_COMPARED}
    assert {(one.chance, one.expected, one.place) for one in few} == {(None, None, None)}
    assert {one.standing for one in enough} == {Standing.EXPECTED}


@pytest.mark.parametrize(("here", "compared_at_all"), [(9, False), (10, True), (20, True)])
def test_below_half_of_a_type_nothing_is_compared(here: int, compared_at_all: bool) -> None:
    found = compared([*[(10, 20)] * here, *[None] * (20 - here)])
    assert len(found) == here
    assert {one.peers.comparable for one in found} == {compared_at_all}
    assert (found[0].peers.letters, found[0].peers.of) == (here, 20)


def test_a_letter_without_any_case_counts_as_a_letter_that_is_here() -> None:
    found = compared([*[(10, 20)] * 8, *[(0, 0)] * 4, *[None] * 8])
    assert (found[0].peers.letters, found[0].peers.rates) == (12, 8)
    assert found[0].peers.comparable


@pytest.mark.parametrize("code", [CITY, SCILLY])
def test_the_city_of_london_and_the_isles_of_scilly_are_compared_with_none(code: str) -> None:
    others = [one for one in (LONDON if code == CITY else UNITARY) if one != code][:10]
    years = [council_year(one, (10, 20)) for one in [code, *others]]
    found = compare(UPHOLD, years)
    assert found[code].standing is Standing.NOT_COMPARED
    assert found[code].peers.alone
    assert not found[code].peers.includes(years[1])
    assert {found[one].peers.rates for one in others} == {found[one].peers.of for one in others} == {10}
    assert sentences(found[code]) == (
        "10 of 20 investigated complaints were upheld (50%).",
        "It is compared with no other council, because nothing says with which ones the Ombudsman compares it.",
    )


def test_councils_without_a_rate_are_left_out() -> None:
    years = [
        council_year(DISTRICTS[0], (0, 0)),
        year(None, DISTRICTS[1]),
        *(council_year(code, (1, 2)) for code in DISTRICTS[2:8]),
    ]
    found = compare(UPHOLD, years)
    assert list(found) == list(DISTRICTS[2:8])
    assert {one.peers.rates for one in found.values()} == {6}


def test_invented_figures_say_nothing_about_real_councils() -> None:
    real = [council_year(code, (9, 10)) for code in DISTRICTS[:8]]
    invented = [council_year(code, (1, 10), Illustration.INVENTED) for code in DISTRICTS[8:16]]
    found = compare(UPHOLD, [*invented, *real])
    assert list(found) == [one.council.gss_code for one in [*invented, *real]]
    for one in real:
        peers = found[one.council.gss_code].peers
        assert (peers.rates, peers.of, peers.rate, peers.illustrative) == (8, 16, 0.9, False)
        assert all(peers.includes(other) is (other in real) for other in [*real, *invented])
    for one in invented:
        peers = found[one.council.gss_code].peers
        assert (peers.rates, peers.rate, peers.illustrative) == (16, 0.5, True)
        assert peers.together == "districts with partly made-up figures together"


def test_a_redrawn_letter_is_set_against_invented_ones_which_is_said() -> None:
    redrawn = council_year(DISTRICTS[0], (1, 1), Illustration.REDRAWN)
    invented = [council_year(code, (1, 2), Illustration.INVENTED) for code in DISTRICTS[1:8]]
    found = compare(UPHOLD, [redrawn, *invented])[DISTRICTS[0]]
    assert found.peers.illustrative
    assert "Districts with partly made-up figures together stand at" in " ".join(sentences(found))


# The printed average


def birmingham(others: Sequence[Case | None], average: int | None = 80) -> Comparison:
    first, *rest = METROPOLITAN
    years = [council_year(first, (115, 132), average=average)]
    years += [council_year(code, case, average=average) for code, case in zip(rest, others, strict=True)]
    return compare(UPHOLD, years)[first]


def test_one_letter_is_compared_with_the_average_that_it_prints() -> None:
    found = birmingham([None] * 35)
    target = found.peers.target
    assert target is not None
    assert (target.source, target.low, target.high) == (Source.PRINTED, 0.795, 0.805)
    assert found.chance == pytest.approx(0.0306, abs=5e-5)
    assert found.expected == (96, 115)
    assert (found.standing, found.higher) == (Standing.EXPECTED, True)
    assert sentences(found)[1:] == (
        "Like its type it would have had 96 to 115 of 132 in at least 95 of 100 years.",
        "Letters print an average of 80% for similar councils.",
        "Figures of 1 of 36 metropolitan boroughs are here.",
        "Too few letters are here to tell how far councils of its type differ beyond chance, so the range may be too "
        "narrow.",
        "If it were like its type, a rate this high or higher would come up in about 3 of 100 years.",
    )


@pytest.mark.parametrize(("here", "source"), [(31, Source.PRINTED), (32, Source.TYPE), (35, Source.TYPE)])
def test_from_nine_in_ten_letters_on_the_type_itself_is_the_target(here: int, source: Source) -> None:
    found = birmingham([*[(16, 20)] * here, *[None] * (35 - here)])
    assert found.peers.target is not None
    assert found.peers.target.source is source
    both = "The average that letters print for similar councils is 80%." in sentences(found)
    assert both is (source is Source.TYPE)


def test_without_a_printed_average_a_few_letters_are_compared_with_nothing() -> None:
    found = birmingham([*[(16, 20)] * 5, *[None] * 30], average=None)
    assert found.standing is Standing.NOT_COMPARED
    assert sentences(found)[1] == (
        "Figures of 6 of 36 metropolitan boroughs are here, too few to compare it with."
    )


def test_averages_that_differ_leave_the_larger_chance() -> None:
    years = [
        council_year(METROPOLITAN[0], (115, 132), average=80),
        council_year(METROPOLITAN[1], (10, 20), average=82),
        *(council_year(code, None) for code in METROPOLITAN[2:]),
    ]
    target = compare(UPHOLD, years)[METROPOLITAN[0]].peers.target
    assert target is not None
    assert (target.low, target.high) == (0.795, 0.825)


# The class


@pytest.mark.parametrize(
    ("case", "standing"),
    [
        ((0, 40), Standing.CLEARLY_LOWER),
        ((12, 40), Standing.LOWER),
        ((14, 40), Standing.EXPECTED),
        ((20, 40), Standing.EXPECTED),
        ((27, 40), Standing.HIGHER),
        ((40, 40), Standing.CLEARLY_HIGHER),
        ((4, 4), Standing.TOO_FEW),
        ((0, 1), Standing.TOO_FEW),
    ],
)
def test_a_council_stands_where_its_chance_says(case: Case, standing: Standing) -> None:
    # So many others at a half that the one hardly moves their rate.
    found = districts(case, (50, 100), 60)
    assert found.standing is standing
    assert found.correlation == 0


def test_a_council_whose_count_is_just_outside_is_outside() -> None:
    low, high = districts((20, 40), (500, 1000), 60).expected or (0, 0)
    for numerator, standing in (
        (low, "as-expected"),
        (low - 1, "lower"),
        (high, "as-expected"),
        (high + 1, "higher"),
    ):
        assert districts((numerator, 40), (500, 1000), 60).standing == standing


def test_too_few_depends_on_the_rate_and_not_on_five_cases() -> None:
    """None of 4 where 83% is usual: fewer than 1 of 100 years; 4 of 4 at a half is no pattern."""
    none = districts((0, 4), (83, 100), 60)
    assert (none.standing, none.higher) == (Standing.CLEARLY_LOWER, False)
    assert none.chance == pytest.approx(0.17**4, rel=0.1)
    assert districts((4, 4), (83, 100), 60).standing_out == (0, 1)
    assert districts((4, 4), (50, 100), 60).standing_out == ()


def test_an_outlier_among_six_does_not_hide_itself() -> None:
    """Seven are needed: one more at a half. Winsorised residuals of all seven would widen the limits about it."""
    found = compared([(10, 20), (11, 20), (9, 20), (12, 20), (8, 20), (10, 20), (18, 20)])[6]
    assert found.correlation == 0
    assert found.chance == pytest.approx(0.0006, abs=1e-4)
    assert found.standing is Standing.CLEARLY_HIGHER


def test_where_no_case_was_upheld_anywhere_all_are_as_expected() -> None:
    found = compared([(0, 10)] * 8)
    assert {one.standing for one in found} == {Standing.EXPECTED}
    assert {one.chance for one in found} == {1}


def test_a_chance_is_one_sided() -> None:
    """Dartford, 1 of 1 where 45% is usual: 45 of 100 years, and not 90."""
    found = districts((1, 1), (45, 100), 9)
    assert found.chance == pytest.approx(0.45, abs=0.001)
    assert found.higher is True
    none = districts((0, 1), (45, 100), 9)
    assert none.chance == pytest.approx(0.55, abs=0.001)
    assert none.higher is False


def test_every_rate_has_its_comparison() -> None:
    found = compare_all([council_year(code, (1, 2)) for code in DISTRICTS[:8]])
    assert list(found) == [metric.key for metric in METRICS if metric.denominator]
    assert {len(one) for one in found.values()} == {8}


# Properties

cases = st.lists(
    st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=7, max_size=20
)


@settings(max_examples=20)
@given(cases, cases)
def test_a_council_of_another_type_changes_nothing(own: list[Case], other: list[Case]) -> None:
    years = [council_year(code, case) for code, case in zip(DISTRICTS, own, strict=False)]
    others = [council_year(code, case) for code, case in zip(METROPOLITAN, other, strict=False)]
    alone, among = compare(UPHOLD, years), compare(UPHOLD, [*others, *years])
    for code, one in alone.items():
        assert (among[code].peers, among[code].standing) == (one.peers, one.standing)
        assert (among[code].chance, among[code].expected) == (one.chance, one.expected)


@settings(max_examples=20)
@given(cases, st.randoms())
def test_relabelling_changes_nothing(own: list[Case], random: Random) -> None:
    order = list(range(len(own)))
    random.shuffle(order)
    once, again = compared(own), compared([own[position] for position in order])
    for position, one in zip(order, again, strict=True):
        assert one.standing is once[position].standing
        assert one.chance == pytest.approx(once[position].chance)
        assert one.expected == once[position].expected


@settings(max_examples=20)
@given(cases, st.data())
def test_more_cases_at_the_same_rate_are_never_less_clear(own: list[Case], drawn: st.DataObject) -> None:
    (numerator, denominator), *others = own
    more = drawn.draw(st.integers(2, 3))
    one = compared([(numerator, denominator), *others])[0]
    several = compared([(more * numerator, more * denominator), *others])[0]
    if one.higher is several.higher and (one.chance or 1) < 0.5 and not one.correlation:
        assert (several.chance or 0) <= (one.chance or 0) + 1e-9


# Simulations; the long ones are in tests/bench_chance.py


def outside_rates(kind: CouncilType, spread: float, runs: int) -> tuple[float, float]:
    """How often councils that are like their type are outside either limits, in so many years of the type."""
    generator = np.random.default_rng(2019)
    bases, rate = np.array(BASES[kind]), RATES[kind]
    found: list[Standing] = []
    for _ in range(runs):
        rates = (
            generator.beta(rate / spread - rate, (1 - rate) / spread - 1 + rate, len(bases))
            if spread
            else rate
        )
        counts = generator.binomial(bases, rates).tolist()
        found += [
            one.standing for one in compared(list(zip(counts, bases.tolist(), strict=True)), CODES[kind])
        ]
    number = len(found)
    return sum(one.outside for one in found) / number, sum(one.far for one in found) / number


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "spread", "outside"),
    [(CouncilType.COUNTY, 0.0, 0.024), (CouncilType.COUNTY, 0.02, 0.042), (CouncilType.LONDON, 0.05, 0.039)],
)
def test_councils_like_their_type_are_outside_as_often_as_is_said(
    kind: CouncilType, spread: float, outside: float
) -> None:
    found, far = outside_rates(kind, spread, 60)
    # Three standard errors of 60 years, in which the councils of a year go together a little.
    assert found == pytest.approx(outside, abs=0.016)
    assert far < 0.008


@pytest.mark.slow
@pytest.mark.parametrize("number", [7, 12, 40])
@pytest.mark.parametrize("base", [1, 3, 10, 30])
def test_with_few_peers_and_few_cases_no_more_are_outside_than_the_level_says(number: int, base: int) -> None:
    generator = np.random.default_rng(number * base)
    found = []
    for _ in range(400 // number):
        counts = generator.binomial(base, 0.6, number).tolist()
        found += [one.standing.outside for one in compared([(count, base) for count in counts])]
    assert np.mean(found) < 0.05 + 3 * np.sqrt(0.05 * 0.95 / len(found))
    assert base > 1 or not any(found)


@pytest.mark.slow
@pytest.mark.parametrize(("number", "power"), [(7, 0.87), (9, 0.89)])
def test_a_council_that_is_apart_is_found(number: int, power: float) -> None:
    """Nine in ten among councils at a half, 20 cases each."""
    generator = np.random.default_rng(9)
    hits = []
    for _ in range(200):
        counts = [*generator.binomial(20, 0.5, number - 1).tolist(), int(generator.binomial(20, 0.9))]
        hits.append(compared([(count, 20) for count in counts])[-1].standing.outside)
    assert np.mean(hits) == pytest.approx(power, abs=0.075)
