"""Every example letter is read as its expected.json says, and doubt never becomes a figure."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mapper.errors import UnreadableLetter
from mapper.letters import layouts, pdf
from mapper.letters.identities import checks
from mapper.letters.layouts import numbers, table
from mapper.letters.pdf import Letter, Page, Rule, Word
from mapper.letters.statistics import LetterStatistics, Unit
from tests.generators import reportlab_letter
from tests.generators.wording import DARTFORD, Figures, Options, consistent, earlier
from tests.letters.examples import opened
from tests.paths import EXAMPLES

FOLDERS = sorted(path.parent for path in EXAMPLES.glob("*/*/expected.json"))


def _name(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


def _as_expected(statistics: LetterStatistics) -> dict[str, Any]:
    return {
        "authority_name": statistics.authority_name,
        "period_end": statistics.period_end.isoformat() if statistics.period_end else None,
        "layout": statistics.layout,
        "statistics": {figure.statistic: figure.value for figure in statistics.figures},
        "problems": sorted(problem.code for problem in statistics.problems),
        "failed_checks": sorted(check.code for check in checks(statistics.figures) if not check.holds),
    }


def _refusal(name: str) -> tuple[str, str]:
    """The code and the sentence with which an example of one letter is set aside, as a file or as a letter."""
    try:
        (statistics,) = layouts.parse(opened(name))
    except UnreadableLetter as error:
        return error.code, str(error)
    assert not statistics.figures
    (problem,) = statistics.problems
    return problem.code, problem.message


@pytest.mark.parametrize("folder", FOLDERS, ids=_name)
def test_example_is_read_as_expected(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    if "rejected" in expected:
        assert _refusal(_name(folder))[0] == expected["rejected"]
        return
    read = opened(_name(folder))
    assert [_as_expected(statistics) for statistics in layouts.parse(read)] == expected["letters"]
    assert read.active_content is expected["active_content"]


@pytest.mark.parametrize("layout", [layout.name for layout in layouts.LAYOUTS if "tables" in layout.name])
def test_examples_of_a_layout_come_from_unrelated_producers(layout: str) -> None:
    producers = {folder.name.rsplit("-", 1)[1] for folder in FOLDERS if folder.parent.name == layout}
    assert {"chromium", "libreoffice", "fpdf2", "reportlab"} <= producers


def test_examples_say_on_each_page_what_they_are() -> None:
    for folder in FOLDERS:
        try:
            texts = opened(_name(folder)).texts
        except UnreadableLetter:
            continue
        assert all({"Illustrative", "letter:"} <= set(text.split()) for text in texts), folder


def test_figures_say_where_they_stand_and_what_is_printed() -> None:
    (statistics,) = layouts.parse(opened("tables-2019/two-pages-unruled-reportlab"))
    assert statistics.pages == (1, 2)
    by_key = {figure.statistic: figure for figure in statistics.figures}
    assert (by_key["investigations"].printed, by_key["investigations"].page) == ("12 + 19", 1)
    assert (by_key["compliance_rate"].printed, by_key["compliance_rate"].page) == ("100%", 2)


def test_an_unknown_form_is_refused_with_its_first_line_and_the_layouts_tried() -> None:
    with pytest.raises(UnreadableLetter, match=r"tried: .*tables-2019.* begins “Illustrative letter"):
        layouts.parse(opened("faulty/later-layout"))


def test_a_form_whose_title_cannot_be_placed_is_refused() -> None:
    text = "Local Authority Report: X\nSatisfactory remedy provided by authority"
    with pytest.raises(UnreadableLetter, match="no title stands upright"):
        layouts.parse(Letter((text,), (), active_content=False))


@pytest.mark.parametrize(
    "code, message",
    [
        ("unknown-heading", "Page 1, “Housing” in “Complaints and enquiries received”: no column has"),
        ("letter-for-zero", "Page 1: “Total” reads “1O”. Expected a number"),
        ("blank-cell-unruled", "Page 1, “Environment Services” in .* nothing is printed"),
        ("table-missing", "The table “Satisfactory remedy provided by authority”: not found"),
        ("two-names", "“Eden District Council” and “Carlisle City Council”"),
        ("letter-of-another-year", "31/03/2019, but the letter speaks of the year ending 31 March 2018"),
        ("no-such-day", "“31/02/2019”. Expected a day such as 31/03/2019"),
    ],
)
def test_problems_say_what_where_and_what_was_expected(code: str, message: str) -> None:
    (statistics,) = layouts.parse(opened(f"faulty/{code}"))
    assert any(re.search(message, problem.message) for problem in statistics.problems), statistics.problems


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
    "printed, unit, value",
    [
        ("0", Unit.COUNT, 0),
        ("14", Unit.COUNT, 14),
        ("1,204", Unit.COUNT, 1204),
        ("1204", Unit.COUNT, 1204),
        ("112,204", Unit.COUNT, 112204),
        ("100", Unit.PERCENT, 100),
        ("100%", Unit.PERCENT, 100),
        ("100 %", Unit.PERCENT, 100),
        ("66.7", Unit.PERCENT, 66.7),
        ("0", Unit.PERCENT, 0),
        ("3.4", Unit.PER_100K, 3.4),
        ("11", Unit.PER_100K, 11),
        ("-", Unit.COUNT, None),
        ("–", Unit.PERCENT, None),
        ("—", Unit.PERCENT, None),
        ("−", Unit.PERCENT, None),
        ("n/a", Unit.PERCENT, None),
        ("N/A", Unit.PER_100K, None),
    ],
)
def test_printed_number_to_value(printed: str, unit: Unit, value: float | None) -> None:
    assert numbers.value_of(printed, unit) == value


@pytest.mark.parametrize(
    "printed, unit",
    [
        ("", Unit.COUNT),
        ("1O", Unit.COUNT),
        ("l", Unit.COUNT),
        ("00", Unit.COUNT),
        ("07", Unit.COUNT),
        ("1 204", Unit.COUNT),
        ("1.204", Unit.COUNT),
        ("12,04", Unit.COUNT),
        ("1,2045", Unit.COUNT),
        ("1234567", Unit.COUNT),
        ("-1", Unit.COUNT),
        ("--", Unit.COUNT),
        ("4*", Unit.COUNT),
        ("100%", Unit.COUNT),
        ("²", Unit.COUNT),
        ("٣", Unit.COUNT),
        ("nil", Unit.COUNT),
        ("1 0", Unit.PERCENT),
        ("100%%", Unit.PERCENT),
        (".5", Unit.PERCENT),
        ("4%", Unit.PER_100K),
    ],
)
def test_what_is_no_number_is_refused(printed: str, unit: Unit) -> None:
    with pytest.raises(ValueError):
        numbers.value_of(printed, unit)


@pytest.mark.parametrize(
    "label",
    [
        "Benefits and Tax",
        "BENEFITS & TAX",
        "Bene\ufb01ts and Tax*",
        "Bene-\nfits and tax",
        "Benefits\u00a0and\u00adTax**",
    ],
)
def test_a_label_is_known_however_it_is_printed(label: str) -> None:
    assert table.normal_form(label) == "benefitsandtax"


# The tests below place words by hand: what no producer prints, but a reader must not fall for.

_LABELS = {"adult": "a", "benefits": "b", "notupheld": "n", "upheld": "u"}


def _page(words: list[tuple[str, float, float]], rules: tuple[float, ...] = ()) -> Page:
    """A page with words (text, x, top), five points a letter, and vertical rules through its table."""
    placed = tuple(Word(text, x, x + 5 * len(text), top, top + 10) for text, x, top in words)
    return Page(1, 500, 500, placed, tuple(Rule(x, x, 0, 100) for x in rules))


def _row(page: Page, begins: Page, labels: Mapping[str, str] = _LABELS) -> table.Row | None:
    header = table.Header(labels, frozenset(labels.values()))
    return next(table.rows_under_title(table.lines_of(page), begins, header), None)


def _cells(words: list[tuple[str, float, float]], *rules: float) -> dict[str, list[str]]:
    page = _page(words, rules)
    row = _row(page, page)
    return {} if row is None else {key: [word.text for word in cell] for key, cell in row.cells.items()}


_HEADS = [("Adult", 100.0, 10.0), ("Benefits", 200.0, 10.0), ("Upheld", 300.0, 10.0)]


def test_a_figure_is_read_under_its_heading() -> None:
    assert _cells([*_HEADS, ("1", 110, 40), ("2", 220, 40), ("3", 310, 40)]) == {
        "a": ["1"],
        "b": ["2"],
        "u": ["3"],
    }


def test_a_blank_cell_shifts_nothing() -> None:
    assert _cells([*_HEADS, ("2", 220, 40), ("3", 310, 40)]) == {"b": ["2"], "u": ["3"]}


def test_figures_beside_their_headings_are_read_only_if_none_is_missing() -> None:
    aside = [("1", 160.0, 40.0), ("2", 270.0, 40.0), ("3", 360.0, 40.0)]
    assert _cells([*_HEADS, *aside]) == {"a": ["1"], "b": ["2"], "u": ["3"]}
    assert _cells([*_HEADS, *aside[1:]]) == {}


def test_a_number_in_the_margin_does_not_fill_a_blank_cell() -> None:
    assert _cells([*_HEADS, ("7", 5, 40), ("2", 220, 40), ("3", 310, 40)]) == {"b": ["2"], "u": ["3"]}
    assert _cells([*_HEADS, ("1", 110, 40), ("2", 220, 40), ("7", 480, 40)]) == {"a": ["1"], "b": ["2"]}


def test_a_figure_under_two_headings_or_across_a_rule_is_in_none() -> None:
    assert _cells([*_HEADS, ("1" * 25, 110, 40), ("3", 310, 40)]) == {"u": ["3"]}
    assert _cells([*_HEADS, ("11", 145, 40), ("2", 220, 40), ("3", 310, 40)], 90, 150, 280, 350) == {
        "b": ["2"],
        "u": ["3"],
    }


def test_two_figures_in_one_cell_stay_two() -> None:
    assert _cells([*_HEADS, ("1", 100, 40), ("4", 120, 40), ("2", 220, 40)], 90, 150, 280, 350) == {
        "a": ["1", "4"],
        "b": ["2"],
    }


def test_a_label_printed_twice_names_no_column() -> None:
    assert _cells(
        [*_HEADS, ("Adult", 400, 10), ("1", 110, 40), ("2", 220, 40), ("3", 310, 40), ("4", 410, 40)]
    ) == {
        "b": ["2"],
        "u": ["3"],
    }


def test_a_wide_blank_inside_a_label_is_no_column_edge() -> None:
    heads = [("Not", 100.0, 10.0), ("Upheld", 150.0, 10.0), ("Upheld", 183.0, 10.0)]
    assert _cells([*heads, ("1", 140, 40), ("2", 190, 40)]) == {"n": ["1"], "u": ["2"]}


def test_an_unknown_heading_leaves_its_column_alone() -> None:
    heads = [("Adult", 100.0, 10.0), ("Homes", 200.0, 10.0)]
    figures = [("1", 110.0, 40.0), ("2", 220.0, 40.0)]
    assert _cells([*heads, *figures], 90, 150, 280) == {"a": ["1"]}
    assert _cells([*heads, *figures]) == {}, "without rules nothing says where the unknown heading ends"


def test_a_page_number_far_below_a_header_is_not_its_figure() -> None:
    assert _cells([*_HEADS[:2], ("2", 220, 400)]) == {}


def test_a_row_that_fills_fewer_than_half_of_the_columns_is_none() -> None:
    assert _cells([*_HEADS, ("2", 220, 40)]) == {}


def test_a_table_stands_on_the_page_of_its_title_or_the_next() -> None:
    first = _page([])
    for number, found in ((2, True), (3, False)):
        page = replace(_page([("Adult", 100, 10), ("1", 105, 40)]), number=number)
        assert (_row(page, first, {"adult": "a"}) is not None) is found


def test_headings_that_can_be_cut_in_two_ways_name_no_column() -> None:
    page = _page([("Not", 100, 10), ("Upheld", 150, 10), ("1", 105, 40), ("2", 160, 40)])
    labels = {"not": "x", "upheld": "u", "notupheld": "n"}
    assert _row(page, page, labels) is None


def test_a_figure_between_the_lines_of_a_label_beside_it_is_a_line_of_its_own() -> None:
    page = _page([("Compliance", 300, 20), ("100%", 100, 25.2), ("rate**", 300, 30.4)])
    assert [line.text for line in table.lines_of(page)] == ["Compliance", "100%", "rate**"]


def test_words_a_little_higher_or_lower_are_on_the_same_line() -> None:
    page = _page([("year", 100, 20), ("*", 120, 18), ("14", 200, 21)])
    assert [line.text for line in table.lines_of(page)] == ["year * 14"]


# Several letters in one file.


def _examples(*names: str) -> Letter:
    """Example letters one after the other, as if they stood in one file."""
    texts: list[str] = []
    pages: list[Page] = []
    for name in names:
        one = opened(name)
        pages += [replace(page, number=len(texts) + page.number) for page in one.pages]
        texts += one.texts
    return Letter(tuple(texts), tuple(pages), active_content=False)


def test_a_letter_that_is_set_aside_says_where_it_stands_and_its_neighbours_are_read() -> None:
    read = layouts.parse(opened("several/three-years"))
    assert [statistics.layout for statistics in read] == ["tables-2014", None, "tables-2016", "tables-2019"]
    assert [statistics.pages for statistics in read] == [(2, 2), (4, 4), (6, 6), (8, 8)]
    assert read[1].problems[0].message.startswith("Page 4: No known layout (tried: tables-2014, ")


def test_a_letter_that_two_layouts_claim_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = replace(layouts.LAYOUTS[0], claims=lambda text: "31/03/2019" in text)
    monkeypatch.setattr(layouts, "LAYOUTS", (*layouts.LAYOUTS, replace(twice, name="another")))
    both = _examples("tables-2019/dartford-fpdf2", "tables-2014/nothing-investigated-fpdf2")
    refused, sound = layouts.parse(both)
    assert (refused.layout, refused.figures, refused.authority_name) == (None, (), None)
    assert "Page 2: 2 known layouts (tables-2019, another) claim" in refused.problems[0].message
    assert (sound.layout, sound.problems) == ("tables-2014", ())


def test_letters_of_one_form_that_share_a_page_are_both_read() -> None:
    upper, lower = _drawn(Options()), _drawn(Options(), DARTFORD)
    below = tuple(_raised(word, -900) for word in lower.pages[0].words)
    rules = tuple(replace(r, top=r.top + 900, bottom=r.bottom + 900) for r in lower.pages[0].rules)
    page = replace(
        upper.pages[0],
        words=(*upper.pages[0].words, *below),
        rules=(*upper.pages[0].rules, *rules),
    )
    first, second = layouts.parse(replace(upper, pages=(page,)))
    assert {f.statistic: f.value for f in first.figures if f.statistic in _FIGURES} == _FIGURES
    assert {f.statistic: f.value for f in second.figures if f.statistic in DARTFORD} == DARTFORD


def test_a_mention_in_a_list_of_contents_is_no_letter() -> None:
    sound = _drawn(Options())
    contents = _page([("Local", 50, 50), ("Authority", 80, 50), ("Report:", 130, 50), ("Kent", 170, 50)])
    pages = (contents, replace(sound.pages[0], number=2))
    (statistics,) = layouts.parse(
        Letter(("Local Authority Report: Kent", *sound.texts), pages, active_content=False)
    )
    assert (statistics.authority_name, statistics.problems) == ("X Council", ())


# The years before 2019.

_EARLIER = earlier((3, 4, 5, 6, 7, 8, 9, 10, 11), (1, 2, 3, 4), 5, 6, (2, 1), 1)


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
    figures = _FIGURES if form == "2019" else _EARLIER
    kept = {key: value for key, value in figures.items() if remedied or not key.startswith("remedied")}
    (statistics,) = layouts.parse(_drawn(Options(year_form=form), kept, period=f"31/03/{year}"))
    assert (statistics.layout, _codes(statistics)) == (layout, problems)


@pytest.mark.parametrize("absent", ["received_other", "uphold_rate", "remedied"])
def test_what_a_year_may_lack_is_not_stated_and_no_problem(absent: str) -> None:
    figures = {key: value for key, value in _EARLIER.items() if not key.startswith(absent)}
    if absent == "received_other":
        figures["received_total"] = 52
    for form, year in (("2014", 2015), ("2016", 2017)):
        kept = {key: value for key, value in figures.items() if form == "2016" or "remedied" not in key}
        (statistics,) = layouts.parse(_drawn(Options(year_form=form), kept, period=f"31/03/{year}"))
        read = {f.statistic: f.value for f in statistics.figures if f.statistic != "investigations"}
        assert (read, statistics.problems) == (kept, ())
        assert all(check.holds for check in checks(statistics.figures))


@pytest.mark.parametrize("remedied", ["table", "columns", "beside"])
@pytest.mark.parametrize("spelling", ["Homes", "by them", "Other things"])
def test_a_column_of_unknown_name_is_never_passed_over(spelling: str, remedied: str) -> None:
    known = {"Homes": "Housing", "by them": "by LGO", "Other things": "Other"}[spelling]
    options = Options(year_form="2016", remedied=remedied, spelling={known: spelling})
    (statistics,) = layouts.parse(_drawn(options, _EARLIER, period="31/03/2016"))
    assert statistics.problems


@pytest.mark.parametrize("heading", ["by LGO", "Satisfactorily by Authority before LGO Involvement"])
def test_a_table_without_title_and_with_one_unknown_heading_is_never_passed_over(heading: str) -> None:
    titles = {"Complaints Remedied": "What was put right"}
    known = Options(year_form="2016", table_titles=titles)
    (statistics,) = layouts.parse(_drawn(known, _EARLIER, period="31/03/2016"))
    assert not statistics.problems
    options = replace(known, spelling={heading: "by them"})
    (statistics,) = layouts.parse(_drawn(options, _EARLIER, period="31/03/2016"))
    assert _codes(statistics) == ["missing-figure"]


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
    assert _codes(statistics) == ["missing-figure"]


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_letter_without_a_title_is_named_beside_another(place: str) -> None:
    """Pages between them keep its tables from being taken for the other letter's."""
    sound, other = _drawn(Options()), _drawn(Options(), DARTFORD)
    untitled = tuple(word for word in other.pages[0].words if word.text not in ("Local", "Report:"))
    page = replace(other.pages[0], words=untitled)
    pages = [sound.pages[0], page] if place == "after" else [page, sound.pages[0]]
    own, text = sound.texts[0], other.texts[0].replace("Local Authority Report", "")
    texts = [own, "", "", text] if place == "after" else [text, "", "", own]
    numbered = tuple(replace(page, number=number) for page, number in zip(pages, (1, 4), strict=True))
    read = layouts.parse(Letter(tuple(texts), numbered, active_content=False))
    whole, unread = read if place == "after" else reversed(read)
    assert (whole.authority_name, whole.problems) == ("X Council", ())
    assert (unread.figures, _codes(unread)) == ((), ["unrecognised-layout"])


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
    (statistics,) = layouts.parse(_drawn(options, _EARLIER, period="31/03/2016"))
    assert not statistics.problems


