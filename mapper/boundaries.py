"""The polygons of England's councils on a day, as a coverage: no overlap, no gap, common edges shared.

Terms:

- *lower tier*: districts, and the councils that do the work of both tiers (metropolitan, London, unitary).
- *upper tier*: counties, each dissolved from its districts, and the same councils that do both tiers' work.
- *base polygons*: the lower tier of 31 March 2019 in `boundaries/`; source: `boundaries/LICENCE.md`.

Everything here is longitude and latitude on WGS 84 (EPSG:4326).
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

import geopandas
import numpy as np
import pyogrio.errors
import shapely
from geopandas import GeoDataFrame

from mapper.councils import Council, load_register
from mapper.errors import BoundaryProblem, RegisterProblem
from mapper.resources import BOUNDARIES

Tier = Literal["lower", "upper"]

CRS = "EPSG:4326"
BASE = BOUNDARIES / "districts-2019-03-31.geojson"
DECIMALS = 6
"""Digits written after the point: about 0.1 m, as RFC 7946 section 11.2 advises."""

# Columns that hold GSS codes: ours, and those of the Office for National Statistics such as LAD19CD.
_CODE_COLUMN = re.compile(r"gss_code|(?:LAD|CTYUA|CTY)\d\dCD", re.IGNORECASE)


def on(day: date, tier: Tier, source: Path | None = None) -> GeoDataFrame:
    """The polygons of a tier's councils on `day`.

    Index: `gss_code`, sorted; columns `name`, `council_type` and `geometry`; EPSG:4326. `source` is a file
    of polygons to take in place of the base polygons. Raises BoundaryProblem, naming all that is wrong, if
    the polygons are not exactly those of the register's councils on that day, or are no valid coverage.
    """
    path = source or BASE
    polygons = _base() if source is None else _read(source)
    councils = _councils_on(day)
    parts = _parts(set(polygons.index), councils, tier, f"{path}: the polygons do not fit {day}")
    frame = polygons.dissolve(by=[_area(parts[code], tier) for code in polygons.index], method="coverage")
    frame["name"] = [councils[code].name for code in frame.index]
    frame["council_type"] = [councils[code].type.value for code in frame.index]
    return frame.rename_axis("gss_code")[["name", "council_type", "geometry"]]


def to_geojson(frame: GeoDataFrame) -> bytes:
    """The polygons as an RFC 7946 FeatureCollection, one feature a line; the same frame gives the same bytes.

    `frame` is as `on` returns it. Outer rings run anticlockwise (RFC 7946, section 3.1.6).
    """
    features = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {"gss_code": code, "name": name, "council_type": council_type},
                "geometry": _geometry(polygon),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for code, name, council_type, polygon in frame[["name", "council_type", "geometry"]].itertuples()
    ]
    lines = ",\n".join(features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def _geometry(polygon: shapely.Geometry) -> object:
    text = shapely.to_geojson(shapely.orient_polygons(polygon))
    return json.loads(text, parse_float=lambda number: round(float(number), DECIMALS))


def _councils_on(day: date) -> dict[str, Council]:
    try:
        return {council.gss_code: council for council in load_register().on(day)}
    except RegisterProblem as problem:
        raise BoundaryProblem(f"There are no polygons of {day}. {problem}") from problem


@lru_cache(maxsize=1)
def _base() -> GeoDataFrame:
    return _read(BASE)


def _read(path: Path) -> GeoDataFrame:
    """England's polygons of a file, indexed by `gss_code`, in EPSG:4326. Raises BoundaryProblem."""
    try:
        frame = geopandas.read_file(path)
    except (pyogrio.errors.DataSourceError, OSError) as problem:
        raise BoundaryProblem(f"{path} cannot be read as a file of polygons: {problem}") from problem
    columns = [column for column in frame.columns if _CODE_COLUMN.fullmatch(str(column))]
    if len(columns) != 1 or "geometry" not in frame:
        raise BoundaryProblem(
            f"{path}: expected polygons and one column of GSS codes (gss_code, or such as LAD19CD); "
            f"found the columns {', '.join(frame.columns)}."
        )
    if frame.crs is None:
        raise BoundaryProblem(f"{path} does not say its coordinate system. Expected EPSG:4326 or EPSG:27700.")
    english = frame[frame[columns[0]].astype(str).str.startswith("E")].to_crs(CRS)
    polygons = english.set_index(columns[0]).rename_axis("gss_code")[["geometry"]]
    repeated = sorted(set(polygons.index[polygons.index.duplicated()]))
    if repeated:
        raise BoundaryProblem(
            f"{path} has more than one row for {_listed(repeated)}. Expected one a council."
        )
    faults = "; ".join(_faults(polygons))
    if faults:
        raise BoundaryProblem(f"{path}: {faults}. Expected one valid polygon a council, with shared edges.")
    return polygons


def _parts(found: set[str], councils: dict[str, Council], tier: Tier, what: str) -> dict[str, Council]:
    """The councils whose polygons were found; those of the lower tier make up the upper one too."""
    lower = {code: council for code, council in councils.items() if council.tier != "upper"}
    upper = {code: council for code, council in councils.items() if council.tier != "lower"}
    choices = (lower, upper) if tier == "upper" else (lower,)
    parts = min(choices, key=lambda choice: len(found ^ choice.keys()))
    if found != parts.keys():
        missing = [f"{code} {parts[code].name}" for code in sorted(parts.keys() - found)]
        raise BoundaryProblem(
            f"{what}. Missing: {_listed(missing)}. "
            f"No council of that day: {_listed(sorted(found - parts.keys()))}. "
            "Choose a day that the polygons fit, or a file of that day's polygons."
        )
    return parts


def _listed(items: Sequence[str], most: int = 30) -> str:
    """The items in a sentence; a wrong file can lack hundreds, so only the first are spelt out."""
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return ", ".join(items[:most]) + more or "none"


def _area(council: Council, tier: Tier) -> str:
    """The code of the area that the council's polygon is part of in the tier."""
    return council.county if tier == "upper" and council.county else council.gss_code


def _faults(frame: GeoDataFrame) -> Iterator[str]:
    """What keeps polygons from being a valid coverage of areas."""
    polygons = frame.geometry.to_numpy()
    for fault, bad in (
        ("missing or empty", shapely.is_missing(polygons) | shapely.is_empty(polygons)),
        ("no polygon", ~np.isin(shapely.get_type_id(polygons), (3, 6))),
        ("crosses itself", ~shapely.is_valid(polygons)),
    ):
        if bad.any():
            yield f"{fault}: {_listed(frame.index[bad])}"
            return
    if not shapely.coverage_is_valid(polygons):
        uneven = ~shapely.is_empty(shapely.coverage_invalid_edges(polygons))
        yield f"edges differ from a neighbour's: {_listed(frame.index[uneven])}"
