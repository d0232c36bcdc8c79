"""A letter's PDF as plain pages of words and drawn rules: the only door to pdfplumber and pypdfium2.

The text of every page comes from pypdfium2, which is fast; pdfplumber, which knows where each word stands,
opens only the pages that are wanted for their figures. Coordinates are in points from the top left of the
page as seen, that is with /Rotate and the crop box applied.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from operator import itemgetter
from typing import Any

import pdfplumber
import pypdfium2
from pdfminer.layout import LTChar, LTComponent, LTItem, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfplumber.page import PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.text import extract_words

from mapper.errors import UnreadableLetter
from mapper.letters.limits import LIMITS, Limits

# Letters this much of their own size apart are two words: a space is at least a fifth of it in common fonts,
# and the figures of two neighbouring cells must never be read as one number.
_WORD_GAP = 0.15

# A filled rectangle thinner than this (points) is a ruled line; browsers and word processors draw borders so.
_THIN = 3.0

# PDF Reference, 3.4.1: readers accept the header anywhere in the first 1024 bytes.
_HEADER, _HEADER_WITHIN = b"%PDF-", 1024

# A letter drawn twice within this distance (points) is one letter: some writers make bold so.
_OVERPRINT = 1.0

_Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters without a space, and the box it fills."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def x_middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y_middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, or an edge of a drawn box; one of its sides is zero."""

    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the file: `number` counts from 1, sizes are in points, words are in no promised order."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A PDF file as read.

    `texts` holds the text of every page in the file, `pages` only those that were wanted. `active_content` is
    true for scripts, launch and form actions, anything that happens by itself beyond choosing a view on
    opening, and files or media carried inside.
    """

    texts: tuple[str, ...]
    pages: tuple[Page, ...]
    active_content: bool


def read(data: bytes, wanted: Callable[[str], bool], limits: Limits = LIMITS) -> Letter:
    """Read a PDF; words and rules are given for the pages whose text is `wanted`.

    Raises UnreadableLetter with code `not-a-pdf`, `damaged`, `encrypted`, `too-large` or `no-text-layer`;
    MemoryError where there is none left.
    """
    if _HEADER not in data[:_HEADER_WITHIN]:
        raise UnreadableLetter(
            "not-a-pdf",
            f"The file begins with {data[:8]!r}, not with %PDF-. Expected a PDF. "
            "Save the letter itself as PDF, not the web page around it.",
        )
    texts = _texts(data, limits)
    if not any(text.strip() for text in texts):
        raise UnreadableLetter(
            "no-text-layer",
            f"None of the {len(texts)} pages carries text: they are pictures. Expected a PDF with text. "
            "Get the letter from its sender, or run text recognition over it and check every figure.",
        )
    numbers = [number for number, text in enumerate(texts, start=1) if wanted(text)]
    pages, active_content = _pages(data, numbers, len(texts), limits)
    return Letter(texts, pages, active_content)


def _damaged(reason: str) -> UnreadableLetter:
    return UnreadableLetter(
        "damaged",
        f"The PDF is damaged: {reason}. Expected a whole file. Download it again, or print it to a new PDF.",
    )


def _too_large(what: str) -> UnreadableLetter:
    return UnreadableLetter(
        "too-large", f"{what}. Expected a letter. If it is one, print its own pages to a new PDF."
    )


def _texts(data: bytes, limits: Limits) -> tuple[str, ...]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY):
            raise UnreadableLetter(
                "encrypted",
                "The PDF asks for a password before it opens. Expected one that anyone can open. "
                "Open it with the password and save it without.",
            ) from error
        raise _damaged(str(error).rstrip(".")) from error
    try:
        if len(document) > limits.pages:
            raise _too_large(f"The PDF has {len(document)} pages; {limits.pages} is the most that is read")
        texts = tuple(_text(document, index) for index in range(len(document)))
    except pypdfium2.PdfiumError as error:
        raise _damaged(str(error).rstrip(".")) from error
    finally:
        document.close()
    if not texts:
        raise _damaged("it has no pages")
    return texts


def _text(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    try:
        text_page = page.get_textpage()
        try:
            return str(text_page.get_text_range())
        finally:
            text_page.close()
    finally:
        page.close()


def _pages(data: bytes, numbers: list[int], in_all: int, limits: Limits) -> tuple[tuple[Page, ...], bool]:
    try:
        with pdfplumber.open(BytesIO(data), pages=[]) as pdf:
            return tuple(_opened(pdf, numbers, in_all, limits)), _is_active(data, pdf.doc.catalog)
    except UnreadableLetter:
        raise
    except Exception as error:
        if _is_for_want_of_memory(error):
            raise MemoryError from error
        # On a broken file pdfminer raises whatever its parser trips over: KeyError, TypeError, zlib.error, …
        raise _damaged(f"its objects cannot be read ({type(error).__name__})") from error


def _is_for_want_of_memory(error: BaseException | None) -> bool:
    """Whether the error is, or stands in the place of, a MemoryError: pdfplumber wraps what pdfminer raises."""
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__context__
    return False


def _opened(pdf: pdfplumber.pdf.PDF, numbers: list[int], in_all: int, limits: Limits) -> Iterator[Page]:
    """The pages of these numbers, read one after the other; what stands on the rest is not looked at.

    Raises UnreadableLetter (`damaged`) if the file has not as many pages here as the fast reader found `in_all`:
    a letter may stand on one that either does not see.
    """
    left, count = limits.drawn, 0
    for page in islice(PDFPage.create_pages(pdf.doc), in_all + 1):
        count += 1
        if count in numbers:
            opened = _CountedPage(pdf, page, count, min(left, limits.drawn_on_page))
            yield _page(opened)
            left -= opened.drawn
            opened.close()
    if count != in_all:
        more = "more" if count > in_all else "fewer"
        raise _damaged(f"one program finds {in_all} pages in it, the other {more}")


class _CountedPage(pdfplumber.page.Page):
    """A page that refuses to draw more than `most` letters, lines and pictures."""

    def __init__(self, pdf: pdfplumber.pdf.PDF, page: PDFPage, number: int, most: int) -> None:
        super().__init__(pdf, page, number)
        self.most = most
        self.drawn = 0

    @property
    def layout(self) -> LTPage:
        """What the page draws, as pdfplumber's own pages have it. Raises UnreadableLetter (`too-large`)."""
        if not hasattr(self, "_layout"):
            device = _CountingDevice(self)
            PDFPageInterpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._layout = device.get_result()
        return self._layout

    def process_object(self, obj: LTItem) -> _Object:
        """The kind and the box of what is drawn, and of a letter its text, size and direction.

        pdfplumber's own also looks up colours, fonts and paths, which takes as long as all else together.
        """
        assert isinstance(obj, LTComponent)  # all that a page holds has a box
        left, top = self.mediabox[:2]
        drawn: _Object = {
            "object_type": type(obj).__name__.removeprefix("LT").lower(),
            "x0": obj.x0 + left,
            "x1": obj.x1 + left,
            "top": self.height - obj.y1 + top,
            "bottom": self.height - obj.y0 + top,
        }
        if isinstance(obj, LTChar):
            drawn |= {
                "text": obj.get_text(),
                "size": obj.size,
                "upright": obj.upright,
                "doctop": drawn["top"],
            }
        return drawn

    def count(self) -> None:
        self.drawn += 1
        if self.drawn > self.most:
            raise _too_large(f"Page {self.page_number} draws more than {self.most} letters and lines")


