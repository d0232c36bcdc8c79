"""A column of a table: what it is called, what it means, and how its value is found."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from mapper.downloads.spreadsheet import Value, to_csv

Row = dict[str, Value]
Source = TypeVar("Source")

COUNCIL_TYPES = ("county", "district", "metropolitan", "london", "unitary")


@dataclass(frozen=True)
class Column(Generic[Source]):
    """A column of a table.

    Parameters
    ----------
    type
        The type of its values, as Frictionless calls it.
    value
        Finds the value of one row in what the row is made from; None is an empty cell.
    choices
        All values that the column may have; empty where they are not limited.
    """

    name: str
    type: str
    description: str
    value: Callable[[Source], Value]
    choices: tuple[str, ...] = ()


Columns = tuple[Column[Any], ...]


def row(columns: Sequence[Column[Source]], source: Source) -> Row:
    """One row, by the names of the columns."""
    return {column.name: column.value(source) for column in columns}


def table(columns: Sequence[Column[Source]], sources: Iterable[Source]) -> bytes:
    """The table as CSV, one row a source."""
    return to_csv([column.name for column in columns], (row(columns, source) for source in sources)).encode()
