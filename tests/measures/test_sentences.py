"""What is said of a comparison, in every case that is easily said wrongly; and that each sentence is said somewhere."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.councils.council import CouncilType
from mapper.measures.comparison import Comparison, compare, compare_all
from mapper.measures.metrics import METRIC
from mapper.measures.scale import SCALE
from mapper.measures.sentences import SAYS, beyond_chance, in_years, says, sentences, target_name
from tests.measures.cases import CODES, DISTRICTS, METROPOLITAN, UPHOLD, Case, compared, council_year
from tests.readings import reading, year

HALF: Case = (50, 100)


def first(case: Case, *others: Case | None, codes: Sequence[str] = DISTRICTS) -> Comparison:
    return compared([case, *others], codes)[0]


def test_one_of_one() -> None:
    """Dartford's letter: 45 of 100 years, and not 90."""
    assert sentences(first((1, 1), *[(45, 100)] * 9)) == (
        "One case is too few to show a pattern.",
        "Districts together stand at 45% (406 of 901).",
        "If it were like its type, a rate this high or higher would come up in about 45 of 100 years.",
    )


def test_none_of_one_where_that_is_usual_has_no_chance_said() -> None:
    assert sentences(first((0, 1), *[(45, 100)] * 9)) == (
        "One case is too few to show a pattern.",
        "Districts together stand at 45% (405 of 901).",
    )


def test_none_of_five() -> None:
    assert sentences(first((0, 5), *[(45, 100)] * 9)) == (
        "0 of 5 investigated complaints were upheld (0%), which is in the expected range.",
        "Like its type it would have had 0 to 4 of 5 in at least 95 of 100 years.",
        "Districts together stand at 45% (405 of 905).",
        "Only 5 of 5 would stand out.",
        "If it were like its type, a rate this low or lower would come up in about 5 of 100 years.",
    )


def test_none_of_three() -> None:
    assert sentences(first((0, 3), *[(45, 100)] * 9)) == (
        "Three cases are too few to show a pattern: no count of them could stand out.",
        "Districts together stand at 45% (405 of 903).",
        "If it were like its type, a rate this low or lower would come up in about 17 of 100 years.",
    )


def test_none_of_four_where_most_are_upheld() -> None:
    assert sentences(first((0, 4), *[(83, 100)] * 9)) == (
        "0 of 4 investigated complaints were upheld (0%), far less often than expected.",
        "Like its type it would have had 2 to 4 of 4 in at least 95 of 100 years.",
        "Districts together stand at 83% (747 of 904).",
        "If it were like its type, a rate this low or lower would come up in fewer than 1 of 1,000 years.",
        "The figures cannot say why: what people complain about differs from place to place.",
    )


def test_in_the_range_with_what_would_have_stood_out() -> None:
    assert sentences(first((6, 8), *[HALF] * 20)) == (
        "6 of 8 investigated complaints were upheld (75%), which is in the expected range.",
        "Like its type it would have had 1 to 7 of 8 in at least 95 of 100 years.",
        "Districts together stand at 50% (1,006 of 2,008).",
        "Only 0 or 8 of 8 would stand out.",
        "If it were like its type, a rate this high or higher would come up in about 15 of 100 years.",
    )


def test_outside() -> None:
    assert sentences(first((27, 40), *[HALF] * 60))[:2] == (
        "27 of 40 investigated complaints were upheld (68%), more often than expected.",
        "Like its type it would have had 14 to 26 of 40 in at least 95 of 100 years.",
    )


def test_all_upheld_everywhere() -> None:
    assert sentences(first((8, 8), *[(20, 20)] * 10)) == (
        "8 of 8 investigated complaints were upheld (100%), which is in the expected range.",
        "Like its type it would have had 7 to 8 of 8 in at least 95 of 100 years.",
        "Districts together stand at 100% (208 of 208).",
    )


def test_a_rate_that_is_not_all_is_not_said_to_be_all() -> None:
    said = sentences(first((249, 250), *[(250, 250)] * 10))
    assert said[0].startswith("249 of 250 investigated complaints were upheld (99.6%), ")
    assert "Districts together stand at 99.9% (2,749 of 2,750)." in said


def test_three_letters_of_a_type() -> None:
    assert sentences(first((5, 9), HALF, HALF, *[None] * 30)) == (
        "5 of 9 investigated complaints were upheld (56%).",
        "Figures of 3 of 33 districts are here, too few to compare it with.",
    )


def test_one_letter_with_one_case() -> None:
    assert sentences(first((1, 1), *[None] * 30)) == (
        "1 of 1 investigated complaint was upheld (100%).",
        "One case is too few to show a pattern.",
        "Figures of 1 of 31 districts are here, too few to compare it with.",
    )


