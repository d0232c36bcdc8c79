"""The map: one geometry for both tiers, many metrics, drawn by Leaflet from elements of our own in folium.

Terms:

- *areas*: the polygons of both tiers as one TopoJSON, whose arcs (border lines) are sent once and shared.
  Years with the same polygons share it.
- *hexagons*: the same councils once more, each with one hexagon of the same size (mapper/hexagons.py); only
  their places on the grid are sent.
- *columns*: counts of one year, one list a statistic in the order of its councils; what the map says as
  "k of n" is looked up in them, so no figure is sent twice.
- *classes*: one character a council and metric: the class of its rate (`0` is the lowest), `c` for a count,
  or the mark that stands in place of a colour (`MARKS`).

Every word that belongs to a metric, a state or a type goes out with the data; the scripts hold none of their
own. Data travels as scripts, because a page opened from disk may load scripts but may not fetch anything.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files as package_files
from statistics import median
from typing import Any, cast
from urllib.parse import quote_plus

import shapely
from branca.element import Figure, JavascriptLink, MacroElement
from folium import Map
from folium.template import Environment
from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup
from topojson.core.topology import Topology

from mapper import descriptions, finding, outlines, peers, postcodes
from mapper.addresses import ombudsman_links
from mapper.councils import Council, CouncilType, load_register
from mapper.edition import Edition, letter_path, page_path, source
from mapper.figures import BY_KEY, SUBJECTS
from mapper.hexagons import lay_out
from mapper.join import TIERS, JoinedYear, Tier
from mapper.metrics import FEW, FEW_WORD, METRICS, Kind, Measurement, Metric, State, few_cases, measure
from mapper.reading import CouncilYear, Illustration
from mapper.report import ILLUSTRATIVE_NOTICE
from mapper.resources import TEMPLATES, asset

MARKS: Mapping[State, str] = {
    State.NONE: "o",
    State.NOT_STATED: "-",
    State.NO_LETTER: "x",
    State.IN_REVIEW: "!",
}
"""What stands in `classes` for each state without a value; the scripts draw ○ – × ! for them."""

GRID = 10_000
"""Steps of the grid that coordinates are rounded to, over the width and the height of what is drawn.

On a map of England a step is about 60 metres. With half as many, spits on the coast fold onto themselves.
"""

SCRIPTS = (
    "data/received",
    "data/topology",
    "data/words",
    "data/year",
    "data/serving",
    "data/placed",
    "data/postcodes",
    "data/names",
    "draw/elements",
    "draw/pane",
    "draw/signs",
    "draw/hexagons",
    "draw/areas",
    "draw/outlines",
    "draw/tooltip",
    "draw/drawing",
    "draw/sheet",
    "draw/copies",
    "draw/flow",
    "draw/maps",
    "draw/picture",
    "view/view",
    "view/address",
    "view/moves",
    "view/walk",
    "view/stage",
    "parts/heading",
    "parts/controls",
    "parts/legend",
    "parts/interval",
    "parts/council",
    "parts/panel",
    "parts/usual",
    "parts/link",
    "parts/apart",
    "parts/table",
    "parts/said",
    "parts/keep",
    "parts/answer",
    "parts/find",
    "parts/locate",
    "view/start",
)
"""Our scripts in the order in which they are joined; each is a file in templates/assets/map with one task."""

STYLES = (
    "page",
    "choices",
    "find",
    "answer",
    "window",
    "areas",
    "legend",
    "inset",
    "panel",
    "interval",
    "apart",
    "table",
    "pictures",
)
"""The map's style sheets in the order in which they are joined: a later one may set anew what an earlier one sets."""

_WGS84 = 4326
_NEAR = 0.001  # degrees
_LEAFLET = package_files("js_lib_leaflet") / "static" / "js_lib_leaflet"

_Json = Any  # what json.dumps takes


@dataclass(frozen=True)
class MapParts:
    """The map as parts of a page: what goes into its head, its body and its end, and the files they load.

    `files` has a site path for each file; `head`, `body` and `scripts` name them relative to the site's root.
    """

    head: Markup
    body: Markup
    scripts: Markup
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class View:
    """The first view of a year as the map has it: `metric` and `marks` hold its words, the rest is by GSS code.

    `classes` are the characters described above, `says` the words for each ("1 of 1 upheld").
    """

    metric: Mapping[str, _Json]
    marks: Mapping[str, Sequence[str]]
    until: str
    title: str
    classes: Mapping[str, str]
    says: Mapping[str, str]


