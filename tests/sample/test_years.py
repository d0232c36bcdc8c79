"""Illustrative letters of every year: in the year's form, read back as they were meant, near the national headlines."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from mapper import cli, sample
from mapper.councils.council import Council
from mapper.councils.register_file import load_register
from mapper.letters.illustration import Illustration
from mapper.letters.read import read_file
from mapper.review import judge
from mapper.review.headlines import HEADLINES
from mapper.sample.invented import invented
from mapper.year import last_day_of

REGISTER = load_register()
LAYOUTS = {
    **dict.fromkeys((2014, 2015), "tables-2014"),
    **dict.fromkeys((2016, 2017, 2018), "tables-2016"),
    2019: "tables-2019",
    **dict.fromkeys(range(2020, 2025), "blocks-2020"),
    2025: "blocks-2025",
}


def councils(year: int) -> tuple[Council, ...]:
    return REGISTER.on(last_day_of(year))


def named(slug: str, year: int) -> Council:
    return next(council for council in councils(year) if council.slug == slug)


@pytest.mark.parametrize("year", sample.SAMPLE_YEARS)
def test_a_letter_is_read_as_it_was_meant_in_the_form_of_its_year(year: int) -> None:
    chosen = [*councils(year)[year % 60 :: 60]]
    quiet = [one for one in councils(year) if not sample.figures(one, year)["investigations"]][:2]
    for council in (*chosen, *quiet):
        read = read_file(sample.letter(council, year))
        (letter,) = judge.judge("letter.pdf", read, REGISTER)
        assert (letter.status, letter.problems, letter.council) == ("ok", (), council), council.name
        assert (letter.layout, letter.period_end) == (LAYOUTS[year], last_day_of(year))
        expected = (
            Illustration.REDRAWN if sample.illustration(council, year) == "redrawn" else Illustration.INVENTED
        )
        assert letter.illustration is expected
        assert {key: figure.value for key, figure in (letter.figures or {}).items()} == dict(
            sample.figures(council, year)
        ), council.name


@pytest.mark.parametrize("year", sample.SAMPLE_YEARS)
def test_england_is_near_the_national_headlines(year: int) -> None:
    years = [invented(council, year, sample.DEFAULT_SEED).figures for council in councils(year)]
    sums = {key: sum(figures[key] or 0 for figures in years) for key in years[0]}
    by_title = {headline.title: headline.published for headline in HEADLINES}
    if received := by_title["complaints and enquiries received"].get(year):
        assert sums["received_total"] == pytest.approx(received, rel=0.05)
    if rate := by_title["uphold rate"].get(year):
        assert 100 * sums["decided_upheld"] / sums["investigations"] == pytest.approx(rate, abs=4)
    if investigated := by_title["detailed investigations"].get(year):
        assert sums["investigations"] == pytest.approx(investigated, rel=0.06)


def test_the_year_of_covid_has_fewest_complaints() -> None:
    received = {
        year: sum(
            invented(one, year, sample.DEFAULT_SEED).figures["received_total"] or 0 for one in councils(year)
        )
        for year in sample.SAMPLE_YEARS
    }
    assert min(received, key=lambda year: received[year]) == 2021


def test_a_few_councils_are_truly_unlike_their_type_year_after_year() -> None:
    """Counted over ten years, chance has little to say."""
    years = [year for year in sample.SAMPLE_YEARS if year != 2019]
    apart = 0
    lasting = [one for one in councils(2025) if all(one.exists_on(last_day_of(year)) for year in years)]
    for council in lasting:
        all_ = [invented(council, year, sample.DEFAULT_SEED) for year in years]
        upheld = sum(one.figures["decided_upheld"] or 0 for one in all_)
        base = sum(one.figures["investigations"] or 0 for one in all_)
        usual = sum(
            (one.figures["investigations"] or 0) * one.averages["average_uphold_rate"] / 100 for one in all_
        )
        spread = (usual * (1 - usual / base)) ** 0.5 if base else 1
        apart += abs(upheld - usual) > 4 * spread
    assert 3 <= apart <= 20


def test_one_council_has_no_letter_and_one_letter_does_not_add_up(tmp_path: Path) -> None:
    assert len(sample.MISSING) == 1
    ((slug, year),) = sample.MISSING
    rutland = named(slug, year)
    assert sample.write([rutland], year, tmp_path) == []
    assert len(sample.write([rutland], year - 1, tmp_path)) == 1
    hyndburn = named("hyndburn-borough-council", 2025)
    (letter,) = judge.judge("letter.pdf", read_file(sample.letter(hyndburn, 2025)), REGISTER)
    assert [problem.code for problem in letter.problems] == ["sum-mismatch"]


def test_a_council_that_ends_has_no_averages() -> None:
    figures = sample.figures(named("south-lakeland-district-council", 2023), 2023)
    assert figures["average_uphold_rate"] is None
    assert "upheld_per_100k" not in figures
    assert "westmorland-and-furness-council" in {council.slug for council in REGISTER.on(date(2024, 3, 31))}


def test_several_years_go_into_a_folder_a_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mapper.sample.letters.letter", lambda council, year, seed: b"%PDF")
    arguments = ["sample", "--year", "2024", "--year", "2016", "--out", str(tmp_path)]
    assert CliRunner().invoke(cli.main, arguments).exit_code == 0
    assert len([*(tmp_path / "2016").iterdir()]) == 353
    assert len([*(tmp_path / "2024").iterdir()]) == 316
