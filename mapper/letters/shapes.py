"""The shapes of digits: whether a digit as printed looks like the one that the file says it is.

A shape is the digit's ink on a grid of 12 by 16 fields, each inked or not, as a number of 192 bits. Two shapes are as
far apart as there are fields in which they differ.
"""

from collections.abc import Sequence
from functools import lru_cache

from mapper.letters.known_digits import KNOWN

WIDTH, HEIGHT = 12, 16

# Digits narrower than this part of their height keep their proportions: a "1" must not fill the grid.
_NARROW = 0.42
_USUAL = 0.75

# A field is inked where it has this part of the ink of the fullest one: thin strokes are grey in small print.
INKED = 0.45

# Fewer rows of pixels, or fewer fields with ink (hairlines, outlines), show no shape.
_FEWEST_ROWS = 9
_LEAST_INK = 20

# A digit looks like another where that one's nearest known shape is within so many fields, and nearer than this part
# of the distance to the nearest known shape of its own. Tried with a quarter of the families kept out of the known
# shapes: of 1,800 digits none looked like another by this rule, and 98% of all exchanges of two digits were found.
_WITHIN = 28
_NEARER = 0.65


Ink = tuple[bytes, ...]
"""Rows of pixels, from 0 (no ink) to 255."""


@lru_cache(maxsize=4096)
def looks_like(digit: str, ink: Ink, within: int = _WITHIN) -> bool:
    """Whether the ink's shape is within this distance of a known shape of the digit."""
    shape = shape_of(ink)
    return shape is not None and _distance(shape, digit) <= within


@lru_cache(maxsize=4096)
def other_digit(digit: str, ink: Ink) -> str | None:
    """The digit that this one looks like if it is not its own; None if it looks like itself, or like no known digit."""
    shape = shape_of(ink)
    if shape is None:
        return None
    nearest, other = min((_distance(shape, other), other) for other in KNOWN if other != digit)
    return other if nearest <= _WITHIN and nearest < _NEARER * _distance(shape, digit) else None


def _distance(shape: int, digit: str) -> int:
    return min((shape ^ known).bit_count() for known in KNOWN[digit])


def shape_of(ink: Sequence[bytes]) -> int | None:
    """The shape of the ink in these rows; None if it is too little to have one."""
    rows = cropped(ink)
    if len(rows) < _FEWEST_ROWS:
        return None
    aspect = len(rows[0]) / len(rows)
    width = WIDTH if aspect >= _NARROW else max(2, round(WIDTH * aspect / _USUAL))
    columns = _averages([tuple(column) for column in zip(*rows, strict=True)], width)
    grid = _averages(list(zip(*columns, strict=True)), HEIGHT)
    margin = (WIDTH - width) // 2
    shape, least = 0, INKED * max(max(row) for row in grid)
    for row in grid:
        bits = 0
        for value in row:
            bits = 2 * bits + (value >= least)
        shape = (shape << WIDTH) | (bits << (WIDTH - width - margin))
    return shape if shape.bit_count() >= _LEAST_INK else None


def cropped(ink: Sequence[bytes]) -> list[bytes]:
    """The rows and columns from the first to the last with ink, of at least three eighths of full ink."""
    inked = [index for index, row in enumerate(ink) if max(row, default=0) >= 96]
    if not inked:
        return []
    rows = ink[inked[0] : inked[-1] + 1]
    columns = [index for index, column in enumerate(zip(*rows, strict=True)) if max(column) >= 96]
    return [row[columns[0] : columns[-1] + 1] for row in rows]


def _averages(lines: Sequence[Sequence[float]], parts: int) -> list[list[float]]:
    """Lines averaged so that there are so many, each over the share of the lines that it covers."""
    step = len(lines) / parts
    averaged = []
    for part in range(parts):
        start, end = part * step, (part + 1) * step
        sums = [0.0] * len(lines[0])
        for index in range(int(start), min(len(lines), int(end) + 1)):
            share = min(end, index + 1) - max(start, index)
            if share > 0:
                sums = [total + share * value for total, value in zip(sums, lines[index], strict=True)]
        averaged.append([total / step for total in sums])
    return averaged
