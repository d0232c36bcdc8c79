"""The Ombudsman's records that a user has, as a site shows them, and which of their rows it does not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from mapper.councils.council import Council
from mapper.sources.records.folder import BadRow
from mapper.sources.records.record import Kind, Record
from mapper.words import counted

_MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Address:
    """Where a record stands; `gone` is the answer, "404" or "410", if it is known to stand there no longer."""

    url: str
    gone: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision, report or improvement as it is shown: `record` has its words, and the rest all that it is about."""

    record: Record
    references: tuple[str, ...]
    addresses: tuple[Address, ...]
    councils: tuple[Council, ...]


@dataclass(frozen=True)
class Records:
    """The records that were given.

    `folder` is None where there are none; `entries` has the newest first, those without a day last; `bad` has every row
    that is not shown.
    """

    folder: str | None = None
    files: int = 0
    entries: tuple[Entry, ...] = ()
    bad: tuple[BadRow, ...] = ()

    @cached_property
    def by_council(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each council that has any, by its slug; in their order."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for council in entry.councils:
                found.setdefault(council.slug, []).append(entry)
        return {slug: tuple(entries) for slug, entries in sorted(found.items())}

    @cached_property
    def councils(self) -> Mapping[str, Council]:
        """The councils that have entries, by their slugs."""
        found = {council.slug: council for entry in self.entries for council in entry.councils}
        return dict(sorted(found.items()))


def counts_in_words(entries: Iterable[Entry]) -> tuple[str, ...]:
    """How many there are of each kind: "23 decisions", "1 public interest report"; a kind without any is left out."""
    kinds = [entry.record.kind for entry in entries]
    return tuple(counted(kinds.count(kind), kind, f"{kind}s") for kind in Kind if kind in kinds)


def summary_lines(records: Records) -> list[str]:
    """The records for a terminal: how many, then rows that are not shown."""
    if records.folder is None:
        return []
    about = counted(len(records.by_council), "council", "councils")
    shown = ", ".join(counts_in_words(records.entries)) or "none that can be shown"
    more = len(records.bad) - _MOST_LINES
    not_shown = counted(len(records.bad), "row or file is", "rows or files are")
    return [
        f"Records in {counted(records.files, 'file', 'files')} of {records.folder}: {shown}, about {about}; "
        f"{not_shown} not shown.",
        *(f"not shown {row}" for row in records.bad[:_MOST_LINES]),
        *([f"And {more:,} more: data/build-report.json has all of them."] if more > 0 else []),
    ]


def records_object(records: Records) -> dict[str, object]:
    """The records in `data/build-report.json`: how many are shown, and every row that is not."""
    kinds = [entry.record.kind for entry in records.entries]
    return {
        "files": records.files,
        "shown": {kind.value: kinds.count(kind) for kind in Kind},
        "councils": len(records.by_council),
        "not_shown": [{"file": row.file, "line": row.line, "why": row.why} for row in records.bad],
    }
