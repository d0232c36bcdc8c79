"""Where a figure of a data table stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of a data table.

    Parameters
    ----------
    file
        The name of the file.
    sheet
        The name of the sheet; empty in a CSV file, which has none.
    row, column
        As a spreadsheet counts them: rows from 1, columns from A.
    heading
        The heading of the column, as it stands there.
    printed
        The text of the cell.
    """

    file: str
    sheet: str
    row: int
    column: str
    heading: str
    printed: str

    def __str__(self) -> str:
        sheet = f", sheet “{self.sheet}”" if self.sheet else ""
        return f"{self.file}{sheet}, row {self.row}, column {self.column}"
