"""The polygons of a year with the figures of each council, as a GeoPackage: a layer for each tier."""

from mapper.councils import geopackage
from mapper.councils.tiers import TIERS
from mapper.measures.edition import Edition
from mapper.measures.joined import join_statistics
from mapper.measures.table import COLUMNS, written
from mapper.review.report import ILLUSTRATIVE_NOTICE

# Numbers with gaps: without a type of their own they would be written as text.
_TYPES = {"integer": "Int64", "number": "Float64"}


def write(edition: Edition) -> bytes:
    """The layers of the edition's only year, each with the row of each council as its typed columns."""
    (joined,) = edition.years
    types = {column.name: _TYPES[column.type] for column in COLUMNS if column.type in _TYPES}
    table = written(joined.table)
    table = table.astype({name: kind for name, kind in types.items() if name in table.columns})
    layers = ((tier, join_statistics(joined.frames[tier], table)) for tier in TIERS)
    return geopackage.to_geopackage(layers, ILLUSTRATIVE_NOTICE if edition.illustrative else "")
