"""A map on which every council has the same area: one hexagon each, near its true place and its neighbours.

Method, in four steps, none of which knows anything about a particular council:

1. A point inside each polygon is moved as if the land flowed until every council had the same area:
   M. T. Gastner, V. Seguy and P. More, "Fast flow-based algorithm for creating density-equalizing map
   projections", PNAS 115 (2018), E2156. The sea has the land's mean density, so the coast keeps its shape.
2. What is left of crowding and gaps is evened out by springs, as in the circular cartograms of D. Dorling,
   "Area cartograms: their use and creation", CATMOG 59 (1996).
3. Each point gets a hexagon of a regular grid, so that the squares of all distances add up to the least
   (linear sum assignment).
4. Councils move to empty hexagons, or change places, as long as that brings true neighbours together.

The same polygons give the same layout, whatever their order.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.fft import dctn, idctn
from scipy.ndimage import gaussian_filter, map_coordinates
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from mapper.councils.crs import BRITISH_GRID

ROOM = 1.05
"""Width of a hexagon beside that of hexagons which just cover the land: a little more, and none is left empty."""

SEA = 2.2
"""Hexagons from an island's middle to the mainland's nearest: enough to part them, where more would waste room."""

_Frame = Any  # a GeoDataFrame indexed by GSS code; the type's own library is not ours to import
_Floats = NDArray[np.float64]
_Integers = NDArray[np.intp]
_Pair = tuple[int, int]

_ROW = 3**0.5 / 2  # distance of two rows, in widths of a hexagon
_AROUND = ((-2, 0), (-1, -1), (1, -1), (2, 0), (1, 1), (-1, 1))


class Cell(NamedTuple):
    """The place of a hexagon: `x` counts half hexagons eastwards, `y` rows southwards; the least of each is 0.

    Neighbours are two apart in `x` alone, or one in `x` and one in `y` ("doubled coordinates").
    """

    x: int
    y: int

    def neighbours(self) -> tuple["Cell", ...]:
        """The six cells that share an edge with this one."""
        return tuple(Cell(self.x + x, self.y + y) for x, y in _AROUND)

    def steps_to(self, other: "Cell") -> int:
        """How many steps, each to a neighbour, lead from here to the other cell."""
        across, down = abs(self.x - other.x), abs(self.y - other.y)
        return down + max(0, (across - down) // 2)


@dataclass(frozen=True, slots=True)
class Quality:
    """How true a layout is.

    `kilometres`: mean distance between a council's true place and its hexagon, when the layout has been
    turned, scaled and moved to where it fits best. `kept`: of the `pairs` of councils with a common border,
    the share whose hexagons have a common edge.
    """

    kilometres: float
    kept: float
    pairs: int


def lay_out(polygons: _Frame) -> dict[str, Cell]:
    """A hexagon for each polygon, by the index of `polygons` and in its order; no two share one.

    `polygons` is a frame of any CRS whose polygons form a coverage.
    """
    if polygons.empty:
        return {}
    frame = polygons.sort_index()
    shapes = _shapes(frame)
    ground = _Ground(len(shapes), _bordering(shapes))
    points = _moved_in(_evened(_flowed(shapes), ground), ground)
    grid = _grid(points)
    seats = _Seats(points, ground, grid, _nearest(points, grid)).improved()
    left, top = (min(grid[seat][axis] for seat in seats) for axis in (0, 1))
    cells = {
        code: Cell(grid[seat].x - left, grid[seat].y - top)
        for code, seat in zip(frame.index, seats, strict=True)
    }
    return {code: cells[code] for code in polygons.index}


def quality(polygons: _Frame, layout: Mapping[str, Cell]) -> Quality:
    """How far a layout of these polygons is from the truth."""
    shapes = _shapes(polygons)
    cells = [layout[code] for code in polygons.index]
    pairs = _bordering(shapes)
    distances = _distances_after_fitting(_middles(cells), _inner_points(shapes))
    return Quality(
        kilometres=float(distances.mean()) / 1000,
        kept=sum(cells[one].steps_to(cells[other]) == 1 for one, other in pairs) / max(1, len(pairs)),
        pairs=len(pairs),
    )


# The ground


@dataclass(frozen=True)
class _Ground:
    """Which of `number` councils have a common border, and which land each is on; land 0 is the mainland."""

    number: int
    pairs: tuple[_Pair, ...]
    land: _Integers = field(init=False)

    def __post_init__(self) -> None:
        one, other = np.array(self.pairs, dtype=np.intp).reshape(-1, 2).T
        links = coo_array((np.ones(len(one)), (one, other)), shape=(self.number, self.number))
        _, lands = connected_components(links, directed=False)
        by_size = np.argsort(-np.bincount(lands), kind="stable")
        object.__setattr__(self, "land", np.argsort(by_size)[lands])

    def beside(self) -> list[list[int]]:
        """For each council those that it has a border with."""
        beside: list[list[int]] = [[] for _ in range(self.number)]
        for one, other in self.pairs:
            beside[one].append(other)
            beside[other].append(one)
        return beside


def _shapes(frame: _Frame) -> NDArray[np.object_]:
    shapes: NDArray[np.object_] = frame.geometry.to_crs(BRITISH_GRID).to_numpy()
    return shapes


def _inner_points(shapes: NDArray[np.object_]) -> _Floats:
    points: _Floats = shapely.get_coordinates(shapely.point_on_surface(shapes))
    return points


def _bordering(shapes: NDArray[np.object_]) -> tuple[_Pair, ...]:
    """The pairs of polygons that share a line, not only a point."""
    pairs = shapely.STRtree(shapes).query(shapes, predicate="touches").T
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    lines = shapely.intersection(shapes[pairs[:, 0]], shapes[pairs[:, 1]])
    return tuple(sorted((int(one), int(other)) for one, other in pairs[shapely.length(lines) > 0]))


# Steps 1 and 2: where each council would be if all had the same area

_FIELD = 256  # cells of the field of densities, each way
_MARGIN = 0.3  # of sea round the land, beside its size: the flow must not feel the edge
_FLOW_STEPS = 40
_SPRING_STEPS = 40


def _flowed(shapes: NDArray[np.object_]) -> _Floats:
    """The polygons' inner points after the flow that makes all areas equal, in widths of a hexagon."""
    west, south, east, north = shapely.total_bounds(shapes)
    size = max(east - west, north - south) * (1 + 2 * _MARGIN)
    step = size / _FIELD
    corner = np.array([(west + east - size) / 2, (south + north - size) / 2])
    points = (_inner_points(shapes) - corner) / step - 0.5  # the middle of the first cell is 0
    mean = len(shapes) * step**2 / float(shapely.area(shapes).sum())
    moved = _drifted(points, _densities(shapes, points, corner, step, mean))
    width = ROOM * (1 / mean / _ROW) ** 0.5
    flowed: _Floats = moved / width
    return flowed


