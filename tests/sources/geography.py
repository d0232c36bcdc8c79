"""A server of polygons on this machine, as the ONS's: a list of services, and layers that are read page by page."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from geopandas import GeoDataFrame

from tests.sources.site import Asked, Reply, Site

JSON = "application/json; charset=utf-8"
ROOT = "/ESMARspQHYMw9BZ9/arcgis/rest/services"


@dataclass
class Layer:
    """A layer's rows; the most that it gives at a time; and what it does wrong, by the number of the page."""

    column: str
    rows: list[dict[str, object]]
    most: int = 1000
    wrong: dict[int, Reply] = field(default_factory=dict)
    ignores_offset: bool = False
    count: int | None = None
    pages: int = 0


class Geography(Site):
    """Services by their names; addresses are told from their parts, whatever the order of the query."""

    def __init__(self) -> None:
        super().__init__()
        self.layers: dict[str, Layer] = {}
        self.others: list[str] = []

    def add(self, name: str, column: str, frame: GeoDataFrame) -> Layer:
        rows = json.loads(frame[[column, "geometry"]].to_crs(4326).to_json())["features"]
        self.layers[name] = Layer(column, rows)
        return self.layers[name]

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        parts = urlsplit(asked.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == ROOT:
            names = [*self.others, *self.layers]
            return _json({"services": [{"name": name, "type": "FeatureServer"} for name in names]})
        service, _, place = parts.path.removeprefix(f"{ROOT}/").partition("/FeatureServer/0")
        layer = self.layers.get(service)
        if layer is None:
            return super().answer(asked) if parts.path in self.replies else Reply(status=404)
        if place == "":
            names = ["FID", layer.column, "Shape__Area"]
            return _json({"type": "Feature Layer", "fields": [{"name": name} for name in names]})
        return self._query(layer, query)

    def _query(self, layer: Layer, query: dict[str, str]) -> Reply:
        assert query["where"] == f"{layer.column} LIKE 'E%'"
        rows = [row for row in layer.rows if str(_code(row, layer)).startswith("E")]
        if query.get("returnCountOnly") == "true":
            return _json({"count": len(rows) if layer.count is None else layer.count})
        layer.pages += 1
        if layer.pages in layer.wrong:
            return layer.wrong.pop(layer.pages)
        first = 0 if layer.ignores_offset else int(query["resultOffset"])
        size = min(layer.most, int(query["resultRecordCount"]))
        assert (query["outSR"], query["f"], query["outFields"]) == ("4326", "geojson", layer.column)
        page: Sequence[object] = rows[first : first + size]
        return _json({"type": "FeatureCollection", "features": page, "exceededTransferLimit": True})


def _code(row: dict[str, object], layer: Layer) -> object:
    properties = row["properties"]
    assert isinstance(properties, dict)
    return properties[layer.column]


def _json(value: object) -> Reply:
    return Reply(json.dumps(value).encode(), kind=JSON)


def failure(code: int = 400) -> Reply:
    """An error as such servers give it: with status 200."""
    return _json({"error": {"code": code, "message": "Unable to complete operation.", "details": []}})
