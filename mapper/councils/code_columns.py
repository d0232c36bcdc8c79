"""Which column of a file of polygons has the councils' GSS codes: told by its values, whatever its name.

Those who publish such files call it LAD24CD, AREACD, CODE or id. A file can have several columns of codes, such as that
of the county beside that of the district, and several layers.
"""

import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyogrio

from mapper.councils.register import Register
from mapper.councils.vintages import Vintage, nearest

_GSS_CODE = re.compile(r"[A-Z]\d{8}")


@dataclass(frozen=True, slots=True)
class CodeColumn:
    """A column of codes: its layer, name and number of rows, its codes of England, and whose they most likely are."""

    layer: str
    name: str
    rows: int
    codes: frozenset[str]
    vintage: Vintage


def code_columns(dataset: str, layers: Iterable[str], register: Register) -> list[CodeColumn]:
    """Every column of codes of these layers, the one that fits councils best first.

    Of columns that fit as well, districts come before counties, and otherwise the file's own order is kept.
    """
    found = [column for layer in layers for column in _columns(dataset, layer, register)]
    return sorted(found, key=lambda column: (column.vintage.distance, column.vintage.tier != "lower"))


def _columns(dataset: str, layer: str, register: Register) -> Iterator[CodeColumn]:
    """The columns of a layer in which every value is a GSS code, or empty."""
    with warnings.catch_warnings():
        # What is wrong with a geometry is found when geometries are read.
        warnings.simplefilter("ignore", RuntimeWarning)
        table = pyogrio.read_dataframe(dataset, layer=layer, read_geometry=False)
    for name in table.columns:
        values = {str(value).strip() for value in table[name].dropna()} - {""}
        if values and all(map(_GSS_CODE.fullmatch, values)):
            english = frozenset(value for value in values if value.startswith("E"))
            yield CodeColumn(layer, str(name), len(table), english, nearest(english, register))
