"""Copies of letters, made in processes of their own: a hostile file costs only its own letters their copies."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser

from mapper.errors import UnreadableLetter
from mapper.letters.active_content import is_active
from mapper.letters.copies.likeness import require_alike
from mapper.letters.copies.rebuilding import opened, rebuilt
from mapper.letters.copies.store import Copy, CopyStore
from mapper.letters.limits import LIMITS, Limits, is_out_of_memory, too_large
from mapper.letters.statistics import Problem
from mapper.letters.workers import each_apart

Span = tuple[int, int]

# What the copies of one file may hold together, as a multiple of the file, and in bytes: letters in one file often
# share their fonts, and each copy needs them.
_TIMES, _AT_LEAST = 8, 32 * 1024 * 1024

_CHANGED = "changed"
_PASSING = ("timeout", "crashed", _CHANGED)


@dataclass(frozen=True, slots=True)
class Source:
    """A file by the SHA-256 that it had when it was read, and the own pages of letters in it.

    `content` is its path or, of a letter that this program has drawn itself a moment ago, its bytes. Such a letter is
    drawn in one of a few ways, of which tests compare each with its copy; so its pages are not drawn once more.
    """

    content: Path | bytes
    sha256: str
    spans: tuple[Span, ...]

    @property
    def is_own(self) -> bool:
        """Whether this program has drawn it."""
        return isinstance(self.content, bytes)


def copies_of(
    sources: Iterable[Source], jobs: int, store: CopyStore | None, limits: Limits = LIMITS
) -> Iterator[tuple[Source, Span, Copy | Problem]]:
    """A copy of each letter, or the reason why there is none; in any order.

    Parameters
    ----------
    sources
        The files with the pages of their letters.
    jobs
        The number of processes.
    store
        Where copies are kept, and where those made before are found; None to make all and keep none.
    limits
        What copying the letters of one file may take.
    """
    waiting = []
    for source in sources:
        kept = [store.get(source.sha256, span) if store else None for span in source.spans]
        found = [one for one in kept if one is not None]
        if len(found) == len(source.spans):
            yield from ((source, span, one) for span, one in zip(source.spans, found, strict=True))
        else:
            # All of a file together, because what they hold is counted together.
            waiting.append(source)
    for source, made in each_apart(partial(_made, limits=limits), waiting, jobs, limits):
        copies = [made] * len(source.spans) if isinstance(made, Problem) else made
        for span, one in zip(source.spans, copies, strict=True):
            yield source, span, _kept(source, span, one, store)


def _kept(source: Source, span: Span, made: Copy | Problem, store: CopyStore | None) -> Copy | Problem:
    if store is None or (isinstance(made, Problem) and made.code in _PASSING):
        return made
    return store.put(source.sha256, span, made)


def _made(source: Source, limits: Limits) -> list[Copy | Problem]:
    """The copies of the letters of one file, in the order of its spans.

    Raises UnreadableLetter if there can be none.
    """
    data = _read(source.content)
    if sha256(data).hexdigest() != source.sha256:
        raise UnreadableLetter(_CHANGED, "The file has changed since its figures were read")
    with opened(data) as pdf, closing(_drawable(data)) as original:
        if len(original) != len(pdf.pages):
            raise UnreadableLetter("damaged", "Two programs find different numbers of pages in it")
        found: list[Copy | Problem] = []
        left = max(_TIMES * len(data), _AT_LEAST)
        for span in source.spans:
            one = _copy(pdf, None if source.is_own else original, len(pdf.pages), span, limits)
            left -= len(one.content) if isinstance(one, Copy) and isinstance(one.content, bytes) else 0
            if left < 0:
                raise too_large(
                    "Copies of all the letters in its file would hold much more than the file does"
                )
            found.append(one)
        return found


def _copy(
    pdf: pikepdf.Pdf, original: pypdfium2.PdfDocument | None, pages: int, span: Span, limits: Limits
) -> Copy | Problem:
    """The copy of one letter, which is as the original and does nothing, or the reason why there is none.

    It is compared with the original, if that is given; `pages` is the number of pages of the file.
    """
    first, last = span
    try:
        content = rebuilt(pdf, first, last, limits)
        if original is not None:
            require_alike(original, first, content)
        if _is_active(content):
            raise UnreadableLetter(
                "active-content", "Its copy would still carry a script, an action or a file"
            )
    except UnreadableLetter as error:
        return Problem(error.code, str(error))
    except Exception as error:
        if is_out_of_memory(error):
            raise
        # On a broken file qpdf raises whatever it trips over; other letters of the file may be sound.
        return Problem("damaged", f"Its pages cannot be copied ({type(error).__name__})")
    return Copy(sha256(content).hexdigest(), pages, content)


def _is_active(content: bytes) -> bool:
    """Whether a copy has active content by another program than the one that wrote it."""
    return is_active(content, PDFDocument(PDFParser(BytesIO(content))).catalog)


def _drawable(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableLetter("damaged", "It cannot be opened to be drawn") from error


def _read(content: Path | bytes) -> bytes:
    if isinstance(content, bytes):
        return content
    try:
        return content.read_bytes()
    except OSError as error:
        raise UnreadableLetter(_CHANGED, "The file cannot be opened any more") from error
