"""Like whom? The councils that a council can be set beside: each choice has its reason, and none is the right one.

Terms:

- *choice*: councils that have something in common with one council: they touch it, share its county, or have about as
  many complaints investigated.
- *own*: those of a choice that are of the council's own type and whose figures may be set beside its own: only their
  cases are ever added together, because what councils of different types do differs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mapper.councils.council import CouncilType
from mapper.measures.comparison import Comparison
from mapper.measures.joined import JoinedYear
from mapper.measures.metrics import Metric
from mapper.measures.rate import Rate
from mapper.review.reading import CouncilYear

FEWEST_ALIKE = 5
"""How many councils at least have about as many cases: the difference that is allowed grows until there are so many."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Councils of the same type with `low` to `high` cases, the council itself not among them."""

    years: tuple[CouncilYear, ...]
    low: int
    high: int


def touching(year: CouncilYear, joined: JoinedYear) -> tuple[CouncilYear, ...]:
    """The councils whose areas share a line with its own, of every type, in the tiers that it belongs to."""
    codes = {code for found in joined.touching.values() for code in found.get(year.council.gss_code, ())}
    return _years(codes, joined)


def family(year: CouncilYear, joined: JoinedYear) -> tuple[CouncilYear, ...]:
    """A county's districts; or a district's county, first, and the other districts of it."""
    council = year.council
    is_county = council.type is CouncilType.COUNTY
    county = council.gss_code if is_county else council.county
    if county is None:
        return ()
    districts = {one.council.gss_code for one in joined.councils if one.council.county == county}
    above = () if is_county else _years({county}, joined)
    return (*above, *_years(districts - {council.gss_code}, joined))


def alike(year: CouncilYear, comparison: Comparison, joined: JoinedYear) -> Alike | None:
    """The councils of its type with about as many cases; None where it is compared with none, or none is there."""
    cases = comparison.denominator
    others = {
        code: one.denominator
        for code, one in joined.compared[comparison.metric.key].items()
        if code != year.council.gss_code and one.peers.type is comparison.peers.type and not one.peers.alone
    }
    found = {one.council.gss_code: one for one in joined.councils}
    known = {
        code: base
        for code, base in others.items()
        if code in found and comparison.peers.includes(found[code])
    }
    if comparison.peers.alone or not known:
        return None
    apart = sorted(abs(base - cases) for base in known.values())[:FEWEST_ALIKE][-1]
    codes = {code for code, base in known.items() if abs(base - cases) <= apart}
    bases = [known[code] for code in codes]
    return Alike(_years(codes, joined), min(bases), max(bases))


def own(years: Iterable[CouncilYear], comparison: Comparison) -> tuple[CouncilYear, ...]:
    """Those that are of the type, and of the kind of letter, that the council is compared with."""
    return tuple(one for one in years if comparison.peers.includes(one))


def added(metric: Metric, years: Sequence[CouncilYear], joined: JoinedYear) -> tuple[Rate | None, int]:
    """The cases of councils of one type added together, None without any, and how many councils have some.

    Raises ValueError if the councils are of several types: there is never one rate across types.
    """
    if len({one.council.type for one in years}) > 1:
        raise ValueError(
            "These councils are of several types. Expected one type: rates are never added across types."
        )
    measured = joined.measured[metric.key]
    rates = [rate for one in years if (rate := measured[one.council.gss_code].rate) is not None]
    if not rates:
        return None, 0
    return Rate(sum(rate.numerator for rate in rates), sum(rate.denominator for rate in rates)), len(rates)


def _years(codes: Iterable[str], joined: JoinedYear) -> tuple[CouncilYear, ...]:
    """The years of these councils, in the order of their types and names."""
    wanted = set(codes)
    found = [one for one in joined.councils if one.council.gss_code in wanted]
    return tuple(sorted(found, key=lambda one: (one.council.type.value, one.council.short_name.casefold())))
