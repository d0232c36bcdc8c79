"""What several comparisons say, in sentences: of many councils, of many yearly classes, of the next letter.

A single comparison has its sentences in `sentences`; like those, these are literally true of their figures.
"""

from mapper.measures.history import History
from mapper.measures.next_letter import NextLetter
from mapper.measures.outside import Outside
from mapper.measures.rate import shown
from mapper.measures.sentences import in_years, listed_or
from mapper.words import counted, spelt

_NEARLY_ALL = 0.9  # with so many letters here, it is not for want of letters that nothing can be compared
_MOST_LISTED = 3


def of_outside(found: Outside, letters: int, of: int, years: int = 1) -> tuple[str, ...]:
    """How many are outside and what that means, in sentences.

    Parameters
    ----------
    letters, of
        The letters that are here, of how many; said where some are missing.
    years
        How many years are put together.
    """
    if not found.compared:
        return (_nothing(found, letters, of),)
    return _how_many(found), f"{_by_chance(found, years)}{_beside(found)}.", *_here(letters, of, years)


def _here(letters: int, of: int, years: int) -> tuple[str, ...]:
    if letters == of:
        return ()
    if years > 1:
        return (f"{letters:,} of the {counted(of, 'letter', 'letters')} of these years are here.",)
    return (f"Figures of {letters:,} of {counted(of, 'council', 'councils')} are here.",)


def _nothing(found: Outside, letters: int, of: int) -> str:
    if found.few:
        has = "the one that could be has" if found.few == 1 else f"the {found.few:,} that could be have"
        return f"No council can be compared: {has} too few cases."
    if letters < _NEARLY_ALL * of:
        return f"No council can be compared yet: {letters:,} of {counted(of, 'letter', 'letters')} are here."
    return "No council can be compared: too few of any type have a rate."


def _how_many(found: Outside) -> str:
    if found.compared == 1:
        return f"The one council compared is {'' if found.outside else 'not '}outside the expected range."
    number, are = f"{found.outside:,}" if found.outside else "None", "is" if found.outside == 1 else "are"
    return f"{number} of the {found.compared:,} councils compared {are} outside the expected range."


def _by_chance(found: Outside, years: int) -> str:
    times = "years" if years == 1 else "such times"
    about = f"About {int(found.by_chance + 0.5):,}" if found.by_chance >= 0.5 else "Hardly any"
    return f"{about} would be there by chance alone, if all were like their type ({_spread(found)} in 9 of 10 {times})"


def _spread(found: Outside) -> str:
    return f"{found.low:,}" if found.low == found.high else f"{found.low:,} to {found.high:,}"


def _beside(found: Outside) -> str:
    if not found.outside:
        return ""
    if found.many:
        return f", so most likely {'it is not' if found.outside == 1 else 'not all of these are'} chance"
    if found.kept == 1:
        return (
            f", but {'it' if found.outside == 1 else 'one'} is so far out that it is most likely not chance"
        )
    if found.kept:
        return f", but {spelt(found.kept)} are so far out that most likely not all of them are chance"
    return f", so chance alone could have put {'it' if found.outside == 1 else 'these'} there"


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


def _of_councils(chance: float) -> str:
    return f"in {in_years(chance).removesuffix(' years')} such histories"
