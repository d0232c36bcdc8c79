"""The areas as they are drawn: the simplified polygons of both tiers, and where a symbol stands in an area."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import shapely

from mapper.councils.crs import BRITISH_GRID

TOLERANCE = 100
"""Tolerance of `shapely.coverage_simplify`, in metres: bends smaller than a square of this side are left out.

They could not be seen at any zoom.
"""

COARSE = 500
"""The side of the coarse outline, in units of its path."""

Frame = Any
"""A GeoDataFrame indexed by GSS code; this room does not import geopandas."""

Area = Any
"""A Polygon or a MultiPolygon of shapely, which publishes no types."""


def simplified(lower: Frame, upper: Frame) -> tuple[Frame, Frame]:
    """Both tiers' polygons, simplified so that the borders that they share stay the same lines.

    Parameters
    ----------
    lower, upper
        Frames of any CRS; the polygons of each form a coverage.

    Returns
    -------
    tuple of GeoDataFrame
        The frames in EPSG:27700, with their indexes and the column `geometry` only. An upper polygon that lower ones
        fill is the union of their simplified shapes; any other is simplified with its own tier.
    """
    lower, upper = (frame[["geometry"]].to_crs(BRITISH_GRID) for frame in (lower, upper))
    simple = shapely.coverage_simplify(lower.geometry.to_numpy(), TOLERANCE)
    whole = shapely.coverage_simplify(upper.geometry.to_numpy(), TOLERANCE)
    inner = lower.representative_point()
    for index, polygon in enumerate(upper.geometry):
        inside = inner.within(polygon).to_numpy()
        if abs(lower.area[inside].sum() - polygon.area) < polygon.area / 1000:
            whole[index] = shapely.coverage_union_all(simple[inside])
    return lower.set_geometry(simple), upper.set_geometry(whole)


def coast_path(frame: Frame) -> str:
    """The outline of all areas as the path of an SVG of `COARSE` by `COARSE`: coarse, for a map that is still loading.

    The frame is in EPSG:27700. Islands smaller than a dot are left out.
    """
    land = shapely.coverage_union_all(frame.geometry.to_numpy())
    west, south, east, north = shapely.total_bounds(land)
    step = max(east - west, north - south) / COARSE
    coarse = shapely.simplify(land, step, preserve_topology=False)
    rings = [part.exterior for part in shapely.get_parts(coarse) if part.area > 4 * step**2]
    return "".join(
        _ring_path([(round((x - west) / step), round((north - y) / step)) for x, y in ring.coords])
        for ring in rings
    )


def _ring_path(points: Sequence[tuple[int, int]]) -> str:
    (x, y), *_ = points
    steps = " ".join(f"{c - a} {d - b}" for (a, b), (c, d) in pairwise(points))
    return f"M{x} {y}l{steps}z"


def middle(area: Area, tolerance: float) -> shapely.Point:
    """The point of the area's largest part that is farthest from its border, where a symbol has the most room.

    It is the centre of the largest inscribed circle, to within `tolerance`, in the units of the area.
    """
    largest = max(shapely.get_parts(area), key=shapely.area)
    return shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=tolerance), 0)
