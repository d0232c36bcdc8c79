"""What is said of upheld complaints per 100,000 residents beside the average that letters print.

As with other comparisons (`sentences`), pages fill in the braces here and the map's scripts in the browser.
"""

from collections.abc import Iterator, Mapping

from mapper.measures.per_population import PerPopulation
from mapper.measures.scale import Standing
from mapper.measures.sentences import in_years
from mapper.words import uncapitalised

_COUNT = "{hits} {cases} {were} upheld, {rate} per 100,000 residents."

POPULATION_SAYS: Mapping[str, str] = {
    "count": _COUNT,
    "average": "Letters print an average of {average} for similar councils, which would make {usual}.",
    "range": "At that average it would have had {range} in at least 95 of 100 years: {class}.",
    "high": "If it were like the average, this many or more would come up in {years}.",
    "low": "If it were like the average, this few or fewer would come up in {years}.",
    "narrow": "Too few letters are here to tell how far councils of its type differ beyond chance, so the range may be "
    "too narrow.",
}
"""The wording of each sentence."""


def says_of_population(found: PerPopulation) -> tuple[str, ...]:
    """Which of `POPULATION_SAYS` are to be said, in their order."""
    return tuple(_says(found))


def of_population(found: PerPopulation) -> tuple[str, ...]:
    """Upheld complaints per 100,000 residents beside the average, in sentences."""
    known = values_of_population(found)
    return tuple(POPULATION_SAYS[key].format_map(known) for key in says_of_population(found))


def values_of_population(found: PerPopulation) -> Mapping[str, str]:
    """What stands in the braces of `POPULATION_SAYS`."""
    one, low_high = found.printed, found.expected
    low, high = low_high or (0, 0)
    return {
        "hits": f"{one.count:,}",
        "cases": "complaint" if one.count == 1 else "complaints",
        "were": "was" if one.count == 1 else "were",
        "rate": f"{one.rate:g}",
        "average": "" if one.average is None else f"{one.average:g}",
        "usual": "" if found.by_average is None else f"{int(found.by_average + 0.5):,}",
        "range": f"{low:,}" if low == high else f"{low:,} to {high:,}",
        "class": uncapitalised(found.standing.label),
        "years": "" if found.chance is None else in_years(found.chance),
    }


def _says(found: PerPopulation) -> Iterator[str]:
    yield "count"
    if found.standing is Standing.NOT_COMPARED:
        return
    yield "average"
    yield "range"
    if found.chance is not None and found.chance <= 0.5:
        yield "high" if found.higher else "low"
    if not found.spread_known:
        yield "narrow"