class _CountingDevice(PDFPageAggregatorWithMarkedContent):
    """pdfplumber's device, telling the page of everything it draws."""

    def __init__(self, page: _CountedPage) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
        self._page = page

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        self._page.count()
        return float(super().render_char(*args, **kwargs))

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        self._page.count()
        super().paint_path(*args, **kwargs)

    def begin_figure(self, *args: Any, **kwargs: Any) -> None:
        # A form or a picture counts too: forms within forms can be many without drawing anything.
        self._page.count()
        super().begin_figure(*args, **kwargs)


def _page(page: pdfplumber.page.Page) -> Page:
    left, top, right, bottom = page.mediabox if page.rotation else page.cropbox
    characters = _drawn_once([character for character in page.chars if character["upright"]])
    words = (
        Word(word["text"], word["x0"] - left, word["x1"] - left, word["top"] - top, word["bottom"] - top)
        for word in extract_words(characters, x_tolerance_ratio=_WORD_GAP)
    )
    width, height = right - left, bottom - top
    seen = tuple(word for word in words if 0 <= word.x_middle <= width and 0 <= word.y_middle <= height)
    rules = tuple(
        Rule(x0 - left, x1 - left, y0 - top, y1 - top)
        for drawn in (*page.lines, *page.rects, *page.curves)
        for x0, x1, y0, y1 in _edges(drawn)
    )
    return Page(page.page_number, float(width), float(height), seen, rules)


