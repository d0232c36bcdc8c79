"""Whether a rate stands apart from its type: the limits against published tables and scipy, the comparison by hand."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import betabinom, binom, binomtest, chisquare

from mapper.councils.council import CouncilType
from mapper.councils.register import load_register
from mapper.letters.illustration import Illustration
from mapper.measures.limits import LEVELS, chance, limits
from mapper.measures.overdispersion import Overdispersion, overdispersion
from mapper.measures.peers import Comparison, compare
from mapper.measures.scale import SCALE, Standing
from mapper.measures.sentences import SAYS, in_100_years, sentences
from mapper.review.reading import CouncilYear
from tests.readings import DAY, reading, year

DISTRICTS = tuple(
    council.gss_code for council in load_register().on(DAY) if council.type is CouncilType.DISTRICT
)
METROPOLITAN = tuple(
    council.gss_code for council in load_register().on(DAY) if council.type is CouncilType.METROPOLITAN
)

Case = tuple[int, int]


def council_year(code: str, case: Case, illustration: Illustration | None = None) -> CouncilYear:
    upheld, investigated = case
    letter = reading(
        code,
        illustration=illustration,
        decided_upheld=upheld,
        investigations=investigated,
        uphold_rate=round(100 * upheld / investigated) if investigated else None,
    )
    return year(letter, code)


def compared(cases: Sequence[Case], codes: Sequence[str] = DISTRICTS) -> list[Comparison]:
    years = [council_year(code, case) for code, case in zip(codes, cases, strict=False)]
    return list(compare(years).values())


# Limits and chances


# Critical values of the two-sided sign test at 5%, as printed in many textbooks (for example W. J. Conover, "Practical
# Nonparametric Statistics", and N. V. Smirnov's and Dixon and Mood's tables): the largest count that is significant.
@pytest.mark.parametrize(
    ("denominator", "significant"),
    [(6, 0), (8, 0), (9, 1), (12, 2), (15, 3), (17, 4), (20, 5), (25, 7), (30, 9), (40, 13), (50, 17)],
)
def test_the_95_per_cent_limits_at_a_half_are_those_of_the_sign_test(
    denominator: int, significant: int
) -> None:
    assert limits(denominator, 0.5, 0.95) == (significant + 1, denominator - significant - 1)


@pytest.mark.parametrize("denominator", [1, 2, 5])
def test_no_count_of_five_cases_at_a_half_is_outside(denominator: int) -> None:
    assert limits(denominator, 0.5, 0.95) == (0, denominator)


@given(st.integers(1, 120), st.floats(0.01, 0.99), st.sampled_from(LEVELS))
def test_limits_never_let_through_more_than_they_say(denominator: int, rate: float, level: float) -> None:
    low, high = limits(denominator, rate, level)
    tail = (1 - level) / 2
    assert binom.cdf(low - 1, denominator, rate) <= tail + 1e-12
    assert binom.sf(high, denominator, rate) <= tail + 1e-12
    # … and are no wider than they must be.
    assert low == 0 or binom.cdf(low, denominator, rate) > tail - 1e-12
    assert high == denominator or binom.sf(high - 1, denominator, rate) > tail - 1e-12


@given(st.integers(1, 80), st.floats(0.01, 0.99), st.data())
def test_the_chance_is_twice_scipys_smaller_tail(denominator: int, rate: float, drawn: st.DataObject) -> None:
    numerator = drawn.draw(st.integers(0, denominator))
    tails = [binomtest(numerator, denominator, rate, alternative=side).pvalue for side in ("less", "greater")]
    assert chance(numerator, denominator, rate) == pytest.approx(min(1, 2 * min(tails)))


@given(st.integers(1, 60), st.floats(0.05, 0.95), st.floats(0.001, 0.5), st.data())
def test_with_a_spread_the_chance_is_the_beta_binomials(
    denominator: int, rate: float, correlation: float, drawn: st.DataObject
) -> None:
    numerator = drawn.draw(st.integers(0, denominator))
    size = 1 / correlation - 1
    law = betabinom(denominator, rate * size, (1 - rate) * size)
    assert chance(numerator, denominator, rate, correlation) == pytest.approx(
        min(1, 2 * min(law.cdf(numerator), law.sf(numerator - 1))), rel=1e-6, abs=1e-9
    )


def test_one_case_says_the_same_whatever_the_spread() -> None:
    assert chance(1, 1, 0.45, 0.2) == pytest.approx(chance(1, 1, 0.45)) == pytest.approx(0.9)


@pytest.mark.parametrize("rate", [0.0, 1.0])
def test_where_all_are_alike_nobody_is_outside(rate: float) -> None:
    assert chance(round(20 * rate), 20, rate) == 1
    assert limits(20, rate, 0.95) == (20 * rate, 20 * rate)


# Spread


def test_the_dispersion_is_pearsons_before_the_ends_are_pulled_in() -> None:
    """With ends that repeat, winsorising changes nothing, and what is left is Pearson's chi-squared by scipy."""
    cases = [(8, 20)] * 5 + [(12, 20)] * 5
    statistic = sum(chisquare([numerator, 20 - numerator], [10, 10]).statistic for numerator, _ in cases)
    assert overdispersion(cases).dispersion == pytest.approx(statistic / 10 / 0.6787, rel=1e-3)


