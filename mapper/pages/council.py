"""The page of a council: its newest figures in detail, its other years in a table and in full below it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mapper.councils.addresses import Link, ombudsman_links
from mapper.councils.council import Council
from mapper.downloads.feeds import path_of
from mapper.letters.statistics import STATISTICS
from mapper.measures.edition import Edition
from mapper.measures.metrics import METRIC
from mapper.measures.paths import compare_path, letter_path, letter_url, pack_path, page_path
from mapper.measures.residents import RESIDENT_MEASURES
from mapper.pages import councils, misuse
from mapper.pages.banner import council_sentence
from mapper.pages.figures import Told, statistics_of
from mapper.pages.frame import Frame, Page, frame_of
from mapper.pages.names import council_link, name_of
from mapper.pages.parts.bars import OUTCOMES, Bars, Subjects, decisions, subjects
from mapper.pages.parts.beside import Beside, Rows, beside
from mapper.pages.parts.carried_out import DoneBar, done_bars
from mapper.pages.parts.checks import Checks, checks
from mapper.pages.parts.comparison import Against, against
from mapper.pages.parts.corrections import CorrectionRow, correction_rows
from mapper.pages.parts.differences import DifferenceRow, differences
from mapper.pages.parts.findings import Finding, findings
from mapper.pages.parts.letter_figures import LetterFigures, letter_figures
from mapper.pages.parts.lineage import Lineage, Passage
from mapper.pages.parts.longer import Longer, following_letter, longer
from mapper.pages.parts.notices import Notice, notices
from mapper.pages.parts.original import fetched_from, what_is_shown
from mapper.pages.parts.questions import MEANINGS, questions
from mapper.pages.parts.records import CouncilRecords, council_records
from mapper.pages.parts.residents import ByResidents, by_residents
from mapper.pages.parts.strip import Number, strip
from mapper.pages.parts.summary import rate_sentences, summary
from mapper.pages.parts.year_chart import YearPicture, year_picture
from mapper.pages.parts.year_funnels import YearFunnel, year_funnels
from mapper.pages.parts.years import YearRow, year_rows
from mapper.pages.site import Site
from mapper.pages.tags import origin, tag
from mapper.review.reading import CouncilYear
from mapper.words import day_in_words
from mapper.year import title


@dataclass(frozen=True, slots=True)
class Heading:
    """Which council and year the page is about; `trail` leads there from the table of all councils."""

    name: str
    full_name: str
    kind: str
    year: str
    trail: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """The links of the page; `unpublished` says why the letter has none, and is empty where it has one.

    `feed` is the council's feed of what changed.
    """

    feed: str
    here: tuple[Link, ...]
    unpublished: str
    ombudsman: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags beside the figures of each section, which may come from a letter, from tables, or from both."""

    against: str | None
    residents: str | None
    decisions: str | None
    findings: str | None


