"""The map as a picture made at build time: for readers without scripts, for downloads and for link previews.

It says what the live map says at first, with the same colours, hatches, signs and words; only that England stands on
the British National Grid here, as on the page of an atlas. Places are pixels from the top left corner.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import shapely

from mapper.councils.council import CouncilType
from mapper.councils.tiers import TIER_NAMES, Tier
from mapper.map import outlines
from mapper.map.choropleth import View, first_view
from mapper.measures.edition import Edition, source
from mapper.measures.joined import JoinedYear
from mapper.pictures.drawing import (
    Circle,
    Drawing,
    Font,
    Item,
    Shape,
    Style,
    Words,
    lines,
    to_png,
    to_svg,
    tokens,
)
from mapper.review.report import ILLUSTRATIVE_NOTICE

PREVIEW = "assets/preview.png"
"""What stands beside a link to the site."""

PREVIEW_SIZE = (1200, 630)
"""Its width and height, as link previews want it."""

ENGLAND = (82_000.0, 5_000.0, 656_000.0, 658_000.0)
"""West, south, east and north edge of England on the British National Grid, in metres."""

_WIDTH = 1000
_MARGIN = 40
_SHARP = 2  # pixels of a PNG for each of the picture's own
_NEAR = 50.0  # metres
_SITE = "Ombudsman letters, council by council"
_INDEPENDENT = "Independent of the Ombudsman and of every council"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: a class character, what it means, and how many councils are in the class."""

    sign: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the site: its paths (an older year has no `png`), its size in pixels, and its words."""

    svg: str
    png: str | None
    width: int
    height: int
    title: str
    alt: str
    lead: str
    legend: tuple[Entry, ...]


@dataclass(frozen=True)
class Pictures:
    """A picture of each year, newest first, and tier, lower first; `files` has them and the preview by path."""

    pictures: tuple[Picture, ...]
    files: Mapping[str, bytes]


def render(edition: Edition) -> Pictures:
    """Draw the first view of every year and tier. The same edition gives the same bytes."""
    notice = ILLUSTRATIVE_NOTICE if edition.illustrative else ""
    newest, *_ = edition.years
    pictures, files = [], {}
    for joined in edition.years:
        view = first_view(joined)
        for scene in scenes(joined):
            drawing = sheet(view, scene, source(joined), notice)
            path = f"assets/pictures/{joined.period_end.year}-{scene.tier}"
            svg, png = f"{path}.svg", f"{path}.png" if joined is newest else None
            pictures.append(_picture(view, scene, drawing, svg, png))
            files[svg] = to_svg(drawing)
            if png:
                files[png] = to_png(drawing, _SHARP)
    preview_of = preview(first_view(newest), scenes(newest)[0], notice)
    return Pictures(tuple(pictures), {**files, PREVIEW: to_png(preview_of, 1)})


def _picture(view: View, scene: "Scene", drawing: Drawing, svg: str, png: str | None) -> Picture:
    return Picture(
        svg=svg,
        png=png,
        width=drawing.width,
        height=drawing.height,
        title=f"{TIER_NAMES[scene.tier].capitalize()}, {view.title}",
        alt=f"Map of England. {view.metric['heading']}. {view.until}. What it shows follows in words.",
        lead=view.metric["lead"],
        legend=legend(view, scene),
    )


# What is seen where


@dataclass(frozen=True)
class Scene:
    """One tier's areas by GSS code, the coast round them and London's edges, on the British National Grid."""

    tier: Tier
    areas: Mapping[str, outlines.Area]
    names: Mapping[str, str]
    coast: Any
    london: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the grid (`edges` in metres, as in ENGLAND), drawn from `left` and `top` at `metres` a pixel."""

    left: float
    top: float
    metres: float
    edges: tuple[float, float, float, float]

    @property
    def width(self) -> float:
        """Pixels from edge to edge."""
        west, _, east, _ = self.edges
        return (east - west) / self.metres

    @property
    def height(self) -> float:
        """Pixels from edge to edge."""
        _, south, _, north = self.edges
        return (north - south) / self.metres

    def place(self, geometry: Any) -> Any:
        """What is seen of a geometry, in pixels."""
        west, _, _, north = self.edges
        seen = shapely.clip_by_rect(geometry, *self.edges)
        corner = (self.left, self.top)
        return shapely.transform(
            seen, lambda points: (points - (west, north)) * (1, -1) / self.metres + corner
        )


def scenes(joined: JoinedYear) -> tuple[Scene, ...]:
    """What is to be drawn of a year: the lower tier, then the upper one."""
    lower, upper = outlines.simplified(joined.frames["lower"], joined.frames["upper"])
    return _scene("lower", lower, joined), _scene("upper", upper, joined)


