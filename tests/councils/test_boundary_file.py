"""Files as the Office for National Statistics gives them out, and as they arrive when something went wrong."""

import json
import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from geopandas import GeoDataFrame, GeoSeries
from shapely import MultiPolygon, Point, Polygon
from topojson.core.topology import Topology

from mapper.councils import boundaries, boundary_file, polygon_files
from mapper.councils.boundary_file import BoundaryFile
from mapper.councils.coverage import MOST_CORNERS
from mapper.councils.tiers import Tier
from mapper.errors import BoundaryProblem
from tests.councils.polygon_files import DAY, OF_2024, REGISTER, as_given_out, saved, square_metres


def read(path: Path) -> BoundaryFile:
    return boundary_file.read(path, REGISTER)


@pytest.mark.parametrize(
    ("day", "tier", "first_day", "last_day"),
    [
        (date(2013, 4, 1), "upper", date(2013, 4, 1), date(2019, 3, 31)),
        (date(2019, 4, 1), "lower", date(2019, 4, 1), date(2020, 3, 31)),
        (date(2020, 12, 31), "lower", date(2020, 4, 1), date(2021, 3, 31)),
        (date(2023, 3, 31), "upper", date(2021, 4, 1), date(2023, 3, 31)),
        (OF_2024, "lower", date(2023, 4, 1), date(2025, 3, 31)),
        (date(2026, 11, 23), "upper", date(2025, 4, 1), REGISTER.known.last_day),
    ],
)
def test_the_vintage_is_told_by_the_codes(
    tmp_path: Path, day: date, tier: Tier, first_day: date, last_day: date
) -> None:
    file = read(saved(as_given_out("LAD99CD", day, tier), tmp_path / "areas.gpkg"))
    assert (file.tier, file.first_day, file.last_day) == (tier, first_day, last_day)


def test_a_line_that_does_not_close_is_refused_in_one_line(tmp_path: Path) -> None:
    path = saved(as_given_out("LAD24CD", OF_2024), tmp_path / "areas.geojson")
    areas = json.loads(path.read_text("utf-8"))
    areas["features"][0]["geometry"] = {"type": "Polygon", "coordinates": [[[0, 52], [1, 53]]]}
    path.write_text(json.dumps(areas), "utf-8")
    with pytest.raises(
        BoundaryProblem, match=r"a line that does not close: E06000001\. Expected a polygon"
    ) as problem:
        boundaries.on(OF_2024, "lower", REGISTER, path)
    assert "\n" not in str(problem.value)


# Coordinates that are not said, or said wrongly.


@pytest.mark.parametrize(("crs", "named"), [(27700, "EPSG:27700"), (4326, "EPSG:4326")])
def test_coordinates_that_nothing_names_are_told_by_their_size(tmp_path: Path, crs: int, named: str) -> None:
    path = saved(as_given_out("LAD19CD", crs=crs), tmp_path / "areas.shp")
    path.with_suffix(".prj").unlink()
    file = read(path)
    assert file.notes == (f"areas.shp does not say its coordinate system: its numbers are those of {named}.",)
    assert square_metres(file.polygons) == pytest.approx(
        square_metres(boundaries.on(DAY, "lower", REGISTER)), rel=1e-6
    )


def test_geojson_in_metres_that_does_not_say_so_is_told_by_its_size(tmp_path: Path) -> None:
    path = saved(as_given_out("LAD19CD"), tmp_path / "areas.geojson")
    collection = json.loads(path.read_text("utf-8"))
    del collection["crs"]
    path.write_text(json.dumps(collection), encoding="utf-8")
    file = read(path)
    assert "its numbers are those of EPSG:27700" in file.notes[0]
    assert file.polygons.total_bounds[1] == pytest.approx(49.9, abs=0.1)


@pytest.mark.parametrize(
    ("said", "meant", "message"),
    [
        (
            4326,
            27700,
            r"says that its coordinates are EPSG:4326, where x .* are not England\. They look like EPSG:27700",
        ),
        (27700, 4326, r"EPSG:27700, where x -6.* are not England\. They look like EPSG:4326"),
        (3857, 27700, r"EPSG:3857, where x .* not England\. They look like EPSG:27700"),
        (27700, 3857, r"EPSG:27700, where x -7\d+ to .* not England\. Expected EPSG:4326 or EPSG:27700"),
    ],
)
def test_coordinates_that_are_named_wrongly_are_refused(
    tmp_path: Path, said: int, meant: int, message: str
) -> None:
    frame = as_given_out("LAD19CD", crs=meant).set_crs(said, allow_override=True)
    with pytest.raises(BoundaryProblem, match=message):
        read(saved(frame, tmp_path / "areas.gpkg"))


