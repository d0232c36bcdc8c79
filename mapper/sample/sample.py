"""Illustrative annual letters: PDFs in the form of the Ombudsman's tables, with figures that we made up.

They let the whole of England be mapped before the real letters have been gathered, and give the tests and the
benchmark something to read. The labels in the tables are written down here on their own, not taken from the
layouts that read letters: otherwise a round trip would only show that we agree with ourselves.

A letter follows from (seed, year, GSS code) alone: the same three give the same bytes, in any process and in
any order. The words are ours and the figures are invented, and every page says so; the one exception is
Dartford's letter of 2019, whose figures are its published ones, and whose pages say that instead.
"""

import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from statistics import NormalDist

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from mapper.councils.council import Council, CouncilType
from mapper.errors import MapperError
from mapper.letters.illustration import MARKS, Illustration

SAMPLE_YEARS = (2019,)
"""The years, by their last day 31 March, in whose form letters can be written."""

DEFAULT_SEED = 2019

_Figures = Mapping[str, int | None]


def figures(council: Council, year: int, seed: int = DEFAULT_SEED) -> _Figures:
    """The figures of a council's illustrative letter by statistic, in the order a letter prints them.

    Counts are cases, rates whole per cents (halves up); None is a rate that has nothing to divide by. Every
    identity holds. Raises MapperError for a year that is not among SAMPLE_YEARS.
    """
    _require_year(year)
    published = _PUBLISHED.get((council.gss_code, year))
    return _invented(council, year, seed) if published is None else published


def illustration(council: Council, year: int) -> Illustration:
    """Whether that council's letter of that year holds invented figures or its published ones."""
    return Illustration.REDRAWN if (council.gss_code, year) in _PUBLISHED else Illustration.INVENTED


def letter(council: Council, year: int, seed: int = DEFAULT_SEED) -> bytes:
    """One council's illustrative letter as a PDF of four pages: three of text, then the tables.

    Raises MapperError for a year that is not among SAMPLE_YEARS.
    """
    printed = figures(council, year, seed)
    return _draw_letter(_Letter(council.name, year, illustration(council, year), printed))


def write(councils: Iterable[Council], year: int, out: Path, seed: int = DEFAULT_SEED) -> list[Path]:
    """Write one letter a council as `<out>/<slug>.pdf`, making the folder; the paths, sorted.

    Raises MapperError for a year that is not among SAMPLE_YEARS, before anything is written.
    """
    _require_year(year)
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for council in councils:
        path = out / f"{council.slug}.pdf"
        path.write_bytes(letter(council, year, seed))
        paths.append(path)
    return sorted(paths)


def _require_year(year: int) -> None:
    if year not in SAMPLE_YEARS:
        known = ", ".join(str(known) for known in SAMPLE_YEARS)
        raise MapperError(
            f"Illustrative letters cannot be written for {year}: expected one of the years {known}, "
            "whose form of letter this version knows. Ask for one of those."
        )


# --- The figures ----------------------------------------------------------------------------------------

# Dartford's letter for the year to 31 March 2019 as published.
_DARTFORD_2019: _Figures = {
    "received_adult_care_services": 0,
    "received_benefits_and_tax": 0,
    "received_corporate_and_other_services": 0,
    "received_education_and_childrens_services": 0,
    "received_environment_services": 3,
    "received_highways_and_transport": 0,
    "received_housing": 10,
    "received_planning_and_development": 1,
    "received_other": 0,
    "received_total": 14,
    "decided_incomplete_or_invalid": 0,
    "decided_advice_given": 3,
    "decided_referred_back": 3,
    "decided_closed_after_initial_enquiries": 6,
    "decided_not_upheld": 0,
    "decided_upheld": 1,
    "decided_total": 13,
    "uphold_rate": 100,
    "investigations": 1,
    "satisfactory_remedies": 0,
    "satisfactory_remedy_rate": 0,
    "compliance_recorded": 1,
    "complied_on_time": 1,
    "complied_late": 0,
    "not_complied": 0,
    "compliance_rate": 100,
}

