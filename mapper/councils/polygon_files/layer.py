"""A layer of a file of polygons: what its rows say, and their geometries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

_LONGEST = 64
"""Characters of a value that are kept. A GSS code has nine."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Rows with a geometry each.

    `columns` has, by name and by row, the text of each value that is there; empty values are left out, so that a file
    in which every row has columns of its own stays small. `geometries` is an array of shapely geometries or None, a
    row each. `crs` is the coordinate system that the file names, None if it names none.
    """

    name: str
    columns: Mapping[str, Mapping[int, str]]
    geometries: np.ndarray
    crs: str | None


def columns_of(rows: Iterable[Mapping[str, object]], names: Iterable[str] = ()) -> dict[str, dict[int, str]]:
    """The columns of rows that have values by name; those that are named are there even where they are empty."""
    columns: dict[str, dict[int, str]] = {name: {} for name in names}
    for number, row in enumerate(rows):
        for name, value in row.items():
            column = columns.setdefault(name, {})
            text = "" if value is None else str(value)[:_LONGEST].strip()
            if text:
                column[number] = text
    return columns