def first_view(joined: JoinedYear) -> View:
    """What the map shows of this year at first, for whoever draws it without scripts."""
    metric, marks = _against_type(), _mark_words()
    classes = {
        year.council.gss_code: _standing(year, joined.comparisons.get(year.council.gss_code))
        for year in joined.councils
    }
    says = {
        code: marks[sign][0] or metric["none_word"]
        if sign in marks
        else _cases(peers.METRIC, joined.comparisons[code].measured)
        for code, sign in classes.items()
    }
    return View(metric, marks, _until(joined), _year_title(joined), classes, says)


def _cases(metric: Metric, measured: Measurement) -> str:
    return f"{measured.hits} of {measured.base} {metric.hits_word}"


def render(edition: Edition) -> MapParts:
    """Draw the edition's map. The same edition gives the same bytes."""
    areas = _areas_by_year(edition.years)
    notice = f"/* {ILLUSTRATIVE_NOTICE} */\n" if edition.illustrative else ""
    data = {
        "assets/map/choices.js": _data_file("choices", "", _choices(edition, areas)),
        **{
            f"assets/map/areas-{key}.js": _data_file("areas", key, topology)
            for key, topology in areas.topologies
        },
        **{
            f"assets/map/figures-{_key(joined)}.js": _data_file(
                "figures", _key(joined), _figures(joined), notice
            )
            for joined in edition.years
        },
    }
    head, body, script = _render(_figure(edition, areas))
    files = {
        **_leaflet_files(),
        **_own_files(),
        **data,
        **_postcode_files(),
        "assets/map/page.js": script.encode(),
    }
    return MapParts(head, body, Markup('<script src="assets/map/page.js" defer></script>'), files)


# Areas


@dataclass(frozen=True)
class _Areas:
    """The topologies by key, and for each year, in the edition's order, the key of its own."""

    topologies: tuple[tuple[str, _Json], ...]
    keys: tuple[str, ...]


def _areas_by_year(years: Sequence[JoinedYear]) -> _Areas:
    """One topology for each distinct set of polygons, named after the newest year that uses it."""
    key_of: dict[tuple[object, ...], str] = {}
    topologies: dict[str, _Json] = {}
    keys = []
    for joined in years:
        polygons = tuple(
            (*frame.index, *shapely.to_wkb(frame.geometry.to_numpy()))
            for frame in (joined.frames["lower"], joined.frames["upper"])
        )
        key = key_of.setdefault(polygons, _key(joined))
        if key not in topologies:
            topologies[key] = _topology(joined.frames["lower"], joined.frames["upper"])
            topologies[key]["hexagons"] = {tier: _hexagons(joined.frames[tier]) for tier in TIERS}
        keys.append(key)
    return _Areas(tuple(topologies.items()), tuple(keys))


def _topology(lower: outlines.Frame, upper: outlines.Frame) -> _Json:
    """Both tiers as one TopoJSON with the objects `lower` and `upper`.

    A geometry's `id` is its GSS code. Its property `at`, on the same grid as the arcs, is the point of the
    area farthest from its border; what both tiers show has it in `lower` only.
    """
    drawn = (frame.to_crs(_WGS84) for frame in outlines.simplified(lower, upper))
    tiers = dict(zip(TIERS, drawn, strict=True))
    built = Topology(
        data=[frame.reset_index(drop=True) for frame in tiers.values()],
        object_name=list(tiers),
        prequantize=GRID,
        shared_coords=True,
    ).to_dict()
    place = _placing(built["transform"])
    seen: set[str] = set()
    objects = {}
    for tier, frame in tiers.items():
        shapes = built["objects"][tier]["geometries"]
        geometries = []
        for shape, (code, polygon) in zip(shapes, frame.geometry.items(), strict=True):
            at = {} if code in seen else {"properties": {"at": place(outlines.middle(polygon, _NEAR))}}
            geometries.append({"type": shape["type"], "id": code, "arcs": shape["arcs"], **at})
        objects[tier] = {"type": "GeometryCollection", "geometries": geometries}
        seen.update(frame.index)
    return {"type": "Topology", "transform": built["transform"], "objects": objects, "arcs": built["arcs"]}


