"""Tables as CSV that spreadsheets open without running any formula.

The format is that of RFC 4180: commas, lines that end in CR LF, cells quoted where needed. A missing value is empty.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from mapper.measures.column import Column, Source, Value

# Spreadsheets take text that begins with these for a formula (OWASP, CSV injection), some also the full-width forms.
# Where lists are written with semicolons, as in most of Europe, a cell also begins after each of those.
_FORMULA = "[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_UNGUARDED = re.compile(f"(?:(?<=;)|\\A)(?={_FORMULA})")
_GUARDED = re.compile(f"(?:(?<=;)|\\A)'(?={_FORMULA})")


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> str:
    """A line of column names, then the rows, with their values in the order of `columns`."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[name]) for name in columns] for row in rows)
    return text.getvalue()


def table_of(columns: Sequence[Column[Source]], sources: Iterable[Source]) -> bytes:
    """The table of these columns as CSV, with a row for each record of `sources`."""
    rows = ({column.name: column.written(column.value(source)) for column in columns} for source in sources)
    return to_csv([column.name for column in columns], rows).encode()


def unguarded(cell: str) -> str:
    """The text of a cell of such a table, without the apostrophe that keeps a spreadsheet from running it."""
    return _GUARDED.sub("", cell)


def _cell(value: Value) -> str | int | float:
    """The value as it is written; an apostrophe precedes what a spreadsheet would take for a formula.

    A whole number is written without a decimal point, as letters print it.
    """
    if isinstance(value, str):
        return _UNGUARDED.sub("'", value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return "" if value is None else value
