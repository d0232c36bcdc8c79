"""The polygons of a day: whole, valid, and exactly those of the register's councils."""

import json
import math
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import geopandas
import pytest
import shapely
from geopandas import GeoDataFrame
from shapely import Point, Polygon

from mapper.councils import boundaries
from mapper.councils.register import Register
from mapper.councils.register_file import load_register, read_register
from mapper.councils.tiers import Tier
from mapper.errors import BoundaryProblem
from mapper.resources import BOUNDARIES

DAY = date(2019, 3, 31)
TIERS: tuple[Tier, Tier] = ("lower", "upper")
REGISTER = load_register()
AREA_TOLERANCE = 1e-9
"""Share of an area; only the summing of floating-point numbers may differ."""

# England with a margin, in degrees: west, south, east, north.
ENGLAND = (-6.5, 49.8, 1.8, 55.9)


def square_metres(frame: GeoDataFrame) -> "geopandas.GeoSeries":
    return frame.to_crs(27700).area


# Every 1 April since the register began and the day before, and the last days that it knows.
DAYS = [
    *(date(year, 4, 1) for year in range(2013, 2026)),
    *(date(year, 3, 31) for year in range(2014, 2028)),
    date(2026, 11, 23),
]
EVERY_DAY = pytest.mark.parametrize("day", DAYS, ids=str)
# The polygons are made anew where the councils change; these are all the sets of them that there are.
EVERY_VINTAGE = pytest.mark.parametrize("day", REGISTER.changes, ids=str)


@EVERY_DAY
@pytest.mark.parametrize(("tier", "away"), [("lower", "upper"), ("upper", "lower")])
def test_a_tier_has_exactly_the_registers_councils(day: date, tier: Tier, away: str) -> None:
    frame = boundaries.on(day, tier, REGISTER)
    councils = {c.gss_code: (c.name, c.type.value) for c in REGISTER.on(day) if c.tier != away}
    assert {row.Index: (row.name, row.council_type) for row in frame.itertuples()} == councils
    assert list(frame.index) == sorted(frame.index)
    assert frame.index.name == "gss_code"
    assert list(frame.columns) == ["name", "council_type", "geometry"]
    assert frame.crs == "EPSG:4326"


# As the Office for National Statistics counted them: lower-tier districts, and counties with unitary authorities.
@pytest.mark.parametrize(
    ("day", "lower", "upper"),
    [
        (date(2013, 4, 1), 326, 152),
        (date(2019, 3, 31), 326, 152),
        (date(2019, 4, 1), 317, 151),
        (date(2020, 4, 1), 314, 151),
        (date(2021, 4, 1), 309, 152),
        (date(2023, 3, 31), 309, 152),
        (date(2023, 4, 1), 296, 153),
        (date(2025, 4, 1), 296, 153),
    ],
)
def test_the_number_of_polygons_is_the_published_one(day: date, lower: int, upper: int) -> None:
    assert [len(boundaries.on(day, tier, REGISTER)) for tier in TIERS] == [lower, upper]


@EVERY_VINTAGE
@pytest.mark.parametrize("tier", TIERS)
def test_polygons_neither_overlap_nor_leave_gaps(day: date, tier: Tier) -> None:
    polygons = boundaries.on(day, tier, REGISTER).geometry.to_numpy()
    assert shapely.is_valid(polygons).all()
    assert set(shapely.get_type_id(polygons)) <= {3, 6}
    assert shapely.coverage_is_valid(polygons)
    england = shapely.union_all(polygons)
    assert shapely.area(polygons).sum() == pytest.approx(england.area, rel=AREA_TOLERANCE)
    assert not any(part.interiors for part in shapely.get_parts(england))


@EVERY_VINTAGE
def test_every_day_and_tier_covers_the_same_england(day: date) -> None:
    england = square_metres(boundaries.on(DAY, "lower", REGISTER)).sum()
    # Standard area measurement to the mean high water: 130,310 km²; the drawing is within half a per cent.
    assert england == pytest.approx(130_310e6, rel=0.005)
    for tier in TIERS:
        assert square_metres(boundaries.on(day, tier, REGISTER)).sum() == pytest.approx(
            england, rel=AREA_TOLERANCE
        )


