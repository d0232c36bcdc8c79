"""Days as letters print them."""

import calendar
import re
from collections.abc import Iterable
from datetime import date

# 31/03/2019, 31.3.19, 31st March 2019, 31st of March, 2019, 31 Mar 2019 and March 31, 2019 are the same day. A year
# of two digits is one of this century; it is not the beginning of one that is broken.
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2}(?! ?[0-9]))"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_DAYS = tuple(
    re.compile(rf"{form}(?![0-9])", re.IGNORECASE)
    for form in (
        rf"(?P<day>[0-9]{{1,2}}) ?[/.-] ?(?P<month>[0-9]{{1,2}}) ?[/.-] ?{_YEAR}",
        rf"{_DAY}(?: of|-)? ?{_MONTH},?[ -]?{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
    )
)
_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_YEAR_ENDING = re.compile(
    r"year\s+end(?:ing|ed)\s+(?:on\s+)?31(?:st)?\s+(?:of\s+)?March,?\s+([0-9]{4})\b", re.IGNORECASE
)


def day_at_start(printed: str) -> date | None:
    """The day with which a text begins; None if it begins with none, or with one that the calendar lacks."""
    found = next((found for form in _DAYS if (found := form.match(printed))), None)
    if found is None:
        return None
    day, month, year = found["day"], found["month"], int(found["year"])
    try:
        return date(
            year + (2000 if year < 100 else 0),
            int(month) if month.isdecimal() else _MONTHS[month.lower()],
            int(day),
        )
    except (KeyError, ValueError):
        return None


def years_ending(texts: Iterable[str]) -> frozenset[int]:
    """The years of which texts speak as "the year ending 31 March 2019"."""
    return frozenset(int(year) for text in texts for year in _YEAR_ENDING.findall(text))
