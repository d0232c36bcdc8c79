"""Make the example letters again: `python -m tests.generators.make [NAME…]`, with Chromium and LibreOffice.

Every example is a folder with `letter.pdf` and `expected.json`, which says what the letter prints: it comes
from the figures that went into the letter, never from reading it.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from fpdf import FPDF
from fpdf.enums import EncryptionMethod
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from tests.generators import (
    chromium_letter,
    fpdf2_letter,
    libreoffice_letter,
    object_streams,
    reportlab_letter,
)
from tests.generators.wording import DARTFORD, INVENTED, REDRAWN, Figures, Options, consistent, earlier

HERE = Path(__file__).parent.parent / "examples"
MARCH_2019 = "31/03/2019"
Write = Callable[[Figures, str, str, Options], bytes]

KENT = consistent((1204, 63, 51, 118, 40, 77, 12, 33, 9), (4, 33, 1410, 52), 21, 37, 6, 30, 4, 1)
LEEDS = consistent((31, 20, 9, 24, 18, 14, 37, 22, 3), (11, 10, 71, 55), 12, 19, 2, 15, 2, 0)
CROYDON = consistent((22, 41, 12, 30, 19, 25, 60, 16, 4), (14, 6, 90, 62), 15, 42, 5, 33, 8, 2)
DURHAM = consistent((12, 7, 5, 19, 11, 8, 6, 20, 1), (5, 4, 38, 25), 9, 8, 0, 6, 0, 0)
SCILLY = consistent((0, 0, 0, 1, 0, 0, 0, 1, 0), (0, 1, 1, 0), 0, 0, 0, 0, 0, 0)
EDEN = consistent((0, 2, 1, 0, 1, 0, 2, 4, 1), (1, 0, 4, 3), 2, 1, 0, 1, 0, 0)
# Years before 2019: eight subjects or nine, without a rate or with one of so many decimals.
EDEN_2014 = earlier((0, 2, 1, 0, 3, 0, 2, 4), (1, 0, 4, 3), 2, 1)
LEEDS_2014 = earlier((31, 20, 9, 24, 18, 14, 37, 22), (11, 10, 71, 55), 12, 19)
KENT_2015 = earlier((204, 0, 51, 1118, 40, 77, 0, 3), (4, 33, 1410, 52), 21, 27, rate_places=1)
SCILLY_2015 = earlier((0, 0, 0, 1, 0, 0, 0, 1), (0, 1, 1, 0), 0, 0, rate_places=0)
CROYDON_2016 = earlier((22, 41, 12, 30, 19, 25, 60, 16), (14, 6, 90, 62), 15, 42, (30, 5), 0)
DURHAM_2017 = earlier((12, 7, 5, 19, 11, 8, 6, 20, 1), (5, 4, 38, 25), 9, 8, (6, 1), 0)
LEEDS_2018 = earlier((31, 20, 9, 24, 18, 14, 37, 22, 3), (11, 10, 71, 55), 12, 19, (14, 2), 1)
UNHEARD: Figures = dict.fromkeys(DARTFORD)


@dataclass(frozen=True, slots=True)
class Example:
    """One letter to make, and what is to be read from it."""

    name: str
    write: Write
    figures: Figures
    council: str | None = "Leeds City Council"
    period: str = MARCH_2019
    options: Options = field(default_factory=Options)
    problems: tuple[str, ...] = ()
    failed_checks: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    period_end: str | None = "2019-03-31"
    council_as_read: str | None = None
    layout: str | None = "tables-2019"
    active_content: bool = False
    finish: Callable[[bytes], bytes] = bytes
    rejected: str | None = None


def _drawn(example: Example) -> bytes:
    data = example.write(example.figures, example.council or "", example.period, example.options)
    return example.finish(data)


def _expected(example: Example) -> dict[str, Any]:
    if example.rejected:
        return {"rejected": example.rejected}
    return {"letters": [_expected_letter(example)], "active_content": example.active_content}


def _expected_letter(example: Example) -> dict[str, Any]:
    figures: dict[str, Any] = {
        key: value for key, value in example.figures.items() if key not in example.missing
    }
    parts = [figures.get(key, "") for key in ("decided_not_upheld", "decided_upheld")]
    if "" not in parts:
        figures["investigations"] = None if None in parts else sum(parts)
    return {
        "authority_name": example.council if example.council_as_read is None else example.council_as_read,
        "period_end": example.period_end,
        "layout": example.layout,
        "statistics": dict(sorted(figures.items())),
        "problems": sorted(example.problems),
        "failed_checks": sorted(example.failed_checks),
    }


def _good(chromium: Write) -> Iterator[Example]:
    redrawn = Options(marker=REDRAWN, body=True)
    dartford = partial(Example, figures=DARTFORD, council="Dartford Borough Council")
    yield dartford("dartford-chromium", chromium, options=redrawn)
    yield dartford("dartford-libreoffice", libreoffice_letter.write, options=redrawn)
    yield dartford("dartford-fpdf2", fpdf2_letter.write, options=replace(redrawn, apostrophe="'"))
    yield dartford("dartford-reportlab", reportlab_letter.write, options=redrawn)
    kent = partial(Example, figures=KENT, council="Kent County Council")
    yield kent("unruled-libreoffice", libreoffice_letter.write, options=Options(rules="none"))
    yield kent(
        "unruled-landscape-chromium",
        chromium,
        options=Options(rules="none", landscape=True, figures="right", headings="right", ampersand=True),
    )
    yield kent(
        "landscape-turned-page-reportlab",
        reportlab_letter.write,
        options=Options(rules="inner", landscape=True, rotate=90, figures="left"),
    )
    yield kent(
        "turned-the-other-way-reportlab",
        reportlab_letter.write,
        options=Options(landscape=True, rotate=270, thousands=False),
    )
    yield Example(
        "half-ruled-fpdf2",
        fpdf2_letter.write,
        LEEDS,
        options=Options(rules="horizontal", apostrophe="'", figures="right", headings="right"),
    )
    yield Example(
        "half-ruled-left-aligned-landscape-fpdf2",
        fpdf2_letter.write,
        LEEDS,
        options=Options(rules="inner", apostrophe="'", landscape=True, figures="left", headings="left"),
    )
    yield Example(
        "two-pages-unruled-reportlab",
        reportlab_letter.write,
        LEEDS,
        options=Options(rules="none", split="between-tables"),
    )
    yield Example(
        "two-pages-cut-under-a-title-chromium",
        chromium,
        LEEDS,
        options=Options(split="under-title", body=True),
    )
    yield Example(
        "committee-paper-chromium",
        chromium,
        CROYDON,
        "London Borough of Croydon",
        options=Options(around=True, body=True, split="between-tables", rules="horizontal"),
    )
    yield Example(
        "committee-paper-unruled-reportlab",
        reportlab_letter.write,
        CROYDON,
        "London Borough of Croydon",
        options=Options(around=True, body=True, rules="none", split="under-title", landscape=True),
    )
    yield Example(
        "hyphenated-headings-reportlab",
        reportlab_letter.write,
        CROYDON,
        "London Borough of Croydon",
        options=Options(font_size=11.5, row_labels="left"),
    )
    yield Example(
        "ligatures-and-long-dashes-chromium",
        chromium,
        DURHAM | {"satisfactory_remedy_rate": None, "satisfactory_remedies": None},
        "Durham County Council",
        options=Options(spelling={"Benefits and Tax": "Bene\ufb01ts and Tax"}, dash="—", tall_total=True),
    )
    yield Example(
        "no-rates-fpdf2",
        fpdf2_letter.write,
        SCILLY,
        "Council of the Isles of Scilly",
        options=Options(apostrophe="'", dash="n/a"),
    )
    yield Example("all-dashes-chromium", chromium, UNHEARD, "Wyre Borough Council", options=Options(dash="–"))
    yield Example(
        "drawn-in-disorder-reportlab",
        reportlab_letter.write,
        KENT,
        "Kent County Council",
        options=Options(rules="none", drawn_in_disorder=7, overprint=True),
    )
    yield Example(
        "other-order-of-columns-chromium",
        chromium,
        DURHAM,
        "Durham County Council",
        options=Options(shuffled=5),
    )
    yield Example(
        "wrapped-name-reportlab",
        reportlab_letter.write,
        EDEN,
        "Newcastle-under-Lyme Borough Council",
        "31 March 2019",
        options=Options(title_width=30),
    )
    yield Example(
        "offset-page-boxes-reportlab",
        reportlab_letter.write,
        EDEN,
        "Eden District Council",
        finish=_with_offset_boxes,
    )
    yield Example(
        "owner-password-fpdf2",
        _locked(user=""),
        EDEN,
        "Eden District Council",
        options=Options(apostrophe="'"),
    )


def _documents(chromium: Write) -> Iterator[Example]:
    """Letters of 2019 in files of other kinds."""
    leeds = partial(Example, figures=LEEDS)
    yield leeds("tagged-chromium", chromium, options=Options(body=True, tagged=True))
    yield leeds("tagged-libreoffice", libreoffice_letter.write, options=Options(body=True, tagged=True))
    yield leeds("object-streams-reportlab", reportlab_letter.write, finish=object_streams.rewritten)
    yield leeds(
        "object-streams-offset-turned-reportlab",
        reportlab_letter.write,
        options=Options(landscape=True, rotate=90),
        finish=lambda data: object_streams.rewritten(_with_offset_boxes(data)),
    )
    yield leeds(
        "several-fonts-chromium", chromium, options=Options(several_fonts=True, rules="none", landscape=True)
    )


def _year(year: int, layout: str) -> partial[Example]:
    return partial(Example, layout=layout, period=f"31/03/{year}", period_end=f"{year}-03-31")


def _of_2014(chromium: Write) -> Iterator[Example]:
    form = Options(year_form="2014")
    yield _year(2014, "tables-2014")(
        "upheld-first-libreoffice", libreoffice_letter.write, LEEDS_2014, options=replace(form, body=True)
    )
    yield _year(2014, "tables-2014")(
        "names-beside-figures-chromium",
        chromium,
        LEEDS_2014,
        options=replace(form, names="Leeds City C", tall_total=True, ampersand=True),
    )
    yield _year(2014, "tables-2014")(
        "title-in-one-line-unruled-fpdf2",
        fpdf2_letter.write,
        EDEN_2014,
        "Eden District Council",
        options=replace(
            form, title_in_one=True, title_dash="-", apostrophe="'", rules="none", landscape=True
        ),
    )
    yield _year(2015, "tables-2014")(
        "rate-with-a-decimal-turned-page-reportlab",
        reportlab_letter.write,
        KENT_2015,
        "Kent County Council",
        options=replace(form, rules="inner", landscape=True, rotate=90, names="Kent CC"),
    )
    yield _year(2015, "tables-2014")(
        "rate-with-a-sign-committee-paper-chromium",
        chromium,
        KENT_2015,
        "Kent County Council",
        options=replace(form, rate_sign="%", around=True, body=True, rules="horizontal"),
    )
    yield _year(2015, "tables-2014")(
        "nothing-investigated-fpdf2",
        fpdf2_letter.write,
        SCILLY_2015,
        "Council of the Isles of Scilly",
        options=replace(form, title_dash="-", apostrophe="'"),
    )
    # Should the wording of these years be remembered wrongly, their period still says what they are.
    yield _year(2015, "tables-2014")(
        "worded-like-2019-reportlab",
        reportlab_letter.write,
        KENT_2015,
        "Kent County Council",
        options=Options(year_form="2016"),
    )


def _of_2016(chromium: Write) -> Iterator[Example]:
    form = Options(year_form="2016")
    croydon = partial(_year(2016, "tables-2016"), figures=CROYDON_2016, council="London Borough of Croydon")
    durham = partial(_year(2017, "tables-2016"), figures=DURHAM_2017, council="Durham County Council")
    leeds = _year(2018, "tables-2016")
    yield croydon("without-other-chromium", chromium, options=replace(form, body=True))
    yield croydon(
        "remedied-beside-notes-libreoffice",
        libreoffice_letter.write,
        options=replace(form, remedied="beside", body=True),
    )
    yield croydon(
        "committee-paper-two-pages-unruled-reportlab",
        reportlab_letter.write,
        options=replace(form, around=True, body=True, rules="none", split="between-tables"),
    )
    yield durham(
        "remedied-among-decisions-unruled-landscape-fpdf2",
        fpdf2_letter.write,
        options=replace(
            form, remedied="columns", apostrophe="'", rules="none", landscape=True, rate_sign="%"
        ),
    )
    yield durham(
        "remedied-among-decisions-chromium", chromium, options=replace(form, remedied="columns", font_size=8)
    )
    yield durham(
        "titles-not-as-known-reportlab",
        reportlab_letter.write,
        options=replace(
            form,
            table_titles={
                "Complaints and enquiries received": "What we received",
                "Decisions made": "What we decided",
                "Complaints Remedied": "What was put right",
            },
        ),
    )
    yield leeds(
        "renamed-ombudsman-rate-with-a-decimal-libreoffice",
        libreoffice_letter.write,
        LEEDS_2018,
        options=replace(
            form,
            spelling={
                "by LGO": "by LGSCO",
                "Satisfactorily by Authority before LGO Involvement": "Satisfactorily by Authority before LGSCO "
                "Involvement",
            },
        ),
    )
    yield leeds(
        "remedied-beside-notes-unruled-fpdf2",
        fpdf2_letter.write,
        LEEDS_2018,
        options=replace(form, remedied="beside", rules="none", apostrophe="'"),
    )
    yield leeds(
        "nothing-of-remedies-reportlab",
        reportlab_letter.write,
        {key: value for key, value in LEEDS_2018.items() if not key.startswith("remedied")},
        options=form,
    )


def _faulty(chromium: Write) -> Iterator[Example]:
    draw = reportlab_letter.write
    eden = partial(Example, write=draw, figures=EDEN, council="Eden District Council")
    yield eden(
        "not-a-pdf", finish=lambda _: b"<!doctype html><title>Page not found</title>", rejected="not-a-pdf"
    )
    yield eden("truncated", finish=lambda data: data[: len(data) // 3], rejected="damaged")
    yield eden("broken-objects", finish=lambda data: data.replace(b"/Kids", b"/Kid\0"), rejected="damaged")
    yield eden(
        "user-password", write=_locked(user="open"), options=Options(apostrophe="'"), rejected="encrypted"
    )
    yield eden("picture-only", write=_picture, rejected="no-text-layer")
    yield eden(
        "table-missing",
        options=Options(without=frozenset({"Satisfactory remedy provided by authority"})),
        missing=("satisfactory_remedies", "satisfactory_remedy_rate"),
        problems=("missing-figure",),
    )
    yield eden(
        "column-missing",
        options=Options(without=frozenset({"received_other"})),
        missing=("received_other",),
        problems=("missing-figure",),
        failed_checks=("sum-mismatch",),
    )
    yield eden("sum-fails", figures=EDEN | {"received_total": 12}, failed_checks=("sum-mismatch",))
    yield eden("rate-fails", figures=EDEN | {"uphold_rate": 66}, failed_checks=("rate-mismatch",))
    yield eden(
        "letter-for-zero",
        figures=EDEN | {"received_total": "1O"},
        missing=("received_total",),
        problems=("unreadable-figure",),
    )
    for rules in ("all", "none"):
        yield eden(
            f"blank-cell-{'unruled' if rules == 'none' else 'ruled'}",
            figures=EDEN | {"received_environment_services": "", "decided_upheld": ""},
            options=Options(rules=rules),
            missing=("received_environment_services", "decided_upheld"),
            problems=("missing-figure", "missing-figure"),
            failed_checks=("sum-mismatch", "sum-mismatch"),
        )
    yield eden(
        "unknown-heading",
        options=Options(spelling={"Housing": "Homes"}),
        missing=("received_housing",),
        problems=("missing-figure", "unreadable-figure"),
        failed_checks=("sum-mismatch",),
    )
    yield eden("markup-in-the-name", write=chromium, council="<script>alert(1)</script> Borough Council")
    yield eden("opens-with-script", finish=_with_script, active_content=True)
    yield eden("carries-a-file", finish=_with_file, active_content=True)
    yield eden(
        "older-layout",
        figures=EDEN_2014,
        options=Options(year_form="2016"),
        period="31/03/2013",
        rejected="unrecognised-layout",
    )
    yield eden(
        "form-of-2014-in-2017",
        figures=EDEN_2014,
        options=Options(year_form="2014"),
        period="31/03/2017",
        period_end="2017-03-31",
        layout="tables-2014",
        problems=("period-conflict",),
    )
    yield eden(
        "form-of-2016-in-2019",
        figures=DURHAM_2017,
        options=Options(year_form="2016"),
        layout="tables-2016",
        problems=("period-conflict",),
    )
    yield eden(
        "two-rows-of-one-table",
        figures=EDEN_2014,
        options=Options(year_form="2014", names="Eden DC", second_row="Carlisle CC"),
        period="31/03/2014",
        period_end="2014-03-31",
        layout="tables-2014",
        missing=tuple(key for key in EDEN_2014 if key.startswith("received")),
        problems=("missing-figure",),
    )
    yield eden("later-layout", write=_blocks_of_text, rejected="unrecognised-layout")
    yield eden("no-such-day", period="31/02/2019", period_end=None, problems=("period-missing",))
    yield eden(
        "letter-of-another-year", options=Options(body=True, year_in_body=2018), problems=("period-conflict",)
    )
    yield eden(
        "two-names",
        options=Options(split="between-tables", name_repeated="Carlisle City Council"),
        problems=("name-conflict",),
    )
    yield eden("welsh-council", council="Cardiff Council")
    yield eden("national-park", council="Peak District National Park Authority")
    yield eden("unknown-council", council="Borsetshire County Council")


def _with_offset_boxes(data: bytes) -> bytes:
    """The letter on a sheet that begins left of and below zero, cropped to what it was."""

    def offset(page: pypdfium2.PdfPage) -> None:
        left, bottom, right, top = page.get_mediabox()
        page.set_mediabox(left - 50, bottom - 70, right + 40, top + 30)
        page.set_cropbox(left, bottom, right, top)

    return _each_page(data, offset)


def _each_page(data: bytes, change: Callable[[pypdfium2.PdfPage], None]) -> bytes:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        change(page)
    buffer = BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def _locked(user: str) -> Write:
    """fpdf2's writer, with an owner password that forbids changes, and perhaps one to open it."""

    def write(figures: Figures, name: str, period: str, options: Options) -> bytes:
        pdf = fpdf2_letter.document(figures, name, period, options)
        pdf.set_encryption("owner", user, encryption_method=EncryptionMethod.AES_128)
        return bytes(pdf.output())

    return write


