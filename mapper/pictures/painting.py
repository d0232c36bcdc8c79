"""The areas of a picture as painted shapes, and London once more, enlarged."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import shapely

from mapper.map import outlines
from mapper.map.view import View
from mapper.pictures.drawing import Font, Item, Point, Shape, Style, Words, rectangle, tokens
from mapper.pictures.scene import Scene, Window
from mapper.pictures.symbology import EDGES, FILLS, MARKS, TRIANGLES, area_style, symbol

TOLERANCE = 50.0
"""How far a symbol may be from the best place for it, in metres."""

_SMALLEST, _LARGEST = 3, 7  # pixels from the middle of a symbol to its edge


def painted_areas(view: View, scene: Scene, window: Window) -> Iterator[Item]:
    """The areas in a window: first each with its name, then the lines around them, then the symbols in them."""
    ink = tokens()
    seen = {code: placed for code, area in scene.areas.items() if not (placed := window.place(area)).is_empty}
    of_class = {sign: [code for code in seen if view.classes[code] == sign] for sign in FILLS}
    for sign, codes in of_class.items():
        for code in codes:
            yield Shape(area_style(sign), _rings(seen[code]), name=f"{scene.names[code]}: {view.says[code]}")
    yield Shape(Style(line=ink["coast"]), _paths(window.place(scene.coast)), closed=False)
    for sign, edge in EDGES.items():
        for code in of_class[sign]:
            yield Shape(Style(line=ink[edge]), _rings(seen[code]))
    for code in seen:
        yield from _area_symbol(view.classes[code], scene.areas[code], window)


def london_window(scene: Scene, left: float, top: float, width: float) -> Window | None:
    """London in a frame of that width; None where the scene has no London."""
    if scene.london is None:
        return None
    west, south, east, north = scene.london
    pad = (east - west) / 30
    edges = (west - pad, south - pad, east + pad, north + pad)
    return Window(left, top, (east - west + 2 * pad) / width, edges)


def enlarged_london(view: View, scene: Scene, window: Window) -> Iterator[Item]:
    """London in its window with a title above it."""
    ink = tokens()
    yield Words(Font(13, ink["ink-3"]), window.left, window.top - 8, "London, enlarged")
    yield from painted_areas(view, scene, window)
    yield rectangle(window.left, window.top, window.width, window.height, Style(line=ink["edge"]))


def _rings(area: outlines.Area) -> tuple[tuple[Point, ...], ...]:
    """The rings of an area; points and lines, left where it only touches the window's edge, are dropped."""
    polygons = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
    rings = chain.from_iterable((polygon.exterior, *polygon.interiors) for polygon in polygons)
    return tuple(tuple(ring.coords) for ring in rings)


def _paths(line: Any) -> tuple[tuple[Point, ...], ...]:
    return tuple(tuple(part.coords) for part in shapely.get_parts(line))


def _area_symbol(sign: str, area: outlines.Area, window: Window) -> Iterator[Item]:
    """The symbol of an area, as large as there is room for; a triangle without room is left out."""
    if sign not in MARKS | TRIANGLES.keys():
        return
    point = window.place(outlines.middle(area, TOLERANCE))
    if not point.is_empty and (sign in MARKS or has_triangle(sign, area, window)):
        yield from symbol(sign, point.x, point.y, max(_SMALLEST, min(_LARGEST, _room(area, window))))


def has_triangle(sign: str, area: outlines.Area, window: Window) -> bool:
    """Whether an area of that class is drawn with a triangle: it has room for one."""
    return sign in TRIANGLES and _room(area, window) >= _SMALLEST


def _room(area: outlines.Area, window: Window) -> float:
    """How far a symbol may reach from its middle, in pixels."""
    west, south, east, north = area.bounds
    return float(min(east - west, north - south) / 2 / window.metres * 0.55)
