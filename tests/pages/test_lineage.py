"""A council among those before and after it: its page, the sums of its predecessors, letters after its end."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mapper.letters.illustration import Illustration
from mapper.measures.edition import Edition
from mapper.pages import render
from mapper.publishing.check import check
from mapper.review.reading import CouncilYear, Status
from tests.editions import MAP, corrected, edition, whole_site
from tests.pages.rendered import words
from tests.readings import council, reading

EAST_SUFFOLK, COASTAL, WAVENEY = "E07000244", "E07000205", "E07000206"
DORSET, DORSET_COUNTY, BCP = "E06000059", "E10000009", "E06000058"
NORTHAMPTON, SHEFFIELD = "E07000154", ("E08000019", "E08000039")
BEFORE, AFTER = date(2019, 3, 31), date(2020, 3, 31)


def letter_of(code: str, day: date, status: Status = Status.OK, **values: int | float | None) -> CouncilYear:
    """A council's year with a letter of Dartford's figures, but for these."""
    found = reading(code, status, None, f"letters/{day.year}/{code}.pdf", **values)
    return CouncilYear(council(code), day, replace(found, period_end=day))


def without_letter(code: str, day: date) -> CouncilYear:
    return CouncilYear(council(code), day)


def merged(*parts: CouncilYear) -> Edition:
    """East Suffolk's first year, and the year before it with these."""
    return edition(letter_of(EAST_SUFFOLK, AFTER), *parts)


def page(edition: Edition, code: str) -> str:
    return render(edition, MAP, ())[f"councils/{council(code).slug}/index.html"].decode()


def said(edition: Edition, code: str) -> str:
    return words(page(edition, code))


def rows(edition: Edition, code: str) -> list[str]:
    """The rows of the table of years, as a reader sees them."""
    table = re.search(r'<table class="years">.*?<tbody>(.*?)</tbody>', page(edition, code), re.DOTALL)
    assert table is not None
    found = re.findall(r"<tr.*?>(.*?)</tr>", table[1], re.DOTALL)
    return [words(f"<body>{row}") for row in found]


BOTH = (
    letter_of(COASTAL, BEFORE, received_total=10, decided_upheld=1, investigations=1),
    letter_of(WAVENEY, BEFORE, received_total=20, decided_upheld=3, investigations=9),
)
SUM = (
    "Figures of its 2 predecessors added together, and the rate worked out anew: Suffolk Coastal District "
    "Council and Waveney District Council."
)


def test_a_merged_council_says_when_it_began_and_links_what_it_was() -> None:
    html = page(merged(*BOTH), EAST_SUFFOLK)
    assert (
        "It began on 1 April 2019, in place of Suffolk Coastal District Council and Waveney District Council."
        in words(html)
    )
    assert '<a href="../../councils/waveney-district-council/index.html">Waveney District Council</a>' in html


def test_a_council_that_ended_says_when_and_links_what_it_became() -> None:
    html = page(merged(*BOTH), WAVENEY)
    assert "On 1 April 2019 it became part of East Suffolk Council." in words(html)
    assert '<a href="../../councils/east-suffolk-council/index.html">East Suffolk Council</a>' in html


def test_councils_without_a_page_are_named_and_not_linked() -> None:
    html = page(edition(*BOTH), WAVENEY)
    assert "it became part of East Suffolk Council." in words(html)
    assert "east-suffolk" not in html.replace("lgo.org.uk/your-councils-performance/east-suffolk", "")


def test_a_council_that_was_divided_went_to_each_in_part() -> None:
    years = edition(letter_of(DORSET_COUNTY, BEFORE), letter_of(BCP, AFTER), letter_of(DORSET, AFTER))
    assert (
        "On 1 April 2019 it was divided between Bournemouth, Christchurch and Poole Council and Dorset Council."
        in said(years, DORSET_COUNTY)
    )
    assert "Christchurch Borough Council and a part of Dorset County Council." in said(years, BCP)
    assert "It was divided" not in said(years, DORSET)


def test_counts_of_predecessors_are_added_and_the_rate_is_worked_out_anew() -> None:
    own, note, summed = rows(merged(*BOTH), EAST_SUFFOLK)
    assert own.startswith("2020 14 1 of 1 (100%)")
    assert note == SUM
    assert (
        summed == "2019 sum 30 4 of 10 (40%) – – not compared 2 of 2 (100%) 0 of 4 (0%)"
    )  # the mean of the two rates would be 67%


def test_years_of_the_same_sum_are_introduced_once() -> None:
    earlier = (letter_of(COASTAL, date(2018, 3, 31)), letter_of(WAVENEY, date(2018, 3, 31)))
    found = rows(merged(*BOTH, *earlier), EAST_SUFFOLK)
    assert [row[:8] for row in found] == ["2020 14 ", SUM[:8], "2019 sum", "2018 sum"]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (
            (without_letter(WAVENEY, BEFORE),),
            "2019 No sum. The figures of its 2 predecessors cannot be added together, because of Waveney District "
            "Council (no letter).",
        ),
        (
            (letter_of(WAVENEY, BEFORE, Status.REVIEW),),
            "2019 No sum. The figures of its 2 predecessors cannot be added together, because of Waveney District "
            "Council (in review).",
        ),
    ],
)
def test_nothing_is_added_up_where_a_part_is_not_known(
    others: tuple[CouncilYear, ...], expected: str
) -> None:
    assert rows(merged(BOTH[0], *others), EAST_SUFFOLK)[1] == expected


