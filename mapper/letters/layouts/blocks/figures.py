"""A printed number as a figure, or the problem that it is."""

import re
from collections.abc import Iterable
from dataclasses import replace

from mapper.letters.layouts.blocks.parts import Number
from mapper.letters.layouts.numbers import value_of
from mapper.letters.statistics import BY_KEY, Figure, Problem, Unit


def missing(page: int, where: str) -> Problem:
    """The problem that no number is found for something that a page should print."""
    return Problem(
        "missing-figure",
        f"Page {page}, “{where}”: no number is found. Expected one in its sentence or beside it. "
        "Look at the letter: it may be cut, or worded in a way that is not known yet.",
    )


def unreadable(page: int, where: str, printed: str, reason: str = "Expected a number or n/a") -> Problem:
    """The problem that something printed is no figure, and the reason."""
    return Problem(
        "unreadable-figure",
        f"Page {page}: “{where}” reads “{printed[:60]}”. {reason}. "
        "If the letter is misprinted, a correction can say what it should be.",
    )


def title_of(key: str) -> str:
    """The name of a statistic for readers."""
    return BY_KEY[key].title


_PERCENT_IN_WORDS = re.compile(r" per ?cent$", re.IGNORECASE)
_NOTHING_IN_WORDS = re.compile(r"not applicable|n/a\.?", re.IGNORECASE)


def _figure(key: str, number: Number, page: int) -> Figure | Problem:
    unit = BY_KEY[key].unit
    plain = _NOTHING_IN_WORDS.sub("n/a", _PERCENT_IN_WORDS.sub("%", number.text))
    # Letters have printed cases per 100,000 with a stray per cent sign.
    plain = plain.removesuffix("%") if unit is Unit.PER_100K else plain
    try:
        return Figure(key, value_of(plain, unit), number.text, page, number.box)
    except ValueError:
        problem = unreadable(page, title_of(key), number.text)
        return replace(problem, figure=Figure(key, None, number.text, page, number.box))


def figure_of(key: str, page: int, printed: Iterable[Number | None]) -> Figure | Problem:
    """The figure that one or more sentences print.

    It is a problem if they differ, or if the slot of one is empty (None).
    """
    numbers = list(printed)
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return missing(page, title_of(key))
    forms = {number.text for number in known}
    if len(forms) > 1:
        return unreadable(page, title_of(key), " and ".join(sorted(forms)), "Expected one number")
    return _figure(key, known[0], page)