@EVERY_VINTAGE
def test_a_county_is_the_sum_of_its_districts_and_shares_their_corners(day: date) -> None:
    lower, upper = (boundaries.on(day, tier, REGISTER) for tier in TIERS)
    small, large = square_metres(lower), square_metres(upper)
    counties = [council for council in REGISTER.on(day) if council.tier == "upper"]
    assert len(counties) == [27, 26, 25, 24, 21, 21][REGISTER.changes.index(day)]
    for county in counties:
        districts = [c.gss_code for c in REGISTER.on(day) if c.county == county.gss_code]
        assert large[county.gss_code] == pytest.approx(small[districts].sum(), rel=AREA_TOLERANCE)
        corners = set(map(tuple, shapely.get_coordinates(lower.geometry[districts])))
        assert set(map(tuple, shapely.get_coordinates(upper.geometry[county.gss_code]))) <= corners


# What each council that was made of others was made of, from the orders that made it.
MADE_OF = {
    "E06000058": "E06000028 E06000029 E07000048",
    "E06000059": "E07000049 E07000050 E07000051 E07000052 E07000053",
    "E07000244": "E07000205 E07000206",
    "E07000245": "E07000201 E07000204",
    "E07000246": "E07000190 E07000191",
    "E06000060": "E07000004 E07000005 E07000006 E07000007",
    "E06000061": "E07000150 E07000152 E07000153 E07000156",
    "E06000062": "E07000151 E07000154 E07000155",
    "E06000063": "E07000026 E07000028 E07000029",
    "E06000064": "E07000027 E07000030 E07000031",
    "E06000065": "E07000163 E07000164 E07000165 E07000166 E07000167 E07000168 E07000169",
    "E06000066": "E07000187 E07000188 E07000189 E07000190 E07000191",
    "E08000038": "E08000016",
    "E08000039": "E08000019",
}


@pytest.mark.parametrize(("code", "districts"), MADE_OF.items(), ids=MADE_OF)
def test_a_merged_council_is_the_sum_of_its_parts_and_has_no_inner_line(code: str, districts: str) -> None:
    council, parts = REGISTER.by_code(code), districts.split()
    for day in (council.first_day, council.last_day or REGISTER.known.last_day):
        after = boundaries.on(day, "lower", REGISTER)
        before = boundaries.on(DAY, "lower", REGISTER).loc[parts]
        assert square_metres(after)[code] == pytest.approx(square_metres(before).sum(), rel=AREA_TOLERANCE)
        assert after.geometry[code].equals(shapely.union_all(before.geometry.to_numpy()))
        assert not set(parts) & set(after.index)
    day_before = boundaries.on(council.first_day - timedelta(days=1), "lower", REGISTER)
    assert code not in day_before.index


def test_everything_else_keeps_its_polygon_on_every_day() -> None:
    base = boundaries.on(DAY, "lower", REGISTER).geometry
    for day in REGISTER.changes:
        later = boundaries.on(day, "lower", REGISTER).geometry
        same = later.index.intersection(base.index)
        assert len(same) == len(later) - len([code for code in MADE_OF if code in later.index])
        assert all(
            one is other or one.equals_exact(other, 0)
            for one, other in zip(base[same], later[same], strict=True)
        )


def test_counties_end_with_their_districts() -> None:
    counties = [
        {c for c in boundaries.on(day, "upper", REGISTER).index if c.startswith("E10")}
        for day in REGISTER.changes
    ]
    gone = [sorted(before - after) for before, after in pairwise(counties)]
    assert gone == [["E10000009"], ["E10000002"], ["E10000021"], ["E10000006", "E10000023", "E10000027"], []]