def test_predecessors_without_any_letter_are_not_listed_one_by_one() -> None:
    years = merged(without_letter(COASTAL, BEFORE), without_letter(WAVENEY, BEFORE))
    assert rows(years, EAST_SUFFOLK)[1] == "2019 No sum. No letter about its 2 predecessors has been added."


def test_nothing_is_added_up_where_a_part_was_divided() -> None:
    parts = [letter_of(code, BEFORE) for code in ("E06000028", "E06000029", "E07000048", DORSET_COUNTY)]
    found = rows(edition(letter_of(BCP, AFTER), *parts), BCP)
    assert found[1] == (
        "2019 county No sum. The figures of its predecessor that was a county cannot be added together, because of "
        "Dorset County Council (divided between several councils)."
    )
    assert [row for row in found[2:] if row.startswith("2019")] == [
        "2019 district 14 1 of 1 (100%) – – not compared 1 of 1 (100%) 0 of 1 (0%)",
        "2019 sum unitary authorities 28 2 of 2 (100%) – – not compared 2 of 2 (100%) 0 of 2 (0%)",
    ]


def test_a_count_that_one_part_does_not_state_is_left_out_of_the_sum_with_the_reason() -> None:
    _, note, summed = rows(merged(BOTH[0], letter_of(WAVENEY, BEFORE, received_total=None)), EAST_SUFFOLK)
    assert note.endswith("and Waveney District Council (does not state received).")
    assert summed == "2019 sum – 2 of 2 (100%) – – not compared 2 of 2 (100%) 0 of 2 (0%)"


def test_a_count_that_no_part_states_is_not_put_down_to_any() -> None:
    parts = [letter_of(code, BEFORE, received_total=None) for code in (COASTAL, WAVENEY)]
    _, note, summed = rows(merged(*parts), EAST_SUFFOLK)
    assert (note, summed) == (SUM, "2019 sum – 2 of 2 (100%) – – not compared 2 of 2 (100%) 0 of 2 (0%)")


def test_nothing_investigated_by_any_part_is_no_rate() -> None:
    parts = [letter_of(code, BEFORE, decided_upheld=0, investigations=0) for code in (COASTAL, WAVENEY)]
    assert rows(merged(*parts), EAST_SUFFOLK)[2] == (
        "2019 sum 28 None investigated – – not compared 2 of 2 (100%) None upheld"
    )


def test_a_sum_of_a_corrected_figure_is_marked_as_corrected() -> None:
    letter = BOTH[0].letter
    assert letter is not None
    years = merged(replace(BOTH[0], letter=corrected(letter)), BOTH[1])
    assert rows(years, EAST_SUFFOLK)[2] == (
        "2019 sum 34 corrected 4 of 10 (40%) – – not compared 2 of 2 (100%) 0 of 4 (0%)"
    )


@pytest.mark.parametrize(
    ("mark", "tag"), [(Illustration.INVENTED, "made up"), (Illustration.REDRAWN, "redrawn page")]
)
def test_a_sum_of_illustrative_figures_is_illustrative(mark: Illustration, tag: str) -> None:
    letter = BOTH[0].letter
    assert letter is not None
    years = merged(replace(BOTH[0], letter=replace(letter, illustration=mark)), BOTH[1])
    assert rows(years, EAST_SUFFOLK)[2].startswith(f"2019 sum {tag} 30")
    assert "and the sums for 2019 are of figures on made-up or redrawn pages" in said(years, EAST_SUFFOLK)


def test_one_invented_part_makes_the_whole_sum_invented() -> None:
    marks = (Illustration.REDRAWN, Illustration.INVENTED)
    parts = [
        replace(part, letter=replace(part.letter, illustration=mark))
        for part, mark in zip(BOTH, marks, strict=True)
        if part.letter is not None
    ]
    assert rows(merged(*parts), EAST_SUFFOLK)[2].startswith("2019 sum made up 30")


def test_a_new_code_is_the_same_council_on_one_page() -> None:
    old, new = date(2025, 3, 31), date(2026, 3, 31)
    years = edition(letter_of(SHEFFIELD[0], old), letter_of(SHEFFIELD[1], new))
    assert [row[:4] for row in rows(years, SHEFFIELD[0])] == ["2026", "2025"]
    text = said(years, SHEFFIELD[1])
    assert "It began" not in text
    assert "became" not in text


# Letters about the time before a council ended

ENDED, LATER = date(2021, 3, 31), date(2022, 3, 31)
AFTERWARDS = (
    "The letter for the year to 31 March 2022 is about the time before it ended: its figures are shown here, and are "
    "on no map and in no comparison."
)


