"""The Ombudsman's records as pages list them: by kind, the newest first, each with its addresses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mapper.councils.addresses import Link
from mapper.councils.council import Council
from mapper.measures.paths import records_path
from mapper.pages.names import name_of
from mapper.pages.site import Site
from mapper.review.records import Entry
from mapper.sources.records.record import Kind
from mapper.words import capitalised, counted, day_in_words, listed

NEWEST = 10
"""So many of each kind stand on a council's page; the others on a page of their own."""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record; `lines` are the Ombudsman's words, which are items of a list where `itemised`.

    `others` says which other councils it is about, and `gone` that its page is there no longer; both may be empty.
    """

    title: str
    facts: tuple[str, ...]
    lines: tuple[str, ...]
    itemised: bool
    links: tuple[Link, ...]
    gone: str
    others: str


@dataclass(frozen=True, slots=True)
class RecordGroup:
    """The records of one kind; `more` says how many are not listed here, and is empty where all are."""

    key: str
    title: str
    count: str
    rows: tuple[RecordRow, ...]
    more: str


@dataclass(frozen=True, slots=True)
class CouncilRecords:
    """What the Ombudsman has published about a council; `whole` is the page with all of it."""

    title: str
    sentence: str
    groups: tuple[RecordGroup, ...]
    whole: str


TITLES: Mapping[Kind, str] = {
    Kind.DECISION: "Decisions",
    Kind.REPORT: "Public interest reports",
    Kind.IMPROVEMENT: "Service improvements",
}


def council_records(council: Council, site: Site, root: str) -> CouncilRecords | None:
    """The newest records of each kind about a council; None where there are none."""
    entries = site.edition.report.records.by_council.get(council.slug, ())
    if not entries:
        return None
    return CouncilRecords(
        f"What the Ombudsman has published about {name_of(council)}",
        newest_sentence(entries),
        record_groups(council, entries, NEWEST),
        root + records_path(council),
    )


def newest_sentence(entries: Iterable[Entry]) -> str:
    """Up to which day decisions and reports are here."""
    days = [entry.record.date for entry in entries if entry.record.date is not None]
    return f"The newest that is here is of {day_in_words(max(days))}." if days else ""


def record_groups(
    council: Council, entries: Iterable[Entry], most: int | None = None
) -> tuple[RecordGroup, ...]:
    """The records about a council by kind, at most so many of each."""
    of_kind: dict[Kind, list[Entry]] = {kind: [] for kind in Kind}
    for entry in entries:
        of_kind[entry.record.kind].append(entry)
    return tuple(
        RecordGroup(
            key=kind.value.replace(" ", "-"),
            title=TITLES[kind],
            count=counted(len(found), kind.value, f"{kind.value}s"),
            rows=tuple(record_row(entry, council) for entry in found[:most]),
            more=f"And {more:,} more" if (more := len(found) - len(found[:most])) else "",
        )
        for kind, found in of_kind.items()
        if found
    )


def record_row(entry: Entry, council: Council) -> RecordRow:
    """A record as it is listed for one of its councils."""
    record = entry.record
    numbers = listed(entry.references) if entry.references else ""
    reference = f"{'Reference' if len(entry.references) == 1 else 'References'} {numbers}" if numbers else ""
    title = record.title or reference or capitalised(record.kind)
    day = "" if record.date is None else day_in_words(record.date)
    lines = tuple(filter(None, (line.strip() for line in record.summary.split("\n"))))
    others = [one.name for one in entry.councils if one.slug != council.slug]
    links, gone = _links(entry)
    return RecordRow(
        title=title,
        facts=tuple(
            filter(None, (day, record.outcome, record.category, "" if title == reference else reference))
        ),
        lines=lines,
        itemised=record.kind is Kind.IMPROVEMENT,
        links=links,
        gone=gone,
        others=f"It is also about {listed(others)}." if others else "",
    )


def _links(entry: Entry) -> tuple[tuple[Link, ...], str]:
    """The links to a record's pages, and what is said of those that are there no longer."""
    alive = [address.url for address in entry.addresses if not address.gone]
    words = "On the Ombudsman’s site"
    links = (
        (Link(words, alive[0]),)
        if len(alive) == 1
        else tuple(Link(f"{words} ({number})", url) for number, url in enumerate(alive, start=1))
    )
    dead = [f"{address.url} (answer {address.gone})" for address in entry.addresses if address.gone]
    gone = f"The Ombudsman’s site no longer has {listed(dead)}." if dead else ""
    return links, gone
