"""The polygons of a tier with the figures of each council, as GeoJSON (RFC 7946)."""

import json

from mapper.councils import boundaries
from mapper.councils.tiers import Tier
from mapper.downloads import councils
from mapper.measures.edition import Edition
from mapper.review.report import ILLUSTRATIVE_NOTICE


def write(edition: Edition, tier: Tier) -> bytes:
    """The polygons of the edition's one year, one feature a line, with the row of each council as properties."""
    (joined,) = edition.years
    rows = councils.rows(joined)
    collection = json.loads(boundaries.to_geojson(joined.frames[tier]))
    lines = [
        _compact({**feature, "properties": rows[feature["properties"]["gss_code"]]})
        for feature in collection["features"]
    ]
    notice = [f'"notice":{_compact(ILLUSTRATIVE_NOTICE)}'] if edition.illustrative else []
    head = ",".join(['"type":"FeatureCollection"', *notice])
    return ("{" + head + ',"features":[\n' + ",\n".join(lines) + "\n]}\n").encode()


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
