"""The live map: every metric, year and tier on one page, drawn by Leaflet."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from mapper.map.areas import areas_by_year
from mapper.map.choices import choices_of
from mapper.map.elements import figure_of, rendered
from mapper.map.figures import figures_of_year
from mapper.map.files import data_file, leaflet_files, own_files, postcode_files
from mapper.measures.edition import Edition
from mapper.review.report import ILLUSTRATIVE_NOTICE
from mapper.shelf import EMPTY, Shelf


@dataclass(frozen=True)
class MapParts:
    """The map as parts of a page, and the files that they load.

    `head` and `body` go where their names say, `scripts` at the end of the body. `files` are keyed by their paths
    from the site's root; the other parts link to them by these paths.
    """

    head: Markup
    body: Markup
    scripts: Markup
    files: Mapping[str, bytes]


def render(edition: Edition, shelf: Shelf = EMPTY) -> MapParts:
    """Draw the edition's map; the same edition gives the same bytes, with or without a shelf."""
    areas = areas_by_year(edition.years, shelf)
    notice = f"/* {ILLUSTRATIVE_NOTICE} */\n" if edition.illustrative else ""
    data = {
        "assets/map/choices.js": data_file("choices", "", choices_of(edition, areas)),
        **{
            f"assets/map/areas-{key}.js": data_file("areas", key, topology)
            for key, topology in areas.topologies
        },
        **{
            f"assets/map/figures-{joined.period_end.year}.js": data_file(
                "figures", str(joined.period_end.year), figures_of_year(joined, edition.register), notice
            )
            for joined in edition.years
        },
    }
    head, body, script = rendered(figure_of(edition, areas))
    files = {
        **leaflet_files(),
        **own_files(),
        **data,
        **postcode_files(),
        "assets/map/page.js": script.encode(),
    }
    return MapParts(head, body, Markup('<script src="assets/map/page.js" defer></script>'), files)
