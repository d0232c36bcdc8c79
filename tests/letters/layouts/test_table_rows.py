"""Words placed by hand, as no PDF producer prints them: each figure is read under its own heading, or not at all."""

from collections.abc import Mapping
from dataclasses import replace

from mapper.letters.layouts.tables.columns import Header
from mapper.letters.layouts.tables.lines import Line, lines_of
from mapper.letters.layouts.tables.rows import Row, rows_under_title
from mapper.letters.letter import Page, Word
from tests.letters.layouts.table_letters import page_of

_LABELS = {"adult": "a", "benefits": "b", "notupheld": "n", "upheld": "u"}


def _row(page: Page, begins: Page, labels: Mapping[str, str] = _LABELS) -> Row | None:
    header = Header(labels, frozenset(labels.values()))
    title = Line(begins, (Word("Title", 0, 25, 0, 5),), 0, 5)
    return next(rows_under_title(lines_of(page), title, header), None)


def _cells(words: list[tuple[str, float, float]], *rules: float) -> dict[str, list[str]]:
    page = page_of(words, rules)
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
    first = page_of([])
    for number, found in ((2, True), (3, False)):
        page = replace(page_of([("Adult", 100, 10), ("1", 105, 40)]), number=number)
        assert (_row(page, first, {"adult": "a"}) is not None) is found


def test_headings_that_can_be_cut_in_two_ways_name_no_column() -> None:
    page = page_of([("Not", 100, 10), ("Upheld", 150, 10), ("1", 105, 40), ("2", 160, 40)])
    labels = {"not": "x", "upheld": "u", "notupheld": "n"}
    assert _row(page, page, labels) is None


def test_a_figure_between_the_lines_of_a_label_beside_it_is_a_line_of_its_own() -> None:
    page = page_of([("Compliance", 300, 20), ("100%", 100, 25.2), ("rate**", 300, 30.4)])
    assert [line.text for line in lines_of(page)] == ["Compliance", "100%", "rate**"]


def test_words_a_little_higher_or_lower_are_on_the_same_line() -> None:
    page = page_of([("year", 100, 20), ("*", 120, 18), ("14", 200, 21)])
    assert [line.text for line in lines_of(page)] == ["year * 14"]