def _hexagons(frame: outlines.Frame) -> _Json:
    """Where each council of a tier has its hexagon, in the order of the frame."""
    cells = lay_out(frame).values()
    return {"x": [cell.x for cell in cells], "y": [cell.y for cell in cells]}


_Place = Callable[[shapely.Point], tuple[int, int]]


def _placing(transform: Mapping[str, Sequence[float]]) -> _Place:
    """How a point is rounded to the topology's grid."""
    (x_step, y_step), (x_first, y_first) = transform["scale"], transform["translate"]
    return lambda point: (round((point.x - x_first) / x_step), round((point.y - y_first) / y_step))


# Figures


def _key(joined: JoinedYear) -> str:
    return str(joined.period_end.year)


def _figures(joined: JoinedYear) -> _Json:
    """One year's councils and figures; every list is in the order of the councils."""
    years = joined.councils
    compared = [joined.comparisons.get(year.council.gss_code) for year in years]
    return {
        "until": _until(joined),
        "source": source(joined),
        "councils": _councils([year.council for year in years]),
        "followers": postcodes.followers(load_register(), joined.period_end),
        "fates": finding.fates([year.council for year in years], load_register()),
        "absent": _absent(joined),
        "letters": _letters(years),
        "columns": {
            name: [_sum(year, statistics) for year in years] for name, statistics in _columns().items()
        },
        "rates": {m.key: [measure(m, year).shown for year in years] for m in METRICS if m.kind is Kind.FILL},
        "classes": {
            peers.KEY: "".join(map(_standing, years, compared)),
            **{m.key: "".join(_class(m, year) for year in years) for m in METRICS},
        },
        "against": _against(years, compared),
        "descriptions": {tier: _descriptions(joined, tier) for tier in TIERS},
    }


def _descriptions(joined: JoinedYear, tier: Tier) -> Mapping[str, str]:
    marks = _mark_words()
    words = {state: " ".join(filter(None, marks[mark][:2])) for state, mark in MARKS.items()}
    return descriptions.describe(joined, tier, words)


def _councils(councils: Sequence[Council]) -> _Json:
    """Who they are; `county` is the position of a district's county, or -1."""
    position = {council.gss_code: index for index, council in enumerate(councils)}
    types = list(CouncilType)
    return {
        "code": [council.gss_code for council in councils],
        "name": [council.name for council in councils],
        "short": [council.short_name for council in councils],
        "slug": [council.slug for council in councils],
        "type": "".join(str(types.index(council.type)) for council in councils),
        "county": [position.get(council.county or "", -1) for council in councils],
    }


def _absent(joined: JoinedYear) -> _Json:
    """Councils of other days, which the find box knows too; `serving` are positions in the year's councils."""
    position = {year.council.gss_code: index for index, year in enumerate(joined.councils)}
    return [
        {
            "code": one.council.gss_code,
            "name": one.council.name,
            "short": one.council.short_name,
            "says": one.says,
            "serving": [position[code] for code in one.serving if code in position],
        }
        for one in finding.absent(load_register(), joined.period_end)
    ]


def _letters(years: Sequence[CouncilYear]) -> _Json:
    """What stands behind the figures: the letters' address and, by position, what is special about each.

    `page` is the page that the figures stand on, 0 where the PDF is not published; `held` says why figures
    are held back; `drawn` is `i` for invented figures, `r` for published ones on a redrawn page.
    """
    drawn = {None: "-", Illustration.INVENTED: "i", Illustration.REDRAWN: "r"}
    return {
        "path": _pattern((year.council, path) for year in years if (path := letter_path(year))),
        "page": [_first_page(year) if letter_path(year) else 0 for year in years],
        "drawn": "".join(drawn[year.letter.illustration if year.letter else None] for year in years),
        "held": {
            str(index): year.letter.problems[0].message if year.letter.problems else ""
            for index, year in enumerate(years)
            if year.letter is not None and year.usable is None
        },
    }


