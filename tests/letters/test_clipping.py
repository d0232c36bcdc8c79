"""Through which part of a page its text is seen."""

import pypdfium2
import pytest

from mapper.letters.clipping import Bounds, window_of
from tests.letters.printed_letters import by_hand, words

LINE = words("A line that runs from the left half of the page into its right half", x=200)
RIGHT, LOWER = "300 0 295 842 re W n", "0 0 595 610 re W n"

PAGES: dict[str, tuple[str, str, Bounds | None]] = {
    "whole": (LINE, "", None),
    "nothing on it": ("", "", None),
    "one half": (f"q {RIGHT} {LINE} Q", "", (300, 0, 595, 842)),
    "one half, cropped": (f"q {RIGHT} {LINE} Q", "/CropBox [0 100 595 742]", (300, 100, 595, 742)),
    "a form without anything too": (f"/Form Do q {RIGHT} {LINE} Q", "", (300, 0, 595, 842)),
    "one half, clipped twice": (f"q {RIGHT} {LOWER} {words('Text', x=298, y=604)} Q", "", (300, 0, 595, 610)),
    "two parts": (f"q {RIGHT} {LINE} Q q 0 0 250 842 re W n {LINE} Q", "", (0, 0, 595, 842)),
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_seen_through_what_its_text_is_clipped_to(kind: str) -> None:
    contents, entries, expected = PAGES[kind]
    document = pypdfium2.PdfDocument(by_hand(contents, entries))
    try:
        assert window_of(document[0]) == (None if expected is None else pytest.approx(expected))
    finally:
        document.close()