def _scene(tier: Tier, frame: outlines.Frame, joined: JoinedYear) -> Scene:
    councils = {year.council.gss_code: year.council for year in joined.councils}
    areas = dict(frame.geometry.items())
    london = [area for code, area in areas.items() if councils[code].type is CouncilType.LONDON]
    return Scene(
        tier=tier,
        areas=areas,
        names={code: council.short_name for code, council in councils.items()},
        coast=shapely.boundary(shapely.coverage_union_all(list(areas.values()))),
        london=tuple(shapely.total_bounds(london)) if london else None,
    )


# The map


_FILLS = {"4": "hh", "3": "h", "2": "m", "1": "l", "0": "ll", "f": "m"} | dict.fromkeys("o-x!", "paper")
"""The token of each class's fill; `f` is hatched as well."""

_EDGES = dict.fromkeys("o-x!", "coast") | {"1": "l-edge", "3": "h-edge", "0": "ll-edge", "4": "hh-edge"}
"""The token of the line round each class that has one, in the order of drawing: the strong ones on the others."""

_STROKES: Mapping[str, Sequence[tuple[float, float, float, float]]] = {
    "-": ((-1, 0, 1, 0),),
    "x": ((-0.8, -0.8, 0.8, 0.8), (0.8, -0.8, -0.8, 0.8)),
    "!": ((0, -1, 0, 0.3), (0, 0.7, 0, 1)),
}
"""The lines of each mark but the circle, from (x, y) to (x, y) round its middle, in halves of its size."""

_TRIANGLES = {"0": ("on-ll", -1), "4": ("on-hh", 1)}
"""The token of each strong class's triangle, and whether it points up (1) or down."""


def legend(view: View, scene: Scene) -> tuple[Entry, ...]:
    """Every class from the highest to the lowest, then what has none; those without a council stay, with 0."""
    counts = Counter(view.classes[code] for code in scene.areas)
    bands = {str(band): words for band, words in enumerate(view.metric["classes"])}
    words = dict(reversed(bands.items())) | {"f": view.metric["few_class"]}
    for mark, (text, after, _) in view.marks.items():
        whole = f"{text or view.metric['none_word']} {after}".strip()
        words[mark] = whole[:1].upper() + whole[1:]
    return tuple(Entry(sign, text, counts[sign]) for sign, text in words.items())


def _looks(sign: str) -> Style:
    """How an area of that class is painted; neighbours share the line."""
    ink = tokens()
    hatch = ink["hatch"] if sign == "f" else None
    return Style(fill=ink[_FILLS[sign]], line=ink["land"], width=0.8, hatch=hatch)


def _map(view: View, scene: Scene, window: Window) -> Iterator[Item]:
    """The areas with their names, then the lines, then the signs."""
    ink = tokens()
    seen = {code: placed for code, area in scene.areas.items() if not (placed := window.place(area)).is_empty}
    of_class = {sign: [code for code in seen if view.classes[code] == sign] for sign in _FILLS}
    for sign, codes in of_class.items():
        for code in codes:
            yield Shape(_looks(sign), _rings(seen[code]), name=f"{scene.names[code]}: {view.says[code]}")
    yield Shape(Style(line=ink["coast"]), _paths(window.place(scene.coast)), closed=False)
    for sign, edge in _EDGES.items():
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
        yield from _sign(sign, point.x, point.y, max(3, min(7, room)))


def _sign(sign: str, x: float, y: float, size: float) -> Iterator[Item]:
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


def _london(view: View, scene: Scene, left: float, top: float, width: float) -> Iterator[Item]:
    """London a second time, larger, in a frame with its name above it; nothing where there is no London."""
    if scene.london is None:
        return
    ink, (west, south, east, north) = tokens(), scene.london
    pad = (east - west) / 30
    edges = (west - pad, south - pad, east + pad, north + pad)
    window = Window(left, top, (east - west + 2 * pad) / width, edges)
    yield Words(Font(13, ink["ink-3"]), left, top - 8, "London, enlarged")
    yield from _map(view, scene, window)
    yield _box(left, top, width, window.height, Style(line=ink["edge"]))


# Words and boxes


def _box(x: float, y: float, width: float, height: float, style: Style) -> Shape:
    return Shape(style, (((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)),))


def _text(text: str, font: Font, y: float, width: float, step: float) -> list[Words]:
    """The text in lines, the first of which stands on `y`."""
    return [
        Words(font, _MARGIN, y + step * number, line) for number, line in enumerate(lines(text, font, width))
    ]


