"""Tables as they are printed among other things: marks, notes, line numbers, watermarks, page ends, small pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from fpdf import FPDF
from playwright.sync_api import Browser
from pypdfium2 import raw

from mapper.letters import layouts, pdf
from mapper.letters.statistics import LetterStatistics
from tests.generators import chromium_letter, fpdf2_letter, reportlab_letter
from tests.generators.reportlab_letter import Pen, Placed
from tests.generators.wording import Figures, Options
from tests.letters.layouts.table_letters import EARLIER, FIGURES, codes_of

_YEARS: Mapping[str, tuple[str, Figures]] = {
    "2014": ("31/03/2015", {key: value for key, value in EARLIER.items() if "remedied" not in key}),
    "2016": ("31/03/2017", EARLIER),
    "2019": ("31/03/2019", FIGURES),
}
_FORMS = pytest.mark.parametrize("form", _YEARS)
_RULES = pytest.mark.parametrize("rules", ["all", "none"])


def _read(data: bytes) -> LetterStatistics:
    (statistics,) = layouts.parse(pdf.read(data, layouts.wanted))
    return statistics


def _assert_read(data: bytes, form: str) -> None:
    statistics = _read(data)
    assert (_values(statistics), statistics.problems) == (_YEARS[form][1], ())


def _values(statistics: LetterStatistics) -> dict[str, int | float | None]:
    return {f.statistic: f.value for f in statistics.figures if f.statistic != "investigations"}


def _by_reportlab(options: Options, change: Callable[[Pen], None] = lambda _: None) -> bytes:
    period, figures = _YEARS[options.year_form]
    return reportlab_letter.write(figures, "X Council", period, options, change=change)


def _by_fpdf2(options: Options, finish: Callable[[FPDF], None] = lambda _: None) -> bytes:
    period, figures = _YEARS[options.year_form]
    document = fpdf2_letter.document(
        figures, "X Council", period, replace(options, apostrophe="'", title_dash="-")
    )
    finish(document)
    return bytes(document.output())


def _moved(text: str, down: float) -> Callable[[Pen], None]:
    """One figure lower in its cell than its neighbours, with the mark of a note where it would stand."""

    def change(pen: Pen) -> None:
        last = max((word for word in pen.words if word.text == text), key=lambda word: word.y)
        pen.words.remove(last)
        pen.words.append(replace(last, y=last.y + down))
        pen.words.append(Placed("1", last.x + 5, last.y + down - 1, last.font, last.size * 0.6))

    return change


@pytest.mark.parametrize("remedied", ["table", "columns", "beside"])
@pytest.mark.parametrize("down", [-3.0, 3.0])
def test_a_figure_a_little_off_its_row_is_of_the_row_that_rules_make(remedied: str, down: float) -> None:
    options = Options(year_form="2016", remedied=remedied, landscape=True, font_size=7.5)
    # The last "1" is that of the complaints that the authority remedied.
    _assert_read(_by_reportlab(options, _moved("1", down)), "2016")


@pytest.mark.slow
def test_figures_beside_notes_are_read_in_every_alignment_that_a_browser_has(browser: Browser) -> None:
    dashes = dict.fromkeys(EARLIER)
    with browser.new_page() as page:
        printer = chromium_letter.Printer(page)
        for figures in (EARLIER, dashes):
            for several_fonts in (False, True):
                options = Options(
                    year_form="2016", remedied="beside", landscape=True, several_fonts=several_fonts
                )
                data = printer.write(figures, "X Council", "31/03/2017", options)
                statistics = _read(data)
                assert (_values(statistics), statistics.problems) == (figures, ())


def _line_numbers(pen: Pen, step: int, x: float) -> None:
    for number in range(1, 60):
        pen.text(x, 20 + 12.5 * number, str(step * number), "Helvetica", 7)


@_FORMS
@_RULES
@pytest.mark.parametrize("step, right", [(1, False), (5, False), (1, True)])
def test_line_numbers_in_the_margin_are_no_figures(form: str, rules: str, step: int, right: bool) -> None:
    options = Options(year_form=form, rules=rules, font_size=8)
    x = 578.0 if right else 8.0
    _assert_read(_by_reportlab(options, lambda pen: _line_numbers(pen, step, x)), form)


@_FORMS
@_RULES
@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("5", "10")])
def test_a_short_page_has_few_line_numbers(form: str, rules: str, numbers: Sequence[str]) -> None:
    def numbered(pen: Pen) -> None:
        figures = sorted({word.y for word in pen.words if word.text.isdecimal()})
        for number, y in zip(numbers, figures, strict=False):
            pen.text(8, y, number, "Helvetica", 7)

    _assert_read(_by_reportlab(Options(year_form=form, rules=rules, font_size=8), numbered), form)


@_RULES
def test_line_numbers_do_not_fill_a_blank_cell(rules: str) -> None:
    key = "received_adult_care_services"
    data = reportlab_letter.write(
        {**FIGURES, key: ""},
        "X Council",
        "31/03/2019",
        Options(rules=rules),
        change=lambda pen: _line_numbers(pen, 1, 8.0),
    )
    statistics = _read(data)
    assert key not in _values(statistics)
    assert codes_of(statistics) == ["missing-figure"]


@_FORMS
@_RULES
@pytest.mark.parametrize("size", [40.0, 90.0])
def test_a_large_word_across_the_figures_takes_none_away(form: str, rules: str, size: float) -> None:
    options = Options(year_form=form, rules=rules, font_size=8)

    def drafted(pen: Pen) -> None:
        for y in (120.0, 180.0, 260.0):
            pen.text(60, y, "DRAFT", "Helvetica-Bold", size)

    def draft(document: FPDF) -> None:
        document.set_font("Helvetica", "B", size)
        for y in (150, 260):
            document.set_text_color(200)
            document.text(60, y, "COPY")

    _assert_read(_by_reportlab(options, drafted), form)
    _assert_read(_by_fpdf2(options, draft), form)


@_RULES
@pytest.mark.parametrize("rate", ["94%**", "94 %", "94*%", "94% **", "94 %**", "94"])
def test_the_rate_may_have_signs_around_it(rules: str, rate: str) -> None:
    figures = {**FIGURES, "compliance_rate": rate.replace("%", "", 1) if rate.endswith("%") else rate}
    for write in (reportlab_letter.write, fpdf2_letter.write):
        options = Options(rules=rules, apostrophe="'", dash="-")
        printed = {**figures, "compliance_rate": rate}
        statistics = _read(write(printed, "X Council", "31/03/2019", options))
        assert statistics.figure("compliance_rate").value == 94.0  # type: ignore[union-attr]
        assert statistics.problems == ()


@pytest.mark.parametrize("printed", ["1*4", "1 4", "4 (3)", "*", "4%5"])
def test_signs_between_digits_are_never_taken_out(printed: str) -> None:
    statistics = _read(
        reportlab_letter.write({**FIGURES, "received_housing": printed}, "X Council", "31/03/2019", Options())
    )
    assert "received_housing" not in _values(statistics)
    assert statistics.problems


def _scaled(data: bytes, factor: float) -> bytes:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        width, height = page.get_size()
        matrix = raw.FS_MATRIX(factor, 0, 0, factor, 0, 0)
        clip = raw.FS_RECTF(0, factor * height, factor * width, 0)
        raw.FPDFPage_TransFormWithClip(page, matrix, clip)
        for resize in (page.set_mediabox, page.set_cropbox):
            resize(0, 0, factor * width, factor * height)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@_FORMS
@_RULES
@pytest.mark.parametrize("factor", [0.25, 0.5, 3.0])
def test_pages_of_any_size_are_read_alike(form: str, rules: str, factor: float) -> None:
    options = Options(year_form=form, rules=rules, font_size=8)
    _assert_read(_scaled(_by_reportlab(options), factor), form)
    _assert_read(_scaled(_by_fpdf2(options), factor), form)


@_FORMS
@pytest.mark.parametrize(
    "turn",
    [
        lambda number, title: f"{number}. {title}",
        lambda number, title: f"Table {number}: {title}",
        lambda number, title: f"({'abcd'[number - 1]}) {title}*",
        lambda number, title: f"{number}.1 – {title.upper()}",
    ],
)
def test_titles_may_be_numbered_and_starred(form: str, turn: Callable[[int, str], str]) -> None:
    titles = (
        "Complaints and enquiries received",
        "Decisions made",
        "Satisfactory remedy provided by authority",
        "Complaints Remedied",
        "Compliance with Ombudsman recommendations",
    )
    numbered = {title: turn(min(number, 4), title) for number, title in enumerate(titles, start=1)}
    _assert_read(_by_reportlab(Options(year_form=form, table_titles=numbered)), form)


@_FORMS
@_RULES
@pytest.mark.parametrize(
    "turn",
    [
        lambda number, label: f"{number}. {label}",
        lambda number, label: f"{label}*",
        lambda number, label: f"({number}) {label.upper()}",
        lambda number, label: "  ".join(label.split()),
    ],
)
def test_headings_may_be_numbered_and_starred(form: str, rules: str, turn: Callable[[int, str], str]) -> None:
    labels = ("Housing", "Benefits and Tax", "Advice Given", "Not Upheld", "Upheld", "Other")
    spelling = {label: turn(number, label) for number, label in enumerate(labels, start=1)}
    _assert_read(_by_reportlab(Options(year_form=form, rules=rules, spelling=spelling, landscape=True)), form)


@pytest.mark.parametrize(
    "form, cut, turned",
    [("2014", 0, 0), ("2016", 0, 0), ("2016", 1, 90), ("2019", 0, 0), ("2019", 1, 0), ("2019", 2, 0)],
)
@_RULES
@pytest.mark.parametrize("split", ["under-headings", "repeated"])
def test_a_table_may_run_over_a_pages_end(form: str, cut: int, turned: int, rules: str, split: str) -> None:
    options = Options(
        year_form=form, rules=rules, split=split, cut=cut, landscape=True, font_size=8, turned=turned
    )
    _assert_read(_by_reportlab(options, lambda pen: pen.text(280, 560, "Page 1", "Helvetica", 8)), form)
    if not turned:
        _assert_read(_by_fpdf2(options), form)


@_RULES
def test_a_blank_cell_on_the_next_page_moves_no_figure(rules: str) -> None:
    for key in ("received_adult_care_services", "received_housing", "received_total"):
        options = Options(rules=rules, split="under-headings", cut=0, landscape=True)
        statistics = _read(reportlab_letter.write({**FIGURES, key: ""}, "X Council", "31/03/2019", options))
        assert _values(statistics).items() <= FIGURES.items()
        assert key not in _values(statistics)
        assert "missing-figure" in codes_of(statistics)


@_RULES
def test_figures_of_another_table_on_the_next_page_are_not_read_under_headings_that_have_none(
    rules: str,
) -> None:
    """The row of decisions stands where that of the subjects would; its headings are lost."""
    period, figures = _YEARS["2019"]
    options = Options(rules=rules, split="under-headings", cut=0, landscape=True)

    def without_row(pen: Pen) -> None:
        if any(word.text.startswith("Local Authority") for word in pen.words):
            return
        end = next(word.y for word in pen.words if word.text == "Decisions made")
        begins = min(word.y for word in pen.words if word.text == "63")
        pen.words = [word for word in pen.words if not begins - 1 < word.y < end + 1]

    statistics = _read(reportlab_letter.write(figures, "X Council", period, options, change=without_row))
    assert _values(statistics).items() <= figures.items()
    assert not [key for key in _values(statistics) if key.startswith("received")]
    assert "missing-figure" in codes_of(statistics)


@pytest.mark.parametrize("figures", ["left", "center", "right"])
def test_figures_beside_notes_without_rules_are_told_from_them(figures: str) -> None:
    options = Options(
        year_form="2016", remedied="beside", rules="none", figures=figures, landscape=True, font_size=7.5
    )
    data = reportlab_letter.write(
        {**EARLIER, "remedied_by_ombudsman": 200, "remedied_by_authority": 109},
        "X Council",
        "31/03/2017",
        options,
    )
    read = _values(_read(data))
    assert (read["remedied_by_ombudsman"], read["remedied_by_authority"]) == (200, 109)


@pytest.mark.parametrize("turned", [90, 45])
@_RULES
def test_a_watermark_may_be_turned_as_the_headings_are(turned: int, rules: str) -> None:
    def draft(pen: Pen) -> None:
        pen.words += [Placed("DRAFT", x, 330, "Helvetica-Bold", 70, turned) for x in (120, 290, 520)]

    options = Options(year_form="2016", turned=turned, rules=rules, landscape=True, font_size=8)
    _assert_read(_by_reportlab(options, draft), "2016")


def test_widely_spaced_and_hyphenated_headings_are_read() -> None:
    spelling = {
        "Environment Services": "Environ-\nment Serv-\nices",
        "Housing": "H o u s i n g",
        "Not Upheld": "Not  Upheld",
    }
    for rules in ("all", "none"):
        _assert_read(_by_reportlab(Options(rules=rules, spelling=spelling, landscape=True)), "2019")
