"""A drawing of flat shapes and words, for SVG and PNG alike. Coordinates are pixels from the top left corner."""

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from reportlab.lib.utils import simpleSplit

from mapper.resources import TEMPLATES

Point = tuple[float, float]

HATCH_STEP, HATCH_WIDTH = 6.0, 1.3
"""Pixels from line to line of a hatch, and across one of them; the lines run at 45°."""

# Of the width that the PDF's own fonts take: a reader's font may be wider.
_SLACK = {"sans": 0.93, "serif": 0.85}
FONTS = {("sans", False): "Helvetica", ("sans", True): "Helvetica-Bold", ("serif", True): "Times-Bold"}


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
    name = FONTS[font.family, font.bold]
    return cast(list[str], simpleSplit(text, name, font.size, width * _SLACK[font.family]))
