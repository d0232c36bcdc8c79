"""What the first view of the map needs of its data, and the rest, which comes once somebody uses the page.

Both parts have the same form: the scripts put the rest into the first part, key by key.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

Json = Any


class Parted(NamedTuple):
    """The part that comes with the page, and the rest."""

    first: dict[str, Json]
    rest: dict[str, Json]


def parted_figures(figures: Mapping[str, Json], metric: Mapping[str, Json]) -> Parted:
    """The figures of a year or of years together; `metric` has the words of the first view.

    The first view names councils shortly, and shows one metric: its class, its cases and its rate, and how its types of
    council stand. Names in full, other metrics and all that a card or the find box says are the rest.
    """
    names = {"code", "short"}
    view, rate, columns = {metric["key"]}, {metric["rate"]}, {metric["hits"], metric["base"]}
    first_of: dict[str, Callable[[Json], Parted]] = {
        "councils": lambda of: _parted(of, names),
        "columns": lambda of: _parted(of, columns),
        "sums": lambda of: _parted(of, rate),
        "rates": lambda of: _parted(of, rate),
        "classes": lambda of: _parted(of, view),
        "against": lambda of: _parted_deeply(of, {key: {"groups"} for key in rate}),
        "outside": lambda of: _parted_deeply(of, dict.fromkeys(of, view)),
        "descriptions": lambda of: _parted_deeply(of, dict.fromkeys(of, view)),
    }
    later = {"followers", "fates", "absent", "letters", "single", "flat", "mid_year", "everywhere"}
    return _each(figures, first_of, later)


def parted_choices(choices: Mapping[str, Json]) -> Parted:
    """What can be chosen, and its words; those of cards and of the find box are the rest."""
    later = {
        *("says", "population", "together", "types", "drawn", "listing"),
        *("page", "ombudsman", "records", "postcodes", "find", "duties"),
    }
    return _each(choices, {"few": lambda of: _parted(of, {"below"})}, later)


def _each(
    whole: Mapping[str, Json], first_of: Mapping[str, Callable[[Json], Parted]], later: set[str]
) -> Parted:
    first, rest = {}, {}
    for key, value in whole.items():
        if key in first_of:
            first[key], rest[key] = first_of[key](value)
        else:
            (rest if key in later else first)[key] = value
    return Parted(first, rest)


def _parted(of: Mapping[str, Json], first: set[str]) -> Parted:
    return Parted(
        {key: value for key, value in of.items() if key in first},
        {key: value for key, value in of.items() if key not in first},
    )


def _parted_deeply(of: Mapping[str, Json], first: Mapping[str, set[str]]) -> Parted:
    """The same one level deeper: `first` has the keys there, by those of the level above."""
    parts = {key: _parted(value, first.get(key, set())) for key, value in of.items()}
    return Parted(
        {key: part.first for key, part in parts.items() if key in first},
        {key: part.rest for key, part in parts.items()},
    )
