"""A drawing of flat shapes and words, for SVG and PNG alike. Coordinates are in pixels from the top left corner."""

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from reportlab.lib.utils import simpleSplit

from mapper.resources import TEMPLATES

Point = tuple[float, float]

DOT_STEP, DOT_RADIUS = 5.0, 0.75
"""The side of a cell of a dotted ground, which has two dots, and the radius of a dot, both in pixels."""

DOTS = (DOT_STEP / 4, 3 * DOT_STEP / 4)
"""Where the dots stand in their cell, both ways."""

FONTS = {("sans", False): "Helvetica", ("sans", True): "Helvetica-Bold", ("serif", True): "Times-Bold"}
"""The PDF font for each family of the site, bold or not."""

# The share of the width to fill when measured in the PDF fonts: a reader's own font may be wider.
_FILLED = {"sans": 0.93, "serif": 0.85}


@dataclass(frozen=True, slots=True)
class Style:
    """How a shape is painted; a colour is `#rrggbb`, or None for nothing. Dots lie over the fill."""

    fill: str | None = None
    line: str | None = None
    width: float = 1.0
    dots: str | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """Lines, or the rings of an area (`closed`); a ring inside another is a hole. `name` shows under the pointer."""

    style: Style
    parts: tuple[tuple[Point, ...], ...]
    closed: bool = True
    name: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around (`x`, `y`)."""

    style: Style
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Font:
    """How words are set; `family` is `sans` or `serif`, and `size` is in pixels."""

    size: float
    colour: str
    bold: bool = False
    family: str = "sans"


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text with its base line at `y`; at `x` it begins, or with the anchor `end` it ends."""

    font: Font
    x: float
    y: float
    text: str
    anchor: str = "start"


Item = Shape | Circle | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, from bottom to top, with a title and a description for those who cannot see it."""

    width: int
    height: int
    title: str
    description: str
    items: tuple[Item, ...]


@cache
def tokens() -> dict[str, str]:
    """The site's design tokens by name, from its style sheet: the light value of each colour, and the font families."""
    text = (TEMPLATES / "assets" / "tokens.css").read_text("utf-8")
    colours = re.findall(r"--([\w-]+): var\(--light, (#\w{6})\)", text)
    return dict(colours) | dict(re.findall(r"--(sans|serif): (.+);", text))


def rectangle(x: float, y: float, width: float, height: float, style: Style) -> Shape:
    """A rectangle with its top left corner at (`x`, `y`)."""
    return Shape(style, (((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)),))


def wrapped(text: str, font: Font, width: float) -> list[str]:
    """The text in lines no wider than `width`, with room to spare for a reader's own font."""
    name = FONTS[font.family, font.bold]
    return cast(list[str], simpleSplit(text, name, font.size, width * _FILLED[font.family]))
