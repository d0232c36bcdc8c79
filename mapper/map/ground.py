"""Which councils have a common border, and which are on the same land."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from mapper.councils.crs import BRITISH_GRID

Frame = Any  # a GeoDataFrame indexed by GSS code; this room does not import geopandas
Floats = NDArray[np.float64]
_Integers = NDArray[np.intp]
_Pair = tuple[int, int]


@dataclass(frozen=True)
class Ground:
    """The common borders of `number` councils, and the land that each is on.

    `pairs` are positions of councils. `land` numbers connected lands from 0, the one with the most councils, which is
    the mainland; shape (number,).
    """

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
        """For each council, the positions of those that it borders on."""
        beside: list[list[int]] = [[] for _ in range(self.number)]
        for one, other in self.pairs:
            beside[one].append(other)
            beside[other].append(one)
        return beside


def shapes_of(frame: Frame) -> NDArray[np.object_]:
    """The polygons of a frame of any CRS, in metres (EPSG:27700), in its order."""
    shapes: NDArray[np.object_] = frame.geometry.to_crs(BRITISH_GRID).to_numpy()
    return shapes


def inner_points(shapes: NDArray[np.object_]) -> Floats:
    """A point inside each polygon, in its units; shape (n, 2)."""
    points: Floats = shapely.get_coordinates(shapely.point_on_surface(shapes))
    return points


def bordering(shapes: NDArray[np.object_]) -> tuple[_Pair, ...]:
    """The pairs of polygons, by position, that share a line and not only a point; sorted."""
    pairs = shapely.STRtree(shapes).query(shapes, predicate="touches").T
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    lines = shapely.intersection(shapes[pairs[:, 0]], shapes[pairs[:, 1]])
    return tuple(sorted((int(one), int(other)) for one, other in pairs[shapely.length(lines) > 0]))
