"""A printed number as a figure, or the problem that it is."""

from collections.abc import Iterable
from dataclasses import replace

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


def _figure(key: str, printed: str, page: int) -> Figure | Problem:
    unit = BY_KEY[key].unit
    # Letters have printed cases per 100,000 with a stray per cent sign.
    number = printed.removesuffix("%") if unit is Unit.PER_100K else printed
    try:
        return Figure(key, value_of(number, unit), printed, page)
    except ValueError:
        problem = unreadable(page, title_of(key), printed)
        return replace(problem, figure=Figure(key, None, printed, page))


def figure_of(key: str, page: int, printed: Iterable[str | None]) -> Figure | Problem:
    """The figure that one or more sentences print.

    It is a problem if they differ, or if the slot of one is empty (None).
    """
    forms = set(printed)
    if None in forms:
        return missing(page, title_of(key))
    if len(forms) > 1:
        return unreadable(page, title_of(key), " and ".join(sorted(map(str, forms))), "Expected one number")
    return _figure(key, str(forms.pop()), page)
