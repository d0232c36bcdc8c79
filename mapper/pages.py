"""The site's pages: for each a record of ready-to-print values, and a template that only sets them in place.

Sums, choices and formats are made here and nowhere else. Every link is relative and names a file, so that the
site works under any path and opened from disk. Names are typeset (curly apostrophes); escaping is the
templates' business and always on.
"""

import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from math import floor
from typing import Literal, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mapper import funnel, peers
from mapper.addresses import Link, ombudsman_links
from mapper.choropleth import MapParts
from mapper.corrections import Correction
from mapper.councils import Council, CouncilType, load_register
from mapper.data_files import downloads
from mapper.edition import Edition, letter_path, page_path
from mapper.figures import BY_KEY, STATISTICS, SUBJECTS, Figure, Unit
from mapper.funnel import Chart
from mapper.history import Lines, Passage
from mapper.join import JoinedYear
from mapper.metrics import FEW, METRICS, Kind, Measurement, Metric, State, few_cases, measure
from mapper.peers import Comparison, Peers, Standing
from mapper.picture import PREVIEW, PREVIEW_SIZE, Picture
from mapper.reading import CouncilYear, Illustration, Reading, Status
from mapper.report import ILLUSTRATIVE_NOTICE, corrections_of
from mapper.resources import TEMPLATES, asset
from mapper.successions import CombinedYear

Section = Literal["map", "councils", "about"]


@dataclass(frozen=True, slots=True)
class Banner:
    """The warning on every page of a site with illustrative figures; `sentence` says which are real."""

    headline: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The picture beside a link to a page: its address, which has to be a whole one, and its size in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round every page; `root` leads to the site's root.

    `style` is the one style of a page's own, which heads its sheets of paper; `policy` is what the page may load.

    `canonical` and `preview` are None where nobody has said where the site will stand.
    """

    root: str
    current: Section
    banner: Banner | None
    canonical: str | None
    style: Markup
    policy: str
    preview: Preview | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A class or a reason in words, with its swatch; `few` hatches it.

    `kind` is `s1` (clearly lower) to `s5` against its type, `q1` to `q5` for a rate, or a state.
    """

    kind: str
    words: str
    few: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table to sort; `sort` is None where there is no number, and then `mark` says why."""

    text: str
    sort: str | None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Words made of figures; `corrected` where one of these is not as the letter prints it."""

    text: str
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """One of the numbers at the head of a council's page, with what it is out of ("of 13", or nothing)."""

    value: str
    base: str
    label: str
    note: str
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a whole: `width` is in per cent of the longest bar."""

    title: str
    count: str
    share: str
    width: str
    corrected: bool


@dataclass(frozen=True, slots=True)
class Against:
    """A council's uphold rate beside its type: its class, and the same chart in two sizes (none with too few peers)."""

    title: str
    mark: Mark
    intro: str
    charts: tuple[Chart, ...]
    described: str
    note: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A rate with its base and what can, or cannot, be said from it."""

    title: str
    value: Told
    sentences: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction for people; `url` is None where the evidence is no address, `letter` where it has no page."""

    figure: str
    printed: str
    corrected: str
    reason: str
    evidence: str
    url: str | None
    who: str
    day: str
    file: str
    letter: Link | None = None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as printed, as read, and where it stands; `url` is None if the PDF is not published.

    `in_words` tells whether a sentence stands in the place of the number.
    """

    title: str
    printed: str
    in_words: bool
    value: Told
    page: str
    url: str | None
    correction: CorrectionRow | None


@dataclass(frozen=True, slots=True)
class LetterFigures:
    """Every figure of one letter, in groups with a title each."""

    year: str
    tag: str | None
    groups: tuple[tuple[str, tuple[FigureRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """An identity tried on a letter, in words."""

    holds: bool
    statement: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """A council's year in one line; `why` stands in place of figures that are missing or held back.

    `standing` is the class against its type; None without a rate, and for sums, which nothing is set against.
    `summed` figures are those of other councils, added together. `note` stands above the first year of which it is
    true: whose sum the figures are, or that the council had ended.
    """

    year: str
    now: bool
    tag: str | None
    received: Told
    decided: Told
    investigated: Told
    upheld: Told
    mark: Mark
    mark_corrected: bool
    standing: Mark | None
    why: Passage | None
    url: str | None
    note: Passage | None = None
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Why a council has no figures for the year, with the reasons one by one where there are several."""

    mark: Mark
    sentence: str
    reasons: tuple[str, ...]
    url: str | None


@dataclass(frozen=True, slots=True)
class Relatives:
    """The county of a district and its other districts, or the districts of a county."""

    title: str
    sentence: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CouncilRow:
    """A council's line in the table of all councils."""

    name: str
    href: str
    type: str
    tag: str | None
    received: Cell
    investigated: Cell
    upheld: Cell
    type_rate: str
    standing: Cell


@dataclass(frozen=True, slots=True)
class MetricNote:
    """A metric explained, with its classes where it fills areas."""

    title: str
    note: str
    classes: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A letter whose figures are not shown, and why; `pages` tells it from others in the same file."""

    file: str
    pages: str
    status: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WithoutLetter:
    """The councils that have no letter for a year."""

    year: str
    count: str
    councils: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The map, and pictures of it for readers without scripts: the newest lower tier first."""

    frame: Frame
    map: MapParts
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class CouncilPage:
    """One council: its newest figures whole, its other years in a table and in full below it."""

    frame: Frame
    name: str
    full_name: str
    kind: str
    year: str
    tag: str | None
    trail: tuple[Link, ...]
    passages: tuple[Passage, ...]
    summary: tuple[Told, ...]
    says: tuple[Told, ...]
    against: Against | None
    notices: tuple[Notice, ...]
    links: tuple[Link, ...]
    ombudsman: tuple[Link, ...]
    unpublished: str
    strip: tuple[Number, ...]
    subjects: tuple[Bar, ...]
    subjects_total: Told
    decisions: tuple[Bar, ...]
    decisions_total: Told
    rights: tuple[Finding, ...]
    figures: tuple[LetterFigures, ...]
    checks: tuple[CheckRow, ...]
    checks_note: str
    corrections: tuple[CorrectionRow, ...]
    years: tuple[YearRow, ...]
    relatives: Relatives | None


