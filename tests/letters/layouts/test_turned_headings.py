"""Headings that stand on their side or lean: each figure is read under its own, or not at all."""

import pytest

from mapper.letters import layouts, pdf
from mapper.letters.layouts.tables.turned import stood_up
from mapper.letters.letter import Word
from mapper.letters.statistics import LetterStatistics
from tests.generators import chromium_letter, reportlab_letter
from tests.generators.wording import Figures, Options
from tests.letters.layouts.table_letters import EARLIER, FIGURES, codes_of, statistics_of

_LEANING = (45, 60, -45)


def _of_2017(options: Options, figures: Figures = EARLIER) -> LetterStatistics:
    data = reportlab_letter.write(figures, "X Council", "31/03/2017", options)
    (statistics,) = layouts.parse(pdf.read(data, layouts.wanted))
    return statistics


def _values(statistics: LetterStatistics) -> dict[str, int | float | None]:
    return {f.statistic: f.value for f in statistics.figures if f.statistic != "investigations"}


@pytest.mark.parametrize("turned", [90, -90, *_LEANING])
@pytest.mark.parametrize(
    "rules, figures",
    [("all", "center"), ("inner", "left"), ("horizontal", "right"), ("none", "left"), ("none", "right")],
)
def test_turned_headings_are_read(turned: int, rules: str, figures: str) -> None:
    options = Options(year_form="2016", turned=turned, rules=rules, figures=figures, landscape=True)
    statistics = _of_2017(options)
    assert (_values(statistics), statistics.problems) == (EARLIER, ())


@pytest.mark.parametrize("turned", [90, -90])
@pytest.mark.parametrize("figures", ["left", "center", "right"])
def test_headings_of_many_turned_lines_are_read(turned: int, figures: str) -> None:
    options = Options(turned=turned, rules="none", figures=figures, landscape=True, split="between-tables")
    statistics = statistics_of(options)
    assert (_values(statistics), statistics.problems) == (FIGURES, ())


@pytest.mark.slow
def test_headings_that_a_browser_turns_are_read() -> None:
    with chromium_letter.printer() as printer:
        for turned in (90, -90, 45):
            for rules in ("all", "none"):
                options = Options(year_form="2016", turned=turned, rules=rules, landscape=True)
                data = printer.write(EARLIER, "X Council", "31/03/2017", options)
                (statistics,) = layouts.parse(pdf.read(data, layouts.wanted))
                assert (_values(statistics), statistics.problems) == (EARLIER, ()), (turned, rules)


@pytest.mark.parametrize("turned", [90, 45, -45])
@pytest.mark.parametrize("rules", ["all", "none"])
@pytest.mark.parametrize("figures", ["left", "right"])
@pytest.mark.parametrize("key", ["received_adult_care_services", "received_housing"])
def test_a_blank_cell_under_turned_headings_moves_no_figure(
    turned: int, rules: str, figures: str, key: str
) -> None:
    options = Options(year_form="2016", turned=turned, rules=rules, figures=figures, landscape=True)
    statistics = _of_2017(options, {**EARLIER, key: ""})
    read = _values(statistics)
    assert read.items() <= EARLIER.items()
    assert key not in read
    assert "missing-figure" in codes_of(statistics)


@pytest.mark.parametrize("turned", [90, *_LEANING])
@pytest.mark.parametrize("rules", ["all", "none"])
def test_a_turned_heading_of_unknown_name_is_never_passed_over(turned: int, rules: str) -> None:
    options = Options(
        year_form="2016", turned=turned, rules=rules, landscape=True, spelling={"Housing": "Homes"}
    )
    statistics = _of_2017(options)
    assert _values(statistics).items() <= EARLIER.items()
    assert statistics.problems


def test_a_leaning_heading_stands_at_its_foot_and_not_where_it_leans() -> None:
    up = Word("Housing", 100, 140, 50, 90, 45.0)
    down = Word("Housing", 100, 140, 50, 90, -45.0)
    assert [word.x_middle for word in stood_up([up], 10, lambda _: True)] == [100]
    assert [word.x_middle for word in stood_up([down], 10, lambda _: True)] == [140]


def test_lines_that_stand_on_their_side_are_read_in_order() -> None:
    """Up the page the next line is to the right, down the page to the left."""
    lines = [Word("Adult", 100, 108, 70, 90, 90.0), Word("Care", 100, 108, 50, 68, 90.0)]
    lines.append(Word("Services", 110, 118, 60, 90, 90.0))
    for turn, expected in ((90.0, "Adult Care Services"), (-90.0, "Services Care Adult")):
        turned = [Word(w.text, w.x0, w.x1, w.top, w.bottom, turn) for w in lines]
        standing = sorted(stood_up(turned, 8, lambda _: True), key=lambda word: word.top)
        assert " ".join(word.text for word in standing) == expected


def test_a_turned_line_with_a_word_of_no_heading_is_left_out() -> None:
    margin = [Word(text, 10, 18, top, top + 30, 90.0) for text, top in (("Housing", 100), ("Committee", 60))]
    assert stood_up(margin, 8, "Housing".__contains__) == []