@pytest.mark.parametrize("rules", ["all", "inner", "none"])
def test_the_name_of_the_council_may_stand_before_the_figures(rules: str) -> None:
    figures = {key: value for key, value in _EARLIER.items() if not key.startswith("remedied")}
    options = Options(year_form="2014", names="X Council", rules=rules, font_size=8)
    (statistics,) = layouts.parse(_drawn(options, figures, period="31/03/2014"))
    read = {f.statistic: f.value for f in statistics.figures if f.statistic != "investigations"}
    assert (read, statistics.problems) == (figures, ())


@pytest.mark.parametrize("dash", ["–", "-", "—", "−", ":"])
def test_the_title_has_a_colon_or_a_dash(dash: str) -> None:
    figures = {key: value for key, value in _EARLIER.items() if not key.startswith("remedied")}
    for in_one in (False, True):
        options = Options(year_form="2014", title_dash=dash, title_in_one=in_one)
        drawn = _drawn(options, figures, "Newcastle-under-Lyme Borough Council", "31/03/2014")
        (statistics,) = layouts.parse(drawn)
        assert (statistics.authority_name, statistics.period_end, statistics.problems) == (
            "Newcastle-under-Lyme Borough Council",
            date(2014, 3, 31),
            (),
        )


# Whole letters again, drawn for what they lack.

