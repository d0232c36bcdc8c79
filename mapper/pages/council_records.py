"""The page of everything that the Ombudsman has published about one council, as far as it is here."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapper.councils.addresses import Link, ombudsman_links, ombudsman_terms
from mapper.measures.paths import records_path
from mapper.pages import records
from mapper.pages.frame import Page, frame_of
from mapper.pages.names import council_link, name_of
from mapper.pages.parts.records import RecordGroup, newest_sentence, record_groups
from mapper.pages.site import Site


@dataclass(frozen=True, slots=True)
class CouncilRecordsPage(Page):
    """All records about a council; `council` is its own page, if the site has one."""

    name: str
    full_name: str
    above: Link
    council: Link | None
    newest: str
    terms: str
    groups: tuple[RecordGroup, ...]
    ombudsman: tuple[Link, ...]


def build(site: Site) -> Iterator[tuple[str, CouncilRecordsPage]]:
    """The page of every council that has records, with its path."""
    found = site.edition.report.records
    with_page = {year.council.slug for year in site.edition.council_years}
    for slug, council in found.councils.items():
        path, entries = records_path(council), found.by_council[slug]
        sheet = f"{name_of(council)}: decisions and reports"
        frame = frame_of(site, path, records.SECTION.key, sheet, figures=())
        yield (
            path,
            CouncilRecordsPage(
                frame=frame,
                name=name_of(council),
                full_name=council.name,
                above=Link(records.SECTION.title, frame.root + records.SECTION.path),
                council=council_link(council, frame.root) if slug in with_page else None,
                newest=newest_sentence(entries),
                terms=ombudsman_terms(),
                groups=record_groups(council, entries),
                ombudsman=ombudsman_links(council),
            ),
        )