def _key(entries: Sequence[Entry], size: float, x: float, y: float) -> Iterator[Item]:
    """Lines of the legend from `y` down, each with its swatch."""
    ink = tokens()
    for number, entry in enumerate(entries):
        top = y + 1.65 * size * number
        edge = ink[_EDGES.get(entry.sign, "coast")]
        yield _box(x, top, 1.5 * size, size, replace(_looks(entry.sign), line=edge, width=1.0))
        yield from _sign(entry.sign, x + 0.75 * size, top + size / 2, 0.32 * size)
        yield Words(
            Font(size, ink["ink"]), x + 2.1 * size, top + 0.85 * size, f"{entry.words} ({entry.count})"
        )


def _ground(width: float, height: float, notice: str, band: float) -> Iterator[Item]:
    """Paper, and the warning of an illustrative site in a band at the top."""
    ink = tokens()
    yield _box(0, 0, width, height, Style(fill=ink["paper"]))
    if notice:
        yield _box(0, 0, width, band, Style(fill=ink["banner-bg"]))
        yield Words(Font(band / 2, ink["banner-mark"], bold=True), _MARGIN, 0.68 * band, notice)


def _describe(view: View, scene: Scene, notice: str) -> str:
    listed = ", ".join(f"{entry.words.lower()} ({entry.count})" for entry in legend(view, scene))
    return f"{notice} Map of England. {view.metric['lead']}: {listed}. {view.until}.".strip()


def sheet(view: View, scene: Scene, origin: str, notice: str) -> Drawing:
    """The picture for the page and for paper: title, legend, England, London enlarged, and the source."""
    ink, across = tokens(), _WIDTH - 2 * _MARGIN
    middle, small = Font(17, ink["ink-2"]), Font(13, ink["ink-3"])
    heading = Font(36, ink["ink"], bold=True, family="serif")
    band = 44 if notice else 0
    title = _text(view.metric["heading"], heading, band + 60, across, 42)
    note = _text(f"{view.metric['note']} {view.until}.", middle, title[-1].y + 36, across, 25)
    west, _, east, _ = ENGLAND
    england = Window(_MARGIN, note[-1].y + 36, (east - west) / across, ENGLAND)
    lead = _text(view.metric["lead"], middle, england.top + 16, 340, 25)
    key = list(_key(legend(view, scene), middle.size, _MARGIN, lead[-1].y + 18))
    below = max(item.y for item in key if isinstance(item, Words))
    site = Words(
        Font(15, ink["ink"], bold=True),
        _MARGIN,
        england.top + england.height + 44,
        f"{_SITE}. {_INDEPENDENT}.",
    )
    sources = _text(f"{TIER_NAMES[scene.tier].capitalize()}. {origin}", small, site.y + 23, across, 19)
    height = round(sources[-1].y + 28)
    return Drawing(
        width=_WIDTH,
        height=height,
        title=f"{view.metric['title']}, {view.title}",
        description=_describe(view, scene, notice),
        items=(
            *_ground(_WIDTH, height, notice, band),
            *title,
            *note,
            *_map(view, scene, england),
            *lead,
            *key,
            *_london(view, scene, _MARGIN, below + 70, 340),
            site,
            *sources,
        ),
    )


def preview(view: View, scene: Scene, notice: str) -> Drawing:
    """The picture beside a link: few words in large letters, and England."""
    ink, (width, height) = tokens(), PREVIEW_SIZE
    band = 56 if notice else 0
    west, south, east, north = ENGLAND
    metres = (north - south) / (height - band - 36)
    england = Window(width - _MARGIN - (east - west) / metres, band + 18, metres, ENGLAND)
    title = _text(view.metric["heading"], Font(46, ink["ink"], bold=True, family="serif"), band + 78, 700, 54)
    small = Font(17, ink["ink-3"])
    year = Words(Font(24, ink["ink-2"]), _MARGIN, title[-1].y + 46, view.until)
    entries = legend(view, scene)
    classes = [entry for entry in entries if entry.sign not in view.marks]
    missing = [entry for entry in entries if entry.sign in view.marks and entry.count]
    return Drawing(
        width=width,
        height=height,
        title=view.metric["title"],
        description=_describe(view, scene, notice),
        items=(
            *_ground(width, height, notice, band),
            *_map(view, scene, england),
            *title,
            year,
            *_key(classes, 21, _MARGIN, year.y + 30),
            *_key(missing, 21, _MARGIN + 340, year.y + 30),
            Words(small, _MARGIN, height - 50, _SITE),
            Words(small, _MARGIN, height - 26, _INDEPENDENT),
        ),
    )
