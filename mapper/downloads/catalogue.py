"""The catalogue of downloads. To add a download, add an entry to `DOWNLOADS`.

The list of downloads on the site and the data package are derived from the entries.
"""

from functools import partial

from mapper.downloads import (
    archive,
    changes,
    comparisons,
    council_files,
    councils,
    csvw,
    figures,
    geopackage,
    package,
    polygons,
    provenance,
    residents,
    workbook,
)
from mapper.downloads.download import DataFile, Download, files_of
from mapper.measures.edition import Edition
from mapper.measures.table import COLUMNS
from mapper.shelf import EMPTY, Shelf

PACKAGE = "data/datapackage.json"
WORKBOOK = "data/all.xlsx"
ARCHIVE = "data/all.zip"


def downloads(edition: Edition, shelf: Shelf = EMPTY) -> tuple[DataFile, ...]:
    """The files that readers can download, in the order in which they are offered.

    The last two hold the others: a workbook with every table, and an archive of everything.
    """
    files = [file.kept() for file in (*files_of(DOWNLOADS, edition), *council_files.files(edition))]
    files.append(
        DataFile(
            WORKBOOK, "All tables, all years (XLSX)", partial(workbook.write, edition, tuple(files), shelf)
        ).kept()
    )
    return (
        *files,
        DataFile(ARCHIVE, "Everything, all years (ZIP)", partial(archive.write, edition, tuple(files))),
    )


def data_files(edition: Edition, shelf: Shelf = EMPTY) -> dict[str, bytes]:
    """The content of every download, by its path in the site; the same with or without a shelf."""
    return {file.path: file.content() for file in downloads(edition, shelf)}


def _described(edition: Edition) -> bytes:
    """The description of the data package: all files except itself, and the archive that holds it."""
    files = [file for file in downloads(edition) if file.path not in (PACKAGE, ARCHIVE)]
    return package.describe(edition, files)


def _tables(edition: Edition) -> bytes:
    """The description of the tables, as CSV on the Web has it."""
    return csvw.describe(edition, files_of(DOWNLOADS, edition))


DOWNLOADS: tuple[Download, ...] = (
    Download("data/figures.csv", "Every figure of every letter (CSV)", figures.write, figures.COLUMNS),
    Download(
        "data/comparisons.csv",
        "Every rate beside its type, single years and several together (CSV)",
        comparisons.write,
        comparisons.COLUMNS,
    ),
    Download(
        "data/residents.csv",
        "Complaints received and upheld for so many residents (CSV)",
        residents.write,
        residents.COLUMNS,
        is_there=residents.is_there,
    ),
    Download(
        "data/councils-{year}.csv",
        "Councils {year}, one row each, with every figure and rate (CSV)",
        councils.write,
        COLUMNS,
        key="gss_code",
    ),
    Download(
        "data/councils-{year}-lower.geojson",
        "Polygons {year} with figures: districts and single-tier councils (GeoJSON)",
        partial(polygons.write, tier="lower"),
    ),
    Download(
        "data/councils-{year}-upper.geojson",
        "Polygons {year} with figures: counties and single-tier councils (GeoJSON)",
        partial(polygons.write, tier="upper"),
    ),
    Download(
        "data/councils-{year}-polygons.gpkg",
        "Polygons {year} with figures: both in one file, a layer each (GeoPackage)",
        geopackage.write,
    ),
    Download(
        "data/build-report.json",
        "The build report: every file found (JSON)",
        lambda edition: edition.report.to_json(),
    ),
    Download(
        provenance.PATH,
        "Where every figure comes from: file, page and place on it, and how it was read (JSON)",
        provenance.write,
    ),
    Download(changes.PATH, "What changed since the site before (JSON)", changes.write),
    Download(csvw.PATH, "What the columns of the tables mean (CSV on the Web)", _tables),
    Download(PACKAGE, "What the columns mean (Frictionless data package)", _described),
)
"""The downloads in the order in which they are offered."""
