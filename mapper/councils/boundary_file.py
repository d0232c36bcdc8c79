"""A file of polygons as the Office for National Statistics publishes them: recognised, checked, made light.

Terms:

- *vintage*: the days whose councils' codes the file has. It is told by the codes, not by the file's name.
- *England*: the rows whose code begins with E. A file of the whole United Kingdom will do.

Formats: GeoJSON, GeoPackage and shapefile, each also in a zip.
"""

import re
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyogrio
import pyogrio.errors
from geopandas import GeoDataFrame

from mapper.councils import coverage
from mapper.councils.council import Council
from mapper.councils.coverage import UNTIDY
from mapper.councils.crs import BRITISH_GRID, WGS84
from mapper.councils.register import Register
from mapper.councils.tiers import TIERS, Tier
from mapper.errors import BoundaryProblem
from mapper.words import abridged

MOST_BYTES = 100 * 1024**2
"""The largest file that is read, unpacked. Finer ones take minutes and show nothing more on a map of England."""

_DRIVERS = ("GeoJSON", "GPKG", "ESRI Shapefile")
_SUFFIXES = (".geojson", ".json", ".gpkg", ".shp")

# Columns of GSS codes: ours, and the ONS's, such as LAD24CD and CTYUA23CD; best first where a file has several.
_CODE_COLUMNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (r"gss_code", r"(?:LAD|LTLA)\d\dCD", r"(?:CTYUA|UTLA)\d\dCD", r"CTY\d\dCD")
)

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


def read(path: Path, register: Register) -> BoundaryFile:
    """Read a file of polygons of one of the register's vintages, and make it light enough for a page.

    Raises BoundaryProblem, in one line, where it is no such file.
    """
    dataset = _dataset(path)
    layer, column, driver = _layer(path, dataset)
    england = _england(path, column, _frame(path, dataset, layer, column))
    tier, first_day, last_day = _vintage(path, column, set(england.index), register)
    on_grid, notes = _on_grid(path, driver, england)
    polygons, mended = _mended(path, on_grid)
    polygons, simplified = _simplified(polygons)
    frame = GeoDataFrame({"geometry": polygons}, index=england.index, crs=BRITISH_GRID).to_crs(WGS84)
    return BoundaryFile(path, tier, column, first_day, last_day, frame, (*notes, *mended, *simplified))


def _dataset(path: Path) -> str:
    """What to open: the file, or the one file of polygons in a zip. Refuses what is too large to read."""
    try:
        if not zipfile.is_zipfile(path):
            _require_size(path, path.stat().st_size)
            return str(path)
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (OSError, zipfile.BadZipFile) as problem:
        raise _unreadable(path, problem) from problem
    _require_size(path, sum(member.file_size for member in members))
    found = [
        m.filename for m in members if m.filename.lower().endswith(_SUFFIXES) and "__MACOSX" not in m.filename
    ]
    if len(found) != 1:
        raise BoundaryProblem(
            f"{path}: expected one file of polygons in the zip ({', '.join(_SUFFIXES)}), found {len(found)}. "
            "Unpack it and name the file."
        )
    return f"/vsizip/{path.resolve()}/{found[0]}"


def _require_size(path: Path, size: int) -> None:
    if size > MOST_BYTES:
        raise BoundaryProblem(
            f"{path} is of {size / 1e6:.0f} MB; files of up to {MOST_BYTES / 1e6:.0f} MB are read. Take the same "
            "boundaries generalised: the ONS marks them BGC, BSC or BUC."
        )
    if size == 0:
        raise BoundaryProblem(f"{path} is empty. Expected polygons of councils.")


def _layer(path: Path, dataset: str) -> tuple[str, str, str]:
    """The layer that has polygons and codes, its column of codes, and the format."""
    seen: list[str] = []
    try:
        for layer in pyogrio.list_layers(dataset)[:, 0]:
            info = pyogrio.read_info(dataset, layer=layer)
            if info["driver"] not in _DRIVERS:
                raise BoundaryProblem(
                    f"{path} is of the format {info['driver']}. Expected {', '.join(_DRIVERS)}."
                )
            columns = _code_columns(info["fields"])
            if len(columns) == 1 and info["geometry_type"] is not None:
                return str(layer), columns[0], info["driver"]
            seen.extend(map(str, info["fields"]))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as problem:
        raise _unreadable(path, problem) from problem
    raise BoundaryProblem(
        f"{path}: expected polygons and one column of GSS codes (gss_code, or such as LAD24CD or CTYUA23CD); "
        f"found the columns {', '.join(seen) or 'none'}."
    )