@dataclass(frozen=True, slots=True)
class CouncilsPage:
    """All councils of the newest year as a table, by name."""

    frame: Frame
    year: str
    count: str
    types: tuple[str, ...]
    standings: tuple[str, ...]
    rows: tuple[CouncilRow, ...]
    older: str
    ended: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Funnel:
    """The funnel of one type, explained: the same chart in two sizes."""

    title: str
    charts: tuple[Chart, ...]
    described: str
    note: str


@dataclass(frozen=True, slots=True)
class AboutPage:
    """What the figures are, where they come from, and the build report for people."""

    frame: Frame
    rates: tuple[MetricNote, ...]
    counts_note: str
    missing: tuple[tuple[Mark, str], ...]
    few: Mark
    standings: tuple[Mark, ...]
    funnel: Funnel | None
    widened: tuple[str, ...]
    report: tuple[tuple[str, str], ...]
    set_aside: tuple[SetAside, ...]
    corrections: tuple[CorrectionRow, ...]
    notes: tuple[str, ...]
    without_letter: tuple[WithoutLetter, ...]
    downloads: tuple[Link, ...]


Page = IndexPage | CouncilPage | CouncilsPage | AboutPage


class PageKind(NamedTuple):
    """A page's context record and its template."""

    record: type[Page]
    template: str


PAGES: tuple[PageKind, ...] = (
    PageKind(IndexPage, "index.html"),
    PageKind(CouncilsPage, "councils.html"),
    PageKind(CouncilPage, "council.html"),
    PageKind(AboutPage, "about.html"),
)

ASSETS: Mapping[str, tuple[str, ...]] = {
    "site.css": (
        "tokens.css",
        "base.css",
        "frame.css",
        "tables.css",
        "marks.css",
        "funnel.css",
        "controls.css",
        "council.css",
        "figures.css",
        "councils.css",
        "about.css",
    ),
    "print.css": ("print.css",),
    "table.js": ("table.js",),
}
"""The files that every page may load, each with the parts that it is joined from, since each file takes its time."""


def render(edition: Edition, map_parts: MapParts, pictures: tuple[Picture, ...]) -> dict[str, bytes]:
    """Every page of the site by its path, with the assets that the pages share."""
    histories, lines = _histories(edition), Lines(edition, load_register())
    pages: dict[str, Page] = {
        "index.html": IndexPage(_frame(edition, "index.html", "map", "Map"), map_parts, pictures),
        "councils/index.html": _councils_page(edition),
        "about/index.html": _about_page(edition),
    }
    for history in histories.values():
        pages[page_path(history[0])] = _council_page(history, edition, lines)
    site = {path: to_html(page).encode() for path, page in sorted(pages.items())}
    return site | {f"assets/{name}": b"\n".join(map(asset, parts)) for name, parts in ASSETS.items()}


def to_html(page: Page) -> str:
    """The page as its template prints it."""
    template = next(kind.template for kind in PAGES if isinstance(page, kind.record))
    context = {field.name: getattr(page, field.name) for field in fields(page)}
    return environment().get_template(template).render(context) + "\n"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates' environment: a name that a page does not have is an error, and everything is escaped."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


# The frame and its banner


def _frame(edition: Edition, path: str, current: Section, sheet: str, banner: str | None = None) -> Frame:
    sentence = _site_banner(edition) if banner is None else banner
    style = _sheet_style(sheet)
    preview = _address(edition, PREVIEW)
    return Frame(
        root="../" * path.count("/"),
        current=current,
        banner=Banner(ILLUSTRATIVE_NOTICE, sentence) if edition.illustrative else None,
        canonical=_address(edition, path),
        style=style,
        policy=_policy(style),
        preview=None if preview is None else Preview(preview, *PREVIEW_SIZE),
    )


def _address(edition: Edition, path: str) -> str | None:
    return None if edition.base_url is None else f"{edition.base_url.rstrip('/')}/{path}"


def _sheet_style(sheet: str) -> Markup:
    """The style that prints a page's name on each of its sheets; no name can leave its quotes."""
    return Markup(f'@page {{ @top-right {{ content: "{_css_string(sheet)}"; }} }}')  # noqa: S704


def _policy(style: str) -> str:
    """The Content-Security-Policy: files of the site itself, this one style, and nothing else.

    `file:` is for a page opened from disk, where some browsers hold that no file is of the page's own origin;
    `data:` and `blob:` are the icon, and the picture of a map on its way to a file.
    """
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'self' file:; style-src 'self' file: 'sha256-{digest}'; "
        "img-src 'self' file: data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'"
    )


def _css_string(text: str) -> str:
    """The text for use between quotes in CSS: whatever is no letter or digit as its code point."""
    return "".join(c if c.isalnum() else f"\\{ord(c):06x}" for c in text)


def _site_banner(edition: Edition) -> str:
    """Which figures are real: "Only Dartford’s 2019 figures are …; all others are invented …"."""
    exceptions = []
    real = [year for year in edition.real if year.usable]
    if real:
        source = "its letter" if len(real) == 1 else "their letters"
        exceptions.append(f"{_whose(real)} figures are real, read from {source}")
    if edition.redrawn:
        page = "a page" if len(edition.redrawn) == 1 else "pages"
        exceptions.append(
            f"{_whose(edition.redrawn)} figures are published ones, on {page} redrawn for this site"
        )
    if not _any_invented(edition):
        return _sentence(", and ".join(exceptions))
    if not exceptions:
        return "All figures are invented to show how the site works."
    return f"Only {', and '.join(exceptions)}; all others are invented to show how the site works."


def _whose(years: Sequence[CouncilYear]) -> str:
    """Whose figures: "Dartford’s 2019", "Dartford’s and Kent’s 2019", "12 councils’ 2019", "12 letters’"."""
    days = {year.period_end for year in years}
    if len(days) > 1:
        return f"{len(years)} letters’"
    names = [_possessive(_name(year.council)) for year in years]
    who = " and ".join(names) if len(names) < 3 else f"{len(names)} councils’"
    return f"{who} {years[0].period_end.year}"


def _any_invented(edition: Edition) -> bool:
    return any(_origin(year) is Illustration.INVENTED for year in edition.council_years)


