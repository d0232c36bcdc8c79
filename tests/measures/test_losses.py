"""What a site loses beside the one before, and how much of that needs somebody's word."""

from collections.abc import Iterable, Mapping, Sequence

import pytest

from mapper.measures.changes import Figures, Key, Stated
from mapper.measures.loss_sentences import lines, refusal
from mapper.measures.losses import Losses, losses
from mapper.review.report import BuildReport
from tests.editions import edition, in_review
from tests.readings import DARTFORD, reading, year

TWO_YEARS = ("2018-03-31", "2019-03-31")


def site(
    councils: Iterable[str], days: Iterable[str] = TWO_YEARS, status: str = "ok", value: float = 7
) -> dict[Key, Sequence[Stated]]:
    return {Key(day, code, "received_total"): (Stated(value, status),) for day in days for code in councils}


def codes(number: int) -> list[str]:
    return [f"E{place:08}" for place in range(number)]


def compared(before: Figures, after: Figures) -> Losses:
    return losses(before, after, Names())


class Names(Mapping[str, str]):
    """Every council is called by its code."""

    def __getitem__(self, key: str) -> str:
        return f"Council {key}"

    def __iter__(self) -> None:  # type: ignore[override]
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError


@pytest.mark.parametrize(
    ("councils", "may_lose"), [(1, 0), (2, 1), (3, 1), (30, 1), (199, 1), (200, 2), (353, 3)]
)
def test_how_many_a_few_are(councils: int, may_lose: int) -> None:
    before = site(codes(councils))
    assert not compared(before, site(codes(councils)[may_lose:])).too_many
    assert compared(before, site(codes(councils)[may_lose + 1 :])).too_many


def test_councils_count_once_and_figures_of_all_years() -> None:
    before = site(codes(30))
    one_council = compared(before, {k: v for k, v in before.items() if k.gss_code != codes(1)[0]})
    assert (one_council.councils, len(one_council.lost), one_council.too_many) == (1, 2, False)
    in_two_years = dict(before)
    del in_two_years[Key(TWO_YEARS[0], codes(2)[0], "received_total")]
    del in_two_years[Key(TWO_YEARS[1], codes(2)[1], "received_total")]
    assert compared(before, in_two_years).too_many


def test_a_year_that_goes_as_a_whole_is_too_much() -> None:
    before = site(codes(353), TWO_YEARS[1:]) | site(codes(1), TWO_YEARS[:1])
    found = compared(before, site(codes(353), TWO_YEARS[1:]))
    assert (found.councils, found.few, found.years, found.too_many) == (1, 3, (TWO_YEARS[0],), True)
    assert not found.within(TWO_YEARS[1:]).too_many
    assert found.within(TWO_YEARS[:1]).too_many


@pytest.mark.parametrize("status", ["review", "illustrative", "tables-review"])
def test_figures_that_are_no_longer_shown_as_real_are_lost(status: str) -> None:
    assert compared(site(codes(9)), site(codes(9), status=status)).councils == 9


@pytest.mark.parametrize("status", ["ok", "corrected", "tables"])
def test_other_values_and_other_sources_are_no_loss(status: str) -> None:
    assert compared(site(codes(9)), site(codes(9), status=status, value=8)) == Losses((), FULL, ())


FULL = {day: frozenset(codes(9)) for day in TWO_YEARS}


@pytest.mark.parametrize("status", ["illustrative", "illustrative-redrawn", "review"])
def test_what_was_not_shown_as_real_cannot_be_lost(status: str) -> None:
    assert compared(site(codes(9), status=status), {}) == Losses()


def test_the_list_names_each_council_with_the_reason() -> None:
    real = site((DARTFORD,), ("2019-03-31",))
    found = compared(real | site(codes(50), ("2019-03-31",)), {})
    report = edition(year(in_review(DARTFORD))).report
    every = list(lines(found, report))
    assert every[0] == "lost      every real figure of the year to 31 March 2019."
    assert every[1] == ("lost      Council E00000000, year to 31 March 2019: 1 figure (no letter was found)")
    assert every[-1] == "lost      and 11 more."
    (line,) = lines(Losses(compared(real, {}).lost), report)
    assert line.endswith("1 figure (letters/2019/doubtful.pdf is in review)")
    stating = BuildReport((reading(received_total=None),), {})
    (line,) = lines(Losses(compared(real, {}).lost), stating)
    assert line.endswith("(letters/2019/letter.pdf does not state them)")
    said = refusal(found, report)
    assert said.startswith(
        "51 of 51 councils lose figures that the site before shows and the year to 31 March 2019"
    )
    assert "--accept-losses" in said
    assert all(line in said for line in every)
