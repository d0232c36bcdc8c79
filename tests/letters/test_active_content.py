"""A PDF that acts or carries files is known for it wherever that hides; one that only links is not."""

from io import BytesIO

import pytest
from fpdf import FPDF
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from mapper.letters import active_content, pdf
from tests import hostile
from tests.paths import EXAMPLES

SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
BELL = b"<< /S /Movie /T (film) >>"
WEB = b"<< /S /URI /URI (https://example.org/) >>"
VIEW = b"<< /S /GoTo /D [3 0 R /Fit] >>"
LINK = b"/Type /Annot /Subtype /Link /Rect [0 0 9 9] "


def is_active(data: bytes) -> bool:
    opened = pdf.read(data, lambda _: False)
    assert "Eden District Council" in opened.texts[0]
    return opened.active_content


def annotation(entries: bytes) -> bytes:
    return hostile.document(page=b"/Annots [6 0 R]", more={6: b"<< " + entries + b" >>"})


def link(action: bytes) -> bytes:
    return annotation(LINK + b"/A " + action)


ACTIVE: dict[str, bytes] = {
    "script on opening": hostile.document(catalog=b"/OpenAction " + SCRIPT),
    "script after a view": hostile.document(
        catalog=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next 6 0 R >>", more={6: SCRIPT}
    ),
    "address after a view": hostile.document(
        catalog=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next 6 0 R >>", more={6: WEB}
    ),
    "script in the name tree": hostile.document(
        catalog=b"/Names << /JavaScript << /Kids [6 0 R] >> >>",
        more={6: b"<< /Names [(a) " + SCRIPT + b"] >>"},
    ),
    "triggers of the file": hostile.document(catalog=b"/AA << /WP " + WEB + b" >>"),
    "triggers of a page": hostile.document(page=b"/AA << /O 6 0 R >>", more={6: WEB}),
    "triggers of an annotation": annotation(LINK + b"/AA << /E " + BELL + b" >>"),
    "triggers of a field": hostile.document(
        catalog=b"/AcroForm << /Fields [6 0 R] >>",
        more={6: b"<< /FT /Tx /T (a) /AA << /K " + WEB + b" >> >>"},
    ),
    "triggers of a field above": hostile.document(
        page=b"/Annots [6 0 R]",
        more={6: b"<< /Subtype /Widget /Parent 7 0 R >>", 7: b"<< /FT /Tx /AA << /F " + WEB + b" >> >>"},
    ),
    "form of its own kind": hostile.document(catalog=b"/AcroForm << /XFA [] >>"),
    "launch": link(b"<< /S /Launch /F (run.bat) >>"),
    "form sent": link(b"<< /S /SubmitForm /F (https://example.org/) >>"),
    "data fetched": link(b"<< /S /ImportData /F (data.fdf) >>"),
    "another file": link(b"<< /S /GoToR /F (other.pdf) /D [0 /Fit] >>"),
    "a file within": link(b"<< /S /GoToE /D [0 /Fit] >>"),
    "an action not known yet": link(b"<< /S /Telepathy >>"),
    "an action in a list": link(b"<< /S /GoTo /Next [" + VIEW + b" << /S /Telepathy >>] >>"),
    "an outline's action": hostile.document(
        catalog=b"/Outlines 6 0 R", more={6: b"<< /First 7 0 R >>", 7: b"<< /Title (a) /A " + BELL + b" >>"}
    ),
    "media": annotation(b"/Type /Annot /Subtype /RichMedia /Rect [0 0 9 9]"),
    "a file pinned to the page": annotation(b"/Subtype /FileAttachment /FS << /F (a) >>"),
    "embedded files": hostile.document(catalog=b"/Names << /EmbeddedFiles << /Names [] >> >>"),
    "associated file": hostile.document(
        catalog=b"/AF [<< /Type /Filespec /F (a) /EF << /F 6 0 R >> >>]", more={6: hostile.stream(b"x")}
    ),
    "a picture's associated file": hostile.document(
        more={
            6: hostile.stream(b"", b"/Subtype /Form /BBox [0 0 1 1] /AF [<< /F (a) /EF << /F 6 0 R >> >>]")
        },
        resources=b"/XObject << /X 6 0 R >>",
    ),
    "a tag's associated file": hostile.document(
        catalog=b"/StructTreeRoot << /K << /S /P /AF [<< /EF << >> >>] >> >>"
    ),
    "a name spelt in numbers": link(b"<< /S /La#75nch /F (run.bat) >>"),
    "an object of an object stream": hostile.document(
        catalog=b"/OpenAction 7 0 R",
        more={6: hostile.object_stream({7: SCRIPT})},
        hidden={7: (6).to_bytes(4, "big") + b"\0"},
    ),
    "an object that nothing points at": hostile.document(more={6: b"<< /S /Launch /F (run.bat) >>"}),
    "the same spelt in numbers": hostile.document(more={6: b"<< /S /La#75nch /F (run.bat) >>"}),
    "a script behind an address": link(b"<< /S /URI /URI (JavaScript:alert\\(1\\)) >>"),
    "the same with a blank within": link(b"<< /S /URI /URI (java\\nscript:alert\\(1\\)) >>"),
    "the same in wide letters": link(
        b"<< /S /URI /URI <" + "javascript:1".encode("utf-16").hex().encode() + b"> >>"
    ),
    "a file of the reader's": link(b"<< /S /URI /URI (file:///etc/hosts) >>"),
    "a base that is no web": hostile.document(catalog=b"/URI << /Base (file:///etc/) >>"),
}

