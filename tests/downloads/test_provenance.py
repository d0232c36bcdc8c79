"""Each figure's file, page and place: what stands in the place, seen by another program, is what was read."""

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from mapper.build import BuildOptions, read
from mapper.downloads.provenance import write
from mapper.letters.box import Box
from mapper.letters.layouts import LAYOUTS
from mapper.letters.versions import layout_versions
from mapper.measures.edition import Edition
from mapper.pages import render
from mapper.resources import code_version
from tests.editions import CORRECTION, MAP, corrected, edition
from tests.generators import around, reportlab_letter
from tests.generators.wording import Options, consistent
from tests.readings import reading, year
from tests.review.test_corrections import ROW, table

EDEN = "letters/eden.pdf"


def drawn(**changed: int) -> bytes:
    figures = consistent((0, 2, 1, 0, 1, 0, 2, 4, 1), (1, 0, 4, 3), 2, 1, 0, 1, 0, 0) | changed
    return reportlab_letter.write(
        figures, "Eden District Council", "31/03/2019", Options(marker=" ", body=True)
    )


def provenance(made: Edition) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write(made))
    return found


def built(folder: Path, data: bytes, **options: Any) -> Edition:
    (folder / "letters").mkdir()
    (folder / EDEN).write_bytes(data)
    return read(BuildOptions((folder / "letters",), folder / "site", **options))


def in_place(data: bytes, figure: dict[str, Any]) -> str:
    """The text that pypdfium2 finds in a figure's place, after the turn that the figure names."""
    page = PdfDocument(data)[figure["page"] - 1]
    left, top, right, bottom = figure["place"]
    height = page.get_height()
    if figure.get("turned") == 90:
        left, top, right, bottom = top, height - right, bottom, height - left
    text: str = page.get_textpage().get_text_bounded(left, height - bottom, right, height - top)
    return " ".join(text.split())


@pytest.mark.slow
@pytest.mark.parametrize("turned", [False, True])
def test_in_the_place_of_a_figure_stands_what_was_read(turned: bool, tmp_path: Path) -> None:
    data = around.turned(drawn(), 90) if turned else drawn()
    (letter,) = provenance(built(tmp_path, data))["readings"]
    figures = letter["figures"]
    assert len(figures) > 20
    placed = [figure for figure in figures if figure["place"] is not None]
    assert [figure["statistic"] for figure in figures if figure not in placed] == ["investigations"]
    assert {figure.get("turned", 0) for figure in placed} == ({90} if turned else {0})
    assert [in_place(data, figure) for figure in placed] == [figure["printed"] for figure in placed]
    assert letter["sha256"] == sha256(data).hexdigest()
    assert (letter["file"], letter["letter"]) == (EDEN, "letters/2019/eden-district-council.pdf")
    assert (letter["layout"], letter["origin"], letter["illustrative"]) == ("tables-2019", "letter", "no")


def test_a_corrected_figure_keeps_its_place_and_names_its_correction(tmp_path: Path) -> None:
    data = drawn(received_total=12)
    row = {
        "letter_sha256": sha256(data).hexdigest(),
        "letter_name": EDEN,
        "page": "2",
        "printed": "12",
        "corrected": "11",
    }
    (letter,) = provenance(built(tmp_path, data, corrections=table(tmp_path, row)))["readings"]
    (total,) = [figure for figure in letter["figures"] if "correction" in figure]
    assert (total["statistic"], total["value"], total["printed"]) == ("received_total", 11, "12")
    assert in_place(data, total) == "12"
    assert total["correction"] == {
        "statistic": "received_total",
        "printed": "12",
        "corrected": "11",
        **{key: ROW[key] for key in ("reason", "evidence", "who", "date")},
    }


def test_a_letter_that_was_fetched_says_from_where(tmp_path: Path) -> None:
    data = drawn()
    own, other = sha256(data).hexdigest(), "5" * 64
    head = "council,year,address,when,status,bytes,sha256,etag,last_modified,file,gss_code,why"
    rows = [
        f"x,2019,https://example.org/{name}.pdf,2026-01-01,{state},9,{digest},,,,E1,"
        for name, state, digest in (("other", "ok", other), ("old", "set-aside", own), ("eden", "ok", own))
    ]
    made = built(tmp_path, data)
    assert [letter["address"] for letter in provenance(made)["readings"]] == [None]
    manifest = tmp_path / "letters/manifest.csv"
    manifest.write_text("\n".join([head, *rows]))
    options = BuildOptions((tmp_path / "letters",), tmp_path / "site")
    assert provenance(read(options))["readings"][0]["address"] == "https://example.org/eden.pdf"
    manifest.write_text("\n".join([head, "x,not a year"]))
    made = read(options)
    assert provenance(made)["readings"][0]["address"] is None
    assert any("manifest.csv, line 2: not a line of a manifest" in note for note in made.report.notes)
    assert made.report.counts["ok"] == 1


def test_what_was_read_and_by_what_can_be_told() -> None:
    found = provenance(edition(year(corrected(reading()))))
    assert set(found["layouts"]) == {layout.name for layout in LAYOUTS}
    assert len(set(found["layouts"].values())) == len(LAYOUTS)
    assert found["layouts"] == dict(layout_versions())
    assert {"code", "pdfplumber", "pdfminer.six", "pypdfium2"} == set(found["readers"])
    assert found["program"]["code"] == code_version()
    (letter,) = found["readings"]
    told = {
        figure["statistic"]: figure["correction"]["who"]
        for figure in letter["figures"]
        if "correction" in figure
    }
    assert told == {"received_total": CORRECTION.who}


def links(made: Edition) -> Iterator[str]:
    html = render(made, MAP, ())["councils/dartford-borough-council/index.html"].decode()
    for part in html.split('href="../../letters/2019/dartford-borough-council.pdf#')[1:]:
        yield part.partition('"')[0].replace("&amp;", "&")


def test_a_link_to_a_letter_names_the_place_unless_the_page_was_turned_for_reading() -> None:
    letter = reading()
    known = letter.figures or {}
    placed = replace(known["decided_upheld"], box=Box(10.4, 20.2, 300.7, 311.1))
    letter = replace(letter, figures={**known, "decided_upheld": placed})
    assert "page=4&highlight=10,21,300,312" in links(edition(year(letter)))
    assert set(links(edition(year(replace(letter, turned={4: 90}))))) == {"page=4"}
