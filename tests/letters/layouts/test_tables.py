"""Letters with tables, drawn for what they lack or print in another way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from mapper.letters import layouts
from mapper.letters.identities import checks
from mapper.letters.layouts.tables.lines import lines_of
from mapper.letters.letter import Letter
from mapper.letters.read import read_file
from tests.generators import around, reportlab_letter
from tests.generators.wording import DARTFORD, Options
from tests.letters.examples import opened
from tests.letters.layouts.table_letters import (
    EARLIER,
    FIGURES,
    codes_of,
    raised,
    statistics_of,
    table_letter,
)


@pytest.mark.parametrize(
    "text, is_wanted",
    [
        ("Local Authority Report: X Council", True),
        ("Satisfactory remedy provided\r\nby authority", True),
        ("Adult Care\nBenefits\nCorporate\nEducation\nEnvironment\nHighways\nHousing\n0 1 2", True),
        ("Incomplete Advice Referred Closed Not Upheld\nor Invalid Given back After\n0 1", True),
        ("Complaints recorded\nrecommended remedy\ncomplied on-time\n0 1", True),
        (
            "The complaints and enquiries received, and the decisions made, are on housing and planning.",
            False,
        ),
        ("", False),
    ],
)
def test_pages_with_title_or_tables_are_wanted(text: str, is_wanted: bool) -> None:
    assert layouts.wanted(text) is is_wanted


@pytest.mark.parametrize(
    "form, year, remedied, layout, problems",
    [
        ("2014", 2014, False, "tables-2014", []),
        ("2014", 2016, False, "tables-2014", ["period-conflict"]),
        ("2014", 2016, True, "tables-2016", []),
        ("2016", 2016, True, "tables-2016", []),
        ("2016", 2018, False, "tables-2016", []),
        ("2016", 2015, False, "tables-2014", []),
        ("2016", 2015, True, "tables-2016", ["period-conflict"]),
        ("2016", 2019, True, "tables-2016", ["period-conflict"]),
        ("2016", 2019, False, "tables-2019", ["missing-figure", "missing-figure"]),
        ("2016", 2013, False, None, ["unrecognised-layout"]),
        ("2019", 2018, False, "tables-2019", ["period-conflict"]),
    ],
)
def test_the_words_of_a_letter_tell_its_form_and_where_they_do_not_its_year(
    form: str, year: int, remedied: bool, layout: str | None, problems: list[str]
) -> None:
    figures = FIGURES if form == "2019" else EARLIER
    kept = {key: value for key, value in figures.items() if remedied or not key.startswith("remedied")}
    (statistics,) = layouts.parse(table_letter(Options(year_form=form), kept, period=f"31/03/{year}"))
    assert (statistics.layout, codes_of(statistics)) == (layout, problems)


@pytest.mark.parametrize("absent", ["received_other", "uphold_rate", "remedied"])
def test_what_a_year_may_lack_is_not_stated_and_no_problem(absent: str) -> None:
    figures = {key: value for key, value in EARLIER.items() if not key.startswith(absent)}
    if absent == "received_other":
        figures["received_total"] = 52
    for form, year in (("2014", 2015), ("2016", 2017)):
        kept = {key: value for key, value in figures.items() if form == "2016" or "remedied" not in key}
        (statistics,) = layouts.parse(table_letter(Options(year_form=form), kept, period=f"31/03/{year}"))
        read = {f.statistic: f.value for f in statistics.figures if f.statistic != "investigations"}
        assert (read, statistics.problems) == (kept, ())
        assert all(check.holds for check in checks(statistics.figures))


@pytest.mark.parametrize("year, is_doubted", [(2015, False), (2017, True)])
def test_a_page_without_text_may_hold_the_table_that_a_letter_lacks(year: int, is_doubted: bool) -> None:
    kept = {key: value for key, value in EARLIER.items() if not key.startswith("remedied")}
    form = "2016" if year > 2015 else "2014"
    letter = reportlab_letter.write(kept, "X Council", f"31/03/{year}", Options(year_form=form))
    (statistics,) = read_file(around.bound(letter, around.page_of_text([]))).letters
    assert codes_of(statistics) == (["missing-figure"] if is_doubted else [])
    assert all("Page 2 has no text" in problem.message for problem in statistics.problems)
    for behind in ([], ["A page of other papers"]):
        whole = reportlab_letter.write(EARLIER, "X Council", "31/03/2017", Options(year_form="2016"))
        (statistics,) = read_file(around.bound(whole, around.page_of_text(behind))).letters
        assert codes_of(statistics) == []


@pytest.mark.parametrize("remedied", ["table", "columns", "beside"])
@pytest.mark.parametrize("spelling", ["Homes", "by them", "Other things"])
def test_a_column_of_unknown_name_is_never_passed_over(spelling: str, remedied: str) -> None:
    known = {"Homes": "Housing", "by them": "by LGO", "Other things": "Other"}[spelling]
    options = Options(year_form="2016", remedied=remedied, spelling={known: spelling})
    (statistics,) = layouts.parse(table_letter(options, EARLIER, period="31/03/2016"))
    assert statistics.problems


@pytest.mark.parametrize("heading", ["by LGO", "Satisfactorily by Authority before LGO Involvement"])
def test_a_table_without_title_and_with_one_unknown_heading_is_never_passed_over(heading: str) -> None:
    titles = {"Complaints Remedied": "What was put right"}
    known = Options(year_form="2016", table_titles=titles)
    (statistics,) = layouts.parse(table_letter(known, EARLIER, period="31/03/2016"))
    assert not statistics.problems
    options = replace(known, spelling={heading: "by them"})
    (statistics,) = layouts.parse(table_letter(options, EARLIER, period="31/03/2016"))
    assert codes_of(statistics) == ["missing-figure"]


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_table_that_stands_too_far_off_is_not_passed_over(place: str) -> None:
    """Its pages were bound in another order, with some of the committee's between them."""
    read = opened("tables-2016/committee-paper-two-pages-unruled-reportlab")
    numbers = (1, 4) if place == "after" else (4, 1)
    texts = {number: read.texts[page.number - 1] for number, page in zip(numbers, read.pages, strict=True)}
    pages = [replace(page, number=number) for page, number in zip(read.pages, numbers, strict=True)]
    apart = Letter(
        tuple(texts.get(number, "") for number in range(1, 6)),
        tuple(sorted(pages, key=lambda page: page.number)),
        active_content=False,
    )
    (statistics,) = layouts.parse(apart)
    assert not {f.statistic for f in statistics.figures} & {"remedied_by_ombudsman", "remedied_by_authority"}
    assert codes_of(statistics) == ["missing-figure"]


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_letter_without_a_title_is_named_beside_another(place: str) -> None:
    """Pages between them keep its tables from being taken for the other letter's."""
    sound, other = table_letter(Options()), table_letter(Options(), DARTFORD)
    untitled = tuple(word for word in other.pages[0].words if word.text not in ("Local", "Report:"))
    page = replace(other.pages[0], words=untitled)
    pages = [sound.pages[0], page] if place == "after" else [page, sound.pages[0]]
    own, text = sound.texts[0], other.texts[0].replace("Local Authority Report", "")
    texts = [own, "", "", text] if place == "after" else [text, "", "", own]
    numbered = tuple(replace(page, number=number) for page, number in zip(pages, (1, 4), strict=True))
    read = layouts.parse(Letter(tuple(texts), numbered, active_content=False))
    whole, unread = read if place == "after" else reversed(read)
    assert (whole.authority_name, whole.problems) == ("X Council", ())
    assert (unread.figures, codes_of(unread)) == ((), ["unrecognised-layout"])


