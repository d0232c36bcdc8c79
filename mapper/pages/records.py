"""The page of all records that the Ombudsman has published, council by council, and the data that it searches."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mapper.councils.addresses import ombudsman_terms
from mapper.measures.edition import Edition
from mapper.measures.paths import records_path
from mapper.pages.frame import Page, frame_of
from mapper.pages.names import alphabetical, name_of
from mapper.pages.parts.records import TITLES, newest_sentence
from mapper.pages.site import Section, Site
from mapper.resources import asset
from mapper.review.records import Entry, Records, counts_in_words
from mapper.sources.records.record import Kind
from mapper.words import capitalised, day_in_words, listed

SECTION = Section("records", "Decisions", "records/index.html")

_IN_A_FILE = 2000
"""Records in one file of what is searched: about a megabyte."""

_MOST_NAMED = 100
"""Rows that are not shown, named on the page; the build report names all."""


@dataclass(frozen=True, slots=True)
class RecordsCouncil:
    """A council's line: its name, the page with its records, and how many there are of each kind."""

    name: str
    href: str
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordsPage(Page):
    """All records; `files` is the number of those that hold what is searched."""

    counts: str
    newest: str
    terms: str
    kinds: tuple[tuple[str, str, str], ...]
    rows: tuple[RecordsCouncil, ...]
    files: int
    not_shown: tuple[str, ...]
    more: str
    report: str


def is_there(edition: Edition) -> bool:
    """Whether the edition has records, or rows of records that cannot be shown."""
    return bool(edition.report.records.entries or edition.report.records.bad)


def build(site: Site) -> Iterator[tuple[str, RecordsPage]]:
    """The page, with its path; none without records."""
    records = site.edition.report.records
    if not is_there(site.edition):
        return
    frame = frame_of(site, SECTION.path, SECTION.key, "Decisions and reports", figures=())
    entries = records.entries
    yield (
        SECTION.path,
        RecordsPage(
            frame=frame,
            counts=listed(counts_in_words(entries)) if entries else "",
            newest=newest_sentence(entries),
            terms=ombudsman_terms(),
            kinds=tuple((str(number), TITLES[kind], capitalised(kind)) for number, kind in enumerate(Kind)),
            rows=_councils(records, frame.root),
            files=len(_parts(entries)),
            not_shown=tuple(map(str, records.bad[:_MOST_NAMED])),
            more=f"And {more:,} more" if (more := len(records.bad) - _MOST_NAMED) > 0 else "",
            report=f"{frame.root}data/build-report.json",
        ),
    )


def files(edition: Edition) -> Mapping[str, bytes]:
    """The script of the page and what it searches, by path; none without records.

    The latter are scripts too, because a page opened from disk may not fetch files.
    """
    parts = _parts(edition.report.records.entries)
    own = {"assets/records.js": asset("records.js")} if parts else {}
    return own | {f"assets/records/{number}.js": _script(number, part) for number, part in enumerate(parts)}


def _parts(entries: Sequence[Entry]) -> list[Sequence[Entry]]:
    return [entries[first : first + _IN_A_FILE] for first in range(0, len(entries), _IN_A_FILE)]


def _script(number: int, entries: Sequence[Entry]) -> bytes:
    value = json.dumps(list(map(_searched, entries)), ensure_ascii=False, separators=(",", ":"))
    # Line separators are letters in JSON and ends of lines in old scripts; "<" could end the element.
    safe = value.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"lettersRecords.receive({number},{safe});\n".encode()


def _searched(entry: Entry) -> list[object]:
    """A record as the script takes it, in the order that `records.js` names."""
    record = entry.record
    return [
        list(Kind).index(record.kind),
        "" if record.date is None else day_in_words(record.date),
        list(entry.references),
        record.category,
        record.outcome,
        record.title,
        record.summary,
        [[address.url, address.gone] for address in entry.addresses],
        [[council.name, council.slug] for council in entry.councils],
    ]


def _councils(records: Records, root: str) -> tuple[RecordsCouncil, ...]:
    found = sorted(records.councils.values(), key=alphabetical)
    return tuple(
        RecordsCouncil(
            name_of(council), root + records_path(council), _counts(records.by_council[council.slug])
        )
        for council in found
    )


def _counts(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The number of each kind; empty where there is none, which may only mean that it was not fetched."""
    kinds = [entry.record.kind for entry in entries]
    return tuple(f"{kinds.count(kind):,}" if kind in kinds else "" for kind in Kind)