_PUBLISHED: Mapping[tuple[str, int], _Figures] = {("E07000107", 2019): _DARTFORD_2019}


@dataclass(frozen=True, slots=True)
class _Profile:
    """A year of a council of one type, on average.

    `received` is a number of complaints and enquiries, `spread` the standard deviation of its logarithm from
    council to council; `investigated` is a share of the decisions, `upheld` one of the investigations. `mix`
    holds the parts of the nine subjects, in the order of `_SUBJECTS`; they need not add up to anything.
    """

    received: float
    spread: float
    investigated: float
    upheld: float
    mix: tuple[float, ...]


_SUBJECTS = (
    "received_adult_care_services",
    "received_benefits_and_tax",
    "received_corporate_and_other_services",
    "received_education_and_childrens_services",
    "received_environment_services",
    "received_highways_and_transport",
    "received_housing",
    "received_planning_and_development",
    "received_other",
)

# Chosen so that England adds up to the national headlines for the year to 31 March 2019: 16,899 received,
# 4,234 investigated, 2,456 of them upheld (58%), 64% in counties and 55% in unitaries. How the rest divides
# between the types is our guess.
_PROFILES: Mapping[CouncilType, _Profile] = {
    CouncilType.COUNTY: _Profile(92, 0.45, 0.337, 0.64, (27, 0, 5, 42, 3, 21, 0, 1.5, 0.5)),
    CouncilType.DISTRICT: _Profile(14.5, 0.45, 0.18, 0.45, (0.3, 16, 8, 0.3, 17, 4, 19, 34, 1)),
    CouncilType.METROPOLITAN: _Profile(105, 0.45, 0.229, 0.60, (16, 12, 6, 21, 13, 13, 10, 8, 1)),
    CouncilType.LONDON: _Profile(107, 0.35, 0.261, 0.615, (12, 14, 6, 16, 10, 13, 23, 5, 1)),
    CouncilType.UNITARY: _Profile(75, 0.5, 0.26, 0.55, (18, 10, 6, 22, 11, 12, 8, 12, 1)),
}

# City of London and Isles of Scilly: few residents beside any other council of their type.
_SCALES: Mapping[str, float] = {"E09000001": 0.1, "E06000053": 0.03}

# What becomes of the decisions that are no detailed investigations, as parts of those, in printed order.
_EARLY_ENDS: Mapping[str, float] = {
    "decided_incomplete_or_invalid": 8,
    "decided_advice_given": 7,
    "decided_referred_back": 50,
    "decided_closed_after_initial_enquiries": 35,
}

_CARRIED_OVER = 0.065  # of a year's complaints are decided only in the next
_REMEDIED_BEFORE = 0.11  # of upheld cases; published for 2019, as are the next two
_LATE = 0.08  # of recorded compliance
_NOT_COMPLIED = 0.006
_RECOMMENDED = 0.68  # recommendations that fall due, a case upheld: our guess

# How alike councils of one type are: the number of cases after which a council's own cases say as much about
# it as its type does. With 50, rates vary a little more than chance alone would make them.
_ALIKENESS = 50


def _invented(council: Council, year: int, seed: int) -> _Figures:
    rng = Random(f"{seed}/{year}/{council.gss_code}")  # noqa: S311 - made to be repeated, not to be secret
    profile = _PROFILES[council.type]
    received = _received(rng, profile, profile.received * _size(council, profile, year, seed))
    decided = _decided(rng, profile, received["received_total"])
    investigations = decided["decided_not_upheld"] + decided["decided_upheld"]
    return {
        **received,
        **decided,
        "uphold_rate": _per_cent(decided["decided_upheld"], investigations),
        "investigations": investigations,
        **_remedies(rng, decided["decided_upheld"]),
        **_compliance(rng, profile.upheld * investigations),
    }


