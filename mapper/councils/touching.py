"""Which areas of a coverage share a line. Areas that meet in a single point do not touch in this sense."""

from collections import defaultdict
from collections.abc import Mapping

import shapely
from geopandas import GeoDataFrame


def touching(frame: GeoDataFrame) -> Mapping[str, tuple[str, ...]]:
    """The codes of the areas that share a line with each area, sorted.

    `frame` has one polygon an area, index the code. An area that touches none has an empty entry.
    """
    codes, shapes = list(frame.index), frame.geometry.to_numpy()
    found: defaultdict[str, set[str]] = defaultdict(set)
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects").T
    for one, other in pairs:
        if one < other and shapely.intersection(shapes[one], shapes[other]).length > 0:
            found[codes[one]].add(codes[other])
            found[codes[other]].add(codes[one])
    return {code: tuple(sorted(found[code])) for code in codes}
