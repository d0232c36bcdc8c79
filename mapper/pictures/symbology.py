"""How each class of area is drawn: its fill, the line around it, and the symbol in it.

A class is given by its sign in the map's data: that of a `Standing`, or the mark of a reason for no value.
"""

from collections.abc import Iterator, Mapping, Sequence

from mapper.measures.scale import KEY, SCALE, Standing
from mapper.measures.states import REASONS, State
from mapper.pictures.drawing import Circle, Item, Shape, Style, tokens

FILLS: Mapping[str, str] = {one.sign: one.token for one in KEY} | {
    reason.mark: "paper" for reason in REASONS.values()
}
"""The colour token of each class's fill, in the order of drawing; those without a class are dotted as well."""

_MIDDLE = SCALE.index(Standing.EXPECTED)
_OUTWARD = sorted(SCALE, key=lambda standing: abs(SCALE.index(standing) - _MIDDLE))

EDGES: Mapping[str, str] = {
    standing.sign: f"{standing.token}-edge" for standing in _OUTWARD if standing.outside
}
"""The colour token of the line around each class that has one, in the order of drawing: the strongest lie on top."""

_WITHOUT_CLASS = frozenset(standing.sign for standing in Standing if not standing.compared)

MARKS = frozenset(reason.mark for reason in REASONS.values())
"""The classes without a value; each has a symbol of its own."""

TRIANGLES: Mapping[str, tuple[str, int]] = {
    standing.sign: (f"on-{standing.token}", 1 if SCALE.index(standing) > _MIDDLE else -1)
    for standing in SCALE
    if standing.outside
}
"""The colour token of the triangle in each class outside, and whether it points up (1) or down (-1)."""

_STROKES: Mapping[str, Sequence[tuple[float, float, float, float]]] = {
    REASONS[State.NOT_STATED].mark: ((-1, 0, 1, 0),),
    REASONS[State.NO_LETTER].mark: ((-0.8, -0.8, 0.8, 0.8), (0.8, -0.8, -0.8, 0.8)),
    REASONS[State.IN_REVIEW].mark: ((0, -1, 0, 0.3), (0, 0.7, 0, 1)),
}
"""The strokes of each mark but the circle, as `x, y` of both ends from its middle, in units of its size."""


def area_style(sign: str) -> Style:
    """How an area of a class is painted; adjacent areas share the line between them."""
    ink = tokens()
    dots = ink["dot"] if sign in _WITHOUT_CLASS else None
    return Style(fill=ink[FILLS[sign]], line=ink["line"], width=0.6, dots=dots)


def symbol(sign: str, x: float, y: float, size: float) -> Iterator[Item]:
    """The mark or the triangle of a class around (`x`, `y`), reaching `size` pixels; nothing for other classes."""
    ink = tokens()
    line = Style(line=ink["ink-3"], width=1.0)
    if sign in _STROKES:
        strokes = (
            ((x + a * size, y + b * size), (x + c * size, y + d * size)) for a, b, c, d in _STROKES[sign]
        )
        yield Shape(line, tuple(strokes), closed=False)
    elif sign == REASONS[State.NONE].mark:
        yield Circle(line, x, y, 0.8 * size)
    elif sign in TRIANGLES:
        token, up = TRIANGLES[sign]
        foot, tip = y + 0.75 * up * size, y - 0.95 * up * size
        yield Shape(
            Style(fill=ink[token]), (((x - size, foot), (x + size, foot), (x, tip), (x - size, foot)),)
        )