@EVERY_VINTAGE
def test_no_area_is_a_sliver(day: date) -> None:
    parts = boundaries.on(day, "lower", REGISTER).to_crs(27700).geometry.explode()
    compactness = 4 * math.pi * parts.area / parts.length**2
    # Norwich alone is drawn out: the tidal river Yare belongs to the city down to Breydon Water.
    assert set(parts.index[compactness < 0.15]) == {"E07000148"}
    assert parts.area.drop("E07000148").idxmin() == "E09000001"  # the City of London
    assert parts.area.min() > 1e6
    holes = shapely.get_rings(parts.to_numpy())
    assert shapely.area(shapely.polygons(holes)).min() > 1e6


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
        frame = boundaries.on(DAY, tier, REGISTER)
        assert list(frame.index[frame.contains(Point(longitude, latitude))]) == [code], place


@pytest.mark.parametrize(
    ("longitude", "latitude"), [(-3.18, 51.48), (-3.19, 55.95), (1.9, 51.0), (0.3, 53.0)]
)
def test_wales_scotland_and_the_sea_are_nobodys(longitude: float, latitude: float) -> None:
    assert not boundaries.on(DAY, "lower", REGISTER).contains(Point(longitude, latitude)).any()


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "day", "lower", "upper"),
    [
        ("Bournemouth", -1.88, 50.74, date(2019, 4, 1), "E06000058", "E06000058"),
        ("Christchurch", -1.79, 50.75, date(2019, 4, 1), "E06000058", "E06000058"),
        ("Weymouth", -2.457, 50.62, date(2019, 4, 1), "E06000059", "E06000059"),
        ("Lowestoft", 1.74, 52.48, date(2019, 4, 1), "E07000244", "E10000029"),
        ("Taunton", -3.1, 51.015, date(2022, 1, 1), "E07000246", "E10000027"),
        ("Taunton", -3.1, 51.015, date(2023, 4, 1), "E06000066", "E06000066"),
        ("Aylesbury", -0.81, 51.82, date(2020, 4, 1), "E06000060", "E06000060"),
        ("Kettering", -0.72, 52.4, date(2021, 3, 31), "E07000153", "E10000021"),
        ("Kettering", -0.72, 52.4, date(2021, 4, 1), "E06000061", "E06000061"),
        ("Northampton", -0.9, 52.24, date(2021, 4, 1), "E06000062", "E06000062"),
        ("Carlisle", -2.94, 54.89, date(2023, 4, 1), "E06000063", "E06000063"),
        ("Kendal", -2.74, 54.33, date(2023, 4, 1), "E06000064", "E06000064"),
        ("Harrogate", -1.54, 53.99, date(2023, 4, 1), "E06000065", "E06000065"),
        ("Sheffield", -1.47, 53.38, date(2025, 3, 31), "E08000019", "E08000019"),
        ("Sheffield", -1.47, 53.38, date(2025, 4, 1), "E08000039", "E08000039"),
    ],
)
def test_places_lie_in_the_councils_of_the_day(
    place: str, longitude: float, latitude: float, day: date, lower: str, upper: str
) -> None:
    for tier, code in zip(TIERS, (lower, upper), strict=True):
        frame = boundaries.on(day, tier, REGISTER)
        assert list(frame.index[frame.contains(Point(longitude, latitude))]) == [code], place


def test_a_day_before_the_register_is_refused() -> None:
    with pytest.raises(BoundaryProblem, match=r"no polygons of 2013-03-31.*begins on 2013-04-01"):
        boundaries.on(date(2013, 3, 31), "lower", REGISTER)


def test_a_day_after_the_register_is_refused_with_what_to_do() -> None:
    assert REGISTER.known.last_day == date(2027, 3, 31)
    with pytest.raises(
        BoundaryProblem, match=r"2027-04-01.*complete up to 2027-03-31.*councils.csv.*register.csv"
    ):
        boundaries.on(date(2027, 4, 1), "lower", REGISTER)


def ended(row: str, successors: str) -> str:
    """A row of councils.csv, ended on 31 March 2026."""
    return row.removesuffix(",,") + f",2026-03-31,{successors}"


