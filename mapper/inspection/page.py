"""The page of HTML that shows one file, and the pictures that it needs."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from mapper.inspection.account import Account, FigureLine, ProblemLine, accounts_of
from mapper.inspection.sheet import Sheet, picture_name, sheets_of
from mapper.inspection.subject import Subject
from mapper.letters.findings import Findings
from mapper.letters.statistics import Problem
from mapper.resources import asset
from mapper.templates import to_html
from mapper.words import counted, printable, spans

INDEX = "index.html"
GENERATOR = "mapper parse --show"
"""What made the page, as its head says."""

STYLES = ("tokens.css", "inspection/page.css", "inspection/sheet.css")
_TEMPLATE = "inspection.html"


@dataclass(frozen=True, slots=True)
class View:
    """A page of the file with the figures and problems on it."""

    sheet: Sheet
    figures: tuple[FigureLine, ...]
    problems: tuple[ProblemLine, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What one layout says: the pages that it opens, and whether it claims each letter found, and all pages as one."""

    layout: str
    wants: str
    claims: tuple[bool, ...]
    claims_whole: bool


@dataclass(frozen=True, slots=True)
class InspectionPage:
    """The page: `spans` are the pages of the letters that are found, `remarks` are sentences about the file."""

    generator: str
    policy: str
    style: Markup
    path: str
    file: str
    sha256: str
    remarks: tuple[str, ...]
    accounts: tuple[Account, ...]
    spans: tuple[str, ...]
    rows: tuple[Row, ...]
    views: tuple[View, ...]


def files_of(path: Path, subject: Subject) -> dict[str, bytes]:
    """The page and its pictures, each by the name of its file."""
    drawn = () if isinstance(subject.pictures, Problem) else subject.pictures
    pictures = {picture_name(picture.number): picture.png for picture in drawn if picture.png}
    return {INDEX: to_html(_TEMPLATE, _page(path, subject)), **pictures}


def _page(path: Path, subject: Subject) -> InspectionPage:
    findings = Findings() if isinstance(subject.findings, Problem) else subject.findings
    sheets = sheets_of(subject)
    accounts = accounts_of(subject.letters, {sheet.number for sheet in sheets})
    style = "".join(asset(name).decode() for name in STYLES)
    return InspectionPage(
        GENERATOR,
        _policy(style),
        Markup(style),  # noqa: S704 - the project's own style sheets
        printable(str(path)),
        printable(path.name),
        next((letter.sha256 for letter in subject.letters), ""),
        tuple(_remarks(subject, findings)),
        accounts,
        tuple(_pages(range(first, last + 1)) for (first, last), _ in findings.letters),
        tuple(_rows(findings)),
        tuple(_view(sheet, accounts) for sheet in sheets),
    )


def _policy(style: str) -> str:
    """The Content-Security-Policy: this style, the pictures beside the page, and nothing else."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self' file:; base-uri 'none'; "
        "form-action 'none'"
    )


def _remarks(subject: Subject, findings: Findings) -> Iterator[str]:
    """How many pages there are, which are not shown, and what could not be looked at."""
    if findings.texts:
        hidden = [n for n in range(1, len(findings.texts) + 1) if n not in findings.numbers]
        yield f"{counted(len(findings.texts), 'page', 'pages')}."
        if hidden:
            yield (
                f"Not shown: {_pages(hidden)}. Those that layouts open come first; to see another, cut it out of "
                "the file."
            )
    own = {problem.message for letter in subject.letters for problem in letter.problems}
    lacking = {
        "What stands on the pages is not known": (
            subject.findings if isinstance(subject.findings, Problem) else findings.problem
        ),
        "There are no pictures": subject.pictures if isinstance(subject.pictures, Problem) else None,
    }
    for what, problem in lacking.items():
        if problem is not None:
            known = problem.message in own
            yield f"{what}." if known else f"{what}: {printable(problem.message)}"


def _pages(numbers: range | list[int]) -> str:
    return f"page{'s' if len(numbers) > 1 else ''} {spans(numbers)}"


def _rows(findings: Findings) -> Iterator[Row]:
    for one in findings.opinions:
        claims = tuple(one.layout in claiming for _, claiming in findings.letters)
        yield Row(one.layout, spans(one.wants) if one.wants else "none", claims, one.claims_whole)


def _view(sheet: Sheet, accounts: tuple[Account, ...]) -> View:
    figures = (line for account in accounts for line in account.figures)
    problems = (line for account in accounts for line in account.problems)
    return View(
        sheet,
        tuple(line for line in figures if line.page == sheet.number and line.place is not None),
        tuple(line for line in problems if line.page == sheet.number),
    )
