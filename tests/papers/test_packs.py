"""A council's page as a PDF: two sheets that are whole, tagged for those who hear them, and the same every time."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import pdfplumber
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from mapper import pages
from mapper.errors import MapperError
from mapper.letters.illustration import Illustration
from mapper.measures.edition import Edition
from mapper.papers import packs
from mapper.papers.printer import printed
from mapper.shelf import Shelf
from tests.editions import ASHFORD, KENT, MAP, edition
from tests.pages.rendered import earlier, with_values
from tests.readings import DARTFORD, reading, year

PACK = "councils/dartford-borough-council.pdf"
PAGE = "councils/dartford-borough-council/index.html"
BESIDE = ("ashford-borough-council", "kent-county-council")
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def two_years() -> Edition:
    """Two years of a district, one without a case, and one of its county, with a district that has no figures."""
    none = with_values(DARTFORD, {"decided_upheld": 0, "investigations": 0})
    found = edition(
        year(with_values(DARTFORD, {"decided_upheld": 9, "investigations": 10})),
        year(reading(KENT, file="letters/2019/kent.pdf"), KENT),
        year(None, ASHFORD),
        earlier(replace(none, illustration=Illustration.INVENTED)),
    )
    return replace(found, recipe=replace(found.recipe, pdf=True))


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return pages.render(two_years(), MAP, ())


@pytest.fixture(scope="module")
def made(site: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> MappingProxyType[str, bytes]:
    return MappingProxyType(packs.render(two_years(), site))


@pytest.fixture
def pdf(made: MappingProxyType[str, bytes]) -> Iterator[Pdf]:
    with Pdf.open(BytesIO(made[PACK])) as opened:
        yield opened


def below(element: Object) -> Iterator[Object]:
    """The elements of a document's tags, in the order in which they are read."""
    children = element.get(Name.K, Array())
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, Dictionary) and Name.S in child:
            yield child
            yield from below(child)


def tags(pdf: Pdf, kind: str) -> list[Object]:
    return [one for one in below(pdf.Root.StructTreeRoot) if str(one.S) == kind]


def test_councils_with_figures_have_one_and_their_pages_lead_to_it(
    site: dict[str, bytes], made: MappingProxyType[str, bytes]
) -> None:
    assert sorted(made) == [PACK, "councils/kent-county-council.pdf"]
    assert 'href="../../councils/dartford-borough-council.pdf"' in site[PAGE].decode()
    assert ".pdf" not in site["councils/ashford-borough-council/index.html"].decode()
    without = replace(two_years(), recipe=replace(two_years().recipe, pdf=False))
    assert packs.render(without, {}) == {}
    assert PACK not in pages.render(without, MAP, ())[PAGE].decode()


