"""Where each council would be if all had the same area: steps 1 and 2 of the hexagon map.

The steps and their sources are set out in `mapper/map/hexagons.py`. The unit of length is the width of a hexagon.
"""

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.fft import dctn, idctn
from scipy.ndimage import gaussian_filter, map_coordinates

from mapper.map.grid import ROW
from mapper.map.ground import Floats, Ground, inner_points

ROOM = 1.05
"""Width of a hexagon, relative to hexagons that exactly cover the land.

A little more than 1, so that no hexagon is left empty inside the land.
"""

SEA = 2.2
"""Distance between an island and the mainland, in widths of a hexagon, measured between their nearest points.

Enough to keep them visibly apart; more would waste space.
"""

_FIELD = 256  # cells along each side of the density field
_MARGIN = 0.3  # sea on each side, relative to the size of the land: the edge must not affect the flow
_FLOW_STEPS = 40
_SPRING_STEPS = 40


def flowed(shapes: NDArray[np.object_]) -> Floats:
    """A point inside each polygon, moved by the flow that makes all areas equal (step 1).

    Parameters
    ----------
    shapes
        Polygons in metres (EPSG:27700), shape (n,).

    Returns
    -------
    Floats
        Points in widths of a hexagon, y northwards, shape (n, 2).
    """
    west, south, east, north = shapely.total_bounds(shapes)
    size = max(east - west, north - south) * (1 + 2 * _MARGIN)
    step = size / _FIELD
    corner = np.array([(west + east - size) / 2, (south + north - size) / 2])
    points = (inner_points(shapes) - corner) / step - 0.5  # 0 is the centre of the first cell
    mean = len(shapes) * step**2 / float(shapely.area(shapes).sum())
    moved = _drifted(points, _densities(shapes, points, corner, step, mean))
    width = ROOM * (1 / mean / ROW) ** 0.5
    flowed: Floats = moved / width
    return flowed


def evened(points: Floats, ground: Ground) -> Floats:
    """The points after springs have evened out crowding and gaps (step 2); shape (n, 2), as `points`.

    Points closer than 1, or than `SEA` across water, are pushed apart; councils with a common border are pulled
    together.
    """
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
        # Limit each step: crowded points would otherwise fly apart.
        points = points + step * np.minimum(1, 0.25 / np.maximum(np.hypot(*step.T), 1e-9))[:, None]
    return points


def moved_in(points: Floats, ground: Ground) -> Floats:
    """The points with every island that lies farther out than `SEA` moved in to that distance.

    The sea would otherwise take up space on the map. Shape (n, 2), as `points`.
    """
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


def _densities(
    shapes: NDArray[np.object_], points: Floats, corner: Floats, step: float, mean: float
) -> Floats:
    """Councils per cell of the field: each polygon adds up to one; the sea has the land's mean density."""
    middles = [corner[axis] + step * (np.arange(_FIELD) + 0.5) for axis in (0, 1)]
    x, y = (axis.ravel() for axis in np.meshgrid(*middles))
    covered, by = shapely.STRtree(shapes).query(shapely.points(x, y), predicate="within")
    density = np.full(_FIELD**2, mean)
    cells = np.bincount(by, minlength=len(shapes))
    density[covered] = 1 / cells[by]
    # Polygons too small to cover the centre of any cell.
    for column, row in np.rint(points[cells == 0]).astype(int):
        density[row * _FIELD + column] += 1
    smooth: Floats = gaussian_filter(density.reshape(_FIELD, _FIELD), sigma=1, mode="nearest")
    return smooth


def _drifted(points: Floats, density: Floats) -> Floats:
    """The points carried, from time 0 to 1, by the flow that levels the density to its mean at a constant rate.

    The flux is the gradient of the solution of Poisson's equation for the surplus density (Gastner and others,
    equations 4 to 6). A cosine transform solves it with no flow across the edge.
    """
    waves = np.pi * np.arange(_FIELD) / _FIELD
    squares = waves[:, None] ** 2 + waves[None, :] ** 2
    squares[0, 0] = 1  # the mean, which is removed below
    surplus = dctn(density, norm="ortho")
    surplus[0, 0] = 0
    flux_y, flux_x = np.gradient(idctn(-surplus / squares, norm="ortho"))
    mean = float(density.mean())

    def velocity(at: Floats, time: float) -> Floats:
        places = [at[:, 1], at[:, 0]]
        x, y, here = (
            map_coordinates(values, places, order=1, mode="nearest") for values in (flux_x, flux_y, density)
        )
        speed: Floats = np.stack([x, y], axis=1) / ((1 - time) * here + time * mean)[:, None]
        return speed

    pace = 1 / _FLOW_STEPS
    for time in np.arange(_FLOW_STEPS) * pace:
        half = points + pace / 2 * velocity(points, time)
        points = points + pace * velocity(half, time + pace / 2)
    return points
