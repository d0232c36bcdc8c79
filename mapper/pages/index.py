"""The page of the map, with pictures of it for readers without scripts."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapper.map.choropleth import MapParts
from mapper.pages.frame import Page, frame_of_years
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
    frame = frame_of_years(site, SECTION.path, SECTION.key, "Map", site.edition.opening)
    yield SECTION.path, IndexPage(frame, site.map, site.pictures)
