"""Files of polygons as others give them out: GeoJSON, TopoJSON, GeoPackage and shapefile, each also in a zip.

A file may come from a stranger. Its form is told by its first bytes; no driver is tried, no address followed, nothing
read beyond its own bytes.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pyogrio.errors
from shapely.errors import GEOSException

from mapper.councils.polygon_files import geojson, geopackage, shapefile
from mapper.councils.polygon_files.content import MOST_BYTES, Content, content_of
from mapper.councils.polygon_files.layer import Layer
from mapper.errors import BoundaryProblem

__all__ = ["MOST_BYTES", "PolygonFile", "opened"]

_UNREADABLE = (
    *(OSError, ValueError, OverflowError, RecursionError, MemoryError, msgspec.DecodeError, sqlite3.Error),
    *(
        GEOSException,
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyogrio.errors.GeometryError,
    ),
)


@dataclass(frozen=True, slots=True)
class PolygonFile:
    """The layers of a file, in its own order, and its format: GeoJSON, TopoJSON, GeoPackage or shapefile."""

    format: str
    layers: list[Layer]


def opened(path: Path) -> PolygonFile:
    """Read a file of polygons. Raises BoundaryProblem, in one line, where it cannot be read as one."""
    try:
        return _read(content_of(path), path.stem)
    except _UNREADABLE as problem:
        words = " ".join(str(problem).split()) or type(problem).__name__
        raise BoundaryProblem(f"{path} cannot be read as a file of polygons: {words}") from problem


def _read(content: Content, stem: str) -> PolygonFile:
    if content.form == "JSON":
        return PolygonFile(*geojson.layers(content.main, stem))
    if content.form == "GeoPackage":
        return PolygonFile(content.form, geopackage.layers(content.main, MOST_BYTES))
    return PolygonFile(content.form, shapefile.layers(content.main, content.beside, stem))
