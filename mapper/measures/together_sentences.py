"""What several years of a council say together, in sentences, separate from their statistics.

As with those of single years (`sentences`), pages fill in the braces here and the map's scripts in the browser.
"""

from collections.abc import Iterator, Mapping

from mapper.measures.pooled import Pooled
from mapper.measures.scale import Standing
from mapper.measures.sentences import expected_range, in_years
from mapper.measures.together import Together, in_words
from mapper.words import listed
from mapper.year import short_title

_UNLIKE = "not all of the councils before it were of its type."
_COUNT = "In {span}, {hits} of {base} {cases} {found}"

TOGETHER_SAYS: Mapping[str, str] = {
    Standing.CLEARLY_LOWER: _COUNT + ", far less often than expected.",
    Standing.LOWER: _COUNT + ", less often than expected.",
    Standing.EXPECTED: _COUNT + ", which is in the expected range.",
    Standing.HIGHER: _COUNT + ", more often than expected.",
    Standing.CLEARLY_HIGHER: _COUNT + ", far more often than expected.",
    Standing.TOO_FEW: _COUNT + ": too few to show a pattern, because no count of them could stand out.",
    Standing.NOT_COMPARED: _COUNT + ".",
    "range": "Like its type in each of these years it would have had {range} of {base} in at least 95 of 100 such "
    "times; on average {average}.",
    "high": "If it were like its type, this many or more would come up in {years}.",
    "low": "If it were like its type, this few or fewer would come up in {years}.",
    "summed": "For {summed} these are the councils before it, added up.",
    "left": "{left} left out, because " + _UNLIKE,
    "alone": "It is compared with no other council, because nothing says with which ones the Ombudsman compares it.",
    "none": "In none of these years are there enough councils of its type to compare it with.",
    "why": "The figures cannot say why: what people complain about differs from place to place.",
}
"""The wording of each sentence."""


def says_together(found: Together) -> tuple[str, ...]:
    """Which of `TOGETHER_SAYS` are to be said of a comparison, in their order."""
    return tuple(_says(found))


def values_together(found: Together) -> Mapping[str, str]:
    """What stands in the braces of `TOGETHER_SAYS`."""
    metric, base = found.metric, found.denominator
    return {
        "span": span_in_words(found),
        "hits": f"{found.numerator:,}",
        "base": f"{base:,}",
        "cases": metric.cases[0 if base == 1 else 1],
        "found": metric.found[0 if base == 1 else 1],
        "range": expected_range(found),
        "average": f"{int(found.by_rate + 0.5):,}",
        "years": "" if found.chance is None else in_years(found.chance).replace("years", "such times"),
        "summed": listed([short_title(day) for day in found.summed]) if found.summed else "",
        "left": left_in_words(found),
    }


def of_together(found: Together) -> tuple[str, ...]:
    """What several years of a council say together."""
    known = values_together(found)
    return tuple(TOGETHER_SAYS[key].format_map(known) for key in says_together(found))


def why_not_together(found: Together) -> str:
    """Why a council of which only one year takes part is not shown with others; empty where none is left out."""
    if not found.left_out:
        return ""
    return f"{left_in_words(found)} not put together with later years, because {_UNLIKE}"


def says_not_compared(found: Pooled, alone: bool) -> tuple[str, ...]:
    """Which of `TOGETHER_SAYS` are to be said of cases that are compared in no year."""
    left = ("left",) if found.left_out else ()
    return Standing.NOT_COMPARED, "alone" if alone else "none", *left


def left_in_words(found: Pooled | Together) -> str:
    """The years that are left out, with their verb; empty where there are none."""
    if not found.left_out:
        return ""
    return f"{listed([short_title(day) for day in found.left_out])} {'is' if len(found.left_out) == 1 else 'are'}"


def span_of(found: Pooled) -> str:
    """The years of cases that are compared in no year."""
    days = [day for day, one in found.single.items() if one.rate is not None]
    return f"{in_words(days)}{' together' if len(days) > 1 else ''}"


def span_in_words(found: Together) -> str:
    """The years that take part: "2016–17 to 2018–19 together", or "2018–19" where it is one."""
    return f"{in_words(found.years)}{' together' if len(found.years) > 1 else ''}"


def _says(found: Together) -> Iterator[str]:
    standing, chance = found.standing, found.chance
    yield standing.value
    if standing is not Standing.TOO_FEW:
        yield "range"
        if chance is not None and chance <= 0.5:
            yield "high" if found.higher else "low"
    if found.summed:
        yield "summed"
    if found.left_out:
        yield "left"
    if standing.outside:
        yield "why"
