"""Headings that are turned or slanted, stood up so that they can be read as upright ones are.

The *foot* of a heading is its lower end. What is slanted leans over the columns beside its own, so that only its
foot shows which is its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from math import cos, hypot, radians, sin

from mapper.letters.letter import Word

# Text within so many degrees of upright, or of standing on its side, is not slanted.
_STRAIGHT_WITHIN = 10.0

# Words whose middles differ by less than this part of the letters' height, across their line, are on one line.
_ONE_LINE = 0.5

# A gap of so many heights of letters ends a line.
_GAP = 2.0

# Half the width of the foot of a slanted line, in heights of letters.
_FOOT = 0.25


def is_slanted(word: Word) -> bool:
    """Whether a word stands neither upright nor on its side."""
    return abs(word.angle) >= _STRAIGHT_WITHIN and abs(abs(word.angle) - 90) > _STRAIGHT_WITHIN


def stood_up(words: Sequence[Word], em: float, is_known: Callable[[str], bool]) -> list[Word]:
    """Turned words as upright ones, each above the foot of its line, one below the other in reading order.

    Parameters
    ----------
    words
        Turned words of one page.
    em
        The height of the letters, in points.
    is_known
        Whether a text may be part of a heading. A line with any other word, such as a watermark or a name along the
        margin, is left out.
    """
    if not words:
        return []
    top = min(word.top for word in words)
    step = (max(word.bottom for word in words) - top) / len(words)
    lines = (line for line in _lines(words, em) if all(is_known(word.text) for word in line))
    standing: list[Word] = []
    for line in lines:
        x0, x1 = _foot(line, em)
        for word in line:
            y = top + len(standing) * step
            standing.append(replace(word, x0=x0, x1=x1, top=y, bottom=y + step))
    return standing


def _lines(words: Iterable[Word], em: float) -> Iterator[list[Word]]:
    """The words in lines, in the order in which they are read."""
    for _, turned in groupby(sorted(words, key=_angle), key=_angle):
        line: list[Word] = []
        for word in sorted(turned, key=_across):
            if line and _across(word) - _across(line[0]) > _ONE_LINE * em:
                yield from _parts(sorted(line, key=_along), em)
                line = []
            line.append(word)
        yield from _parts(sorted(line, key=_along), em)


def _parts(line: Sequence[Word], em: float) -> Iterator[list[Word]]:
    """A line cut at its wide gaps: a watermark may be slanted as the headings are."""
    part: list[Word] = []
    for word in line:
        if part and _along(word) - _along(part[-1]) - (_length(word) + _length(part[-1])) / 2 > _GAP * em:
            yield part
            part = []
        part.append(word)
    yield part


def _length(word: Word) -> float:
    """About how long a word is along its line."""
    return hypot(word.x1 - word.x0, word.height)


def _angle(word: Word) -> int:
    return round(word.angle)


def _along(word: Word) -> float:
    """How far along its line a word stands; see `characters`."""
    angle = radians(_angle(word))
    return word.x_middle * cos(angle) - word.y_middle * sin(angle)


def _across(word: Word) -> float:
    """Where across the lines a word stands; the next line is further on."""
    angle = radians(_angle(word))
    return word.x_middle * sin(angle) + word.y_middle * cos(angle)


def _foot(line: Sequence[Word], em: float) -> tuple[float, float]:
    """From where to where the foot of a line reaches."""
    if not is_slanted(line[0]):
        return min(word.x0 for word in line), max(word.x1 for word in line)
    lowest = max(line, key=lambda word: word.bottom)
    x = lowest.x0 if sin(radians(2 * lowest.angle)) > 0 else lowest.x1
    return x - _FOOT * em, x + _FOOT * em
