"""Names of the few areas outside their expected range: in the sea beside the land, joined to their areas by lines.

Of all ways to give each label a place of its own the one with the shortest lines is taken. No two of its lines cross:
to uncross two would make them shorter. Where a place is too narrow for a label it may come out otherwise; then the
label with the longer line is left out, and the list beside the map has its council all the same. The live map does the
same (`templates/assets/map/draw/placing.js`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import shapely
from reportlab.pdfbase.pdfmetrics import stringWidth

from mapper.map import outlines
from mapper.map.matching import cheapest
from mapper.map.view import View
from mapper.measures.scale import SCALE
from mapper.pictures.drawing import FONTS, Circle, Font, Item, Shape, Style, Words, rectangle, tokens
from mapper.pictures.painting import TOLERANCE, has_triangle
from mapper.pictures.scene import Scene, Window

MOST = 16
"""The most labels on a map; of more councils only those far outside are named."""

_STEP = 20.0  # pixels between two labels
_GAP = 14.0  # between the land and a label
_FAR = 1e6
_SIZE = 15.0
_WIDER = 1.08  # a reader's own font may be wider than that of the PDF

_OUTSIDE = {standing.sign: standing.far for standing in SCALE if standing.outside}

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is said of an area, in one line, and the point of the area in pixels."""

    code: str
    text: str
    x: float
    y: float

    @property
    def width(self) -> float:
        """Its width in pixels, with room to spare."""
        return float(stringWidth(self.text, FONTS["sans", False], _SIZE)) * _WIDER


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label may stand.

    Parameters
    ----------
    x, y
        The end of the label that `anchor` says, and its middle.
    anchor
        `start` or `end`.
    room
        How wide a label may be.
    inward
        Whether its line begins at the other end: at the edge of a window, whose areas lie between the labels.
    """

    x: float
    y: float
    anchor: str
    room: float
    inward: bool = False

    def begin(self, width: float, gap: float = 0) -> tuple[float, float]:
        """Where the line of a label that wide begins, `gap` away from it."""
        way = 1 if self.anchor == "start" else -1
        return (self.x + way * (width + gap), self.y) if self.inward else (self.x - way * gap, self.y)

    def box(self, width: float) -> Box:
        """The box of a label that stands here."""
        left, right = (self.x - width, self.x) if self.anchor == "end" else (self.x, self.x + width)
        return left, self.y - _STEP / 2 + 1, right, self.y + _STEP / 2 - 1


def outside(view: View, scene: Scene) -> tuple[str, ...]:
    """The codes of the councils to be named, those more often outside first and each side by name."""
    found = [code for code in scene.areas if view.classes[code] in _OUTSIDE]
    if len(found) > MOST:
        found = [code for code in found if _OUTSIDE[view.classes[code]]]
    return tuple(sorted(found, key=lambda code: (-int(view.classes[code]), scene.names[code]))[:MOST])


def labels(codes: Sequence[str], view: View, scene: Scene, window: Window) -> list[Label]:
    """The labels of those areas whose point is in the window."""
    found = []
    for code in codes:
        point = window.place(outlines.middle(scene.areas[code], TOLERANCE))
        if not point.is_empty:
            cases = view.says[code].removesuffix(f" {view.metric['hits_word']}")
            found.append(Label(code, f"{scene.names[code]} {cases}", point.x, point.y))
    return found


def in_the_sea(
    view: View, scene: Scene, window: Window, found: Sequence[Label], taken: Sequence[Box]
) -> Iterator[Item]:
    """The labels beside the land, with their lines; `taken` are boxes that hold something else."""
    blocks = [shapely.box(*box) for box in taken]

    def blocked(label: Label, place: Place) -> bool:
        return label.width > place.room or any(_line(label, place).intersects(block) for block in blocks)

    for label, place in _placed(found, _places(scene, window, taken), blocked):
        yield from _drawn(view, scene, window, label, place)


def in_a_box(view: View, scene: Scene, window: Window, found: Sequence[Label]) -> Iterator[Item]:
    """The labels at the left and the right edge of a window, on what it shows, with their lines."""
    left, right = window.left + 5, window.left + window.width - 5
    rows = [window.top + (row + 0.5) * _STEP for row in range(int(window.height / _STEP))]
    ends = [(left, "start"), (right, "end")]
    places = [Place(x, y, anchor, right - left, inward=True) for y in rows for x, anchor in ends]
    marks = [(label.x - 8, label.y - 8, label.x + 8, label.y + 8) for label in found]
    for label, place in _placed(found, places, lambda label, place: _covers(place.box(label.width), marks)):
        words = place.box(label.width)
        ground = Style(fill=tokens()["paper"])
        yield rectangle(words[0] - 2, words[1], label.width + 4, words[3] - words[1], ground)
        yield from _drawn(view, scene, window, label, place)


def _covers(one: Box, others: Sequence[Box]) -> bool:
    return any(shapely.box(*one).intersects(shapely.box(*other)) for other in others)


def _places(scene: Scene, window: Window, taken: Sequence[Box]) -> list[Place]:
    """In each row of the window one place west of the land and one east of it."""
    coast, found = window.place(scene.coast), []
    right = window.left + window.width
    for row in range(int(window.height / _STEP)):
        top = window.top + row * _STEP
        land = shapely.clip_by_rect(coast, window.left, top - 4, right, top + _STEP + 4)
        if land is None or land.is_empty:  # of a coast that is empty itself, shapely makes nothing
            continue
        west, _, east, _ = land.bounds
        beside = [box for box in taken if box[1] < top + _STEP and box[3] > top]
        least = max([window.left, *(box[2] + _GAP for box in beside if box[0] < west)])
        y = top + _STEP / 2
        found += [
            Place(west - _GAP, y, "end", west - _GAP - least),
            Place(east + _GAP, y, "start", right - east - _GAP),
        ]
    return found


def _placed(
    found: Sequence[Label], places: Sequence[Place], blocked: Callable[[Label, Place], bool]
) -> Iterator[tuple[Label, Place]]:
    """A place for each label that has found one."""
    some = found[: len(places)]
    costs = [
        [_line(label, place).length + _FAR * blocked(label, place) for place in places] for label in some
    ]
    pairs = sorted((costs[row][column], row, column) for row, column in enumerate(cheapest(costs)))
    kept: list[tuple[shapely.LineString, shapely.Polygon]] = []
    for cost, row, column in pairs:
        label, place = some[row], places[column]
        line, box = _line(label, place), shapely.box(*place.box(label.width))
        if cost < _FAR and not any(
            line.crosses(other) or line.intersects(held) or other.intersects(box) or held.intersects(box)
            for other, held in kept
        ):
            kept.append((line, box))
            yield label, place


def _line(label: Label, place: Place) -> shapely.LineString:
    return shapely.LineString([place.begin(label.width), (label.x, label.y)])


def _drawn(view: View, scene: Scene, window: Window, label: Label, place: Place) -> Iterator[Item]:
    """The line, up to the triangle of its area or to a dot, and the words."""
    ink = tokens()["ink"]
    line = shapely.LineString([place.begin(label.width, 4), (label.x, label.y)])
    if has_triangle(view.classes[label.code], scene.areas[label.code], window):
        line = shapely.LineString([line.coords[0], line.interpolate(max(0, line.length - 9))])
    else:
        yield Circle(Style(fill=ink), label.x, label.y, 2)
    yield Shape(Style(line=ink, width=0.9), (tuple(line.coords),), closed=False)
    yield Words(Font(_SIZE, ink), place.x, place.y + 0.35 * _SIZE, label.text, anchor=place.anchor)
