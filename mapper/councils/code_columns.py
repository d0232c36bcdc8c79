"""Which column of a file of polygons has the councils' GSS codes: told by its values, whatever its name.

Those who publish such files call it LAD24CD, AREACD, CODE or id. A file can have several columns of codes, such as that
of the county beside that of the district, and several layers.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mapper.councils.polygon_files.layer import Layer
from mapper.councils.register import Register
from mapper.councils.vintages import Vintage, nearest

_GSS_CODE = re.compile(r"[A-Z]\d{8}")


@dataclass(frozen=True, slots=True)
class CodeColumn:
    """A column of codes: its layer, its name, its codes of England, and whose they most likely are."""

    layer: Layer
    name: str
    codes: frozenset[str]
    vintage: Vintage


def code_columns(layers: Iterable[Layer], register: Register) -> list[CodeColumn]:
    """Every column of codes of these layers, the one that fits councils best first.

    Of columns that fit as well, districts come before counties, and otherwise the file's own order is kept.
    """
    found = [column for layer in layers for column in _columns(layer, register)]
    return sorted(found, key=lambda column: (column.vintage.distance, column.vintage.tier != "lower"))


def _columns(layer: Layer, register: Register) -> Iterator[CodeColumn]:
    """The columns of a layer in which every value is a GSS code, or empty."""
    for name, column in layer.columns.items():
        values = set(column.values())
        if values and all(map(_GSS_CODE.fullmatch, values)):
            english = frozenset(value for value in values if value.startswith("E"))
            yield CodeColumn(layer, name, english, nearest(english, register))
