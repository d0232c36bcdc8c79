"""Every council of a year: `data/councils-<year>.csv`, one row a council with every figure and rate."""

from mapper.downloads.spreadsheet import to_csv
from mapper.measures.edition import Edition
from mapper.measures.table import COLUMNS, written


def write(edition: Edition) -> bytes:
    """The table of the councils of the edition's one year as CSV, by code."""
    (joined,) = edition.years
    names = [column.name for column in COLUMNS]
    rows = written(joined.table).itertuples(index=False, name=None)
    return to_csv(names, (dict(zip(names, row, strict=True)) for row in rows)).encode()
