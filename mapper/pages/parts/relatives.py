"""A district's county and its other districts, or the districts of a county."""

from dataclasses import dataclass

from mapper.councils.addresses import Link
from mapper.councils.council import Council, CouncilType
from mapper.pages.names import alphabetical, council_link, name_of, typeset
from mapper.pages.site import Site
from mapper.review.reading import CouncilYear


@dataclass(frozen=True, slots=True)
class Relatives:
    """The county of a district and its other districts, or the districts of a county."""

    title: str
    sentence: str
    links: tuple[Link, ...]


def relatives(year: CouncilYear, county: Council | None, site: Site, root: str) -> Relatives | None:
    """The councils that share a place with this one; None where there are none."""
    council = year.council
    links = tuple(council_link(other, root) for other in _districts(year, site))
    if not links and county is None:
        return None
    if council.type is CouncilType.COUNTY:
        what = f"{typeset(council.name)} and these districts share the work; each has a letter of its own."
        return Relatives(f"Districts in {name_of(council)}", what, links)
    county_name = name_of(county) if county else "the county"
    what = f"{name_of(council)} and its county share the work; each has a letter of its own."
    first = (Link(typeset(county.name), council_link(county, root).url),) if county else ()
    return Relatives(f"{county_name} and its other districts", what, first + links)


def _districts(year: CouncilYear, site: Site) -> list[Council]:
    """The districts of the council, if it is a county, or of its county, but for itself."""
    council = year.council
    code = council.gss_code if council.type is CouncilType.COUNTY else council.county
    if code is None:
        return []
    councils = (other.council for other in site.joined(year.period_end).councils)
    return sorted((c for c in councils if c.county == code and c is not council), key=alphabetical)