def _council_banner(history: Sequence[CouncilYear], earlier: Sequence[CombinedYear], edition: Edition) -> str:
    """Where this council's figures come from, year by year, and that the other councils' are invented."""
    words: dict[Illustration | None, str] = {
        Illustration.INVENTED: "invented to show how the site works",
        Illustration.REDRAWN: "published ones, on a page redrawn for this site",
        None: "real, read from the council’s letter",
    }
    parts = []
    for origin, what in words.items():
        shown = [year for year in reversed(history) if year.usable or _origin(year) is not None]
        years = [year.period_end.year for year in shown if _origin(year) is origin]
        if years:
            parts.append(f"the figures for {_spans(years)} are {what}")
    sums = [year.period_end.year for year in reversed(earlier) if year.complete and _combined_tag(year)]
    if sums:
        parts.append(f"the sums for {_spans(sums)} are made of illustrative figures")
    others = "; those of other councils are invented" if _any_invented(edition) else ""
    if not parts:
        return f"This page shows no figures{others.replace('those', 'figures')}."
    if parts[0].endswith(words[Illustration.INVENTED]):
        others = ""
    return f"On this page {_and(parts)}{others}."


def _origin(year: CouncilYear) -> Illustration | None:
    return None if year.letter is None else year.letter.illustration


def _tag(year: CouncilYear) -> str | None:
    """The tag that stands beside illustrative figures."""
    origin = _origin(year)
    return None if year.usable is None or origin is None else _TAGS[origin]


_TAGS = {Illustration.INVENTED: "illustrative", Illustration.REDRAWN: "redrawn page"}


# A council's page


def _histories(edition: Edition) -> dict[str, tuple[CouncilYear, ...]]:
    """Each council's years, newest first, by the slug that it keeps when the code of its area changes."""
    found: defaultdict[str, list[CouncilYear]] = defaultdict(list)
    for year in edition.council_years:
        found[year.council.slug].append(year)
    return {
        slug: tuple(sorted(years, key=lambda year: year.period_end, reverse=True))
        for slug, years in sorted(found.items())
    }


def _year_shown(history: Sequence[CouncilYear]) -> CouncilYear:
    """The newest year with figures, else the newest with a letter, else the newest; those in office come first."""
    in_office = sorted(history, key=lambda year: year.residual)
    with_figures = [year for year in in_office if year.usable]
    with_letter = [year for year in in_office if year.letter]
    return (with_figures or with_letter or in_office)[0]


def _council_page(history: Sequence[CouncilYear], edition: Edition, lines: Lines) -> CouncilPage:
    year = _year_shown(history)
    council, letter = year.council, year.usable
    path, earlier = page_path(year), lines.earlier(council)
    county = _council_on(edition, year.period_end, council.county)
    frame = _frame(
        edition,
        path,
        "councils",
        f"{_name(council)}, year to {_day(year.period_end)}",
        _council_banner(history, earlier, edition),
    )
    tried = () if year.letter is None else year.letter.checks
    comparison = _comparison(year, edition)
    return CouncilPage(
        frame=frame,
        name=_name(council),
        full_name=_full_name(council),
        kind=_kind(council, county),
        year=f"Year to {_day(year.period_end)}",
        tag=_tag(year),
        trail=_trail(county, frame.root),
        passages=lines.passages(history),
        summary=() if letter is None else _summary(council, year.period_end, letter),
        says=() if letter is None else _says(year, comparison),
        against=None if comparison is None else _against(year, comparison, edition),
        notices=tuple(_notice(y, frame.root) for y in _without_figures(history, year)),
        links=_links(year, frame.root, newest=year.period_end == edition.years[0].period_end),
        ombudsman=ombudsman_links(council),
        unpublished=_unpublished(year),
        strip=() if letter is None else _strip(year),
        subjects=_bars(letter, SUBJECTS, by_size=True),
        subjects_total=_told(letter, "received_total"),
        # Letters since 2020 state one outcome only, and no number that it is a share of.
        decisions=()
        if _count_of(letter, "decided_total") is None
        else _bars(letter, _OUTCOMES, by_size=False),
        decisions_total=_told(letter, "decided_total"),
        rights=() if letter is None else _rights(year),
        figures=tuple(_letter_figures(y, frame.root) for y in (year, *_others(history, year)) if y.usable),
        checks=tuple(CheckRow(check.holds, check.statement) for check in tried),
        checks_note=_checks_note([check.holds for check in tried]),
        corrections=() if year.letter is None else _corrections(year.letter),
        years=_year_rows(history, earlier, year, lines, frame.root),
        relatives=_relatives(year, county, edition, frame.root),
    )


def _without_figures(history: Sequence[CouncilYear], shown: CouncilYear) -> tuple[CouncilYear, ...]:
    """The years without figures from the one that is shown on."""
    return tuple(year for year in history if year.usable is None and year.period_end >= shown.period_end)


def _others(history: Sequence[CouncilYear], shown: CouncilYear) -> tuple[CouncilYear, ...]:
    return tuple(year for year in history if year is not shown)


def _council_on(edition: Edition, day: date, code: str | None) -> Council | None:
    """The council of that code on that day, if the edition has it."""
    councils = (
        year.council for joined in edition.years if joined.period_end == day for year in joined.councils
    )
    return next((council for council in councils if council.gss_code == code), None)


def _kind(council: Council, county: Council | None) -> str:
    where = "" if county is None else f" in {_name(county)}"
    return f"a {council.type.label}{where}"


def _full_name(council: Council) -> str:
    """The Ombudsman's name, and the official one where it differs by more than "&"."""
    name, official = _typeset(council.name), _typeset(council.official_name)
    return name if official == name else f"{name} (officially {official})"


def _trail(county: Council | None, root: str) -> tuple[Link, ...]:
    trail = (Link("Councils", f"{root}councils/index.html"),)
    return trail if county is None else (*trail, _council_link(county, root))


def _council_link(council: Council, root: str) -> Link:
    return Link(_name(council), f"{root}councils/{council.slug}/index.html")


def _links(year: CouncilYear, root: str, *, newest: bool) -> tuple[Link, ...]:
    name, path = _name(year.council), letter_path(year)
    found = []
    if path is not None:
        title = "The letter (PDF)" if _origin(year) is None else "The illustrative letter (PDF)"
        found.append(Link(title, root + path))
    if not year.residual:
        view = f"council={year.council.gss_code}" + ("" if newest else f"&year={year.period_end.year}")
        found.append(Link(f"{name} on the map", f"{root}index.html#{view}"))
    found.append(Link("All councils’ figures (CSV)", f"{root}data/figures.csv"))
    return tuple(found)


def _unpublished(year: CouncilYear) -> str:
    """Why there is a letter but no link to it; empty where that is not so."""
    if year.letter is None or letter_path(year) is not None:
        return ""
    return "The letter’s PDF carries a script, an action or an embedded file, so it is not published here."


