"""The grid of hexagons: cells, their neighbours, and step 3 of the hexagon map, a cell for each point."""

from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from mapper.map.ground import Floats

ROW = 3**0.5 / 2
"""Distance between two rows, in widths of a hexagon."""

AROUND = ((-2, 0), (-1, -1), (1, -1), (2, 0), (1, 1), (-1, 1))
"""The steps in `x` and `y` from a cell to its six neighbours."""

_EDGE = 2  # hexagons around the outermost points


class Cell(NamedTuple):
    """The place of a hexagon in "doubled coordinates".

    `x` counts half hexagons eastwards, `y` rows southwards. Neighbours differ by two in `x`, or by one in both.
    """

    x: int
    y: int

    def neighbours(self) -> tuple["Cell", ...]:
        """The six cells that share an edge with this one."""
        return tuple(Cell(self.x + x, self.y + y) for x, y in AROUND)

    def steps_to(self, other: "Cell") -> int:
        """The number of steps from cell to neighbouring cell that lead to the other one."""
        across, down = abs(self.x - other.x), abs(self.y - other.y)
        return down + max(0, (across - down) // 2)


def grid_round(points: Floats) -> tuple[Cell, ...]:
    """A grid with at least two cells for each point, row by row from the north.

    `points` are in widths of a hexagon, y northwards, shape (n, 2).
    """
    low, high = points.min(axis=0), points.max(axis=0)
    for edge in count(_EDGE):
        columns = range(2 * int(low[0] - edge), 2 * int(high[0] + edge) + 1)
        rows = range(int(-(high[1] + edge) / ROW), int(-(low[1] - edge) / ROW) + 1)
        cells = tuple(Cell(x, y) for y in rows for x in columns if (x + y) % 2 == 0)
        if len(cells) >= 2 * len(points):
            break
    return cells


def middles(cells: Sequence[Cell]) -> Floats:
    """The centres of the cells in widths of a hexagon, y northwards; shape (n, 2)."""
    return np.array(cells, dtype=np.float64) * (0.5, -ROW)


def squares(points: Floats, grid: Sequence[Cell]) -> Floats:
    """The squared distance of each point from each cell; shape (points, cells)."""
    squares: Floats = ((points[:, None] - middles(grid)[None, :]) ** 2).sum(axis=2)
    return squares


def nearest_cells(points: Floats, grid: Sequence[Cell]) -> list[int]:
    """The position of a separate cell for each point, with the least sum of squared distances."""
    _, seats = linear_sum_assignment(squares(points, grid))
    return [int(seat) for seat in seats]