def with_rows(folder: Path, ends: Mapping[str, str], *new: str) -> Register:
    """The project's own register, with councils that end (their successors by a part of their row) or begin."""
    for file in BOUNDARIES.glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    rows = (BOUNDARIES / "councils.csv").read_text(encoding="utf-8").splitlines()
    for part, successors in ends.items():
        rows = [ended(row, successors) if part in row and row.endswith(",,") else row for row in rows]
    (folder / "councils.csv").write_text("\n".join([*rows, *new]), encoding="utf-8")
    return read_register(folder)


def test_a_reorganisation_is_rows_and_no_code(tmp_path: Path) -> None:
    """Rutland and Melton become one council on a day that the register knows."""
    ends = {"E06000017": "E06000099", "E07000133": "E06000099"}
    new = "E06000099,Melton and Rutland Council,Melton and Rutland,,unitary,,2026-04-01,,"
    register = with_rows(tmp_path, ends, new)
    before, after = (boundaries.on(day, "lower", register) for day in (date(2026, 3, 31), date(2026, 4, 1)))
    assert len(before) == len(after) + 1 == 296
    parts = before.geometry[[*ends]]
    assert after.geometry["E06000099"].equals(shapely.union_all(parts.to_numpy()))
    upper = boundaries.on(date(2026, 4, 1), "upper", register)
    assert shapely.coverage_is_valid(upper.geometry.to_numpy())
    assert not upper.geometry["E10000018"].intersects(Point(-0.887, 52.766))  # Melton Mowbray


@pytest.mark.parametrize(
    ("ends", "new", "message"),
    [
        (
            {"E06000017": "E06000098 E06000099"},
            (("E06000098", "Oakham"), ("E06000099", "Uppingham")),
            r"Rutland County Council lie in several councils of that day. Give --boundaries",
        ),
        (
            {"district,E10000016": "E06000098", "E10000016,Kent": "E06000098 E06000099"},
            (("E06000098", "East Kent"), ("E06000099", "West Kent")),
            r"no polygons of West Kent Council on 2026-04-01.*E06000099 as successor",
        ),
    ],
)
def test_successions_that_give_a_council_no_area_are_told(
    ends: dict[str, str],
    new: tuple[tuple[str, str], ...],
    message: str,
    tmp_path: Path,
) -> None:
    rows = [f"{code},{name} Council,{name},,unitary,,2026-04-01,," for code, name in new]
    register = with_rows(tmp_path, ends, *rows)
    with pytest.raises(BoundaryProblem, match=message):
        boundaries.on(date(2026, 4, 1), "lower", register)


def test_what_a_caller_does_to_a_frame_stays_with_the_caller() -> None:
    frame = boundaries.on(DAY, "lower", REGISTER)
    frame["name"] = "spoilt"
    frame.geometry = frame.geometry.translate(1, 1)
    assert boundaries.on(DAY, "lower", REGISTER).loc["E07000107", "name"] == "Dartford Borough Council"
    assert boundaries.on(DAY, "lower", REGISTER).total_bounds[0] < -6


@pytest.mark.parametrize("tier", TIERS)
def test_geojson_is_as_rfc_7946_says(tier: Tier) -> None:
    frame = boundaries.on(DAY, tier, REGISTER)
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
    text = boundaries.to_geojson(boundaries.on(DAY, "upper", REGISTER))
    assert text == boundaries.to_geojson(boundaries.on(DAY, "upper", REGISTER))
    long = geopandas.GeoDataFrame(
        {"name": ["A & <B>"], "council_type": ["unitary"]},
        index=["E06000001"],
        geometry=[Polygon([(0, 0), (0, 1 / 3), (1 / 3, 0)])],
        crs=4326,
    )
    assert json.loads(boundaries.to_geojson(long))["features"][0]["geometry"]["coordinates"] == [
        [[0, 0], [0.333333, 0], [0, 0.333333], [0, 0]]
    ]
