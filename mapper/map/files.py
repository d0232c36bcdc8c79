"""The files that the map page loads: the site's own scripts and styles, Leaflet, postcodes and data.

Data is sent as scripts, because a page opened from disk may load scripts but may not fetch files.
"""

import json
from typing import Any

from mapper.map import leaflet, postcodes
from mapper.resources import asset

SCRIPTS = (
    "data/received",
    "data/topology",
    "data/words",
    "data/year",
    "data/offers",
    "draw/elements",
    "draw/pane",
    "draw/signs",
    "draw/line",
    "draw/areas",
    "draw/near",
    "draw/outlines",
    "draw/tooltip",
    "draw/match",
    "draw/placing",
    "draw/names",
    "draw/drawing",
    "draw/sheet",
    "draw/copies",
    "draw/flow",
    "draw/boxes",
    "draw/maps",
    "draw/picture",
    "view/view",
    "view/views",
    "view/address",
    "view/moves",
    "view/walk",
    "view/pick",
    "view/stage",
    "parts/apart",
    "parts/warning",
    "parts/heading",
    "parts/choose",
    "parts/controls",
    "parts/legend",
    "parts/panel",
    "parts/usual",
    "parts/link",
    "parts/said",
    "parts/tools",
    "parts/keep",
    "parts/find",
    "parts/locate",
    "view/start",
)
"""The site's own scripts for the first view in the order in which they are joined: files of `templates/assets/map/`."""

REST = (
    "data/serving",
    "data/placed",
    "data/postcodes",
    "data/names",
    "draw/hexagons",
    "parts/interval",
    "parts/council",
    "parts/answer",
    "parts/rows",
    "parts/listing",
    "parts/table",
    "view/rest",
)
"""Those that come once somebody uses the page, with the rest of the data; the last one says that they are there."""

READY = "view/ready"
"""The script that runs after all others, whether or not they have come."""

STYLES = (
    "page",
    "brief",
    "choices",
    "find",
    "answer",
    "window",
    "tools",
    "areas",
    "names",
    "legend",
    "inset",
    "panel",
    "interval",
    "apart",
    "table",
    "pictures",
    "embed",
)
"""The map's style sheets in the order in which they are joined: a later one may override an earlier one."""

Json = Any  # what json.dumps takes


def data_file(kind: str, key: str, value: Json, notice: str = "") -> bytes:
    """A script that passes `value` to the page; no text in it can be taken for markup.

    Parameters
    ----------
    kind, key
        What the value is, such as `figures`, and which, such as `2019`.
    value
        Anything that JSON can express.
    notice
        A comment to put before the script.
    """
    arguments = ",".join(to_json(part) for part in (kind, key, value))
    return f"{notice}lettersMap.receive({arguments});\n".encode()


def to_json(value: Json) -> str:
    """The value as compact JSON, with `<` escaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def own_files() -> dict[str, bytes]:
    """The site's own scripts in two files, which load faster than many, and the one that runs last."""
    joined = {
        f"assets/map/{file}.js": b"\n".join(asset(f"map/{name}.js") for name in names)
        for file, names in (("map", SCRIPTS), ("rest-scripts", REST))
    }
    return joined | {"assets/map/ready.js": asset(f"map/{READY}.js")}


def postcode_files() -> dict[str, bytes]:
    """One script for each postcode area; the page loads it when a postcode of that area is typed."""
    return {
        f"assets/postcodes/{area}.js": data_file("postcodes", area, path.read_text("ascii"))
        for area, path in postcodes.areas().items()
    }


def leaflet_files() -> dict[str, bytes]:
    """Leaflet's script, and what is needed of its style sheet followed by the map's own."""
    own = (asset(f"map/{name}.css") for name in STYLES)
    return {"assets/leaflet.js": leaflet.script(), "assets/map.css": b"\n".join((leaflet.style(), *own))}
