"""Polygons as a GeoPackage (OGC 12-128), which geographical programs open as it is."""

from collections.abc import Iterable
from pathlib import Path

import pyogrio
from geopandas import GeoDataFrame

from mapper.scratch import scratch

# The format has a day on which a layer was changed. It is never that of the build, so that the same polygons give the
# same bytes: the first day that archives know, as in the archive of everything.
_DAY = "1980-01-01T00:00:00.000Z"
_APPLIED = "OGR_CURRENT_DATE"


def to_geopackage(layers: Iterable[tuple[str, GeoDataFrame]], notice: str = "") -> bytes:
    """The layers with their names, in their order; the same frames give the same bytes.

    The frames are in EPSG:4326; their index becomes the first column. `notice` becomes the description of each layer.
    """
    before = pyogrio.get_gdal_config_option(_APPLIED)
    pyogrio.set_gdal_config_options({_APPLIED: _DAY})
    try:
        with scratch("polygons") as folder:
            path = folder / "polygons.gpkg"
            for name, frame in layers:
                _add(path, name, frame, notice)
            return path.read_bytes()
    finally:
        pyogrio.set_gdal_config_options({_APPLIED: before})


def _add(path: Path, name: str, frame: GeoDataFrame, notice: str) -> None:
    index = frame.index.name
    table = frame.reset_index(drop=index in frame.columns)
    columns = [index, *(column for column in table.columns if column != index)]
    pyogrio.write_dataframe(
        table[columns],
        path,
        layer=name,
        driver="GPKG",
        append=path.exists(),
        geometry_type="MultiPolygon",
        promote_to_multi=True,
        layer_options={"IDENTIFIER": name, "DESCRIPTION": notice},
    )
