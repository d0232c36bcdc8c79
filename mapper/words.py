"""Days, numbers, lists and names as they are written in a sentence.

The functions take plain values and return text without markup.
"""

from collections.abc import Sequence
from datetime import date
from math import floor

_SPELT = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def day_in_words(day: date) -> str:
    """The day as "31 March 2019"."""
    return f"{day.day} {day:%B %Y}"


def listed(words: Sequence[str]) -> str:
    """One or more words as "a", "a and b" or "a, b and c"."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def abridged(words: Sequence[str], most: int) -> str:
    """At most `most` words, and the number of the others: "a, b and 3 more"; empty for no words."""
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return ", ".join(words[:most]) + more


def shortened(text: str, most: int) -> str:
    """The text, cut after `most` characters with an ellipsis."""
    return text if len(text) <= most else f"{text[:most]}…"


def spelt(number: int, none: str = "none") -> str:
    """A whole number as a word below ten and in digits from ten; `none` is the word for 0."""
    if number == 0:
        return none
    return _SPELT[number] if number < len(_SPELT) else f"{number:,}"


def counted(number: int, one: str, many: str) -> str:
    """The number with its noun: "1 letter", "1,204 letters"."""
    return f"{number:,} {one if number == 1 else many}"


def percent(value: float) -> str:
    """A value in per cent, rounded to a whole number, halves up: 49.5 is "50%"."""
    return f"{floor(value + 0.5)}%"


def capitalised(text: str) -> str:
    """The text with its first letter in upper case and the rest unchanged."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The text with its first letter in lower case and the rest unchanged."""
    return text[:1].lower() + text[1:]


def ended(text: str) -> str:
    """The text with a full stop, unless it already ends with one, or with "!" or "?"."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def possessive(name: str) -> str:
    """The possessive of a name: "Kent’s", "St Albans’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def spans(years: Sequence[int]) -> str:
    """Ascending years, at least one, with runs of three or more as a span: "2014 to 2016, 2018 and 2019"."""
    found: list[list[int]] = []
    for year in years:
        if found and found[-1][-1] == year - 1:
            found[-1].append(year)
        else:
            found.append([year])
    return listed(
        [
            word
            for span in found
            for word in ([f"{span[0]} to {span[-1]}"] if len(span) > 2 else map(str, span))
        ]
    )


def printable(text: str) -> str:
    """The text with its control characters and undecodable bytes as escapes, safe in any report."""
    decoded = text.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in decoded)
