"""A council's uphold rate beside its type, and the funnel of a type explained."""

from collections.abc import Sequence
from dataclasses import dataclass

from mapper.councils.council import CouncilType
from mapper.measures.joined import JoinedYear
from mapper.measures.peers import Comparison, Peers
from mapper.measures.scale import Standing
from mapper.pages.marks import Mark, standing_mark
from mapper.pages.names import name_of
from mapper.pages.parts import funnel
from mapper.pages.parts.funnel import Chart
from mapper.pages.site import Site
from mapper.review.reading import CouncilYear
from mapper.words import capitalised, day_in_words
from mapper.year import title


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
class Funnel:
    """The funnel of one type, explained: the same chart in two sizes."""

    title: str
    charts: tuple[Chart, ...]
    described: str
    note: str


_INTRO = (
    "The chart shows between which limits chance would put a council like the others: wide on the left, where few "
    "complaints were investigated, and narrow on the right."
)
_ALONE = "There are too few of its type with a rate in this year to tell."


def against(year: CouncilYear, comparison: Comparison | None, site: Site) -> Against | None:
    """The council's rate beside its type; None where it has no rate."""
    if comparison is None:
        return None
    group, comparable = comparison.peers, comparison.peers.comparable
    name, joined = name_of(year.council), site.joined(year.period_end)
    lead = "So few cases fit nearly any rate. " if comparison.standing is Standing.TOO_FEW else ""
    return Against(
        title=f"Is that more than other {year.council.type.plural}?",
        mark=standing_mark(comparison.standing),
        intro=f"{lead}{_INTRO}" if comparable else _ALONE,
        charts=_charts(group, joined, comparison, name) if comparable else (),
        described=f"{name} among {_described(group)} {comparison.standing.label}.",
        note=_note(group) if comparable else "",
    )


def funnel_of(joined: JoinedYear) -> Funnel | None:
    """The funnel of a year's districts, else of the type with the most cases; None with too few of any."""
    groups = sorted(_groups(joined), key=lambda group: group.type is not CouncilType.DISTRICT)
    if not groups:
        return None
    group = groups[0]
    return Funnel(
        title=f"{capitalised(group.plural)}, year to {day_in_words(joined.period_end)}",
        charts=_charts(group, joined),
        described=_described(group),
        note=_note(group),
    )


def widened_limits(years: Sequence[JoinedYear]) -> tuple[str, ...]:
    """Where limits are widened, and by how much, a sentence a type and year."""
    return tuple(
        f"{title(joined.period_end)}: {group.widened}"
        for joined in years
        for group in _groups(joined)
        if group.widened
    )


def _groups(joined: JoinedYear) -> tuple[Peers, ...]:
    """All peers of a year, those with the most cases first."""
    found = dict.fromkeys(one.peers for one in joined.comparisons.values() if one.peers.comparable)
    return tuple(sorted(found, key=lambda group: -group.denominator))


def _charts(
    group: Peers, joined: JoinedYear, chosen: Comparison | None = None, name: str = ""
) -> tuple[Chart, ...]:
    """The funnel of these peers, wide and narrow."""
    cases = [
        (one.measured.numerator or 0, one.measured.denominator or 0, one.standing)
        for one in joined.comparisons.values()
        if one.peers.type is group.type and (one.peers == group or not group.real)
    ]
    return tuple(funnel.draw(group, cases, size, chosen, name) for size in (funnel.WIDE, funnel.NARROW))


def _described(group: Peers) -> str:
    return f"{group.councils} {group.plural}: the share of complaints upheld, by how many were investigated."


def _note(group: Peers) -> str:
    return (
        f"Each ring is one of {group.councils} {group.plural}; a larger ring is several at one point. The line is "
        f"their rate together, {100 * group.rate:.0f}% ({group.numerator:,} of {group.denominator:,}). By chance at "
        "most 1 in 20 falls outside the 95% limits, and 1 in 500 outside the 99.8% limits. Those outside are filled. "
        f"{group.widened}"
    ).strip()
