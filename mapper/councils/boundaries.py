"""The polygons of England's councils on a day, as a valid coverage.

Terms:

- *base polygons*: the lower tier of 31 March 2019 in `boundaries/`; source: `boundaries/LICENCE.md`.
- *to fit*: polygons fit a day if each lies in the area of one council of that day. They are then dissolved into
  that day's areas along the register's successions, so that no second copy of a line is kept anywhere.

Coordinates are longitude and latitude (EPSG:4326). The tiers are explained in `tiers.py`.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import geopandas
import numpy as np
import shapely
from geopandas import GeoDataFrame

from mapper.councils import boundary_file
from mapper.councils.boundary_file import BoundaryFile
from mapper.councils.council import Council
from mapper.councils.crs import WGS84
from mapper.councils.register import Register
from mapper.councils.tiers import Tier
from mapper.errors import BoundaryProblem, RegisterProblem
from mapper.resources import BOUNDARIES
from mapper.words import abridged

BASE = BOUNDARIES / "districts-2019-03-31.geojson"
DECIMALS = 6
"""Digits written after the point: about 0.1 m, as RFC 7946 section 11.2 advises."""

_NO_DISTRICTS = "has no districts: the lower tier is drawn from what comes along."


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether the polygons of a file fit a tier of a day, and if not, a sentence that says why."""

    fits: bool
    why: str = ""


def on(
    day: date, tier: Tier, register: Register, source: Path | None = None, layer: str | None = None
) -> GeoDataFrame:
    """The polygons of a tier's councils on `day`: index `gss_code`, sorted; EPSG:4326.

    The columns are `name`, `council_type` and `geometry`. `source` is a file of polygons to use if it fits the day
    (see `fit`); otherwise the base polygons are used. `layer` is the layer or object of the file to take, if it was
    named.

    Raises BoundaryProblem if the register does not know the day, `source` is not a file of one day's polygons, or
    some council of that day would be without polygons.
    """
    councils = _councils_on(day, register)
    polygons = _polygons(day, tier, register, source, layer)
    areas, straddling = _areas(polygons.index, day, tier, register)
    if straddling:
        raise BoundaryProblem(
            f"There are no polygons of {day}: the base polygons of {_names(straddling)} lie in several councils "
            f"of that day. Give --boundaries a file of that day's polygons."
        )
    frame = _dissolved(polygons, areas)
    _require_all(councils, frame, day, tier)
    frame["name"] = [councils[code].name for code in frame.index]
    frame["council_type"] = [councils[code].type.value for code in frame.index]
    return frame[["name", "council_type", "geometry"]]


def fit(source: Path, day: date, tier: Tier, register: Register, layer: str | None = None) -> Fit:
    """Whether `on` uses the polygons of `source` for a tier of `day`.

    A file of the lower tier serves both tiers of a day or none, so that their lines agree. Raises
    BoundaryProblem if the register does not know the day, or `source` is not a file of one day's polygons.
    """
    _councils_on(day, register)
    file = _read(source, register, layer)
    if (file.tier, tier) == ("upper", "lower"):
        return Fit(False, f"{source.name} {_NO_DISTRICTS}")
    _, straddling = _areas(file.polygons.index, day, file.tier, register)
    return Fit(False, _misfit(source, [day], straddling)) if straddling else Fit(True)


def notes(
    source: Path, days: Iterable[date], register: Register, layer: str | None = None
) -> tuple[str, ...]:
    """What readers of the maps of these days should know about a file of polygons, a sentence each.

    Raises BoundaryProblem as `fit` does.
    """
    file, misfits = _read(source, register, layer), defaultdict[tuple[Council, ...], list[date]](list)
    for day in sorted(days):
        _councils_on(day, register)
        misfits[_areas(file.polygons.index, day, file.tier, register)[1]].append(day)
    what = f"{source.name}: {file.column} has the councils of {file.first_day} to {file.last_day}."
    told = [_misfit(source, found, straddling) for straddling, found in misfits.items() if straddling]
    if file.tier == "upper":
        told.insert(0, f"{source.name} {_NO_DISTRICTS}")
    return (what, *file.notes, *told)