def _drawn_once(characters: list[_Object]) -> list[_Object]:
    """The characters without overprints: a "1" that is drawn twice to look bold must not become "11"."""
    kept: list[_Object] = []
    for character in sorted(characters, key=itemgetter("text", "x0")):
        if not any(_overprints(character, other) for other in _nearby(character, kept)):
            kept.append(character)
    return kept


def _nearby(character: _Object, kept: list[_Object]) -> Iterator[_Object]:
    """The same letters that begin at about the same distance from the left, in any line."""
    for other in reversed(kept):
        if other["text"] != character["text"] or character["x0"] - other["x0"] > _OVERPRINT:
            return
        yield other


def _overprints(character: _Object, other: _Object) -> bool:
    return bool(abs(character["top"] - other["top"]) <= _OVERPRINT)


def _edges(drawn: _Object) -> Iterator[tuple[float, float, float, float]]:
    """The straight edges of a line, rectangle or other path: one for a thin one, four for a box."""
    x0, x1, top, bottom = drawn["x0"], drawn["x1"], drawn["top"], drawn["bottom"]
    if drawn["object_type"] == "curve" and not _is_thin(drawn):
        return
    if x1 - x0 <= _THIN:
        middle = (x0 + x1) / 2
        yield middle, middle, top, bottom
    elif bottom - top <= _THIN:
        middle = (top + bottom) / 2
        yield x0, x1, middle, middle
    else:
        yield x0, x0, top, bottom
        yield x1, x1, top, bottom
        yield x0, x1, top, top
        yield x0, x1, bottom, bottom


def _is_thin(drawn: _Object) -> bool:
    return min(drawn["x1"] - drawn["x0"], drawn["bottom"] - drawn["top"]) <= _THIN  # type: ignore[no-any-return]


# PDF Reference 8.5.3, table 8.48: the actions that only move within the file, change what of it is shown, or
# follow a link to the web, whose address is looked at besides. Every other action runs, sends or fetches.
_PASSIVE_ACTIONS = frozenset(("GoTo", "URI", "Named", "Hide", "SetOCGState", "Trans", "GoToDp"))
_ACTION_KEYS = ("A", "PA", "Next")

# The names of the others, wherever they stand: a damaged or twisted file may call an action in another way.
_ACTIVE_ACTIONS = frozenset(
    (
        "JavaScript",
        "Launch",
        "GoToR",
        "GoToE",
        "Thread",
        "ImportData",
        "SubmitForm",
        "ResetForm",
        "Rendition",
        "RichMediaExecute",
        "GoTo3DView",
        "Movie",
        "Sound",
    )
)
_ACTIVE_ANNOTATIONS = frozenset(("FileAttachment", "RichMedia", "Screen", "Movie", "Sound", "3D"))
_ACTIVE_KEYS = frozenset(("JS", "JavaScript", "EmbeddedFiles", "EF", "XFA", "RichMediaContent"))
_PASSIVE_SCHEMES = frozenset((b"http", b"https", b"mailto", b"tel"))
_SCHEME = re.compile(rb"([a-z][a-z0-9+.-]*):", re.IGNORECASE)

