"""Runs put right where the spaces between words do not tell what belongs together.

In justified text a space can be wider than the gap between two columns, and two columns can stand so close that
they look like one line. What tells them apart is where the words of the lines above and below begin and end.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mapper.letters.layouts.blocks.runs import Run, are_of_one_size, is_figure

# Places that differ by no more than this part of a line's height are the same.
_ALIGNED = 0.2

# A column goes on below the line that shows it for so long, as a multiple of the line's height.
_COLUMN_BELOW = 10.0

# The words of one line differ in height by no more than this factor.
_SAME_SIZE = 1.08

# In a justified line the spaces are alike, and at most so wide, as parts of its height; a line of two parts shows
# only one space, which must be narrower.
_ALIKE, _WIDEST, _WIDEST_ALONE = 0.15, 4.0, 2.0

# A line with so many equal spaces is justified, whatever stands above and below it.
_EQUAL_SPACES = 4

# A line that shows where others begin and end is at most so far away, as a multiple of the height.
_NEAR_LINE = 1.8

# The words with which sentences begin. Where they stand after a word that ends no sentence, a column begins.
_BEGINNINGS = frozenset(
    [
        ("the", "average"),
        ("statistics", "are"),
        ("adjusted", "for"),
        ("this", "compares"),
        ("upheld", "decisions"),
    ]
)


def put_right(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs, with those cut that reach into the next column, and the words of justified lines joined."""
    columns = list(_columns(runs))
    parted = [part for run in runs for part in _parted(run, columns)]
    return _joined(sorted(parted, key=lambda run: (run.box.top, run.box.x0)))


def _columns(runs: Sequence[Run]) -> Iterator[tuple[float, Run]]:
    """Where columns begin within runs, and the run that shows it."""
    for run in runs:
        for place in range(1, len(run.words) - 1):
            if _begins_column(run, place):
                yield run.words[place].x0, run


def _begins_column(run: Run, place: int) -> bool:
    before, first, second = (word.text for word in run.words[place - 1 : place + 2])
    if (first.lower(), second.lower()) not in _BEGINNINGS:
        return False
    if first.lower() == "upheld":
        # "upheld decisions" follows its number, or begins the second line of a column.
        return before.lower().rstrip(".") == "residents"
    return first[0].isupper() and not before.endswith((".", ":", ";", "%")) and not is_figure(before)


def _parted(run: Run, columns: Sequence[tuple[float, Run]]) -> Iterator[Run]:
    """A run, cut where one of its words begins a column."""
    starts = [
        x for x, shown in columns if -run.size / 2 <= run.box.top - shown.box.top <= _COLUMN_BELOW * run.size
    ]
    cuts = [
        place
        for place, word in enumerate(run.words)
        if place and any(abs(word.x0 - start) <= _ALIGNED * run.size for start in starts)
    ]
    lead = run.lead
    for first, last in pairwise([0, *cuts, len(run.words)]):
        yield Run(run.words[first:last], lead)
        lead = None


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs, with those joined that are one justified line."""
    lines = list(runs)
    changed = True
    while changed:
        changed = False
        for run in lines:
            line = _justified(run, lines)
            if line:
                words = tuple(word for part in line for word in part.words)
                lines = [other for other in lines if other not in line] + [Run(words, run.lead)]
                changed = True
                break
    return tuple(sorted(lines, key=lambda run: (run.box.top, run.box.x0)))


def _justified(first: Run, runs: Sequence[Run]) -> list[Run]:
    """The runs from this one on that are one justified line; none if it begins none."""
    beside = sorted(
        (other for other in runs if other.box.x0 > first.box.x1 and _is_on_line(first, other)),
        key=lambda other: other.box.x0,
    )
    line = [first]
    for other in beside:
        if other.box.x0 - line[-1].box.x1 > _WIDEST * first.size:
            break
        line.append(other)
    while len(line) > 1:
        if _is_justified(line, runs):
            return line
        line.pop()
    return []


def _is_on_line(one: Run, other: Run) -> bool:
    is_one_size = max(one.size, other.size) <= _SAME_SIZE * min(one.size, other.size)
    return is_one_size and abs(one.box.bottom - other.box.bottom) <= _ALIGNED * one.size


def _is_justified(line: Sequence[Run], runs: Sequence[Run]) -> bool:
    size = line[0].size
    spaces = [other.box.x0 - one.box.x1 for one, other in pairwise(line)]
    within = [two.x0 - one.x1 for run in line for one, two in pairwise(run.words)]
    if max(spaces) - min(spaces) > _ALIKE * size or min([*spaces, *within]) < max(spaces) - 2 * _ALIKE * size:
        return False
    if all(is_figure(run.text) for run in line):
        return False
    if len(spaces) == 1 and spaces[0] > _WIDEST_ALONE * size:
        return False
    return len(spaces) >= _EQUAL_SPACES or any(_shows_edges(other, line) for other in runs)


def _shows_edges(other: Run, line: Sequence[Run]) -> bool:
    """Whether a line just above or below begins and ends where this one does."""
    size = line[0].size
    away = max(other.box.top - line[0].box.bottom, line[0].box.top - other.box.bottom)
    return (
        other not in line
        and len(other.words) > 1
        and are_of_one_size(other.size, size)
        and -size / 2 <= away <= _NEAR_LINE * size
        and abs(other.box.x0 - line[0].box.x0) <= _ALIGNED * size
        and abs(other.box.x1 - line[-1].box.x1) <= _ALIGNED * size
    )