def _summary(council: Council, day: date, letter: Reading) -> tuple[Told, ...]:
    """The year in one or two sentences, made of counts; what the letter does not state is left out."""
    received, decided = _count_of(letter, "received_total"), _count_of(letter, "decided_total")
    said = []
    if received is not None:
        noun = "complaint or enquiry" if received == 1 else "complaints and enquiries"
        number = "no" if received == 0 else f"{received:,}"
        subject = _commonest_subject(letter)
        words = f"In the year to {_day(day)} the Ombudsman received {number} {noun} about {_name(council)}"
        keys = ("received_total", *SUBJECTS) if subject else ("received_total",)
        said.append(Told(f"{words}{subject}.", _corrected(letter, *keys)))
    if decided is not None:
        words = f"It decided {'none' if decided == 0 else f'{decided:,}'}{_outcome(letter)}."
        said.append(Told(words, _corrected(letter, "decided_total", "investigations", "decided_upheld")))
    return tuple(said)


def _commonest_subject(letter: Reading) -> str:
    """ ", most often about housing (10)", where one subject comes before all others."""
    counts = sorted(((_count_of(letter, key) or 0, key) for key in SUBJECTS), reverse=True)
    (most, key), (second, _) = counts[:2]
    if most == second or most < 2 or key == "received_other":
        return ""
    return f", most often about {_lower(BY_KEY[key].title)} ({most:,})"


def _outcome(letter: Reading) -> str:
    investigated, upheld = _count_of(letter, "investigations"), _count_of(letter, "decided_upheld")
    if investigated is None or upheld is None:
        return ""
    if investigated == 0:
        return " and investigated none of them in detail"
    if investigated == 1:
        return f", investigated one of them in detail, and {'upheld' if upheld else 'did not uphold'} it"
    how_many = {0: "none", investigated: "all"}.get(upheld, f"{upheld:,}")
    return f", investigated {investigated:,} of them in detail, and upheld {how_many} of those"


def _says(year: CouncilYear, comparison: Comparison | None) -> tuple[Told, ...]:
    """What the uphold rate rests on, how far it can be trusted, and what it is beside the council's type."""
    metric = METRIC["uphold_rate"]
    measured, corrected = measure(metric, year), _corrected(year.usable, *_statistics(metric))
    if measured.state is not State.VALUE:
        return (Told(_no_rate(metric, measured.state), corrected),)
    if comparison is None:  # a council that had ended is compared with none
        return (Told(f"{_upheld_in_short(measured)} {_fits(measured)}", corrected),)
    first, *others = peers.sentences(comparison)
    if measured.uncertain:
        first = f"{_upheld_in_short(measured)} {first}"
    return (Told(" ".join((first, *others)), corrected),)


def _upheld_in_short(measured: Measurement) -> str:
    rate = _percent(measured.value)
    if measured.base == 1:
        return f"The letter prints an uphold rate of {rate}, on a single case."
    return f"{_k_of_n(measured)} investigated complaints were upheld ({rate})."


def _fits(measured: Measurement) -> str:
    """Which rates would fit the cases, by the 95% Wilson interval; a few cases are said to be a few."""
    if measured.uncertain:
        return few_cases(measured.hits or 0, measured.base or 0)
    span = f"from {_percent(measured.low)} to {_percent(measured.high)}"
    return f"A rate anywhere {span} would fit {_spell(measured.base)} cases."


def _comparison(year: CouncilYear, edition: Edition) -> Comparison | None:
    """The council of that year beside its type; None where it has no rate."""
    found = (j.comparisons for j in edition.years if j.period_end == year.period_end)
    return next(found, {}).get(year.council.gss_code)


def _against(year: CouncilYear, comparison: Comparison, edition: Edition) -> Against:
    group, name = comparison.peers, _name(year.council)
    charts = _charts(group, year.period_end, edition, comparison, name) if group.comparable else ()
    few = comparison.standing is Standing.TOO_FEW
    lead = "So few cases fit nearly any rate. " if few else ""
    return Against(
        title=f"Is that more than other {year.council.type.plural}?",
        mark=_standing_mark(comparison.standing),
        intro=f"{lead}The chart shows between which limits chance would put a council like the others: wide on the "
        "left, where few complaints were investigated, and narrow on the right."
        if charts
        else "There are too few of its type with a rate in this year to tell.",
        charts=charts,
        described=f"{name} among {group.councils} {group.plural}: the share of complaints upheld, by how many were "
        f"investigated. {peers.TITLES[comparison.standing]}.",
        note=_chart_note(group) if charts else "",
    )


def _charts(
    group: Peers, day: date, edition: Edition, chosen: Comparison | None = None, name: str = ""
) -> tuple[Chart, ...]:
    """The funnel of these peers, wide and narrow."""
    compared = next(joined.comparisons for joined in edition.years if joined.period_end == day)
    cases = [
        (one.measured.hits or 0, one.measured.base or 0, one.standing)
        for one in compared.values()
        if one.peers.type is group.type and (one.peers == group or not group.real)
    ]
    return tuple(funnel.draw(group, cases, size, chosen, name) for size in (funnel.WIDE, funnel.NARROW))


def _chart_note(group: Peers) -> str:
    return (
        f"Each ring is one of {group.councils} {group.plural}; a larger ring is several at one point. The line is "
        f"their rate together, {100 * group.rate:.0f}% ({group.hits:,} of {group.base:,}). By chance at "
        "most 1 in 20 falls outside the 95% limits, and 1 in 500 outside the 99.8% limits. Those outside are filled. "
        f"{group.widened}"
    ).strip()


def _standing_mark(standing: Standing) -> Mark:
    few = standing is Standing.TOO_FEW
    kind = "s3" if few else f"s{peers.SCALE.index(standing) + 1}"
    return Mark(kind, peers.TITLES[standing], few)


def _no_rate(metric: Metric, state: State) -> str:
    """Why there is no rate, in a sentence."""
    if state is State.NONE:
        return _NOTHING[metric.key]
    return _REASONS[state]


_NOTHING = {
    "uphold_rate": "No complaint was investigated, so there is no rate. That is neither good nor bad.",
    "satisfactory_remedy_rate": "No complaint was upheld, so there was nothing to put right beforehand.",
    "compliance_rate": "No recommendation was recorded in the year, so there is no rate.",
    "complied_on_time": "No recommendation was recorded in the year, so there is no rate.",
}

_REASONS = {
    State.NOT_STATED: "The letter for this year does not state this figure.",
    State.NO_LETTER: "No letter has been added for this year.",
}