def test_another_named_system_is_as_good(tmp_path: Path) -> None:
    file = read(saved(as_given_out("LAD19CD", crs=3857), tmp_path / "areas.gpkg"))
    assert square_metres(file.polygons) == pytest.approx(
        square_metres(boundaries.on(DAY, "lower", REGISTER)), rel=1e-6
    )


def test_longitude_and_latitude_exchanged_are_refused(tmp_path: Path) -> None:
    frame = as_given_out("LAD19CD", crs=4326)
    frame.geometry = frame.geometry.map(lambda shape: shapely.transform(shape, lambda xy: xy[:, ::-1]))
    with pytest.raises(BoundaryProblem, match=r"x 49\.\d+ to 55.* are not England"):
        read(saved(frame, tmp_path / "areas.geojson"))


# Polygons that are not quite a coverage, or not at all.


def in_metres() -> GeoDataFrame:
    return as_given_out("LAD19CD").set_index("LAD19CD")


def written(frame: GeoDataFrame, folder: Path) -> Path:
    return saved(frame.reset_index(), folder / "areas.gpkg")


@pytest.mark.parametrize("metres", [3, -3], ids=["overlap", "gap"])
def test_lines_that_miss_by_metres_are_mended(tmp_path: Path, metres: int) -> None:
    frame = in_metres()
    frame.loc["E07000107", "geometry"] = frame.geometry["E07000107"].buffer(metres, join_style="mitre")
    file = read(written(frame, tmp_path))
    polygons = file.polygons.geometry.to_numpy()
    assert shapely.coverage_is_valid(polygons) and shapely.is_valid(polygons).all()
    assert not any(part.interiors for part in shapely.get_parts(shapely.union_all(polygons)))
    assert file.notes[0].startswith("Mended the lines of ")
    assert square_metres(file.polygons) == pytest.approx(
        square_metres(boundaries.on(DAY, "lower", REGISTER)), rel=2e-3
    )


def test_a_ring_that_touches_itself_is_mended(tmp_path: Path) -> None:
    """As two districts of the ONS's own file of May 2024 do."""
    frame = in_metres()
    west, south, east, north = frame.geometry["E06000046"].bounds
    middle = (west + east) / 2, (south + north) / 2
    pinch = [middle, (middle[0] + 900, middle[1]), (middle[0], middle[1] + 900)]
    outer = list(frame.geometry["E06000046"].exterior.coords)
    frame.loc["E06000046", "geometry"] = Polygon([*outer[:-1], outer[0], *pinch, middle, outer[0]])
    assert not frame.geometry["E06000046"].is_valid
    file = read(written(frame, tmp_path))
    assert shapely.is_valid(file.polygons.geometry.to_numpy()).all()
    assert file.notes == ("Mended the lines of 1 areas, none by more than 20 metres.",)


def fine(metres: float) -> GeoDataFrame:
    """Every line in short steps, and Dartford with islets in the North Sea."""
    frame = in_metres()
    frame.geometry = frame.geometry.segmentize(metres).map(lambda shape: shapely.transform(shape, np.round))
    islets = [shapely.box(x, 180_000, x + 200, 180_200) for x in range(640_000, 645_000, 500)]
    frame.loc["E07000107", "geometry"] = MultiPolygon([frame.geometry["E07000107"], *islets])
    return frame


def test_a_finer_file_is_made_light_and_stays_a_coverage(tmp_path: Path) -> None:
    frame = fine(250)
    english = frame.geometry[frame.index.str.startswith("E")].to_numpy()
    before = int(shapely.get_num_coordinates(english).sum())
    assert before > 5 * MOST_CORNERS
    file = read(written(frame, tmp_path))
    polygons = file.polygons.geometry.to_numpy()
    points = int(shapely.get_num_coordinates(polygons).sum())
    assert MOST_CORNERS * 0.8 < points <= MOST_CORNERS
    assert file.notes[-1] == f"Simplified for the page: {points} corners of {before}."
    assert shapely.coverage_is_valid(polygons) and shapely.is_valid(polygons).all()
    assert len(polygons) == 326 and not shapely.is_empty(polygons).any()
    assert shapely.get_num_geometries(file.polygons.geometry["E07000107"]) == 1
    own = square_metres(boundaries.on(DAY, "lower", REGISTER))
    assert square_metres(file.polygons).sum() == pytest.approx(own.sum(), rel=1e-3)
    assert np.abs(square_metres(file.polygons) / own - 1).max() < 0.1


