"""A topology as short text: half the weight of TopoJSON (https://github.com/topojson/topojson-specification).

TopoJSON names each stretch of border (an arc) by a number and gives it as steps on a grid. Here too, but

- arcs stand in the order in which the rings of the areas first pass them, in the direction in which they do, so that
  such an arc needs no number, and begins where the one before it in its ring has ended;
- an area of the upper tier names the areas of the lower tier that it is made of, in place of its arcs, where it is;
- whole numbers are written in the characters of `ALPHABET`, small ones in one.

`templates/assets/map/data/topology.js` reads it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

Json = Any

ALPHABET = "".join(chr(code) for code in range(35, 127) if chr(code) not in ",<\\|")
"""Digits of a number, the lowest first: the last is one of the first `LAST`, all others one of the rest.

They stand for themselves in JSON and in a script. Commas part areas and arcs, spaces rings, and `|` polygons.
"""

LAST = 80

_Ring = Sequence[int]
_Point = tuple[int, int]


def number(value: int) -> str:
    """A whole number from 0 as text."""
    digits = ""
    while value >= LAST:
        value, rest = divmod(value, len(ALPHABET) - LAST)
        digits += ALPHABET[LAST + rest]
    return digits + ALPHABET[value]


def step(value: int) -> str:
    """Any whole number as text: 0, -1, 1, -2, 2 and so on count from 0."""
    return number(2 * value if value >= 0 else -2 * value - 1)


def packed(topology: Mapping[str, Json], inside: Mapping[str, Sequence[int]]) -> Json:
    """The topology, which has the objects `lower` and `upper`; the properties `at` of its geometries are kept.

    In what it gives, `rings` are those of each area, and `at` has the places of the marks of those areas that have
    one. In the upper tier `of` has, for each area, the positions of the areas of the lower tier that it is made of;
    or none, and then it has rings of its own.

    Parameters
    ----------
    inside
        By the code of an area of the upper tier, the positions of the areas of the lower tier that lie in it.
    """
    pen = _Pen(topology["arcs"])
    lower, upper = (topology["objects"][tier]["geometries"] for tier in ("lower", "upper"))
    written = [pen.area(shape) for shape in lower]
    made_of = [_made_of(shape, lower, inside[shape["id"]]) for shape in upper]
    own = ["" if parts else pen.area(shape) for shape, parts in zip(upper, made_of, strict=True)]
    return {
        "transform": topology["transform"],
        "lower": {"codes": _codes(lower), "rings": ",".join(written), "at": _marks(lower)},
        "upper": {"codes": _codes(upper), "of": made_of, "rings": ",".join(own), "at": _marks(upper)},
        "arcs": ",".join(pen.arcs),
    }


class _Pen:
    """Writes areas one after the other, and with them the arcs that they pass first."""

    def __init__(self, arcs: Sequence[Sequence[_Point]]) -> None:
        self._given = [_points(arc) for arc in arcs]
        self._passed: dict[
            int, tuple[int, int]
        ] = {}  # by arc: its place in the order, and its number as first passed
        self.arcs: list[str] = []

    def area(self, shape: Json) -> str:
        return "|".join(" ".join(map(self._ring, polygon)) for polygon in _polygons(shape))

    def _ring(self, ring: _Ring) -> str:
        known = next((at for at, one in enumerate(ring) if _arc(one) in self._passed), 0)
        turned = [*ring[known:], *ring[:known]]
        return "".join(self._reference(one, is_first=not at) for at, one in enumerate(turned))

    def _reference(self, one: int, *, is_first: bool) -> str:
        """0 for the next new arc; else how far back it was first passed, and whether backwards now."""
        if _arc(one) not in self._passed:
            self._passed[_arc(one)] = (len(self._passed), one)
            self.arcs.append(self._steps(one, is_first=is_first))
            return number(0)
        place, before = self._passed[_arc(one)]
        return number(2 * (len(self._passed) - place) - (one != before))

    def _steps(self, one: int, *, is_first: bool) -> str:
        """An arc as steps; the first of a ring begins with the place where it starts, any other where it is."""
        points = self._given[_arc(one)]
        walked = points if one >= 0 else points[::-1]
        froms = [(0, 0), *walked] if is_first else walked
        return "".join(step(x - a) + step(y - b) for (a, b), (x, y) in pairwise(froms))


def _arc(one: int) -> int:
    """The arc of a number in a ring; one that runs backwards is inverted (TopoJSON 1.0, section 2.1.4)."""
    return one if one >= 0 else ~one


def _points(steps: Sequence[_Point]) -> list[_Point]:
    x = y = 0
    points = []
    for dx, dy in steps:
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def _polygons(shape: Json) -> Sequence[Sequence[_Ring]]:
    polygons: Sequence[Sequence[_Ring]] = (
        shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    )
    return polygons


def _codes(shapes: Iterable[Json]) -> list[str]:
    return [shape["id"] for shape in shapes]


def _arcs_of(shape: Json) -> list[int]:
    return [_arc(one) for polygon in _polygons(shape) for ring in polygon for one in ring]


def _marks(shapes: Iterable[Json]) -> str:
    marked = [shape["properties"]["at"] for shape in shapes if "properties" in shape]
    return "".join(step(x) + step(y) for x, y in marked)


def _made_of(shape: Json, lower: Sequence[Json], inside: Sequence[int]) -> list[int]:
    """`inside`, if these areas leave exactly the arcs of this one when the arcs between two of them are taken away."""
    times = Counter(arc for position in inside for arc in _arcs_of(lower[position]))
    outer = {arc for arc, count in times.items() if count == 1}
    return list(inside) if outer == set(_arcs_of(shape)) else []
