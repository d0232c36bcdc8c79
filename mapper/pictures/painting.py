"""The areas of a picture: their colours, the lines round them and the signs in them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import shapely

from mapper.map import outlines
from mapper.map.view import View
from mapper.pictures.drawing import Circle, Font, Item, Shape, Style, Words, tokens
from mapper.pictures.scene import Scene, Window

_NEAR = 50.0  # metres


# The map


_FILLS = {"4": "hh", "3": "h", "2": "m", "1": "l", "0": "ll", "f": "m"} | dict.fromkeys("o-x!", "paper")
"""The token of each class's fill; `f` is hatched as well."""

EDGES = dict.fromkeys("o-x!", "coast") | {"1": "l-edge", "3": "h-edge", "0": "ll-edge", "4": "hh-edge"}
"""The token of the line round each class that has one, in the order of drawing: the strong ones on the others."""

_STROKES: Mapping[str, Sequence[tuple[float, float, float, float]]] = {
    "-": ((-1, 0, 1, 0),),
    "x": ((-0.8, -0.8, 0.8, 0.8), (0.8, -0.8, -0.8, 0.8)),
    "!": ((0, -1, 0, 0.3), (0, 0.7, 0, 1)),
}
"""The lines of each mark but the circle, from (x, y) to (x, y) round its middle, in halves of its size."""

_TRIANGLES = {"0": ("on-ll", -1), "4": ("on-hh", 1)}
"""The token of each strong class's triangle, and whether it points up (1) or down."""


def style_of(sign: str) -> Style:
    """How an area of that class is painted; neighbours share the line."""
    ink = tokens()
    hatch = ink["hatch"] if sign == "f" else None
    return Style(fill=ink[_FILLS[sign]], line=ink["land"], width=0.8, hatch=hatch)


def painted(view: View, scene: Scene, window: Window) -> Iterator[Item]:
    """The areas with their names, then the lines, then the signs."""
    ink = tokens()
    seen = {code: placed for code, area in scene.areas.items() if not (placed := window.place(area)).is_empty}
    of_class = {sign: [code for code in seen if view.classes[code] == sign] for sign in _FILLS}
    for sign, codes in of_class.items():
        for code in codes:
            yield Shape(style_of(sign), _rings(seen[code]), name=f"{scene.names[code]}: {view.says[code]}")
    yield Shape(Style(line=ink["coast"]), _paths(window.place(scene.coast)), closed=False)
    for sign, edge in EDGES.items():
        for code in of_class[sign]:
            yield Shape(Style(line=ink[edge]), _rings(seen[code]))
    for code in seen:
        yield from _area_sign(view.classes[code], scene.areas[code], window)


def _rings(area: outlines.Area) -> tuple[Any, ...]:
    """The rings of an area; where it only touches a window's edge, points and lines are left out."""
    polygons = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
    rings = chain.from_iterable((polygon.exterior, *polygon.interiors) for polygon in polygons)
    return tuple(tuple(ring.coords) for ring in rings)


def _paths(line: Any) -> tuple[Any, ...]:
    return tuple(tuple(part.coords) for part in shapely.get_parts(line))


def _area_sign(sign: str, area: outlines.Area, window: Window) -> Iterator[Item]:
    """The sign of an area, as large as its room allows; a triangle without room is left out."""
    if sign not in (*"o-x!", *_TRIANGLES):
        return
    point = window.place(outlines.middle(area, _NEAR))
    west, south, east, north = area.bounds
    room = min(east - west, north - south) / 2 / window.metres * 0.55
    if not point.is_empty and (room >= 3 or sign not in _TRIANGLES):
        yield from sign_of(sign, point.x, point.y, max(3, min(7, room)))


def sign_of(sign: str, x: float, y: float, size: float) -> Iterator[Item]:
    """The mark of what is missing or the triangle of a strong class; nothing for the other classes."""
    ink = tokens()
    line = Style(line=ink["mark"], width=1.8)
    if sign in _STROKES:
        strokes = (
            ((x + a * size, y + b * size), (x + c * size, y + d * size)) for a, b, c, d in _STROKES[sign]
        )
        yield Shape(line, tuple(strokes), closed=False)
    elif sign == "o":
        yield Circle(line, x, y, 0.8 * size)
    elif sign in _TRIANGLES:
        on, up = _TRIANGLES[sign]
        foot, tip = y + 0.75 * up * size, y - 0.95 * up * size
        yield Shape(Style(fill=ink[on]), (((x - size, foot), (x + size, foot), (x, tip), (x - size, foot)),))


def london_enlarged(view: View, scene: Scene, left: float, top: float, width: float) -> Iterator[Item]:
    """London a second time, larger, in a frame with its name above it; nothing where there is no London."""
    if scene.london is None:
        return
    ink, (west, south, east, north) = tokens(), scene.london
    pad = (east - west) / 30
    edges = (west - pad, south - pad, east + pad, north + pad)
    window = Window(left, top, (east - west + 2 * pad) / width, edges)
    yield Words(Font(13, ink["ink-3"]), left, top - 8, "London, enlarged")
    yield from painted(view, scene, window)
    yield box(left, top, width, window.height, Style(line=ink["edge"]))


# Words and boxes


def box(x: float, y: float, width: float, height: float, style: Style) -> Shape:
    return Shape(style, (((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)),))
