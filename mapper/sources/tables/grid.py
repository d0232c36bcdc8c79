"""A sheet as rows of text, whatever file it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass

UNCALCULATED = "a formula without a result"
"""The text of a cell whose formula no program has calculated."""

MERGED = "merged cells"
"""What is added to the text of a figure that lies in several cells, so that it belongs to none of them."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet of a data table.

    Parameters
    ----------
    file
        The name of the file, as reports call it.
    sheet
        The name of the sheet; empty in a CSV file.
    rows
        The text of the cells; a cell without content is an empty string. A label that lies in several cells stands in
        each of them. Rows may differ in length.
    notes
        Sentences on what a reader of the sheet cannot see, or might mistake.
    """

    file: str
    sheet: str
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The sheet in words."""
        return f"{self.file}, sheet “{self.sheet}”" if self.sheet else self.file

    def text(self, row: int, column: int) -> str:
        """The text of a cell, both counted from 0; empty beyond the end of its row."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def column(self, column: int, first: int, last: int) -> Iterator[str]:
        """The texts of a column in the rows from `first` to before `last`."""
        return (self.text(row, column) for row in range(first, last))


def column_letters(column: int) -> str:
    """The name of a column in a spreadsheet: 0 is "A", 26 is "AA"."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def one_line(text: str) -> str:
    """The text without line breaks, repeated spaces and characters that are not seen."""
    visible = text.replace("\N{ZERO WIDTH NO-BREAK SPACE}", "").replace("\N{SOFT HYPHEN}", "")
    return " ".join(visible.split())