def _size(council: Council, profile: _Profile, year: int, seed: int) -> float:
    """How busy the council is beside its type, 1 on average: lognormal over the councils of the type.

    Quantiles are not drawn one by one: the codes of a type run nearly without gaps, and multiples of the
    golden ratio spread evenly between 0 and 1, so that England's total hardly depends on the seed.
    """
    start = Random(f"{seed}/{year}/{council.type}").random()  # noqa: S311
    quantile = (start + int(council.gss_code[3:]) * (math.sqrt(5) - 1) / 2) % 1
    # Beyond these limits one council could be larger than any in England.
    deviations = NormalDist().inv_cdf(min(max(quantile, 0.01), 0.99))
    size = math.exp(profile.spread * deviations - profile.spread**2 / 2)
    return size * _SCALES.get(council.gss_code, 1)


def _received(rng: Random, profile: _Profile, mean: float) -> dict[str, int]:
    """Complaints by subject and in all; what people complain about differs somewhat from place to place."""
    shares = [part / sum(profile.mix) for part in profile.mix]
    counts = {
        subject: _poisson(rng, mean * share * rng.gammavariate(8, 1 / 8))
        for subject, share in zip(_SUBJECTS, shares, strict=True)
    }
    return {**counts, "received_total": sum(counts.values())}


def _decided(rng: Random, profile: _Profile, received: int) -> dict[str, int]:
    """Decisions by outcome and in all, on complaints of the year and a few of the year before."""
    from_last_year = _poisson(rng, received * _CARRIED_OVER)
    total = received - _binomial(rng, received, _CARRIED_OVER) + from_last_year
    investigations = _binomial(rng, total, _rate_of_its_own(rng, profile.investigated))
    upheld = _binomial(rng, investigations, _rate_of_its_own(rng, profile.upheld))
    ends = rng.choices(tuple(_EARLY_ENDS), tuple(_EARLY_ENDS.values()), k=total - investigations)
    return {
        **{end: ends.count(end) for end in _EARLY_ENDS},
        "decided_not_upheld": investigations - upheld,
        "decided_upheld": upheld,
        "decided_total": total,
    }


def _remedies(rng: Random, upheld: int) -> dict[str, int | None]:
    remedied = _binomial(rng, upheld, _rate_of_its_own(rng, _REMEDIED_BEFORE))
    return {"satisfactory_remedies": remedied, "satisfactory_remedy_rate": _per_cent(remedied, upheld)}


def _compliance(rng: Random, usually_upheld: float) -> dict[str, int | None]:
    """Compliance recorded: partly on last year’s cases, so it follows what is usually upheld."""
    recorded = _poisson(rng, usually_upheld * _RECOMMENDED)
    missed = _binomial(rng, recorded, _NOT_COMPLIED)
    late = _binomial(rng, recorded - missed, _rate_of_its_own(rng, _LATE))
    return {
        "compliance_recorded": recorded,
        "complied_on_time": recorded - missed - late,
        "complied_late": late,
        "not_complied": missed,
        "compliance_rate": _per_cent(recorded - missed, recorded),
    }


def _rate_of_its_own(rng: Random, usual: float) -> float:
    """A council's own long-run rate, from 0 to 1, near what is usual for its type."""
    return rng.betavariate(usual * _ALIKENESS, (1 - usual) * _ALIKENESS)


def _binomial(rng: Random, cases: int, chance: float) -> int:
    return sum(rng.random() < chance for _ in range(cases))


def _poisson(rng: Random, mean: float) -> int:
    """Arrivals in a stretch of time `mean`, at one a unit on average."""
    if mean == 0:
        return 0
    count, time = 0, rng.expovariate(1)
    while time < mean:
        count, time = count + 1, time + rng.expovariate(1)
    return count


def _per_cent(numerator: int, denominator: int) -> int | None:
    """`numerator` of `denominator` in whole per cents, halves up; None where the denominator is zero."""
    return None if denominator == 0 else (200 * numerator + denominator) // (2 * denominator)


# --- The words ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Section:
    """A paragraph with its heading, for one kind of letter or both; `{name}` stands for the council."""

    heading: str
    text: str
    only: Illustration | None = None


@dataclass(frozen=True, slots=True)
class _TextPage:
    title: str
    subtitle: str
    sections: tuple[_Section, ...]


_UNDER_THE_MARK: Mapping[Illustration, str] = {
    Illustration.INVENTED: "Made up to show how a map works. Not written, sent or seen by the Ombudsman.",
    Illustration.REDRAWN: "Published figures on our own pages. Not written, sent or seen by the Ombudsman.",
}

