"""The year to 31 March that a title, a sheet's name or a file's name speaks of.

A year is certain if it is given by both its ends ("2024-25", "24/25", "2024 to 2025") or by its last day ("31 March
2025", "31/03/2025"). A lone "2025" may be the year in which a table was published, and says nothing.
"""

import re
from collections.abc import Iterable

FIRST, LAST = 2010, 2099

_BOTH_ENDS = re.compile(
    r"(?<![0-9])(?<![0-9][./,-])(?<!page )(?<!pages )(?<!aged )(?<!ages )"
    r"(?:20)?([0-9]{2})\s*(?:[-–—/_]|\bto\b|%20)\s*(?:20)?([0-9]{2})(?![0-9]|[./-][0-9])",
    re.IGNORECASE,
)
_MARCH = r"mar(?:ch)?"
_LAST_DAY = re.compile(
    rf"\b31(?:st)?[\s_-]+{_MARCH}[\s_-]+(20[0-9]{{2}})\b|\b31[./-]0?3[./-](20[0-9]{{2}})\b", re.IGNORECASE
)
_ISO = re.compile(r"\b(20[0-9]{2})-03-31\b")
_FROM_TO = re.compile(
    rf"\bapr(?:il)?\s+(20[0-9]{{2}})\s*(?:to|until|[-–—])\s*(?:31(?:st)?\s+)?{_MARCH}\s+(20[0-9]{{2}})\b",
    re.IGNORECASE,
)


def years_in(text: str) -> frozenset[int]:
    """Every year, by that of its last day, of which a text certainly speaks."""
    found = {int(first or second) for first, second in _LAST_DAY.findall(text)}
    found |= {int(year) for year in _ISO.findall(text)}
    found |= {int(last) for first, last in _FROM_TO.findall(text) if int(last) == int(first) + 1}
    for first, last in _BOTH_ENDS.findall(text):
        if int(last) == int(first) + 1:
            found.add(2000 + int(last))
    return frozenset(year for year in found if FIRST <= year <= LAST)


def years_of(texts: Iterable[str]) -> frozenset[int]:
    """The years of which any of these texts speaks."""
    return frozenset(year for text in texts for year in years_in(text))
