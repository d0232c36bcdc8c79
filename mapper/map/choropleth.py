"""The live map: one geometry for both tiers, many metrics, drawn by Leaflet."""

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


@dataclass(frozen=True)
class MapParts:
    """The map as parts of a page: what goes into its head, its body and its end, and the files they load.

    `files` has a site path for each file; `head`, `body` and `scripts` name them relative to the site's root.
    """

    head: Markup
    body: Markup
    scripts: Markup
    files: Mapping[str, bytes]


def render(edition: Edition) -> MapParts:
    """Draw the edition's map. The same edition gives the same bytes."""
    areas = areas_by_year(edition.years)
    notice = f"/* {ILLUSTRATIVE_NOTICE} */\n" if edition.illustrative else ""
    data = {
        "assets/map/choices.js": data_file("choices", "", choices_of(edition, areas)),
        **{
            f"assets/map/areas-{key}.js": data_file("areas", key, topology)
            for key, topology in areas.topologies
        },
        **{
            f"assets/map/figures-{joined.period_end.year}.js": data_file(
                "figures", str(joined.period_end.year), figures_of_year(joined), notice
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
