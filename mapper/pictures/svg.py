"""A drawing as SVG: presentation attributes only, no style sheet, nothing loaded from anywhere."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, pairwise

from mapper.pictures.drawing import (
    HATCH_STEP,
    HATCH_WIDTH,
    Circle,
    Drawing,
    Font,
    Item,
    Point,
    Style,
    Words,
    tokens,
)

# SVG


def to_svg(drawing: Drawing) -> bytes:
    """The drawing as one SVG file that needs no other. The same drawing gives the same bytes."""
    hatches = _hatches(drawing.items)
    size = f'width="{drawing.width}" height="{drawing.height}"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {drawing.width} {drawing.height}" '
            'role="img" aria-labelledby="title description">',
            f'<title id="title">{escape(drawing.title)}</title>',
            f'<desc id="description">{escape(drawing.description)}</desc>',
            *(("<defs>", *map(_pattern, hatches), "</defs>") if hatches else ()),
            *_groups(drawing.items),
            "</svg>\n",
        )
    ).encode()


def _hatches(items: Iterable[Item]) -> list[tuple[str, str]]:
    """The fill and the line of every hatch, each once."""
    styles = (item.style for item in items if not isinstance(item, Words))
    return list(dict.fromkeys((style.fill or "none", style.hatch) for style in styles if style.hatch))


def _hatch_id(fill: str, line: str) -> str:
    return f"hatch-{fill[1:]}-{line[1:]}"


def _pattern(hatch: tuple[str, str]) -> str:
    fill, line = hatch
    return (
        f'<pattern id="{_hatch_id(fill, line)}" width="{HATCH_STEP:g}" height="{HATCH_STEP:g}" '
        f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="{HATCH_STEP:g}" height="{HATCH_STEP:g}" fill="{fill}"/>'
        f'<rect width="{HATCH_WIDTH:g}" height="{HATCH_STEP:g}" fill="{line}"/></pattern>'
    )


def _groups(items: Iterable[Item]) -> Iterator[str]:
    """Neighbours that look the same share a group, so that their looks are written once."""
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
    if style.hatch:
        fill = f"url(#{_hatch_id(fill, style.hatch)})"
    opacity = "" if style.opacity == 1 else f' fill-opacity="{style.opacity:g}"'
    line = (
        f' stroke="{style.line}" stroke-width="{style.width:g}" stroke-linejoin="round"' if style.line else ""
    )
    return f'fill="{fill}"{opacity}{line} fill-rule="evenodd"'


def _element(item: Item) -> str:
    if isinstance(item, Words):
        return f'<text x="{item.x:g}" y="{item.y:g}">{escape(item.text)}</text>'
    if isinstance(item, Circle):
        return f'<circle cx="{item.x:g}" cy="{item.y:g}" r="{item.radius:.4g}"/>'
    data = "".join(_path(part, item.closed) for part in item.parts)
    return (
        f'<path d="{data}"><title>{escape(item.name)}</title></path>' if item.name else f'<path d="{data}"/>'
    )


def _path(points: Sequence[Point], closed: bool) -> str:
    """One line in steps of a tenth of a pixel; where it is closed, its last point is its first."""
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
