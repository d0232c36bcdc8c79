"""A shapefile (ESRI's technical description, July 1998), read by GDAL in a folder of its own.

GDAL has dozens of drivers, some of which follow addresses. It is given nothing but three or four files with names of
our own, whose first bytes only the driver of shapefiles takes.
"""

import warnings
from pathlib import Path

import numpy as np
import pyogrio

from mapper.councils.polygon_files.layer import Layer, columns_of
from mapper.scratch import scratch

_DRIVER = "ESRI Shapefile"
_HEADER = 100
_RECORD_HEADER = 8
_LONGEST_PROJECTION = 64 * 1024


def layers(main: bytes, beside: dict[str, bytes], stem: str) -> list[Layer]:
    """The one layer of a shapefile, named `stem`; `beside` are its index, its table and its projection, by suffix.

    Raises ValueError, or what pyogrio raises where it cannot be read.
    """
    _require_index(main, beside.get(".shx", b""))
    with scratch("shapefile") as folder:
        path = folder / "areas.shp"
        path.write_bytes(main)
        for suffix, content in beside.items():
            if suffix != ".prj" or len(content) <= _LONGEST_PROJECTION:
                path.with_suffix(suffix).write_bytes(content)
        return [_layer(path, stem)]


def _require_index(main: bytes, index: bytes) -> None:
    """Raise ValueError if records share what they hold, so that a small file would be endless."""
    if not index:
        raise ValueError("its .shx, the index, is missing. Expected it beside the .shp")
    entries = index[_HEADER : len(index) - (len(index) - _HEADER) % 8]
    words = np.frombuffer(entries, dtype=">i4").reshape(-1, 2)[:, 1].astype(np.int64)
    if (words < 0).any() or int(words.sum()) * 2 + _RECORD_HEADER * len(words) + _HEADER > len(main):
        raise ValueError("its index (.shx) names more than the .shp has")


def _layer(path: Path, stem: str) -> Layer:
    about = pyogrio.read_info(path)
    if about["driver"] != _DRIVER:
        raise ValueError(f"it is of the format {about['driver']}. Expected {_DRIVER}")
    texts = [
        str(name) for name, kind in zip(about["fields"], about["dtypes"], strict=True) if kind == "object"
    ]
    with warnings.catch_warnings():
        # What is wrong with a geometry is found later, with the council's code.
        warnings.simplefilter("ignore", RuntimeWarning)
        frame = pyogrio.read_dataframe(path, columns=texts, force_2d=True, on_invalid="ignore")
    rows = (
        {name: value for name, value in zip(texts, row, strict=True) if isinstance(value, str)}
        for row in frame[texts].itertuples(index=False, name=None)
    )
    columns = columns_of(rows, map(str, about["fields"]))
    return Layer(stem, columns, frame.geometry.to_numpy(), str(about["crs"]) if about["crs"] else None)
