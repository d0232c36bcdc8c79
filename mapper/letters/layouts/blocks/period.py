"""The period that a letter with blocks is about."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from mapper.letters.layouts.blocks.letters import BlockLetter
from mapper.letters.layouts.days import day_at_start, years_ending
from mapper.letters.layouts.names import PERIOD_LINE
from mapper.letters.statistics import Problem

_DAY_OF_TITLE = re.compile(r"31(?:st)?(?:/0?3/| March )([0-9]{4}|[0-9]{2})(?![0-9])", re.IGNORECASE)


def period_of(one: BlockLetter, texts: Sequence[str]) -> date | None:
    """The last day of a letter's period; None if nothing says it, or not only of one year.

    The sentences under the blocks say it. Where there is nothing to report they say nothing, and then it is that
    of the title, or else the one year of whose end the text speaks.
    """
    if one.last_day is not None:
        return one.last_day
    lines = [line.strip() for text in texts for line in text.splitlines()]
    titles = one.titles or [line for line in lines if PERIOD_LINE.match(line)]
    years = _years_of(titles) or years_ending(texts)
    return date(min(years), 3, 31) if len(years) == 1 else None


def period_problems(one: BlockLetter, period: date | None, texts: Sequence[str]) -> Iterator[Problem]:
    """A problem if no period is found, or if not all that the letter says is of one year from April to March."""
    if period is None:
        yield Problem(
            "period-missing",
            "No sentence under the blocks gives a period that is in the calendar, and neither title nor text speaks "
            "of one year ending on a 31 March. Expected one from 1 April to 31 March.",
        )
        return
    for days in sorted({days for days in one.days if not _is_year_to(period, days)}):
        yield Problem(
            "period-conflict",
            f"The letter's period ends on {period:%d/%m/%Y}, but a sentence says {days[0]} to {days[1]}. "
            "Expected the same year from 1 April to 31 March everywhere.",
        )
    for words, years in (
        ("is headed", _years_of(one.titles)),
        ("speaks of the year ending", years_ending(texts)),
    ):
        if years and period.year not in years:
            yield Problem(
                "period-conflict",
                f"The blocks are for the period ending {period:%d/%m/%Y}, but the letter {words} 31 March "
                f"{', '.join(map(str, sorted(years)))}. Expected the same. See whether they belong together.",
            )


def _is_year_to(period: date, days: tuple[str, str]) -> bool:
    """Whether these days are the first and the last of the year that ends with the period, on a 31 March."""
    first, last = map(day_at_start, days)
    return last == period == date(period.year, 3, 31) and first == date(period.year - 1, 4, 1)


def _years_of(titles: Iterable[str]) -> set[int]:
    """The years in which the periods of titles end; a title may print two digits of the year."""
    found = (year for title in titles for year in _DAY_OF_TITLE.findall(title))
    return {int(year) + (2000 if len(year) == 2 else 0) for year in found}
