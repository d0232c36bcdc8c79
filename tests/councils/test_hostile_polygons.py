"""Files of polygons from a stranger: what makes a reader ask other hosts, open other files, or never come to an end."""

import json
import os
import socket
import sqlite3
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import shapely

from mapper.councils import boundary_file
from mapper.errors import BoundaryProblem
from tests.councils.polygon_files import REGISTER, as_given_out, saved

Spoil = Callable[[Path, str], None]


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A port on this machine that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def refusal(path: Path) -> str:
    with pytest.raises(BoundaryProblem) as problem:
        boundary_file.read(path, REGISTER)
    words = str(problem.value)
    assert words.startswith(str(path)) and "\n" not in words and len(words) < 2_000
    return words


def called(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def as_text(content: str) -> Spoil:
    def write(path: Path, url: str) -> None:
        path.write_text(content.replace("URL", url), encoding="utf-8")

    return write


def within_a_zip(content: str) -> Spoil:
    def write(path: Path, url: str) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("areas.json", content.replace("URL", url))

    return write


VIRTUAL = (
    '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/vsicurl/URL/a.json</SrcDataSource>'
    "</OGRVRTLayer></OGRVRTDataSource>"
)
LINKED = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "URL/e">]><gml:FeatureCollection '
    'xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink"><gml:featureMember>'
    '<a><gml:surfaceProperty xlink:href="URL/s"/>&e;</a></gml:featureMember></gml:FeatureCollection>'
)
PIPELINE = json.dumps(
    {"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read /vsicurl/URL/a"}
)
DISGUISED = PIPELINE.replace("{", '{"type": "FeatureCollection", "features": [], ', 1)


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (as_text(VIRTUAL), r"begins with b'<OGRVRTDataSourc'"),
        (within_a_zip(VIRTUAL), r"begins with b'<OGRVRTDataSourc'"),
        (as_text(LINKED), r"begins with b'<\?xml"),
        (as_text("URL/areas.geojson"), "begins with b'http"),
        (as_text("/vsicurl/URL/areas.geojson"), "begins with b'/vsicurl"),
        (as_text("PG:host=127.0.0.1 port=1"), "begins with b'PG:"),
        (as_text(PIPELINE), "JSON with the type 'gdal_streamed_alg'"),
        (as_text(DISGUISED), "JSON with the type 'gdal_streamed_alg'|none of its columns"),
        (as_text('{"features": [{"attributes": {}}], "spatialReference": {}}'), "JSON with no type"),
        (as_text("[" * 100_000), "neither GeoJSON"),
        (as_text('{"type": ' + "[" * 100_000), "cannot be read"),
    ],
    ids=range(11),
)
def test_what_leads_elsewhere_is_refused_and_not_followed(
    tmp_path: Path, listener: socket.socket, write: Spoil, message: str
) -> None:
    path = tmp_path / "areas.geojson"
    write(path, f"http://127.0.0.1:{listener.getsockname()[1]}")
    with pytest.raises(BoundaryProblem, match=message):
        boundary_file.read(path, REGISTER)
    assert not called(listener)


def collection(tmp_path: Path, crs: Any) -> Path:
    path = saved(as_given_out("LAD19CD", crs=4326), tmp_path / "areas.geojson")
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "crs": crs}), "utf-8")
    return path


@pytest.mark.parametrize(
    "name", ["http://127.0.0.1/crs", "+init=/etc/passwd:1", "EPSG:27700+5701", "/vsicurl/x"]
)
def test_a_coordinate_system_is_a_number_and_no_address(tmp_path: Path, name: str) -> None:
    assert "names the coordinate system" in refusal(
        collection(tmp_path, {"type": "name", "properties": {"name": name}})
    )


def test_a_coordinate_system_behind_a_link_is_not_fetched(tmp_path: Path, listener: socket.socket) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/crs"
    path = collection(tmp_path, {"type": "link", "properties": {"href": url, "type": "proj4"}})
    assert boundary_file.read(path, REGISTER).notes[0].startswith("areas.geojson does not say")
    assert not called(listener)


