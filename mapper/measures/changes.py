"""What changed from one site to the next: figures that appeared, changed or went.

A figure is known by council, year and statistic. Usually one letter states it; where several letters do, all that they
state is compared, in their order.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from mapper.letters.statistics import BY_KEY


class Kind(StrEnum):
    """What became of a figure since the site before."""

    APPEARED = "appeared"
    CHANGED = "changed"
    WENT = "went"


class Key(NamedTuple):
    """Which figure it is; the day is the last of its year, in the form of ISO 8601."""

    period_end: str
    gss_code: str
    statistic: str


class Stated(NamedTuple):
    """A figure as a site has it: its value, None where the letter prints a dash, and its status in `figures.csv`."""

    value: float | None
    status: str


Figures = Mapping[Key, Sequence[Stated]]
"""The figures of a site; nowhere empty."""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is not as it was; `council` is the Ombudsman's name. `before` or `after` is empty, never both."""

    key: Key
    council: str
    before: tuple[Stated, ...]
    after: tuple[Stated, ...]

    @property
    def kind(self) -> Kind:
        """What became of it."""
        if not self.before:
            return Kind.APPEARED
        return Kind.CHANGED if self.after else Kind.WENT


@dataclass(frozen=True, slots=True)
class Told:
    """What a feed says of changes, as it was said when they were found.

    Parameters
    ----------
    identifier
        The same for ever.
    found
        The day on which they were found.
    gss_code
        The council; empty where it is said of whole years.
    title, said
        What a reader sees: the heading, and sentences.
    of_all
        Whether it stands in the feed of all councils, too: years that came as a whole are told there in one entry.
    """

    identifier: str
    found: date
    gss_code: str
    title: str
    said: tuple[str, ...]
    of_all: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since the site before.

    `compared` tells whether there was one; `changes` are by year, newest first, then by council, then in the order of
    the statistics. `repeated` tells whether nothing changed since, so that they are those of the site before.
    `found` is the day on which they were found; None where nothing changed, or an earlier version left it out.
    `earlier` has what feeds said of the changes before these, newest first.
    """

    compared: bool = False
    changes: tuple[Change, ...] = ()
    repeated: bool = False
    found: date | None = None
    earlier: tuple[Told, ...] = ()

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many figures appeared, changed and went."""
        kinds = [change.kind for change in self.changes]
        return {kind: kinds.count(kind) for kind in Kind}

    def lead_to(self, figures: Figures) -> bool:
        """Whether every change ends with what these figures state."""
        return all(change.after == tuple(figures.get(change.key, ())) for change in self.changes)


def between(before: Figures, after: Figures, councils: Mapping[str, str]) -> Changes:
    """What changed from one site's figures to another's; `councils` has the names by GSS code."""
    keys = (
        key for key in before.keys() | after.keys() if tuple(before.get(key, ())) != tuple(after.get(key, ()))
    )
    found = (
        Change(key, councils[key.gss_code], tuple(before.get(key, ())), tuple(after.get(key, ())))
        for key in keys
    )
    return Changes(True, tuple(sorted(found, key=_order)))


def whole_years(changes: Iterable[Change], kind: Kind, figures: Figures) -> Iterator[str]:
    """The last days of the years of which every figure appeared, or went; `figures` are those of the site after."""
    days = {change.key.period_end for change in changes if change.kind is kind}
    kept = {change.key.period_end for change in changes if change.kind is not kind}
    appeared = {change.key for change in changes if change.kind is Kind.APPEARED}
    kept |= {key.period_end for key in figures if key not in appeared}
    return iter(sorted(days - kept, reverse=True))


_PLACES = {key: place for place, key in enumerate(BY_KEY)}


def _order(change: Change) -> tuple[int, str, str, int]:
    key = change.key
    return (
        -int(key.period_end.replace("-", "")),
        change.council,
        key.gss_code,
        _PLACES.get(key.statistic, len(_PLACES)),
    )
