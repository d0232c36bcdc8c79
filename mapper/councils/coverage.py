"""Polygons as a valid coverage: no overlap, no gap, and common edges shared corner by corner.

Polygons are arrays of shapely geometries, one a council, on the British National Grid: lengths are in metres and
areas in square metres.

Terms:

- *fault*: what keeps polygons from being a valid coverage.
- *to mend*: to make a valid coverage of polygons whose lines cross or miss one another by a few metres, as lines
  do that were drawn for each area separately.
- *corner*: one point of a polygon's line. Corners are what polygons cost on a page.
"""

from typing import NamedTuple

import numpy as np
import shapely

MOST_CORNERS = 12_000
"""The corners that a page can afford for the lower tier: as many as the base polygons have."""

UNTIDY = 20
"""Metres: gaps and overlaps narrower than this are mended; wider ones are refused as errors.

The ONS's generalised boundaries (BGC) are drawn to 20 metres.
"""

SMALLEST_ISLAND = 1e6
"""Square metres: simplifying leaves out smaller islands, which are dots of less than a millimetre."""

_FIRST_TOLERANCE = 50.0
_TOLERANCE_STEP = 1.1
_LAST_TOLERANCE = 5_000.0

_POLYGON_TYPES = (3, 6)  # shapely's type ids of Polygon and MultiPolygon


class Fault(NamedTuple):
    """What is wrong, in words, and with which polygons, as a mask."""

    what: str
    where: np.ndarray


def unusable(polygons: np.ndarray) -> Fault | None:
    """The first fault that cannot be mended, because something is no polygon at all."""
    for fault in (
        Fault(
            "missing, empty or with a line that does not close",
            shapely.is_missing(polygons) | shapely.is_empty(polygons),
        ),
        Fault("no polygon", ~np.isin(shapely.get_type_id(polygons), _POLYGON_TYPES)),
    ):
        if fault.where.any():
            return fault
    return None


def faults(polygons: np.ndarray, gap_width: float = 0.0) -> tuple[Fault, ...]:
    """What keeps polygons from being a valid coverage; empty if nothing does.

    Gaps narrower than `gap_width` (metres) are faults; by default no gap is, since it may be the sea.
    """
    found = []
    crossing = ~shapely.is_valid(polygons)
    if crossing.any():
        found.append(Fault("crosses itself", crossing))
    if not shapely.coverage_is_valid(polygons, gap_width):
        edges = shapely.coverage_invalid_edges(polygons, gap_width)
        found.append(Fault("edges differ from a neighbour's", ~shapely.is_empty(edges)))
    return tuple(found)


def mend(polygons: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The polygons mended, and a mask of those that changed by more than `UNTIDY` and so are not merely untidy."""
    sound = shapely.make_valid(polygons, method="structure", keep_collapsed=False)
    mended = shapely.coverage_clean(sound, gap_width=UNTIDY)
    return mended, _moved(sound, mended)


def _moved(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Which areas gained or lost a piece wider than `UNTIDY`."""
    moved: np.ndarray = ~shapely.equals_identical(shapely.normalize(before), shapely.normalize(after))
    difference = shapely.symmetric_difference(before[moved], after[moved])
    moved[moved] = ~shapely.is_empty(shapely.buffer(difference, -UNTIDY / 2))
    return moved


def simplify(polygons: np.ndarray) -> np.ndarray:
    """The polygons of a coverage with at most `MOST_CORNERS` corners, still a coverage.

    Neighbours keep sharing their edges, and no council disappears: each keeps its largest part.
    """
    if corners(polygons) <= MOST_CORNERS:
        return polygons
    simple, tolerance = without_islets(polygons), _FIRST_TOLERANCE
    while corners(simple) > MOST_CORNERS and tolerance < _LAST_TOLERANCE:
        simple = shapely.coverage_simplify(simple, tolerance)
        tolerance *= _TOLERANCE_STEP
    return simple


def corners(polygons: np.ndarray) -> int:
    """How many corners the polygons have together."""
    return int(shapely.get_num_coordinates(polygons).sum())


def without_islets(polygons: np.ndarray) -> np.ndarray:
    """The polygons without their small islands; a council's largest part and what borders on another stay."""
    parts, owners = shapely.get_parts(polygons, return_index=True)
    areas = shapely.area(parts)
    largest = np.zeros(len(polygons))
    np.maximum.at(largest, owners, areas)
    small = np.flatnonzero((areas < SMALLEST_ISLAND) & (areas < largest[owners]))
    islets, others = shapely.STRtree(parts).query(parts[small], predicate="intersects")
    bordering = np.unique(islets[owners[small[islets]] != owners[others]])
    kept = np.ones(len(parts), dtype=bool)
    kept[np.delete(small, bordering)] = False
    return np.array(
        [_joined(parts[kept & (owners == council)]) for council in range(len(polygons))], dtype=object
    )


def _joined(parts: np.ndarray) -> shapely.Geometry:
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(list(parts))
