"""Rows and tables of another year beside the letter's own: only what is certainly the letter's is read."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from mapper.letters import layouts, pdf
from mapper.letters.layouts.tables.years import is_of_year
from mapper.letters.statistics import LetterStatistics
from tests.generators import fpdf2_letter, reportlab_letter
from tests.generators.wording import Figures, Options
from tests.letters.layouts.table_letters import EARLIER, codes_of

Write = Callable[[Figures, str, str, Options], bytes]

_WRITERS = pytest.mark.parametrize("write", [reportlab_letter.write, fpdf2_letter.write])
_LABELS = [
    ("2016-17", "2015-16"),
    ("2016/17", "2015/16"),
    ("2017", "2016"),
    ("This year", "Last year"),
    ("", "2015-16"),
]


def _read(write: Write, options: Options) -> tuple[LetterStatistics, dict[str, int | float | None]]:
    data = write(EARLIER, "X Council", "31/03/2017", replace(options, apostrophe="'"))
    (statistics,) = layouts.parse(pdf.read(data, layouts.wanted))
    values = {f.statistic: f.value for f in statistics.figures if f.statistic != "investigations"}
    return statistics, values


@_WRITERS
@pytest.mark.parametrize("this, other", _LABELS)
@pytest.mark.parametrize("rules", ["all", "none"])
@pytest.mark.parametrize("first, left", [(False, False), (True, True), (False, True)])
def test_the_row_of_the_letters_year_is_read(
    write: Write, this: str, other: str, rules: str, first: bool, left: bool
) -> None:
    options = Options(
        year_form="2016",
        other_year=other,
        this_year=this,
        other_year_first=first,
        years_left=left,
        rules=rules,
        landscape=True,
        font_size=8,
        figures="center",
    )
    statistics, values = _read(write, options)
    assert (values, statistics.problems) == (EARLIER, ())


@_WRITERS
@pytest.mark.parametrize(
    "this, other", [("A", "B"), ("2015-16", "2014-15"), ("2016-17", "2016-17"), ("2016-18", "2015-17")]
)
@pytest.mark.parametrize("rules", ["all", "none"])
def test_where_no_label_tells_the_letters_row_none_is_read(
    write: Write, this: str, other: str, rules: str
) -> None:
    options = Options(
        year_form="2016", other_year=other, this_year=this, rules=rules, landscape=True, font_size=8
    )
    statistics, values = _read(write, options)
    assert not [key for key in values if not key.startswith("remedied")]
    assert codes_of(statistics)


@_WRITERS
def test_a_heading_over_the_labels_of_years_is_no_column(write: Write) -> None:
    for rules in ("all", "none"):
        options = Options(
            year_form="2016",
            other_year="2015-16",
            this_year="2016-17",
            years_heading="Year",
            rules=rules,
            landscape=True,
            font_size=8,
        )
        statistics, values = _read(write, options)
        assert (values, statistics.problems) == (EARLIER, ())


@_WRITERS
@pytest.mark.parametrize(
    "title", ["Decisions made 2015/16", "Decisions made in 2015-16", "Decisions made: last year"]
)
def test_a_table_whose_title_names_another_year_is_not_the_letters(write: Write, title: str) -> None:
    options = Options(year_form="2016", table_titles={"Decisions made": title})
    statistics, values = _read(write, options)
    assert not [key for key in values if key.startswith("decided")]
    assert "missing-figure" in codes_of(statistics)


@_WRITERS
@pytest.mark.parametrize(
    "title", ["Decisions made 2016/17", "Decisions made in 2016-17", "Decisions made (2016/17)"]
)
def test_a_title_may_name_the_letters_year(write: Write, title: str) -> None:
    statistics, values = _read(write, Options(year_form="2016", table_titles={"Decisions made": title}))
    assert (values, statistics.problems) == (EARLIER, ())


@pytest.mark.parametrize(
    "label, says",
    [
        ("2017-18", True),
        ("2017/2018", True),
        ("(2017–18)", True),
        ("2018", True),
        ("Year ending 31 March 2018", True),
        ("31/03/2018", True),
        ("2016-17", False),
        ("2017", False),
        ("Previous year", False),
        ("This year", True),
        ("2018-19", False),
        ("2016-18", None),
        ("Number", None),
        ("201", None),
        ("", None),
    ],
)
def test_what_a_label_says_of_the_year(label: str, says: bool | None) -> None:
    assert is_of_year(label, 2018) is says
