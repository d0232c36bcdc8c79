"""What lies over a page or runs down its edge and is no part of a letter: watermarks, and the numbers of lines."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from mapper.letters.letter import Page, Word

# A watermark is one of these words, in type so many times as high as that of the page.
_WATERMARK = re.compile(
    r"draft|copy|specimen|sample|confidential|official|restricted|unclassified|void|final|archived?|preview",
    re.IGNORECASE,
)
_WATERMARK_HEIGHT = 2.5

# A column of at least so many numbers that rise by one step, at the page's edge, numbers its lines; fewer are enough
# where they begin as a numbering of each line or of every fifth does.
_LINES_NUMBERED = 8
_FROM_THE_FIRST = 2

# The edges of such numbers differ by no more than this part of their height.
_ALIGNED = 0.5


def without_surroundings(page: Page) -> Page:
    """The page without upright watermarks and without the numbers of its lines."""
    strays = {*_watermarks(page.words), *_line_numbers(page.words)}
    if not strays:
        return page
    return replace(page, words=tuple(word for word in page.words if word not in strays))


def _watermarks(words: Sequence[Word]) -> Iterator[Word]:
    marks = [word for word in words if _WATERMARK.fullmatch(word.text)]
    if marks:
        usual = median(word.height for word in words)
        yield from (word for word in marks if word.height > _WATERMARK_HEIGHT * usual)


def _line_numbers(words: Sequence[Word]) -> Iterator[Word]:
    """The numbers of lines, down the left edge or the right one, with nothing between them and the edge."""
    numbers = [word for word in words if word.text.isdecimal() and len(word.text) <= len("9999")]
    if len(numbers) < _FROM_THE_FIRST:
        return
    left = min(word.x0 for word in numbers)
    right = max(word.x1 for word in numbers)
    for column in (_ending_with(numbers, left), _ending_with(numbers, right)):
        if _is_numbering(column) and _is_outside(column, words):
            yield from column


def _ending_with(numbers: Sequence[Word], edge: float) -> list[Word]:
    """The numbers that stand in one column with the one at this edge, set to the left or to the right."""
    columns: dict[int, list[Word]] = defaultdict(list)
    (first,) = [word for word in numbers if edge in (word.x0, word.x1)][:1]
    for word in numbers:
        for place, (one, other) in enumerate(((word.x0, first.x0), (word.x1, first.x1))):
            if abs(one - other) <= _ALIGNED * word.height:
                columns[place].append(word)
    longest = max(columns.values(), key=len)
    return sorted(longest, key=lambda word: word.top)


def _is_numbering(column: Sequence[Word]) -> bool:
    steps = {int(two.text) - int(one.text) for one, two in pairwise(column)}
    if len(steps) != 1 or not steps & {1, 5}:
        return False
    return len(column) >= (_FROM_THE_FIRST if int(column[0].text) in steps else _LINES_NUMBERED)


def _is_outside(column: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether all other words stand on one side of a column."""
    x0, x1 = min(word.x0 for word in column), max(word.x1 for word in column)
    others = [word for word in words if word not in set(column)]
    return all(word.x0 > x1 for word in others) or all(word.x1 < x0 for word in others)
