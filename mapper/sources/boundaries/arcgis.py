"""A layer of polygons of an ArcGIS server, read page by page.

The server says how many rows there are; so many have to come, each with another code. Where something is wrong it often
answers 200, with an error for a body.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from mapper.sources.site.trouble import Unobtainable
from mapper.sources.site.web import Web

Json = dict[str, object]

_ROWS = 50
"""Rows on a page: full ones can be of megabytes."""
_MOST_BYTES = 64 * 1024**2
_DECIMALS = 6
"""About 0.1 m. Corners that two areas share are rounded alike, so their lines still meet."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a server, and the column of it by which rows are chosen and told apart."""

    web: Web
    url: str
    column: str

    def features(self, where: str, on_page: Callable[[int, int], None]) -> list[Json]:
        """The rows that fulfil a condition, as GeoJSON features in longitude and latitude, sorted by their codes.

        `on_page` is called with the rows so far and the rows in all. Raises Unobtainable if they do not all come.
        """
        answer = self._ask(where, {"returnCountOnly": "true", "f": "json"})
        number = answer.get("count")
        if not isinstance(number, int) or number <= 0:
            raise Unobtainable(f"the server counts {number!r:.40} rows where {where}")
        found: dict[str, Json] = {}
        while len(found) < number:
            page = list(self._page(where, len(found)))
            new = {code: feature for code, feature in page if code not in found}
            if not new or len(new) < len(page):
                raise Unobtainable(f"of {number} rows {len(found)} came, and then the same again, or none")
            found |= new
            on_page(len(found), number)
        if len(found) != number:
            raise Unobtainable(f"{len(found)} rows came where the server counts {number}")
        return [found[code] for code in sorted(found)]

    def _page(self, where: str, offset: int) -> Iterator[tuple[str, Json]]:
        """The rows of one page with their codes."""
        answer = self._ask(
            where,
            {
                "outFields": self.column,
                "outSR": 4326,
                "geometryPrecision": _DECIMALS,
                "orderByFields": self.column,
                "resultOffset": offset,
                "resultRecordCount": _ROWS,
                "f": "geojson",
            },
        )
        rows = answer.get("features")
        for row in rows if isinstance(rows, list) else ():
            properties = row.get("properties") if isinstance(row, dict) else None
            code = properties.get(self.column) if isinstance(properties, dict) else None
            if not isinstance(code, str) or not isinstance(row.get("geometry"), dict):
                raise Unobtainable(f"a row came without a code in {self.column}, or without a polygon")
            yield code, {"type": "Feature", "properties": {self.column: code}, "geometry": row["geometry"]}

    def _ask(self, where: str, more: Json) -> Json:
        return ask(self.web, f"{self.url}/query?{urlencode({'where': where, **more})}")


def ask(web: Web, url: str) -> Json:
    """The object that a server answers with. Raises Unobtainable where it is none, or says that something is wrong."""
    answer = web.get(url, _MOST_BYTES)
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Unobtainable("the answer is no JSON object")
    error = found.get("error")
    if error is not None:
        code = error.get("code") if isinstance(error, dict) else None
        raise Unobtainable(f"the server says that something is wrong (error {code!r:.20})")
    return found
