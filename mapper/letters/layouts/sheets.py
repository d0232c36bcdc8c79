"""A sheet on which several pages are printed side by side, cut into these pages.

The pages keep the sheet's number and its coordinates, so that what is read on them can be found on the sheet.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mapper.letters.letter import Page, Rule, Word

# A blank strip with the middle of the sheet in it is at least this wide, as a part of the sheet.
_BLANK = 0.02

# A sheet with two pages of the usual proportions side by side is at least so many times as wide as high.
_WIDE = 1.2

# A half with fewer words is no page.
_LEAST_WORDS = 5


def ways_to_cut(page: Page) -> Iterator[tuple[Page, ...]]:
    """The ways in which a sheet may be cut into pages, in the order in which these are read; none for most."""
    halves = _halves(page, across=False)
    if not halves:
        return
    if page.width >= _WIDE * page.height:
        yield halves
    upper_and_lower = _halves(page, across=True)
    if upper_and_lower:
        quarters = [_halves(half, across=False) or (half,) for half in upper_and_lower]
        yield tuple(quarter for row in quarters for quarter in row)


def _halves(page: Page, *, across: bool) -> tuple[Page, ...]:
    """The two halves of a page with a blank strip in its middle, from top to bottom or `across`; else none."""
    side = page.height if across else page.width
    middle, blank = side / 2, side * _BLANK / 2

    def extent(drawn: Word | Rule) -> tuple[float, float]:
        return (drawn.top, drawn.bottom) if across else (drawn.x0, drawn.x1)

    def is_blank(drawn: Iterable[Word | Rule]) -> bool:
        return not any(extent(one)[1] > middle - blank and extent(one)[0] < middle + blank for one in drawn)

    # What is turned may be a watermark across all pages. A rule may part them, or frame the sheet.
    crossing = [rule for rule in page.rules if not _is_frame(extent(rule), side)]
    if not is_blank(page.words) or not is_blank(
        rule for rule in crossing if not _parts(extent(rule), middle)
    ):
        return ()
    halves = tuple(
        replace(
            page,
            words=tuple(word for word in page.words if (extent(word)[0] < middle) is first),
            rules=tuple(rule for rule in page.rules if (extent(rule)[0] < middle) is first),
            turned=tuple(word for word in page.turned if (extent(word)[0] < middle) is first),
        )
        for first in (True, False)
    )
    return halves if all(len(half.words) >= _LEAST_WORDS for half in halves) else ()


def _is_frame(extent: tuple[float, float], side: float) -> bool:
    return extent[1] - extent[0] > 0.95 * side


def _parts(extent: tuple[float, float], middle: float) -> bool:
    """Whether a rule runs along the middle itself."""
    return extent[0] == extent[1] and abs(extent[0] - middle) < 1
