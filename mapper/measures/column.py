"""A column of a published table: its name, type, description and value, each given once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Value = str | int | float | None
"""The value of a cell; None is a missing value, never zero."""

Source = TypeVar("Source")
"""The record that a row is made from."""

Whole = TypeVar("Whole")
"""A record that holds one."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Source]):
    """A column, as the tables, the map and the description of the data package use it.

    Parameters
    ----------
    name, type, description
        The field descriptor of a Frictionless table schema.
    value
        Takes the value of a cell from the record of its row.
    choices
        All values that can occur; empty where any can.
    decimals
        The most digits after the point in files; None for no limit. The value itself is not rounded.
    """

    name: str
    type: Literal["string", "integer", "number", "date"]
    description: str
    value: Callable[[Source], Value]
    choices: tuple[str, ...] = ()
    decimals: int | None = None

    def within(self, name: str, title: str, record: Callable[["Whole"], Source | None]) -> "Column[Whole]":
        """The column for rows that hold this one's record or none; `title` stands before the description."""

        def value(whole: "Whole") -> Value:
            return None if (one := record(whole)) is None else self.value(one)

        return Column(name, self.type, f"{title}: {self.description}", value, self.choices, self.decimals)

    def written(self, value: Value) -> Value:
        """The value as files have it: a fraction rounded to `decimals`."""
        return (
            round(value, self.decimals) if isinstance(value, float) and self.decimals is not None else value
        )
