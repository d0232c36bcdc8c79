"""The polygons as a GeoPackage, and the tables described for CSV on the Web."""

import json
import sqlite3
from pathlib import Path

import geopandas
import pyogrio
import pytest

from mapper.downloads.catalogue import data_files
from mapper.review.report import ILLUSTRATIVE_NOTICE
from tests.editions import KENT, MIDDLESBROUGH, kent_and_tees
from tests.readings import DARTFORD

PATH = "data/councils-2019-polygons.gpkg"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("geopackage") / "polygons.gpkg"
    path.write_bytes(data_files(kent_and_tees(real=False))[PATH])
    return path


def test_it_has_a_layer_a_tier_with_the_polygons_of_the_geojson(package: Path) -> None:
    assert [name for name, _ in pyogrio.list_layers(package)] == ["lower", "upper"]
    files = data_files(kent_and_tees(real=False))
    for tier in ("lower", "upper"):
        layer = geopandas.read_file(package, layer=tier).set_index("gss_code")
        collection = json.loads(files[f"data/councils-2019-{tier}.geojson"])
        codes = [feature["properties"]["gss_code"] for feature in collection["features"]]
        assert list(layer.index) == codes
        assert layer.crs == "EPSG:4326"
        assert layer.geometry.is_valid.all()
    assert KENT in codes


def test_numbers_are_numbers_and_what_is_not_stated_is_empty(package: Path) -> None:
    layer = geopandas.read_file(package, layer="lower").set_index("gss_code")
    assert layer.loc[DARTFORD, "received_total"] == 14
    assert layer["received_total"].dtype.kind == layer["compliance_rate"].dtype.kind == "f"  # with gaps
    assert layer["received_total"].isna()[MIDDLESBROUGH]
    assert layer.loc[DARTFORD, "received_adult_care_services"] == 0


def test_every_layer_says_that_figures_are_invented(package: Path) -> None:
    with sqlite3.connect(package) as opened:
        said = opened.execute("select description from gpkg_contents").fetchall()
    opened.close()
    assert said == [(ILLUSTRATIVE_NOTICE,)] * 2


def test_the_day_in_it_is_never_that_of_the_build(package: Path) -> None:
    with sqlite3.connect(package) as opened:
        (days,) = zip(*opened.execute("select last_change from gpkg_contents").fetchall(), strict=True)
    opened.close()
    assert {day[:4] for day in days} == {"1980"}


def test_the_tables_are_described_beside_them_with_the_columns_that_they_have() -> None:
    files = data_files(kent_and_tees())
    described = json.loads(files["data/csv-metadata.json"])
    tables = {f"data/{table['url']}": table["tableSchema"]["columns"] for table in described["tables"]}
    assert set(tables) == {name for name in files if name.endswith(".csv")}
    for name, columns in tables.items():
        head = files[name].split(b"\r\n")[0].decode().split(",")
        assert [column["titles"] for column in columns] == head
        assert {column["datatype"] for column in columns} <= {"string", "integer", "number", "date"}