def test_a_file_no_finer_than_the_page_is_left_as_it_is(tmp_path: Path) -> None:
    assert read(written(in_metres(), tmp_path)).notes == ()


def without_codes(frame: GeoDataFrame) -> GeoDataFrame:
    return frame.assign(LAD19CD=[f"{number}: {code}" for number, code in enumerate(frame["LAD19CD"])])


def lacking_dartford(frame: GeoDataFrame) -> GeoDataFrame:
    return frame[frame["LAD19CD"] != "E07000107"]


def with_a_stranger(frame: GeoDataFrame) -> GeoDataFrame:
    frame.loc[0, "LAD19CD"] = "E06000099"
    return frame


def of_france(frame: GeoDataFrame) -> GeoDataFrame:
    return frame.assign(LAD19CD=[f"FR{number:03}" for number in range(len(frame))])


def of_wales(frame: GeoDataFrame) -> GeoDataFrame:
    return frame.tail(1)


def of_nobody(frame: GeoDataFrame) -> GeoDataFrame:
    return frame.assign(LAD19CD=None).astype({"LAD19CD": str})


def no_rows(frame: GeoDataFrame) -> GeoDataFrame:
    return frame.head(0)


def dartford_twice(frame: GeoDataFrame) -> GeoDataFrame:
    frame.loc[0, "LAD19CD"] = "E07000107"
    return frame


def shaped(shape: shapely.Geometry | None) -> Callable[[GeoDataFrame], GeoDataFrame]:
    """Hartlepool, the first row, with another geometry."""

    def spoil(frame: GeoDataFrame) -> GeoDataFrame:
        frame.geometry = GeoSeries([shape, *frame.geometry[1:]], crs=frame.crs)
        return frame

    return spoil


def overlapping(frame: GeoDataFrame) -> GeoDataFrame:
    return shaped(frame.geometry[0].buffer(800))(frame)