def _misfit(source: Path, days: Sequence[date], straddling: Sequence[Council]) -> str:
    when = ", ".join(map(str, days))
    return (
        f"{source.name} does not fit {when}, when {_names(straddling)} lay in the areas of several councils: "
        f"{'that day is' if len(days) == 1 else 'those days are'} drawn from what comes along."
    )


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


def _councils_on(day: date, register: Register) -> dict[str, Council]:
    try:
        return {council.gss_code: council for council in register.on(day)}
    except RegisterProblem as problem:
        raise BoundaryProblem(f"There are no polygons of {day}. {problem}") from problem


def _require_all(councils: Mapping[str, Council], frame: GeoDataFrame, day: date, tier: Tier) -> None:
    lacking = [
        council
        for code, council in sorted(councils.items())
        if code not in frame.index and _area(council, tier) == (code,)
    ]
    if lacking:
        raise BoundaryProblem(
            f"There are no polygons of {_names(lacking)} on {day}. Expected in boundaries/councils.csv the "
            f"districts that they were, with {', '.join(c.gss_code for c in lacking[:5])} as successor."
        )


def _polygons(
    day: date, tier: Tier, register: Register, source: Path | None, layer: str | None
) -> GeoDataFrame:
    if source is not None and fit(source, day, tier, register, layer).fits:
        return _read(source, register, layer).polygons
    return _base()


@lru_cache(maxsize=1)
def _base() -> GeoDataFrame:
    return geopandas.read_file(BASE).set_index("gss_code").sort_index()


def _read(source: Path, register: Register, layer: str | None) -> BoundaryFile:
    """The file, read once as long as it does not change."""
    try:
        state = source.stat()
    except OSError as problem:
        raise BoundaryProblem(
            f"{source} cannot be read as a file of polygons: {problem.strerror}."
        ) from problem
    return _read_once(source, state.st_mtime_ns, state.st_size, register, layer)


@lru_cache(maxsize=1)
def _read_once(source: Path, changed: int, size: int, register: Register, layer: str | None) -> BoundaryFile:
    return boundary_file.read(source, register, layer)


def _areas(
    codes: Iterable[str], day: date, tier: Tier, register: Register
) -> tuple[dict[str, str], tuple[Council, ...]]:
    """The code of the tier's area on `day` for each polygon's code, and the councils that lie in several areas."""
    areas, straddling = dict[str, str](), []
    for code in codes:
        council = register.by_code(code)
        found = {area for serving in register.serving(council, day) for area in _area(serving, tier)}
        if len(found) == 1:
            areas[code] = found.pop()
        else:
            straddling.append(council)
    return areas, tuple(straddling)


def _area(council: Council, tier: Tier) -> tuple[str, ...]:
    """The code of the tier's area that a council's area is part of; a county has none in the lower tier."""
    if tier == "upper":
        return (council.county or council.gss_code,)
    return (council.gss_code,) if council.belongs_to("lower") else ()


def _dissolved(polygons: GeoDataFrame, areas: dict[str, str]) -> GeoDataFrame:
    """The polygons joined area by area; lines between different areas stay as they are, corner by corner."""
    owners = np.array([areas[code] for code in polygons.index])
    shapes = polygons.geometry.to_numpy()
    codes = sorted(set(owners))
    joined = [_union(shapes[owners == code]) for code in codes]
    return GeoDataFrame({"geometry": joined}, index=codes, crs=WGS84).rename_axis("gss_code")


def _union(shapes: np.ndarray) -> shapely.Geometry:
    return shapes[0] if len(shapes) == 1 else shapely.coverage_union_all(shapes)


def _names(councils: Sequence[Council]) -> str:
    return abridged([council.name for council in councils], 5)
