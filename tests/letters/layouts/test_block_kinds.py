"""Letters with blocks as designers set them: each kind is read whole, or what is in doubt is left out."""

from dataclasses import replace

import pytest

from mapper.letters.identities import checks
from mapper.letters.statistics import LetterStatistics
from tests.generators import blocks_freely
from tests.generators.blocks_freely import PRODUCERS, TITLES, Look, Write
from tests.generators.blocks_wording import YEARS, Figures, Manner, as_read, consistent
from tests.letters.layouts.block_letters import KENT, read_one, values_of

both = pytest.mark.parametrize("write", PRODUCERS)
INLINE = Manner(apart="inline")


def figures_of(year: int) -> Figures:
    return consistent(YEARS[year], 61, 53, 4, 51, 51)


def read(
    write: Write, look: Look, year: int = 2023, manner: Manner = INLINE, council: str = KENT
) -> LetterStatistics:
    pages = blocks_freely.sheets(figures_of(year), council, YEARS[year], manner, look)
    return read_one(write(pages))


def assert_whole(statistics: LetterStatistics, year: int = 2023, council: str = KENT) -> None:
    assert [problem.message for problem in statistics.problems] == []
    assert values_of(statistics) == as_read(figures_of(year))
    assert all(check.holds for check in checks(statistics.figures))
    assert statistics.authority_name == council
    assert f"{statistics.period_end}" == f"{year}-03-31"


@both
@pytest.mark.parametrize("title", TITLES)
def test_titles_of_every_make(write: Write, title: str) -> None:
    assert_whole(read(write, Look(title=title)))


@both
@pytest.mark.parametrize("title", ["small capitals", "turned left", "lost"])
@pytest.mark.parametrize("year", [2020, 2022, 2024, 2025])
def test_titles_in_every_year(write: Write, title: str, year: int) -> None:
    assert_whole(read(write, Look(title=title), year), year)


@both
@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("gutter", [2.0, 4.0, 8.0, 12.0, 20.0, 40.0])
def test_population_figures_side_by_side(write: Write, gutter: float, centred: bool) -> None:
    look = Look(population=gutter, centred=centred)
    assert_whole(read(write, look, 2024), 2024)


@both
@pytest.mark.parametrize("spacing", [0.05, 0.1, 0.15, 0.2])
@pytest.mark.parametrize("title", ["plain", "small capitals", "turned left"])
def test_widely_spaced_text(write: Write, spacing: float, title: str) -> None:
    assert_whole(read(write, Look(title, spacing=spacing, size=7.0)))


@both
@pytest.mark.parametrize("size", [7.0, 8.0, 9.0, 10.0])
def test_justified_text(write: Write, size: float) -> None:
    assert_whole(read(write, Look(justified=True, size=size)))


@both
@pytest.mark.parametrize("scale", [0.25, 0.35, 0.5, 0.71])
@pytest.mark.parametrize("look", [Look(), Look("turned left"), Look(justified=True), Look("lost")])
def test_letters_printed_small_or_large(write: Write, scale: float, look: Look) -> None:
    assert_whole(read(write, replace(look, scale=scale)))


@both
@pytest.mark.parametrize("year", [2020, 2023, 2024, 2025])
def test_capitals_throughout(write: Write, year: int) -> None:
    assert_whole(read(write, Look(capitals=True), year), year, council=KENT.upper())


@both
@pytest.mark.parametrize("noted", ["61", "51", "53", "3.4", "4.1", "71%", "87%", "Council's"])
def test_the_mark_of_a_note_behind_a_figure(write: Write, noted: str) -> None:
    assert_whole(read(write, Look(notes=frozenset([noted]))))


@both
@pytest.mark.parametrize("year", [2020, 2023, 2024])
@pytest.mark.parametrize("parted", ["title", "block"])
def test_a_block_parted_by_the_end_of_a_page(write: Write, parted: str, year: int) -> None:
    assert_whole(read(write, Look(parted=parted), year), year)


@both
def test_the_title_alone_on_the_page_before(write: Write) -> None:
    assert_whole(read(write, Look(name_before=True), 2022), 2022)


@both
def test_what_stands_at_the_edges_of_a_page(write: Write) -> None:
    look = Look(margin="Annual letter 2023 Page 7", foot="FOI 2019/0583 LGSCO0004417")
    assert_whole(read(write, look))


@both
def test_per_cent_in_words(write: Write) -> None:
    in_words = {
        sentence: sentence.replace("%", " per cent")
        for sentence in (
            "87% of complaints we investigated were upheld.",
            "This compares to an average of 71% in similar authorities.",
            "This compares to an average of 99% in similar authorities.",
            "This compares to an average of 12% in similar authorities.",
        )
    }
    manner = replace(INLINE, replaced=in_words)
    assert_whole(read(write, Look(numeral_text="{} per cent"), manner=manner))
