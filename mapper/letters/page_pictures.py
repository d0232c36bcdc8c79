"""The pages of a file as pictures, for those who look at how it was read."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2

from mapper.errors import UnreadableLetter

# Pixels to a point, and the most pixels along one side: pages may be of any size.
_SCALE = 2.0
_MOST_PIXELS = 2400


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page, its size in points as seen, and its picture as PNG; empty if it cannot be drawn."""

    number: int
    width: float
    height: float
    png: bytes


def pictures_of(
    path: Path, numbers: Container[int], turned_by: Mapping[int, int] | None = None
) -> tuple[PagePicture, ...]:
    """The pictures of these pages, which count from 1; numbers that the file does not have are passed over.

    Pages of the numbers in `turned_by` are turned by so many degrees clockwise, as they are for reading. Raises
    UnreadableLetter if the file cannot be opened.
    """
    turns = turned_by or {}
    try:
        document = pypdfium2.PdfDocument(path.read_bytes())
    except pypdfium2.PdfiumError as error:
        raise UnreadableLetter("damaged", f"No page of it can be drawn: {error}") from error
    try:
        wanted = (number for number in range(1, len(document) + 1) if number in numbers)
        return tuple(_picture(document, number, turns.get(number, 0)) for number in wanted)
    finally:
        document.close()


def _picture(document: pypdfium2.PdfDocument, number: int, turn: int) -> PagePicture:
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return PagePicture(number, 0.0, 0.0, b"")
    try:
        as_read(page, turn)
        return _drawn(page, number)
    finally:
        page.close()


def as_read(page: pypdfium2.PdfPage, turn: int) -> None:
    """Turn a page by so many degrees clockwise, so that places on it are those of the figures that were read."""
    page.set_rotation((page.get_rotation() + turn) % 360)
    if page.get_rotation():
        # On a turned page words are placed from the corner of the whole sheet, not of the part that is shown.
        # A box that all pages share is none of the page's own for PDFium, but it knows what is seen of the page.
        page.set_cropbox(*(page.get_mediabox(fallback_ok=False) or page.get_bbox()))


def _drawn(page: pypdfium2.PdfPage, number: int) -> PagePicture:
    width, height = page.get_size()
    try:
        picture = page.render(scale=min(_SCALE, _MOST_PIXELS / max(width, height))).to_pil()
    except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError):
        return PagePicture(number, width, height, b"")
    file = BytesIO()
    picture.save(file, "PNG")
    return PagePicture(number, width, height, file.getvalue())
