"""A drawing of flat shapes and words, written as SVG for screens and paper and as PNG for link previews.

Both are made from the same list of shapes. SVG is written by hand, as plain as can be: presentation attributes,
no style sheet, nothing loaded from anywhere. PNG goes by way of a PDF (reportlab), which PDFium turns into pixels
with fonts of its own, so that no browser and no installed font is needed.

Coordinates are pixels from the top left corner.
"""

import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby, pairwise
from typing import cast

import pypdfium2
from PIL.Image import Dither, Quantize
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from mapper.resources import TEMPLATES

Point = tuple[float, float]

HATCH_STEP, HATCH_WIDTH = 6.0, 1.3
"""Pixels from line to line of a hatch, and across one of them; the lines run at 45°."""

# Of the width that the PDF's own fonts take: a reader's font may be wider.
_SLACK = {"sans": 0.93, "serif": 0.85}
_FONTS = {("sans", False): "Helvetica", ("sans", True): "Helvetica-Bold", ("serif", True): "Times-Bold"}
_COLOURS = 256  # in a PNG's palette


@dataclass(frozen=True, slots=True)
class Style:
    """How a shape is painted; a colour is `#rrggbb`, or None for nothing. `hatch` lies over the fill."""

    fill: str | None = None
    line: str | None = None
    width: float = 1.0
    hatch: str | None = None
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Shape:
    """Lines, or the rings of an area (`closed`); a ring inside another is a hole. `name` is for a pointer."""

    style: Style
    parts: tuple[tuple[Point, ...], ...]
    closed: bool = True
    name: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle round (`x`, `y`)."""

    style: Style
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Font:
    """How words are set; `family` is one of the site's two."""

    size: float
    colour: str
    bold: bool = False
    family: str = "sans"


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text that begins at `x` and stands on `y`."""

    font: Font
    x: float
    y: float
    text: str


Item = Shape | Circle | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, from the lowest to the topmost, with a title and a description for who cannot see it."""

    width: int
    height: int
    title: str
    description: str
    items: tuple[Item, ...]


@cache
def tokens() -> dict[str, str]:
    """The site's tokens by name, from its style sheet: of each colour the light value, and the font families."""
    text = (TEMPLATES / "assets" / "tokens.css").read_text("utf-8")
    colours = re.findall(r"--([\w-]+): var\(--light, (#\w{6})\)", text)
    return dict(colours) | dict(re.findall(r"--(sans|serif): (.+);", text))


def lines(text: str, font: Font, width: float) -> list[str]:
    """The text in lines that are no wider than `width`, with room to spare for a reader's own font."""
    name = _FONTS[font.family, font.bold]
    return cast(list[str], simpleSplit(text, name, font.size, width * _SLACK[font.family]))


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


# PNG


def to_png(drawing: Drawing, scale: float) -> bytes:
    """The drawing as a PNG of `scale` times its size."""
    document = pypdfium2.PdfDocument(_to_pdf(drawing))
    try:
        picture = document[0].render(scale=scale).to_pil()
    finally:
        document.close()
    file = io.BytesIO()
    # Few colours are used; a palette makes the file a third of the size, and moves each by a step or two of 255.
    picture.quantize(_COLOURS, method=Quantize.FASTOCTREE, dither=Dither.NONE).save(file, "PNG")
    return file.getvalue()


def _to_pdf(drawing: Drawing) -> bytes:
    """The drawing as a PDF of one page, a point a pixel."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(drawing.width, drawing.height), pageCompression=0, invariant=1)
    canvas.setLineJoin(1)
    for item in drawing.items:
        if isinstance(item, Words):
            canvas.setFillColor(HexColor(item.font.colour), alpha=1)
            canvas.setFont(_FONTS[item.font.family, item.font.bold], item.font.size)
            canvas.drawString(item.x, drawing.height - item.y, item.text)
        else:
            _draw(canvas, item, drawing.height)
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, item: Shape | Circle, height: int) -> None:
    style, path = item.style, _trace(canvas, item, height)
    if style.fill:
        canvas.setFillColor(HexColor(style.fill), alpha=style.opacity)
        canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_EVEN_ODD)
    if style.hatch and isinstance(item, Shape):
        _draw_hatch(canvas, item, path, height)
    if style.line:
        canvas.setStrokeColor(HexColor(style.line))
        canvas.setLineWidth(style.width)
        canvas.drawPath(path, stroke=1, fill=0)


def _trace(canvas: Canvas, item: Shape | Circle, height: int) -> PDFPathObject:
    path = canvas.beginPath()
    if isinstance(item, Circle):
        path.circle(item.x, height - item.y, item.radius)
        return path
    for (x, y), *others in item.parts:
        path.moveTo(x, height - y)
        for a, b in others:
            path.lineTo(a, height - b)
        if item.closed:
            path.close()
    return path


def _draw_hatch(canvas: Canvas, shape: Shape, path: PDFPathObject, height: int) -> None:
    """Lines at 45°, each where the sum of its coordinates is a multiple of the step, cut off at the shape."""
    xs = [x for part in shape.parts for x, _ in part]
    ys = [y for part in shape.parts for _, y in part]
    step = HATCH_STEP * math.sqrt(2)
    canvas.saveState()
    canvas.clipPath(path, stroke=0, fill=0, fillMode=FILL_EVEN_ODD)
    canvas.setStrokeColor(HexColor(shape.style.hatch))
    canvas.setLineWidth(HATCH_WIDTH)
    for number in range(math.floor((min(xs) + min(ys)) / step), math.ceil((max(xs) + max(ys)) / step) + 1):
        total = number * step
        canvas.line(min(xs), height - (total - min(xs)), max(xs), height - (total - max(xs)))
    canvas.restoreState()
