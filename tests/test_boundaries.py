"""The polygons of a day: whole, valid, and exactly those of the register's councils."""

import json
import math
from collections.abc import Callable
from datetime import date
from pathlib import Path

import geopandas
import pytest
import shapely
from geopandas import GeoDataFrame
from shapely import Point, Polygon

from mapper import boundaries
from mapper.boundaries import Tier
from mapper.councils import load_register
from mapper.errors import BoundaryProblem

DAY = date(2019, 3, 31)
TIERS: tuple[Tier, Tier] = ("lower", "upper")
REGISTER = load_register()
AREA_TOLERANCE = 1e-9
"""Share of an area; only the summing of floating-point numbers may differ."""

# England with a margin, in degrees: west, south, east, north.
ENGLAND = (-6.5, 49.8, 1.8, 55.9)


def square_metres(frame: GeoDataFrame) -> "geopandas.GeoSeries":
    return frame.to_crs(27700).area


@pytest.mark.parametrize(("tier", "number", "away"), [("lower", 326, "upper"), ("upper", 152, "lower")])
def test_a_tier_has_exactly_the_registers_councils(tier: Tier, number: int, away: str) -> None:
    frame = boundaries.on(DAY, tier)
    councils = {c.gss_code: (c.name, c.type.value) for c in REGISTER.on(DAY) if c.tier != away}
    assert len(frame) == number
    assert {row.Index: (row.name, row.council_type) for row in frame.itertuples()} == councils
    assert list(frame.index) == sorted(frame.index)
    assert frame.index.name == "gss_code"
    assert list(frame.columns) == ["name", "council_type", "geometry"]
    assert frame.crs == "EPSG:4326"


@pytest.mark.parametrize("tier", TIERS)
def test_polygons_neither_overlap_nor_leave_gaps(tier: Tier) -> None:
    polygons = boundaries.on(DAY, tier).geometry.to_numpy()
    assert shapely.is_valid(polygons).all()
    assert set(shapely.get_type_id(polygons)) <= {3, 6}
    assert shapely.coverage_is_valid(polygons)
    england = shapely.union_all(polygons)
    assert shapely.area(polygons).sum() == pytest.approx(england.area, rel=AREA_TOLERANCE)
    assert not any(part.interiors for part in shapely.get_parts(england))


def test_both_tiers_cover_the_same_england() -> None:
    lower, upper = (square_metres(boundaries.on(DAY, tier)).sum() for tier in TIERS)
    assert upper == pytest.approx(lower, rel=AREA_TOLERANCE)
    # Standard area measurement to the mean high water: 130,310 km²; the drawing is within half a per cent.
    assert lower == pytest.approx(130_310e6, rel=0.005)


def test_a_county_is_the_sum_of_its_districts_and_shares_their_corners() -> None:
    lower, upper = (boundaries.on(DAY, tier) for tier in TIERS)
    small, large = square_metres(lower), square_metres(upper)
    counties = [council for council in REGISTER.on(DAY) if council.tier == "upper"]
    assert len(counties) == 27
    for county in counties:
        districts = [c.gss_code for c in REGISTER.on(DAY) if c.county == county.gss_code]
        assert large[county.gss_code] == pytest.approx(small[districts].sum(), rel=AREA_TOLERANCE)
        corners = set(map(tuple, shapely.get_coordinates(lower.geometry[districts])))
        assert set(map(tuple, shapely.get_coordinates(upper.geometry[county.gss_code]))) <= corners


def test_no_area_is_a_sliver() -> None:
    parts = boundaries.on(DAY, "lower").to_crs(27700).geometry.explode()
    compactness = 4 * math.pi * parts.area / parts.length**2
    # Norwich alone is drawn out: the tidal river Yare belongs to the city down to Breydon Water.
    assert set(parts.index[compactness < 0.15]) == {"E07000148"}
    assert parts.area.drop("E07000148").idxmin() == "E09000001"  # the City of London
    assert parts.area.min() > 1e6


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "lower", "upper"),
    [
        ("Dartford", 0.217, 51.446, "E07000107", "E10000016"),
        ("Guildhall, City of London", -0.092, 51.515, "E09000001", "E09000001"),
        ("Leicester, within Leicestershire", -1.133, 52.636, "E06000016", "E06000016"),
        ("Derby, within Derbyshire", -1.476, 52.921, "E06000015", "E06000015"),
        ("Newport, Isle of Wight", -1.292, 50.699, "E06000046", "E06000046"),
        ("Isles of Scilly", -6.302, 49.925, "E06000053", "E06000053"),
        ("Isle of Sheppey", 0.836, 51.407, "E07000113", "E10000016"),
        ("Canvey Island", 0.58, 51.525, "E07000069", "E10000012"),
        ("Berwick-upon-Tweed", -2.005, 55.765, "E06000057", "E06000057"),
        ("Norwich", 1.297, 52.63, "E07000148", "E10000020"),
        ("Weymouth", -2.457, 50.62, "E07000053", "E10000009"),
        ("Milton Keynes", -0.76, 52.04, "E06000042", "E06000042"),
        ("Aylesbury", -0.81, 51.82, "E07000004", "E10000002"),
    ],
)
def test_places_lie_in_their_councils(
    place: str, longitude: float, latitude: float, lower: str, upper: str
) -> None:
    for tier, code in zip(TIERS, (lower, upper), strict=True):
        frame = boundaries.on(DAY, tier)
        assert list(frame.index[frame.contains(Point(longitude, latitude))]) == [code], place


