"""The polygons of England's councils on a day, as a coverage: no overlap, no gap, common edges shared.

Terms:

- *lower tier*: districts, and the councils that do the work of both tiers (metropolitan, London, unitary).
- *upper tier*: counties, each dissolved from its districts, and the same councils that do both tiers' work.
- *base polygons*: the lower tier of 31 March 2019 in `boundaries/`; source: `boundaries/LICENCE.md`.
- *to fit*: polygons fit a day if each lies in the area of one council of that day. Then they are dissolved
  into that day's areas along the register's successions; no second copy of a line is kept anywhere.

Everything here is longitude and latitude on WGS 84 (EPSG:4326).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import geopandas
import numpy as np
import shapely
from geopandas import GeoDataFrame

from mapper.councils import boundary_file
from mapper.councils.boundary_file import CRS, BoundaryFile, listed
from mapper.councils.council import Council
from mapper.councils.register import load_register
from mapper.councils.tiers import Tier
from mapper.errors import BoundaryProblem, RegisterProblem
from mapper.resources import BOUNDARIES

BASE = BOUNDARIES / "districts-2019-03-31.geojson"
DECIMALS = 6
"""Digits written after the point: about 0.1 m, as RFC 7946 section 11.2 advises."""

_NO_DISTRICTS = "has no districts: the lower tier is drawn from what comes along."


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether the polygons of a file serve a tier of a day, and a sentence that says why not (else empty)."""

    fits: bool
    why: str = ""


def on(day: date, tier: Tier, source: Path | None = None) -> GeoDataFrame:
    """The polygons of a tier's councils on `day`.

    Index: `gss_code`, sorted; columns `name`, `council_type` and `geometry`; EPSG:4326. `source` is a file of
    polygons to take in place of the base polygons; where it does not fit (see `fit`), the base polygons are
    taken all the same. Raises BoundaryProblem if the register does not know the day, or `source` is no file
    of one day's polygons.
    """
    councils = _councils_on(day)
    polygons = _read(source).polygons if source is not None and fit(source, day, tier).fits else _base()
    areas, straddling = _areas(polygons.index, day, tier)
    if straddling:
        raise BoundaryProblem(
            f"There are no polygons of {day}: the base polygons of {_names(straddling)} lie in several councils "
            f"of that day. Give --boundaries a file of that day's polygons."
        )
    frame = _dissolved(polygons, areas)
    lacking = [
        c for code, c in sorted(councils.items()) if code not in frame.index and _area(c, tier) == (code,)
    ]
    if lacking:
        raise BoundaryProblem(
            f"There are no polygons of {_names(lacking)} on {day}. Expected in boundaries/councils.csv the "
            f"districts that they were, with {', '.join(c.gss_code for c in lacking[:5])} as successor."
        )
    frame["name"] = [councils[code].name for code in frame.index]
    frame["council_type"] = [councils[code].type.value for code in frame.index]
    return frame[["name", "council_type", "geometry"]]


def fit(source: Path, day: date, tier: Tier) -> Fit:
    """Whether `on` takes the polygons of `source` for a tier of `day`; else it takes the base polygons.

    A file of the lower tier serves both tiers of a day or none, so that their lines agree. Raises
    BoundaryProblem if the register does not know the day, or `source` is no file of one day's polygons.
    """
    _councils_on(day)
    file = _read(source)
    if (file.tier, tier) == ("upper", "lower"):
        return Fit(False, f"{source.name} {_NO_DISTRICTS}")
    _, straddling = _areas(file.polygons.index, day, file.tier)
    return Fit(False, _misfit(source, [day], straddling)) if straddling else Fit(True)


def _misfit(source: Path, days: Sequence[date], straddling: Sequence[Council]) -> str:
    when = ", ".join(map(str, days))
    return (
        f"{source.name} does not fit {when}, when {_names(straddling)} lay in the areas of several councils: "
        f"{'that day is' if len(days) == 1 else 'those days are'} drawn from what comes along."
    )