def _first_page(year: CouncilYear) -> int:
    return year.letter.pages[0] if year.letter is not None and year.letter.pages is not None else 1


def _columns() -> Mapping[str, tuple[str, ...]]:
    """Every sum of statistics that the map shows, by the name of its column."""
    sums = {statistics for row in _rows() for statistics in (row.hits, row.base) if statistics}
    sums |= {metric.hits for metric in METRICS}
    return {_column(statistics): statistics for statistics in sorted(sums)}


def _column(statistics: Sequence[str]) -> str:
    return "+".join(statistics)


_RATES = {metric.hits: metric for metric in METRICS if metric.kind is Kind.FILL}


def _sum(year: CouncilYear, statistics: Sequence[str]) -> int | None:
    """The counts of a letter that may be shown, added together; None if it lacks one of them.

    The hits of a printed rate may be known without them (mapper/metrics.py).
    """
    figures = [] if year.usable is None else [year.usable.figure(key) for key in statistics]
    values = [int(figure.value) for figure in figures if figure is not None and figure.value is not None]
    if len(values) == len(statistics):
        return sum(values)
    metric = _RATES.get(tuple(statistics))
    return None if metric is None else measure(metric, year).hits


_Compared = Sequence[peers.Comparison | None]


def _standing(year: CouncilYear, comparison: peers.Comparison | None) -> str:
    """The class against its type: 0 (clearly lower) to 4, `f` for too few to say, or a mark."""
    if comparison is None:
        return _class(peers.METRIC, year)
    few = comparison.standing is peers.Standing.TOO_FEW
    return "f" if few else str(peers.SCALE.index(comparison.standing))


def _against(years: Sequence[CouncilYear], compared: _Compared) -> _Json:
    """What councils are set against: the groups, and by position each council's group and what is said about it.

    `says` is the position in the choices' `says`, `chance` the years of 100 (null without peers), `low` and `high`
    the 95% Wilson limits of its own rate; null, or a space, where there is no rate.
    """
    groups = list(dict.fromkeys(found.peers for found in compared if found))
    cases = list(peers.SAYS)
    return {
        "groups": [_group(group, years) for group in groups],
        "group": [groups.index(found.peers) if found else None for found in compared],
        "says": "".join(str(cases.index(found.case)) if found else " " for found in compared),
        "chance": [
            None if found is None or found.chance is None else round(100 * found.chance) for found in compared
        ],
        "low": [round(found.measured.low or 0) if found else None for found in compared],
        "high": [round(found.measured.high or 0) if found else None for found in compared],
    }


def _group(group: peers.Peers, years: Sequence[CouncilYear]) -> _Json:
    """One type's councils together; `rows` is what they have beside each of the choices' rows."""
    members = [year for year in years if group.includes(year)]
    return {
        "plural": group.plural,
        "together": group.together,
        "pooled": round(100 * group.rate),
        "hits": group.hits,
        "base": group.base,
        "councils": group.councils,
        "comparable": group.comparable,
        "widened": group.widened,
        "rows": [_beside(row, members) for row in _rows()],
    }


def _beside(row: "_Row", members: Sequence[CouncilYear]) -> str:
    """A count's median, or a rate of all members' cases with the number of those; empty where there is neither."""
    pairs = [(_sum(year, row.hits), _sum(year, row.base)) for year in members]
    hits = [hit for hit, base in pairs if hit is not None and base is not None]
    if not hits:
        return ""
    if not row.base:
        return f"{median(hits):g} median"
    base = sum(base for hit, base in pairs if hit is not None and base is not None)
    return f"{100 * sum(hits) / base:.0f}% of {base:,}" if base else ""


def _class(metric: Metric, year: CouncilYear) -> str:
    measured = measure(metric, year)
    if measured.state is not State.VALUE:
        return MARKS[measured.state]
    return "c" if measured.band is None else str(measured.band)