# Names long enough never to come about by chance in compressed data. They are looked for in the bytes too: a
# viewer may find objects that pdfminer does not, such as those of an earlier version of the file.
_ACTIVE_BYTES = re.compile(
    rb"/(?:JavaScript|Launch|SubmitForm|ImportData|EmbeddedFiles?|FileAttachment|RichMedia|Rendition)\b"
)
# PDF Reference 3.2.4: any letter of a name may be written as its number.
_SPELT_BYTE = re.compile(rb"#([0-9a-fA-F]{2})")


def _is_active(data: bytes, catalog: _Object) -> bool:
    """Whether the file acts, or carries files, instead of only being shown; true where that cannot be told."""
    spelt_out = _SPELT_BYTE.sub(lambda found: bytes.fromhex(found[1].decode()), data)
    if _ACTIVE_BYTES.search(data) or _ACTIVE_BYTES.search(spelt_out):
        return True
    try:
        return _opens_with_action(catalog) or any(map(_acts, _dictionaries(catalog)))
    except Exception as error:
        if _is_for_want_of_memory(error):
            raise
        # As in `_pages`; an object that no page needs must not cost the letter its figures.
        return True


def _dictionaries(catalog: _Object) -> Iterator[_Object]:
    """Every dictionary that can be reached from the catalogue, those of streams included, in no promised order."""
    seen: set[int] = set()
    waiting: list[object] = [catalog]
    while waiting:
        item = waiting.pop()
        if isinstance(item, PDFObjRef):
            if item.objid in seen:
                continue
            seen.add(item.objid)
            item = resolve1(item)
        if isinstance(item, PDFStream):
            item = item.attrs
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend(item.values())


def _opens_with_action(catalog: _Object) -> bool:
    """Whether opening the file does more than choose a view; an address would be asked for unseen."""
    action = resolve1(catalog.get("OpenAction"))
    return isinstance(action, dict) and (_name(action.get("S")) != "GoTo" or "Next" in action)


def _acts(item: _Object) -> bool:
    return (
        bool(_ACTIVE_KEYS & item.keys())
        or _name(item.get("S")) in _ACTIVE_ACTIONS
        or _name(item.get("Subtype")) in _ACTIVE_ANNOTATIONS
        or any(_is_active_action(item.get(key)) for key in _ACTION_KEYS)
        or _has_triggers(item)
        or _leads_off_the_web(item.get("URI"))
        or _leads_off_the_web(item.get("Base"))
    )


def _is_active_action(value: object) -> bool:
    """Whether this is an action, or a list of them, of which one is none of the passive ones.

    Other dictionaries use these keys too: the attributes of a tag (/A) have no /S that is a name.
    """
    actions = resolve1(value)
    for action in actions if isinstance(actions, list) else [actions]:
        action = resolve1(action)
        kind = _name(action.get("S")) if isinstance(action, dict) else ""
        if kind and kind not in _PASSIVE_ACTIONS:
            return True
    return False


def _has_triggers(item: _Object) -> bool:
    """Whether something happens by itself: on opening, leaving or printing a page, or on filling in a field."""
    triggers = resolve1(item.get("AA"))
    return isinstance(triggers, dict) and any(
        isinstance(action, dict) and "S" in action for action in map(resolve1, triggers.values())
    )


def _leads_off_the_web(address: object) -> bool:
    address = resolve1(address)
    if not isinstance(address, bytes):
        return False
    # Viewers leave out blanks and control characters, and take either form of Unicode for plain letters.
    scheme = _SCHEME.match(bytes(byte for byte in address if 0x20 < byte < 0x7F))
    return scheme is not None and scheme[1].lower() not in _PASSIVE_SCHEMES


def _name(item: object) -> str:
    """A PDF name as text; names that are no text are no known name."""
    item = resolve1(item)
    return item.name if isinstance(item, PSLiteral) and isinstance(item.name, str) else ""
