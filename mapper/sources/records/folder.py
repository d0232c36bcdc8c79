"""A folder of records, read for a site: every file and every row that cannot be used is named, and harms no other."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from mapper.sources.records.record import COLUMNS, OPTIONAL, Record, record_of
from mapper.words import listed

MOST_BYTES = 64 * 1024**2
"""No council has records of more; such a file is none of records."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is not shown, or a file of which nothing is: `line` is where it ends, None for the whole file."""

    file: str
    line: int | None
    why: str

    def __str__(self) -> str:
        where = "" if self.line is None else f", line {self.line}"
        return f"{self.file}{where}: {self.why}."


@dataclass(frozen=True, slots=True)
class RecordsFile:
    """What a file has: its records, each with its line, and the rows that cannot be used."""

    file: str
    records: tuple[tuple[int, Record], ...] = ()
    bad: tuple[BadRow, ...] = ()


def files_in(folder: Path) -> tuple[Path, ...]:
    """Every CSV file in a folder, in the order of their names."""
    paths = sorted(path for path in folder.glob("*") if path.suffix.lower() == ".csv")
    return tuple(path for path in paths if not path.name.startswith("."))


def read_folder(folder: Path) -> tuple[RecordsFile, ...]:
    """What every CSV file in a folder holds, in the order of their names."""
    return tuple(map(read_file, files_in(folder)))


def read_file(path: Path) -> RecordsFile:
    """One file; what is wrong with it is told, not raised."""
    name = path.name
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            most = f"{MOST_BYTES / 1e6:.0f} MB"
            return _refused(name, f"it is of {size / 1e6:.0f} MB, and files of records are of at most {most}")
        text = path.read_text("utf-8-sig")
    except OSError as error:
        return _refused(name, f"it cannot be read ({error.strerror})")
    except UnicodeDecodeError:
        return _refused(name, 'it is not in UTF-8: save it as "CSV UTF-8"')
    return _of_text(name, text)


def _of_text(name: str, text: str) -> RecordsFile:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [column or "" for column in reader.fieldnames or ()]
    except csv.Error as error:
        return _refused(name, f"it is no CSV file ({error})")
    missing = [column for column in COLUMNS if column not in head and column not in OPTIONAL]
    if missing:
        found = f"it has {listed(head)[:200]}" if any(head) else "it has no columns"
        return _refused(name, f"the column {missing[0]} is missing: {found}; expected {listed(COLUMNS)}")
    records, bad = [], []
    for line, row in _rows(reader):
        if isinstance(row, Record):
            records.append((line, row))
        else:
            bad.append(BadRow(name, line, row))
    return RecordsFile(name, tuple(records), tuple(bad))


def _rows(reader: "csv.DictReader[str]") -> Iterator[tuple[int, Record | str]]:
    """Each row as its record, or why it is none."""
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield (
                reader.line_num,
                f"from here on it is no CSV file ({error}), and nothing more of it is shown",
            )
            return
        yield reader.line_num, _record(row)


def _record(row: dict[str, str]) -> Record | str:
    if None in row:
        return "it has more cells than there are columns"
    try:
        record = record_of(row)
    except ValueError as error:
        return str(error)
    if not _is_address(record.address):
        return f"its address is '{record.address[:80]}'; expected one that begins with https://"
    if record.gone not in ("", "404", "410"):
        return f"its column gone has '{record.gone[:40]}'; expected nothing, 404 or 410"
    return record


def _is_address(text: str) -> bool:
    """Whether a link to it leads to a page of the web, and runs nothing."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s\x00-\x1f]", text)
    )


def _refused(name: str, why: str) -> RecordsFile:
    return RecordsFile(name, (), (BadRow(name, None, why),))
