"""A valid coverage, in metres: three rows of three squares, and what can be wrong with the one in the middle."""

import numpy as np
import pytest
import shapely
from shapely import MultiPolygon, Polygon

from mapper.councils import coverage
from mapper.councils.coverage import MOST_CORNERS, SMALLEST_ISLAND, UNTIDY

SIDE = 5_000
MIDDLE = 4
IN_THE_MIDDLE = [index == MIDDLE for index in range(9)]
BOW_TIE = Polygon([(SIDE, SIDE), (2 * SIDE, 2 * SIDE), (2 * SIDE, SIDE), (SIDE, 2 * SIDE)])


def squares(shift: float = 0) -> np.ndarray:
    """Nine squares; those of the column in the middle are shifted upwards."""
    corners = [(x * SIDE, y * SIDE + x % 2 * shift) for x in range(3) for y in range(3)]
    return np.array([shapely.box(x, y, x + SIDE, y + SIDE) for x, y in corners], dtype=object)


def spoilt(shape: shapely.Geometry | None) -> np.ndarray:
    """The squares, with another shape in the middle."""
    polygons = squares()
    polygons[MIDDLE] = shape
    return polygons


def test_squares_that_share_their_edges_have_no_fault() -> None:
    assert coverage.unusable(squares()) is None
    assert coverage.faults(squares(), UNTIDY) == ()


@pytest.mark.parametrize(
    ("shape", "what"),
    [
        (None, "missing, empty or with a line that does not close"),
        (Polygon(), "missing, empty or with a line that does not close"),
        (shapely.Point(1, 1), "no polygon"),
    ],
)
def test_what_is_no_polygon_is_unusable(shape: shapely.Geometry | None, what: str) -> None:
    fault = coverage.unusable(spoilt(shape))
    assert fault is not None
    assert (fault.what, list(fault.where)) == (what, IN_THE_MIDDLE)


def test_a_polygon_that_crosses_itself_is_a_fault() -> None:
    fault, *_ = coverage.faults(spoilt(BOW_TIE))
    assert (fault.what, list(fault.where)) == ("crosses itself", IN_THE_MIDDLE)


@pytest.mark.parametrize(("width", "is_fault"), [(UNTIDY - 1, True), (UNTIDY + 1, False)])
def test_only_a_narrow_gap_is_a_fault(width: float, is_fault: bool) -> None:
    polygons = spoilt(squares()[MIDDLE].buffer(-width, join_style="mitre"))
    assert bool(coverage.faults(polygons, UNTIDY)) is is_fault


@pytest.mark.parametrize("metres", [3, -3], ids=["overlap", "gap"])
def test_lines_that_miss_by_metres_are_mended(metres: float) -> None:
    polygons = spoilt(squares()[MIDDLE].buffer(metres, join_style="mitre"))
    assert [fault.what for fault in coverage.faults(polygons, UNTIDY)] == ["edges differ from a neighbour's"]
    mended, moved = coverage.mend(polygons)
    assert coverage.faults(mended, UNTIDY) == ()
    assert not moved.any()


def test_what_mending_moves_too_far_is_told() -> None:
    _, moved = coverage.mend(spoilt(squares()[MIDDLE].buffer(5 * UNTIDY, join_style="mitre")))
    assert moved.any()


def test_polygons_of_few_corners_are_left_as_they_are() -> None:
    polygons = squares()
    assert coverage.simplify(polygons) is polygons


def winding(points: np.ndarray) -> np.ndarray:
    """The points shifted so that straight lines wind, by whole metres, alike on both sides of a line."""
    return np.asarray(np.round(points + 100 * np.sin(points[:, ::-1] / 200)))


def test_simplifying_keeps_a_coverage_and_every_council() -> None:
    islands = MultiPolygon(
        [shapely.box(x, 4 * SIDE, x + 100 + x / 100, 4 * SIDE + 100) for x in (0, 1_000, 2_000)]
    )
    fine = shapely.transform(shapely.segmentize(squares(SIDE / 2), 2), winding)
    polygons = np.array([*fine, islands], dtype=object)
    assert coverage.corners(polygons) > 5 * MOST_CORNERS
    simple = coverage.simplify(polygons)
    assert coverage.corners(simple) <= MOST_CORNERS
    assert coverage.faults(simple) == () and coverage.unusable(simple) is None
    assert shapely.get_num_geometries(simple[-1]) == 1


def test_a_small_part_that_borders_on_another_council_stays() -> None:
    """It would leave a gap; and a council of small islands keeps the largest."""
    assert SMALLEST_ISLAND > 200 * 200
    big, neighbour = shapely.box(0, 0, 5_000, 5_000), shapely.box(5_000, 0, 9_000, 5_000)
    enclave, islet = shapely.box(9_000, 0, 9_100, 100), shapely.box(20_000, 0, 20_100, 100)
    islands = [shapely.box(x, 30_000, x + 100 + x / 100, 30_100) for x in (0, 1_000, 2_000)]
    given = np.array([MultiPolygon([big, enclave, islet]), neighbour, MultiPolygon(islands)])
    kept = coverage.without_islets(given)
    assert [shape.wkt for shape in kept] == [MultiPolygon([big, enclave]).wkt, neighbour.wkt, islands[2].wkt]
