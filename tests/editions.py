"""Small editions made by hand, for tests of what is published."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from markupsafe import Markup

from mapper import pages
from mapper.councils import boundaries
from mapper.councils.register_file import load_register
from mapper.councils.tiers import TIERS
from mapper.downloads import feeds
from mapper.downloads.catalogue import data_files
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import Check, Figure, Problem
from mapper.map.choropleth import MapParts
from mapper.measures.edition import Edition
from mapper.measures.joined import JoinedYear, join_year
from mapper.measures.paths import letter_contents
from mapper.pictures import picture
from mapper.review.corrections import Correction
from mapper.review.reading import CouncilYear, Reading, Status
from mapper.review.report import BuildReport
from tests.readings import PDF, reading, year

KENT = "E10000016"
ASHFORD = "E07000105"
MIDDLESBROUGH = "E06000002"
HARTLEPOOL = "E06000001"

SUM = "Nine subjects add up to 15, but the letter prints 14 received"

MAP = MapParts(Markup(""), Markup("<h1>The map</h1>"), Markup(""), {})
"""A map that holds nothing, for pages that stand beside it."""


def in_review(code: str = MIDDLESBROUGH, **changes: object) -> Reading:
    """A letter that was read and does not add up."""
    letter = reading(code, Status.REVIEW, file="letters/2019/doubtful.pdf")
    letter = replace(
        letter, checks=(Check(SUM, False, "sum-mismatch"),), problems=(Problem("sum-mismatch", SUM),)
    )
    return replace(letter, **changes)  # type: ignore[arg-type]


CORRECTION = Correction(
    where="corrections.csv, line 2",
    letter_sha256=sha256(PDF).hexdigest(),
    letter_name="letters/2019/letter.pdf",
    page=4,
    statistic="received_total",
    printed="15",
    corrected="14",
    reason="Nine subjects add up to 14",
    evidence="https://example.org/table.csv",
    who="A. Reader",
    date=date(2019, 7, 25),
    value=14,
)


def corrected(letter: Reading, statistic: str = "received_total", **changes: object) -> Reading:
    """The letter with one figure that is not as printed, by CORRECTION but for these changes."""
    line = replace(CORRECTION, statistic=statistic, **changes)  # type: ignore[arg-type]
    figures = {**(letter.figures or {}), statistic: Figure(statistic, line.value, line.printed, line.page)}
    return replace(letter, figures=figures, corrections={**letter.corrections, statistic: line})


REJECTED = Reading(
    "letters/2019/minutes.pdf",
    "1" * 64,
    Status.REJECTED,
    problems=(Problem("unrecognised-layout", "No layout knows it"),),
)


def edition(
    *years: CouncilYear,
    others: Sequence[Reading] = (),
    frames: bool = False,
    base_url: str | None = None,
    notes: tuple[str, ...] = (),
) -> Edition:
    """The edition of these council years and of `others`, letters that belong to none of them."""
    days = sorted({year.period_end for year in years}, reverse=True)
    joined = tuple(_joined(day, [year for year in years if year.period_end == day], frames) for day in days)
    letters = (*(year.letter for year in years if year.letter), *others)
    missing = {
        day: tuple(year.council for year in years if year.period_end == day and not year.letter)
        for day in days
    }
    report = BuildReport(tuple(sorted(letters, key=lambda letter: letter.file)), missing, letter_notes=notes)
    return Edition(joined, report, load_register(), base_url)


def _joined(day: date, every: Sequence[CouncilYear], frames: bool) -> JoinedYear:
    years = [year for year in every if not year.residual]
    codes = [year.council.gss_code for year in years]
    polygons = {tier: boundaries.on(day, tier, load_register()) for tier in TIERS} if frames else {}
    shown = {
        tier: frame.loc[[code for code in frame.index if code in codes]] for tier, frame in polygons.items()
    }
    return join_year(day, years, shown, [year for year in every if year.residual])


def kent_and_tees(*, real: bool = True) -> Edition:
    """A county, two of its districts, a letter in review, a council without a letter, a file that is none."""
    mark = None if real else Illustration.INVENTED
    return edition(
        year(reading(file="letters/2019/dartford.pdf", illustration=mark)),
        year(reading(ASHFORD, file="letters/2019/ashford.pdf", illustration=mark), ASHFORD),
        year(reading(KENT, file="letters/2019/kent.pdf", illustration=mark, compliance_rate=None), KENT),
        year(in_review(illustration=mark), MIDDLESBROUGH),
        year(None, HARTLEPOOL),
        others=(REJECTED,),
        frames=True,
    )


def whole_site(edition: Edition) -> dict[str, bytes]:
    """Every file of the site, with something that begins like a PDF for each letter."""
    drawn = picture.render(edition)
    html = pages.render(edition, MAP, drawn.pictures)
    letters = {path: bytes(content) for path, content in letter_contents(edition.council_years).items()}
    return {**html, **drawn.files, **data_files(edition), **dict(feeds.files(edition)), **letters}
