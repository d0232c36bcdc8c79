"""A drawing as SVG: with presentation attributes only, no style sheet, and nothing to load."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, pairwise

from mapper.pictures.drawing import (
    DOT_RADIUS,
    DOT_STEP,
    DOTS,
    Circle,
    Drawing,
    Font,
    Item,
    Point,
    Style,
    Words,
    tokens,
)


def to_svg(drawing: Drawing) -> bytes:
    """The drawing as a self-contained SVG file. The same drawing gives the same bytes."""
    dotted = _dotted(drawing.items)
    size = f'width="{drawing.width}" height="{drawing.height}"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {drawing.width} {drawing.height}" '
            'role="img" aria-labelledby="title description">',
            f'<title id="title">{escape(drawing.title)}</title>',
            f'<desc id="description">{escape(drawing.description)}</desc>',
            *(("<defs>", *map(_pattern, dotted), "</defs>") if dotted else ()),
            *_groups(drawing.items),
            "</svg>\n",
        )
    ).encode()


def _dotted(items: Iterable[Item]) -> list[tuple[str, str]]:
    """The fill and the colour of the dots of each dotted ground, without repeats."""
    styles = (item.style for item in items if not isinstance(item, Words))
    return list(dict.fromkeys((style.fill or "none", style.dots) for style in styles if style.dots))


def _dots_id(fill: str, dot: str) -> str:
    return f"dots-{fill[1:]}-{dot[1:]}"


def _pattern(dotted: tuple[str, str]) -> str:
    fill, dot = dotted
    return (
        f'<pattern id="{_dots_id(fill, dot)}" width="{DOT_STEP:g}" height="{DOT_STEP:g}" '
        f'patternUnits="userSpaceOnUse"><rect width="{DOT_STEP:g}" height="{DOT_STEP:g}" fill="{fill}"/>'
        + "".join(f'<circle cx="{at:g}" cy="{at:g}" r="{DOT_RADIUS:g}" fill="{dot}"/>' for at in DOTS)
        + "</pattern>"
    )


def _groups(items: Iterable[Item]) -> Iterator[str]:
    """Consecutive items of one style share a group, so that the style is written once."""
    for look, members in groupby(
        items, key=lambda item: item.font if isinstance(item, Words) else item.style
    ):
        yield f"<g {_font(look) if isinstance(look, Font) else _paint(look)}>"
        yield from map(_element, members)
        yield "</g>"


def _font(font: Font) -> str:
    family = tokens()[font.family].replace('"', "'")
    weight = ' font-weight="700"' if font.bold else ""
    return f'font-family="{family}" font-size="{font.size:g}"{weight} fill="{font.colour}"'


def _paint(style: Style) -> str:
    fill = style.fill or "none"
    if style.dots:
        fill = f"url(#{_dots_id(fill, style.dots)})"
    line = (
        f' stroke="{style.line}" stroke-width="{style.width:g}" stroke-linejoin="round"' if style.line else ""
    )
    return f'fill="{fill}"{line} fill-rule="evenodd"'


def _element(item: Item) -> str:
    if isinstance(item, Words):
        anchor = "" if item.anchor == "start" else f' text-anchor="{item.anchor}"'
        return f'<text x="{item.x:g}" y="{item.y:g}"{anchor}>{escape(item.text)}</text>'
    if isinstance(item, Circle):
        return f'<circle cx="{item.x:g}" cy="{item.y:g}" r="{item.radius:.4g}"/>'
    data = "".join(_path(part, item.closed) for part in item.parts)
    return (
        f'<path d="{data}"><title>{escape(item.name)}</title></path>' if item.name else f'<path d="{data}"/>'
    )


def _path(points: Sequence[Point], closed: bool) -> str:
    """One line in relative steps of a tenth of a pixel; the last point of a closed one equals its first."""
    places = [(round(10 * x), round(10 * y)) for x, y in points]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(places) if (a, b) != (x, y)]
    if closed:
        steps = steps[:-1]
    (x, y) = places[0]
    return (
        f"M{_tenths(x)} {_tenths(y)}l{' '.join(f'{_tenths(a)} {_tenths(b)}' for a, b in steps)}{'z' * closed}"
    )


def _tenths(number: int) -> str:
    return f"{number / 10:g}"
