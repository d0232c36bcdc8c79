"""A CSV file as a grid: its encoding and its delimiter are found out, never assumed."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator

from mapper.errors import UnreadableTable
from mapper.sources.tables.grid import Grid, one_line
from mapper.sources.tables.limits import MOST_COLUMNS, MOST_ROWS

DELIMITERS = (",", ";", "\t", "|")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def grids(file: str, content: bytes, is_headed: Callable[[Grid], bool]) -> tuple[Grid, ...]:
    """The file as one grid, cut at the delimiter under which it is headed; by commas if there is none.

    Raises UnreadableTable if it is no text, or if two delimiters give a header.
    """
    text = decoded(file, content)
    tried, faults = [], []
    for delimiter in DELIMITERS:
        if delimiter in text:
            try:
                tried.append(_grid(file, text, delimiter))
            except csv.Error as error:
                faults.append(str(error))
    headed = [grid for grid in tried if is_headed(grid)]
    if len(headed) > 1:
        raise UnreadableTable(
            "no-header",
            f"{file}: it is not certain which character stands between the cells; more than one gives a header. "
            "Save it as a CSV file with commas.",
        )
    if not headed and faults:
        raise UnreadableTable(
            "damaged", f"{file} is no CSV file ({faults[0]}). Expected a table with a row for each council."
        )
    return tuple(headed or tried[:1] or [_grid(file, text, ",")])


def decoded(file: str, content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1252. Raises UnreadableTable if it is none of them."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableTable(
        "not-a-table",
        f"{file} is not text. Expected a data table as CSV (UTF-8, UTF-16 or Windows-1252) or XLSX.",
    )


def _encodings(content: bytes) -> Iterator[str]:
    """The encodings to try, in their order.

    UTF-16 without a mark shows by the zero byte in every second place of plain English text. Any bytes would be
    UTF-16, and nearly any Windows-1252, so these come where nothing else is possible.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            yield encoding
            return
    start = content[:1000]
    if start[1::2].count(0) > len(start) / 4:
        yield "utf-16-le"
    if start[0::2].count(0) > len(start) / 4:
        yield "utf-16-be"
    yield "utf-8"
    yield "cp1252"


def _grid(file: str, text: str, delimiter: str) -> Grid:
    rows: list[tuple[str, ...]] = []
    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
        if len(rows) == MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise UnreadableTable(
                "too-large",
                f"{file} has more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns. A table of all councils has "
                "some 400 rows: cut out what belongs to it.",
            )
        rows.append(tuple(map(one_line, cells)))
    return Grid(file, "", tuple(rows))
