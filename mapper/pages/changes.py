"""The page of what changed since the site before: figures that appeared, changed or went."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapper.downloads import figures
from mapper.measures.change_sentences import (
    apart_from_years,
    sentence,
    summary,
    title,
    together,
    year_sentences,
)
from mapper.measures.changes import Change
from mapper.measures.edition import Edition
from mapper.measures.paths import page_path
from mapper.pages import about
from mapper.pages.frame import Page, frame_of
from mapper.pages.site import Site

PATH = "changes/index.html"
_MOST = 500


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What became of one council's figures of one year; `url` is None where the site has no page of the council."""

    council: str
    url: str | None
    year: str
    figure: str
    change: str


@dataclass(frozen=True, slots=True)
class ChangesPage(Page):
    """The page of changes: how many, whole years, and the others by council; `more` is the number left out."""

    summary: str
    years: tuple[str, ...]
    rows: tuple[ChangeRow, ...]
    more: str
    data: str


def build(site: Site) -> Iterator[tuple[str, ChangesPage]]:
    """The page, with its path."""
    frame = frame_of(site, PATH, about.SECTION.key, "What changed")
    changes = site.edition.changes
    after = figures.known(site.edition)[0] if changes.changes else {}
    groups = list(together(apart_from_years(changes, after)))
    pages = _pages(site.edition, frame.root)
    page = ChangesPage(
        frame=frame,
        summary=summary(changes),
        years=tuple(year_sentences(changes, after)),
        rows=tuple(_row(group, pages.get(group[0].key.gss_code)) for group in groups[:_MOST]),
        more=f"{len(groups) - _MOST:,}" if len(groups) > _MOST else "",
        data=f"{frame.root}data/changes.json",
    )
    yield PATH, page


def _pages(edition: Edition, root: str) -> dict[str, str]:
    """The address of each council's page, by its GSS code."""
    return {year.council.gss_code: root + page_path(year) for year in edition.council_years}


def _row(group: Sequence[Change], url: str | None) -> ChangeRow:
    first = group[0]
    year, _, _ = first.key.period_end.partition("-")
    return ChangeRow(first.council, url, year, title(group), sentence(group))
