"""Tables as CSV that any spreadsheet opens and none runs.

The form is RFC 4180's: commas, lines that end in CR LF, cells quoted where needed; a missing value is empty.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from mapper.measures.column import Column, Source, Value

# What makes a spreadsheet take a text for a formula (OWASP, CSV injection); some take the wide forms as well.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> str:
    """The rows under a line of column names, each row's values in the order of `columns`."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[name]) for name in columns] for row in rows)
    return text.getvalue()


def table_of(columns: Sequence[Column[Source]], sources: Iterable[Source]) -> bytes:
    """The table of these columns, one row a source."""
    rows = ({column.name: column.written(column.value(source)) for column in columns} for source in sources)
    return to_csv([column.name for column in columns], rows).encode()


def _cell(value: Value) -> str | int | float:
    """The value; a text that a spreadsheet would run begins with an apostrophe.

    A whole number is written without a decimal point, as letters print it.
    """
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return "" if value is None else value