def test_a_coordinate_system_that_nobody_knows_is_named(tmp_path: Path) -> None:
    path = collection(tmp_path, {"type": "name", "properties": {"name": "EPSG:99999"}})
    assert "EPSG:99999, which is not known. Expected EPSG:4326 or EPSG:27700" in refusal(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "areas.geojson")
    assert "is no file" in refusal(tmp_path / "areas.geojson")


# A topology whose lines are named again and again, and other ways to grow.


def topology(**more: Any) -> dict[str, Any]:
    area = {"type": "Polygon", "arcs": [[0]], "properties": {"code": "E07000107"}}
    return {
        "type": "Topology",
        "arcs": [[[0, 52], [1, 52], [1, 53], [0, 52]]],
        "objects": {"areas": {"type": "GeometryCollection", "geometries": [area]}},
        **more,
    }


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (
            topology(
                arcs=[[[0, number] for number in range(9_000)]],
                objects={"areas": {"type": "Polygon", "arcs": [[0] * 9_000]}},
            ),
            "more than 10000000 points",
        ),
        (
            topology(objects={"a": {"type": "Polygon", "arcs": [[7]]}}),
            "an area names the line 7; there are 1",
        ),
        (
            topology(objects={"a": {"type": "Polygon", "arcs": [[-9]]}}),
            "an area names the line -9; there are 1",
        ),
        (topology(objects={"a": {"type": "Polygon", "arcs": [["0"]]}}), "Expected `int`"),
        (topology(arcs=[[[0], [1]]]), "fewer than two coordinates"),
        (topology(arcs={"0": []}), "Expected `array`"),
        (topology(transform={"scale": [0]}), "cannot be read"),
        (topology(), "Missing: E06000001"),
    ],
    ids=range(8),
)
def test_a_topology_that_is_none_is_refused(tmp_path: Path, document: Any, message: str) -> None:
    path = tmp_path / "areas.json"
    path.write_text(json.dumps(document), "utf-8")
    assert message in refusal(path)


def test_a_ring_that_does_not_close_is_not_closed_for_it(tmp_path: Path) -> None:
    frame = as_given_out("LAD19CD", crs=4326)
    arcs = [
        list(map(list, shape.exterior.coords))
        for part in frame.geometry
        for shape in shapely.get_parts([part])
    ]
    arcs[0].pop()
    owners = [
        code
        for code, part in zip(frame["LAD19CD"], frame.geometry, strict=True)
        for _ in shapely.get_parts([part])
    ]
    areas = [
        {"type": "Polygon", "arcs": [[number]], "properties": {"code": code}}
        for number, code in enumerate(owners)
    ]
    document = topology(arcs=arcs, objects={"areas": {"type": "GeometryCollection", "geometries": areas}})
    path = tmp_path / "areas.json"
    path.write_text(json.dumps(document), "utf-8")
    assert "with a line that does not close: E06000001" in refusal(path)


def test_each_row_with_a_column_of_its_own_stays_small(tmp_path: Path) -> None:
    rows = [
        {"type": "Feature", "geometry": None, "properties": {str(number): "x"}} for number in range(20_000)
    ]
    path = tmp_path / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), "utf-8")
    assert "none of its columns" in refusal(path)


