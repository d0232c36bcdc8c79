"""Every table, all years, in one workbook: `data/all.xlsx`.

Numbers and days are typed, and the heads stay in place. A table that has a file a year is one sheet with all years.
The same tables give the same bytes: the day of the build, which openpyxl writes, is taken out again.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from mapper.downloads import archive, words
from mapper.downloads.download import Columns, DataFile
from mapper.downloads.spreadsheet import unguarded
from mapper.measures.edition import Edition
from mapper.shelf import EMPTY, Shelf

_Cell = str | int | float | date | None

_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_WIDTHS: Mapping[str, int] = {"string": 22, "date": 12, "integer": 11, "number": 11}
_DAY = "yyyy-mm-dd"
_PROPERTIES = "docProps/core.xml"


def write(edition: Edition, files: Sequence[DataFile], shelf: Shelf = EMPTY) -> bytes:
    """The workbook: notes, what the columns mean, then a sheet for each table."""
    tables = [file for file in files if file.columns]
    notes = tuple(words.notes(edition, tables))
    made_from = (*notes, *(part for file in tables for part in (file.path, file.content().decode())))
    return shelf.kept("workbook", map(str.encode, made_from), partial(_workbook, notes, tables))


def _workbook(notes: Sequence[str], tables: Sequence[DataFile]) -> bytes:
    book = Workbook(write_only=True)
    _notes(book, notes)
    grouped = [(title, list(group)) for title, group in groupby(tables, key=_sheet_title)]
    sheets = {title: [file for name, of in grouped if name == title for file in of] for title, _ in grouped}
    _columns(book, {title: of[0].columns for title, of in sheets.items()})
    for title, of in sheets.items():
        _table(book, title, of)
    saved = io.BytesIO()
    book.save(saved)
    return _undated(saved)


def _sheet_title(file: DataFile) -> str:
    """The name of a table's sheet: that of its file without the year."""
    return re.sub(r"-\d{4}$", "", PurePosixPath(file.path).stem)


def _notes(book: Workbook, notes: Iterable[str]) -> None:
    sheet = book.create_sheet("notes")
    sheet.column_dimensions["A"].width = 110
    for paragraph in notes:
        cell = WriteOnlyCell(sheet, paragraph)
        cell.alignment = _WRAPPED
        sheet.append([cell])


def _columns(book: Workbook, columns: Mapping[str, Columns]) -> None:
    rows = ((title, one.name, one.type, one.description) for title, of in columns.items() for one in of)
    sheet = book.create_sheet("columns")
    _head(sheet, ("sheet", "column", "type", "meaning"), (14, 32, 10, 100))
    for row in rows:
        cells = [WriteOnlyCell(sheet, value) for value in row]
        cells[-1].alignment = _WRAPPED
        sheet.append(cells)


def _table(book: Workbook, title: str, files: Sequence[DataFile]) -> None:
    columns = files[0].columns
    sheet = book.create_sheet(title)
    _head(sheet, [column.name for column in columns], [_WIDTHS[column.type] for column in columns])
    types = [column.type for column in columns]
    for file in files:
        for row in _rows(file):
            cells = zip(row, types, strict=True)
            sheet.append([_written(sheet, _READERS[kind](cell) if cell else None) for cell, kind in cells])


def _rows(file: DataFile) -> Iterator[list[str]]:
    """The rows of a table, without its head."""
    rows = csv.reader(io.StringIO(file.content().decode(), newline=""), strict=True)
    next(rows)
    return rows


def _number(cell: str) -> int | float:
    return float(cell) if "." in cell or "e" in cell else int(cell)


_READERS: Mapping[str, Callable[[str], _Cell]] = {
    "string": unguarded,
    "integer": int,
    "number": _number,
    "date": date.fromisoformat,
}


def _head(sheet: Any, names: Iterable[str], widths: Iterable[int]) -> None:
    """The head, which stays in place, with the first column too."""
    sheet.freeze_panes = "B2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    cells = [WriteOnlyCell(sheet, name) for name in names]
    for cell in cells:
        cell.font = _BOLD
    sheet.append(cells)


def _written(sheet: Any, value: _Cell) -> Any:
    """The value as a cell: text that begins like a formula stays text, and a day is shown as the files have it."""
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = _DAY
        return cell
    if isinstance(value, str) and value.startswith("="):
        cell = WriteOnlyCell(sheet, value)
        cell.data_type = "s"
        return cell
    return value


def _undated(saved: io.BytesIO) -> bytes:
    with ZipFile(saved) as book:
        files = {name: book.read(name) for name in book.namelist()}
    files[_PROPERTIES] = re.sub(
        rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", b"", files[_PROPERTIES]
    )
    return archive.zipped(files)