MARCH = "31/03/2019"
_FIGURES = consistent((3, 4, 5, 6, 7, 8, 9, 10, 11), (1, 2, 3, 4), 5, 6, 2, 7, 8, 9)


def _drawn(
    options: Options, figures: Figures = _FIGURES, name: str = "X Council", period: str = MARCH
) -> Letter:
    return pdf.read(reportlab_letter.write(figures, name, period, options), layouts.wanted)


def _statistics(options: Options, figures: Figures = _FIGURES) -> LetterStatistics:
    (statistics,) = layouts.parse(_drawn(options, figures))
    return statistics


def _codes(statistics: LetterStatistics) -> list[str]:
    return [problem.code for problem in statistics.problems]


@pytest.mark.parametrize("rules", ["all", "none"])
@pytest.mark.parametrize("key", DARTFORD)
def test_each_blank_cell_is_missing_and_moves_no_other_figure(rules: str, key: str) -> None:
    statistics = _statistics(Options(rules=rules), {**_FIGURES, key: ""})
    read = {figure.statistic: figure.value for figure in statistics.figures}
    read.pop("investigations", None)
    assert read == {other: value for other, value in _FIGURES.items() if other != key}
    assert _codes(statistics) == ["missing-figure"]


@pytest.mark.parametrize(
    "turn", [lambda text: text.upper(), lambda text: text.replace(" ", "\n"), lambda text: f"{text} **"]
)
def test_headings_may_be_set_in_other_ways(turn: Callable[[str], str]) -> None:
    spelling = {"Benefits and Tax": turn("Benefits and Tax"), "Not Upheld": turn("Not Upheld")}
    assert not _statistics(Options(spelling=spelling)).problems


