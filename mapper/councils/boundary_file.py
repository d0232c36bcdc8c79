"""A file of polygons as the Office for National Statistics gives them out: recognised, checked, made light.

Terms:

- *vintage*: the days whose councils' codes the file has; it is told by the codes, not by the file's name.
- *to mend*: to make polygons a coverage (see `boundaries.py`) whose lines cross or miss one another by a few
  metres, as lines drawn for each area by itself do.
- *England*: the rows whose code begins with E; a file of the whole United Kingdom may be given as it is.

Formats: GeoJSON, GeoPackage and shapefile, each also in a zip. Areas and lengths are measured in metres on the
British National Grid (EPSG:27700).
"""

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyogrio
import pyogrio.errors
import shapely
from geopandas import GeoDataFrame

from mapper.councils.council import Council
from mapper.councils.register import Register
from mapper.councils.tiers import TIERS, Tier
from mapper.errors import BoundaryProblem

CRS = "EPSG:4326"
GRID = "EPSG:27700"

MOST_BYTES = 100 * 1024**2
"""The largest file that is read, unpacked. Finer ones take minutes and show nothing more on a map of England."""

MOST_POINTS = 12_000
"""The corners that the page can afford for the lower tier: as many as the polygons that come along have."""

UNTIDY = 20
"""Metres: gaps and overlaps narrower than this are mended; wider ones are wrong, not untidy.

The ONS's generalised boundaries (BGC) are drawn to 20 metres.
"""

SMALLEST_ISLAND = 1e6
"""Square metres: islands smaller than this, a dot of less than a millimetre, are left out of a finer file."""

_FIRST_TOLERANCE = 50.0
_TOLERANCE_STEP = 1.1
_LAST_TOLERANCE = 5_000.0

_DRIVERS = ("GeoJSON", "GPKG", "ESRI Shapefile")
_SUFFIXES = (".geojson", ".json", ".gpkg", ".shp")

# Columns of GSS codes: ours, and the ONS's, such as LAD24CD and CTYUA23CD; best first where a file has several.
_CODE_COLUMNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (r"gss_code", r"(?:LAD|LTLA)\d\dCD", r"(?:CTYUA|UTLA)\d\dCD", r"CTY\d\dCD")
)

# Where England lies, with a margin: west, south, east, north.
_ENGLAND = {CRS: (-7.0, 49.5, 2.2, 56.2), GRID: (50_000.0, -20_000.0, 680_000.0, 680_000.0)}


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
    polygons, mending = _coverage(path, on_grid)
    light, lightening = _light(polygons)
    frame = GeoDataFrame({"geometry": light}, index=england.index, crs=GRID).to_crs(CRS)
    told = (*notes, *mending, *lightening)
    return BoundaryFile(path, tier, column, first_day, last_day, frame, told)


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
        raise BoundaryProblem(f"{path} has more than one row for {listed(repeated)}. Expected one a council.")
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
            f"{tier}-tier councils of {first_day}. Missing: {listed(missing)}. No council of that day: "
            f"{listed(sorted(found - councils.keys()))}. Take a file with every council of England of one day."
        )
    later = [day for day in register.changes if day > first_day]
    return tier, first_day, later[0] - timedelta(days=1) if later else register.known.last_day


def _codes(councils: Sequence[Council], tier: Tier) -> dict[str, Council]:
    away = "upper" if tier == "lower" else "lower"
    return {council.gss_code: council for council in councils if council.tier != away}


def listed(items: Sequence[str], most: int = 30) -> str:
    """The items in a sentence; a wrong file can lack hundreds, so only the first are spelt out."""
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return ", ".join(items[:most]) + more or "none"


