"""The build report for people: what became of every file, by year and by reason."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from mapper.councils.addresses import Link
from mapper.pages.frame import Page, frame_of
from mapper.pages.names import alphabetical, council_link
from mapper.pages.site import Site
from mapper.review.reading import Reading, Status
from mapper.review.report import BuildReport
from mapper.words import counted, day_in_words, ended
from mapper.year import title

PATH = "report/index.html"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A letter whose figures are not shown, and why; `pages` distinguishes it from others in the same file."""

    file: str
    pages: str
    status: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """The letters of a year that were set aside for one reason first."""

    reason: str
    count: str
    letters: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class YearGroup:
    """The letters of one year that were set aside; `anchor` is the id of its heading."""

    title: str
    anchor: str
    count: str
    reasons: tuple[ReasonGroup, ...]


@dataclass(frozen=True, slots=True)
class WithoutLetter:
    """The councils that have no letter for a year."""

    year: str
    count: str
    councils: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ReportPage(Page):
    """The build report."""

    numbers: tuple[tuple[str, str], ...]
    years: tuple[YearGroup, ...]
    notes: tuple[str, ...]
    without_letter: tuple[WithoutLetter, ...]
    document: str


def build(site: Site) -> Iterator[tuple[str, ReportPage]]:
    """The page, with its path."""
    report = site.edition.report
    frame = frame_of(site, PATH, "data", "Build report")
    page = ReportPage(
        frame=frame,
        numbers=numbers(report),
        years=tuple(_years(report.set_aside)),
        notes=report.notes,
        without_letter=_without_letter(report, frame.root),
        document=f"{frame.root}data/build-report.json",
    )
    yield PATH, page


def numbers(report: BuildReport) -> tuple[tuple[str, str], ...]:
    """The report in numbers, each with what it counts."""
    return tuple((words, f"{report.counts[key]:,}") for key, words in _NUMBERS.items())


_NUMBERS: Mapping[str, str] = {
    "letters": "Letters found",
    Status.OK.value: "Read and shown",
    Status.REVIEW.value: "We are checking, figures not shown",
    Status.REJECTED.value: "Rejected, no figures could be read",
    "illustrative": "Letters with made-up figures among them",
    "residual": "Letters about councils that had ended, on no map",
    "figures": "Figures read",
    "corrected": "Figures corrected, not as printed",
    "councils_without_letter": "Councils without a letter, all years together",
}


def _years(letters: Iterable[Reading]) -> Iterator[YearGroup]:
    """The letters by year, the newest first; those whose year is not known come last."""
    ordered = sorted(letters, key=lambda letter: letter.period_end or date.min, reverse=True)
    for day, group in groupby(ordered, key=lambda letter: letter.period_end):
        of = tuple(group)
        yield YearGroup(
            title="Year not known" if day is None else title(day),
            anchor="year-not-known" if day is None else f"to-{day.isoformat()}",
            count=counted(len(of), "letter or file", "letters or files"),
            reasons=tuple(_reasons(of)),
        )


def _reasons(letters: Iterable[Reading]) -> Iterator[ReasonGroup]:
    """The letters by the first of their reasons, the most frequent first; each letter with all its reasons."""
    found: dict[str, list[Reading]] = {}
    for letter in letters:
        found.setdefault(_reason(letter), []).append(letter)
    for reason, of in sorted(found.items(), key=lambda group: (-len(group[1]), group[0])):
        yield ReasonGroup(
            reason=reason,
            count=counted(len(of), "letter or file", "letters or files"),
            letters=tuple(
                map(_set_aside, sorted(of, key=lambda letter: (letter.file, letter.pages or (0, 0))))
            ),
        )


_REASONS: Mapping[str, str] = {
    "not-a-pdf": "Not a PDF",
    "damaged": "Damaged files",
    "not-opened": "Could not be opened, or not named as a PDF",
    "not-followed": "Links that lead nowhere, or to more than letters",
    "encrypted": "Files that are locked",
    "no-text-layer": "Pages that are pictures",
    "too-large": "Larger than any letter",
    "timeout": "Took too long to read",
    "crashed": "Could not be read to the end",
    "unrecognised-layout": "No known form of letter",
    "missing-figure": "A figure is missing",
    "unreadable-figure": "A figure cannot be read",
    "sum-mismatch": "Sums that do not hold",
    "rate-mismatch": "Rates that are not those of their counts",
    "average-mismatch": "Averages that other letters print otherwise",
    "tables-differ": "Data tables that state another figure",
    "readers-disagree": "Two programs read a page differently",
    "not-as-printed": "Text that the printed page does not show",
    "name-missing": "No name of a council",
    "name-conflict": "Names of several councils",
    "not-the-letter": "Not the letter itself",
    "unknown-council": "No council, or several, of that name on that day",
    "ambiguous-council": "Several councils of that name on that day",
    "not-a-council": "Not about a council",
    "not-in-england": "Not about a council in England",
    "period-missing": "No year stated",
    "period-conflict": "Doubt about the year",
    "no-boundaries": "No boundaries for that day",
    "duplicate": "Several letters for one council and year",
}


def _reason(letter: Reading) -> str:
    """The first of its reasons, as a heading."""
    return next((_REASONS[one.code] for one in letter.problems if one.code in _REASONS), "Other reasons")


def _set_aside(letter: Reading) -> SetAside:
    status = {Status.REVIEW: "in review", Status.REJECTED: "rejected"}[letter.status]
    reasons = tuple(ended(problem.message) for problem in letter.problems)
    return SetAside(letter.file, _pages(letter.pages), status, reasons)


def _pages(pages: tuple[int, int] | None) -> str:
    """The pages as "page 4" or "pages 4 to 5"; empty for a file without pages of figures."""
    if pages is None:
        return ""
    first, last = pages
    return f"page {first}" if first == last else f"pages {first} to {last}"


def _without_letter(report: BuildReport, root: str) -> tuple[WithoutLetter, ...]:
    missing = sorted(report.councils_without_letter.items(), reverse=True)
    return tuple(
        WithoutLetter(
            year=day_in_words(day),
            count=counted(len(councils), "council", "councils"),
            councils=tuple(council_link(council, root) for council in sorted(councils, key=alphabetical)),
        )
        for day, councils in missing
        if councils
    )