BOW_TIE = Polygon([(440_000, 520_000), (460_000, 540_000), (460_000, 520_000), (440_000, 540_000)])


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (without_codes, r"expected polygons and a column of GSS codes.*none of its columns \(LAD19CD\)"),
        (lacking_dartford, r"Missing: E07000107 Dartford Borough Council\. No council of that day: none"),
        (with_a_stranger, r"Missing: E06000001 Hartlepool Borough Council\. .*day: E06000099"),
        (of_france, r"none of its columns \(LAD19CD\) has such codes"),
        (of_wales, r"none of the 1 codes in LAD19CD is of England"),
        (of_nobody, r"none of its columns"),
        (no_rows, r"none of its columns"),
        (dartford_twice, r"Missing: E06000001 Hartlepool Borough Council\. No council of that day: none"),
        (shaped(BOW_TIE), r"crosses itself: E06000001.*Mending would move"),
        (
            overlapping,
            r"edges differ from a neighbour's: E06000001, E06000004, E06000047\. Mending would move",
        ),
        (shaped(Point(450_000, 520_000)), r"no polygon: E06000001"),
        (shaped(Polygon()), r"missing, empty or with a line that does not close: E06000001"),
        (shaped(None), r"missing, empty or with a line that does not close: E06000001"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(
    tmp_path: Path, spoil: Callable[[GeoDataFrame], GeoDataFrame], message: str
) -> None:
    path = saved(spoil(as_given_out("LAD19CD")), tmp_path / "areas.gpkg")
    with pytest.raises(BoundaryProblem, match=message) as problem:
        boundaries.on(DAY, "lower", REGISTER, path)
    assert str(problem.value).startswith(str(path))
    assert "\n" not in str(problem.value)
    assert len(str(problem.value)) < 2_000


def missing(path: Path) -> None: ...


def of_nothing(path: Path) -> None:
    path.touch()


def of_text(path: Path) -> None:
    path.write_text("no polygons here", encoding="utf-8")


def half(path: Path) -> None:
    whole = as_given_out("LAD19CD", crs=4326).to_json()
    path.write_text(whole[: len(whole) // 2], encoding="utf-8")


def enormous(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 * 1000**2)


def a_table(path: Path) -> None:
    path.write_text('LAD19CD,WKT\nE06000001,"POINT (1 1)"\n', encoding="utf-8")
    path.rename(path.with_suffix(".csv"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(path.with_suffix(".csv"), "areas.csv")


def two_in_a_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.geojson", "{}")
        archive.writestr("two.geojson", "{}")


def enormous_in_a_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("areas.geojson", b" " * (polygon_files.MOST_BYTES + 1))


def another_format(path: Path) -> None:
    path.write_text(
        '<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"></gpx>'
    )


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (missing, r"cannot be read as a file of polygons: No such file"),
        (of_nothing, r"is empty\. Expected polygons"),
        (of_text, r"neither GeoJSON.*begins with b'no polygons here'\. Expected"),
        (half, r"cannot be read as a file of polygons"),
        (enormous, r"is of 200 MB; files of up to 105 MB are read\. Take the same boundaries generalised"),
        (a_table, r"expected one file of polygons in the zip .* found 0"),
        (two_in_a_zip, r"found 2\. Unpack it and name the file"),
        (enormous_in_a_zip, r"is of 105 MB; files of up to 105 MB are read"),
        (another_format, r"neither GeoJSON, TopoJSON, GeoPackage nor shapefile.*begins with b'<\?xml"),
    ],
)
def test_a_file_that_is_no_file_of_polygons_is_refused_in_one_line(
    tmp_path: Path, make: Callable[[Path], None], message: str
) -> None:
    path = tmp_path / "areas.geojson"
    make(path)
    with pytest.raises(BoundaryProblem, match=message) as problem:
        boundaries.on(DAY, "lower", REGISTER, path)
    assert str(problem.value).startswith(str(path))
    assert "\n" not in str(problem.value)


def test_a_shapefile_without_its_table_is_refused(tmp_path: Path) -> None:
    path = saved(as_given_out("LAD19CD"), tmp_path / "areas.shp")
    path.with_suffix(".dbf").unlink()
    with pytest.raises(BoundaryProblem, match="a column of GSS codes"):
        read(path)


def test_the_layer_with_codes_is_taken_and_districts_before_counties(tmp_path: Path) -> None:
    path = tmp_path / "areas.gpkg"
    frame = as_given_out("LAD19CD")
    pyogrio.write_dataframe(frame.assign(LAD19CD="see below"), path, layer="notes")
    pyogrio.write_dataframe(frame.assign(CTYUA19CD="E10000016"), path, layer="areas")
    file = read(path)
    assert (file.column, len(file.polygons), file.notes) == ("LAD19CD", 326, ())


@pytest.mark.parametrize("name", ["AREACD", "CODE", "LA15CD", "id", "lad19nm"])
def test_the_column_of_codes_is_told_by_its_values(tmp_path: Path, name: str) -> None:
    frame = as_given_out(name).assign(LAD19CD="K02000001", label="E07000107 is Dartford", lower="e07000107")
    file = read(saved(frame, tmp_path / "areas.gpkg"))
    assert (file.column, len(file.polygons)) == (name, 326)


def test_of_two_columns_with_the_same_codes_one_is_taken(tmp_path: Path) -> None:
    frame = as_given_out("LAD19CD")
    file = read(saved(frame.assign(CODE=frame["LAD19CD"]), tmp_path / "areas.gpkg"))
    assert (file.column, file.notes) == ("LAD19CD", ())


def test_of_the_codes_of_two_years_those_are_taken_that_fit(tmp_path: Path) -> None:
    frame = as_given_out("LAD24CD", OF_2024)
    older = as_given_out("LAD19CD")["LAD19CD"].head(len(frame)).to_numpy()
    file = read(saved(frame.assign(LAD19CD=older), tmp_path / "areas.gpkg"))
    assert (file.column, file.first_day) == ("LAD24CD", date(2023, 4, 1))


def test_districts_are_taken_before_counties_and_other_layers_are_named(tmp_path: Path) -> None:
    path = tmp_path / "areas.gpkg"
    pyogrio.write_dataframe(as_given_out("CTYUA24CD", OF_2024, "upper"), path, layer="counties")
    pyogrio.write_dataframe(as_given_out("LAD24CD", OF_2024), path, layer="districts")
    file = read(path)
    assert (file.tier, file.column) == ("lower", "LAD24CD")
    assert file.notes == (
        "areas.gpkg has 2 layers of councils (districts, counties): districts is taken. Another can be named with "
        "--boundaries-object.",
    )
    named = boundary_file.read(path, REGISTER, "counties")
    assert (named.tier, named.column, named.notes) == ("upper", "CTYUA24CD", ())


def test_an_area_may_have_a_row_for_each_of_its_parts(tmp_path: Path) -> None:
    whole = in_metres()
    west, south, east, north = whole.geometry["E07000107"].bounds
    halves = [
        shapely.box(west, south, (west + east) / 2, north),
        shapely.box((west + east) / 2, south, east, north),
    ]
    parts = [whole.geometry["E07000107"].intersection(half) for half in halves]
    rows = GeoDataFrame({"LAD19CD": ["E07000107"] * 2, "geometry": parts}, crs=whole.crs)
    frame = geopandas.GeoDataFrame(
        pd.concat([whole.drop("E07000107").reset_index(), rows.explode(ignore_index=True)], ignore_index=True)
    )
    file = read(saved(frame, tmp_path / "areas.gpkg"))
    assert len(file.polygons) == 326
    assert square_metres(file.polygons) == pytest.approx(
        square_metres(boundaries.on(DAY, "lower", REGISTER)), rel=1e-6
    )


def topology(frame: GeoDataFrame, quantized: bool) -> dict[str, Any]:
    """The polygons as TopoJSON, each line once; quantized to numbers of a million steps, as most such files are."""
    return Topology(
        frame.to_crs(4326), object_name="lad", prequantize=1e6 if quantized else False, shared_coords=True
    ).to_dict()


@pytest.mark.parametrize("quantized", [True, False])
@pytest.mark.parametrize("name", ["areas.json", "areas.topojson", "uk.geojson"])
def test_topojson_is_read(tmp_path: Path, name: str, quantized: bool) -> None:
    path = tmp_path / name
    path.write_text(json.dumps(topology(as_given_out("AREACD"), quantized)), "utf-8")
    file = read(path)
    assert (file.tier, file.column, file.notes) == ("lower", "AREACD", ())
    assert square_metres(file.polygons) == pytest.approx(
        square_metres(boundaries.on(DAY, "lower", REGISTER)), rel=1e-3
    )


def test_of_the_objects_of_a_topology_the_districts_are_taken(tmp_path: Path) -> None:
    districts, counties = (
        topology(as_given_out("AREACD", OF_2024, tier), quantized=False) for tier in ("lower", "upper")
    )
    shift = len(counties["arcs"])
    moved = json.loads(json.dumps(districts["objects"]["lad"]), object_hook=lambda one: _shifted(one, shift))
    document = {
        "type": "Topology",
        "objects": {"utla": counties["objects"]["lad"], "ltla": moved},
        "arcs": [*counties["arcs"], *districts["arcs"]],
    }
    path = tmp_path / "areas.json"
    path.write_text(json.dumps(document), "utf-8")
    file = read(path)
    assert (file.tier, len(file.polygons)) == ("lower", 296)
    assert file.notes[0].startswith("areas.json has 2 layers of councils (ltla, utla): ltla is taken.")
    named = boundary_file.read(path, REGISTER, "utla")
    assert (named.tier, named.notes) == ("upper", ())
    on_day = boundaries.on(OF_2024, "upper", REGISTER, path, "utla")
    assert len(on_day) == len(boundaries.on(OF_2024, "upper", REGISTER))
    with pytest.raises(
        BoundaryProblem, match=r"polygons called 'lad' \(--boundaries-object\)\. It has utla, ltla"
    ):
        boundary_file.read(path, REGISTER, "lad")


def _shifted(member: dict[str, Any], by: int) -> dict[str, Any]:
    """A member of a topology whose lines stand further back in the list."""

    def shifted(arcs: Any) -> Any:
        if isinstance(arcs, list):
            return [shifted(arc) for arc in arcs]
        return arcs + by if arcs >= 0 else arcs - by  # one that runs backwards counts from -1 down

    return {**member, "arcs": shifted(member["arcs"])} if "arcs" in member else member


def test_a_topology_whose_lines_are_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    document = topology(as_given_out("AREACD"), quantized=False)
    path = tmp_path / "areas.json"
    path.write_text(json.dumps({**document, "arcs": document["arcs"][:5]}), "utf-8")
    with pytest.raises(BoundaryProblem) as problem:
        read(path)
    assert "\n" not in str(problem.value)


def test_lines_that_were_simplified_area_by_area_are_refused_with_what_to_take(tmp_path: Path) -> None:
    frame = as_given_out("LAD19CD")
    frame.geometry = frame.geometry.simplify(3000)
    with pytest.raises(BoundaryProblem, match=r"generalised to 20 metres \(BGC\)"):
        read(saved(frame, tmp_path / "areas.gpkg"))


def test_heights_are_left_out(tmp_path: Path) -> None:
    frame = as_given_out("LAD19CD")
    frame.geometry = geopandas.GeoSeries(shapely.force_3d(frame.geometry.to_numpy(), 7.0), crs=frame.crs)
    file = read(saved(frame, tmp_path / "areas.gpkg"))
    assert not shapely.has_z(file.polygons.geometry.to_numpy()).any()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BoundaryProblem, match=os.fspath(tmp_path)):
        read(tmp_path)
