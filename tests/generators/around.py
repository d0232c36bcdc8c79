"""What others do to a letter's PDF after it is made: stamp it, bind it, print several pages on a sheet, crop, turn it.

All of it is done with PDFium, so it can be done to the letters of every producer.
"""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from math import cos, radians, sin

import pypdfium2
from pypdfium2 import raw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


@contextmanager
def _changed(data: bytes) -> Iterator[tuple[pypdfium2.PdfDocument, list[bytes]]]:
    """The document, and a list to which its bytes are added when it has been changed."""
    document, out = pypdfium2.PdfDocument(data), []  # type: ignore[var-annotated]
    try:
        yield document, out
        out.append(_saved(document))
    finally:
        document.close()


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def place_of(data: bytes, words: str) -> tuple[int, float, float, float]:
    """Where words first stand: the page's index, their left and right edge, and their base, from the bottom left."""
    document = pypdfium2.PdfDocument(data)
    try:
        for index in range(len(document)):
            text = document[index].get_textpage()
            found = text.search(words).get_next()
            if found is not None:
                boxes = [text.get_charbox(found[0] + n) for n in range(found[1])]
                lowest = [
                    text.get_charbox(found[0] + n)[1] for n, c in enumerate(words) if c not in "gjpqy,;"
                ]
                return index, boxes[0][0], boxes[-1][2], min(low for low in lowest if low > 0)
    finally:
        document.close()
    raise ValueError(f"{words!r} is on no page")


def stamped(
    data: bytes,
    *stamps: tuple[str, int, float, float, float],
    angle: float = 0.0,
) -> bytes:
    """The file with texts put on it: each with its page's index, its left end, its base and its size in points.

    They are turned anticlockwise by an angle in degrees.
    """
    cosine, sine = cos(radians(angle)), sin(radians(angle))
    with _changed(data) as (document, out):
        for text, index, x, y, size in stamps:
            page = document[index]
            font = raw.FPDFText_LoadStandardFont(document, b"Times-Roman")
            drawn = raw.FPDFPageObj_CreateTextObj(document, font, ctypes.c_float(size))
            codes = (ctypes.c_ushort * (len(text) + 1))(*map(ord, text), 0)
            raw.FPDFText_SetText(drawn, codes)
            raw.FPDFPageObj_Transform(drawn, cosine, sine, -sine, cosine, x, y)
            raw.FPDFPage_InsertObject(page, drawn)
            page.gen_content()
    return bytes(out[0])


def beside(
    data: bytes, words: str, stamp: str, *, x: float | None = None, size: float = 9.0, raised: float = 0.0
) -> bytes:
    """The file with a stamp on the line of these words: at `x`, or a little to the right of the line's text."""
    index, _, _, base = place_of(data, words)
    left = _end_of_line(data, index, base) + size if x is None else x
    return stamped(data, (stamp, index, left, base + raised, size))


def _end_of_line(data: bytes, index: int, base: float) -> float:
    document = pypdfium2.PdfDocument(data)
    try:
        text = document[index].get_textpage()
        boxes = [text.get_charbox(n) for n in range(text.count_chars())]
        return float(max(right for _, low, right, high in boxes if low - 3 <= base <= high))
    finally:
        document.close()


def bound(*files: bytes) -> bytes:
    """All pages of these files, one after the other."""
    with _changed(files[0]) as (document, out):
        for data in files[1:]:
            other = pypdfium2.PdfDocument(data)
            document.import_pages(other)
            other.close()
    return bytes(out[0])


def on_sheets(data: bytes, across: int, down: int, size: tuple[float, float]) -> bytes:
    """The file with so many pages on each sheet of this size."""
    document = pypdfium2.PdfDocument(data)
    sheets = pypdfium2.PdfDocument(raw.FPDF_ImportNPagesToOne(document, *size, across, down))
    try:
        return _saved(sheets)
    finally:
        sheets.close()
        document.close()


def as_spreads(data: bytes, size: tuple[float, float], box: str = "cropbox") -> bytes:
    """The file's pages as halves of spreads of this size: each page is a whole spread, of which its box is one half.

    As a "clip" the page is as large as the spread, and drawn through a window.
    """
    spreads = on_sheets(data, 2, 1, size)
    halves = bound(*(spreads for _ in range(2)))
    width, height = size
    with _changed(halves) as (document, out):
        for index in range(2):
            half = (index * width / 2, 0, (index + 1) * width / 2, height)
            if box == "clip":
                left, bottom, right, top = half
                window = raw.FS_RECTF(left, top, right, bottom)
                raw.FPDFPage_TransFormWithClip(document[index], raw.FS_MATRIX(1, 0, 0, 1, 0, 0), window)
            else:
                getattr(document[index], f"set_{box}")(*half)
            if box == "mediabox":
                document[index].set_cropbox(*half)
    return bytes(out[0])


def each_page(data: bytes, change: Callable[[pypdfium2.PdfPage], None]) -> bytes:
    """The file with this done to each page."""
    with _changed(data) as (document, out):
        for index in range(len(document)):
            change(document[index])
    return bytes(out[0])


def line_numbers(data: bytes, step: int = 1, size: float = 7.0, lines: Sequence[float] = ()) -> bytes:
    """The file with the numbers of lines down the left edge of each page."""
    document = pypdfium2.PdfDocument(data)
    pages = [(index, document[index].get_height()) for index in range(len(document))]
    document.close()
    stamps = [
        (str(step * number), index, 12.0, height - 30 - 11.5 * number, size)
        for index, height in pages
        for number in range(1, int((height - 60) / 11.5))
    ]
    return stamped(data, *stamps)


def page_of_text(lines: Sequence[str], size: float = 10.0) -> bytes:
    """A page of plain text, one line below the other."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", size)
    for number, line in enumerate(lines):
        canvas.drawString(40, A4[1] - 50 - 1.5 * size * number, line)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def picture_page() -> bytes:
    """A page without text."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.rect(40, 40, 400, 600, fill=1)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def turned(data: bytes, angle: int) -> bytes:
    """The file with what its pages draw turned anticlockwise by 90, 180 or 270 degrees, and no rotation to say so."""

    def turn(page: pypdfium2.PdfPage) -> None:
        width, height = page.get_size()
        matrix = {
            90: (0, 1, -1, 0, height, 0),
            180: (-1, 0, 0, -1, width, height),
            270: (0, -1, 1, 0, 0, width),
        }[angle]
        for drawn in page.get_objects(max_depth=1):
            drawn.transform(pypdfium2.PdfMatrix(*matrix))
        if angle != 180:
            page.set_mediabox(0, 0, height, width)
            page.set_cropbox(0, 0, height, width)
        page.gen_content()

    return each_page(data, turn)