METRIC: Mapping[str, Metric] = {metric.key: metric for metric in METRICS}


def _notice(year: CouncilYear, root: str) -> Notice:
    """Why this year has no figures; the reasons of a letter that has several stand in a list."""
    path = letter_path(year)
    lead, reasons = _held_back(year)
    several = len(reasons) > 1
    sentence = f"Year to {_day(year.period_end)}. {lead}" + ("" if several else " ".join(("", *reasons)))
    return Notice(
        _STATE_MARKS[_letter_state(year)], sentence, reasons if several else (), path and root + path
    )


def _held_back(year: CouncilYear) -> tuple[str, tuple[str, ...]]:
    """What became of a year without figures, and the reasons that its letter was given."""
    if year.letter is None:
        return _REASONS[State.NO_LETTER], ()
    rejected = year.letter.status is Status.REJECTED
    reasons = tuple(_ended(problem.message) for problem in year.letter.problems)
    return "No figures could be read:" if rejected else "Held back:", reasons


def _letter_state(year: CouncilYear) -> State:
    """Why a year has no figures, or that a figure it should have is not stated."""
    if year.letter is None:
        return State.NO_LETTER
    return State.IN_REVIEW if year.usable is None else State.NOT_STATED


def _strip(year: CouncilYear) -> tuple[Number, ...]:
    """The six numbers at the head: each with what it is out of."""
    letter = year.usable
    decided = _count_of(letter, "decided_total")
    metrics = [METRIC[key] for key in ("uphold_rate", "satisfactory_remedy_rate", "compliance_rate")]
    upheld, remedied, complied = (measure(metric, year) for metric in metrics)
    times = f"{_value_of(letter, 'complied_on_time')} on time, {_value_of(letter, 'complied_late')} late"
    investigated, complied_alone = (
        _count_of(letter, "investigations"),
        _rate_alone(letter, METRIC["compliance_rate"]),
    )
    numbers = (
        _count("received", _count_of(letter, "received_total"), "Complaints and enquiries that came in"),
        _count("decided", decided, "Some come in one year and are decided in the next"),
        _count("investigated", investigated, "Complaints looked into in detail")
        if decided is None
        else _out_of("investigated", investigated, decided, "Of those decided, looked into in detail"),
        _out_of("upheld", upheld.hits, upheld.base, f"Of those investigated: fault found{_bracket(upheld)}"),
        _out_of("already remedied", remedied.hits, remedied.base, f"Of those upheld{_bracket(remedied)}"),
        Number(*complied_alone, "complied", "Of the recommendations recorded")
        if complied_alone is not None
        else _out_of(
            "complied", complied.hits, complied.base, f"Of those recorded{_bracket(complied)}: {times}"
        ),
    )
    keys = [("received_total",), ("decided_total",), ("investigations", "decided_total")]
    keys += [_statistics(metric) for metric in metrics]
    return tuple(
        replace(number, corrected=_corrected(letter, *of)) for number, of in zip(numbers, keys, strict=True)
    )


_UNSTATED = "Not stated in the letter"


def _rate_alone(letter: Reading | None, metric: Metric) -> tuple[str, str] | None:
    """A printed rate and what it is out of, where the letter does not count the cases: "98%", "of 51"."""
    rate = None if letter is None or metric.printed is None else letter.figure(metric.printed)
    (base,) = [_count_of(letter, key) for key in metric.base]
    if rate is None or rate.value is None or not base:
        return None
    counted = all(_count_of(letter, key) is not None for key in metric.hits)
    return None if counted else (_percent(rate.value), f"of {base:,}")


def _count(label: str, value: int | None, note: str) -> Number:
    return Number("–", "", label, _UNSTATED) if value is None else Number(f"{value:,}", "", label, note)


def _out_of(label: str, hits: int | None, base: int | None, note: str) -> Number:
    if hits is None or base is None:
        return Number("–", "", label, _UNSTATED)
    return Number(f"{hits:,}", f"of {base:,}", label, note)


def _bracket(measured: Measurement) -> str:
    """The rate in brackets, where there is one."""
    return "" if measured.value is None else f" ({_percent(measured.value)})"


_OUTCOMES = tuple(
    s.key for s in STATISTICS if s.group == "decided" and s.key not in ("decided_total", "uphold_rate")
)


def _bars(letter: Reading | None, keys: Sequence[str], *, by_size: bool) -> tuple[Bar, ...]:
    """Every part that the letter states, zeros too, in the letter's order or the largest first."""
    parts = [(key, count) for key in keys if (count := _count_of(letter, key)) is not None]
    if by_size:
        parts.sort(key=lambda part: -part[1])
    total, longest = sum(count for _, count in parts), max((count for _, count in parts), default=0)
    return tuple(
        Bar(
            title=BY_KEY[key].title,
            count=f"{count:,}",
            share=_percent(100 * count / total) if total else "–",
            width=f"{100 * count / longest:.2f}" if longest else "0",
            corrected=_corrected(letter, key),
        )
        for key, count in parts
    )


def _rights(year: CouncilYear) -> tuple[Finding, ...]:
    """What was done about faults: remedies offered before, and recommendations carried out."""
    letter = year.usable
    late, never = _value_of(letter, "complied_late"), _value_of(letter, "not_complied")
    on_time = _value_of(letter, "complied_on_time")
    return (
        _finding(
            year,
            "satisfactory_remedy_rate",
            "Remedied before the Ombudsman stepped in",
            Told("Upheld complaints in which the council’s own offer had already put things right."),
        ),
        _finding(
            year,
            "compliance_rate",
            "Recommendations carried out",
            Told(
                f"Of those recorded in the year: {on_time} on time, {late} late, {never} not carried out.",
                _corrected(letter, "complied_on_time", "complied_late", "not_complied"),
            ),
        ),
    )


def _finding(year: CouncilYear, key: str, title: str, note: Told) -> Finding:
    metric = METRIC[key]
    measured, corrected = measure(metric, year), _corrected(year.usable, *_statistics(metric))
    if alone := _rate_alone(year.usable, metric):
        only = f", and only {_k_of_n(measured)} gives it" if measured.hits is not None else ""
        said = f"As the letter prints it. It does not say how many these were{only}."
        return Finding(title, Told(" ".join(alone), corrected), (Told(said),))
    if measured.state is not State.VALUE:
        value = "0 of 0" if measured.state is State.NONE else _STATE_MARKS[measured.state].words
        return Finding(title, Told(value, corrected), (Told(_no_rate(metric, measured.state)),))
    value = _k_of_n(measured) + _bracket(measured)
    fits = (Told(_fits(measured), corrected),) if measured.uncertain else ()
    return Finding(title, Told(value, corrected), (note, *fits))