@pytest.mark.parametrize(
    "label",
    [
        "Environmental Services, Public Protection and Regulation",
        "Environmental Services & Public Protection & Regulation",
        "Environmental Services",
        "Environment services",
    ],
)
def test_the_environment_is_spelt_in_several_ways(label: str) -> None:
    options = Options(year_form="2016", spelling={"Environment Services": label})
    (statistics,) = layouts.parse(table_letter(options, EARLIER, period="31/03/2016"))
    assert not statistics.problems


@pytest.mark.parametrize("rules", ["all", "inner", "none"])
def test_the_name_of_the_council_may_stand_before_the_figures(rules: str) -> None:
    figures = {key: value for key, value in EARLIER.items() if not key.startswith("remedied")}
    options = Options(year_form="2014", names="X Council", rules=rules, font_size=8)
    (statistics,) = layouts.parse(table_letter(options, figures, period="31/03/2014"))
    read = {f.statistic: f.value for f in statistics.figures if f.statistic != "investigations"}
    assert (read, statistics.problems) == (figures, ())


@pytest.mark.parametrize("dash", ["–", "-", "—", "−", ":"])
def test_the_title_has_a_colon_or_a_dash(dash: str) -> None:
    figures = {key: value for key, value in EARLIER.items() if not key.startswith("remedied")}
    for in_one in (False, True):
        options = Options(year_form="2014", title_dash=dash, title_in_one=in_one)
        drawn = table_letter(options, figures, "Newcastle-under-Lyme Borough Council", "31/03/2014")
        (statistics,) = layouts.parse(drawn)
        assert (statistics.authority_name, statistics.period_end, statistics.problems) == (
            "Newcastle-under-Lyme Borough Council",
            date(2014, 3, 31),
            (),
        )


