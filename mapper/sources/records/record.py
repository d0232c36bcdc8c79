"""A record that the Ombudsman publishes about a council, and the CSV files that hold them.

Titles, categories and summaries are the Ombudsman's own words, unchanged.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from operator import attrgetter
from pathlib import Path

from mapper.errors import SourceProblem

_REFERENCE = re.compile(r"(?<!\d)(\d\d)[ -](\d{3})[ -](\d{3})(?!\d)")

# Spreadsheets take text that begins with these for a formula (OWASP, CSV injection); an apostrophe before it says no.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class Kind(StrEnum):
    """What a record is."""

    DECISION = "decision"
    REPORT = "public interest report"
    IMPROVEMENT = "service improvement"


@dataclass(frozen=True, slots=True)
class Record:
    """One record; what is not stated is empty.

    Parameters
    ----------
    kind, council
        What it is, and which council it is about.
    date
        The day of the decision.
    reference
        The complaint's reference, such as "20 010 732"; several, separated by semicolons, where one text is about
        several complaints. Its first two digits are the year of the complaint, not of the decision.
    category
        What it is about, from the general to the particular.
    title, summary
        Its heading, and what it says in short.
    address
        Where the whole of it stands.
    outcome
        What was decided.
    gone
        What the site answered, "404" or "410", if its page was asked for and is there no longer. It is no part of what
        the record says, so it is left out where records are compared.
    """

    kind: Kind
    council: str
    date: date | None
    reference: str
    category: str
    title: str
    summary: str
    address: str
    outcome: str = ""
    gone: str = field(default="", compare=False)


COLUMNS = tuple(column.name for column in fields(Record))
OPTIONAL = ("outcome", "gone")
"""Columns that a file may lack."""

_values = attrgetter(*COLUMNS)


def to_csv(records: Iterable[Record]) -> bytes:
    """The records as a file, the newest first, those without a day last: RFC 4180, in UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    kinds = list(Kind)
    by_day = sorted(records, key=lambda r: (kinds.index(r.kind), r.reference, r.address))
    for record in sorted(by_day, key=lambda r: r.date or date.min, reverse=True):
        writer.writerow(_cell(value) for value in _values(record))
    return text.getvalue().encode()


def read_records(path: Path) -> list[Record]:
    """The records of a file; none where there is no file. Raises SourceProblem, naming the line, if it is none."""
    try:
        reader = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), strict=True)
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise SourceProblem(f"{path} cannot be read ({error}).") from error
    try:
        return [record_of(row) for row in reader]
    except (ValueError, csv.Error) as error:
        raise SourceProblem(
            f"{path}, line {reader.line_num}: not a line of records ({error}). Expected the columns "
            f"{', '.join(COLUMNS)}. Mend it, or move it away: its records are then fetched again."
        ) from error


def record_of(row: Mapping[str, str | None]) -> Record:
    """The record of a row. Raises ValueError, saying what is wrong, if it is none."""
    missing = [name for name in COLUMNS if row.get(name) is None and name not in OPTIONAL]
    if missing:
        raise ValueError(f"it has no {missing[0]}")
    texts = {name: _text(row.get(name) or "") for name in COLUMNS if name not in ("kind", "date")}
    return Record(kind=_kind(row["kind"] or ""), date=_day(row["date"] or ""), **texts)


def _kind(cell: str) -> Kind:
    try:
        return Kind(cell)
    except ValueError:
        known = ", ".join(f"'{kind}'" for kind in Kind)
        raise ValueError(f"its kind is '{cell[:40]}'; expected one of {known}") from None


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        raise ValueError(f"its date is '{cell[:40]}'; expected one such as 2021-07-15") from None


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _text(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def references(text: str) -> Sequence[str]:
    """The references in a text, each once, as they are printed: "20 010 732"."""
    return tuple(dict.fromkeys(" ".join(found) for found in _REFERENCE.findall(text)))