def _on_grid(path: Path, driver: str, england: GeoDataFrame) -> tuple[GeoDataFrame, tuple[str, ...]]:
    """The polygons in metres; what the file does not say of its coordinates is told by their size."""
    stated, alike = england.crs, _looks_like(england)
    # GeoJSON that says nothing is taken for degrees by its readers, whatever its numbers are.
    silent = stated is None or (driver == "GeoJSON" and stated == CRS and alike == GRID)
    if silent and alike is not None:
        note = f"{path.name} does not say its coordinate system: its numbers are those of {alike}."
        return england.set_crs(alike, allow_override=True).to_crs(GRID), (note,)
    if stated is not None and _looks_like(england.to_crs(CRS)) == CRS:
        return england.to_crs(GRID), ()
    west, south, east, north = england.total_bounds
    says = (
        f"says that its coordinates are {_name(stated)}" if stated else "does not say its coordinate system"
    )
    advice = f" They look like {alike}." if alike else ""
    raise BoundaryProblem(
        f"{path} {says}, where x {west:g} to {east:g} and y {south:g} to {north:g} are not England.{advice} "
        f"Expected {CRS} or {GRID}."
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


def _coverage(path: Path, england: GeoDataFrame) -> tuple[np.ndarray, tuple[str, ...]]:
    """The polygons as a valid coverage, mended if that moves next to nothing."""
    polygons = england.geometry.to_numpy()
    for fault, bad in unusable(polygons):
        raise BoundaryProblem(f"{path}: {fault}: {listed(england.index[bad])}. Expected a polygon a council.")
    faults = tuple(faults_of(polygons, UNTIDY))
    if not faults:
        return polygons, ()
    sound = shapely.make_valid(polygons, method="structure", keep_collapsed=False)
    mended = shapely.coverage_clean(sound, gap_width=UNTIDY)
    moved = _moved(sound, mended)
    if moved.any() or tuple(faults_of(mended)):
        words = "; ".join(f"{fault}: {listed(england.index[bad])}" for fault, bad in faults)
        raise BoundaryProblem(
            f"{path}: {words}. Mending would move lines of {listed(england.index[moved], most=5)} by more than "
            f"{UNTIDY} metres. Expected valid polygons that share their edges."
        )
    number = int(np.any([bad for _, bad in faults], axis=0).sum())
    return mended, (f"Mended the lines of {number} areas, none by more than {UNTIDY} metres.",)


def _moved(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Which areas gained or lost a piece that is too wide to be mere untidiness."""
    moved: np.ndarray = ~shapely.equals_identical(shapely.normalize(before), shapely.normalize(after))
    difference = shapely.symmetric_difference(before[moved], after[moved])
    moved[moved] = ~shapely.is_empty(shapely.buffer(difference, -UNTIDY / 2))
    return moved


def unusable(polygons: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """The first thing that nothing can mend, and whom it concerns."""
    for fault, bad in (
        (
            "missing, empty or with a line that does not close",
            shapely.is_missing(polygons) | shapely.is_empty(polygons),
        ),
        ("no polygon", ~np.isin(shapely.get_type_id(polygons), (3, 6))),
    ):
        if bad.any():
            yield fault, bad
            return


def faults_of(polygons: np.ndarray, gap_width: float = 0.0) -> Iterator[tuple[str, np.ndarray]]:
    """What keeps polygons from being a valid coverage, and whom each fault concerns.

    Gaps narrower than `gap_width` (in the unit of the coordinates) are faults; without it no gap is.
    """
    crossing = ~shapely.is_valid(polygons)
    if crossing.any():
        yield "crosses itself", crossing
    if not shapely.coverage_is_valid(polygons, gap_width):
        uneven = shapely.coverage_invalid_edges(polygons, gap_width)
        yield "edges differ from a neighbour's", ~shapely.is_empty(uneven)


def _light(polygons: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """The polygons with no more corners than a page can afford, still a coverage.

    Neighbours keep sharing their edges, and no council disappears: each keeps its largest part.
    """
    before = _points(polygons)
    if before <= MOST_POINTS:
        return polygons, ()
    light, tolerance = _without_islets(polygons), _FIRST_TOLERANCE
    while _points(light) > MOST_POINTS and tolerance < _LAST_TOLERANCE:
        light = shapely.coverage_simplify(light, tolerance)
        tolerance *= _TOLERANCE_STEP
    return light, (f"Simplified for the page: {_points(light)} corners of {before}.",)


def _points(polygons: np.ndarray) -> int:
    return int(shapely.get_num_coordinates(polygons).sum())


def _without_islets(polygons: np.ndarray) -> np.ndarray:
    """Leave out small parts that border on nothing; never a council's largest part."""
    parts, owners = shapely.get_parts(polygons, return_index=True)
    areas = shapely.area(parts)
    largest = np.zeros(len(polygons))
    np.maximum.at(largest, owners, areas)
    small = np.flatnonzero((areas < SMALLEST_ISLAND) & (areas < largest[owners]))
    islets, others = shapely.STRtree(parts).query(parts[small], predicate="intersects")
    bordering = np.unique(islets[owners[small[islets]] != owners[others]])
    kept = np.ones(len(parts), dtype=bool)
    kept[np.delete(small, bordering)] = False
    return np.array(
        [_joined(parts[kept & (owners == council)]) for council in range(len(polygons))], dtype=object
    )


def _joined(parts: np.ndarray) -> shapely.Geometry:
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(list(parts))
