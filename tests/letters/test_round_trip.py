"""Figures, printed by any producer in any manner and read again, are the same figures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from mapper.letters import layouts, pdf
from mapper.letters.identities import checks
from tests.generators import chromium_letter, fpdf2_letter, reportlab_letter
from tests.generators.wording import DARTFORD, Figures, Options, consistent, earlier

pytestmark = pytest.mark.slow

Write = Callable[[Figures, str, str, Options], bytes]

_counts = st.one_of(st.just(0), st.integers(0, 9), st.integers(10, 99), st.integers(100, 2999))


@dataclass(frozen=True)
class Form:
    """The letters of one layout: the years they are of, what they can say, and manners of printing it."""

    layout: str
    years: tuple[int, ...]
    figures: st.SearchStrategy[Figures]
    manners: Mapping[str, st.SearchStrategy[Any]]


@st.composite
def _figures_of_2019(draw: st.DrawFn) -> Figures:
    """What a letter can say: sums and rates hold, whatever the numbers; or there is nothing to say."""
    if draw(st.integers(0, 9)) == 0:
        return dict.fromkeys(DARTFORD)
    upheld = draw(_counts)
    return consistent(
        draw(st.lists(_counts, min_size=9, max_size=9)),
        draw(st.lists(_counts, min_size=4, max_size=4)),
        draw(_counts),
        upheld,
        draw(st.integers(0, upheld)),
        draw(_counts),
        draw(_counts),
        draw(_counts),
    )


@st.composite
def _figures_before(draw: st.DrawFn, may_have_remedied: bool) -> Figures:
    """The same for the years before: with and without "Other", rate, its decimals and complaints remedied."""
    subjects = draw(st.sampled_from([8, 9]))
    upheld = draw(_counts)
    remedied = (draw(st.integers(0, upheld)), draw(st.integers(0, upheld))) if may_have_remedied else ()
    figures = earlier(
        draw(st.lists(_counts, min_size=subjects, max_size=subjects)),
        draw(st.lists(_counts, min_size=4, max_size=4)),
        draw(_counts),
        upheld,
        draw(st.sampled_from([(), remedied])),
        draw(st.sampled_from([None, 0, 1, 2])),
    )
    return dict.fromkeys(figures) if draw(st.integers(0, 9)) == 0 else figures


FORMS = (
    Form(
        "tables-2014",
        (2014, 2015),
        _figures_before(may_have_remedied=False),
        {
            "year_form": st.just("2014"),
            "names": st.sampled_from(["", "Kent CC", "Kent County Council"]),
            "title_in_one": st.booleans(),
            "title_dash": st.sampled_from("-:"),
            "rate_sign": st.sampled_from(["", "%"]),
        },
    ),
    Form(
        "tables-2016",
        (2016, 2017, 2018),
        _figures_before(may_have_remedied=True),
        {
            "year_form": st.just("2016"),
            "remedied": st.sampled_from(["table", "columns", "beside"]),
            "rate_sign": st.sampled_from(["", "%"]),
        },
    ),
    Form("tables-2019", (2019,), _figures_of_2019(), {}),
)

_manners = st.fixed_dictionaries(
    {
        "rules": st.sampled_from(["all", "inner", "horizontal", "none"]),
        "landscape": st.booleans(),
        "split": st.sampled_from(["none", "between-tables", "under-title"]),
        "body": st.booleans(),
        "around": st.booleans(),
        "spanned": st.booleans(),
        "tall_total": st.booleans(),
        "row_labels": st.sampled_from(["left", "right"]),
        "thousands": st.booleans(),
        "ampersand": st.booleans(),
        "shuffled": st.one_of(st.none(), st.integers(0, 99)),
        "font_size": st.sampled_from([7.5, 9.0, 10.0]),
    }
)
# Headings and figures aligned alike, or headings centred: where a page without rules has them otherwise, a
# figure may stand nearer to its neighbour's heading, and is rightly left out.
_aligned = {
    "alignment": st.sampled_from(
        [("left", "left"), ("center", "center"), ("right", "right"), ("center", "left"), ("center", "right")]
    )
}
_any_alignment = {"alignment": st.tuples(*(st.sampled_from(["left", "center", "right"]),) * 2)}
_plain = {"apostrophe": st.just("'"), "dash": st.sampled_from(["-", "n/a"])}
_curly = {"apostrophe": st.sampled_from("'’"), "dash": st.sampled_from(["-", "–", "—", "n/a"])}
_by_browser = {"tagged": st.booleans(), "several_fonts": st.booleans()}
_by_hand = {
    "rotate": st.sampled_from([0, 90, 180, 270]),
    "drawn_in_disorder": st.one_of(st.none(), st.integers(0, 99)),
    "overprint": st.booleans(),
}


@dataclass(frozen=True)
class Case:
    """A letter to print and to read."""

    form: Form
    year: int
    figures: Figures
    options: Options

    def written(self, write: Write, figures: Figures | None = None) -> bytes:
        return write(figures or self.figures, "Kent County Council", f"31/03/{self.year}", self.options)


@st.composite
def _cases(draw: st.DrawFn, form: Form, *manners: Mapping[str, st.SearchStrategy[Any]]) -> Case:
    others = {key: strategy for part in (*manners, form.manners) for key, strategy in part.items()}
    chosen: dict[str, Any] = draw(_manners) | draw(st.fixed_dictionaries(others))
    headings, aligned = chosen.pop("alignment")
    options = Options(headings=headings, figures=aligned, **chosen)
    return Case(form, draw(st.sampled_from(form.years)), draw(form.figures), options)


@st.composite
def _readable_cases(draw: st.DrawFn, form: Form, *manners: Mapping[str, st.SearchStrategy[Any]]) -> Case:
    """Letters that can be read whole: a lone dash at the side of a wide cell may stand under no heading."""
    case = draw(_cases(form, _aligned, *manners))
    assume(any(case.figures.values()) or case.options.headings == case.options.figures)
    return case


def _check(write: Write, case: Case) -> None:
    (statistics,) = layouts.parse(pdf.read(case.written(write), layouts.wanted))
    read = {figure.statistic: figure.value for figure in statistics.figures}
    del read["investigations"]
    assert read == case.figures
    assert not statistics.problems
    assert all(check.holds for check in checks(statistics.figures))
    assert (statistics.layout, statistics.authority_name) == (case.form.layout, "Kent County Council")


_each_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.layout)


@_each_form
@settings(max_examples=30)
@given(data=st.data())
def test_reportlab(form: Form, data: st.DataObject) -> None:
    _check(reportlab_letter.write, data.draw(_readable_cases(form, _curly, _by_hand)))


@_each_form
@settings(max_examples=20)
@given(data=st.data())
def test_fpdf2(form: Form, data: st.DataObject) -> None:
    _check(fpdf2_letter.write, data.draw(_readable_cases(form, _plain)))


@pytest.fixture(scope="module")
def chromium(browser: Browser) -> Iterator[chromium_letter.Printer]:
    with browser.new_page() as page:
        yield chromium_letter.Printer(page)


@_each_form
@settings(max_examples=8)
@given(data=st.data())
def test_chromium(chromium: chromium_letter.Printer, form: Form, data: st.DataObject) -> None:
    _check(chromium.write, data.draw(_readable_cases(form, _curly, _by_browser)))


@_each_form
@settings(max_examples=30)
@given(data=st.data())
def test_what_cannot_be_placed_is_left_out_and_said(form: Form, data: st.DataObject) -> None:
    """Any cells blank, any alignment: figures may be left out, but none is ever another one's."""
    case = data.draw(_cases(form, _any_alignment, _curly, _by_hand))
    blank = data.draw(st.sets(st.sampled_from(sorted(case.figures))))
    printed = {**case.figures, **dict.fromkeys(blank, "")}
    (statistics,) = layouts.parse(pdf.read(case.written(reportlab_letter.write, printed), layouts.wanted))
    read = {figure.statistic: figure.value for figure in statistics.figures}
    read.pop("investigations", None)
    assert read.items() <= case.figures.items()
    assert not read.keys() & blank
    assert bool(statistics.problems) is (read.keys() != case.figures.keys())