# How a program can tell, without reading the pages.
_KEYWORDS: Mapping[Illustration, str] = {
    Illustration.INVENTED: "illustrative-figures=invented",
    Illustration.REDRAWN: "illustrative-figures=published",
}

_TEXT_PAGES = (
    _TextPage(
        "{name}",
        "An illustration of an annual letter about complaints, for the year to 31 March {year}",
        (
            _Section(
                "What this is",
                "Once a year the Local Government and Social Care Ombudsman writes to every council in "
                "England. Its letter ends in a page of tables: how many complaints about the council "
                "reached the Ombudsman, and what became of them. This document has the shape of such a "
                "letter, so that a map of England can be tried out before all the real ones have been "
                "gathered. A computer program wrote it. The Ombudsman has neither sent it nor seen it, and "
                "nor has {name}.",
            ),
            _Section(
                "What is made up",
                "Every number in it is invented. The numbers were drawn by chance from what councils of "
                "the same type might see in a year, and made to add up. They were not taken from the real "
                "figures of {name}; where they come close to them, that is luck. They say nothing about "
                "how well or how badly the council deals with complaints, so please do not quote them, "
                "compare them or act on them.",
                Illustration.INVENTED,
            ),
            _Section(
                "What is real",
                "The figures about {name} on the last page are the published ones for the year to 31 March "
                "{year}. The page they stand on was drawn again by the program, and the explanations "
                "around the tables are not the Ombudsman’s. To quote the figures, go to the published "
                "letter rather than to this copy: only that one has the Ombudsman’s own account of what "
                "they mean.",
                Illustration.REDRAWN,
            ),
            _Section(
                "How to tell",
                "A dark band with white letters runs along the top of each page. The properties of the "
                "file hold the same warning, where programs can find it. Whatever is made from this "
                "letter, whether a map, a table or a download, carries it on. Should you meet these "
                "figures without it, somebody has taken it off.",
            ),
            _Section(
                "The real letters",
                "The Ombudsman publishes its letters on its own website, one for each council and year, in "
                "the summer. Put the files into the folder for letters and build the map once more: a real "
                "letter takes the place of the illustration for the same council and year. When the last "
                "illustration has been replaced, the warning on the map disappears.",
            ),
            _Section(
                "What follows",
                "The next two pages say in plain words what the tables count and how much weight they can "
                "bear. The tables themselves are on the fourth page, which is the last.",
            ),
        ),
    ),
    _TextPage(
        "What the tables count",
        "From complaints that come in to complaints that are upheld",
        (
            _Section(
                "Received",
                "The first table counts complaints and enquiries that came in during the year, by the "
                "service they were about. County councils look after social care, schools and most roads; "
                "district councils look after housing, planning and council tax; councils of the other "
                "kinds do all of it. That is why some columns are nearly always nought. The total follows "
                "the number of people who live in a place at least as much as the way they are served. It "
                "can even be high because a council tells people clearly where else to turn.",
            ),
            _Section(
                "Decided",
                "The second table counts decisions. Its total differs from the first one, and should: what "
                "comes in during March is often decided in April, and then belongs to the next letter. "
                "Many complaints end early. Some lack what is needed to look into them, some need no more "
                "than advice, some must go to the council first, and some are closed after a short look.",
            ),
            _Section(
                "Investigated",
                "The rest are investigated in detail, and each investigation ends in one of two ways. "
                "Either fault is found, and the complaint is upheld, or none is found, and it is not. Both "
                "together are the number of detailed investigations. The rate of upheld complaints is a "
                "share of that number, and never of everything that came in.",
            ),
            _Section(
                "Small numbers",
                "A district council often has no more than two or three investigations in a year. A rate "
                "on so few cases jumps about: one of one makes a hundred per cent, none of one makes "
                "nought, and a year later it may be the other way round. So look at the two counts first "
                "and at the rate second, if at all.",
            ),
            _Section(
                "Dashes",
                "Where nothing was investigated there is no rate, and the table has a dash in its place. A "
                "dash is not a nought: it says that there was nothing to divide by, which is neither good "
                "news nor bad.",
            ),
        ),
    ),
    _TextPage(
        "What is put right",
        "Before the Ombudsman steps in, and after",
        (
            _Section(
                "Before",
                "Now and then a council has seen its mistake and made a fair offer before the Ombudsman "
                "hears of the matter. Such a complaint is still upheld, for something did go wrong, but "
                "the third table shows it as one that the council had already settled. In England as a "
                "whole that was about one upheld complaint in nine in the year to March 2019.",
            ),
            _Section(
                "After",
                "When a complaint is upheld the council may be asked to do something about it: say sorry, "
                "pay, look at a decision again, or change the way it works. The last table counts the "
                "cases for which the year’s records show whether that was done: in time, late, or not at "
                "all. A case decided in one year can be recorded in the next, so this table need not agree "
                "with the number upheld. Where nothing was recorded, a dash stands for the rate.",
            ),
            _Section(
                "Hardly ever refused",
                "Almost every council does what it was asked to do. A rate below a hundred per cent "
                "therefore rests, nearly always, on a single case. Doing it late is commoner, and counts "
                "as done.",
            ),
            _Section(
                "How it was made",
                "The program first draws how busy the council’s year was, within what is usual for its "
                "type. From that follow the complaints about each service, the decisions on them, the "
                "investigations and the upheld ones, each drawn by chance around the usual share. Over all "
                "councils the invented figures come near the totals published for England, so that the map "
                "looks about as varied as a real one would. The same starting number gives the same letter "
                "every time.",
                Illustration.INVENTED,
            ),
            _Section(
                "How it was made",
                "The figures were copied from the published letter of {name}, and the tables drawn afresh "
                "around them. It serves as an example whose right answers are known: when the map is "
                "built, what the program reads from the last page must be exactly what was published. The "
                "letters of all other councils in the same illustration hold invented figures, and say so "
                "on each page.",
                Illustration.REDRAWN,
            ),
            _Section(
                "Mistakes",
                "If an explanation is wrong or a table badly drawn, tell the project that made this "
                "letter. Please do not write to {name} or to the Ombudsman about it: neither has had any "
                "part in it.",
            ),
        ),
    ),
)