def _densities(
    shapes: NDArray[np.object_], points: _Floats, corner: _Floats, step: float, mean: float
) -> _Floats:
    """Councils in each cell of the field: one spread over each polygon, and on the sea their mean."""
    middles = [corner[axis] + step * (np.arange(_FIELD) + 0.5) for axis in (0, 1)]
    x, y = (axis.ravel() for axis in np.meshgrid(*middles))
    covered, by = shapely.STRtree(shapes).query(shapely.points(x, y), predicate="within")
    density = np.full(_FIELD**2, mean)
    cells = np.bincount(by, minlength=len(shapes))
    density[covered] = 1 / cells[by]
    # A polygon so small that it covers the middle of no cell.
    for column, row in np.rint(points[cells == 0]).astype(int):
        density[row * _FIELD + column] += 1
    smooth: _Floats = gaussian_filter(density.reshape(_FIELD, _FIELD), sigma=1, mode="nearest")
    return smooth


def _drifted(points: _Floats, density: _Floats) -> _Floats:
    """Points carried from time 0 to 1 by the flow that turns a density into its mean at a steady rate.

    Its flux is the gradient of the solution of Poisson's equation for the surplus (Gastner and others,
    equations 4 to 6), which a cosine transform solves with no flow across the edge.
    """
    waves = np.pi * np.arange(_FIELD) / _FIELD
    squares = waves[:, None] ** 2 + waves[None, :] ** 2
    squares[0, 0] = 1  # the mean, which is taken out below
    surplus = dctn(density, norm="ortho")
    surplus[0, 0] = 0
    flux_y, flux_x = np.gradient(idctn(-surplus / squares, norm="ortho"))
    mean = float(density.mean())

    def velocity(at: _Floats, time: float) -> _Floats:
        places = [at[:, 1], at[:, 0]]
        x, y, here = (
            map_coordinates(values, places, order=1, mode="nearest") for values in (flux_x, flux_y, density)
        )
        speed: _Floats = np.stack([x, y], axis=1) / ((1 - time) * here + time * mean)[:, None]
        return speed

    pace = 1 / _FLOW_STEPS
    for time in np.arange(_FLOW_STEPS) * pace:
        half = points + pace / 2 * velocity(points, time)
        points = points + pace * velocity(half, time + pace / 2)
    return points


