"""Every picture of the site: one for each year, or years together, and tier, and the preview beside a link.

They show the first view of the live map, with the same colours, dots, symbols and words.
"""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from mapper.councils.tiers import TIER_NAMES
from mapper.map.view import View, first_view
from mapper.measures.edition import Edition, has_illustrative, source
from mapper.measures.opening import Period
from mapper.measures.together import Span
from mapper.pictures.drawing import Drawing
from mapper.pictures.legend import Entry, legend
from mapper.pictures.png import to_png
from mapper.pictures.scene import Scene, scenes
from mapper.pictures.sheet import preview, sheet
from mapper.pictures.svg import to_svg
from mapper.review.report import ILLUSTRATIVE_NOTICE
from mapper.shelf import EMPTY, Shelf
from mapper.words import capitalised

PREVIEW = "assets/preview.png"
"""The path of the picture that is shown beside a link to the site."""

_SCALE = 2  # pixels of a PNG per pixel of the picture, each way


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of one period and tier: its paths (only the first has a PNG), its size in pixels, and its words.

    `outside` says how many councils are outside the expected range, and how many chance would put there.
    """

    svg: str
    png: str | None
    width: int
    height: int
    title: str
    alt: str
    lead: str
    outside: tuple[str, ...]
    legend: tuple[Entry, ...]


@dataclass(frozen=True)
class Pictures:
    """The pictures, that of the first view first, and the content of their files and the preview's by path."""

    pictures: tuple[Picture, ...]
    files: Mapping[str, bytes]


def render(edition: Edition, shelf: Shelf = EMPTY) -> Pictures:
    """Draw the first view of every year, or years together, and tier.

    The same edition gives the same bytes, with or without a shelf.
    """
    opening = edition.opening
    seen = {joined.key: scenes(joined) for joined in edition.years}
    pictures, files = [], {}
    for period in (opening, *(one for one in edition.periods if one is not opening)):
        view = first_view(period, edition.register)
        origin = source(*period.years) if isinstance(period, Span) else source(period)
        notice = _notice(period)
        for scene in seen[period.newest.key]:
            drawing = sheet(view, scene, origin, notice)
            path = f"assets/pictures/{period.key}-{scene.tier}"
            svg, png = f"{path}.svg", f"{path}.png" if period is opening else None
            pictures.append(_picture(view, scene, drawing, svg, png))
            files[svg] = to_svg(drawing)
            if png:
                files[png] = _png(drawing, _SCALE, shelf)
    beside_links = preview(
        first_view(opening, edition.register), seen[opening.newest.key][0], _notice(opening)
    )
    return Pictures(tuple(pictures), {**files, PREVIEW: _png(beside_links, 1, shelf)})


def _notice(period: Period) -> str:
    return ILLUSTRATIVE_NOTICE if has_illustrative(period) else ""


def _png(drawing: Drawing, scale: float, shelf: Shelf) -> bytes:
    return shelf.kept("png", (pickle.dumps(drawing), str(scale).encode()), partial(to_png, drawing, scale))


def _picture(view: View, scene: Scene, drawing: Drawing, svg: str, png: str | None) -> Picture:
    return Picture(
        svg=svg,
        png=png,
        width=drawing.width,
        height=drawing.height,
        title=f"{capitalised(TIER_NAMES[scene.tier])}, {view.title}",
        alt=f"Map of England. {view.metric['heading']}. {view.until}. What it shows follows in words.",
        lead=view.metric["lead"],
        outside=(*view.outside[scene.tier], view.metric["tints_say"]),
        legend=legend(view, scene),
    )