def test_rows_may_stand_close_together() -> None:
    options = Options(rules="none", landscape=True)
    drawn = _drawn(options, {**_FIGURES, "complied_on_time": ""})
    page = drawn.pages[0]
    counts = next(line for line in table.lines_of(page) if line.text.endswith("Number"))
    words = tuple(_raised(word, 6) if word.top > counts.bottom else word for word in page.words)
    (statistics,) = layouts.parse(replace(drawn, pages=(replace(page, words=words),)))
    read = {f.statistic: f.value for f in statistics.figures if f.statistic in _FIGURES}
    assert read == {key: value for key, value in _FIGURES.items() if key != "complied_on_time"}


def _raised(word: Word, points: float) -> Word:
    return replace(word, top=word.top - points, bottom=word.bottom - points)


@pytest.mark.parametrize("rules", ["all", "none"])
def test_a_row_of_rates_is_not_taken_for_the_row_of_counts(rules: str) -> None:
    counts = ("compliance_recorded", "complied_on_time", "complied_late", "not_complied")
    statistics = _statistics(Options(rules=rules), {**_FIGURES, **dict.fromkeys(counts, "")})
    assert "missing-figure" in _codes(statistics)
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
    (statistics,) = layouts.parse(_drawn(Options(), period=period))
    assert statistics.period_end == day
    assert _codes(statistics) == ([] if day else ["period-missing"])