# --- The tables -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell over `span` columns. A heading is tinted; an open cell has no ground and no rules."""

    text: str
    span: int = 1
    heading: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    """A table under its title: column widths as parts of the whole, rows of cells, notes below."""

    title: str
    widths: tuple[float, ...]
    rows: tuple[tuple[_Cell, ...], ...]
    notes: tuple[str, ...] = ()


def _headings(*texts: str) -> tuple[_Cell, ...]:
    return tuple(_Cell(text, heading=True) for text in texts)


def _numbers(printed: _Figures, *keys: str) -> tuple[_Cell, ...]:
    return tuple(_Cell(_print(printed[key])) for key in keys)


def _print(value: int | None) -> str:
    return "-" if value is None else str(value)


def _tables_2019(printed: _Figures) -> tuple[_Table, ...]:
    """The four tables in the form of 2019, with its exact labels; the notes are ours."""
    return (
        _received_table(printed),
        _decided_table(printed),
        _remedy_table(printed),
        _compliance_table(printed),
    )


def _received_table(printed: _Figures) -> _Table:
    labels = (
        "Adult Care Services",
        "Benefits and Tax",
        "Corporate and Other Services",
        "Education and Children's Services",
        "Environment Services",
        "Highways and Transport",
        "Housing",
        "Planning and Development",
        "Other",
        "Total",
    )
    return _Table(
        "Complaints and enquiries received",
        (10, 10, 10.5, 10.5, 11.5, 10.5, 9.5, 11.5, 8, 8),
        (_headings(*labels), _numbers(printed, *_SUBJECTS, "received_total")),
    )