def _evened(points: _Floats, ground: _Ground) -> _Floats:
    """Points pushed apart where closer than one, or `SEA` across water, and neighbours pulled together."""
    wanted = np.where(ground.land[:, None] == ground.land[None, :], 1.0, SEA)
    one, other = np.array(ground.pairs, dtype=np.intp).reshape(-1, 2).T
    for _ in range(_SPRING_STEPS):
        apart = points[:, None] - points[None, :]
        distances = np.hypot(apart[..., 0], apart[..., 1])
        np.fill_diagonal(distances, np.inf)
        push = np.maximum(wanted - distances, 0) / 4 / np.maximum(distances, 1e-9)
        step = np.einsum("ij,ijk->ik", push, apart)
        between = points[other] - points[one]
        length = np.hypot(*between.T)[:, None]
        pull = between * np.maximum(length - 1, 0) / 10 / np.maximum(length, 1e-9)
        np.add.at(step, one, pull)
        np.add.at(step, other, -pull)
        # Short steps: crowded points would fly apart.
        points = points + step * np.minimum(1, 0.25 / np.maximum(np.hypot(*step.T), 1e-9))[:, None]
    return points


def _moved_in(points: _Floats, ground: _Ground) -> _Floats:
    """Islands that lie farther out than `SEA` brought in to that distance, so that the sea takes no room."""
    points = points.copy()
    mainland = points[ground.land == 0]
    for land in range(1, int(ground.land.max()) + 1):
        island = ground.land == land
        across = mainland[:, None] - points[None, island]
        distances = np.hypot(across[..., 0], across[..., 1])
        nearest = np.unravel_index(distances.argmin(), distances.shape)
        way = across[nearest] * max(0, 1 - SEA / max(float(distances[nearest]), 1e-9))
        points[island] += way
    return points


# Steps 3 and 4: a hexagon for each

_EDGE = 2  # hexagons round the outermost points
_PASSES = 20
_APART = 1.0  # for each pair of neighbours whose hexagons do not touch,
_FARTHER = 0.3  # more for each further step between them,
_ASTRAY = 0.1  # for the square of the distance between a point and its hexagon,
_ASHORE = 3.0  # and for each hexagon of another land that one touches


def _grid(points: _Floats) -> tuple[Cell, ...]:
    """The cells of a grid that has room for all points, which have y northwards, row by row from the north."""
    low, high = points.min(axis=0), points.max(axis=0)
    for edge in count(_EDGE):
        columns = range(2 * int(low[0] - edge), 2 * int(high[0] + edge) + 1)
        rows = range(int(-(high[1] + edge) / _ROW), int(-(low[1] - edge) / _ROW) + 1)
        cells = tuple(Cell(x, y) for y in rows for x in columns if (x + y) % 2 == 0)
        if len(cells) >= 2 * len(points):
            break
    return cells


