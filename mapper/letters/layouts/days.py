"""Days as letters print them."""

import calendar
import re
from collections.abc import Iterable
from datetime import date

# 31/03/2019, 31.3.2019 and 31st March 2019 are the same day.
_DAYS = (
    re.compile(r"([0-9]{1,2}) ?[/.-] ?([0-9]{1,2}) ?[/.-] ?([0-9]{4})\b"),
    re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)? ([a-z]+) ([0-9]{4})\b", re.IGNORECASE),
)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_YEAR_ENDING = re.compile(r"year\s+end(?:ing|ed)\s+31(?:st)?\s+March\s+([0-9]{4})\b", re.IGNORECASE)


def day_at_start(printed: str) -> date | None:
    """The day with which a text begins; None if it begins with none, or with one that the calendar lacks."""
    found = next((found for form in _DAYS if (found := form.match(printed))), None)
    if found is None:
        return None
    day, month, year = found.groups()
    try:
        return date(int(year), int(month) if month.isdecimal() else _MONTHS[month.lower()], int(day))
    except (KeyError, ValueError):
        return None


def years_ending(texts: Iterable[str]) -> frozenset[int]:
    """The years of which texts speak as "the year ending 31 March 2019"."""
    return frozenset(int(year) for text in texts for year in _YEAR_ENDING.findall(text))
