"""Like whom? A council beside others of the same year: those that touch it, of its county, with as many cases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mapper.councils.council import CouncilType
from mapper.measures import likeness
from mapper.measures.comparison import Comparison
from mapper.measures.joined import JoinedYear
from mapper.measures.metrics import Metric
from mapper.measures.paths import page_path
from mapper.measures.rate import Rate, shown
from mapper.pages.figures import DASH
from mapper.pages.marks import Mark, standing_mark
from mapper.pages.names import name_of
from mapper.pages.parts.rates import COMPLIED, REMEDIED, UPHELD, RateCell, rate_cell
from mapper.pages.site import Site
from mapper.pages.tags import tag
from mapper.review.reading import CouncilYear
from mapper.words import capitalised, counted, day_in_words, possessive

_MOST = 8
"""So many councils with as many cases are listed; the others are counted, and are in the sum."""

_MOST_ON_PAPER = 4
"""So many of a choice are printed, so that a council takes two sheets."""


@dataclass(frozen=True, slots=True)
class BesideRow:
    """A council with its rates; `standing` is None where it is compared with nothing."""

    name: str
    url: str | None
    type: str
    tag: str | None
    upheld: RateCell
    standing: Mark | None
    complied: RateCell
    remedied: RateCell


@dataclass(frozen=True, slots=True)
class BesideGroup:
    """Councils that have something in common with the one of the page.

    `more` says how many are not listed, `unprinted` how many of those listed are not printed.
    """

    title: str
    rows: tuple[BesideRow, ...]
    more: str = ""
    unprinted: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """Councils of one type added together: how many of them have a rate, and the sums with their rates."""

    title: str
    councils: str
    upheld: str
    complied: str
    remedied: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The council's own row, the groups, and how the answer changes with the choice; `note` says what was compared."""

    title: str
    intro: str
    own: BesideRow
    groups: tuple[BesideGroup, ...]
    choices: tuple[ChoiceRow, ...]
    choices_title: str
    note: str
    most_on_paper: int = _MOST_ON_PAPER


class Rows:
    """The rows of councils, each made once: a council is listed on the pages of all that have something like it."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._made: dict[tuple[str, str, date], BesideRow] = {}

    def of(self, year: CouncilYear, root: str) -> BesideRow:
        """The row of a council's year on a page from which `root` leads to the site's root."""
        key = root, year.council.gss_code, year.period_end
        if key not in self._made:
            self._made[key] = self._row(year, root)
        return self._made[key]

    def _row(self, year: CouncilYear, root: str) -> BesideRow:
        comparison = self._site.comparison(year)
        return BesideRow(
            name=name_of(year.council),
            url=root + page_path(year),
            type=capitalised(year.council.type.label),
            tag=tag(year),
            upheld=rate_cell(UPHELD, year),
            standing=None if comparison is None else standing_mark(comparison.standing),
            complied=rate_cell(COMPLIED, year),
            remedied=rate_cell(REMEDIED, year),
        )


def beside(
    year: CouncilYear, comparison: Comparison | None, site: Site, rows: Rows, root: str
) -> Beside | None:
    """The council beside others; None where there are none, and for one that had ended: no map of the day has it."""
    if year.residual:
        return None
    groups = _grouped(year, comparison, site)
    if not groups:
        return None
    compared = comparison is not None and not comparison.peers.alone
    return Beside(
        title=f"Beside other councils, year to {day_in_words(year.period_end)}",
        intro="Each council is compared with its own type only. A choice of councils is no finding: the answer can "
        "change with it, most of all with few cases.",
        own=replace(rows.of(year, root), url=None),
        groups=tuple(_group(group, rows, root) for group in groups),
        choices=tuple(_choices(year, comparison, groups, site)) if comparison and compared else (),
        choices_title=f"How the answer changes with the choice: {year.council.type.plural} only",
        note=_NOTE,
    )


_NOTE = (
    "Two councils touch if their areas of that day share a line on the map. Sums are of councils of one type that have "
    "a rate, without the council of this page; they are never added across types."
)


_Group = tuple[str, Sequence[CouncilYear]]
"""The title and the councils of a choice."""


def _grouped(year: CouncilYear, comparison: Comparison | None, site: Site) -> tuple[_Group, ...]:
    """The choices of which there are any councils."""
    joined = site.joined(year.period_end)
    near, kin = likeness.touching(year, joined), likeness.family(year, joined)
    found: list[_Group] = [(f"Touching {name_of(year.council)}", near), (_family_title(year, kin), kin)]
    alike = None if comparison is None else likeness.alike(year, comparison, joined)
    if alike is not None:
        plural = capitalised(year.council.type.plural)
        found.append((f"{plural} with {_span(alike.low, alike.high)} investigated", alike.years))
    return tuple(group for group in found if group[1])


def _group(group: _Group, rows: Rows, root: str) -> BesideGroup:
    """All councils that touch it or share its county, and the first of those with as many cases."""
    title, years = group
    listed = years[:_MOST] if title.endswith("investigated") else years
    more = len(years) - len(listed)
    said = f"And {counted(more, 'other', 'others')}, in the sum below." if more else ""
    found, left = tuple(rows.of(one, root) for one in listed), len(listed) - _MOST_ON_PAPER
    unprinted = f"{counted(left, 'more stands', 'more stand')} on the page itself." if left > 0 else ""
    return BesideGroup(title, found, said, unprinted)


def _span(low: int, high: int) -> str:
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _family_title(year: CouncilYear, kin: Sequence[CouncilYear]) -> str:
    if year.council.type is CouncilType.COUNTY:
        return f"{possessive(name_of(year.council))} districts"
    county = next((one.council for one in kin if one.council.type is CouncilType.COUNTY), None)
    return (
        "The other districts of its county"
        if county is None
        else f"{name_of(county)} and its other districts"
    )


def _choices(
    year: CouncilYear,
    comparison: Comparison,
    groups: Sequence[_Group],
    site: Site,
) -> Iterator[ChoiceRow]:
    """The sums of each choice, over the councils of the council's own type; none where a choice has none of these."""
    joined = site.joined(year.period_end)
    everyone = (f"All other {comparison.peers.plural}", joined.councils)
    for title, years in (everyone, *groups):
        others = [one for one in likeness.own(years, comparison) if one.council != year.council]
        rate, number = likeness.added(UPHELD, others, joined)
        if rate is not None:
            yield ChoiceRow(
                title=title,
                councils=f"{number:,} of {len(others):,}",
                upheld=_said(rate),
                complied=_sum(COMPLIED, others, joined),
                remedied=_sum(REMEDIED, others, joined),
            )


def _sum(metric: Metric, years: Sequence[CouncilYear], joined: JoinedYear) -> str:
    return _said(likeness.added(metric, years, joined)[0])


def _said(rate: Rate | None) -> str:
    return DASH if rate is None else f"{rate} ({shown(rate.percent):g}%)"
