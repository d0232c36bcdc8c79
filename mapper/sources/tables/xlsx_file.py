"""An XLSX workbook as grids, a sheet each: values as they are seen, formulas by the result that was kept."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl.reader.excel import ExcelReader

from mapper.errors import UnreadableTable
from mapper.letters.layouts.numbers import looks_like_a_figure
from mapper.sources.tables import archive, sheet_marks
from mapper.sources.tables.grid import MERGED, UNCALCULATED, Grid, column_letters, one_line
from mapper.sources.tables.limits import MOST_COLUMNS, MOST_ROWS
from mapper.sources.tables.sheet_marks import Area, SheetMarks
from mapper.words import abridged, counted

# In a number format, text in quotes, or behind a backslash, is printed and means nothing.
_LITERAL = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]")

# A title across a page has some twenty cells. Beyond this, merging is a trick.
_MOST_MERGED = 20_000


def grids(file: str, content: bytes) -> tuple[Grid, ...]:
    """The sheets that are not hidden. Raises UnreadableTable if the workbook cannot be read, or is a trap."""
    parts = archive.opened(file, content)
    try:
        archive.require_plain(file, parts)
        with warnings.catch_warnings():
            # The library warns of styles and validations that it does not know; no value depends on them.
            warnings.simplefilter("ignore")
            return tuple(_sheets(file, content, parts))
    except UnreadableTable:
        raise
    except Exception as error:  # whatever a broken workbook makes the library raise
        raise UnreadableTable(
            "damaged",
            f"{file} cannot be read as a workbook ({type(error).__name__}: {error}). Open it in a spreadsheet and save "
            "it again, as XLSX or CSV.",
        ) from error


def _sheets(file: str, content: bytes, parts: zipfile.ZipFile) -> Iterator[Grid]:
    reader = ExcelReader(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    reader.read()
    paths = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    about = [f"{file} carries macros; they were not run."] if archive.has_macros(parts) else []
    worksheets = reader.wb.worksheets
    hidden = [sheet.title for sheet in worksheets if sheet.sheet_state != "visible"]
    if hidden:
        about.append(f"{file}: hidden and not read: {abridged([f'sheet “{title}”' for title in hidden], 5)}.")
    for sheet in worksheets:
        if sheet.title not in hidden:
            with parts.open(paths[sheet.title].lstrip("/")) as stream:
                marks = sheet_marks.marks_of(stream)
            yield _grid(file, sheet, marks, about)
            about = []
    if about:
        raise UnreadableTable("no-header", f"{file} has no sheet that can be seen. {' '.join(about)}")


def _grid(file: str, sheet: Any, marks: SheetMarks, about: Sequence[str]) -> Grid:
    sheet.reset_dimensions()  # what a file says of its own size is often wrong
    rows: list[list[str]] = []
    for number, cells in enumerate(sheet.iter_rows()):
        filled = max((place for place, cell in enumerate(cells, 1) if cell.value is not None), default=0)
        if number >= MOST_ROWS and not filled:
            continue  # a format that reaches to the last row of all
        if number >= MOST_ROWS or filled > MOST_COLUMNS:
            raise UnreadableTable(
                "too-large",
                f"{file}, sheet “{sheet.title}”, has more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns. A table "
                "of all councils has some 400 rows: cut out what belongs to it.",
            )
        rows.append([_text(cell) for cell in cells[:MOST_COLUMNS]])
    for row, column in marks.uncalculated:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = UNCALCULATED
    _spread(rows, marks.merged)
    notes = (*about, *_notes(f"{file}, sheet “{sheet.title}”", marks))
    return Grid(file, sheet.title, tuple(map(tuple, rows)), notes)


def _text(cell: Any) -> str:
    """A cell's value as it is written; a number with a percent sign in its format has one in the text."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if "%" in _LITERAL.sub("", cell.number_format or ""):
            return f"{_number(100 * value)}%"
        return _number(value)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return one_line(str(value))


def _number(value: float) -> str:
    """The number with at most eight decimals: beyond them is the noise of binary fractions."""
    return f"{value:.8f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _spread(rows: list[list[str]], areas: Sequence[Area]) -> None:
    """Write the label of merged cells into each of them; a figure in merged cells is made unreadable.

    A label that lies over several columns is about each of them. A figure that does is the figure of none.
    """
    room = _MOST_MERGED
    for area in areas:
        if area.top >= len(rows) or area.left >= len(rows[area.top]):
            continue
        text = rows[area.top][area.left]
        if not text:
            continue
        if looks_like_a_figure(text) and not any(letter.isalpha() for letter in text):
            rows[area.top][area.left] = f"{text} ({MERGED})"
            continue
        for row in rows[area.top : area.bottom + 1]:
            row += [""] * (min(area.right + 1, MOST_COLUMNS) - len(row))
            for column in range(area.left, min(area.right + 1, MOST_COLUMNS)):
                row[column] = text
                room -= 1
            if room < 0:
                return


def _notes(where: str, marks: SheetMarks) -> Iterator[str]:
    if marks.hidden_rows:
        rows = abridged([str(row + 1) for row in sorted(marks.hidden_rows)], 5)
        yield f"{where}: hidden, and read like all others: row {rows}."
    if marks.hidden_columns:
        columns = abridged([column_letters(column) for column in sorted(marks.hidden_columns)], 5)
        yield f"{where}: hidden, and read like all others: column {columns}."
    if marks.formulas:
        formulas = counted(marks.formulas, "cell has a formula", "cells have formulas")
        yield f"{where}: {formulas}; read as last calculated, not calculated again."