# Choices and words


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the card: "Upheld of investigated: 1 of 1", or `none_word` where the base is zero."""

    label: str
    hits: tuple[str, ...]
    base: tuple[str, ...] = ()
    base_word: str = ""
    none_word: str = ""


def _rows() -> tuple[_Row, ...]:
    """The main figures of a letter, from all that came in down to what came of it."""
    return (
        _Row("Received", ("received_total",)),
        _Row("Decided", ("decided_total",)),
        _Row("Investigated", ("investigations",), ("decided_total",), "decided", "none decided"),
        *(
            _Row(_sentence(metric.hits_word), metric.hits, metric.base, metric.base_word, metric.none_word)
            for metric in METRICS
            if metric.kind is Kind.FILL
        ),
    )


def _choices(edition: Edition, areas: _Areas) -> _Json:
    """All that can be chosen, and the words for it; the first metric and year are shown at first."""
    councils = [year.council for joined in edition.years for year in joined.councils]
    return {
        "years": _year_choices(edition, areas),
        "metrics": [_against_type(), *map(_metric, METRICS)],
        "few": {"below": FEW, "says": _few_sentences()},
        "says": list(peers.SAYS.values()),
        "marks": _mark_words(),
        "types": [_sentence(kind.label) for kind in CouncilType],
        "rows": [
            {
                "label": row.label,
                "hits": _column(row.hits),
                "base": _column(row.base),
                "base_word": row.base_word,
                "none_word": row.none_word,
            }
            for row in _rows()
        ],
        "drawn": {"i": "Invented figures", "r": "Published figures, redrawn page"},
        "page": _pattern(
            (year.council, page_path(year)) for joined in edition.years for year in joined.councils
        ),
        "ombudsman": _ombudsman_patterns(councils),
        "postcodes": _postcode_choices(),
        "find": {"styles": finding.STYLES, "also": finding.other_names(load_register())},
        "duties": {
            "subjects": [BY_KEY[duty.subject].title for duty in finding.DUTIES],
            "district": [duty.district for duty in finding.DUTIES],
            "county": [duty.county for duty in finding.DUTIES],
            "says": finding.DUTIES_SAY,
            "source": finding.DUTIES_SOURCE,
        },
    }


def _postcode_choices() -> _Json:
    """The areas whose postcodes can be looked up, and those of other countries; None without any postcodes."""
    areas = list(postcodes.areas())
    return {"areas": areas, "elsewhere": postcodes.elsewhere()} if areas else None


def _metric(metric: Metric) -> _Json:
    words = {
        "key": metric.key,
        "title": metric.title,
        "heading": metric.heading,
        "note": metric.note,
        "kind": metric.kind.value,
        "hits": _column(metric.hits),
        "hits_word": metric.hits_word,
        "cases": metric.cases,
        "subject": metric.key in SUBJECTS,
    }
    if metric.kind is Kind.CIRCLES:
        subject = f": {metric.title.lower()}" if metric.key in SUBJECTS else ""
        return words | {
            "short": f"Received{subject}",
            "lead": f"The area of a circle is the number of complaints and enquiries received{subject}:",
            "zero": "none received",
        }
    source = "as printed" if metric.printed else "worked out from the letter"
    return words | {
        "short": metric.title,
        "rate": metric.key,
        "base": _column(metric.base),
        "base_word": metric.base_word,
        "none_word": metric.none_word,
        "classes": list(metric.classes),
        "lead": f"The rate {source}, {metric.hits_word} out of {metric.base_word}, is",
        "few": f"fewer than {FEW_WORD} {metric.base_word}",
        "none_says": f"{_sentence(metric.none_word)}, so there is no rate. That is neither good nor bad.",
    }


def _against_type() -> _Json:
    """The words of the first view, whose classes are standings and whose rates are the uphold rate's."""
    rate = _metric(peers.METRIC)
    return rate | {
        "key": peers.KEY,
        "title": peers.TITLE,
        "short": peers.SHORT,
        "heading": peers.HEADING,
        "note": peers.NOTE,
        "kind": "against",
        "rate": peers.METRIC.key,
        "classes": [peers.TITLES[standing] for standing in peers.SCALE],
        "few_class": peers.TITLES[peers.Standing.TOO_FEW],
        "lead": "Set against councils of its own type, a council’s uphold rate is",
    }