def test_half_a_type_is_compared_and_the_number_of_letters_said() -> None:
    assert sentences(first((5, 10), *[HALF] * 17, *[None] * 18, codes=METROPOLITAN))[2:] == (
        "Metropolitan boroughs together stand at 50% (855 of 1,710).",
        "Figures of 18 of 36 metropolitan boroughs are here.",
    )


def test_a_whole_type_of_six() -> None:
    assert sentences(first((5, 10), *[HALF] * 5))[1] == (
        "Too few districts have a rate for this year to compare it with."
    )


def test_rates_with_a_good_direction_are_said_with_the_same_words() -> None:
    letters = [reading(code, compliance_recorded=20, complied_on_time=20) for code in DISTRICTS[:30]]
    letters[0] = reading(DISTRICTS[0], compliance_recorded=20, complied_on_time=10)
    years = [year(letter, letter.council.gss_code) for letter in letters if letter.council]
    found = compare_all(years)["complied_on_time"][DISTRICTS[0]]
    assert sentences(found)[0] == (
        "10 of 20 complaints with recommendations had them carried out on time (50%), far less often than expected."
    )


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.5, "about 50 of 100 years"),
        (0.445, "about 45 of 100 years"),
        (0.0306, "about 3 of 100 years"),
        (0.0095, "about 1 of 100 years"),
        (0.0094, "about 9 of 1,000 years"),
        (0.001, "about 1 of 1,000 years"),
        (0.0009, "fewer than 1 of 1,000 years"),
        (0.0, "fewer than 1 of 1,000 years"),
    ],
)
def test_chances_as_years(chance: float, words: str) -> None:
    assert in_years(chance) == words


def test_how_far_a_type_differs_is_said_as_points_around_its_rate() -> None:
    spread = [(number, 40) for number in range(10, 31)]
    peers = first((20, 40), *spread).peers
    assert peers.correlation > 0
    said = beyond_chance(peers)
    assert said.startswith("Beyond chance, half of the districts lie within ")
    assert said.endswith(" points of 50%, and the expected ranges allow for that.")
    assert beyond_chance(first((20, 40), *[HALF] * 20).peers) == ""


def test_a_range_that_allows_for_more_than_chance_says_so() -> None:
    found = first((20, 40), *[(number, 40) for number in range(10, 31)])
    said = (
        "Beyond chance, half of the other districts lie within 11 points of 50%; the range allows for that."
    )
    assert said in sentences(found)
    assert not any("Beyond" in one for one in sentences(first((20, 40), *[HALF] * 20)))


def test_what_stands_beside_the_bar() -> None:
    assert target_name(first((1, 1), *[HALF] * 9).peers) == "all districts"
    assert target_name(first((1, 1), *[HALF] * 9, *[None] * 5).peers) == "10 of 15 districts"
    assert target_name(first((1, 1)).peers) == ""
    printed = [
        council_year(code, case, average=80)
        for code, case in zip(METROPOLITAN, [HALF, None, None], strict=False)
    ]
    assert target_name(compare(UPHOLD, printed)[METROPOLITAN[0]].peers) == "average printed"


def test_there_are_words_for_every_class_and_each_sentence_fits_a_letter_of_the_alphabet() -> None:
    assert {standing.value for standing in SCALE} <= set(SAYS)
    assert len(SAYS) <= 26  # the map sends each as one letter


cases = st.one_of(st.none(), st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))


@settings(max_examples=40)
@given(st.lists(cases, min_size=1, max_size=24), st.sampled_from([None, 0, 55, 80, 100]))
def test_every_sentence_is_filled_and_no_rate_stands_without_its_base(
    drawn: list[Case | None], average: int | None
) -> None:
    codes = CODES[CouncilType.UNITARY]
    years = [council_year(code, case, average=average) for code, case in zip(codes, drawn, strict=False)]
    for one in compare(UPHOLD, years).values():
        said = " ".join(sentences(one))
        assert "{" not in said
        assert "  " not in said
        assert "nan" not in said.split()
        assert " of " in said or one.denominator == 1
        assert set(says(one)) <= set(SAYS)
        if one.chance is not None and one.chance > 0.5:
            assert "would come up" not in said
        if one.expected is not None and one.standing.outside:
            low, high = one.expected
            assert not low <= one.numerator <= high


def test_the_words_are_those_of_the_metric() -> None:
    assert METRIC["uphold_rate"].cases == ("investigated complaint", "investigated complaints")
    assert "recommendation" not in METRIC["compliance_rate"].cases[0].split()[0]
