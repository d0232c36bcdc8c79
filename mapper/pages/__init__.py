"""The pages of the site: each has a module with its record and its builder, a template, and an entry in `PAGES`.

Calculations, choices and formatting are done in Python: a record has values that are ready to print, and the template
only puts them in place. Links are relative and name a file, so that the site works under any path and from disk.
The templates escape every value.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from mapper.letters.place_pictures import PlacePicture
from mapper.map.choropleth import MapParts
from mapper.measures.edition import Edition
from mapper.pages import (
    about,
    changes,
    compare,
    council,
    council_records,
    councils,
    data,
    embed,
    england,
    index,
    letter,
    missing,
    misuse,
    records,
    report,
)
from mapper.pages.frame import Page
from mapper.pages.parts import year_funnels
from mapper.pages.parts.licences import licence_files
from mapper.pages.site import Section, Site
from mapper.pictures.picture import Picture
from mapper.resources import asset
from mapper.templates import to_html

__all__ = ["PAGES", "PageKind", "render"]


class PageKind(NamedTuple):
    """One page, or many of one kind.

    Parameters
    ----------
    template
        The name of its file in `templates/`.
    record
        The type of page that the template takes: the fields are the template's variables.
    build
        Yields each page with its path.
    section
        Its place in the navigation, if it has one.
    is_there
        Whether an edition has the page; a section without its page is not in the navigation.
    """

    template: str
    record: type[Page]
    build: Callable[[Site], Iterator[tuple[str, Page]]]
    section: Section | None = None
    is_there: Callable[[Edition], bool] = lambda _: True


PAGES: tuple[PageKind, ...] = (
    PageKind("index.html", index.IndexPage, index.build, index.SECTION),
    PageKind("councils.html", councils.CouncilsPage, councils.build, councils.SECTION),
    PageKind("compare.html", compare.ComparePage, compare.build),
    PageKind("england.html", england.EnglandPage, england.build, england.SECTION),
    PageKind("council.html", council.CouncilPage, council.build),
    PageKind("letter.html", letter.LetterPage, letter.build),
    PageKind("records.html", records.RecordsPage, records.build, records.SECTION, records.is_there),
    PageKind("council_records.html", council_records.CouncilRecordsPage, council_records.build),
    PageKind("data.html", data.DataPage, data.build, data.SECTION),
    PageKind("report.html", report.ReportPage, report.build),
    PageKind("about.html", about.AboutPage, about.build, about.SECTION),
    PageKind("embed.html", embed.EmbedPage, embed.build),
    PageKind("404.html", missing.MissingPage, missing.build),
    PageKind("misuse.html", misuse.MisusePage, misuse.build),
    PageKind("changes.html", changes.ChangesPage, changes.build),
)
"""The pages; those with a section make the navigation, in this order."""

ASSETS: Mapping[str, tuple[str, ...]] = {
    "site.css": (
        "tokens.css",
        "base.css",
        "frame.css",
        "tables.css",
        "marks.css",
        "controls.css",
        "listing.css",
    ),
    "pages.css": (
        "funnel.css",
        "history.css",
        "beside.css",
        "committee.css",
        "council.css",
        "figures.css",
        "councils.css",
        "records.css",
        "about.css",
        "data.css",
        "england.css",
    ),
    "compare.css": ("compare.css",),
    "letter.css": ("letter.css",),
    "print.css": ("print.css",),
    "print-pages.css": ("print-council.css",),
    "table.js": (
        "map/data/received.js",
        "map/data/words.js",
        "map/data/year.js",
        "map/data/offers.js",
        "map/draw/elements.js",
        "map/draw/signs.js",
        "map/view/view.js",
        "map/view/address.js",
        "map/parts/warning.js",
        "map/parts/choose.js",
        "map/parts/rows.js",
        "map/parts/listing.js",
        "councils.js",
    ),
    "copy.js": ("copy.js",),
    "compare.js": ("compare/draw.js", "compare/page.js"),
}
"""The files that pages share, by name: each is joined from several parts, to save requests.

`site.css` and `print.css` are for every page. The map has the rest of its style in a sheet of its own, and all other
pages share `pages.css`, so that the first view of the map carries nothing that it does not show.
"""


def render(
    edition: Edition,
    map_parts: MapParts,
    pictures: tuple[Picture, ...],
    sizes: Mapping[str, int] = MappingProxyType({}),
    places: Mapping[str, Sequence[PlacePicture]] = MappingProxyType({}),
) -> dict[str, bytes]:
    """The content of every page, shared asset and notice, by path.

    `sizes` are those of the downloads, `places` the pictures of each letter.
    """
    there = [kind for kind in PAGES if kind.is_there(edition)]
    sections = tuple(kind.section for kind in there if kind.section is not None)
    site = Site(edition, map_parts, pictures, sections, sizes, places)
    pages = {path: to_html(kind.template, page) for kind in there for path, page in kind.build(site)}
    pages |= {**records.files(edition), **compare.files(site), **year_funnels.files(site), **licence_files()}
    return pages | {f"assets/{name}": b"\n".join(map(asset, parts)) for name, parts in ASSETS.items()}
