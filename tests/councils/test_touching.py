"""Areas touch if they share a line."""

from geopandas import GeoDataFrame
from shapely import box

from mapper.councils.touching import touching


def test_areas_that_share_a_line_touch_and_those_that_share_a_corner_do_not() -> None:
    squares = {
        "west": box(0, 0, 1, 1),
        "east": box(1, 0, 2, 1),
        "corner": box(2, 1, 3, 2),
        "far": box(9, 9, 10, 10),
    }
    frame = GeoDataFrame({"geometry": list(squares.values())}, index=list(squares), crs=4326)
    assert touching(frame) == {"west": ("east",), "east": ("west",), "corner": (), "far": ()}
