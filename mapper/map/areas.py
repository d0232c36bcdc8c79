"""The areas of the map: the polygons of both tiers as one topology, and their hexagons.

Each arc (a stretch of border) is sent once. Both tiers share the arcs, and years with the same polygons share a
topology. It is made as TopoJSON, and packed (`packing.py`).
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import shapely
from topojson.core.topology import Topology

from mapper.councils.crs import WGS84
from mapper.councils.tiers import TIERS
from mapper.map import outlines
from mapper.map.files import Json
from mapper.map.packing import packed
from mapper.measures.joined import JoinedYear
from mapper.shelf import EMPTY, Shelf

GRID = 10_000
"""Number of grid steps across the width, and down the height, of the map; coordinates are rounded to them.

On a map of England a step is about 60 metres. With half as many steps, spits on the coast fold onto themselves.
"""

_NEAR = 0.001  # degrees

_Place = Callable[[shapely.Point], tuple[int, int]]


@dataclass(frozen=True)
class Areas:
    """The topologies with their keys, and the key of each year's topology, in the order of the edition."""

    topologies: tuple[tuple[str, Json], ...]
    keys: tuple[str, ...]


def areas_by_year(years: Sequence[JoinedYear], shelf: Shelf = EMPTY) -> Areas:
    """The topologies of these years: one for each distinct set of polygons.

    Its key is the first year that uses it: the newest, as an edition's years stand newest first.
    """
    key_of: dict[tuple[object, ...], str] = {}
    topologies: dict[str, Json] = {}
    keys = []
    for joined in years:
        polygons = tuple(
            (*frame.index, *shapely.to_wkb(frame.geometry.to_numpy()))
            for frame in (joined.frames["lower"], joined.frames["upper"])
        )
        key = key_of.setdefault(polygons, str(joined.period_end.year))
        if key not in topologies:
            made_from = (
                part if isinstance(part, bytes) else str(part).encode() for tier in polygons for part in tier
            )
            topologies[key] = json.loads(shelf.kept("areas", made_from, partial(_drawn, joined)))
        keys.append(key)
    return Areas(tuple(topologies.items()), tuple(keys))


def _drawn(joined: JoinedYear) -> bytes:
    """The topology of a year with its hexagons, as JSON."""
    lower, upper = joined.frames["lower"], joined.frames["upper"]
    topology = packed(_topology(lower, upper), _inside(lower, upper))
    return json.dumps(
        topology | {"hexagons": {tier: _hexagons(joined.frames[tier]) for tier in TIERS}}
    ).encode()


def _topology(lower: outlines.Frame, upper: outlines.Frame) -> Json:
    """Both tiers in EPSG:4326 as one TopoJSON topology with the objects `lower` and `upper`.

    A geometry's `id` is its GSS code. Its property `at` is the point farthest from the area's border, on the same
    grid as the arcs. An area of both tiers has it in `lower` only.
    """
    drawn = (frame.to_crs(WGS84) for frame in outlines.simplified(lower, upper))
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


def _inside(lower: outlines.Frame, upper: outlines.Frame) -> dict[str, list[int]]:
    """By the code of each area of the upper tier, the positions of the areas of the lower tier that lie in it."""
    points = lower.representative_point().to_numpy()
    tree = shapely.STRtree(points)
    return {
        code: sorted(map(int, tree.query(polygon, predicate="contains")))
        for code, polygon in upper.geometry.items()
    }


def _hexagons(frame: outlines.Frame) -> Json:
    """The cell of each council's hexagon, in the order of the frame."""
    # Imported here, because a build that keeps its layouts has no need of the numerical libraries behind them.
    from mapper.map.hexagons import lay_out

    cells = lay_out(frame).values()
    return {"x": [cell.x for cell in cells], "y": [cell.y for cell in cells]}


def _placing(transform: Mapping[str, Sequence[float]]) -> _Place:
    """A function that rounds a point to the topology's grid."""
    (x_step, y_step), (x_first, y_first) = transform["scale"], transform["translate"]
    return lambda point: (round((point.x - x_first) / x_step), round((point.y - y_first) / y_step))