_GROUPS = {
    "received": "Complaints and enquiries received",
    "decided": "Decisions made",
    "investigations": "Investigations",
    "remedies": "Remedies",
    "compliance": "Compliance",
    "volumes": "Volumes",
}


def _letter_figures(year: CouncilYear, root: str) -> LetterFigures:
    """Every figure of a letter with the place where it stands."""
    letter, path = year.usable, letter_path(year)
    figures = {} if letter is None or letter.figures is None else letter.figures
    groups = []
    for group, title in _GROUPS.items():
        keys = [s.key for s in STATISTICS if s.group == group and s.key in figures]
        rows = tuple(_figure_row(letter, figures[key], path and root + path) for key in keys)
        if rows:
            groups.append((title, rows))
    return LetterFigures(str(year.period_end.year), _tag(year), tuple(groups))


def _figure_row(letter: Reading | None, figure: Figure, pdf: str | None) -> FigureRow:
    line = None if letter is None else letter.corrections.get(figure.statistic)
    return FigureRow(
        title=BY_KEY[figure.statistic].title,
        printed=figure.printed,
        in_words=sum(word.isalpha() for word in figure.printed.split()) > 1,
        value=Told("no value" if figure.value is None else _value(figure), line is not None),
        page=f"page {figure.page}",
        url=None if pdf is None else f"{pdf}#page={figure.page}",
        correction=None if letter is None or line is None else _correction(letter, line),
    )


def _checks_note(results: Sequence[bool]) -> str:
    failed = results.count(False)
    if not results:
        return ""
    if not failed:
        return "The one that applies passed." if len(results) == 1 else f"All {_spell(len(results))} passed."
    verb = "does" if failed == 1 else "do"
    return f"{_spell(failed).capitalize()} of {_spell(len(results))} {verb} not add up."


def _year_rows(
    history: Sequence[CouncilYear],
    earlier: Sequence[CombinedYear],
    shown: CouncilYear,
    lines: Lines,
    root: str,
) -> tuple[YearRow, ...]:
    """The council's years, newest first, and those of what it was before; none where there is but one."""
    rows = [_year_row(year, year is shown, lines.edition, root) for year in history]
    rows += [_combined_row(combined, lines.told(combined)) for combined in earlier]
    said = [None, *(row.note for row in rows)]
    noted = (
        replace(row, note=None) if row.note == before else row
        for row, before in zip(rows, said, strict=False)
    )
    return tuple(noted) if len(rows) > 1 else ()


def _year_row(year: CouncilYear, now: bool, edition: Edition, root: str) -> YearRow:
    comparison = _comparison(year, edition)
    letter, metric, path = year.usable, METRIC["uphold_rate"], letter_path(year)
    measured = measure(metric, year)
    lead, reasons = _held_back(year) if letter is None else ("", ())
    return YearRow(
        year=str(year.period_end.year),
        now=now,
        tag=_tag(year),
        received=_told(letter, "received_total"),
        decided=_told(letter, "decided_total"),
        investigated=_told(letter, "investigations"),
        upheld=Told(_k_of_n(measured) or "–", _corrected(letter, *metric.hits, *metric.base)),
        mark=_rate_mark(metric, measured),
        mark_corrected=_corrected(letter, *_statistics(metric)),
        standing=None if comparison is None else _standing_mark(comparison.standing),
        why=None if letter is not None else Passage(" ".join((lead, *reasons))),
        url=None if path is None or letter is not None else root + path,
        note=Passage("A letter of the time after it ended, about the time before:")
        if year.residual
        else None,
    )


def _combined_row(combined: CombinedYear, told: Passage) -> YearRow:
    """A year before the council began: counts of its predecessors added together, rates worked out from them."""
    metric, complete = METRIC["uphold_rate"], combined.complete
    measured = _combined_rate(metric, combined)
    corrected = _combined_corrected(combined, *metric.hits, *metric.base)
    return YearRow(
        year=str(combined.period_end.year),
        now=False,
        tag=_combined_tag(combined) if complete else None,
        received=_combined_told(combined, "received_total"),
        decided=_combined_told(combined, "decided_total"),
        investigated=_combined_told(combined, "investigations"),
        upheld=Told(_k_of_n(measured) or "–", corrected),
        mark=_rate_mark(metric, measured) if complete else Mark("not-stated", "No sum"),
        mark_corrected=corrected,
        standing=None,
        why=None if complete else told,
        url=None,
        note=told if complete else None,
        summed=complete,
    )


def _combined_rate(metric: Metric, combined: CombinedYear) -> Measurement:
    rate = combined.rate(metric)
    hits, base = rate.hits.value, rate.base.value
    if rate.value is None or rate.interval is None:
        return Measurement(State.NONE if base == 0 else State.NOT_STATED, hits=hits, base=base)
    return Measurement(State.VALUE, rate.value, hits, base, metric.band(rate.value), *rate.interval)


def _combined_told(combined: CombinedYear, statistic: str) -> Told:
    count = combined.count(statistic).value
    return Told("–" if count is None else f"{count:,}", _combined_corrected(combined, statistic))


def _combined_corrected(combined: CombinedYear, *statistics: str) -> bool:
    return any(_corrected(part.usable, *statistics) for part in combined.parts)


def _combined_tag(combined: CombinedYear) -> str | None:
    """One invented part makes the whole sum an invented one."""
    if Illustration.INVENTED in combined.illustrations:
        return _TAGS[Illustration.INVENTED]
    return _TAGS[Illustration.REDRAWN] if combined.illustrations else None


def _relatives(year: CouncilYear, county: Council | None, edition: Edition, root: str) -> Relatives | None:
    council = year.council
    code = council.gss_code if council.type is CouncilType.COUNTY else council.county
    districts = sorted(
        (
            other.council
            for joined in edition.years
            if joined.period_end == year.period_end
            for other in joined.councils
            if other.council.county == code and other.council is not council and code is not None
        ),
        key=lambda other: _sorting(other.short_name),
    )
    if not districts and county is None:
        return None
    links = tuple(_council_link(other, root) for other in districts)
    if council.type is CouncilType.COUNTY:
        what = f"{_typeset(council.name)} and these districts share the work; each has a letter of its own."
        return Relatives(f"Districts in {_name(council)}", what, links)
    county_name = _name(county) if county else "the county"
    what = f"{_name(council)} and its county share the work; each has a letter of its own."
    first = (Link(_typeset(county.name), _council_link(county, root).url),) if county else ()
    return Relatives(f"{county_name} and its other districts", what, first + links)