@pytest.mark.slow
@pytest.mark.parametrize("rules", ["all", "none"])
@pytest.mark.parametrize("key", DARTFORD)
def test_each_blank_cell_is_missing_and_moves_no_other_figure(rules: str, key: str) -> None:
    statistics = statistics_of(Options(rules=rules), {**FIGURES, key: ""})
    read = {figure.statistic: figure.value for figure in statistics.figures}
    read.pop("investigations", None)
    assert read == {other: value for other, value in FIGURES.items() if other != key}
    assert codes_of(statistics) == ["missing-figure"]


@pytest.mark.parametrize(
    "turn", [lambda text: text.upper(), lambda text: text.replace(" ", "\n"), lambda text: f"{text} **"]
)
def test_headings_may_be_set_in_other_ways(turn: Callable[[str], str]) -> None:
    spelling = {"Benefits and Tax": turn("Benefits and Tax"), "Not Upheld": turn("Not Upheld")}
    assert not statistics_of(Options(spelling=spelling)).problems


def test_rows_may_stand_close_together() -> None:
    options = Options(rules="none", landscape=True)
    drawn = table_letter(options, {**FIGURES, "complied_on_time": ""})
    page = drawn.pages[0]
    counts = next(line for line in lines_of(page) if line.text.endswith("Number"))
    words = tuple(raised(word, 6) if word.top > counts.bottom else word for word in page.words)
    (statistics,) = layouts.parse(replace(drawn, pages=(replace(page, words=words),)))
    read = {f.statistic: f.value for f in statistics.figures if f.statistic in FIGURES}
    assert read == {key: value for key, value in FIGURES.items() if key != "complied_on_time"}


@pytest.mark.parametrize("rules", ["all", "none"])
def test_a_row_of_rates_is_not_taken_for_the_row_of_counts(rules: str) -> None:
    counts = ("compliance_recorded", "complied_on_time", "complied_late", "not_complied")
    statistics = statistics_of(Options(rules=rules), {**FIGURES, **dict.fromkeys(counts, "")})
    assert "missing-figure" in codes_of(statistics)
    assert not {figure.statistic for figure in statistics.figures} & set(counts)


@pytest.mark.parametrize(
    "period, day",
    [
        ("31/03/2019", date(2019, 3, 31)),
        ("31 / 3 / 2019", date(2019, 3, 31)),
        ("31.03.2019", date(2019, 3, 31)),
        ("31st March 2019", date(2019, 3, 31)),
        ("31/03/20190", None),
        ("31 Marsh 2019", None),
        ("March 2019", None),
    ],
)
def test_the_period_may_be_printed_in_several_ways(period: str, day: date | None) -> None:
    (statistics,) = layouts.parse(table_letter(Options(), period=period))
    assert statistics.period_end == day
    assert codes_of(statistics) == ([] if day else ["period-missing"])