def test_chance_alone_is_no_spread() -> None:
    # Quantiles of the binomial distribution, which differ as much as chance says.
    cases = [(int(binom.ppf((position + 0.5) / 40, 20, 0.45)), 20) for position in range(40)]
    assert overdispersion(cases).correlation == 0
    assert overdispersion(cases).dispersion == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("correlation", [0.03, 0.05, 0.1])
def test_a_spread_that_is_there_is_found(correlation: float) -> None:
    size = 1 / correlation - 1
    law = betabinom(40, 0.45 * size, 0.55 * size)
    cases = [(int(law.ppf((position + 0.5) / 60)), 40) for position in range(60)]
    assert overdispersion(cases).correlation == pytest.approx(correlation, rel=0.2)


def test_one_outlier_does_not_widen_the_limits_that_show_it() -> None:
    cases = [(int(binom.ppf((position + 0.5) / 40, 20, 0.45)), 20) for position in range(39)]
    assert overdispersion([*cases, (20, 20)]).correlation == 0


@pytest.mark.parametrize("cases", [[(3, 7)], [(0, 5), (0, 9)], [(5, 5), (9, 9)], [(0, 1), (1, 1)] * 20])
def test_no_spread_can_be_seen_in_one_council_in_all_alike_or_in_single_cases(cases: list[Case]) -> None:
    assert overdispersion(cases).correlation == 0


# Comparisons


def test_peers_are_cases_added_up_never_a_mean_of_rates() -> None:
    found = compared([(1, 1), (1, 1), (1, 1), (1, 1), (0, 96)])
    assert {(one.peers.numerator, one.peers.denominator) for one in found} == {(4, 100)}
    assert found[0].peers.rate == 0.04


def test_types_are_kept_apart() -> None:
    years = [
        *(council_year(code, (9, 10)) for code in DISTRICTS[:5]),
        *(council_year(code, (1, 10)) for code in METROPOLITAN[:5]),
    ]
    rates = {code: one.peers.rate for code, one in compare(years).items()}
    assert rates == {**dict.fromkeys(DISTRICTS[:5], 0.9), **dict.fromkeys(METROPOLITAN[:5], 0.1)}


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
    found = compared([case, *[(50, 100)] * 60])
    assert found[0].standing is standing
    assert found[0].peers.overdispersion.correlation == 0


def test_a_council_is_compared_whose_count_is_just_outside() -> None:
    low, high = limits(40, 0.5, 0.95)
    for numerator, standing in (
        (low, "as-expected"),
        (low - 1, "lower"),
        (high, "as-expected"),
        (high + 1, "higher"),
    ):
        assert compared([(numerator, 40), *[(500, 1000)] * 60])[0].standing == standing


def test_with_hardly_any_peers_nothing_is_compared() -> None:
    found = compared([(40, 40), (0, 40), (20, 40), (20, 40)])
    assert {one.standing for one in found} == {Standing.TOO_FEW}
    assert {one.chance for one in found} == {None}