def _picture(figures: Figures, name: str, period: str, options: Options) -> bytes:
    """A page that shows a table, as a scan would, and has no text."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.grid(range(60, 541, 48), (600, 640, 700))
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _with_script(data: bytes) -> bytes:
    """The same letter as reportlab writes it with an action on opening."""
    script = PDFDictionary({"S": PDFName("JavaScript"), "JS": PDFString("app.alert(1)")})
    return reportlab_letter.write(
        EDEN,
        "Eden District Council",
        MARCH_2019,
        Options(),
        lambda canvas: setattr(canvas._doc.Catalog, "OpenAction", script),
    )


def _with_file(data: bytes) -> bytes:
    pdf = fpdf2_letter.document(EDEN, "Eden District Council", MARCH_2019, Options(apostrophe="'"))
    pdf.embed_file(basename="run.bat", bytes=b"echo illustrative")
    return bytes(pdf.output())


def _blocks_of_text(figures: Figures, name: str, period: str, options: Options) -> bytes:
    """Like letters of later years: three blocks of large figures and sentences (our own), no tables."""
    pdf = FPDF("portrait", "pt", "A4")
    pdf.add_page()
    for size, text in (
        (9, INVENTED),
        (14, f"Annual letter: {name}, year ending 31 March 2023"),
        (12, "Complaints upheld"),
        (30, "67%"),
        (9, "was the part upheld of 3 detailed investigations; like authorities had 74%"),
        (12, "Compliance with Ombudsman recommendations"),
        (30, "100%"),
        (9, "was the part carried out of 2 outcomes"),
        (12, "Satisfactory remedies provided by the Council"),
        (30, "0%"),
        (9, "of 2 upheld cases had been put right before"),
    ):
        pdf.set_font("Helvetica", "", size)
        pdf.multi_cell(0, size * 1.3, text, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def _joined(parts: list[bytes]) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        document = pypdfium2.PdfDocument(part)
        whole.import_pages(document)
        document.close()
    buffer = BytesIO()
    whole.save(buffer)
    whole.close()
    return buffer.getvalue()


def _several(*examples: Example) -> tuple[bytes, dict[str, Any]]:
    """Letters one after the other in one file."""
    data = _joined([_drawn(example) for example in examples])
    return data, {"letters": [_expected_letter(e) for e in examples], "active_content": False}


def _two_letters() -> tuple[bytes, dict[str, Any]]:
    """Two whole letters of one form; the second one's body must not be taken for the first one's."""
    options = Options(body=True)
    return _several(
        Example("first", reportlab_letter.write, EDEN, "Eden District Council", options=options),
        Example("second", reportlab_letter.write, LEEDS, options=options),
    )


def _three_years() -> tuple[bytes, dict[str, Any]]:
    """Letters of three forms, as a council may file them, and between them one that no layout knows."""
    form = Options(year_form="2016", body=True)
    return _several(
        _year(2014, "tables-2014")(
            "first", reportlab_letter.write, LEEDS_2014, options=replace(form, year_form="2014")
        ),
        Example(
            "unknown",
            lambda *_: reportlab_letter.write(LEEDS_2014, "Leeds City Council", "31/03/2013", form),
            {},
            council=None,
            layout=None,
            period_end=None,
            problems=("unrecognised-layout",),
        ),
        _year(2018, "tables-2016")("third", reportlab_letter.write, LEEDS_2018, options=form),
        Example("fourth", reportlab_letter.write, LEEDS, options=Options(body=True)),
    )


def _save(folder: Path, data: bytes, expected: Mapping[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "letter.pdf").write_bytes(data)
    (folder / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n", "utf-8")


def main(names: list[str]) -> None:
    with chromium_letter.printer() as chromium:
        groups = (
            ("tables-2014", _of_2014(chromium.write)),
            ("tables-2016", _of_2016(chromium.write)),
            ("tables-2019", _good(chromium.write)),
            ("tables-2019", _documents(chromium.write)),
            ("faulty", _faulty(chromium.write)),
        )
        for group, examples in groups:
            for example in examples:
                if names and example.name not in names:
                    continue
                _save(HERE / group / example.name, _drawn(example), _expected(example))
    for name, several in (("two-letters", _two_letters), ("three-years", _three_years)):
        if not names or name in names:
            _save(HERE / "several" / name, *several())


if __name__ == "__main__":
    main(sys.argv[1:])