def _code_columns(fields: Sequence[str]) -> list[str]:
    """The columns of the best kind that there is."""
    for kind in _CODE_COLUMNS:
        columns = [str(field) for field in fields if kind.fullmatch(str(field))]
        if columns:
            return columns
    return []


def _frame(path: Path, dataset: str, layer: str, column: str) -> GeoDataFrame:
    try:
        with warnings.catch_warnings():
            # What is wrong with a geometry is found below, with the council's code.
            warnings.simplefilter("ignore", RuntimeWarning)
            return pyogrio.read_dataframe(
                dataset, layer=layer, columns=[column], force_2d=True, on_invalid="ignore"
            )
    except (pyogrio.errors.DataSourceError, pyogrio.errors.GeometryError, ValueError) as problem:
        raise _unreadable(path, problem) from problem


def _unreadable(path: Path, problem: Exception) -> BoundaryProblem:
    words = " ".join(str(problem).split())
    return BoundaryProblem(f"{path} cannot be read as a file of polygons: {words}")


def _england(path: Path, column: str, frame: GeoDataFrame) -> GeoDataFrame:
    """England's rows, one a code, sorted; in the file's own coordinates."""
    codes = frame[column].astype(str).str.strip()
    english = frame[codes.str.startswith("E")].set_index(codes[codes.str.startswith("E")])
    if english.empty:
        raise BoundaryProblem(
            f"{path}: none of the {len(frame)} codes in {column} is of England (E06 to E10). "
            "Expected the councils of England, or of the whole United Kingdom."
        )
    repeated = sorted(set(english.index[english.index.duplicated()]))
    if repeated:
        raise BoundaryProblem(f"{path} has more than one row for {_first(repeated)}. Expected one a council.")
    return english.rename_axis("gss_code").sort_index()[["geometry"]]


def _vintage(path: Path, column: str, found: set[str], register: Register) -> tuple[Tier, date, date]:
    """The tier and the first and last day of the councils that have exactly these codes."""
    candidates = [(first_day, tier) for first_day in register.changes for tier in TIERS]
    distances = [len(found ^ _codes(register.on(day), tier).keys()) for day, tier in candidates]
    nearest = distances.index(min(distances))
    first_day, tier = candidates[nearest]
    if distances[nearest]:
        councils = _codes(register.on(first_day), tier)
        missing = [f"{code} {councils[code].name}" for code in sorted(councils.keys() - found)]
        raise BoundaryProblem(
            f"{path}: its codes ({column}) are those of no day since {register.known.first_day}; nearest are the "
            f"{tier}-tier councils of {first_day}. Missing: {_first(missing)}. No council of that day: "
            f"{_first(sorted(found - councils.keys()))}. Take a file with every council of England of one day."
        )
    later = [day for day in register.changes if day > first_day]
    return tier, first_day, later[0] - timedelta(days=1) if later else register.known.last_day


def _codes(councils: Sequence[Council], tier: Tier) -> dict[str, Council]:
    return {council.gss_code: council for council in councils if council.belongs_to(tier)}


def _on_grid(path: Path, driver: str, england: GeoDataFrame) -> tuple[GeoDataFrame, tuple[str, ...]]:
    """The polygons in metres; what the file does not say of its coordinates is told by their size."""
    stated, alike = england.crs, _looks_like(england)
    # GeoJSON that says nothing is taken for degrees by its readers, whatever its numbers are.
    silent = stated is None or (driver == "GeoJSON" and stated == WGS84 and alike == BRITISH_GRID)
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
    unusable = coverage.unusable(polygons)
    if unusable:
        codes = _first(england.index[unusable.where])
        raise BoundaryProblem(f"{path}: {unusable.what}: {codes}. Expected a polygon a council.")
    faults = coverage.faults(polygons, UNTIDY)
    if not faults:
        return polygons, ()
    mended, moved = coverage.mend(polygons)
    if moved.any() or coverage.faults(mended):
        words = "; ".join(f"{fault.what}: {_first(england.index[fault.where])}" for fault in faults)
        raise BoundaryProblem(
            f"{path}: {words}. Mending would move lines of {_first(england.index[moved], most=5)} by more than "
            f"{UNTIDY} metres. Expected valid polygons that share their edges."
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
