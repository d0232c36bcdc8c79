"""The page about the data: what the figures are, and where they come from."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapper.councils.addresses import Link
from mapper.measures.change_sentences import summary
from mapper.measures.edition import Edition
from mapper.measures.metrics import METRICS, Kind, Metric
from mapper.measures.paths import page_path
from mapper.measures.scale import ORDER
from mapper.measures.states import REASONS
from mapper.pages.frame import Page, frame_of
from mapper.pages.marks import STATE_MARKS, Mark, class_marks, few_mark, standing_mark
from mapper.pages.names import name_of
from mapper.pages.parts.comparison import Funnel, differences, funnel_of
from mapper.pages.parts.corrections import CorrectionRow, correction_rows
from mapper.pages.parts.original import LETTERS_SHOWN
from mapper.pages.parts.tables import TablesUsed, tables_used
from mapper.pages.report import numbers
from mapper.pages.site import Section, Site
from mapper.words import counted
from mapper.year import title

SECTION = Section("about", "About the data", "about/index.html")


@dataclass(frozen=True, slots=True)
class MetricNote:
    """The explanation of a rate, with its classes."""

    title: str
    note: str
    classes: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class AboutPage(Page):
    """The page about the data."""

    rates: tuple[MetricNote, ...]
    counts_note: str
    missing: tuple[tuple[Mark, str], ...]
    few: Mark
    standings: tuple[Mark, ...]
    funnel: Funnel | None
    widened: tuple[str, ...]
    null_rates: tuple[tuple[str, str, str], ...]
    report: tuple[tuple[str, str], ...]
    corrections: tuple[CorrectionRow, ...]
    changed: str
    tables: TablesUsed | None
    residents: tuple[str, ...]
    letters: str


def build(site: Site) -> Iterator[tuple[str, AboutPage]]:
    """The page, with its path."""
    edition, report = site.edition, site.edition.report
    frame = frame_of(site, SECTION.path, SECTION.key, "About the data")
    page = AboutPage(
        frame=frame,
        rates=tuple(
            _metric_note(metric) for metric in METRICS if metric.kind is not Kind.PROPORTIONAL_SYMBOLS
        ),
        counts_note=next(metric.note for metric in METRICS if metric.kind is Kind.PROPORTIONAL_SYMBOLS),
        missing=tuple((STATE_MARKS[state], reason.about) for state, reason in REASONS.items()),
        few=few_mark(),
        standings=tuple(map(standing_mark, ORDER)),
        funnel=funnel_of(edition.years[0]),
        widened=differences(edition.years),
        null_rates=_NULL_RATES,
        report=numbers(report),
        corrections=_corrections(edition, frame.root),
        changed=summary(edition.changes),
        tables=tables_used(report),
        residents=tuple(_residents(edition)),
        letters=LETTERS_SHOWN[edition.recipe.letters_as],
    )
    yield SECTION.path, page


def _residents(edition: Edition) -> Iterator[str]:
    """Whose residents each year takes, and for how many of its councils they are here."""
    for joined in edition.years:
        if joined.residents is not None:
            here = sum(year.council.gss_code in joined.residents.of for year in joined.councils)
            yield (
                f"{title(joined.period_end)}: residents of mid-{joined.residents.mid_year}, for {here:,} of "
                f"{counted(len(joined.councils), 'council', 'councils')} ({joined.residents.source})."
            )


# Measured by tests/bench_chance.py with 1,500 simulated years a row.
_NULL_RATES: tuple[tuple[str, str, str], ...] = (
    ("Counties, not at all", "2.4%", "0.07%"),
    ("Counties, a little (correlation 0.02)", "4.1%", "0.3%"),
    ("London boroughs, more (correlation 0.05)", "4.0%", "0.3%"),
)


def _metric_note(metric: Metric) -> MetricNote:
    return MetricNote(metric.title, metric.note, class_marks(metric) if metric.breaks else ())


def _corrections(edition: Edition, root: str) -> tuple[CorrectionRow, ...]:
    """The corrections of all letters, also of those in review, with links to the councils' pages."""
    shown = {
        (year.letter.file, year.letter.pages): Link(
            f"{name_of(year.council)} {year.period_end.year}", root + page_path(year)
        )
        for year in edition.council_years
        if year.letter is not None
    }
    return tuple(
        row
        for letter in edition.report.letters
        for row in correction_rows(letter, shown.get((letter.file, letter.pages)))
    )