PASSIVE: dict[str, bytes] = {
    "nothing": hostile.document(),
    "a view on opening": hostile.document(catalog=b"/OpenAction " + VIEW),
    "a place on opening": hostile.document(catalog=b"/OpenAction [3 0 R /Fit]"),
    "a link to the web": link(WEB),
    "a link to an address for letters": link(b"<< /S /URI /URI (mailto:a@example.org) >>"),
    "a link without a scheme": link(b"<< /S /URI /URI (www.example.org/a:b) >>"),
    "a link to a page": link(VIEW),
    "the next page": link(b"<< /S /Named /N /NextPage >>"),
    "tags with attributes": hostile.document(
        catalog=b"/StructTreeRoot << /K << /S /Table /A << /O /Table /Summary (a) >> /P 6 0 R >> >>",
        more={6: b"<< /S /Document >>"},
    ),
    "an outline": hostile.document(
        catalog=b"/Outlines << /First 6 0 R >>",
        more={6: b"<< /Title (a) /Dest [3 0 R /Fit] /Next 7 0 R >>", 7: b"<< >>"},
    ),
    "a font that is called AA": hostile.document(
        catalog=b"/PieceInfo 6 0 R", more={6: b"<< /Font << /AA 5 0 R >> /CharProcs << /AA 4 0 R >> >>"}
    ),
}


@pytest.mark.parametrize("name", ACTIVE)
def test_what_acts_is_seen(name: str) -> None:
    assert is_active(ACTIVE[name])


@pytest.mark.parametrize("name", PASSIVE)
def test_what_only_shows_is_left_alone(name: str) -> None:
    assert not is_active(PASSIVE[name])


def test_what_cannot_be_looked_through_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(_: object) -> bool:
        raise KeyError("an object that pdfminer cannot read")

    monkeypatch.setattr(active_content, "_acts", trip)
    assert is_active(hostile.document())


def _action(**entries: object) -> PDFDictionary:
    return PDFDictionary({key: PDFName(v) if key == "S" else v for key, v in entries.items()})


@pytest.mark.parametrize(
    "action, active",
    [
        (_action(S="JavaScript", JS=PDFString("1")), True),
        (_action(S="Launch", F=PDFString("run.bat")), True),
        (_action(S="URI", URI=PDFString("https://example.org/")), True),
        (_action(S="Named", N=PDFName("Print")), True),
        (_action(S="GoTo", D=PDFString("start")), False),
    ],
    ids=["script", "launch", "address", "print", "view"],
)
def test_what_a_letter_does_on_opening(action: PDFDictionary, active: bool) -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.drawString(50, 150, "text")
    canvas._doc.Catalog.OpenAction = action
    canvas.save()
    assert pdf.read(buffer.getvalue(), lambda _: True).active_content is active


@pytest.mark.parametrize(
    "address, active",
    [("https://example.org/", False), ("JavaScript:alert(1)", True), ("file:///etc/hosts", True)],
)
def test_links_to_web_pages_are_harmless_and_others_are_not(address: str, active: bool) -> None:
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica")
    page.cell(text="a link", link=address)
    assert pdf.read(bytes(page.output()), lambda _: True).active_content is active


@pytest.mark.parametrize("name", ["opens-with-script", "carries-a-file"])
def test_active_content_is_seen_where_nothing_is_wanted(name: str) -> None:
    data = (EXAMPLES / "faulty" / name / "letter.pdf").read_bytes()
    assert pdf.read(data, lambda _: False).active_content


def test_letters_of_every_producer_are_passive() -> None:
    for name in ("chromium", "libreoffice", "fpdf2", "reportlab"):
        data = (EXAMPLES / f"tables-2019/dartford-{name}/letter.pdf").read_bytes()
        assert not pdf.read(data, lambda _: True).active_content, name