def test_a_year_that_does_not_end_in_march_is_a_conflict() -> None:
    (statistics,) = layouts.parse(table_letter(Options(), period="30/06/2019"))
    assert codes_of(statistics) == ["period-conflict"]


def test_titles_of_one_letter_with_several_periods_are_a_conflict() -> None:
    options = Options(split="between-tables", name_repeated="X Council")
    one, other = table_letter(options), table_letter(options, period="31/03/2018")
    mixed = replace(one, pages=(one.pages[0], other.pages[1]))
    (statistics,) = layouts.parse(mixed)
    assert codes_of(statistics) == ["period-conflict"]


def test_a_letter_is_compared_with_its_own_words_and_not_its_neighbours() -> None:
    one = table_letter(Options(body=True, year_in_body=2018))
    other = table_letter(Options(body=True, year_in_body=2019), period="31/03/2018")
    pages = (*one.pages, *(replace(page, number=page.number + 2) for page in other.pages))
    both = Letter((*one.texts, *other.texts), pages, active_content=False)
    # The second one's year is not one of its form either.
    assert [codes_of(statistics) for statistics in layouts.parse(both)] == [
        ["period-conflict"],
        ["period-conflict", "period-conflict"],
    ]


@pytest.mark.parametrize(
    "printed, name",
    [
        ("Newcastle-under-\nLyme Borough Council", "Newcastle-under-Lyme Borough Council"),
        ("Kingston upon\nHull City Council", "Kingston upon Hull City Council"),
        ("King’s  Lynn &\nWest Norfolk", "King’s Lynn & West Norfolk"),
    ],
)
def test_a_name_is_read_as_printed_over_several_lines(printed: str, name: str) -> None:
    (statistics,) = layouts.parse(table_letter(Options(), name=printed))
    assert statistics.authority_name == name


def test_a_sentence_about_reports_is_no_title() -> None:
    (statistics,) = layouts.parse(
        table_letter(Options(marker="Local authority reports are illustrative here"))
    )
    assert (statistics.authority_name, codes_of(statistics)) == ("X Council", [])


def test_tables_of_the_same_titles_further_on_are_not_the_letters_and_are_named() -> None:
    one, other = table_letter(Options()), table_letter(Options(), DARTFORD)
    page = other.pages[0]
    below_title = min(word.top for word in page.words if word.text == "Complaints") - 1
    words = tuple(word for word in page.words if word.top > below_title)
    appended = Letter(
        (*one.texts, *other.texts), (*one.pages, replace(page, number=2, words=words)), active_content=False
    )
    statistics, untitled = layouts.parse(appended)
    assert {f.statistic: f.value for f in statistics.figures if f.statistic in FIGURES} == FIGURES
    assert not statistics.problems
    assert (untitled.figures, untitled.pages, codes_of(untitled)) == ((), (2, 2), ["unrecognised-layout"])


@pytest.mark.parametrize("share, is_read", [(0.6, False), (0.95, True)])
def test_what_is_printed_smaller_than_the_rest_of_its_row_is_no_figure(share: float, is_read: bool) -> None:
    """On a page that lies askew the mark of a note stands in line with the figures, and its own figure does not."""
    letter = table_letter(Options())
    (page,) = letter.pages
    first = next(word for word in page.words if word.text == str(FIGURES["received_housing"]))
    small = replace(first, top=first.bottom - share * first.height)
    words = tuple(small if word is first else word for word in page.words)
    (statistics,) = layouts.parse(replace(letter, pages=(replace(page, words=words),)))
    assert (statistics.figure("received_housing") is not None) is is_read
    assert codes_of(statistics) == ([] if is_read else ["unreadable-figure"])
