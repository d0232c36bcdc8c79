"""The grid of hexagons: cells, their neighbours, and the cells round a set of points."""

from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from mapper.map.ground import Floats

ROW = 3**0.5 / 2  # distance of two rows, in widths of a hexagon
AROUND = ((-2, 0), (-1, -1), (1, -1), (2, 0), (1, 1), (-1, 1))


_EDGE = 2  # hexagons round the outermost points


class Cell(NamedTuple):
    """The place of a hexagon: `x` counts half hexagons eastwards, `y` rows southwards; the least of each is 0.

    Neighbours are two apart in `x` alone, or one in `x` and one in `y` ("doubled coordinates").
    """

    x: int
    y: int

    def neighbours(self) -> tuple["Cell", ...]:
        """The six cells that share an edge with this one."""
        return tuple(Cell(self.x + x, self.y + y) for x, y in AROUND)

    def steps_to(self, other: "Cell") -> int:
        """How many steps, each to a neighbour, lead from here to the other cell."""
        across, down = abs(self.x - other.x), abs(self.y - other.y)
        return down + max(0, (across - down) // 2)


def grid_round(points: Floats) -> tuple[Cell, ...]:
    """The cells of a grid that has room for all points, which have y northwards, row by row from the north."""
    low, high = points.min(axis=0), points.max(axis=0)
    for edge in count(_EDGE):
        columns = range(2 * int(low[0] - edge), 2 * int(high[0] + edge) + 1)
        rows = range(int(-(high[1] + edge) / ROW), int(-(low[1] - edge) / ROW) + 1)
        cells = tuple(Cell(x, y) for y in rows for x in columns if (x + y) % 2 == 0)
        if len(cells) >= 2 * len(points):
            break
    return cells


def middles(cells: Sequence[Cell]) -> Floats:
    """The hexagons' middles in widths of a hexagon, y northwards."""
    return np.array(cells, dtype=np.float64) * (0.5, -ROW)


def squares(points: Floats, grid: Sequence[Cell]) -> Floats:
    squares: Floats = ((points[:, None] - middles(grid)[None, :]) ** 2).sum(axis=2)
    return squares


def nearest_cells(points: Floats, grid: Sequence[Cell]) -> list[int]:
    """For each point a cell of its own, all together as near as can be."""
    _, seats = linear_sum_assignment(squares(points, grid))
    return [int(seat) for seat in seats]
