"""From what pdfplumber finds on a page to plain words and rules."""

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

import pdfplumber
from pdfplumber.utils.text import extract_words

from mapper.letters.letter import Page, Rule, Word

Drawn = dict[str, Any]
"""What pdfplumber says of one character, line, rectangle or curve."""

# A gap of this part of the font size ends a word. A space is at least a fifth of it in common fonts, and the
# figures of two neighbouring cells must never be read as one number.
_WORD_GAP = 0.15

# A filled rectangle thinner than this (points) is a ruled line; browsers and word processors draw borders so.
_THIN = 3.0

# The same character drawn twice within this distance (points) is one: some programs make bold type so.
_OVERPRINT = 1.0


def plain(page: pdfplumber.page.Page) -> Page:
    """The upright words that lie within a page, and its rules."""
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


def _drawn_once(characters: list[Drawn]) -> list[Drawn]:
    """The characters without overprints: a "1" drawn twice to look bold must not become "11"."""
    kept: list[Drawn] = []
    for character in sorted(characters, key=itemgetter("text", "x0")):
        if not any(_overprints(character, other) for other in _nearby(character, kept)):
            kept.append(character)
    return kept


def _nearby(character: Drawn, kept: list[Drawn]) -> Iterator[Drawn]:
    """The same characters at about the same distance from the left, in any line."""
    for other in reversed(kept):
        if other["text"] != character["text"] or character["x0"] - other["x0"] > _OVERPRINT:
            return
        yield other


def _overprints(character: Drawn, other: Drawn) -> bool:
    return bool(abs(character["top"] - other["top"]) <= _OVERPRINT)


def _edges(drawn: Drawn) -> Iterator[tuple[float, float, float, float]]:
    """The straight edges of a line, rectangle or thin curve: one if it is thin, else four."""
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


def _is_thin(drawn: Drawn) -> bool:
    return min(drawn["x1"] - drawn["x0"], drawn["bottom"] - drawn["top"]) <= _THIN  # type: ignore[no-any-return]
