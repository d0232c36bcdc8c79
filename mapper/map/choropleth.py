"""The live map: every metric, year and tier on one page, drawn by Leaflet."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from mapper.map.areas import areas_by_year
from mapper.map.by_residents import has_residents, with_residents
from mapper.map.choices import choices_of, first_words
from mapper.map.elements import figure_of, rendered
from mapper.map.figures import figures_of_year
from mapper.map.files import Json, data_file, leaflet_files, own_files, postcode_files
from mapper.map.listing import list_words
from mapper.map.parting import parted_choices, parted_figures
from mapper.map.span_figures import figures_of_span
from mapper.measures.edition import Edition, has_illustrative
from mapper.measures.opening import Period
from mapper.measures.together import Span
from mapper.review.report import ILLUSTRATIVE_NOTICE
from mapper.shelf import EMPTY, Shelf

_SCRIPTS = Markup(
    '<script src="assets/map/page.js" defer></script><script src="assets/map/ready.js" defer></script>'
)


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
    data = {
        f"assets/map/areas-{key}.js": data_file("areas", key, topology) for key, topology in areas.topologies
    }
    choices = parted_choices({**choices_of(edition, areas), "listing": list_words(edition)})
    data["assets/map/choices.js"] = data_file("choices", "", choices.first)
    data["assets/map/rest-choices.js"] = data_file("rest", "choices", choices.rest)
    for period in edition.periods:
        notice = f"/* {ILLUSTRATIVE_NOTICE} */\n" if has_illustrative(period) else ""
        figures = parted_figures(_figures(period, edition), first_words())
        data[f"assets/map/figures-{period.key}.js"] = data_file("figures", period.key, figures.first, notice)
        data[f"assets/map/rest-{period.key}.js"] = data_file("rest", period.key, figures.rest, notice)
    head, body, script = rendered(figure_of(edition, areas))
    files = {
        **leaflet_files(),
        **own_files(),
        **data,
        **postcode_files(),
        "assets/map/page.js": script.encode(),
    }
    return MapParts(head, body, _SCRIPTS, files)


def _figures(period: Period, edition: Edition) -> Json:
    if isinstance(period, Span):
        return figures_of_span(period, edition.register)
    figures = figures_of_year(period, edition.register)
    return with_residents(figures, period) if has_residents(edition) else figures
