"""A map on which every council has the same area: one hexagon each, near its true place and its neighbours.

The method has four steps, and no rule for any particular council:

1. A point inside each polygon is moved as if the land flowed until every council had the same area:
   M. T. Gastner, V. Seguy and P. More, "Fast flow-based algorithm for creating density-equalizing map
   projections", PNAS 115 (2018), E2156. The sea has the land's mean density, so the coast keeps its shape.
2. Springs even out the remaining crowding and gaps, as in the circular cartograms of D. Dorling,
   "Area cartograms: their use and creation", CATMOG 59 (1996).
3. Each point gets a hexagon of a regular grid, with the least sum of squared distances (linear sum assignment).
4. Councils move to empty hexagons, or change places, as long as that brings true neighbours together.

The same polygons give the same layout, whatever their order.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mapper.map.cartogram import evened, flowed, moved_in
from mapper.map.grid import Cell, grid_round, middles, nearest_cells
from mapper.map.ground import Floats, Frame, Ground, bordering, inner_points, shapes_of
from mapper.map.seats import Seats


@dataclass(frozen=True, slots=True)
class Quality:
    """How faithful a layout is.

    `kilometres` is the mean distance between a council's true place and its hexagon, after the layout has been
    rotated, scaled and moved to the best fit. `kept` is the share, 0 to 1, of the `pairs` of councils with a common
    border whose hexagons have a common edge.
    """

    kilometres: float
    kept: float
    pairs: int


def lay_out(polygons: Frame) -> dict[str, Cell]:
    """A separate cell for each polygon, by the index of `polygons` and in its order.

    `polygons` is a frame of any CRS whose polygons form a coverage. The least `x` and the least `y` are 0.
    """
    if polygons.empty:
        return {}
    frame = polygons.sort_index()
    shapes = shapes_of(frame)
    ground = Ground(len(shapes), bordering(shapes))
    points = moved_in(evened(flowed(shapes), ground), ground)
    grid = grid_round(points)
    seats = Seats(points, ground, grid, nearest_cells(points, grid)).improved()
    left, top = (min(grid[seat][axis] for seat in seats) for axis in (0, 1))
    cells = {
        code: Cell(grid[seat].x - left, grid[seat].y - top)
        for code, seat in zip(frame.index, seats, strict=True)
    }
    return {code: cells[code] for code in polygons.index}


def quality(polygons: Frame, layout: Mapping[str, Cell]) -> Quality:
    """How faithful a layout of these polygons is; `layout` has a cell for each index of `polygons`."""
    shapes = shapes_of(polygons)
    cells = [layout[code] for code in polygons.index]
    pairs = bordering(shapes)
    distances = _distances_after_fitting(middles(cells), inner_points(shapes))
    return Quality(
        kilometres=float(distances.mean()) / 1000,
        kept=sum(cells[one].steps_to(cells[other]) == 1 for one, other in pairs) / max(1, len(pairs)),
        pairs=len(pairs),
    )


def _distances_after_fitting(layout: Floats, truth: Floats) -> Floats:
    """Distance of each point from its true place, in the unit of `truth`, after a least-squares similarity fit."""
    # With points as complex numbers, rotating and scaling is one multiplication.
    here, there = (points @ np.array([1, 1j]) for points in (layout, truth))
    here, there = here - here.mean(), there - there.mean()
    turn = np.vdot(here, there) / max(float(np.vdot(here, here).real), 1e-9)
    distances: Floats = np.abs(turn * here - there)
    return distances
