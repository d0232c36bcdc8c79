"""England and each type of council by year: sums, the middle half of rates, and the figures that were published."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapper.councils.council import CouncilType
from mapper.measures.edition import Edition
from mapper.measures.joined import JoinedYear
from mapper.measures.national import FEWEST, RateSum, Sum, counting, middle, rate_sum, sum_of
from mapper.measures.rate import FEW, shown
from mapper.pages.frame import Page, frame_of
from mapper.pages.site import Section, Site
from mapper.review import headlines
from mapper.review.reading import CouncilYear
from mapper.words import capitalised, counted, spelt
from mapper.year import short_title

SECTION = Section("england", "England", "england/index.html")

_NOTHING = ("–", "not stated")
_NO_FIGURES = ("–", "no figures here")


@dataclass(frozen=True, slots=True)
class NationalYear:
    """A year of one group of councils. Each cell has its figure, and of how many councils it is."""

    year: str
    letters: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """England, or the councils of a type, with a sentence on what the sums are of."""

    title: str
    anchor: str
    sentence: str
    spread: bool
    years: tuple[NationalYear, ...]


@dataclass(frozen=True, slots=True)
class EnglandPage(Page):
    """The page; `published` are sentences on the sums beside the Ombudsman's own figures for England."""

    groups: tuple[Group, ...]
    few: str
    fewest: str
    published: tuple[str, ...]


def build(site: Site) -> Iterator[tuple[str, EnglandPage]]:
    """The page, with its path."""
    edition = site.edition
    there = {year.council.type for joined in edition.years for year in joined.councils}
    types = [kind for kind in CouncilType if kind in there]
    page = EnglandPage(
        frame=frame_of(site, SECTION.path, SECTION.key, SECTION.title),
        groups=(_england(edition), *(_type(edition, kind) for kind in types)),
        few=spelt(FEW),
        fewest=spelt(FEWEST),
        published=tuple(_published(edition)),
    )
    yield SECTION.path, page


def _england(edition: Edition) -> Group:
    return Group(
        title="All councils of England",
        anchor="all",
        sentence=(
            "The rates of this table mix all types of council, from districts to counties. They say how it went with "
            "all complaints together. They are nothing to compare one council with."
        ),
        spread=False,
        years=tuple(_year(joined, joined.councils, spread=False) for joined in edition.years),
    )


def _type(edition: Edition, kind: CouncilType) -> Group:
    of_type = [
        (joined, [year for year in joined.councils if year.council.type is kind]) for joined in edition.years
    ]
    return Group(
        title=capitalised(kind.plural),
        anchor=kind.value,
        sentence=f"Only {kind.plural} are added up here.",
        spread=True,
        years=tuple(_year(joined, years, spread=True) for joined, years in of_type if years),
    )


def _year(joined: JoinedYear, years: Sequence[CouncilYear], *, spread: bool) -> NationalYear:
    counted_ones = counting(years)
    cells = [
        _sum(sum_of(counted_ones, "received_total")),
        _sum(sum_of(counted_ones, "investigations")),
        _rate(rate_sum(counted_ones, "uphold_rate")),
    ]
    if spread:
        cells.append(_middle(counted_ones))
    cells.append(_rate(rate_sum(counted_ones, "compliance_rate")))
    if not counted_ones:
        cells = [_NO_FIGURES] * len(cells)
    return NationalYear(
        short_title(joined.period_end), f"{len(counted_ones):,} of {len(years):,}", tuple(cells)
    )


def _sum(found: Sum) -> tuple[str, str]:
    return (f"{found.total:,}", _of(found.councils)) if found.councils else _NOTHING


def _rate(found: RateSum) -> tuple[str, str]:
    if not found.councils:
        return _NOTHING
    rate = "" if found.rate is None else f" ({_percent(found.rate.percent)})"
    return f"{found.numerator:,} of {found.denominator:,}{rate}", _of(found.councils)


def _middle(years: Sequence[CouncilYear]) -> tuple[str, str]:
    found = middle(years, "uphold_rate")
    if found is None:
        return "–", "too few councils"
    return f"{_percent(found.low)} to {_percent(found.high)}", _of(found.councils)


def _percent(value: float) -> str:
    """Whole per cent, but for what would wrongly read 0% or 100%."""
    return f"{shown(value):g}%"


def _of(councils: int) -> str:
    return counted(councils, "council", "councils")


def _published(edition: Edition) -> Iterator[str]:
    """The sums beside the national figures, newest year first; and which years are not set beside any."""
    for joined in edition.years:
        day = joined.period_end
        letters = [year.letter for year in joined.councils if year.letter is not None]
        notes = headlines.notes(letters, {day: [year.council for year in joined.councils]})
        yield from notes
        if not notes:
            yield f"{short_title(day)}: no sum can be set beside a published figure."
