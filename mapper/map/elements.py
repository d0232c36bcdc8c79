"""The map page as folium elements.

The project's own templates replace those of folium, which load files from other hosts.
"""

from collections.abc import Mapping
from typing import cast

from branca.element import Figure, JavascriptLink, MacroElement
from folium import Map
from folium.template import Environment
from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mapper.councils.council import CouncilType
from mapper.councils.register import Register
from mapper.map import outlines
from mapper.map.areas import Areas
from mapper.map.by_residents import resident_views
from mapper.map.choices import (
    first_words,
    measures,
    postcode_choices,
    view_choices,
    year_choices,
)
from mapper.map.descriptions import describe, describe_span
from mapper.map.files import Json
from mapper.measures.edition import Edition
from mapper.measures.joined import JoinedYear
from mapper.measures.metrics import PROPORTIONS
from mapper.measures.opening import Period
from mapper.measures.pooled import pooled
from mapper.measures.together import Span
from mapper.resources import TEMPLATES

# branca and folium do not escape what they render; this environment does, and refuses undefined names.
_TEMPLATES = Environment(  # type: ignore[no-untyped-call]
    loader=FileSystemLoader([TEMPLATES / "map", TEMPLATES]),  # the table is also on a page of its own
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

_Corners = tuple[tuple[float, float], tuple[float, float]]


class CouncilMap(Map):
    """A folium map without tiles, which loads the site's own files in place of those from other hosts."""

    _template = _TEMPLATES.get_template("map.html")
    default_js = []  # noqa: RUF012 - `_Script` links them instead, so that none blocks the page
    default_css = [  # noqa: RUF012 - so declared by folium
        ("map", "assets/map.css"),
    ]

    def __init__(self, corners: _Corners) -> None:
        """`corners`: south-west and north-east, each as latitude and longitude in degrees (EPSG:4326)."""
        (south, west), (north, east) = corners
        super().__init__(
            tiles=None,
            location=((south + north) / 2, (west + east) / 2),
            zoom_control=False,  # the page has buttons of its own
            zoom_snap=0,  # so that the map fills its box, whatever the size of the box
            keyboard=False,  # arrow keys walk from council to council instead
        )
        self._name = "CouncilMap"
        self.corners = corners
        self.attribution = "Boundaries: ONS, OGL v3.0"


class _Script(JavascriptLink):
    """A deferred script: it runs when the page has been parsed, in the order of the links."""

    _template = _TEMPLATES.from_string('<script src="{{ this.url }}" defer></script>')


class _Part(MacroElement):
    """A template and its values: the page around the map, or the enlarged part of the map."""

    def __init__(self, name: str, **values: object) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = name
        self._template = _TEMPLATES.get_template(f"{name}.html")
        self.values = values


def figure_of(edition: Edition, areas: Areas) -> Figure:
    """The elements of the map page: the map, London enlarged, and the page that both stand in."""
    opening = edition.opening
    council_map = CouncilMap(_corners(opening.newest.frames["lower"]))
    inset = _london(opening.newest)
    figure = cast(Figure, council_map.get_root())
    years = year_choices(edition, areas)
    shown = next(one for one in years if one["key"] == opening.key)
    for url in _script_urls(shown):
        figure.header.add_child(_Script(url))
    if inset is not None:
        figure.add_child(inset)
    first = first_words()
    figure.add_child(
        _Part(
            "page",
            map=council_map,
            inset=inset,
            waiting=_waiting(opening),
            metric=first,
            metrics=[*view_choices(), *resident_views(edition)],
            measures=measures(edition),
            until=opening.title,
            years=years,
            year=shown,
            postcodes=postcode_choices() is not None,
            description=_described(opening, edition.register),
        )
    )
    return figure


def rendered(figure: Figure) -> tuple[Markup, Markup, str]:
    """Head, body and script of a figure, rendered separately, because the frame of the page is the site's own."""
    _number(figure)
    del figure.header._children["meta_http"]  # the frame of the page states the encoding
    for child in figure._children.values():
        child.render()
    # Safe to mark: the templates are rendered with autoescape on.
    head, body, script = (part.render() for part in (figure.header, figure.html, figure.script))
    return Markup(head), Markup(body), script  # noqa: S704


def _london(joined: JoinedYear) -> _Part | None:
    """The inset that enlarges London, whose boroughs are too small on a map of England; None without boroughs."""
    codes = [year.council.gss_code for year in joined.councils if year.council.type is CouncilType.LONDON]
    lower = joined.frames["lower"]
    boroughs = lower[lower.index.isin(codes)]
    return None if boroughs.empty else _Part("inset", corners=_corners(boroughs))


def _waiting(opening: Period) -> Mapping[str, str]:
    """What stands in the map's place until it is there: the coast as the path of an SVG, and the built picture."""
    frames = opening.newest.frames
    lower, _ = outlines.simplified(frames["lower"], frames["upper"])
    return {
        "coast": outlines.coast_path(lower),
        "picture": f"assets/pictures/{opening.key}-lower.svg",
    }


def _corners(frame: outlines.Frame) -> _Corners:
    west, south, east, north = (round(float(edge), 4) for edge in frame.total_bounds)
    return (south, west), (north, east)


def _script_urls(shown: Json) -> tuple[str, ...]:
    """The scripts that the page loads at the start; other years are loaded when they are chosen."""
    own = ("map", "choices", f"areas-{shown['areas']}", f"figures-{shown['key']}")
    return ("assets/leaflet.js", *(f"assets/map/{name}.js" for name in own))


def _described(period: Period, register: Register) -> str:
    """The first view in words."""
    key = str(first_words()["key"])
    if not isinstance(period, Span):
        return describe(period, "lower")[key]
    rows = {metric.key: pooled(metric, period, register) for metric in PROPORTIONS}
    return describe_span(period, rows, "lower")[key]


def _number(figure: Figure) -> None:
    """Replace the random ids of all elements by numbers, so that two builds give the same bytes."""
    elements = [*figure.header._children.values(), *figure._children.values()]
    for number, element in enumerate(elements, start=1):
        element._id = str(number)
