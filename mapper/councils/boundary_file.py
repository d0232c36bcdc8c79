"""A file of polygons as the Office for National Statistics publishes them: recognised, checked, made light.

Terms:

- *vintage*: the days whose councils' codes the file has. It is told by the codes, not by the file's name.
- *England*: the rows whose code begins with E. A file of the whole United Kingdom will do.

An area may have a row for each of its parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyproj.network
from geopandas import GeoDataFrame
from pyproj.exceptions import CRSError
from shapely.errors import GEOSException

from mapper.councils import coverage, polygon_files
from mapper.councils.code_columns import CodeColumn, code_columns
from mapper.councils.coverage import UNTIDY
from mapper.councils.crs import BRITISH_GRID, WGS84
from mapper.councils.polygon_files import PolygonFile
from mapper.councils.polygon_files.layer import Layer
from mapper.councils.register import Register
from mapper.councils.tiers import Tier
from mapper.errors import BoundaryProblem
from mapper.words import abridged

_FETCH = "mapper fetch boundaries --on DATE"

# Where England lies, with a margin: west, south, east, north.
_ENGLAND = {WGS84: (-7.0, 49.5, 2.2, 56.2), BRITISH_GRID: (50_000.0, -20_000.0, 680_000.0, 680_000.0)}


@dataclass(frozen=True)
class BoundaryFile:
    """England's polygons of one vintage, as a valid coverage.

    `polygons`: index `gss_code`, one column `geometry`, EPSG:4326. Those of the `lower` tier make up the upper
    one too. `column` held the codes; `first_day` and `last_day` are those of the vintage; `notes` are
    sentences on what was assumed and changed.
    """

    path: Path
    tier: Tier
    column: str
    first_day: date
    last_day: date
    polygons: GeoDataFrame
    notes: tuple[str, ...]


def read(path: Path, register: Register, layer: str | None = None) -> BoundaryFile:
    """Read a file of polygons of one of the register's vintages, and make it light enough for a page.

    Of several layers (of TopoJSON: objects) the one that is named is taken, or else the one that fits councils best.

    Raises BoundaryProblem, in one line, where it is no such file.
    """
    # Where a finer grid between two coordinate systems would have to be fetched, the one that is here will do.
    pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined]
    file = polygon_files.opened(path)
    column, noted = _column(path, file, register, layer)
    england = _england(path, column)
    _require_vintage(path, column)
    _require_polygons(path, england)
    on_grid, notes = _on_grid(path, file.format, england)
    polygons, mended = _mended(path, on_grid)
    polygons, simplified = _simplified(polygons)
    frame = GeoDataFrame({"geometry": polygons}, index=england.index, crs=BRITISH_GRID).to_crs(WGS84)
    days = column.vintage.first_day, column.vintage.last_day
    notes = (*noted, *notes, *mended, *simplified)
    return BoundaryFile(path, column.vintage.tier, column.name, *days, frame, notes)


def _column(
    path: Path, file: PolygonFile, register: Register, named: str | None
) -> tuple[CodeColumn, tuple[str, ...]]:
    """The column of codes, with its layer, that fits best; and a note if other layers fit as well."""
    layers = _layers(path, file.layers, named)
    found = code_columns(layers, register)
    if not found:
        names = [name for layer in layers for name in layer.columns]
        raise BoundaryProblem(
            f"{path}: expected polygons and a column of GSS codes, such as E07000107; none of its columns "
            f"({_first(names)}) has such codes and nothing else."
        )
    fitting = list(dict.fromkeys(one.layer.name for one in found if one.vintage.distance == 0))
    note = (
        f"{path.name} has {len(fitting)} layers of councils ({_first(fitting, 12)}): {found[0].layer.name} is taken. "
        "Another can be named with --boundaries-object."
    )
    return found[0], (note,) if len(fitting) > 1 else ()


def _layers(path: Path, there: Sequence[Layer], named: str | None) -> Sequence[Layer]:
    """The layers to look at. Raises BoundaryProblem if there is none of the name that was given."""
    taken = [layer for layer in there if named in (None, layer.name)]
    if named is not None and not taken:
        raise BoundaryProblem(
            f"{path} has no layer or object of polygons called '{named}' (--boundaries-object). It has "
            f"{_first([layer.name for layer in there], 12)}."
        )
    return taken


def _england(path: Path, column: CodeColumn) -> GeoDataFrame:
    """England's rows, one a code, sorted; in the file's own coordinates."""
    values = column.layer.columns[column.name]
    codes = {row: code for row, code in values.items() if code.startswith("E")}
    if not codes:
        raise BoundaryProblem(
            f"{path}: none of the {len(values)} codes in {column.name} is of England (E06 to E10). "
            "Expected the councils of England, or of the whole United Kingdom."
        )
    rows = {"gss_code": list(codes.values()), "geometry": column.layer.geometries[list(codes)]}
    try:
        return _whole(path, GeoDataFrame(rows, crs=column.layer.crs).set_index("gss_code").sort_index())
    except CRSError as problem:
        raise BoundaryProblem(
            f"{path} names the coordinate system {column.layer.crs}, which is not known. Expected {WGS84} or "
            f"{BRITISH_GRID}."
        ) from problem


def _whole(path: Path, england: GeoDataFrame) -> GeoDataFrame:
    """One row a code: the parts of an area are put together."""
    if england.index.is_unique:
        return england
    faults = coverage.unusable(england.geometry.to_numpy())
    if faults:
        raise BoundaryProblem(f"{path}: {faults.what}: {_first(sorted(set(england.index[faults.where])))}.")
    try:
        return england.dissolve(level="gss_code")
    except GEOSException as problem:
        repeated = sorted(set(england.index[england.index.duplicated()]))
        raise BoundaryProblem(
            f"{path}: the rows of {_first(repeated)} cannot be put together ({problem}). Expected one a council."
        ) from problem


def _require_vintage(path: Path, column: CodeColumn) -> None:
    """Raise BoundaryProblem unless these are exactly the codes of some day's councils."""
    vintage = column.vintage
    if vintage.distance:
        missing = [
            f"{code} {vintage.councils[code].name}" for code in sorted(vintage.councils.keys() - column.codes)
        ]
        raise BoundaryProblem(
            f"{path}: its codes ({column.name}) are those of no day that is known; nearest are the "
            f"{vintage.tier}-tier councils of {vintage.first_day}. Missing: {_first(missing)}. No council of that day: "
            f"{_first(sorted(column.codes - vintage.councils.keys()))}. Take a file with every council of England of "
            "one day."
        )


