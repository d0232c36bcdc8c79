"""The areas as they are drawn: both tiers simplified as one coverage, and where a sign stands in an area."""

from typing import Any

import shapely

from mapper.councils.crs import BRITISH_GRID

TOLERANCE = 100
"""Metres: bends smaller than a square of this side are left out, which nobody can see at any zoom."""

Frame = Any
"""A GeoDataFrame indexed by GSS code; the type's own library is not ours to import."""

Area = Any
"""A Polygon or a MultiPolygon of shapely, which has no types of its own."""


def simplified(lower: Frame, upper: Frame) -> tuple[Frame, Frame]:
    """Both tiers' polygons on the British National Grid: the borders that the tiers share stay the same lines.

    Each frame keeps its index and has the column `geometry` alone. An upper polygon that lower ones fill is
    put together from them; any other is simplified by itself.
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


def middle(area: Area, tolerance: float) -> shapely.Point:
    """The point of the largest part farthest from its border, where a sign has the most room.

    `tolerance` is in the units of the area: how far the point may be from the best one.
    """
    largest = max(shapely.get_parts(area), key=shapely.area)
    return shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=tolerance), 0)
