"""A comparison in sentences, separate from its statistics.

Every sentence is literally true of its figures: a chance is one-sided and that of a count this far or further, a range
is one of counts, and nothing is said of a council that nothing could have been found about.
"""

from collections.abc import Iterator, Mapping

from mapper.measures.comparison import Compared, Comparison
from mapper.measures.overdispersion import middle_half
from mapper.measures.peers import Peers, Source
from mapper.measures.rate import shown
from mapper.measures.scale import Standing
from mapper.words import capitalised, counted, listed, percent, spelt

_COUNT = "{hits} of {base} {cases} {found} ({rate})"

SAYS: Mapping[str, str] = {
    Standing.CLEARLY_LOWER: _COUNT + ", far less often than expected.",
    Standing.LOWER: _COUNT + ", less often than expected.",
    Standing.EXPECTED: _COUNT + ", which is in the expected range.",
    Standing.HIGHER: _COUNT + ", more often than expected.",
    Standing.CLEARLY_HIGHER: _COUNT + ", far more often than expected.",
    "count": _COUNT + ".",
    "one": "One case is too few to show a pattern.",
    "few": "{Base} cases are too few to show a pattern: no count of them could stand out.",
    "range": "Like its type it would have had {range} of {base} in at least 95 of 100 years.",
    "together": "{Together} stand at {pooled} ({pooled_hits} of {pooled_base}).",
    "some": "Figures of {letters} of {of} {plural} are here.",
    "printed": "Letters print an average of {average} for similar councils.",
    "printed-alone": "Too few letters are here to tell how far councils of its type differ beyond chance, so the range "
    "may be too narrow.",
    "printed-too": "The average that letters print for similar councils is {average}.",
    "beyond": "Beyond chance, half of the other {plural} lie within {points} of {pooled}; the range allows for that.",
    "only": "Only {out} of {base} would stand out.",
    "high": "If it were like its type, a rate this high or higher would come up in {years}.",
    "low": "If it were like its type, a rate this low or lower would come up in {years}.",
    "why": "The figures cannot say why: what people complain about differs from place to place.",
    "letters": "Figures of {letters} of {of} {plural} are here, too few to compare it with.",
    "rates": "Too few {plural} have a rate for this year to compare it with.",
    "alone": "It is compared with no other council, because nothing says with which ones the Ombudsman compares it.",
}
"""The wording of each sentence. Pages fill in the braces here, the map's scripts in the browser."""

_MOST_OUT = 3
"""Up to so many counts that would stand out are listed; with more, the range says it."""


def says(comparison: Comparison) -> tuple[str, ...]:
    """Which of `SAYS` are to be said of a comparison, in their order."""
    standing = comparison.standing
    if standing is Standing.NOT_COMPARED:
        return "count", *(["one"] if comparison.denominator == 1 else []), _why_not(comparison.peers)
    first = {Standing.TOO_FEW: "one" if comparison.denominator == 1 else "few"}.get(standing, standing.value)
    return first, *_details(comparison)


def sentences(comparison: Comparison) -> tuple[str, ...]:
    """The comparison in sentences that give each rate with its numerator and denominator."""
    known = values(comparison)
    return tuple(SAYS[key].format_map(known) for key in says(comparison))


def values(comparison: Comparison) -> Mapping[str, str]:
    """What stands in the braces of `SAYS`."""
    one, metric, base = comparison, comparison.metric, comparison.denominator
    return {
        "hits": f"{one.numerator:,}",
        "base": f"{base:,}",
        "Base": capitalised(spelt(base)),
        "cases": metric.cases[0 if base == 1 else 1],
        "found": metric.found[0 if base == 1 else 1],
        "rate": f"{one.measured.shown:g}%",
        "range": expected_range(one),
        "out": listed_or(list(map(str, one.standing_out))) if 0 < len(one.standing_out) <= _MOST_OUT else "",
        "years": "" if one.chance is None else in_years(one.chance),
        "points": points(comparison.peers, one.correlation),
        **of_peers(comparison.peers),
    }


def of_peers(peers: Peers) -> Mapping[str, str]:
    """What stands in those braces of `SAYS` that are about the peers."""
    least, most = peers.averages or (0, 0)
    return {
        "plural": peers.plural,
        "together": peers.together,
        "Together": capitalised(peers.together),
        "pooled": f"{shown(100 * peers.rate):g}%",
        "pooled_hits": f"{peers.numerator:,}",
        "pooled_base": f"{peers.denominator:,}",
        "letters": f"{peers.letters:,}",
        "of": f"{peers.of:,}",
        "average": percent(least) if least == most else f"{percent(least)} to {percent(most)}",
    }


def target_name(peers: Peers) -> str:
    """What a council's rate is beside, in a few words: "all districts", "average printed"; empty where nothing."""
    target = peers.target
    if target is None:
        return ""
    if target.source is Source.PRINTED:
        return "average printed"
    return f"{'all' if peers.whole else f'{peers.letters} of {peers.of}'} {peers.plural}"


def expected_range(comparison: Compared) -> str:
    """The expected range of counts as "4 to 13", "7" where it is one count; empty where nothing is compared."""
    if comparison.expected is None:
        return ""
    low, high = comparison.expected
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def in_years(chance: float) -> str:
    """A chance of 0 to 1 as years: "about 45 of 100 years", "about 4 of 1,000 years", "fewer than 1 of 1,000 years"."""
    if chance >= 0.0095:
        return f"about {_half_up(100 * chance)} of 100 years"
    if chance >= 0.001:
        return f"about {_half_up(1000 * chance)} of 1,000 years"
    return "fewer than 1 of 1,000 years"


def beyond_chance(peers: Peers) -> str:
    """How far the peers differ beyond chance, in a sentence; empty where chance explains all differences."""
    if not points(peers, peers.correlation):
        return ""
    far = points(peers, peers.correlation)
    return (
        f"Beyond chance, half of the {peers.plural} lie within {far} of {percent(100 * peers.rate)}, and the "
        "expected ranges allow for that."
    )


def points(peers: Peers, correlation: float) -> str:
    """How far half of the peers lie from their rate beyond chance, as "6 points"; empty where nowhere."""
    far = _half_up(100 * middle_half(peers.rate, correlation))
    return counted(far, "point", "points") if far else ""


def listed_or(words: list[str]) -> str:
    """One or more words as "0", "0 or 8", "0, 1 or 8"."""
    return listed(words).replace(" and ", " or ")


def _details(comparison: Comparison) -> Iterator[str]:
    standing, chance = comparison.standing, comparison.chance
    if standing is not Standing.TOO_FEW:
        yield "range"
    yield from _beside(comparison.peers)
    if standing is not Standing.TOO_FEW and points(comparison.peers, comparison.correlation):
        yield "beyond"
    if standing is Standing.EXPECTED and len(comparison.standing_out) <= _MOST_OUT:
        yield "only"
    if chance is not None and chance <= 0.5:
        yield "high" if comparison.higher else "low"
    if standing.outside:
        yield "why"


def _beside(peers: Peers) -> Iterator[str]:
    """What the council is compared with, and how much of it is here."""
    target = peers.target
    if target is None or target.source is Source.TYPE:
        yield "together"
        if peers.averages is not None:
            yield "printed-too"
        if not peers.whole:
            yield "some"
        return
    yield "printed"
    yield "some"
    if not peers.spread_known:
        yield "printed-alone"


def _why_not(peers: Peers) -> str:
    if peers.alone:
        return "alone"
    return "rates" if peers.letters * 2 >= peers.of else "letters"


def _half_up(value: float) -> int:
    return int(value + 0.5)