def _require_polygons(path: Path, england: GeoDataFrame) -> None:
    unusable = coverage.unusable(england.geometry.to_numpy())
    if unusable:
        codes = _first(england.index[unusable.where])
        raise BoundaryProblem(f"{path}: {unusable.what}: {codes}. Expected a polygon a council.")


def _on_grid(path: Path, form: str, england: GeoDataFrame) -> tuple[GeoDataFrame, tuple[str, ...]]:
    """The polygons in metres; what the file does not say of its coordinates is told by their size."""
    stated, alike = england.crs, _looks_like(england)
    # GeoJSON that says nothing is taken for degrees by its readers, whatever its numbers are.
    silent = stated is None or (form == "GeoJSON" and stated == WGS84 and alike == BRITISH_GRID)
    if form == "TopoJSON" and alike == WGS84:  # which knows no other
        return england.set_crs(WGS84, allow_override=True).to_crs(BRITISH_GRID), ()
    if silent and alike is not None:
        note = f"{path.name} does not say its coordinate system: its numbers are those of {alike}."
        return england.set_crs(alike, allow_override=True).to_crs(BRITISH_GRID), (note,)
    if stated is not None and _looks_like(england.to_crs(WGS84)) == WGS84:
        return england.to_crs(BRITISH_GRID), ()
    west, south, east, north = england.total_bounds
    says = (
        f"says that its coordinates are {_name(stated)}" if stated else "does not say its coordinate system"
    )
    advice = f" They look like {alike}." if alike else ""
    raise BoundaryProblem(
        f"{path} {says}, where x {west:g} to {east:g} and y {south:g} to {north:g} are not England.{advice} "
        f"Expected {WGS84} or {BRITISH_GRID}."
    )


def _name(crs: object) -> str:
    return (
        str(getattr(crs, "srs", crs)) if len(str(crs)) < 40 else str(getattr(crs, "name", "another system"))
    )


def _looks_like(england: GeoDataFrame) -> str | None:
    """The coordinate system in which these numbers span England, if there is one."""
    west, south, east, north = england.total_bounds
    for crs, (left, bottom, right, top) in _ENGLAND.items():
        within = left <= west and bottom <= south and east <= right and north <= top
        if within and north - south > (top - bottom) / 2:
            return crs
    return None


def _mended(path: Path, england: GeoDataFrame) -> tuple[np.ndarray, tuple[str, ...]]:
    """The polygons as a valid coverage, and a note if they were mended. Refuses what mending would move."""
    polygons = england.geometry.to_numpy()
    faults = coverage.faults(polygons, UNTIDY)
    if not faults:
        return polygons, ()
    mended, moved = coverage.mend(polygons)
    if moved.any() or coverage.faults(mended):
        words = "; ".join(f"{fault.what}: {_first(england.index[fault.where])}" for fault in faults)
        raise BoundaryProblem(
            f"{path}: {words}. Mending would move lines of {_first(england.index[moved], most=5)} by more than "
            f"{UNTIDY} metres. Expected valid polygons that share their edges. A file that was simplified area by area "
            f"has none: take the ONS's own, generalised to 20 metres (BGC), or fetch them with: {_FETCH}"
        )
    number = int(np.any([fault.where for fault in faults], axis=0).sum())
    return mended, (f"Mended the lines of {number} areas, none by more than {UNTIDY} metres.",)


def _simplified(polygons: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """The polygons light enough for a page, and a note if they were simplified."""
    simple = coverage.simplify(polygons)
    before, after = coverage.corners(polygons), coverage.corners(simple)
    return simple, (f"Simplified for the page: {after} corners of {before}.",) if after < before else ()


def _first(words: Sequence[str], most: int = 30) -> str:
    """The first words of a list; a wrong file can lack hundreds."""
    return abridged(words, most) or "none"
