"""Rectangles on a page, and the distances between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class Placed(Protocol):
    """Anything with a place on a page: its edges in points from the page's top left corner."""

    @property
    def x0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def y_middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def gap_to(self, other: Placed) -> float:
        """The distance between two boxes; 0 where they touch."""
        across = max(other.x0 - self.x1, self.x0 - other.x1, 0.0)
        down = max(other.top - self.bottom, self.top - other.bottom, 0.0)
        return float((across**2 + down**2) ** 0.5)


def box_of(parts: Iterable[Placed]) -> Box:
    """The smallest box around all parts."""
    boxes = list(parts)
    return Box(
        min(box.x0 for box in boxes),
        max(box.x1 for box in boxes),
        min(box.top for box in boxes),
        max(box.bottom for box in boxes),
    )
