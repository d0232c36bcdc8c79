"""What became of the letters that were asked for, for people."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import groupby

from mapper.sources.letters.fetching import Wish
from mapper.sources.letters.manifest import Manifest, Row, State
from mapper.words import counted, ended

MOST_LINES = 50
"""The most letters that are named one by one; the manifest has them all."""


def in_place(wishes: Sequence[Wish], manifest: Manifest) -> int:
    """How many of the letters asked for are in the folder."""
    return sum(any(row.status.is_in_place for row in _rows(wish, manifest)) for wish in wishes)


def summary_lines(wishes: Sequence[Wish], before: Manifest, manifest: Manifest, where: str) -> list[str]:
    """The counts of each year, then every letter that is not in its place, or not as it should be, with the reason."""
    by_year = groupby(sorted(wishes, key=lambda wish: wish.year), key=lambda wish: wish.year)
    counts = [_counts(year, list(group), before, manifest) for year, group in by_year]
    known = set(before.rows())
    named = [_line(row) for wish in wishes for row in _rows(wish, manifest) if _is_named(row, known)]
    more = len(named) - MOST_LINES
    rest = [f"And {more} more: see {where}."] if more > 0 else []
    return [*counts, *named[:MOST_LINES], *rest]


def _counts(year: int, wishes: Sequence[Wish], before: Manifest, manifest: Manifest) -> str:
    states = Counter(_state(wish, manifest) for wish in wishes)
    here = states[State.OK] + states[State.UNCONFIRMED]
    known = {row.sha256 for row in before.rows() if row.status.is_in_place}
    new = sum(
        row.status.is_in_place and row.sha256 not in known for wish in wishes for row in _rows(wish, manifest)
    )
    parts = [
        f"{here} of {counted(len(wishes), 'letter', 'letters')} in place ({new} new)",
        *(f"{states[state]} {words}" for state, words in _WORDS.items() if states[state]),
    ]
    return f"Year to 31 March {year}: {', '.join(parts)}."


_WORDS: dict[State | None, str] = {
    State.UNCONFIRMED: "of them unconfirmed",
    State.SET_ASIDE: "set aside",
    State.NOT_LISTED: "not listed",
    State.FAILED: "failed",
    State.ARRIVED: "not yet looked at",
    None: "not asked for",
}


def _state(wish: Wish, manifest: Manifest) -> State | None:
    """What became of the letter itself, the best of its rows; None if it was not asked for."""
    states = list(State)
    found = [row.status for row in _rows(wish, manifest) if row.status is not State.REPLACED]
    return min(found, key=states.index, default=None)


def _is_named(row: Row, known: Collection[Row]) -> bool:
    """Whether people should read of it: of a letter that was replaced once, and of others each time."""
    if row.status is State.REPLACED:
        return row not in known
    return bool(row.why)


def _line(row: Row) -> str:
    file = f" Kept as {row.file}." if row.file and row.status in (State.SET_ASIDE, State.REPLACED) else ""
    return f"{row.status:<11}  {row.council} {row.year}: {ended(row.why)}{file} {row.address}"


def _rows(wish: Wish, manifest: Manifest) -> tuple[Row, ...]:
    return manifest.of(wish.council.gss_code, wish.year)