def _decided_table(printed: _Figures) -> _Table:
    groups = (
        _Cell("Decisions made", span=4, heading=True),
        _Cell("Detailed Investigations", span=3, heading=True),
        _Cell("", open=True),
    )
    labels = _headings(
        "Incomplete or Invalid",
        "Advice Given",
        "Referred back for Local Resolution",
        "Closed After Initial Enquiries",
        "Not Upheld",
        "Upheld",
        "Uphold Rate (%)",
        "Total",
    )
    values = _numbers(
        printed, *_EARLY_ENDS, "decided_not_upheld", "decided_upheld", "uphold_rate", "decided_total"
    )
    return _Table(
        "Decisions made",
        (12.5, 12.5, 14, 14, 11.5, 11.5, 14, 10),
        (groups, labels, values),
        ("Uphold rate: complaints upheld out of detailed investigations, in whole per cents.",),
    )


def _remedy_table(printed: _Figures) -> _Table:
    labels = _headings(
        "Upheld cases where the authority had provided a satisfactory remedy "
        "before the complaint reached the Ombudsman",
        "% of upheld cases",
    )
    return _Table(
        "Satisfactory remedy provided by authority",
        (44, 20, 36),
        (
            (*labels, _Cell("", open=True)),
            (*_numbers(printed, "satisfactory_remedies", "satisfactory_remedy_rate"), _Cell("", open=True)),
        ),
        ("Complaints that are upheld, and that the council had settled fairly by itself.",),
    )


def _compliance_table(printed: _Figures) -> _Table:
    labels = _headings(
        "Complaints where compliance with the recommended remedy was recorded during the year*",
        "Complaints where the authority complied with our recommendations on-time",
        "Complaints where the authority complied with our recommendations late",
        "Complaints where the authority has not complied with our recommendations",
    )
    counts = _numbers(printed, "compliance_recorded", "complied_on_time", "complied_late", "not_complied")
    rate = printed["compliance_rate"]
    return _Table(
        "Compliance with Ombudsman recommendations",
        (22, 22, 22, 22, 12),
        (
            (*labels, _Cell("", open=True)),
            (*counts, _Cell("Number", open=True)),
            (
                _Cell(""),
                _Cell("-" if rate is None else f"{rate}%", span=2),
                _Cell("-"),
                _Cell("Compliance rate**", open=True),
            ),
        ),
        (
            "* Counted in the year of the record, even where the complaint was decided in the year before.",
            "** On time and late together, out of all that were recorded, in whole per cents.",
        ),
    )


# --- The pages ------------------------------------------------------------------------------------------
# Lengths are points, measured from the lower left corner of the sheet.

_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT = 48.0, _WIDTH - 48
_TEXT_LEFT = _LEFT + 116
_BAND = 56.0
_TOP = _HEIGHT - _BAND - 52
_FOOT = 44.0

_INK, _SECOND_INK, _NOTE_INK = HexColor("#1c1b19"), HexColor("#4c4943"), HexColor("#68645c")
_RULE, _EDGE, _TINT = HexColor("#dad6ce"), HexColor("#88837a"), HexColor("#f1efea")
_WHITE, _WARNING = HexColor("#ffffff"), HexColor("#ffd54a")

_PROJECT = "Ombudsman letters map"
_PAGES = len(_TEXT_PAGES) + 1


@dataclass(frozen=True, slots=True)
class _Type:
    """A typeface of the standard fourteen, its size and the distance between lines."""

    font: str
    size: float
    leading: float

    def wrap(self, text: str, width: float) -> tuple[str, ...]:
        return _wrap(text, self.font, self.size, width)

    def shrunk_to(self, text: str, width: float) -> "_Type":
        """This type, made small enough for the text to stand on one line."""
        size = min(self.size, self.size * width / stringWidth(text, self.font, self.size))
        return _Type(self.font, size, self.leading)


_MARK = _Type("Helvetica-Bold", 16, 20)
_UNDER_MARK = _Type("Helvetica", 9, 12)
_TITLE = _Type("Times-Bold", 25, 30)
_SUBTITLE = _Type("Helvetica", 10, 14)
_SIDE_HEADING = _Type("Helvetica-Bold", 9.5, 13)
_BODY = _Type("Times-Roman", 11.5, 17)
_REPORT_TITLE = _Type("Times-Bold", 18, 22)
_TABLE_TITLE = _Type("Times-Bold", 13.5, 17)
_COLUMN_HEADING = _Type("Helvetica-Bold", 7.4, 9.5)
_NUMBER = _Type("Helvetica", 12, 16)
_ROW_LABEL = _Type("Helvetica", 7.4, 9.5)
_NOTE = _Type("Helvetica", 8, 11)