@pytest.mark.parametrize(
    ("longitude", "latitude"), [(-3.18, 51.48), (-3.19, 55.95), (1.9, 51.0), (0.3, 53.0)]
)
def test_wales_scotland_and_the_sea_are_nobodys(longitude: float, latitude: float) -> None:
    assert not boundaries.on(DAY, "lower").contains(Point(longitude, latitude)).any()


@pytest.mark.parametrize("day", [date(2013, 4, 1), date(2017, 12, 31), DAY])
def test_the_polygons_are_those_of_every_day_from_april_2013_to_march_2019(day: date) -> None:
    assert len(boundaries.on(day, "lower")) == 326


@pytest.mark.parametrize("tier", TIERS)
def test_a_day_that_the_polygons_do_not_fit_is_refused_with_the_councils_named(tier: Tier) -> None:
    with pytest.raises(BoundaryProblem, match=r"2019-04-01.*E06000059 Dorset Council.*E07000048"):
        boundaries.on(date(2019, 4, 1), tier)


def test_a_day_before_the_register_is_refused() -> None:
    with pytest.raises(BoundaryProblem, match=r"no polygons of 2013-03-31.*begins on 2013-04-01"):
        boundaries.on(date(2013, 3, 31), "lower")


def test_what_a_caller_does_to_a_frame_stays_with_the_caller() -> None:
    frame = boundaries.on(DAY, "lower")
    frame["name"] = "spoilt"
    frame.geometry = frame.geometry.translate(1, 1)
    assert boundaries.on(DAY, "lower").loc["E07000107", "name"] == "Dartford Borough Council"
    assert boundaries.on(DAY, "lower").total_bounds[0] < -6


@pytest.mark.parametrize("tier", TIERS)
def test_geojson_is_as_rfc_7946_says(tier: Tier) -> None:
    frame = boundaries.on(DAY, tier)
    collection = json.loads(boundaries.to_geojson(frame))
    assert list(collection) == ["type", "features"]  # and no crs member (section 4)
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == len(frame)
    for feature, code in zip(collection["features"], frame.index, strict=True):
        assert feature["type"] == "Feature"
        assert feature["properties"] == {
            "gss_code": code,
            "name": frame.name[code],
            "council_type": frame.council_type[code],
        }
        polygon = shapely.geometry.shape(feature["geometry"])
        assert polygon.equals(frame.geometry[code])
        for part in shapely.get_parts(polygon):
            assert part.exterior.is_ccw and not any(ring.is_ccw for ring in part.interiors)  # section 3.1.6
        west, south, east, north = polygon.bounds
        assert ENGLAND[0] < west < east < ENGLAND[2] and ENGLAND[1] < south < north < ENGLAND[3]


def test_geojson_has_the_same_bytes_each_time_and_short_numbers() -> None:
    text = boundaries.to_geojson(boundaries.on(DAY, "upper"))
    assert text == boundaries.to_geojson(boundaries.on(DAY, "upper"))
    long = geopandas.GeoDataFrame(
        {"name": ["A & <B>"], "council_type": ["unitary"]},
        index=["E06000001"],
        geometry=[Polygon([(0, 0), (0, 1 / 3), (1 / 3, 0)])],
        crs=4326,
    )
    assert json.loads(boundaries.to_geojson(long))["features"][0]["geometry"]["coordinates"] == [
        [[0, 0], [0.333333, 0], [0, 0.333333], [0, 0]]
    ]


