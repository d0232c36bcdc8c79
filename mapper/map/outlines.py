"""The areas as they are drawn: the simplified polygons of both tiers, and where a symbol stands in an area."""

from typing import Any

import shapely

from mapper.councils.crs import BRITISH_GRID

TOLERANCE = 100
"""Tolerance of `shapely.coverage_simplify`, in metres: bends smaller than a square of this side are left out.

They could not be seen at any zoom.
"""

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


def middle(area: Area, tolerance: float) -> shapely.Point:
    """The point of the area's largest part that is farthest from its border, where a symbol has the most room.

    It is the centre of the largest inscribed circle, to within `tolerance`, in the units of the area.
    """
    largest = max(shapely.get_parts(area), key=shapely.area)
    return shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=tolerance), 0)
