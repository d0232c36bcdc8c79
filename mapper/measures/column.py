"""A column of a published table: its name, its type, what it holds, and its value, each said once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Value = str | int | float | None
"""What a cell holds; None is missing, and never zero."""

Source = TypeVar("Source")
"""The record that a row is taken from."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Source]):
    """A column; the tables, the map and the description of the data package read it.

    `type` is Frictionless's, `choices` are all that the column may hold. A number is kept exactly and written with
    at most `decimals` digits after the point, where that is given.
    """

    name: str
    type: Literal["string", "integer", "number", "date"]
    description: str
    value: Callable[[Source], Value]
    choices: tuple[str, ...] = ()
    decimals: int | None = None

    def written(self, value: Value) -> Value:
        """The value as files have it."""
        return (
            round(value, self.decimals) if isinstance(value, float) and self.decimals is not None else value
        )
