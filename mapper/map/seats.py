"""Which council has which hexagon, improved by moves and exchanges: step 4 of the hexagon map."""

from collections import deque
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from mapper.map.grid import AROUND, Cell, squares
from mapper.map.ground import Floats, Ground

_PASSES = 20

# The cost of a layout:
_APART = 1.0  # for each pair of neighbours whose hexagons do not touch
_FARTHER = 0.3  # in addition, for each further step between them
_ASTRAY = 0.1  # for the squared distance between a point and its hexagon
_ASHORE = 3.0  # for each hexagon on another land that a hexagon touches


class Seats:
    """Which council has which cell of a grid, improved by moving one council or exchanging two.

    Councils and cells are named by their positions.

    Parameters
    ----------
    points
        The councils' points in widths of a hexagon, shape (n, 2).
    seats
        The cell that each council has at first, as positions in `grid`.
    """

    def __init__(self, points: Floats, ground: Ground, grid: Sequence[Cell], seats: Sequence[int]) -> None:
        self.seats = list(seats)
        self.sitter = [-1] * len(grid)  # the council on each cell, or -1
        for council, seat in enumerate(seats):
            self.sitter[seat] = council
        self.beside = ground.beside()
        self.land = ground.land.tolist()
        position = {cell: seat for seat, cell in enumerate(grid)}
        self.around = [[position[near] for near in cell.neighbours() if near in position] for cell in grid]
        self.astray: list[list[float]] = (_ASTRAY * squares(points, grid)).tolist()
        self.apart: list[list[float]] = _apart(grid).tolist()

    def improved(self) -> list[int]:
        """The cell of each council when no move lowers the cost, or after a fixed number of passes.

        No cell enclosed by land is left empty, because it would look like a council without figures.
        """
        self._improve_all(swaps_only=False)
        while enclosed := self._enclosed():
            self._fill(enclosed[0])
        self._improve_all(swaps_only=True)
        return self.seats

    def _improve_all(self, swaps_only: bool) -> None:
        for _ in range(_PASSES):
            if not sum(self._improve(council, swaps_only) for council in range(len(self.seats))):
                break

    def _improve(self, council: int, swaps_only: bool) -> bool:
        """Make the best move of one council, if one lowers the cost; whether it did."""
        seats = self._within_reach(council)
        if swaps_only:
            seats = [seat for seat in seats if self.sitter[seat] >= 0]
        gain, seat = max(((self._gain(council, seat), seat) for seat in seats), default=(0.0, -1))
        if gain <= 1e-9:
            return False
        self._move(council, seat)
        return True

    def _within_reach(self, council: int) -> list[int]:
        """The cells around the council and around its neighbours."""
        here = self.seats[council]
        middles = [here, *(self.seats[neighbour] for neighbour in self.beside[council])]
        return sorted({seat for middle in middles for seat in self.around[middle]} - {here})

    def _enclosed(self) -> list[int]:
        """The empty cells that no path of empty cells connects with the edge of the grid."""
        empty = {seat for seat, council in enumerate(self.sitter) if council < 0}
        sea = [seat for seat in sorted(empty) if len(self.around[seat]) < len(AROUND)]
        while sea:
            seat = sea.pop()
            if seat in empty:
                empty.remove(seat)
                sea += self.around[seat]
        return sorted(empty)

    def _fill(self, hole: int) -> None:
        """Fill a hole: shift each council on the shortest path from the coast by one cell."""
        holes = set(self._enclosed())
        came_from = {hole: hole}
        waiting = deque([hole])
        while waiting:
            seat = waiting.popleft()
            if any(self.sitter[near] < 0 and near not in holes for near in self.around[seat]):
                break
            for near in self.around[seat]:
                if self.sitter[near] >= 0 and near not in came_from:
                    came_from[near] = seat
                    waiting.append(near)
        row = [seat]
        while row[-1] != hole:
            row.append(came_from[row[-1]])
        for target, source in pairwise(reversed(row)):
            self._move(self.sitter[source], target)

    def _move(self, council: int, seat: int) -> None:
        """Put a council on a cell; a council that was there takes the cell that it leaves."""
        here, other = self.seats[council], self.sitter[seat]
        self.seats[council], self.sitter[seat], self.sitter[here] = seat, council, other
        if other >= 0:
            self.seats[other] = here

    def _gain(self, council: int, seat: int) -> float:
        here, other = self.seats[council], self.sitter[seat]
        movers = [council] if other < 0 else [council, other]
        before = sum(map(self._cost, movers))
        self._move(council, seat)
        after = sum(map(self._cost, movers))
        self._move(council, here)
        return before - after

    def _cost(self, council: int) -> float:
        seat, land = self.seats[council], self.land[council]
        apart, cost = self.apart[seat], self.astray[council][seat]
        for neighbour in self.beside[council]:
            cost += apart[self.seats[neighbour]]
        for near in self.around[seat]:
            if self.sitter[near] >= 0 and self.land[self.sitter[near]] != land:
                cost += _ASHORE
        return cost


def _apart(grid: Sequence[Cell]) -> Floats:
    """The cost of two neighbours on each pair of cells; shape (cells, cells)."""
    x, y = np.array(grid).T
    across, down = abs(x[:, None] - x[None, :]), abs(y[:, None] - y[None, :])
    steps = down + np.maximum(0, (across - down) // 2)
    apart: Floats = np.where(steps <= 1, 0, _APART + _FARTHER * (steps - 1))
    return apart