def _mark_words() -> _Json:
    """For each mark its words in the legend, what follows the number there, and the card's sentence."""
    return {
        MARKS[State.NONE]: ["", "", ""],  # a metric's own: `none_word` and `none_says`
        MARKS[State.NOT_STATED]: [
            "not stated",
            "in the letter",
            "The letter for this year does not state this figure.",
        ],
        MARKS[State.NO_LETTER]: ["no letter", "yet", "No letter has been added for this year."],
        MARKS[State.IN_REVIEW]: ["held back for a check", "", "Held back for a check."],
    }


def _few_sentences() -> Mapping[str, str]:
    """What so few cases can say, by "hits/base"; the limits are those of the 95% Wilson interval."""
    return {f"{hits}/{base}": few_cases(hits, base) for base in range(1, FEW) for hits in range(base + 1)}


def _ombudsman_patterns(councils: Sequence[Council]) -> list[tuple[str, str]]:
    """Title and address of each of the Ombudsman's pages about a council."""
    links = [(council, ombudsman_links(council)) for council in councils]
    titles = [link.title for link in links[0][1]] if links else []
    return [
        (title, _pattern((council, found[index].url) for council, found in links))
        for index, title in enumerate(titles)
    ]


def _pattern(addresses: Iterable[tuple[Council, str]]) -> str:
    """The pattern that all these addresses follow, with {slug} or {name}, so that it is sent once.

    Empty without addresses. Raises ValueError if they follow more than one.
    """
    patterns = {
        address.replace(council.slug, "{slug}").replace(quote_plus(council.name), "{name}")
        for council, address in addresses
    }
    if len(patterns) > 1:
        raise ValueError(f"Expected addresses of one pattern, got {sorted(patterns)[:3]}.")
    return patterns.pop() if patterns else ""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _year_choices(edition: Edition, areas: _Areas) -> list[_Json]:
    return [
        {"key": _key(joined), "title": _year_title(joined), "areas": key}
        for joined, key in zip(edition.years, areas.keys, strict=True)
    ]


def _year_title(joined: JoinedYear) -> str:
    last = joined.period_end.year
    return f"{last - 1}–{last % 100:02d}"


def _until(joined: JoinedYear) -> str:
    return f"Year to {joined.period_end.day} {joined.period_end:%B %Y}"


def _data_file(kind: str, key: str, value: _Json, notice: str = "") -> bytes:
    """A script that hands `value` over to the page; no text in it can be taken for markup."""
    arguments = ",".join(_json(part) for part in (kind, key, value))
    return f"{notice}lettersMap.receive({arguments});\n".encode()


