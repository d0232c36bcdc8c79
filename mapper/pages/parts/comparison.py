"""A council's uphold rate beside its type, and the funnel of a type explained."""

from collections.abc import Sequence
from dataclasses import dataclass

from mapper.councils.council import CouncilType
from mapper.measures import likeness
from mapper.measures.comparison import Comparison
from mapper.measures.joined import JoinedYear
from mapper.measures.peers import Peers, Source
from mapper.measures.sentences import beyond_chance, sentences
from mapper.measures.summaries import of_outside
from mapper.pages.marks import Mark, standing_mark
from mapper.pages.names import name_of
from mapper.pages.parts import funnel
from mapper.pages.parts.funnel import Chart
from mapper.pages.site import Site
from mapper.review.reading import CouncilYear
from mapper.words import capitalised, day_in_words, percent
from mapper.year import title


@dataclass(frozen=True, slots=True)
class Against:
    """A council's uphold rate beside its type: its class, and the same chart in two sizes (none with too few peers).

    `near` says which councils the numbers in the chart are, and what the council's county has, which is not in it;
    empty where there is neither.
    """

    title: str
    mark: Mark
    intro: str
    charts: tuple[Chart, ...]
    described: str
    note: str
    found: str
    near: str = ""


@dataclass(frozen=True, slots=True)
class Funnel:
    """The funnel of one type, explained: the same chart in two sizes."""

    title: str
    charts: tuple[Chart, ...]
    described: str
    note: str
    found: str


_INTRO = (
    "The chart shows between which limits chance would put a council like the others: wide on the left, where few "
    "complaints were investigated, and narrow on the right."
)
_FEW = "No count of so few cases could stand out. "


def against(year: CouncilYear, comparison: Comparison | None, site: Site) -> Against | None:
    """The council's rate beside its type; None where it has no rate."""
    if comparison is None:
        return None
    group, comparable = comparison.peers, comparison.peers.comparable
    name, joined = name_of(year.council), site.joined(year.period_end)
    near = _near(year, comparison, joined)
    lead = "" if comparison.standing_out else _FEW
    return Against(
        title="With whom it is compared"
        if group.alone
        else f"Is that more often than in other {year.council.type.plural}?",
        mark=standing_mark(comparison.standing),
        intro=f"{lead}{_INTRO}" if comparable else sentences(comparison)[-1],
        charts=charts(group, joined, comparison, name, near) if comparable else (),
        described=f"{name} among {_described(group)} {comparison.standing.label}.",
        note=_note(group) if comparable else "",
        found=" ".join(_found(group, joined)) if comparable else "",
        near=" ".join(filter(None, (_numbers(near, name), _county(year, joined)))) if comparable else "",
    )


_Near = Sequence[tuple[str, Comparison]]
"""The names and comparisons of councils that touch another and are of its type."""


def _near(year: CouncilYear, comparison: Comparison, joined: JoinedYear) -> _Near:
    touching = () if year.residual else likeness.own(likeness.touching(year, joined), comparison)
    found = ((name_of(one.council), joined.comparisons.get(one.council.gss_code)) for one in touching)
    return tuple((name, one) for name, one in found if one is not None)


def _numbers(near: _Near, name: str) -> str:
    """Which councils the numbers are, with their cases."""
    if not near:
        return ""
    said = (
        f"{number} {other}, {one.numerator:,} of {one.denominator:,}"
        for number, (other, one) in enumerate(near, start=1)
    )
    return f"With a number, those of its type that touch {name}: {'; '.join(said)}."


def _county(year: CouncilYear, joined: JoinedYear) -> str:
    """The cases of a district's county, which is of another type; empty where it has no rate."""
    one = joined.comparisons.get(year.council.county or "")
    if one is None:
        return ""
    names = {of.council.gss_code: name_of(of.council) for of in joined.councils}
    county = names[year.council.county or ""]
    return f"Its county, {county}, is of another type and not in the chart: {one.numerator:,} of {one.denominator:,}."


def funnel_of(joined: JoinedYear) -> Funnel | None:
    """The funnel of a year's districts, else of the type with the most cases; None with too few of any."""
    found = sorted(groups(joined), key=lambda group: group.type is not CouncilType.DISTRICT)
    if not found:
        return None
    group = found[0]
    return Funnel(
        title=f"{capitalised(group.plural)}, year to {day_in_words(joined.period_end)}",
        charts=charts(group, joined),
        described=_described(group),
        note=_note(group),
        found=" ".join(_found(group, joined)),
    )


def differences(years: Sequence[JoinedYear]) -> tuple[str, ...]:
    """Where councils of a type differ beyond chance, and by how much, a sentence a type and year."""
    return tuple(
        f"{title(joined.period_end)}: {beyond_chance(group)}"
        for joined in years
        for group in groups(joined)
        if group.correlation
    )


def groups(joined: JoinedYear) -> tuple[Peers, ...]:
    """All peers of a year that a council can be compared with, those with the most cases first."""
    found = dict.fromkeys(one.peers for one in joined.comparisons.values() if one.peers.comparable)
    return tuple(sorted(found, key=lambda group: -group.denominator))


def charts(
    group: Peers, joined: JoinedYear, chosen: Comparison | None = None, name: str = "", near: _Near = ()
) -> tuple[Chart, ...]:
    """The funnel of these peers, wide and narrow."""
    cases = [
        (numerator, denominator, standing)
        for peers, numerator, denominator, standing in joined.standings
        if peers.type is group.type and not peers.alone and (peers == group or not group.real)
    ]
    beside = [(one.numerator, one.denominator, one.standing) for _, one in near]
    return tuple(
        funnel.draw(group, cases, size, chosen, name, beside) for size in (funnel.WIDE, funnel.NARROW)
    )


def _found(group: Peers, joined: JoinedYear) -> tuple[str, ...]:
    """How many of the group are outside their expected range, and how many chance would put there."""
    return of_outside(joined.outside[group], group.letters, group.of)


def _described(group: Peers) -> str:
    return f"{group.rates} {group.plural}: the share of complaints upheld, by how many were investigated."


def _note(group: Peers) -> str:
    rate = f"{percent(100 * group.rate)} ({group.numerator:,} of {group.denominator:,})"
    line = f"The line is their rate together, {rate}."
    if group.target is not None and group.target.source is Source.PRINTED:
        line = f"The line is the average that letters print; the rate of those here is {rate}."
    return (
        f"Each ring is one of {group.rates} {group.plural}; a larger ring is several at one point. {line} "
        "Those outside their expected range are filled. Each range leaves out its own council, so it can differ a "
        "little from the limits drawn here."
    )
