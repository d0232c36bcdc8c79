"""Files of records, matched to their councils.

One public interest report is often listed several times: once for each complaint that it answers, and for each of two
councils. It is shown once, with all its references, addresses and councils. Decisions are not put together by their
words, since many say the same in short.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from mapper.councils.council import Council
from mapper.councils.register import Register
from mapper.review.records import Address, Entry, Records
from mapper.sources.records.folder import BadRow, RecordsFile, read_folder
from mapper.sources.records.record import Kind, Record
from mapper.words import printable

SEVERAL = ";"
"""Stands between several references, and between the names of several councils."""

_NUMBERS = re.compile(r"\(?(?:[\s,;&]*\b\d\d[ -]\d{3}[ -]\d{3}\b)+\)?")
_JOINTS = re.compile(r"\s*(?:,|&|\band\b)\s*")
_LONGEST_TITLE = 200


def read_records(folder: Path | None, register: Register) -> Records:
    """The records of a folder, matched to their councils; none where there is no folder."""
    return Records() if folder is None else judge_records(folder.name, read_folder(folder), register)


def judge_records(folder: str, files: Sequence[RecordsFile], register: Register) -> Records:
    """The records of these files, each matched to its councils."""
    named = [replace(file, file=printable(file.file)) for file in files]
    bad = [
        replace(row, file=printable(row.file), why=printable(row.why)) for file in files for row in file.bad
    ]
    found: dict[tuple[object, ...], list[tuple[Record, tuple[Council, ...]]]] = {}
    for file in named:
        for line, record in file.records:
            matched = _councils(record, register)
            if isinstance(matched, str):
                bad.append(BadRow(file.file, line, printable(matched)))
            else:
                found.setdefault(_same(record), []).append((record, matched))
    bad.sort(key=lambda row: (row.file, row.line or 0))
    entries = sorted((_entry(rows) for rows in found.values()), key=_order)
    return Records(folder, len(files), tuple(entries), tuple(bad))


def _councils(record: Record, register: Register) -> tuple[Council, ...] | str:
    """The councils that a record is about; or why they are not known."""
    found: dict[str, Council] = {}
    for name in filter(None, (part.strip() for part in record.council.split(SEVERAL))):
        council = _council(name, record, register)
        if council is None:
            return _unmatched(name, record, register)
        found[council.slug] = council
    if not found:
        return "it names no council"
    if record.kind is Kind.REPORT:
        found |= {council.slug: council for council in _in_title(record, register)}
    return tuple(found.values())


def _council(name: str, record: Record, register: Register) -> Council | None:
    """The council of that name on the record's day, or one of that name which had ended by then or began later."""
    day = _known_day(record, register)
    for when in (day, *(change for change in register.changes if change > day)):
        match = register.match(name, when)
        if (council := match.council or match.former) is not None:
            return council
    return None


def _unmatched(name: str, record: Record, register: Register) -> str:
    match = register.match(name, _known_day(record, register))
    hint = f"; nearest names: {', '.join(match.suggestions)}" if match.suggestions else ""
    why = {"not-a-council": "is a body without an area here", "not-in-england": "is not in England"}
    return f"“{name[:80]}” {why.get(match.reason or '', 'is the name of no one council')}{hint}"


def _known_day(record: Record, register: Register) -> date:
    """The record's day or, beyond the days that the register knows, the nearest of them."""
    known = register.known
    return min(max(record.date or known.last_day, known.first_day), known.last_day)


def _in_title(record: Record, register: Register) -> tuple[Council, ...]:
    """The councils that a report's heading names beside its references; none where any part of it is no name."""
    names = " ".join(_NUMBERS.sub(" ", record.title).split())

    def named(text: str) -> tuple[Council, ...]:
        whole = _council(text, record, register)
        if whole is not None:
            return (whole,)
        # A council's own name may have "and" in it, so every place is tried.
        for joint in _JOINTS.finditer(text):
            first, others = named(text[: joint.start()]), named(text[joint.end() :])
            if first and others:
                return (*first, *others)
        return ()

    return named(names) if len(names) <= _LONGEST_TITLE else ()


def _same(record: Record) -> tuple[object, ...]:
    """What two rows have in common if they are about the same thing."""
    if record.kind is Kind.REPORT and record.summary:
        return (record.kind, record.date, record.summary)
    if record.kind is Kind.DECISION and record.reference:
        numbers = frozenset(_several(record.reference))
        return (record.kind, record.date, numbers, record.summary, record.outcome)
    return (replace(record, council=""),)


def _entry(rows: Sequence[tuple[Record, tuple[Council, ...]]]) -> Entry:
    first = rows[0][0]
    addresses: dict[str, str] = {}
    for record, _ in rows:
        addresses[record.address] = addresses.get(record.address) or record.gone
    references = dict.fromkeys(number for record, _ in rows for number in _several(record.reference))
    councils = {council.slug: council for _, some in rows for council in some}
    return Entry(
        first,
        tuple(references),
        tuple(Address(url, gone) for url, gone in addresses.items()),
        tuple(councils[slug] for slug in sorted(councils)),
    )


def _several(cell: str) -> list[str]:
    return [part for part in (" ".join(part.split()) for part in cell.split(SEVERAL)) if part]


def _order(entry: Entry) -> tuple[int, int, tuple[str, ...], str]:
    """The newest first, those without a day last."""
    record = entry.record
    day = 1 if record.date is None else -(record.date - date.min).days
    return (day, list(Kind).index(record.kind), entry.references, record.address)