def test_where_no_case_was_upheld_anywhere_all_are_as_expected() -> None:
    found = compared([(0, 10)] * 6)
    assert {one.standing for one in found} == {Standing.EXPECTED}
    assert {one.chance for one in found} == {1}


def test_councils_without_a_rate_are_left_out() -> None:
    years = [
        council_year(DISTRICTS[0], (0, 0)),
        year(None, DISTRICTS[1]),
        *(council_year(code, (1, 2)) for code in DISTRICTS[2:8]),
    ]
    found = compare(years)
    assert list(found) == list(DISTRICTS[2:8])
    assert {one.peers.councils for one in found.values()} == {6}


def test_invented_figures_say_nothing_about_real_councils() -> None:
    real = [council_year(code, (9, 10)) for code in DISTRICTS[:6]]
    invented = [council_year(code, (1, 10), Illustration.INVENTED) for code in DISTRICTS[6:12]]
    found = compare([*invented, *real])
    assert list(found) == [one.council.gss_code for one in [*invented, *real]]
    for one in real:
        peers = found[one.council.gss_code].peers
        assert (peers.councils, peers.rate, peers.illustrative) == (6, 0.9, False)
        assert all(peers.includes(other) is (other in real) for other in [*real, *invented])
    for one in invented:
        peers = found[one.council.gss_code].peers
        assert (peers.councils, peers.rate, peers.illustrative) == (12, 0.5, True)
        assert peers.together == "illustrative districts together"


def test_a_redrawn_letter_is_set_against_invented_ones_which_is_said() -> None:
    redrawn = council_year(DISTRICTS[0], (1, 1), Illustration.REDRAWN)
    invented = [council_year(code, (1, 2), Illustration.INVENTED) for code in DISTRICTS[1:6]]
    found = compare([redrawn, *invented])[DISTRICTS[0]]
    assert found.peers.illustrative
    assert "Illustrative districts together stand at" in " ".join(sentences(found))


# Words


def test_what_is_said_of_one_case() -> None:
    found = compared([(1, 1), *[(45, 100)] * 9])[0]
    assert sentences(found) == (
        "One case cannot show a pattern. A rate anywhere from 21% to 100% would fit it.",
        "Districts together stand at 45% (406 of 901).",
        "If this council were like others of its type, a rate as far off as this would come up in about 90 of "
        "100 years.",
    )


def test_what_is_said_of_a_council_outside() -> None:
    found = compared([(27, 28), *[(500, 1000)] * 9])[0]
    first, second = sentences(found)
    assert first.startswith(
        "27 of 28 investigated complaints were upheld (96%), far more than chance explains: "
    )
    assert "districts together stand at 50% (4,527 of 9,028)" in first
    assert second.endswith("in fewer than 1 of 100 years.")


@pytest.mark.parametrize(
    "cases",
    [
        [(1, 1)],
        [(20, 40)],
        [(1, 2), *[(50, 100)] * 9],
        *([(numerator, 40), *[(500, 1000)] * 40] for numerator in (0, 12, 20, 27, 40)),
    ],
)
def test_every_sentence_is_filled_and_every_rate_has_its_base(cases: list[Case]) -> None:
    text = " ".join(sentences(compared(cases)[0]))
    assert "{" not in text
    assert "nan" not in text.lower().split()
    assert "%" not in text.replace("from 21% to 100%", "") or " of " in text


def test_there_are_words_for_every_case() -> None:
    keys = {"few", "few-alone", "alone", *(standing.value for standing in SCALE)}
    assert set(SAYS) == keys
    assert len(SAYS) <= 10  # the map sends the position as one digit


@pytest.mark.parametrize(
    ("likely", "words"), [(0.9, "about 90"), (1, "about 100"), (0.006, "about 1"), (0.004, "fewer than 1")]
)
def test_years_of_100(likely: float, words: str) -> None:
    assert in_100_years(likely) == words


def test_a_spread_is_a_pair_of_numbers() -> None:
    found = overdispersion([(1, 10), (9, 10)] * 10)
    assert isinstance(found, Overdispersion)
    assert all(map(math.isfinite, found))
    assert 0 < found.correlation < 1
