"""From what pdfplumber finds on a page to plain words and rules."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from mapper.letters.box import Box
from mapper.letters.characters import UPRIGHT_WITHIN, drawn_once
from mapper.letters.counted_page import CountedPage, Drawn
from mapper.letters.letter import Page, Rule, Word
from mapper.letters.lettering import Lettering, words_of

# A filled rectangle thinner than this (points) is a ruled line; browsers and word processors draw borders so.
_THIN = 3.0


# Figures tell which way up a page is: headings of columns may be turned on a page that is not. A page is turned for
# at least so many figures, of which at least so many parts of three stand that way.
_FIGURE = re.compile(r"[0-9][0-9,.]*%?")
_FIGURES = 5
_OF_THREE = 2


def sideways(page: Page) -> int:
    """By how many degrees clockwise (90, 180 or 270) a page has to be turned for its figures to be upright; else 0."""
    figures = [word for word in (*page.words, *page.turned) if _FIGURE.fullmatch(word.text)]
    angles = Counter(round(word.angle / 90) * 90 % 360 for word in figures if _is_square(word.angle))
    if not angles:
        return 0
    angle, most = angles.most_common(1)[0]
    return angle if most >= _FIGURES and 3 * most >= _OF_THREE * len(figures) else 0


def _is_square(angle: float) -> bool:
    """Whether an angle is about a multiple of 90 degrees."""
    return abs(angle - round(angle / 90) * 90) < UPRIGHT_WITHIN


def plain(page: CountedPage, window: Box | None) -> Page:
    """The words that lie within a page, or within the part of it that is seen, and its rules."""
    left, top, right, bottom = page.corner
    width, height = right - left, bottom - top
    lettering, marked = words_of(drawn_once(page.characters))
    words = [word for word in map(_word, lettering) if _is_within(word, window or Box(0, width, 0, height))]
    rules = tuple(
        Rule(x0 - left, x1 - left, y0 - top, y1 - top)
        for drawn in (*page.lines, *page.rects, *page.curves)
        for x0, x1, y0, y1 in _edges(drawn)
    )
    return Page(
        page.page_number,
        float(width),
        float(height),
        tuple(word for word in words if abs(word.angle) < UPRIGHT_WITHIN),
        rules,
        turned=tuple(word for word in words if abs(word.angle) >= UPRIGHT_WITHIN),
        marks=tuple(map(_word, marked)),
        window=window,
    )


def _word(lettering: Lettering) -> Word:
    box = lettering.box
    gaps = [two.starts - one.ends for one, two in pairwise(lettering.characters)]
    spacing = max(0.0, median(gaps)) if gaps else 0.0
    return Word(lettering.text, box.x0, box.x1, box.top, box.bottom, lettering.first.angle, spacing)


def _is_within(word: Word, box: Box) -> bool:
    return box.x0 <= word.x_middle <= box.x1 and box.top <= word.y_middle <= box.bottom


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
