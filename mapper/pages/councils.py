"""The page of all councils: the newest year as a table, and with scripts any other year or measure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapper.councils.addresses import Link
from mapper.map.by_residents import resident_views
from mapper.map.choices import first_words, measures, title_in_list, view_choices
from mapper.map.descriptions import outside_of
from mapper.map.files import Json
from mapper.measures.edition import Edition
from mapper.measures.metrics import METRIC
from mapper.measures.paths import page_path
from mapper.pages.frame import Page, frame_of_years
from mapper.pages.parts.listing import Listing, listing
from mapper.pages.site import Section, Site
from mapper.words import spans

SECTION = Section("councils", "Councils", "councils/index.html")


@dataclass(frozen=True, slots=True)
class YearChoice:
    """A year, or years together, in the list to choose from."""

    key: str
    listed: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What the table can show: the measures, the views of the map among which subjects are found, and the years."""

    measures: Sequence[tuple[str, str]]
    metrics: Sequence[Json]
    years: tuple[YearChoice, ...]
    year: YearChoice


@dataclass(frozen=True, slots=True)
class CouncilsPage(Page):
    """The page of all councils, with links to those that have ended.

    `note` says what the measure in view is, `outside` how many councils are outside their expected range.
    """

    year: str
    count: str
    note: str
    outside: tuple[str, ...]
    choices: Choices
    listing: Listing
    older: str
    ended: tuple[Link, ...]


def build(site: Site) -> Iterator[tuple[str, CouncilsPage]]:
    """The page, with its path."""
    newest = site.edition.years[0]
    frame = frame_of_years(site, SECTION.path, SECTION.key, "All councils", newest)
    view = first_words()
    older = [joined.period_end.year for joined in reversed(site.edition.years[1:])]
    yield (
        SECTION.path,
        CouncilsPage(
            frame=frame,
            year=newest.title,
            count=f"{len(newest.councils):,}",
            note=view["note"],
            outside=outside_of(METRIC[view["rate"]], newest),
            choices=_choices(site.edition),
            listing=listing(newest, frame.root),
            older=f"Figures for {spans(older)} are on the councils’ own pages." if older else "",
            ended=_ended(site.edition, frame.root),
        ),
    )


def _choices(edition: Edition) -> Choices:
    years = tuple(YearChoice(period.key, title_in_list(period)) for period in edition.periods)
    metrics = [*view_choices(), *resident_views(edition)]
    return Choices(measures(edition), metrics, years, years[0])


def _ended(edition: Edition, root: str) -> tuple[Link, ...]:
    """The councils that have a page but are not in the newest year."""
    current = {year.council.slug for year in edition.years[0].councils}
    ended = {
        year.council.slug: Link(year.council.name, root + page_path(year))
        for year in edition.council_years
        if year.council.slug not in current
    }
    return tuple(ended[slug] for slug in sorted(ended))