# A GeoPackage is a database, and a database can compute.


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """One without the triggers that keep its index in step, whose functions only geographical programs have."""
    path = saved(as_given_out("LAD19CD"), tmp_path_factory.mktemp("package") / "areas.gpkg")
    with closing(sqlite3.connect(path)) as database, database:
        for (trigger,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            database.execute(f'DROP TRIGGER "{trigger}"')
    return path.read_bytes()


def changed(package: bytes, folder: Path, *statements: str) -> Path:
    path = folder / "areas.gpkg"
    path.write_bytes(package)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            database.execute(statement)
    return path


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        (
            [
                "ALTER TABLE areas RENAME TO others",
                "CREATE VIEW areas AS SELECT fid, geom, upper(LAD19CD) AS LAD19CD FROM others",
            ],
            "none of its columns (none)",
        ),
        (
            ["ALTER TABLE gpkg_contents RENAME TO c", f"CREATE VIEW gpkg_contents AS {ENDLESS}"],
            "cannot be read",
        ),
        (["DROP TABLE gpkg_geometry_columns"], "no such table"),
        (["UPDATE areas SET LAD19CD = 'E07000107'"], "Missing: E06000001"),
        (["UPDATE areas SET geom = x'4750'"], "missing, empty"),
        (
            ["UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 99999"],
            "EPSG:99999, which is not known",
        ),
    ],
    ids=range(6),
)
def test_what_a_database_computes_is_not_read(
    tmp_path: Path, package: bytes, statements: list[str], message: str
) -> None:
    assert message in refusal(changed(package, tmp_path, *statements))


def test_a_computed_column_is_left_out(tmp_path: Path, package: bytes) -> None:
    path = changed(
        package, tmp_path, "ALTER TABLE areas ADD COLUMN costly TEXT AS (hex(zeroblob(500000000)))"
    )
    assert boundary_file.read(path, REGISTER).column == "LAD19CD"


def test_geometries_nested_without_end_are_none(tmp_path: Path, package: bytes) -> None:
    """A reader that follows them runs out of its stack, which ends the process."""
    deep = struct.pack("<BII", 1, 6, 1) * 200_000
    path = changed(package, tmp_path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            "UPDATE areas SET geom = ? WHERE fid = 1", [b"GP\0\1" + struct.pack("<i", 27700) + deep]
        )
    assert "missing, empty or with a line that does not close: E06000001" in refusal(path)


def test_a_package_whose_changes_are_beside_it_is_refused(tmp_path: Path, package: bytes) -> None:
    path = changed(package, tmp_path)
    (tmp_path / "areas.gpkg-wal").write_bytes(b"changes")
    assert "changes in areas.gpkg-wal" in refusal(path)


def test_a_package_that_had_a_log_is_read(tmp_path: Path, package: bytes) -> None:
    path = changed(package, tmp_path, "PRAGMA journal_mode = WAL", "PRAGMA user_version = 10300")
    assert path.read_bytes()[18:20] == b"\2\2"
    assert len(boundary_file.read(path, REGISTER).polygons) == 326


def test_another_database_is_no_package(tmp_path: Path) -> None:
    path = tmp_path / "areas.gpkg"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE areas (LAD19CD TEXT)")
    assert "begins with b'SQLite format 3" in refusal(path)


# Shapefiles.


def test_an_index_that_names_one_record_again_and_again_is_refused(tmp_path: Path) -> None:
    path = saved(as_given_out("LAD19CD"), tmp_path / "areas.shp")
    index = path.with_suffix(".shx").read_bytes()
    path.with_suffix(".shx").write_bytes(index[:100] + index[100:108] * 500_000)
    assert "names more than the .shp has" in refusal(path)


def test_a_shapefile_without_its_index_is_refused(tmp_path: Path) -> None:
    path = saved(as_given_out("LAD19CD"), tmp_path / "areas.shp")
    path.with_suffix(".shx").unlink()
    assert ".shx, the index, is missing" in refusal(path)


@pytest.mark.parametrize("spoil", ["encrypted", "cut"])
def test_a_zip_that_cannot_be_unpacked_is_refused(tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "areas.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("areas.json", json.dumps(topology()))
    content = bytearray(path.read_bytes())
    if spoil == "encrypted":
        content[6] |= 1
        content[content.index(b"PK\x01\x02") + 8] |= 1
    else:
        content[40:60] = bytes(20)
    path.write_bytes(content)
    assert "cannot be" in refusal(path)