def test_a_year_that_does_not_end_in_march_is_a_conflict() -> None:
    (statistics,) = layouts.parse(_drawn(Options(), period="30/06/2019"))
    assert _codes(statistics) == ["period-conflict"]


def test_titles_of_one_letter_with_several_periods_are_a_conflict() -> None:
    options = Options(split="between-tables", name_repeated="X Council")
    one, other = _drawn(options), _drawn(options, period="31/03/2018")
    mixed = replace(one, pages=(one.pages[0], other.pages[1]))
    (statistics,) = layouts.parse(mixed)
    assert _codes(statistics) == ["period-conflict"]


def test_a_letter_is_compared_with_its_own_words_and_not_its_neighbours() -> None:
    one = _drawn(Options(body=True, year_in_body=2018))
    other = _drawn(Options(body=True, year_in_body=2019), period="31/03/2018")
    pages = (*one.pages, *(replace(page, number=page.number + 2) for page in other.pages))
    both = Letter((*one.texts, *other.texts), pages, active_content=False)
    # The second one's year is not one of its form either.
    assert [_codes(statistics) for statistics in layouts.parse(both)] == [
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
    (statistics,) = layouts.parse(_drawn(Options(), name=printed))
    assert statistics.authority_name == name


def test_a_sentence_about_reports_is_no_title() -> None:
    (statistics,) = layouts.parse(_drawn(Options(marker="Local authority reports are illustrative here")))
    assert (statistics.authority_name, _codes(statistics)) == ("X Council", [])


def test_a_table_of_the_same_title_further_on_is_not_the_letters() -> None:
    one, other = _drawn(Options()), _drawn(Options(), DARTFORD)
    page = other.pages[0]
    below_title = min(word.top for word in page.words if word.text == "Complaints") - 1
    words = tuple(word for word in page.words if word.top > below_title)
    appended = Letter(
        (*one.texts, *other.texts), (*one.pages, replace(page, number=2, words=words)), active_content=False
    )
    (statistics,) = layouts.parse(appended)
    assert {f.statistic: f.value for f in statistics.figures if f.statistic in _FIGURES} == _FIGURES
    assert not statistics.problems
