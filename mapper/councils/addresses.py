"""Addresses on the Ombudsman's site, all in one place because they change.

The pages of statistics and service improvements have been seen in use; the search for decisions was reported by
others. The slug is `Council.slug`.
"""

from dataclasses import dataclass
from urllib.parse import quote_plus

from mapper.councils.council import Council

OMBUDSMAN = "https://www.lgo.org.uk"
STATISTICS = OMBUDSMAN + "/your-councils-performance/{slug}/statistics"
SERVICE_IMPROVEMENTS = OMBUDSMAN + "/your-councils-performance/{slug}/serviceimprovements"
# The search needs a first and a last day; these include every decision.
DECISIONS = (
    OMBUDSMAN + "/Decisions/SearchResults?aname={name}&dc=c%2Bnu%2Bu%2B&fd=0001-01-01"
    "&page=1&sortOrder=descending&td=2099-12-31"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a reader sees it."""

    title: str
    url: str


def ombudsman_links(council: Council) -> tuple[Link, ...]:
    """The Ombudsman's own pages about a council; the one on its statistics lists its public interest reports."""
    words = {"slug": council.slug, "name": name_in_address(council)}
    return (
        Link("Decisions", DECISIONS.format(**words)),
        Link("Statistics and public interest reports", STATISTICS.format(**words)),
        Link("Service improvements", SERVICE_IMPROVEMENTS.format(**words)),
    )


def name_in_address(council: Council) -> str:
    """The council's name as the search takes it: with a plain apostrophe, and escaped."""
    return quote_plus(council.name.replace("’", "'"))