def _middles(cells: Sequence[Cell]) -> _Floats:
    """The hexagons' middles in widths of a hexagon, y northwards."""
    return np.array(cells, dtype=np.float64) * (0.5, -_ROW)


def _squares(points: _Floats, grid: Sequence[Cell]) -> _Floats:
    squares: _Floats = ((points[:, None] - _middles(grid)[None, :]) ** 2).sum(axis=2)
    return squares


def _nearest(points: _Floats, grid: Sequence[Cell]) -> list[int]:
    """For each point a cell of its own, all together as near as can be."""
    _, seats = linear_sum_assignment(_squares(points, grid))
    return [int(seat) for seat in seats]


class _Seats:
    """Which council has which cell of a grid, and how to do better by moving one, or two that change places."""

    def __init__(self, points: _Floats, ground: _Ground, grid: Sequence[Cell], seats: Sequence[int]) -> None:
        self.seats = list(seats)
        self.sitter = [-1] * len(grid)
        for council, seat in enumerate(seats):
            self.sitter[seat] = council
        self.beside = ground.beside()
        self.land = ground.land.tolist()
        position = {cell: seat for seat, cell in enumerate(grid)}
        self.around = [[position[near] for near in cell.neighbours() if near in position] for cell in grid]
        self.astray: list[list[float]] = (_ASTRAY * _squares(points, grid)).tolist()
        self.apart: list[list[float]] = _apart(grid).tolist()

    def improved(self) -> list[int]:
        """The seats when no move makes it better any more, or after as many passes as time allows.

        No cell inside the land is left empty: it would look like a council without figures.
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
        """Make the best move of one council, if any is good."""
        seats = self._within_reach(council)
        if swaps_only:
            seats = [seat for seat in seats if self.sitter[seat] >= 0]
        gain, seat = max(((self._gain(council, seat), seat) for seat in seats), default=(0.0, -1))
        if gain <= 1e-9:
            return False
        self._move(council, seat)
        return True

    def _within_reach(self, council: int) -> list[int]:
        """The cells around it and around its neighbours."""
        here = self.seats[council]
        middles = [here, *(self.seats[neighbour] for neighbour in self.beside[council])]
        return sorted({seat for middle in middles for seat in self.around[middle]} - {here})

    def _enclosed(self) -> list[int]:
        """The empty cells from which no way over empty cells leads to the edge of the grid."""
        empty = {seat for seat, council in enumerate(self.sitter) if council < 0}
        sea = [seat for seat in sorted(empty) if len(self.around[seat]) < len(_AROUND)]
        while sea:
            seat = sea.pop()
            if seat in empty:
                empty.remove(seat)
                sea += self.around[seat]
        return sorted(empty)

    def _fill(self, hole: int) -> None:
        """Move a row of councils up by one cell, from the nearest coast to the hole."""
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
        """Put it on a cell; whoever was there takes the one it leaves."""
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


def _apart(grid: Sequence[Cell]) -> _Floats:
    """What it costs that neighbours have two cells, for each two of the grid."""
    x, y = np.array(grid).T
    across, down = abs(x[:, None] - x[None, :]), abs(y[:, None] - y[None, :])
    steps = down + np.maximum(0, (across - down) // 2)
    apart: _Floats = np.where(steps <= 1, 0, _APART + _FARTHER * (steps - 1))
    return apart


# Quality


def _distances_after_fitting(layout: _Floats, truth: _Floats) -> _Floats:
    """Distance of each point from its true place after the least-squares similarity transform, in its unit."""
    # As complex numbers, turning and scaling is one multiplication.
    here, there = (points @ np.array([1, 1j]) for points in (layout, truth))
    here, there = here - here.mean(), there - there.mean()
    turn = np.vdot(here, there) / max(float(np.vdot(here, here).real), 1e-9)
    distances: _Floats = np.abs(turn * here - there)
    return distances