@dataclass(frozen=True, slots=True)
class YearByYear:
    """The years of the council, as a picture if any of them has a rate, and as a table."""

    picture: YearPicture | None
    rows: tuple[YearRow, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the figures rest on: the checks and corrections of the letter, the figures of all years, and differences."""

    differences: tuple[DifferenceRow, ...]
    checks: Checks
    corrections: tuple[CorrectionRow, ...]
    figures: tuple[LetterFigures, ...]


@dataclass(frozen=True, slots=True)
class CouncilPage(Page):
    """The page of a council."""

    heading: Heading
    tag: str | None
    tags: Tags
    passages: tuple[Passage, ...]
    summary: tuple[Told, ...]
    rate: tuple[Told, ...]
    notices: tuple[Notice, ...]
    links: Links
    strip: tuple[Number, ...]
    against: Against | None
    funnels_of_years: tuple[YearFunnel, ...]
    longer: Longer | None
    residents: ByResidents | None
    subjects: Subjects | None
    decisions: Bars
    history: YearByYear | None
    findings: tuple[Finding, ...]
    done: tuple[DoneBar, ...]
    questions: tuple[Told, ...]
    meanings: tuple[tuple[str, str], ...]
    evidence: Evidence
    records: CouncilRecords | None
    beside: Beside | None


_PUT_RIGHT = tuple(statistic.key for statistic in STATISTICS if statistic.group in ("remedies", "compliance"))


def build(site: Site) -> Iterator[tuple[str, CouncilPage]]:
    """The page of every council that the edition knows, with its path."""
    lineage, rows = Lineage(site.edition, site.edition.register), Rows(site)
    for history in histories(site.edition).values():
        path = page_path(history[0])
        yield path, _page(path, history, lineage, rows, site)


def histories(edition: Edition) -> Mapping[str, tuple[CouncilYear, ...]]:
    """Each council's years, newest first, by its slug, which stays the same when its GSS code changes."""
    found: defaultdict[str, list[CouncilYear]] = defaultdict(list)
    for year in edition.council_years:
        found[year.council.slug].append(year)
    return {
        slug: tuple(sorted(years, key=lambda year: year.period_end, reverse=True))
        for slug, years in sorted(found.items())
    }


def _year_shown(history: Sequence[CouncilYear]) -> CouncilYear:
    """The newest year with figures, else with a letter, else the newest; years in office take precedence."""
    in_office = sorted(history, key=lambda year: year.residual)
    with_figures = [year for year in in_office if year.usable]
    with_letter = [year for year in in_office if year.letter]
    return (with_figures or with_letter or in_office)[0]


def _page(path: str, history: Sequence[CouncilYear], lineage: Lineage, rows: Rows, site: Site) -> CouncilPage:
    year = _year_shown(history)
    comparison, frame = site.comparison(year), _frame(path, history, year, lineage, site)
    root = frame.root
    return CouncilPage(
        frame=frame,
        heading=_heading(year, _county(year, site), root),
        tag=tag(year),
        tags=_tags(year),
        passages=lineage.passages(history),
        summary=summary(year),
        rate=rate_sentences(year, comparison),
        notices=notices(history, year, root),
        links=_links(history, year, site, root),
        strip=strip(year),
        against=against(year, comparison, site),
        funnels_of_years=year_funnels(history, year, site, root),
        longer=longer(history, site),
        residents=by_residents(year, site),
        subjects=subjects(history, site),
        decisions=decisions(year.usable),
        history=_year_by_year(history, year, lineage, site, root),
        findings=findings(year, site),
        done=done_bars(year, site),
        questions=questions(year, comparison, following_letter(history, site)),
        meanings=MEANINGS,
        evidence=_evidence(history, year, site, root),
        records=council_records(year.council, site, root),
        beside=beside(year, comparison, site, rows, root),
    )


def _evidence(history: Sequence[CouncilYear], year: CouncilYear, site: Site, root: str) -> Evidence:
    return Evidence(
        differences=differences(history),
        checks=checks(year.letter),
        corrections=correction_rows(year.letter),
        figures=letter_figures(history, year, root, site),
    )


def _year_by_year(
    history: Sequence[CouncilYear], year: CouncilYear, lineage: Lineage, site: Site, root: str
) -> YearByYear | None:
    """None for a council of one year."""
    rows = year_rows(history, year, lineage, site, root)
    return YearByYear(year_picture(history, lineage.earlier(year.council), site), rows) if rows else None


def _frame(
    path: str, history: Sequence[CouncilYear], year: CouncilYear, lineage: Lineage, site: Site
) -> Frame:
    sheet = f"{name_of(year.council)}, year to {day_in_words(year.period_end)}"
    banner = council_sentence(history, lineage.earlier(year.council), site.edition)
    return frame_of(site, path, councils.SECTION.key, sheet, banner)


def _tags(year: CouncilYear) -> Tags:
    return Tags(
        against=tag(year, *statistics_of(METRIC["uphold_rate"])),
        residents=tag(year, *(measure.statistic for measure in RESIDENT_MEASURES)),
        decisions=tag(year, *OUTCOMES),
        findings=tag(year, *_PUT_RIGHT),
    )


def _county(year: CouncilYear, site: Site) -> Council | None:
    """The county council of a district in that year, if the edition has it."""
    found = (other.council for other in site.joined(year.period_end).councils)
    return next((council for council in found if council.gss_code == year.council.county), None)


def _heading(year: CouncilYear, county: Council | None, root: str) -> Heading:
    council = year.council
    where = "" if county is None else f" in {name_of(county)}"
    above = () if county is None else (council_link(county, root),)
    return Heading(
        name=name_of(council),
        full_name=_full_name(council),
        kind=f"a {council.type.label}{where}",
        year=title(year.period_end),
        trail=(Link(councils.SECTION.title, root + councils.SECTION.path), *above),
    )


def _full_name(council: Council) -> str:
    """The Ombudsman's name, with the official one where it differs."""
    name, official = council.name, council.official_name
    return name if official == name else f"{name} (officially {official})"


def _links(history: Sequence[CouncilYear], year: CouncilYear, site: Site, root: str) -> Links:
    here = list(_letter_links(year, site, root))
    if site.edition.recipe.pdf and (pack := pack_path(history)) is not None:
        here.append(Link("This page for a committee (PDF)", root + pack))
    if not year.residual:
        newest = year.period_end == site.edition.years[0].period_end
        view = f"council={year.council.gss_code}" + ("" if newest else f"&year={year.period_end.year}")
        here.append(Link(f"{name_of(year.council)} on the map", f"{root}index.html#{view}"))
    here.append(Link("Compare with other councils", f"{root}{compare_path(history)}"))
    here.append(Link("All its figures (JSON)", f"{root}data/councils/{year.council.gss_code}.json"))
    here.append(Link("All councils’ figures (CSV)", f"{root}data/figures.csv"))
    here.append(Link(misuse.TITLE, f"{root}{misuse.PATH}"))
    shown = None if year.letter is None else year.letter.shown
    unpublished = "" if shown is None or shown.way is not None else what_is_shown(shown)
    feed = root + path_of(history[0].council.gss_code)
    return Links(feed, tuple(here), unpublished, ombudsman_links(year.council))


def _letter_links(year: CouncilYear, site: Site, root: str) -> Iterator[Link]:
    """The letter itself; where it is not shown, the address it was fetched from, if that is known."""
    url = letter_url(year, root)
    if url is not None:
        where = "PDF" if letter_path(year) is not None else "PDF, where it was fetched from"
        yield Link(f"The letter ({where})" if origin(year) is None else f"The made-up letter ({where})", url)
    elif year.letter is not None and (there := fetched_from(year.letter, site.edition.recipe.addresses)):
        yield Link("Where the letter was fetched from", there)
