"""TopoJSON (its specification, version 1.0): lines that areas share, each written once."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
import shapely
from shapely.errors import GEOSException

from mapper.councils.polygon_files.layer import Layer, columns_of

MOST_POINTS = 10_000_000
"""Points of all areas. A line may be named any number of times, so that a small file could ask for endless ones."""

_Ring = list[int]


class _Transform(msgspec.Struct):
    scale: tuple[float, float]
    translate: tuple[float, float]


class _Member(msgspec.Struct):
    """A geometry of an object, or the object itself."""

    type: str | None = None
    arcs: Any = None
    geometries: list["_Member"] | None = None
    properties: dict[str, Any] | None = None
    id: Any = None

    def polygons(self) -> list[list[_Ring]]:
        """Each polygon's rings, each ring as the numbers of its lines; none of what is no polygon."""
        if self.type == "Polygon":
            return [msgspec.convert(self.arcs, list[_Ring])]
        return msgspec.convert(self.arcs, list[list[_Ring]]) if self.type == "MultiPolygon" else []

    def row(self) -> dict[str, object]:
        """The values by name; the id, which stands beside them, where none has its name."""
        return {"id": self.id, **(self.properties or {})} if self.id is not None else self.properties or {}


class _Topology(msgspec.Struct):
    arcs: list[list[list[float]]]
    objects: dict[str, _Member]
    transform: _Transform | None = None


def layers(content: bytes) -> list[Layer]:
    """The objects of a topology. TopoJSON names no coordinate system.

    Raises ValueError, msgspec.DecodeError or RecursionError where it is none.
    """
    found = msgspec.json.decode(content, type=_Topology)
    members = {name: _members(one) for name, one in found.objects.items()}
    lines = [_line(points, found.transform) for points in found.arcs]
    _require_few([len(line) for line in lines], (one for every in members.values() for one in every))
    return [
        Layer(name, columns_of(one.row() for one in every), _geometries(every, lines), None)
        for name, every in members.items()
    ]


def _members(one: _Member) -> list[_Member]:
    return one.geometries or [] if one.type == "GeometryCollection" else [one]


def _line(points: list[list[float]], transform: _Transform | None) -> np.ndarray:
    """The points of a line, as pairs. With a transform each is written as steps of its scale from the one before."""
    if any(len(point) < 2 for point in points):
        raise ValueError("a point of its lines has fewer than two coordinates")
    line = np.array([point[:2] for point in points], dtype=float).reshape(-1, 2)
    return line if transform is None else line.cumsum(axis=0) * transform.scale + transform.translate


def _require_few(lengths: Sequence[int], members: Iterator[_Member]) -> None:
    points = 0
    for member in members:
        for polygon in member.polygons():
            for ring in polygon:
                points += sum(lengths[_place(number, len(lengths))] for number in ring)
        if points > MOST_POINTS:
            raise ValueError(
                f"its areas have more than {MOST_POINTS} points, because they name the same lines again"
            )


def _place(number: int, of: int) -> int:
    """Where a line stands: one that runs backwards counts from -1 down."""
    place = number if number >= 0 else ~number
    if place >= of:
        raise ValueError(f"an area names the line {number}; there are {of}")
    return place


def _geometries(members: Sequence[_Member], lines: Sequence[np.ndarray]) -> np.ndarray:
    geometries = np.empty(len(members), dtype=object)
    geometries[:] = [_geometry(member, lines) for member in members]
    return geometries


def _geometry(member: _Member, lines: Sequence[np.ndarray]) -> shapely.Geometry | None:
    """None for what is no polygon, or has a ring that does not close."""
    try:
        polygons = [_polygon([_ring(numbers, lines) for numbers in rings]) for rings in member.polygons()]
        return (
            polygons[0] if member.type == "Polygon" else shapely.MultiPolygon(polygons) if polygons else None
        )
    except (_Open, GEOSException):
        return None


class _Open(Exception):
    """A ring has too few points, or does not close."""


def _polygon(rings: list[np.ndarray]) -> shapely.Polygon:
    return shapely.Polygon(rings[0], rings[1:]) if rings else shapely.Polygon()


def _ring(numbers: _Ring, lines: Sequence[np.ndarray]) -> np.ndarray:
    """The lines of a ring as one: the first point of each is the last of the one before."""
    parts = [lines[number] if number >= 0 else lines[~number][::-1] for number in numbers]
    ring = np.concatenate([part[min(place, 1) :] for place, part in enumerate(parts)] or [np.empty((0, 2))])
    if len(ring) < 4 or not np.array_equal(ring[0], ring[-1]):
        raise _Open
    return ring
