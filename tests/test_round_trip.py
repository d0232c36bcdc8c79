"""Figures, printed by any producer in any manner and read again, are the same figures."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from mapper import layouts, letter
from mapper.figures import checks
from tests.letters import chromium_letter, fpdf2_letter, reportlab_letter
from tests.letters.wording import DARTFORD, Figures, Options, consistent

_counts = st.one_of(st.just(0), st.integers(0, 9), st.integers(10, 99), st.integers(100, 2999))


@st.composite
def _figures(draw: st.DrawFn) -> Figures:
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
_by_hand = {
    "rotate": st.sampled_from([0, 90, 180, 270]),
    "drawn_in_disorder": st.one_of(st.none(), st.integers(0, 99)),
    "overprint": st.booleans(),
}


def _options(*more: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Options]:
    others = {key: strategy for part in more for key, strategy in part.items()}
    return st.builds(_as_options, _manners, st.fixed_dictionaries(others))


def _as_options(manners: dict[str, Any], others: dict[str, Any]) -> Options:
    headings, figures = others.pop("alignment")
    return Options(headings=headings, figures=figures, **manners, **others)


def _check(write: Callable[[Figures, str, str, Options], bytes], figures: Figures, options: Options) -> None:
    data = write(figures, "Kent County Council", "31/03/2019", options)
    (statistics,) = layouts.parse(letter.read(data, layouts.wanted))
    read = {figure.statistic: figure.value for figure in statistics.figures}
    del read["investigations"]
    assert read == figures
    assert not statistics.problems
    assert all(check.holds for check in checks(statistics.figures))
    assert statistics.authority_name == "Kent County Council"


@settings(max_examples=60, deadline=None)
@given(_figures(), _options(_aligned, _curly, _by_hand))
def test_reportlab(figures: Figures, options: Options) -> None:
    _check(reportlab_letter.write, figures, options)


@settings(max_examples=40, deadline=None)
@given(_figures(), _options(_aligned, _plain))
def test_fpdf2(figures: Figures, options: Options) -> None:
    _check(fpdf2_letter.write, figures, options)


@pytest.fixture(scope="module")
def chromium(browser: Browser) -> Iterator[chromium_letter.Printer]:
    with browser.new_page() as page:
        yield chromium_letter.Printer(page)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_figures(), _options(_aligned, _curly))
def test_chromium(chromium: chromium_letter.Printer, figures: Figures, options: Options) -> None:
    _check(chromium.write, figures, options)


@settings(max_examples=60, deadline=None)
@given(_figures(), _options(_any_alignment, _curly, _by_hand), st.sets(st.sampled_from(sorted(DARTFORD))))
def test_what_cannot_be_placed_is_left_out_and_said(
    figures: Figures, options: Options, blank: set[str]
) -> None:
    """Any cells blank, any alignment: figures may be left out, but none is ever another one's."""
    printed = {**figures, **dict.fromkeys(blank, "")}
    data = reportlab_letter.write(printed, "Kent County Council", "31/03/2019", options)
    (statistics,) = layouts.parse(letter.read(data, layouts.wanted))
    read = {figure.statistic: figure.value for figure in statistics.figures}
    read.pop("investigations", None)
    assert read.items() <= figures.items()
    assert not read.keys() & blank
    assert bool(statistics.problems) is (read.keys() != figures.keys())
