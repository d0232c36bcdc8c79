"""The map alone, for pages of others to embed: its view stands in its address, as on the map's own page."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapper.map.choropleth import MapParts
from mapper.pages.frame import Page, frame_of_years
from mapper.pages.site import Site

PATH = "embed.html"
"""It stands beside the map's page, because the scripts find their files from there."""


@dataclass(frozen=True, slots=True)
class EmbedPage(Page):
    """The map without navigation."""

    map: MapParts


def build(site: Site) -> Iterator[tuple[str, EmbedPage]]:
    """The page, with its path."""
    yield PATH, EmbedPage(frame_of_years(site, PATH, "map", "Map", site.edition.opening), site.map)