# Corrections, which are marked wherever a figure changed by one appears


def _corrected(letter: Reading | None, *statistics: str) -> bool:
    """Whether any of these figures is not as the letter prints it."""
    return letter is not None and not letter.corrections.keys().isdisjoint(statistics)


def _told(letter: Reading | None, statistic: str) -> Told:
    """A count, or a dash where there is none."""
    return Told(_value_of(letter, statistic), _corrected(letter, statistic))


def _statistics(metric: Metric) -> tuple[str, ...]:
    """The figures that a metric's value and class are made of."""
    return (*metric.hits, *metric.base, *((metric.printed,) if metric.printed else ()))


def _corrections(letter: Reading, link: Link | None = None) -> tuple[CorrectionRow, ...]:
    return tuple(_correction(letter, line, link) for line in corrections_of(letter))


def _correction(letter: Reading, line: Correction, link: Link | None = None) -> CorrectionRow:
    return CorrectionRow(
        figure=BY_KEY[line.statistic].title,
        printed=line.printed,
        corrected=line.corrected,
        reason=_ended(line.reason),
        evidence=line.evidence,
        url=line.evidence if _is_address(line.evidence) else None,
        who=line.who,
        day=_day(line.date),
        file=letter.file,
        letter=link,
    )


def _is_address(text: str) -> bool:
    """Whether the text is one web address and nothing else, so that it can be a link."""
    return re.fullmatch(r"https?://[\w.-]+(:\d+)?(/[^\s<>\"\\\[\]]*)?", text, re.ASCII) is not None


# All councils


def _councils_page(edition: Edition) -> CouncilsPage:
    newest = edition.years[0]
    frame = _frame(edition, "councils/index.html", "councils", "All councils")
    years = sorted(newest.councils, key=lambda year: _sorting(year.council.short_name))
    compared = newest.comparisons
    rows = tuple(_council_row(year, compared.get(year.council.gss_code), frame.root) for year in years)
    older = [joined.period_end.year for joined in reversed(edition.years[1:])]
    current = {year.council.slug for year in newest.councils}
    ended = {
        year.council.slug: Link(_typeset(year.council.name), frame.root + page_path(year))
        for year in edition.council_years
        if year.council.slug not in current
    }
    return CouncilsPage(
        frame=frame,
        year=_day(newest.period_end),
        count=f"{len(rows):,}",
        types=tuple(sorted({row.type for row in rows}, key=str.casefold)),
        standings=_standings(rows),
        rows=rows,
        older=f"Figures for {_spans(older)} are on the councils’ own pages." if older else "",
        ended=tuple(ended[slug] for slug in sorted(ended)),
    )


def _standings(rows: Sequence[CouncilRow]) -> tuple[str, ...]:
    """The classes and reasons that occur, from clearly higher down to no letter."""
    found = {row.standing.mark.words for row in rows if row.standing.mark is not None}
    classes = [peers.TITLES[standing] for standing in (*reversed(peers.SCALE), Standing.TOO_FEW)]
    return tuple(words for words in (*classes, *(m.words for m in _STATE_MARKS.values())) if words in found)


def _council_row(year: CouncilYear, comparison: Comparison | None, root: str) -> CouncilRow:
    metric = METRIC["uphold_rate"]
    measured = measure(metric, year)
    link = _council_link(year.council, root)
    return CouncilRow(
        name=link.title,
        href=link.url,
        type=year.council.type.label,
        tag=_tag(year),
        received=_count_cell(year, "received_total"),
        investigated=_count_cell(year, "investigations"),
        upheld=_upheld_cell(metric, measured),
        type_rate="" if comparison is None else _type_rate(comparison.peers),
        standing=_standing_cell(metric, measured, comparison),
    )


def _type_rate(group: Peers) -> str:
    return f"{100 * group.rate:.0f}% of {group.base:,}" if group.comparable else ""


def _count_cell(year: CouncilYear, key: str) -> Cell:
    count = _count_of(year.usable, key)
    if count is not None:
        return Cell(f"{count:,}", str(count))
    return Cell("", None, _STATE_MARKS[_letter_state(year)])


def _upheld_cell(metric: Metric, measured: Measurement) -> Cell:
    text = _k_of_n(measured)
    return Cell(text, str(measured.hits)) if text else Cell("", None, _rate_mark(metric, measured))


def _standing_cell(metric: Metric, measured: Measurement, comparison: Comparison | None) -> Cell:
    """The class against its type, by which it sorts: not by rate, because small differences mean nothing."""
    if comparison is None:
        return Cell("", None, _rate_mark(metric, measured))
    few = comparison.standing is Standing.TOO_FEW
    sort = "-1" if few else str(peers.SCALE.index(comparison.standing))
    return Cell("", sort, _standing_mark(comparison.standing))


def _k_of_n(measured: Measurement) -> str:
    if measured.hits is None or measured.base is None:
        return ""
    return f"{measured.hits:,} of {measured.base:,}"


_STATE_MARKS = {
    State.NONE: Mark("none", "None investigated"),
    State.NOT_STATED: Mark("not-stated", "Not stated"),
    State.NO_LETTER: Mark("no-letter", "No letter"),
    State.IN_REVIEW: Mark("in-review", "In review"),
}


def _rate_mark(metric: Metric, measured: Measurement) -> Mark:
    """The class, "Fewer than five", or the reason why there is none."""
    if measured.band is None:
        return _STATE_MARKS[measured.state]
    kind = f"q{measured.band + 1}"
    if measured.uncertain:
        return Mark(kind, f"Fewer than {_spell(FEW)}", few=True)
    return Mark(kind, metric.classes[measured.band])


# About the data


