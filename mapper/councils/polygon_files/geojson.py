"""GeoJSON (RFC 7946, and the older form that names a coordinate system) and TopoJSON, read without any driver.

A document is decoded with its types, by a decoder that limits how deep values may be nested. Nothing in it is an
address that would be followed.
"""

import re
from typing import Any

import msgspec
import shapely

from mapper.councils.crs import WGS84
from mapper.councils.polygon_files import topology
from mapper.councils.polygon_files.layer import Layer, columns_of

_EPSG = re.compile(r"(?:urn:ogc:def:crs:EPSG:[\w.]*:|EPSG:)(\d{4,6})", re.IGNORECASE)
_DEGREES = re.compile(r"urn:ogc:def:crs:OGC:[\w.]*:CRS84", re.IGNORECASE)
_NOTHING = msgspec.Raw(b"null")


class _Document(msgspec.Struct):
    type: str | None = None


class _Feature(msgspec.Struct):
    geometry: msgspec.Raw = _NOTHING
    properties: dict[str, Any] | None = None
    id: Any = None

    def row(self) -> dict[str, object]:
        """The values by name; the id, which stands beside them, where none has its name."""
        return {"id": self.id, **(self.properties or {})} if self.id is not None else self.properties or {}


class _Named(msgspec.Struct):
    name: str | None = None


class _Crs(msgspec.Struct):
    properties: _Named | None = None


class _Collection(msgspec.Struct):
    features: list[_Feature]
    name: str | None = None
    crs: _Crs | None = None


def layers(content: bytes, stem: str) -> tuple[str, list[Layer]]:
    """GeoJSON or TopoJSON, which of them it is, and its layers: of GeoJSON one, of TopoJSON its objects.

    `stem` names a layer that has no name. Raises ValueError, msgspec.DecodeError or RecursionError if it is neither.
    """
    content = content.removeprefix(b"\xef\xbb\xbf")
    kind = msgspec.json.decode(content, type=_Document).type
    if kind == "FeatureCollection":
        return "GeoJSON", [_layer(msgspec.json.decode(content, type=_Collection), stem)]
    if kind == "Topology":
        return "TopoJSON", topology.layers(content)
    said = "no type" if kind is None else f"the type '{kind[:40]}'"
    raise ValueError(f"it is JSON with {said}. Expected FeatureCollection (GeoJSON) or Topology (TopoJSON)")


def _layer(collection: _Collection, stem: str) -> Layer:
    geometries = shapely.from_geojson(
        [bytes(one.geometry) for one in collection.features], on_invalid="ignore"
    )
    return Layer(
        collection.name or stem,
        columns_of(feature.row() for feature in collection.features),
        shapely.force_2d(geometries),
        _crs(collection.crs),
    )


def _crs(said: _Crs | None) -> str | None:
    """The coordinate system in the one form that is taken; any other is refused, because a name may be an address."""
    name = said.properties.name if said and said.properties else None
    if name is None:
        return None
    if _DEGREES.fullmatch(name):
        return WGS84
    if match := _EPSG.fullmatch(name):
        return f"EPSG:{match[1]}"
    raise ValueError(
        f"it names the coordinate system '{name[:60]}'. Expected one such as urn:ogc:def:crs:EPSG::27700"
    )
