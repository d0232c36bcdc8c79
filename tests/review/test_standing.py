"""Other files do not hold back a letter that the site before showed; what it prints itself still does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from mapper.letters.illustration import Illustration
from mapper.letters.statistics import Figure, Problem
from mapper.review import cohort, population
from mapper.review.duplicates import set_duplicates_aside
from mapper.review.reading import Reading, Status
from mapper.review.report import notices_of
from mapper.review.standing import Standing, Stood
from tests.readings import DARTFORD, reading
from tests.review.test_cohort import DISTRICTS
from tests.review.test_cohort import letter as of_2023
from tests.review.test_population import letter as with_rate

KENT = "E10000016"


def shown(*letters: Reading) -> Stood:
    """What a site that showed these letters hands on."""
    return {Standing(one.sha256, one.council.gss_code, str(one.period_end)) for one in letters if one.council}


def told(letters: Sequence[Reading]) -> list[str]:
    return [f"{one.file} {one.status}" for one in letters]


def real(name: str = "real.pdf") -> Reading:
    return reading(file=name)


def forged() -> Reading:
    return replace(reading(file="forged.pdf", received_housing=9), sha256="f" * 64)


def test_a_second_letter_with_other_figures_is_held_back_alone() -> None:
    for order in ([real(), forged()], [forged(), real()]):
        assert sorted(told(set_duplicates_aside(order))) == ["forged.pdf review", "real.pdf review"]
        judged = set_duplicates_aside(order, shown(real()))
        assert sorted(told(judged)) == ["forged.pdf review", "real.pdf ok"]
        (stays,) = [letter for letter in judged if letter.status is Status.OK]
        assert (stays.problems, [one.code for one in stays.contradicted]) == ((), ["duplicate"])
        (notice,) = notices_of(stays)
        assert notice["code"] == "contradicted"
        assert "forged.pdf" in notice["message"]


def test_a_letter_whose_file_council_or_year_is_another_does_not_stand() -> None:
    other_file, other_council = {one._replace(sha256="0" * 64) for one in shown(real())}, shown(reading(KENT))
    other_year = shown(replace(real(), period_end=date(2018, 3, 31)))
    for stood in (other_file, other_council, other_year):
        assert told(set_duplicates_aside([real(), forged()], stood)) == [
            "real.pdf review",
            "forged.pdf review",
        ]


def test_a_letter_that_does_not_add_up_does_not_stand() -> None:
    doubtful = real().doubt(Problem("sum-mismatch", "14 is not 15"))
    judged = set_duplicates_aside([doubtful, forged()], shown(real()))
    assert told(judged) == ["real.pdf review", "forged.pdf review"]


def test_of_copies_the_one_that_was_shown_is_shown() -> None:
    first = replace(real("copy.pdf"), sha256="c" * 64)
    assert told(set_duplicates_aside([first, real()])) == ["copy.pdf ok", "real.pdf review"]
    judged = set_duplicates_aside([first, real()], shown(real()))
    assert told(judged) == ["copy.pdf review", "real.pdf ok"]
    again = set_duplicates_aside([real("a.pdf"), real("b.pdf")], shown(real()))
    assert told(again) == ["a.pdf ok", "b.pdf review"]
    assert not again[0].contradicted


def test_a_letter_that_stands_is_held_back_where_something_else_is_wrong() -> None:
    stays, _ = set_duplicates_aside([real(), forged()], shown(real()))
    doubted = stays.doubt(Problem("no-boundaries", "No polygons"))
    assert doubted.status is Status.REVIEW
    assert [problem.code for problem in doubted.problems] == ["duplicate", "no-boundaries"]
    assert (doubted.contradicted, doubted.stood) == ((), True)
    assert stays.doubt() == stays


def test_real_letters_and_illustrative_ones_never_meet() -> None:
    invented = reading(illustration=Illustration.INVENTED, file="invented.pdf", received_housing=9)
    redrawn = reading(illustration=Illustration.REDRAWN, file="redrawn.pdf", received_housing=8)
    judged = set_duplicates_aside([invented, real(), redrawn], shown(invented))
    assert told(judged) == ["invented.pdf review", "real.pdf ok", "redrawn.pdf review"]
    assert judged[1].contradicted == ()
    assert told(set_duplicates_aside([invented, redrawn])) == ["invented.pdf review", "redrawn.pdf ok"]
    assert told(set_duplicates_aside([invented, real().doubt(Problem("sum-mismatch", "No"))])) == [
        "invented.pdf review",
        "real.pdf review",
    ]


def test_letters_of_its_type_do_not_outvote_a_letter_that_stands() -> None:
    letters = [of_2023(code, 50 if place else 40) for place, code in enumerate(DISTRICTS[:5])]
    assert [one.status for one in cohort.compare(letters)[0]] == ["review", "ok", "ok", "ok", "ok"]
    first, *others = cohort.compare(letters, shown(letters[0]))[0]
    assert (first.status, first.problems) == (Status.OK, ())
    assert [one.code for one in first.contradicted] == ["average-mismatch"]
    assert [check.holds for check in first.checks] == [False]
    assert not any(other.contradicted for other in others)


def test_letters_of_other_years_do_not_hold_back_a_letter_that_stands() -> None:
    letters = [
        with_rate(DARTFORD, 2, rate, year) for rate, year in (("1.8", 2023), ("0.9", 2024), ("0.9", 2025))
    ]
    assert [one.status for one in population.compare(letters)[0]] == ["review", "ok", "ok"]
    first = population.compare(letters, shown(letters[0]))[0][0]
    assert (first.status, [one.code for one in first.contradicted]) == (Status.OK, ["rate-mismatch"])


def test_a_population_that_no_council_of_its_type_has_still_counts() -> None:
    letter = with_rate(DARTFORD, 2, "99.0")
    (judged,), _ = population.compare([letter], shown(letter))
    assert judged.status is Status.REVIEW


def test_a_statistic_that_stands_may_be_any() -> None:
    """What stands is a letter, not its figures: none of them is looked at."""
    bare = replace(real(), figures={"received_total": Figure("received_total", 3, "3", 1)})
    assert told(set_duplicates_aside([bare, forged()], shown(bare))) == ["real.pdf ok", "forged.pdf review"]
