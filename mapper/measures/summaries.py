"""What several comparisons say together, in sentences: of many councils, of many years, of the next letter.

A single comparison has its sentences in `sentences`; like those, these are literally true of their figures.
"""

from collections.abc import Sequence

from mapper.measures.history import History
from mapper.measures.next_letter import NextLetter
from mapper.measures.outside import Outside
from mapper.measures.per_population import PerPopulation
from mapper.measures.rate import shown
from mapper.measures.scale import Standing
from mapper.measures.sentences import expected_range, in_years, listed_or
from mapper.measures.together import Together
from mapper.words import counted, listed
from mapper.year import short_title

_MOST_LISTED = 3


def of_outside(found: Outside, letters: int, of: int) -> tuple[str, ...]:
    """How many are outside and what that means, in sentences.

    Parameters
    ----------
    letters, of
        The letters that are here, of how many councils; said where some are missing.
    """
    if not found.compared:
        return (_nothing(found, letters, of),)
    here = (
        ()
        if letters == of
        else (f"Figures of {letters:,} of {counted(of, 'council', 'councils')} are here.",)
    )
    return _how_many(found), f"{_by_chance(found)}{_beside(found)}.", *here


def _nothing(found: Outside, letters: int, of: int) -> str:
    if found.few:
        return f"No council can be compared: none of the {found.few:,} with a rate has cases enough."
    if letters < of:
        return f"No council can be compared yet: {letters:,} of {counted(of, 'letter', 'letters')} are here."
    return "No council can be compared: too few of any type have a rate."


def _how_many(found: Outside) -> str:
    if found.compared == 1:
        return f"The one council compared is {'' if found.outside else 'not '}outside the expected range."
    number, are = f"{found.outside:,}" if found.outside else "None", "is" if found.outside == 1 else "are"
    return f"{number} of the {found.compared:,} councils compared {are} outside the expected range."


def _by_chance(found: Outside) -> str:
    about = f"About {int(found.by_chance + 0.5):,}" if found.by_chance >= 0.5 else "Hardly any"
    return f"{about} would be there by chance alone, if all were like their type ({_spread(found)} in 9 of 10 years)"


def _spread(found: Outside) -> str:
    return f"{found.low:,}" if found.low == found.high else f"{found.low:,} to {found.high:,}"


def _beside(found: Outside) -> str:
    if not found.outside:
        return ""
    if found.more:
        return f", so most likely {'it is not' if found.outside == 1 else 'not all of these are'} chance"
    return f", so chance alone could have put {'it' if found.outside == 1 else 'these'} there"


def of_together(found: Together) -> tuple[str, ...]:
    """What several years of a council say together."""
    metric, base = found.metric, found.denominator
    count = (
        f"In {in_span(found)} together, {found.numerator:,} of {base:,} {metric.cases[0 if base == 1 else 1]} "
        f"{'was' if base == 1 else 'were'} {metric.numerator_word}"
    )
    if found.standing is Standing.TOO_FEW:
        return (
            f"{count}: too few to show a pattern, because no count of them could stand out.",
            *_summed(found),
        )
    said = found.standing.label
    place = f"which is {_lowered(said)}" if found.standing is Standing.EXPECTED else _lowered(said)
    expected = f"Like its type in each of these years it would have had {expected_range(found)} of {base:,}"
    return (
        f"{count}, {place}.",
        f"{expected} in at least 95 of 100 such times; on average {int(found.by_rate + 0.5):,}.",
        *_chance(found),
        *_summed(found),
    )


def in_span(found: Together) -> str:
    """The years that take part, as "2016–17 to 2018–19", or one by one where some between are missing."""
    days = found.years
    titles = [short_title(day) for day in days]
    if len(days) > 2 and days[-1].year - days[0].year == len(days) - 1:
        return f"{titles[0]} to {titles[-1]}"
    return listed(titles)


def of_history(found: History) -> str:
    """How many yearly classes are marked, and how likely that is; empty with fewer than two years to look at."""
    if found.years < 2:
        return ""
    number = "None" if not found.marked else f"{found.marked:,}"
    are = "is" if found.marked == 1 else "are"
    first = f"{number} of {found.years:,} years that could be compared {are} outside the expected range."
    if not found.marked:
        return first
    one = "such a year" if found.marked == 1 else f"{found.marked:,} such years"
    said = (
        f"{first} A council that is always like its type has {one} or more {_of_councils(found.any_chance)}."
    )
    if found.most > 1:
        side = f"{found.most:,} or more on the same side come up {_of_councils(found.side_chance)}"
        return f"{said} {side[0].upper()}{side[1:]}."
    return said


def of_next_letter(found: NextLetter) -> str:
    """What the next letter would have to say for the council to stand out."""
    metric, cases = found.newest.metric, f"{found.cases:,}"
    lead = (
        f"If the next letter reports {cases} {metric.cases[0 if found.cases == 1 else 1]}, as is usual here, and "
        f"{shown(100 * found.target.rate):g}% stays usual for its type"
    )
    if not found.standing_out:
        return f"{lead}, no count could stand out."
    if len(found.standing_out) <= _MOST_LISTED:
        return f"{lead}, only {listed_or(list(map(str, found.standing_out)))} of {cases} would stand out."
    few = f"fewer than {found.low:,}" if found.low else ""
    many = f"more than {found.high:,}" if found.high < found.cases else ""
    return f"{lead}, {' or '.join(filter(None, (few, many)))} of {cases} would stand out."


def of_population(found: PerPopulation) -> tuple[str, ...]:
    """Upheld complaints per 100,000 residents beside the average."""
    one = found.printed
    count = (
        f"{counted(one.count, 'complaint was', 'complaints were')} upheld, {one.rate:g} per 100,000 residents"
    )
    if found.expected is None or found.by_average is None:
        return (f"{count}.",)
    low, high = found.expected
    said = (
        f"{count}. Letters print an average of {one.average:g} for similar councils, which would make "
        f"{int(found.by_average + 0.5):,}.",
        f"At that average it would have had {low:,} to {high:,} in at least 95 of 100 years: "
        f"{_lowered(found.standing.label)}.",
    )
    if found.spread_known:
        return said
    return (
        *said,
        "Too few letters are here to tell how far councils of its type differ beyond chance, so the range may be too "
        "narrow.",
    )


def _chance(found: Together) -> Sequence[str]:
    if found.chance is None or found.chance > 0.5:
        return ()
    years = in_years(found.chance).replace("years", "such times")
    return (
        f"If it were like its type, {'this many or more' if found.higher else 'this few or fewer'} would come up in "
        f"{years}.",
    )


def _summed(found: Together) -> Sequence[str]:
    if not found.summed:
        return ()
    return (
        f"For {listed([short_title(day) for day in found.summed])} these are the councils before it, added up.",
    )


def _of_councils(chance: float) -> str:
    return f"in {in_years(chance).removesuffix(' years')} such histories"


def _lowered(label: str) -> str:
    return label[0].lower() + label[1:]