_PADDING = 5.0


@cache
def _wrap(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    # Cached: 353 letters share nearly all their words.
    return tuple(simpleSplit(text, font, size, width))


@dataclass(frozen=True, slots=True)
class _Letter:
    """What one letter prints."""

    name: str
    year: int
    illustration: Illustration
    figures: _Figures


def _draw_letter(letter: _Letter) -> bytes:
    file = io.BytesIO()
    # Invariant: no clock and no random identifier in the file.
    canvas = Canvas(file, pagesize=A4, invariant=1, pageCompression=1, lang="en-GB")
    _describe(canvas, letter)
    for number, page in enumerate(_TEXT_PAGES, start=1):
        _draw_frame(canvas, letter, number)
        _draw_text(canvas, letter, page)
        canvas.showPage()
    _draw_frame(canvas, letter, _PAGES)
    _draw_statistics(canvas, letter)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _describe(canvas: Canvas, letter: _Letter) -> None:
    """The properties of the file: they carry the mark too."""
    canvas.setTitle(f"{letter.name}: illustrative annual letter for the year to 31 March {letter.year}")
    canvas.setSubject(MARKS[letter.illustration])
    canvas.setKeywords(_KEYWORDS[letter.illustration])
    canvas.setAuthor(_PROJECT)
    canvas.setCreator(_PROJECT)


def _draw_frame(canvas: Canvas, letter: _Letter, number: int) -> None:
    """The band with the mark on top, and the foot of the page."""
    canvas.setFillColor(_INK)
    canvas.rect(0, _HEIGHT - _BAND, _WIDTH, _BAND, stroke=0, fill=1)
    _line(canvas, _LEFT, _HEIGHT - 27, MARKS[letter.illustration], _MARK, _WHITE)
    _line(canvas, _LEFT, _HEIGHT - 43, _UNDER_THE_MARK[letter.illustration], _UNDER_MARK, _WARNING)
    _rule(canvas, _FOOT)
    _line(canvas, _LEFT, _FOOT - 14, f"{letter.name}, year to 31 March {letter.year}", _NOTE, _NOTE_INK)
    canvas.drawRightString(_RIGHT, _FOOT - 14, f"Page {number} of {_PAGES}")


def _draw_text(canvas: Canvas, letter: _Letter, page: _TextPage) -> None:
    title = page.title.format(name=letter.name)
    _line(canvas, _LEFT, _TOP, title, _TITLE.shrunk_to(title, _RIGHT - _LEFT), _INK)
    _line(canvas, _LEFT, _TOP - 20, page.subtitle.format(year=letter.year), _SUBTITLE, _SECOND_INK)
    y = _TOP - 46
    for section in page.sections:
        if section.only in (None, letter.illustration):
            y = _draw_section(canvas, letter, section, y)


def _draw_section(canvas: Canvas, letter: _Letter, section: _Section, top: float) -> float:
    """Heading at the left, text at its right, a rule above; returns where the next one begins."""
    _rule(canvas, top)
    first_line = top - _BODY.leading - 2
    _line(canvas, _LEFT, first_line, section.heading, _SIDE_HEADING, _INK)
    text = section.text.format(name=letter.name, year=letter.year)
    bottom = _lines(canvas, _TEXT_LEFT, first_line, _BODY.wrap(text, _RIGHT - _TEXT_LEFT), _BODY, _INK)
    return bottom - 2


def _draw_statistics(canvas: Canvas, letter: _Letter) -> None:
    title = f"Local Authority Report: {letter.name}"
    _line(canvas, _LEFT, _TOP + 8, title, _REPORT_TITLE.shrunk_to(title, _RIGHT - _LEFT), _INK)
    _line(canvas, _LEFT, _TOP - 10, f"For the Period Ending: 31/03/{letter.year}", _SUBTITLE, _SECOND_INK)
    y = _TOP - 42
    for table in _tables_2019(letter.figures):
        y = _draw_table(canvas, table, y)


def _draw_table(canvas: Canvas, table: _Table, y: float) -> float:
    """The title with its base line at `y`, the grid and the notes; returns the next title's base line."""
    _line(canvas, _LEFT, y, table.title, _TABLE_TITLE, _INK)
    edges = _column_edges(table.widths)
    y -= 8
    for row in table.rows:
        y = _draw_row(canvas, row, edges, y)
    y = _lines(canvas, _LEFT, y - 15, table.notes, _NOTE, _NOTE_INK)
    return y - 26


def _column_edges(widths: tuple[float, ...]) -> tuple[float, ...]:
    scale = (_RIGHT - _LEFT) / sum(widths)
    return tuple(_LEFT + scale * sum(widths[:column]) for column in range(len(widths) + 1))


def _draw_row(canvas: Canvas, row: tuple[_Cell, ...], edges: tuple[float, ...], top: float) -> float:
    """The cells of a row, all as high as the tallest; returns its lower edge."""
    boxes = _boxes(row, edges)
    lines = [_type_of(cell).wrap(cell.text, right - left - 2 * _PADDING) for cell, left, right in boxes]
    heights = [len(text) * _type_of(cell).leading for cell, text in zip(row, lines, strict=True)]
    bottom = top - max(heights) - 2 * _PADDING
    for (cell, left, right), text in zip(boxes, lines, strict=True):
        _draw_cell(canvas, cell, text, (left, bottom, right, top))
    return bottom


def _boxes(row: tuple[_Cell, ...], edges: tuple[float, ...]) -> list[tuple[_Cell, float, float]]:
    """Each cell with its left and right edge."""
    boxes, column = [], 0
    for cell in row:
        boxes.append((cell, edges[column], edges[column + cell.span]))
        column += cell.span
    return boxes


def _type_of(cell: _Cell) -> _Type:
    if cell.heading:
        return _COLUMN_HEADING
    return _ROW_LABEL if cell.open else _NUMBER


def _draw_cell(
    canvas: Canvas, cell: _Cell, lines: tuple[str, ...], box: tuple[float, float, float, float]
) -> None:
    left, bottom, right, top = box
    if not cell.open:
        canvas.setFillColor(_TINT if cell.heading else _WHITE)
        canvas.setStrokeColor(_EDGE)
        canvas.setLineWidth(0.6)
        canvas.rect(left, bottom, right - left, top - bottom, stroke=1, fill=1)
    style = _type_of(cell)
    canvas.setFillColor(_SECOND_INK if cell.open else _INK)
    canvas.setFont(style.font, style.size)
    # Capitals and figures are about 0.72 of the size high: this centres them between the rules.
    middle = (top + bottom) / 2 + (len(lines) - 1) * style.leading / 2 - 0.36 * style.size
    for number, line in enumerate(lines):
        y = middle - number * style.leading
        if cell.open:
            canvas.drawString(left + _PADDING, y, line)
        else:
            canvas.drawCentredString((left + right) / 2, y, line)


def _rule(canvas: Canvas, y: float) -> None:
    canvas.setStrokeColor(_RULE)
    canvas.setLineWidth(0.6)
    canvas.line(_LEFT, y, _RIGHT, y)


def _line(canvas: Canvas, x: float, y: float, text: str, style: _Type, colour: HexColor) -> None:
    canvas.setFillColor(colour)
    canvas.setFont(style.font, style.size)
    canvas.drawString(x, y, text)


def _lines(
    canvas: Canvas, x: float, y: float, lines: tuple[str, ...], style: _Type, colour: HexColor
) -> float:
    """Lines one below the other, the first at `y`; returns where one more would stand."""
    block = canvas.beginText(x, y)
    block.setFont(style.font, style.size, style.leading)
    block.setFillColor(colour)
    for line in lines:
        block.textLine(line)
    canvas.drawText(block)
    return y - len(lines) * style.leading