def _about_page(edition: Edition) -> AboutPage:
    frame = _frame(edition, "about/index.html", "about", "About the data")
    fills = [metric for metric in METRICS if metric.kind is Kind.FILL]
    circles = next(metric for metric in METRICS if metric.kind is Kind.CIRCLES)
    return AboutPage(
        frame=frame,
        rates=tuple(_metric_note(metric) for metric in fills),
        counts_note=circles.note,
        missing=tuple((_STATE_MARKS[state], words) for state, words in _MISSING.items()),
        few=Mark("q3", f"Fewer than {_spell(FEW)}", few=True),
        standings=tuple(map(_standing_mark, (*reversed(peers.SCALE), Standing.TOO_FEW))),
        funnel=_funnel(edition),
        widened=_widened(edition),
        report=_report_lines(edition),
        set_aside=tuple(_set_aside(letter) for letter in edition.report.set_aside),
        corrections=_every_correction(edition, frame.root),
        notes=edition.report.notes,
        without_letter=_without_letter(edition, frame.root),
        downloads=tuple(Link(file.title, frame.root + file.path) for file in downloads(edition)),
    )


def _groups(joined: JoinedYear) -> tuple[Peers, ...]:
    """All peers of a year, those with the most cases first."""
    found = dict.fromkeys(one.peers for one in joined.comparisons.values() if one.peers.comparable)
    return tuple(sorted(found, key=lambda group: -group.base))


def _funnel(edition: Edition) -> Funnel | None:
    """The newest year's funnel of districts, else of the type with the most cases; None with too few of any."""
    newest = edition.years[0]
    groups = sorted(_groups(newest), key=lambda group: group.type is not CouncilType.DISTRICT)
    if not groups:
        return None
    group = groups[0]
    return Funnel(
        title=f"{group.plural[:1].upper()}{group.plural[1:]}, year to {_day(newest.period_end)}",
        charts=_charts(group, newest.period_end, edition),
        described=f"{group.councils} {group.plural}: the share of complaints upheld, by how many were investigated.",
        note=_chart_note(group),
    )


def _widened(edition: Edition) -> tuple[str, ...]:
    """Where limits are widened, and by how much, a sentence a type and year."""
    return tuple(
        f"Year to {_day(joined.period_end)}: {group.widened}"
        for joined in edition.years
        for group in _groups(joined)
        if group.widened
    )


_MISSING = {
    State.NONE: "The rate has nothing to be out of: no complaint was investigated, or nothing was recorded. "
    "That is neither good nor bad.",
    State.NOT_STATED: "The letter for that year does not have the figure, or prints a dash.",
    State.NO_LETTER: "No letter has been added for that council and year.",
    State.IN_REVIEW: "A letter was read, but something in it does not add up or is not certain; its figures "
    "are held back until someone has looked.",
}


def _metric_note(metric: Metric) -> MetricNote:
    classes = tuple(Mark(f"q{number}", words) for number, words in enumerate(metric.classes, start=1))
    return MetricNote(metric.title, metric.note, classes)


_REPORT_WORDS = {
    "letters": "Letters found",
    Status.OK.value: "Read and shown",
    Status.REVIEW.value: "In review, figures held back",
    Status.REJECTED.value: "Rejected, no figures could be read",
    "illustrative": "Illustrative letters among them",
    "residual": "Letters about councils that had ended, on no map",
    "figures": "Figures read",
    "corrected": "Figures corrected, not as printed",
    "councils_without_letter": "Councils without a letter, all years together",
}


def _report_lines(edition: Edition) -> tuple[tuple[str, str], ...]:
    counts = edition.report.counts
    return tuple((words, f"{counts[key]:,}") for key, words in _REPORT_WORDS.items())


def _set_aside(letter: Reading) -> SetAside:
    status = {Status.REVIEW: "in review", Status.REJECTED: "rejected"}[letter.status]
    reasons = tuple(_ended(problem.message) for problem in letter.problems)
    return SetAside(letter.file, _pages(letter.pages), status, reasons)


def _pages(pages: tuple[int, int] | None) -> str:
    """ "page 4" or "pages 4 to 5"; nothing for a file that has no pages of figures."""
    if pages is None:
        return ""
    first, last = pages
    return f"page {first}" if first == last else f"pages {first} to {last}"


def _every_correction(edition: Edition, root: str) -> tuple[CorrectionRow, ...]:
    """The corrections of all letters, those in review too, with a link to the page of a council that has one."""
    shown = {
        (year.letter.file, year.letter.pages): Link(
            f"{_name(year.council)} {year.period_end.year}", root + page_path(year)
        )
        for year in edition.council_years
        if year.letter is not None
    }
    return tuple(
        row
        for letter in edition.report.letters
        for row in _corrections(letter, shown.get((letter.file, letter.pages)))
    )


def _without_letter(edition: Edition, root: str) -> tuple[WithoutLetter, ...]:
    missing = sorted(edition.report.councils_without_letter.items(), reverse=True)
    return tuple(
        WithoutLetter(
            year=_day(day),
            count=_councils(len(councils)),
            councils=tuple(
                _council_link(c, root) for c in sorted(councils, key=lambda c: _sorting(c.short_name))
            ),
        )
        for day, councils in missing
        if councils
    )


# Words and numbers


def _councils(number: int) -> str:
    return "1 council" if number == 1 else f"{number:,} councils"


def _name(council: Council) -> str:
    return _typeset(council.short_name)


def _typeset(name: str) -> str:
    """A name with the apostrophe that print uses: King’s Lynn."""
    return name.replace("'", "’")


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _ended(text: str) -> str:
    """The text with a full stop, unless it has an end of its own."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _spans(years: Sequence[int]) -> str:
    """Years in ascending order, three or more in a row as a span: "2014 to 2016, 2018 and 2019"."""
    spans: list[list[int]] = []
    for year in years:
        if spans and spans[-1][-1] == year - 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    words = [
        word
        for span in spans
        for word in ([f"{span[0]} to {span[-1]}"] if len(span) > 2 else [str(year) for year in span])
    ]
    return _and(words)


def _sorting(name: str) -> str:
    return name.casefold()


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


_SPELT = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _spell(number: int | None) -> str:
    """Numbers below ten as words, others in digits."""
    if number is None:
        return "–"
    return _SPELT[number] if number < len(_SPELT) else f"{number:,}"


def _percent(value: float | None) -> str:
    """Whole per cent, halves up."""
    return "–" if value is None else f"{floor(value + 0.5)}%"


def _value(figure: Figure) -> str:
    """A figure that has a value, in its unit."""
    if figure.unit is Unit.PERCENT:
        return _percent(figure.value)
    return f"{figure.value:,}"


def _count_of(letter: Reading | None, key: str) -> int | None:
    figure = None if letter is None else letter.figure(key)
    return None if figure is None or figure.value is None else int(figure.value)


def _value_of(letter: Reading | None, key: str) -> str:
    count = _count_of(letter, key)
    return "–" if count is None else f"{count:,}"
