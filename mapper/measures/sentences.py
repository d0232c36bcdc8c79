"""A comparison with peers in sentences, separate from its statistics."""

from collections.abc import Mapping

from mapper.measures.peers import Comparison, Peers
from mapper.measures.rate import few_cases
from mapper.measures.scale import Standing
from mapper.words import capitalised

_POOLED = "{together} stand at {pooled}% ({pooled_hits} of {pooled_base})"
_FITS = (
    "{hits} of {base} investigated complaints were upheld ({rate}%). A rate from {low}% to {high}% would fit"
)
_OUTSIDE = (
    "{hits} of {base} investigated complaints were upheld ({rate}%), {far} than chance explains: "
    + _POOLED
    + ". It "
    "does not say why, since what people complain about differs from place to place."
)
_CHANCE = (
    "If this council were like others of its type, a rate as far off as this would come up in {years} of 100 "
    "years."
)
_ALONE = "Too few {plural} have a rate for this year to set it against."

SAYS: Mapping[str, tuple[str, ...]] = {
    "few": ("{few}", "{Together} stand at {pooled}% ({pooled_hits} of {pooled_base}).", _CHANCE),
    "few-alone": ("{few}", _ALONE),
    "alone": (_FITS + ".", _ALONE),
    Standing.CLEARLY_LOWER: (_OUTSIDE.replace("{far}", "far fewer"), _CHANCE),
    Standing.LOWER: (_OUTSIDE.replace("{far}", "fewer"), _CHANCE),
    Standing.EXPECTED: (_FITS + "; " + _POOLED + ", so this is about as expected.", _CHANCE),
    Standing.HIGHER: (_OUTSIDE.replace("{far}", "more"), _CHANCE),
    Standing.CLEARLY_HIGHER: (_OUTSIDE.replace("{far}", "far more"), _CHANCE),
}
"""The wording of a comparison, by case. Pages fill in the braces here, the map's scripts in the browser."""


def sentences(comparison: Comparison) -> tuple[str, ...]:
    """The comparison in sentences that give each rate with its numerator and denominator."""
    peers, measured, rate = comparison.peers, comparison.measured, comparison.rate
    low, high = rate.interval
    values = {
        "few": few_cases(rate) if measured.uncertain else "",
        "hits": f"{rate.numerator:,}",
        "base": f"{rate.denominator:,}",
        "rate": f"{measured.value:.0f}",
        "low": f"{low:.0f}",
        "high": f"{high:.0f}",
        "together": peers.together,
        "Together": capitalised(peers.together),
        "plural": peers.plural,
        "pooled": f"{100 * peers.rate:.0f}",
        "pooled_hits": f"{peers.numerator:,}",
        "pooled_base": f"{peers.denominator:,}",
        "years": "" if comparison.chance is None else in_100_years(comparison.chance),
    }
    return tuple(pattern.format_map(values) for pattern in SAYS[comparison.case])


def widened(peers: Peers) -> str:
    """A sentence that says how far overdispersion widens the limits; empty where chance explains all differences."""
    if not peers.overdispersion.correlation:
        return ""
    times = f"{peers.overdispersion.dispersion:.1f} times"
    return (
        f"{capitalised(peers.plural)} differ among themselves by {times} what chance explains, and the limits are "
        "widened to allow for that."
    )


def in_100_years(chance: float) -> str:
    """A chance of 0 to 1 as a number of years in 100, in words: "about 90", "fewer than 1"."""
    years = round(100 * chance)
    return f"about {years}" if years else "fewer than 1"