def _json(value: _Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


# Elements

# branca and folium render without escaping; this environment escapes, and refuses a name it does not know.
_TEMPLATES = Environment(  # type: ignore[no-untyped-call]
    loader=FileSystemLoader(TEMPLATES / "map"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

_Corners = tuple[tuple[float, float], tuple[float, float]]


class CouncilMap(Map):
    """folium's map without tiles, and with our own files in place of ten from other hosts."""

    _template = _TEMPLATES.get_template("map.html")
    default_js = []  # noqa: RUF012 - `_Script` links them instead, so that none holds up the page
    default_css = [  # noqa: RUF012 - so declared by folium
        ("map", "assets/map.css"),
    ]

    def __init__(self, corners: _Corners) -> None:
        """`corners` are the south-western and the north-eastern one as latitude and longitude."""
        (south, west), (north, east) = corners
        super().__init__(
            tiles=None,
            location=((south + north) / 2, (west + east) / 2),
            zoom_control="topleft",  # over the Irish Sea; London enlarged lies in the North Sea
            zoom_snap=0,  # so that the whole of it fills the box, whatever its size
            keyboard=False,  # arrow keys walk from council to council instead
        )
        self._name = "CouncilMap"
        self.corners = corners
        self.attribution = "Boundaries: ONS, OGL v3.0"


class _Script(JavascriptLink):
    """A script that runs when the page has been read, in the order of the links."""

    _template = _TEMPLATES.from_string('<script src="{{ this.url }}" defer></script>')


class _Part(MacroElement):
    """A part of the page around the map: a template and the values that it takes."""

    def __init__(self, name: str, **values: object) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = name
        self._template = _TEMPLATES.get_template(f"{name}.html")
        self.values = values


def _figure(edition: Edition, areas: _Areas) -> Figure:
    """Everything of the map in the order of reading: what it shows, choices, the map, its legend, London."""
    newest = edition.years[0]
    lower = newest.frames["lower"]
    council_map = CouncilMap(_corners(lower))
    inset = _london(newest)
    figure = cast(Figure, council_map.get_root())
    for url in _script_urls(newest, areas):
        figure.header.add_child(_Script(url))
    first = _against_type()
    figure.add_child(_Part("heading", metric=first, until=_until(newest)), index=0)
    choices = _Part(
        "choices",
        metrics=[first, *map(_metric, METRICS)],
        years=_year_choices(edition, areas),
        postcodes=_postcode_choices() is not None,
    )
    figure.add_child(choices, index=1)
    figure.add_child(_Part("legend"), index=2)
    if inset is not None:
        figure.add_child(inset)
    for name in ("links", "panel", "apart"):
        values = {"year": _year_choices(edition, areas)[0], "postcodes": _postcode_choices() is not None}
        figure.add_child(_Part(name, **values))
    figure.add_child(_Part("description", description=_descriptions(newest, "lower")[peers.KEY]))
    figure.add_child(_Part("start", map=council_map, inset=inset))
    return figure


def _london(joined: JoinedYear) -> _Part | None:
    """London enlarged, since its boroughs are too small to be seen on a map of England; None without any."""
    codes = [year.council.gss_code for year in joined.councils if year.council.type is CouncilType.LONDON]
    lower = joined.frames["lower"]
    boroughs = lower[lower.index.isin(codes)]
    return None if boroughs.empty else _Part("inset", corners=_corners(boroughs))


def _corners(frame: outlines.Frame) -> _Corners:
    west, south, east, north = (round(float(edge), 4) for edge in frame.total_bounds)
    return (south, west), (north, east)


def _script_urls(newest: JoinedYear, areas: _Areas) -> tuple[str, ...]:
    """What the page loads before it can be used; other years follow when they are chosen."""
    own = ("map", "choices", f"areas-{areas.keys[0]}", f"figures-{_key(newest)}")
    return ("assets/leaflet.js", *(f"assets/map/{name}.js" for name in own))


def _render(figure: Figure) -> tuple[Markup, Markup, str]:
    """Head, body and script of a figure, each by itself, since the frame of the page is ours."""
    _number(figure)
    del figure.header._children["meta_http"]  # the frame of the page says its encoding
    for child in figure._children.values():
        child.render()
    # Nothing in them is unescaped: the templates are rendered with autoescape on.
    head, body, script = (part.render() for part in (figure.header, figure.html, figure.script))
    return Markup(head), Markup(body), script  # noqa: S704


def _number(figure: Figure) -> None:
    """Give every element a number for its random id, so that two builds do not differ."""
    elements = [*figure.header._children.values(), *figure._children.values()]
    for number, element in enumerate(elements, start=1):
        element._id = str(number)


# Files


def _own_files() -> dict[str, bytes]:
    """Our scripts, joined because so many files take longer to come than one."""
    return {"assets/map/map.js": b"\n".join(asset(f"map/{name}.js") for name in SCRIPTS)}


def _postcode_files() -> dict[str, bytes]:
    """One script a postcode area, which the page loads when a postcode of that area is typed."""
    return {
        f"assets/postcodes/{area}.js": _data_file("postcodes", area, path.read_text("ascii"))
        for area, path in postcodes.areas().items()
    }


def _leaflet_files() -> dict[str, bytes]:
    """Leaflet's script from the installed package; its style sheet with ours behind it, and the pictures it names."""
    style = (_LEAFLET / "leaflet.css").read_bytes()
    pictures = re.findall(rb"url\((images/[^)]+)\)", style)
    names = ["leaflet.js", *sorted({name.decode() for name in pictures})]
    files = {f"assets/{name}": (_LEAFLET / name).read_bytes() for name in names}
    own = (asset(f"map/{name}.css") for name in STYLES)
    return {**files, "assets/map.css": b"\n".join((style, *own))}
