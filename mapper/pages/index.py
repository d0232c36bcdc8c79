"""The page of the map, with pictures of it for readers without scripts."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapper.map.choropleth import MapParts
from mapper.pages.frame import Page, map_frame
from mapper.pages.site import Section, Site
from mapper.pictures.picture import Picture

SECTION = Section("map", "Map", "index.html")


@dataclass(frozen=True, slots=True)
class IndexPage(Page):
    """The page of the map; the first picture is of the lower tier in the newest year."""

    map: MapParts
    pictures: tuple[Picture, ...]


def build(site: Site) -> Iterator[tuple[str, IndexPage]]:
    """The page, with its path."""
    frame = map_frame(site, SECTION.path, SECTION.key, "Map")
    yield SECTION.path, IndexPage(frame, site.map, site.pictures)