def test_it_says_what_it_is_and_in_which_language(pdf: Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-GB"
    assert str(pdf.docinfo.Title).startswith("Dartford")
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"


def test_its_headings_tables_and_pictures_are_tagged(pdf: Pdf) -> None:
    assert len(tags(pdf, "/H1")) == 1 and len(tags(pdf, "/H2")) >= 4
    scopes = [str(cell.A.Scope) for cell in tags(pdf, "/TH")]
    assert {"/Column", "/Row"} == set(scopes)
    for table in tags(pdf, "/Table"):
        (head,) = [part for part in below(table) if part.S == "/THead"]
        assert {str(cell.A.Scope) for cell in below(head) if cell.S == "/TH"} == {"/Column"}
    assert [str(figure.Alt) for figure in tags(pdf, "/Figure")] == [
        "Dartford year by year: the table below has every figure."
    ]


def test_whatever_is_drawn_is_read_or_an_artifact(pdf: Pdf) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    reached = {one.objgen for one in below(pdf.Root.StructTreeRoot)}
    for sheet in pdf.pages:
        of = parents[int(sheet.StructParents)]
        depth = 0
        for instruction in pikepdf.parse_content_stream(sheet):
            operator = str(instruction.operator)
            if operator == "BDC":
                assert of[int(instruction.operands[1].MCID)].objgen in reached
            if operator in ("BDC", "BMC"):
                depth += 1
            elif operator == "EMC":
                depth -= 1
            elif operator in ("Tj", "TJ", "f", "f*", "S", "B", "sh", "Do"):
                assert depth, f"{operator} stands outside of all that is marked"
        assert depth == 0


def test_it_is_two_sheets_with_nothing_small_or_cut_off(made: MappingProxyType[str, bytes]) -> None:
    for content in made.values():
        with pdfplumber.open(BytesIO(content)) as paper:
            assert len(paper.pages) <= 2
            letters = [one for sheet in paper.pages for one in sheet.chars if one["text"].strip()]
            width, height = paper.pages[0].width, paper.pages[0].height
            sheets = [" ".join(sheet.extract_text().split()) for sheet in paper.pages]
        assert (round(width), round(height)) == (595, 842)
        assert min(one["size"] for one in letters) >= 7
        assert all(30 < one["x0"] < one["x1"] < width - 30 for one in letters)
        assert all(0 < one["top"] < one["bottom"] < height for one in letters)
        for number, said in enumerate(sheets, start=1):
            assert f"Page {number} of {len(sheets)}" in said and ", year to 31 March 2019" in said


def test_its_letters_are_its_own(made: MappingProxyType[str, bytes]) -> None:
    with pdfplumber.open(BytesIO(made[PACK])) as paper:
        fonts = {one["fontname"] for sheet in paper.pages for one in sheet.chars}
    assert {re.sub(r"^[A-Z]{6}\+|-(Semi-)?Bold$", "", one) for one in fonts} == {"Paper-Sans", "Paper-Serif"}


def test_what_is_left_out_of_the_sheets_is_counted_in_them(site: dict[str, bytes]) -> None:
    districts = [f"E07000{number}" for number in range(105, 114)]
    found = edition(year(reading(KENT), KENT), *(year(reading(code), code) for code in districts))
    page = "councils/kent-county-council/index.html"
    content = printed(style_of(site), None, page, pages.render(found, MAP, ())[page])
    with pdfplumber.open(BytesIO(content)) as paper:
        said = " ".join(sheet.extract_text() for sheet in paper.pages)
    listed = [
        name
        for name in ("Ashford", "Canterbury", "Dartford", "Dover", "Gravesham")
        if f"\n{name} District" in said
    ]
    assert f"{len(districts) - len(listed)} more stand on the page itself." in said


def test_made_up_figures_are_named_on_every_sheet(made: MappingProxyType[str, bytes]) -> None:
    with pdfplumber.open(BytesIO(made[PACK])) as paper:
        assert all("Made-up figures: do not quote." in sheet.extract_text() for sheet in paper.pages)


def test_colours_are_those_of_the_page(made: MappingProxyType[str, bytes]) -> None:
    with pdfplumber.open(BytesIO(made[PACK])) as paper:
        fills = {one["non_stroking_color"] for sheet in paper.pages for one in (*sheet.curves, *sheet.rects)}
    blue = tuple(int("3f6f86"[at : at + 2], 16) / 255 for at in (0, 2, 4))
    assert [one for one in fills if one and one == pytest.approx(blue, abs=0.01)]


def style_of(site: dict[str, bytes]) -> str:
    return "\n".join(
        site[f"assets/{name}.css"].decode() for name in ("site", "pages", "print", "print-pages")
    )


def links(content: bytes) -> set[str]:
    with Pdf.open(BytesIO(content)) as pdf:
        return {str(one.A.URI) for sheet in pdf.pages for one in sheet.get(Name.Annots, ())}


def test_links_lead_to_the_site_where_its_address_is_known(
    site: dict[str, bytes], made: MappingProxyType[str, bytes]
) -> None:
    assert links(made[PACK]) == {LICENCE}
    known = printed(style_of(site), "https://maps.example/ombudsman/", PAGE, site[PAGE])
    councils = {f"https://maps.example/ombudsman/councils/{slug}/index.html" for slug in BESIDE}
    assert links(known) == {LICENCE, *councils}


def test_no_page_opens_a_file(tmp_path: Path) -> None:
    (tmp_path / "red.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#ff0000"/></svg>'
    )
    html = f'<html lang="en"><head><title>A page</title></head><body><img alt="" src="{tmp_path.as_uri()}/red.svg">'
    with pdfplumber.open(BytesIO(printed("", None, PAGE, html.encode()))) as paper:
        assert not paper.pages[0].rects and not paper.pages[0].curves and not paper.pages[0].images


def test_the_same_pages_give_the_same_bytes_and_are_not_printed_again(
    site: dict[str, bytes],
    made: MappingProxyType[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert packs.render(two_years(), site, Shelf(tmp_path), jobs=2) == made, "in other processes too"
    monkeypatch.setattr("mapper.papers.printer.printed", broken)
    assert packs.render(two_years(), site, Shelf(tmp_path)) == made
    with pytest.raises(
        MapperError, match=r"dartford-borough-council.pdf cannot be printed \(ValueError: out of ink\)"
    ):
        packs.render(two_years(), {**site, PAGE: site[PAGE] + b" "}, Shelf(tmp_path))


def broken(*_: object) -> bytes:
    raise ValueError("out of ink")


def test_without_the_printer_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    packs.require_printer()
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.delitem(sys.modules, "mapper.papers.printer")
    with pytest.raises(MapperError, match=r"weasyprint.*pip install .*\[pdf\].*libpango"):
        packs.require_printer()