def notes(source: Path, days: Iterable[date]) -> tuple[str, ...]:
    """What a reader of a map of these days should know of a file of polygons, a sentence each.

    Raises BoundaryProblem as `fit` does.
    """
    file, misfits = _read(source), defaultdict[tuple[Council, ...], list[date]](list)
    for day in sorted(days):
        _councils_on(day)
        misfits[_areas(file.polygons.index, day, file.tier)[1]].append(day)
    what = f"{source.name}: {file.column} has the councils of {file.first_day} to {file.last_day}."
    told = [_misfit(source, found, straddling) for straddling, found in misfits.items() if straddling]
    if file.tier == "upper":
        told.insert(0, f"{source.name} {_NO_DISTRICTS}")
    return (what, *file.notes, *told)


def to_geojson(frame: GeoDataFrame, notice: str = "") -> bytes:
    """The polygons as an RFC 7946 FeatureCollection, one feature a line; the same frame gives the same bytes.

    `frame` is in EPSG:4326; its index and its columns are the properties. `notice` becomes a member of the
    collection. Outer rings run anticlockwise (RFC 7946, section 3.1.6).
    """
    table = frame.drop(columns="geometry")
    if frame.index.name not in table:
        table.insert(0, frame.index.name, frame.index)
    features = [
        _compact({"type": "Feature", "properties": properties, "geometry": _geometry(polygon)})
        for properties, polygon in zip(table.to_dict("records"), frame.geometry, strict=True)
    ]
    members = ['"type":"FeatureCollection"', *([f'"notice":{_compact(notice)}'] if notice else [])]
    lines = ",\n".join(features)
    return f'{{{",".join(members)},"features":[\n{lines}\n]}}\n'.encode()


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


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
    return geopandas.read_file(BASE).set_index("gss_code").sort_index()


def _read(source: Path) -> BoundaryFile:
    """The file, read once as long as it does not change."""
    try:
        state = source.stat()
    except OSError as problem:
        raise BoundaryProblem(
            f"{source} cannot be read as a file of polygons: {problem.strerror}."
        ) from problem
    return _read_once(source, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)
def _read_once(source: Path, changed: int, size: int) -> BoundaryFile:
    return boundary_file.read(source, load_register())


def _areas(codes: Iterable[str], day: date, tier: Tier) -> tuple[dict[str, str], tuple[Council, ...]]:
    """For each polygon's code that of the tier's area on `day` in which it lies; and those that lie in several."""
    register, areas, straddling = load_register(), dict[str, str](), []
    for code in codes:
        council = register.by_code(code)
        found = {area for relative in register.relatives(council, day) for area in _area(relative, tier)}
        if len(found) == 1:
            areas[code] = found.pop()
        else:
            straddling.append(council)
    return areas, tuple(straddling)


def _area(council: Council, tier: Tier) -> tuple[str, ...]:
    """The code of the tier's area that a council's area is part of; a county is no area of the lower tier."""
    if tier == "upper":
        return (council.county or council.gss_code,)
    return () if council.tier == "upper" else (council.gss_code,)


def _dissolved(polygons: GeoDataFrame, areas: dict[str, str]) -> GeoDataFrame:
    """The polygons joined area by area; lines between different areas stay as they are, corner by corner."""
    owners = np.array([areas[code] for code in polygons.index])
    shapes = polygons.geometry.to_numpy()
    codes = sorted(set(owners))
    joined = [_union(shapes[owners == code]) for code in codes]
    return GeoDataFrame({"geometry": joined}, index=codes, crs=CRS).rename_axis("gss_code")


def _union(shapes: np.ndarray) -> shapely.Geometry:
    return shapes[0] if len(shapes) == 1 else shapely.coverage_union_all(shapes)


def _names(councils: Sequence[Council]) -> str:
    return listed([council.name for council in councils], most=5)
