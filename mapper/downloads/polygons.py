"""The polygons of a tier with the figures of each council, as GeoJSON (RFC 7946)."""

from mapper.councils import boundaries
from mapper.councils.tiers import Tier
from mapper.measures.edition import Edition
from mapper.measures.joined import join_statistics
from mapper.measures.table import written
from mapper.review.report import ILLUSTRATIVE_NOTICE


def write(edition: Edition, tier: Tier) -> bytes:
    """The polygons of a tier in the edition's only year, with the row of each council as properties."""
    (joined,) = edition.years
    frame = join_statistics(joined.frames[tier], written(joined.table))
    return boundaries.to_geojson(frame, ILLUSTRATIVE_NOTICE if edition.illustrative else "")
