"""What is printed beside or across the text of a page and is no part of it: line numbers, and words like "DRAFT"."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from mapper.letters.letter import Word

# So many numbers, one below the other and each larger than the last by the same, number the lines of a page. No
# table of a letter has so many rows.
_NUMBERED_LINES = 5

# A word so many times as high as usual that lies over others is printed across them; so is a word of more than the
# second size that lies between them. No title is so large.
_LARGE = 1.8
_HUGE = 3.0


def text_of(words: Sequence[Word]) -> list[Word]:
    """The words without line numbers in a margin, and without large words across others."""
    left_out = {*_line_numbers(words), *_across(words)}
    return [word for word in words if word not in left_out]


def _line_numbers(words: Sequence[Word]) -> Iterator[Word]:
    numbers = [word for word in words if word.text.isascii() and word.text.isdecimal()]
    for edge in (_left, _right):
        for _, aligned in groupby(sorted(numbers, key=lambda word: (edge(word), word.top)), key=edge):
            for run in _runs(list(aligned)):
                if len(run) >= _NUMBERED_LINES and _is_in_margin(run, words):
                    yield from run


def _left(word: Word) -> int:
    return round(word.x0)


def _right(word: Word) -> int:
    return round(word.x1)


def _runs(column: Sequence[Word]) -> Iterator[list[Word]]:
    """Numbers in the longest runs in which each is larger than the last by the same."""
    run = list(column[:1])
    for above, below in pairwise(column):
        step = int(below.text) - int(above.text)
        if step <= 0 or (len(run) > 1 and step != int(run[1].text) - int(run[0].text)):
            yield run
            run = [above] if step > 0 else []
        run.append(below)
    yield run


def _is_in_margin(column: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether all words beside a column, from its first to its last, are on one side of it."""
    x0, x1 = min(word.x0 for word in column), max(word.x1 for word in column)
    top, bottom = column[0].top, column[-1].bottom
    beside = [word for word in words if top < word.y_middle < bottom and word not in column]
    return all(word.x0 > x1 for word in beside) or all(word.x1 < x0 for word in beside)


def _across(words: Sequence[Word]) -> Iterator[Word]:
    usual = median(word.height for word in words) if words else 0.0
    for word in words:
        if word.height <= _LARGE * usual or not word.text.isalpha():
            continue
        smaller = [
            other for other in words if word.height > _LARGE * other.height and _is_in_line(word, other)
        ]
        lies_over = any(word.x0 < other.x_middle < word.x1 for other in smaller)
        if lies_over or (smaller and word.height > _HUGE * usual):
            yield word


def _is_in_line(word: Word, other: Word) -> bool:
    return word.top < other.y_middle < word.bottom