def published_like_ons(folder: Path, tier: Tier, column: str, suffix: str) -> Path:
    """The polygons as the Office for National Statistics gives them out: its column, its grid, Wales too."""
    frame = boundaries.on(DAY, tier).reset_index(names=column)[[column, "geometry"]].to_crs(27700)
    frame.loc[len(frame)] = ["W06000015", shapely.box(310000, 170000, 320000, 180000)]
    path = folder / f"areas.{suffix}"
    frame.to_file(path)
    return path


@pytest.mark.parametrize(
    ("column", "suffix"),
    [("LAD19CD", "shp"), ("lad18cd", "gpkg"), ("gss_code", "gpkg")],
)
@pytest.mark.parametrize("tier", TIERS)
def test_a_file_of_districts_serves_both_tiers(tmp_path: Path, column: str, suffix: str, tier: Tier) -> None:
    frame = boundaries.on(DAY, tier, published_like_ons(tmp_path, "lower", column, suffix))
    own = boundaries.on(DAY, tier)
    assert list(frame.index) == list(own.index)
    assert frame.crs == "EPSG:4326"
    assert square_metres(frame).to_numpy() == pytest.approx(square_metres(own).to_numpy(), rel=1e-6)


def test_a_file_of_counties_serves_the_upper_tier_only(tmp_path: Path) -> None:
    path = published_like_ons(tmp_path, "upper", "CTYUA19CD", "gpkg")
    assert list(boundaries.on(DAY, "upper", path).index) == list(boundaries.on(DAY, "upper").index)
    with pytest.raises(BoundaryProblem, match=r"E07000004 Aylesbury.* and \d+ more.*E10000002"):
        boundaries.on(DAY, "lower", path)


def without_codes(frame: GeoDataFrame) -> GeoDataFrame:
    return frame.rename(columns={"gss_code": "code"})


def lacking_dartford(frame: GeoDataFrame) -> GeoDataFrame:
    return frame[frame["gss_code"] != "E07000107"]


def with_a_stranger(frame: GeoDataFrame) -> GeoDataFrame:
    frame.loc[0, "gss_code"] = "E06000099"
    return frame


def dartford_twice(frame: GeoDataFrame) -> GeoDataFrame:
    frame.loc[0, "gss_code"] = "E07000107"
    return frame


def crossing_itself(frame: GeoDataFrame) -> GeoDataFrame:
    frame.loc[0, "geometry"] = Polygon([(0, 52), (1, 53), (1, 52), (0, 53)])
    return frame


def overlapping(frame: GeoDataFrame) -> GeoDataFrame:
    frame.loc[0, "geometry"] = frame.loc[0, "geometry"].buffer(0.01)
    return frame


def a_point(frame: GeoDataFrame) -> GeoDataFrame:
    frame.loc[0, "geometry"] = Point(0, 52)
    return frame


def empty(frame: GeoDataFrame) -> GeoDataFrame:
    frame.loc[0, "geometry"] = Polygon()
    return frame


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (without_codes, r"expected polygons and one column of GSS codes.*found the columns code"),
        (lacking_dartford, r"Missing: E07000107 Dartford Borough Council\. No council of that day: none"),
        (with_a_stranger, r"Missing: E06000001 Hartlepool Borough Council\. .*day: E06000099"),
        (dartford_twice, r"more than one row for E07000107"),
        (crossing_itself, r"crosses itself: E06000001"),
        (overlapping, r"edges differ from a neighbour's: E06000001, E06000004, E06000047"),
        (a_point, r"no polygon: E06000001"),
        (empty, r"missing or empty: E06000001"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(
    tmp_path: Path, spoil: Callable[[GeoDataFrame], GeoDataFrame], message: str
) -> None:
    path = tmp_path / "areas.gpkg"
    frame = boundaries.on(DAY, "lower").reset_index()[["gss_code", "geometry"]]
    spoil(frame).to_file(path)
    with pytest.raises(BoundaryProblem, match=message) as problem:
        boundaries.on(DAY, "lower", path)
    assert str(path) in str(problem.value)


def test_a_file_that_is_no_file_of_polygons_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson"
    with pytest.raises(BoundaryProblem, match="cannot be read"):
        boundaries.on(DAY, "lower", path)
    path.write_text("no polygons here", encoding="utf-8")
    with pytest.raises(BoundaryProblem, match="cannot be read"):
        boundaries.on(DAY, "lower", path)


def test_a_file_without_a_coordinate_system_is_refused(tmp_path: Path) -> None:
    path = published_like_ons(tmp_path, "lower", "LAD19CD", "shp")
    path.with_suffix(".prj").unlink()
    with pytest.raises(BoundaryProblem, match="does not say its coordinate system"):
        boundaries.on(DAY, "lower", path)
