"""Whether the pages of a copy look and read as those of its original."""

from dataclasses import dataclass

import pypdfium2

from mapper.errors import UnreadableLetter

# Pixels to a point: any difference in a shape changes the shade of some pixel. The most along one side: pages may be of
# any size.
_SCALE = 0.5
_MOST_PIXELS = 2400


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page as one sees it: its size in pixels, the pixels, and its text."""

    size: tuple[int, int]
    pixels: bytes
    text: str


def require_alike(original: pypdfium2.PdfDocument, first: int, copy: bytes) -> None:
    """Raise UnreadableLetter unless each page of a copy is as the original's, whose pages count from `first`.

    What notes and form fields print on the original counts: who reads the copy would miss it.
    """
    try:
        made = pypdfium2.PdfDocument(copy)
        try:
            for index in range(len(made)):
                _require_alike(_seen(original, first - 1 + index), _seen(made, index), first + index)
        finally:
            made.close()
    except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError, IndexError) as error:
        raise UnreadableLetter("not-shown", f"A page of it cannot be drawn ({error})") from error


def _require_alike(there: _Seen, here: _Seen, number: int) -> None:
    if there.text != here.text:
        raise UnreadableLetter("not-shown", f"A copy of page {number} does not read as the page does")
    if there.size != here.size or there.pixels != here.pixels:
        raise UnreadableLetter(
            "not-shown",
            f"A copy of page {number} does not look as the page does: it may show notes, form fields or layers",
        )


def _seen(document: pypdfium2.PdfDocument, index: int) -> _Seen:
    page = document[index]
    try:
        scale = min(_SCALE, _MOST_PIXELS / max(page.get_size()))
        picture = page.render(scale=scale)
        text_page = page.get_textpage()
        try:
            return _Seen(
                (picture.width, picture.height), bytes(picture.buffer), str(text_page.get_text_range())
            )
        finally:
            text_page.close()
            picture.close()
    finally:
        page.close()
