"""Pictures of the parts of a letter's pages in which its figures stand, for those who want to see the number itself.

Terms:

- *part*: the rectangle of a page that holds all its figures, with what stands above and below them.
- A picture has four greys, which is enough to read and half the size of sixteen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil, floor
from pathlib import Path

import msgspec
import pypdfium2

from mapper.errors import UnreadableLetter
from mapper.letters.box import Box
from mapper.letters.page_pictures import as_read

# Pixels to a point, and the most pixels of a part: pages may be of any size.
_SCALE = 1.5
_MOST_PIXELS = 3_000_000

_GREYS = 4
_LEVELS = [round(grey * (_GREYS - 1) / 255) for grey in range(256)]
_PALETTE = [round(level * 255 / (_GREYS - 1)) for level in range(_GREYS) for _ in range(3)]
_BITS = 2

# Edges are at multiples of so many points, which are whole pixels.
_STEP = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page to draw, in points from the top left of the page, turned by so many degrees for reading."""

    page: int
    turned: int
    box: Box


@dataclass(frozen=True, slots=True)
class PlacePicture:
    """A part as it was drawn, as far as it lies on the page: its rectangle in whole points, and its picture as PNG."""

    page: int
    left: int
    top: int
    width: int
    height: int
    png: bytes


@dataclass(frozen=True, slots=True)
class Drawing:
    """What to draw of one file, which is given by its path or its content."""

    file: Path | bytes
    parts: tuple[Part, ...]


def drawn(drawing: Drawing) -> tuple[PlacePicture, ...]:
    """The pictures of these parts; those that lie on no page, or cannot be drawn, are passed over.

    Raises UnreadableLetter if the file cannot be opened.
    """
    data = drawing.file if isinstance(drawing.file, bytes) else drawing.file.read_bytes()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableLetter("damaged", f"No page of it can be drawn: {error}") from error
    try:
        found = (_picture(document, part) for part in drawing.parts if part.page <= len(document))
        return tuple(picture for picture in found if picture is not None)
    finally:
        document.close()


def packed(pictures: Sequence[Sequence[PlacePicture]]) -> bytes:
    """The pictures of several files in one piece."""
    return msgspec.msgpack.encode(pictures)


def unpacked(content: bytes) -> tuple[tuple[PlacePicture, ...], ...]:
    """What was packed."""
    return msgspec.msgpack.decode(content, type=tuple[tuple[PlacePicture, ...], ...])


def _picture(document: pypdfium2.PdfDocument, part: Part) -> PlacePicture | None:
    try:
        page = document[part.page - 1]
    except pypdfium2.PdfiumError:
        return None
    try:
        as_read(page, part.turned)
        return _drawn(page, part)
    except (pypdfium2.PdfiumError, ValueError):
        return None
    finally:
        page.close()


def _drawn(page: pypdfium2.PdfPage, part: Part) -> PlacePicture | None:
    width, height = (floor(side / _STEP) * _STEP for side in page.get_size())
    left, top = (max(floor(edge / _STEP) * _STEP, 0) for edge in (part.box.x0, part.box.top))
    right, bottom = (
        min(ceil(edge / _STEP) * _STEP, most)
        for edge, most in ((part.box.x1, width), (part.box.bottom, height))
    )
    if left >= right or top >= bottom:
        return None
    scale = min(_SCALE, (_MOST_PIXELS / ((right - left) * (bottom - top))) ** 0.5)
    across, down = page.get_size()
    crop = (left, down - bottom, across - right, top)
    grey = page.render(scale=scale, grayscale=True, crop=crop).to_pil().convert("L").point(_LEVELS)
    grey.putpalette(_PALETTE)
    file = BytesIO()
    grey.save(file, "PNG", bits=_BITS)
    return PlacePicture(part.page, left, top, right - left, bottom - top, file.getvalue())
