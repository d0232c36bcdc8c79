"""The page of all councils: the newest year as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapper.councils.addresses import Link
from mapper.councils.regions import REGIONS, region_of
from mapper.measures.comparison import Comparison
from mapper.measures.edition import Edition
from mapper.measures.joined import JoinedYear
from mapper.measures.metrics import METRIC, Metric, measure
from mapper.measures.outside import outside
from mapper.measures.paths import page_path
from mapper.measures.rate import Measurement
from mapper.measures.scale import ORDER, SCALE
from mapper.measures.sentences import expected_range
from mapper.measures.summaries import of_outside
from mapper.pages.figures import count_of, out_of
from mapper.pages.frame import Page, frame_of
from mapper.pages.marks import STATE_MARKS, Cell, rate_mark, standing_mark
from mapper.pages.names import alphabetical, council_link
from mapper.pages.reasons import letter_state
from mapper.pages.site import Section, Site
from mapper.pages.tags import tag
from mapper.review.reading import CouncilYear
from mapper.words import day_in_words, spans

SECTION = Section("councils", "Councils", "councils/index.html")


@dataclass(frozen=True, slots=True)
class CouncilRow:
    """A council's row in the table of all councils."""

    name: str
    href: str
    type: str
    region: str
    tag: str | None
    received: Cell
    investigated: Cell
    upheld: Cell
    expected: str
    standing: Cell


@dataclass(frozen=True, slots=True)
class CouncilsPage(Page):
    """The page of all councils of the newest year, with links to those that have ended."""

    year: str
    count: str
    outside: tuple[str, ...]
    types: tuple[str, ...]
    regions: tuple[str, ...]
    file: str
    standings: tuple[str, ...]
    rows: tuple[CouncilRow, ...]
    older: str
    ended: tuple[Link, ...]


def build(site: Site) -> Iterator[tuple[str, CouncilsPage]]:
    """The page, with its path."""
    newest = site.edition.years[0]
    frame = frame_of(site, SECTION.path, SECTION.key, "All councils", figures=newest.councils)
    years = sorted(newest.councils, key=lambda year: alphabetical(year.council))
    rows = tuple(_row(year, site.comparison(year), frame.root) for year in years)
    older = [joined.period_end.year for joined in reversed(site.edition.years[1:])]
    yield (
        SECTION.path,
        CouncilsPage(
            frame=frame,
            year=day_in_words(newest.period_end),
            count=f"{len(rows):,}",
            outside=_outside(newest),
            types=tuple(sorted({row.type for row in rows}, key=str.casefold)),
            regions=tuple(name for name in map(_named, REGIONS) if any(row.region == name for row in rows)),
            file=f"councils-{newest.key}-shown.csv",
            standings=_standings(rows),
            rows=rows,
            older=f"Figures for {spans(older)} are on the councils’ own pages." if older else "",
            ended=_ended(site.edition, frame.root),
        ),
    )


def _outside(joined: JoinedYear) -> tuple[str, ...]:
    """How many councils are outside their expected range, and how many chance would put there."""
    letters = sum(year.usable is not None for year in joined.councils)
    return of_outside(outside(joined.comparisons.values()), letters, len(joined.councils))


def _standings(rows: Sequence[CouncilRow]) -> tuple[str, ...]:
    """The classes and reasons that occur in the table, from the highest class to the last reason."""
    found = {row.standing.mark.words for row in rows if row.standing.mark is not None}
    marks = (*map(standing_mark, ORDER), *STATE_MARKS.values())
    return tuple(mark.words for mark in marks if mark.words in found)


def _ended(edition: Edition, root: str) -> tuple[Link, ...]:
    """The councils that have a page but are not in the newest year."""
    current = {year.council.slug for year in edition.years[0].councils}
    ended = {
        year.council.slug: Link(year.council.name, root + page_path(year))
        for year in edition.council_years
        if year.council.slug not in current
    }
    return tuple(ended[slug] for slug in sorted(ended))


def _row(year: CouncilYear, comparison: Comparison | None, root: str) -> CouncilRow:
    metric = METRIC["uphold_rate"]
    measured = measure(metric, year)
    link = council_link(year.council, root)
    return CouncilRow(
        name=link.title,
        href=link.url,
        type=year.council.type.label,
        region=_named(region_of(year.council)),
        tag=tag(year),
        received=_count_cell(year, "received_total"),
        investigated=_count_cell(year, "investigations"),
        upheld=_upheld_cell(metric, measured),
        expected="" if comparison is None else _expected(comparison),
        standing=_standing_cell(metric, measured, comparison),
    )


def _named(region: str) -> str:
    """A region's name as it stands alone."""
    return region.removeprefix("the ")


def _expected(comparison: Comparison) -> str:
    """The expected range out of the council's own cases, as "4 to 13 of 15"; empty where no count could be outside."""
    if not comparison.standing.compared:
        return ""
    return f"{expected_range(comparison)} of {comparison.denominator:,}"


def _count_cell(year: CouncilYear, statistic: str) -> Cell:
    count = count_of(year.usable, statistic)
    if count is not None:
        return Cell(f"{count:,}", str(count))
    return Cell("", None, STATE_MARKS[letter_state(year)])


def _upheld_cell(metric: Metric, measured: Measurement) -> Cell:
    text = out_of(measured)
    return Cell(text, str(measured.numerator)) if text else Cell("", None, rate_mark(metric, measured))


def _standing_cell(metric: Metric, measured: Measurement, comparison: Comparison | None) -> Cell:
    """The class among peers. It sorts by class and not by rate, because small differences mean nothing."""
    if comparison is None:
        return Cell("", None, rate_mark(metric, measured))
    standing = comparison.standing
    sort = str(SCALE.index(standing)) if standing.compared else "-1"
    return Cell("", sort, standing_mark(standing))
