"""Leaflet's files, without the rules of its style sheet for what this map does not have."""

import re
from importlib.resources import files

from mapper.resources import minified_style

_FOLDER = files("js_lib_leaflet") / "static" / "js_lib_leaflet"

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_UNUSED = re.compile(
    r"leaflet-(?:tile|marker|shadow|image-layer|popup|tooltip|bar|control-(?:zoom|layers|scale)|crosshair|oldie|div-icon|"
    r"vml|default-icon|attribution-flag|safari)|lvml"
)
"""Names in the selectors of what is never on this map: tiles, markers, popups, and controls that the page has."""


def script() -> bytes:
    """Leaflet, minified by those who make it."""
    return (_FOLDER / "leaflet.js").read_bytes()


def style() -> bytes:
    """The rules of Leaflet's style sheet for the panes, the areas and the attribution: a quarter of it."""
    given = minified_style((_FOLDER / "leaflet.css").read_text("utf-8"))
    plain, _, _ = given.partition("@media print")
    rules = ((_kept(selectors), body) for selectors, body in _RULE.findall(plain))
    return "".join(f"{selectors}{{{body}}}" for selectors, body in rules if selectors).encode()


def _kept(selectors: str) -> str:
    return ",".join(one for one in selectors.split(",") if not _UNUSED.search(one))
