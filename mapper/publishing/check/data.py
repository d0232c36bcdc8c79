"""Whether the data files are as the data package describes them, and polygons belong to listed councils."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from zipfile import BadZipFile, ZipFile

from mapper.downloads.archive import FOLDER as ARCHIVE_FOLDER
from mapper.downloads.catalogue import ARCHIVE
from mapper.downloads.council_files import FOLDER as COUNCILS_FOLDER
from mapper.downloads.figures import COLUMNS as FIGURE_COLUMNS
from mapper.publishing import FIGURES
from mapper.publishing.check.site import PACKAGE, Json, Site

_READERS: Mapping[str, Callable[[str], object]] = {
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
}


def package_problems(site: Site) -> Iterator[str]:
    """Differences between the data package, the files in `data/` and their rows."""
    package = site.documents.get(PACKAGE)
    if not isinstance(package, dict):
        yield f"{PACKAGE}: missing, or not JSON. Expected the description of the data files."
        return
    if site.notice and package.get("notice") != site.notice:
        yield f"{PACKAGE}: has no notice. Expected {site.notice!r}, as in the build report."
    described = {f"data/{resource['path']}": resource for resource in package.get("resources", [])}
    present = _data_files(site) - {PACKAGE, ARCHIVE}
    for name in sorted(described.keys() - present):
        yield f"{PACKAGE}: describes {name}, which is not there. Expected every file it describes."
    for name in sorted(present - described.keys()):
        yield f"{name}: is not described in {PACKAGE}. Expected every data file to be described."
    for name in sorted(site.tables.keys() & described.keys()):
        yield from _table_problems(site, name, described[name]["schema"]["fields"])


def geojson_problems(site: Site) -> Iterator[str]:
    """GeoJSON files that are malformed, lack the notice, or have a polygon for a council not listed for that year."""
    for name in sorted(name for name in site.files if name.endswith(".geojson")):
        collection = site.documents[name]
        if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
            yield f"{name}: is not a FeatureCollection. Expected GeoJSON."
            continue
        if site.notice and collection.get("notice") != site.notice:
            yield f"{name}: has no notice. Expected {site.notice!r}, as in the build report."
        table = f"{name.rpartition('-')[0]}.csv"
        codes = {row.get("gss_code") for row in site.rows(table)}
        drawn = {str(feature["properties"].get("gss_code")) for feature in collection["features"]}
        for code in sorted(drawn - {str(code) for code in codes}):
            yield f"{name}: has a polygon for {code}, which {table} does not list. Expected its row."


def archive_problems(site: Site) -> Iterator[str]:
    """Data files that the archive of everything lacks, or has otherwise than the site."""
    try:
        with ZipFile(site.root / ARCHIVE) as archive:
            held = {name.removeprefix(ARCHIVE_FOLDER): archive.read(name) for name in archive.namelist()}
    except (OSError, BadZipFile) as error:
        yield f"{ARCHIVE}: cannot be read ({error}). Expected an archive of all data files."
        return
    for name in sorted(_data_files(site) - {ARCHIVE}):
        if held.get(name.removeprefix("data/")) != (site.root / name).read_bytes():
            yield f"{ARCHIVE}: lacks {name}, or has another. Expected the very file of the site."


def _data_files(site: Site) -> set[str]:
    """The files in `data/` but for the page that lists them."""
    return {name for name in site.files if name.startswith("data/") and name not in site.pages}


def council_file_problems(site: Site) -> Iterator[str]:
    """Councils without a file of their own, and files that are malformed, lack the notice or other figures."""
    figures = Counter(row.get("gss_code") for row in site.rows(FIGURES))
    tables = (name for name in site.tables if name.startswith("data/councils-"))
    listed = {row.get("gss_code") for name in tables for row in site.rows(name)}
    for code in sorted(str(code) for code in listed | figures.keys()):
        name = f"{COUNCILS_FOLDER}{code}.json"
        document = site.documents.get(name)
        if not isinstance(document, dict) or not {"years", "together", "figures"} <= document.keys():
            yield f"{name}: missing, or lacks some of its parts. Expected years, together and figures."
            continue
        if site.notice and document.get("notice") != site.notice:
            yield f"{name}: has no notice. Expected {site.notice!r}, as in the build report."
        if len(document["figures"]) != figures[code]:
            yield f"{name}: has {len(document['figures'])} figures. Expected {figures[code]}, as in {FIGURES}."


def _table_problems(site: Site, name: str, fields: list[Json]) -> Iterator[str]:
    header, *rows = site.tables[name] or [[]]
    expected = [column["name"] for column in fields]
    if name == FIGURES and header != [column.name for column in FIGURE_COLUMNS]:
        wanted = ",".join(column.name for column in FIGURE_COLUMNS)
        yield f"{name}: its columns are {','.join(header)}. Expected {wanted}."
    if header != expected:
        yield f"{name}: its columns are {','.join(header)}. Expected {','.join(expected)}, as in {PACKAGE}."
        return
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            yield f"{name}, row {number}: {len(row)} cells. Expected {len(header)}."
            continue
        for column, cell in zip(fields, row, strict=True):
            fault = _cell_fault(column, cell)
            if fault:
                yield f"{name}, row {number}, {column['name']}: {cell!r}. Expected {fault}."


def _cell_fault(column: Json, cell: str) -> str | None:
    """What was expected of a cell, if it is anything else; an empty cell is a missing value, and always allowed."""
    if not cell:
        return None
    if column["type"] in _READERS and not _parses(_READERS[column["type"]], cell):
        return f"a {column['type']}"
    if column["type"] == "string" and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "text that no spreadsheet takes for a formula"
    choices = column.get("constraints", {}).get("enum")
    return f"one of {', '.join(choices)}" if choices and cell not in choices else None


def _parses(read: Callable[[str], object], cell: str) -> bool:
    try:
        read(cell)
    except ValueError:
        return False
    return True
