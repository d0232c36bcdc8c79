"""From the bytes of a PDF to plain pages.

The text of every page comes from pypdfium2, which is fast. pdfplumber, which knows where each word stands,
opens only the pages that are wanted for their figures.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import islice

import pdfplumber
import pypdfium2
from pdfminer.pdfpage import PDFPage

from mapper.errors import UnreadableLetter
from mapper.letters.active_content import is_active
from mapper.letters.clipping import Bounds, window_of
from mapper.letters.counted_page import CountedPage
from mapper.letters.letter import Letter, Page
from mapper.letters.limits import LIMITS, Limits, is_out_of_memory, too_large
from mapper.letters.plain_page import plain, sideways

# PDF Reference, 3.4.1: readers accept the header anywhere in the first 1024 bytes.
_HEADER, _HEADER_WITHIN = b"%PDF-", 1024

# The text within a page's edges is taken for the page's only if it is shorter than this part of all text there: its
# lines may be broken in other places.
_NEARLY = 0.9


def read(data: bytes, wanted: Callable[[str], bool], limits: Limits = LIMITS) -> Letter:
    """Read a PDF.

    Parameters
    ----------
    data
        The whole file.
    wanted
        Tells from the text of a page whether the page is opened for its words and rules.
    limits
        How many pages the file may have, and how much the opened ones may draw.

    Raises
    ------
    UnreadableLetter
        With code `not-a-pdf`, `damaged`, `encrypted`, `too-large` or `no-text-layer`.
    MemoryError
        Where there is none left.
    """
    texts, windows = _texts(data, limits)
    if not any(text.strip() for text in texts):
        raise UnreadableLetter(
            "no-text-layer",
            f"None of the {len(texts)} pages carries text: they are pictures. Expected a PDF with text. "
            "Get the letter from its sender, or run text recognition over it and check every figure.",
        )
    opened = {number: windows.get(number) for number, text in enumerate(texts, start=1) if wanted(text)}
    pages, active_content = _pages(data, opened, len(texts), limits)
    return Letter(texts, pages, active_content)


def _damaged(reason: str) -> UnreadableLetter:
    return UnreadableLetter(
        "damaged",
        f"The PDF is damaged: {reason}. Expected a whole file. Download it again, or print it to a new PDF.",
    )


def _texts(data: bytes, limits: Limits) -> tuple[tuple[str, ...], Mapping[int, Bounds]]:
    """The text of every page, by the fast reader, and the windows of pages that are seen through one, by number."""
    if _HEADER not in data[:_HEADER_WITHIN]:
        raise UnreadableLetter(
            "not-a-pdf",
            f"The file begins with {data[:8]!r}, not with %PDF-. Expected a PDF. "
            "Save the letter itself as PDF, not the web page around it.",
        )
    document = _document(data)
    try:
        if len(document) > limits.pages:
            raise too_large(f"The PDF has {len(document)} pages; {limits.pages} is the most that is read")
        texts = [_text(document, index) for index in range(len(document))]
        windows = _windows(document, texts)
        for number, window in windows.items():
            texts[number - 1] = _text(document, number - 1, window)
    except pypdfium2.PdfiumError as error:
        raise _damaged(str(error).rstrip(".")) from error
    finally:
        document.close()
    if not texts:
        raise _damaged("it has no pages")
    return tuple(texts), windows


def _document(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY):
            raise UnreadableLetter(
                "encrypted",
                "The PDF asks for a password before it opens. Expected one that anyone can open. "
                "Open it with the password and save it without.",
            ) from error
        raise _damaged(str(error).rstrip(".")) from error


def _windows(document: pypdfium2.PdfDocument, texts: Sequence[str]) -> dict[int, Bounds]:
    """The windows of pages whose whole text stands on another page too, by the number of the page.

    Others are not looked at, since it takes time, and only halves of one spread are known to be made so.
    """
    windows = {}
    for index, text in enumerate(texts):
        if text.strip() and texts.count(text) > 1:
            page = document[index]
            window = None if page.get_rotation() else window_of(page)
            page.close()
            if window is not None:
                windows[index + 1] = window
    return windows


def _text(document: pypdfium2.PdfDocument, index: int, window: Bounds | None = None) -> str:
    """The text of a page, as far as the page is seen: half a spread is often a whole one that is cut off."""
    page = document[index]
    try:
        text_page = page.get_textpage()
        try:
            whole = str(text_page.get_text_range())
            # A page that is rotated is read whole by the exact reader too (`plain_page`).
            if page.get_rotation():
                return whole
            seen = str(text_page.get_text_bounded(*(window or page.get_bbox())))
            return seen if len(seen) < _NEARLY * len(whole) else whole
        finally:
            text_page.close()
    finally:
        page.close()


def _pages(
    data: bytes, wanted: Mapping[int, Bounds | None], in_all: int, limits: Limits
) -> tuple[tuple[Page, ...], bool]:
    """The pages of these numbers, and whether the file has active content, by the exact reader."""
    try:
        with pdfplumber.open(BytesIO(data), pages=[]) as pdf:
            return tuple(_opened(pdf, wanted, in_all, limits)), is_active(data, pdf.doc.catalog)
    except UnreadableLetter:
        raise
    except Exception as error:
        if is_out_of_memory(error):
            raise MemoryError from error
        # On a broken file pdfminer raises whatever its parser trips over: KeyError, TypeError, zlib.error, …
        raise _damaged(f"its objects cannot be read ({type(error).__name__})") from error


def _opened(
    pdf: pdfplumber.pdf.PDF, wanted: Mapping[int, Bounds | None], in_all: int, limits: Limits
) -> Iterator[Page]:
    """The pages of these numbers, read one after the other, each as far as its window shows it; others are counted.

    Raises UnreadableLetter (`damaged`) if it does not find `in_all` pages, as the fast reader did: a letter
    may stand on a page that one of the two does not see.
    """
    left, count = limits.drawn, 0
    for page in islice(PDFPage.create_pages(pdf.doc), in_all + 1):
        count += 1
        if count in wanted:
            window = wanted[count]
            read, drawn = _read_page(pdf, page, count, min(left, limits.drawn_on_page), window)
            left -= drawn
            if turn := sideways(read):
                # pdfminer looks at the one, pdfplumber at the other.
                page.rotate = page.attrs["Rotate"] = (page.rotate + turn) % 360
                read, drawn = _read_page(pdf, page, count, min(left, limits.drawn_on_page))
                left -= drawn
            yield replace(read, turned_by=turn)
    if count != in_all:
        more = "more" if count > in_all else "fewer"
        raise _damaged(f"one program finds {in_all} pages in it, the other {more}")


def _read_page(
    pdf: pdfplumber.pdf.PDF, page: PDFPage, number: int, most: int, window: Bounds | None = None
) -> tuple[Page, int]:
    """A page, as far as it is seen through its window, and how much it draws."""
    opened = CountedPage(pdf, page, number, most)
    read = plain(opened, None if window is None else opened.placed(window))
    opened.close()
    return read, opened.drawn
