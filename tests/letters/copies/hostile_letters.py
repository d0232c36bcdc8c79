"""Letters that act, carry files, call out or hide what they do; each looks like a letter of one page.

They are written byte by byte: nothing is taken from the code that makes copies.
"""

from tests import hostile

MARKER = b"Zanzibar"
"""A word that stands in everything that no copy may have."""

SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(Zanzibar\\)) >>"
WEB = b"<< /S /URI /URI (https://example.org/a?b=c) >>"
_LINK = b"/Type /Annot /Subtype /Link /Rect [0 0 9 9] /Border [0 0 0] "


def annotated(entries: bytes, more: dict[int, bytes] | None = None, catalog: bytes = b"") -> bytes:
    """A letter with one note or field on its page."""
    objects = {6: b"<< /F 2 /Zanzibar (Zanzibar) " + entries + b" >>", **(more or {})}
    return hostile.document(page=b"/Annots [6 0 R]", more=objects, catalog=catalog)


def linked(action: bytes, entries: bytes = b"") -> bytes:
    return hostile.document(
        page=b"/Annots [6 0 R]", more={6: b"<< " + _LINK + entries + b"/A " + action + b" >>"}
    )


def _form(entries: bytes) -> bytes:
    """A page that draws a form which does nothing but has these entries."""
    box = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
    return hostile.document(
        hostile.TITLE + b"/X Do\n",
        {6: hostile.stream(b"q Q", box + entries)},
        resources=b"/XObject << /X 6 0 R >>",
    )


def _with_external_data() -> bytes:
    """Contents whose dictionary says that their data stand in a file elsewhere."""
    elsewhere = b"/F << /Type /Filespec /FS /URL /F (https://example.org/Zanzibar) >> /FFilter /FlateDecode"
    return hostile.document(hostile.stream(hostile.TITLE, elsewhere).replace(b"/Filter", b"/Filter", 1))


def _with_update() -> bytes:
    """A letter to which a second version of its catalogue was added at the end, which opens with a script."""
    data = hostile.document()
    start = data.rindex(b"startxref\n") + len(b"startxref\n")
    before = int(data[start:].split()[0])
    place = len(data)
    catalog = b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /OpenAction " + SCRIPT + b" >>\nendobj\n"
    table = place + len(catalog)
    trailer = b"trailer << /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (before, table)
    return data + catalog + b"xref\n1 1\n%010d 00000 n \n" % place + trailer


def _with_objects_hidden() -> bytes:
    """A catalogue whose script stands in an object stream."""
    return hostile.document(
        catalog=b"/OpenAction 7 0 R",
        more={6: hostile.object_stream({7: SCRIPT})},
        hidden={7: (6).to_bytes(4, "big") + b"\0"},
    )


LETTERS: dict[str, bytes] = {
    "script on opening": hostile.document(catalog=b"/OpenAction " + SCRIPT),
    "script in the name tree": hostile.document(
        catalog=b"/Names << /JavaScript << /Names [(a) " + SCRIPT + b"] >> >>"
    ),
    "triggers of the file": hostile.document(catalog=b"/AA << /WC " + SCRIPT + b" >>"),
    "triggers of a page": hostile.document(page=b"/AA << /O " + SCRIPT + b" /C " + SCRIPT + b" >>"),
    "triggers of a note": annotated(
        b"/Type /Annot /Subtype /Text /Rect [0 0 9 9] /AA << /E " + SCRIPT + b" >>"
    ),
    "triggers of a field": annotated(
        b"/Type /Annot /Subtype /Widget /Rect [0 0 9 9] /FT /Tx /T (a) /AA << /K " + SCRIPT + b" >>",
        catalog=b"/AcroForm << /Fields [6 0 R] >>",
    ),
    "launch": linked(b"<< /S /Launch /F (Zanzibar.bat) >>"),
    "form sent": linked(b"<< /S /SubmitForm /F (https://example.org/Zanzibar) >>"),
    "another file": linked(b"<< /S /GoToR /F (Zanzibar.pdf) /D [0 /Fit] >>"),
    "script behind an address": linked(b"<< /S /URI /URI (javascript:alert\\('Zanzibar'\\)) >>"),
    "script in disguise": linked(b"<< /S /URI /URI (java\\nscript:Zanzibar) >>"),
    "a file of the reader's": linked(b"<< /S /URI /URI (file:///Zanzibar) >>"),
    "an address with a user": linked(b"<< /S /URI /URI (https://lgo.org.uk@example.org/Zanzibar) >>"),
    "a link with more to do": linked(
        WEB.replace(b">>", b"/Next " + SCRIPT + b" >>"), b"/AA << /E " + SCRIPT + b" >> /PA " + SCRIPT
    ),
    "media": annotated(
        b"/Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] /RichMediaContent << /Assets << >> >>"
    ),
    "a film": annotated(b"/Type /Annot /Subtype /Screen /Rect [0 0 9 9] /A << /S /Rendition /OP 0 >>"),
    "a file pinned to the page": annotated(
        b"/Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS << /F (a) /EF << /F 7 0 R >> >>",
        {7: hostile.packed_stream(MARKER, b"", b"/Type /EmbeddedFile")},
    ),
    "embedded files": hostile.document(
        catalog=b"/Names << /EmbeddedFiles << /Names [(a) << /F (a) /EF << /F 6 0 R >> >>] >> >>",
        more={6: hostile.packed_stream(MARKER, b"", b"/Type /EmbeddedFile")},
    ),
    "a form of its own kind": hostile.document(
        catalog=b"/AcroForm << /XFA 6 0 R /Fields [] >>", more={6: hostile.packed_stream(MARKER, b"")}
    ),
    "metadata": hostile.document(
        catalog=b"/Metadata 6 0 R /PieceInfo << /Zanzibar << /Private (Zanzibar) >> >>",
        more={6: hostile.packed_stream(MARKER, b"", b"/Type /Metadata /Subtype /XML")},
    ),
    "a form with associated files": _form(b"/AF [<< /F (Zanzibar) /EF << >> >>]"),
    "a form that stands for another file": _form(b"/Ref << /F (Zanzibar.pdf) /Page 0 >>"),
    "a form with a prepress server": _form(b"/OPI << /2.0 << /F (Zanzibar) >> >>"),
    "contents that stand elsewhere": _with_external_data(),
    "objects hidden in a stream": _with_objects_hidden(),
    "objects that nothing needs": hostile.document(more={6: SCRIPT, 7: hostile.packed_stream(MARKER, b"")}),
    "an update at the end": _with_update(),
    "junk before it": b"<script>Zanzibar</script>\n" + hostile.document(),
    "junk after it": hostile.document() + b"<script>Zanzibar</script>\n",
}
"""By what is wrong with it."""
