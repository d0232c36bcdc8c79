"""The rows of ruled tables: words whose cells stand side by side, however high or low each word stands in its cell.

A *cell* is the space between the rules nearest to a word; it may be open at a side. A *row* is made of the cells
between the same two horizontal rules. A note that runs on beside two rows has a cell of its own height, and is in
neither.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf, isfinite

from mapper.letters.box import Box
from mapper.letters.layouts.numbers import looks_like_a_figure
from mapper.letters.letter import Page, Rule, Word

# The part of a word's height by which a rule may miss what it rules, and a word may touch a rule without crossing it.
SLACK = 0.2

# A row has figures in at least so many cells.
_CELLS = 2


@dataclass(slots=True)
class _Row:
    """A row of cells: its rules, and its words by the two rules beside their cell."""

    top: float
    bottom: float
    cells: dict[tuple[float, float], list[Word]] = field(default_factory=dict)

    def holds(self, cell: Box, slack: float) -> bool:
        return self.top - slack <= cell.top and cell.bottom <= self.bottom + slack

    def add(self, cell: Box, word: Word) -> None:
        self.cells.setdefault((cell.x0, cell.x1), []).append(word)


def ruled_rows(page: Page) -> list[tuple[Word, ...]]:
    """The words of each row of cells that holds figures, from left to right.

    Only the cells with one line of text count: two figures one above the other are of two rows, and what rules do
    not part is left to the lines of the page.
    """
    rows: list[_Row] = []
    cells = _Cells(page.rules)
    for word in page.words:
        if looks_like_a_figure(word.text) and (cell := cells.around(word)) is not None:
            _add_to_row(rows, cell, word.height)
    rows.sort(key=lambda row: row.bottom - row.top)
    for word in page.words if rows else ():
        near = [row for row in rows if row.top < word.y_middle < row.bottom]
        cell = cells.around(word) if near else None
        if cell is not None and (own := [row for row in near if row.holds(cell, SLACK * word.height)]):
            own[0].add(cell, word)
    return [words for row in rows if (words := _words(row))]


def _add_to_row(rows: list[_Row], cell: Box, height: float) -> None:
    slack = SLACK * height
    if not any(abs(row.top - cell.top) <= slack >= abs(row.bottom - cell.bottom) for row in rows):
        rows.append(_Row(cell.top, cell.bottom))


def _words(row: _Row) -> tuple[Word, ...]:
    """The words of a row, from left to right; none if it is no row of figures."""
    figures = [words for words in row.cells.values() if _are_figures(words)]
    if len(figures) < _CELLS or not all(map(_is_one_line, figures)):
        return ()
    others = [words for words in row.cells.values() if words not in figures]
    words = [word for words in figures for word in words]
    words += [word for label in others for word in _beside(label, words)]
    return tuple(sorted(words, key=lambda word: word.x0))


def _beside(label: Sequence[Word], figures: Sequence[Word]) -> list[Word]:
    """The words of a cell that belong to a row with these figures: all of a label, one line of a note."""
    top, bottom = min(word.top for word in figures), max(word.bottom for word in figures)
    if _is_one_line(label) and top - label[0].height < label[0].y_middle < bottom + label[0].height:
        return list(label)
    return [word for word in label if any(word.is_beside(figure) for figure in figures)]


def _are_figures(words: Sequence[Word]) -> bool:
    return 2 * sum(looks_like_a_figure(word.text) for word in words) > len(words)


def _is_one_line(words: Sequence[Word]) -> bool:
    return all(word.is_beside(words[0]) for word in words)


class _Cells:
    """The rules of a page, upright and level."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._upright: list[Rule] = []
        self._level: list[Rule] = []
        # Many producers draw a border once for each of the two cells that share it.
        for rule in set(rules):
            (self._upright if rule.x0 == rule.x1 else self._level).append(rule)

    def around(self, word: Word) -> Box | None:
        """The cell around a word; None where it is open above or below."""
        x, y, slack = word.x_middle, word.y_middle, SLACK * word.height
        across = [rule.x0 for rule in self._upright if rule.top - slack <= y <= rule.bottom + slack]
        down = [rule.top for rule in self._level if rule.x0 - slack <= x <= rule.x1 + slack]
        (left, right), (top, bottom) = _around(x, across), _around(y, down)
        return Box(left, right, top, bottom) if isfinite(bottom - top) else None


def _around(place: float, places: Sequence[float]) -> tuple[float, float]:
    """The nearest places on either side; infinitely far off where there is none."""
    return (
        max((one for one in places if one <= place), default=-inf),
        min((one for one in places if one > place), default=inf),
    )