def test_a_letter_after_the_end_is_shown_apart_from_the_years_in_office() -> None:
    years = edition(
        letter_of(NORTHAMPTON, ENDED),
        letter_of(NORTHAMPTON, LATER, received_total=3),
        letter_of(DORSET, LATER),
    )
    text = said(years, NORTHAMPTON)
    assert "a district. Year to 31 March 2021" in text
    assert f"On 1 April 2021 it became part of West Northamptonshire Council. {AFTERWARDS}" in text
    note, residual, own = rows(years, NORTHAMPTON)
    assert note == "A letter of the time after it ended, about the time before:"
    assert (residual[:7], own[:7]) == ("2022 3 ", "2021 14")
    assert "Northampton" not in words(
        render(years, MAP, ())["councils/index.html"].decode().split("</table>")[0]
    )


def test_a_letter_after_the_end_is_shown_where_there_is_no_other() -> None:
    years = edition(letter_of(NORTHAMPTON, LATER), letter_of(DORSET, LATER))
    text = said(years, NORTHAMPTON)
    assert "Year to 31 March 2022" in text
    assert AFTERWARDS in text
    assert "on the map" not in text
    assert (
        "The letter prints an uphold rate of 100%, on a single case. One case is too few to show a pattern."
        in text
    )
    assert "districts together" not in text


def test_a_site_with_a_letter_after_the_end_is_in_order(tmp_path: Path) -> None:
    site = whole_site(
        edition(
            letter_of(NORTHAMPTON, ENDED),
            letter_of(NORTHAMPTON, LATER),
            letter_of(DORSET, LATER),
            frames=True,
        )
    )
    for path, data in site.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert check(tmp_path) == []
    assert "E07000154" not in (tmp_path / "data/councils-2022.csv").read_text("utf-8")
    table = tmp_path / "data/councils-2022.csv"
    table.write_text(table.read_text("utf-8").replace(DORSET, NORTHAMPTON), "utf-8", newline="")
    assert any(
        "is about a council that had ended, and a table of councils lists it" in p for p in check(tmp_path)
    )


def test_a_council_of_an_earlier_year_is_shown_on_the_map_of_that_year() -> None:
    years = merged(*BOTH)
    assert "index.html#council=E07000206&amp;year=2019" in page(years, WAVENEY)
    assert "index.html#council=E07000244&#34;" in page(years, EAST_SUFFOLK).replace('"', "&#34;")


def test_councils_that_have_ended_are_listed_below_the_table() -> None:
    html = render(merged(*BOTH), MAP, ())["councils/index.html"].decode()
    below = words(f"<body>{html.split('</table>')[1]}")
    assert "Councils that have ended" in below
    assert "Suffolk Coastal District Council Waveney District Council" in below
    assert "Councils that have ended" not in render(edition(*BOTH), MAP, ())["councils/index.html"].decode()


def test_years_in_a_row_are_told_as_a_span() -> None:
    drawn = [
        replace(year, letter=replace(year.letter, illustration=Illustration.INVENTED))
        for last in (2014, 2015, 2016, 2018, 2019)
        if (year := letter_of(WAVENEY, date(last, 3, 31))).letter is not None
    ]
    assert "the figures for 2014 to 2016, 2018 and 2019 are made up" in said(edition(*drawn), WAVENEY)


BUCKINGHAMSHIRE, BUCKINGHAMSHIRE_COUNTY = "E06000060", "E10000002"
DISTRICTS = ("E07000004", "E07000005", "E07000006", "E07000007")
FIRST = date(2021, 3, 31)


def of_two_types(*parts: CouncilYear) -> Edition:
    """Buckinghamshire's first year, and a year of its county and its districts before it with these."""
    return edition(letter_of(BUCKINGHAMSHIRE, FIRST), *parts)


def test_a_county_and_its_districts_are_shown_apart() -> None:
    county = letter_of(BUCKINGHAMSHIRE_COUNTY, BEFORE, received_total=70, decided_upheld=9, investigations=12)
    districts = [
        letter_of(code, BEFORE, received_total=5, decided_upheld=1, investigations=4) for code in DISTRICTS
    ]
    found = rows(of_two_types(county, *districts), BUCKINGHAMSHIRE)
    assert len(found) == 5
    assert found[1].startswith("Figures of its predecessor that was a county, and the rate worked out anew:")
    assert found[2].startswith("2019 county 70 9 of 12 (75%)")
    assert found[3].startswith(
        "Figures of its 4 predecessors that were districts added together, and the rate"
    )
    assert found[4].startswith("2019 sum districts 20 4 of 16 (25%)")
    assert "13 of 28" not in said(of_two_types(county, *districts), BUCKINGHAMSHIRE)


def test_a_type_of_which_a_letter_lacks_takes_nothing_from_the_other() -> None:
    districts = [letter_of(code, BEFORE) for code in DISTRICTS]
    found = rows(of_two_types(without_letter(BUCKINGHAMSHIRE_COUNTY, BEFORE), *districts), BUCKINGHAMSHIRE)
    assert found[1].startswith(
        "2019 county No sum. No letter about its predecessor that was a county has been"
    )
    assert found[3].startswith("2019 sum districts 56 4 of 4 (100%)")
