"""What a sheet's own XML says that its values do not: hidden rows and columns, merged cells, formulas.

The library that reads the values row by row keeps none of this.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element, iterparse

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]*)")
_FEW = 50_000


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, its edges included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class SheetMarks:
    """The marks of one sheet; rows, columns and cells are counted from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    formulas: int = 0
    uncalculated: set[tuple[int, int]] = field(default_factory=set)


def marks_of(stream: IO[bytes]) -> SheetMarks:
    """The marks of a sheet, read part by part. Raises ParseError if it is not well-formed."""
    marks, row, column = SheetMarks(), -1, -1
    # No part with a document type comes here, so that there is no entity to expand (see `archive.py`).
    for event, element in iterparse(stream, events=("start", "end")):  # noqa: S314
        name = element.tag.rpartition("}")[2]
        if event == "start":
            if name == "row":
                row, column = int(element.get("r", row + 2)) - 1, -1
                if _is_true(element.get("hidden")):
                    marks.hidden_rows.add(row)
            continue
        if name == "c":
            row, column = _cell(marks, element, row, column)
        elif name == "col" and _is_true(element.get("hidden")):
            first, last = int(element.get("min", 1)), int(element.get("max", 1))
            marks.hidden_columns.update(range(first - 1, min(last, first + 500)))
        elif name == "mergeCell" and len(marks.merged) < _FEW:
            marks.merged += list(_area(element.get("ref", "")))
        if name in ("c", "row", "mergeCell"):
            element.clear()
    return marks


def _cell(marks: SheetMarks, cell: Element, row: int, column: int) -> tuple[int, int]:
    """Note the cell's formula, and return its place; the reference may be missing."""
    found = _REFERENCE.fullmatch(cell.get("r", ""))
    place = (int(found[2]) - 1, _column(found[1])) if found else (row, column + 1)
    names = {child.tag.rpartition("}")[2]: child.text for child in cell}
    if "f" in names:
        marks.formulas += 1
        if not names.get("v"):
            marks.uncalculated.add(place)
    return place


def _area(reference: str) -> Iterator[Area]:
    corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
    if len(corners) == 2 and corners[0] and corners[1]:
        (left, top), (right, bottom) = ((_column(c[1]), int(c[2]) - 1) for c in corners if c)
        yield Area(top, left, bottom, right)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")
