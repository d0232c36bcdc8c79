"""Every council of a year: `data/councils-<year>.csv`, a row for each council with every figure and rate."""

from mapper.downloads.spreadsheet import to_csv
from mapper.measures.edition import Edition
from mapper.measures.table import COLUMNS, written


def write(edition: Edition) -> bytes:
    """The councils of the edition's only year as CSV, sorted by GSS code."""
    (joined,) = edition.years
    names = [column.name for column in COLUMNS]
    rows = written(joined.table).itertuples(index=False, name=None)
    return to_csv(names, (dict(zip(names, row, strict=True)) for row in rows)).encode()
