"""A file of residents, one row a council and year: as `mapper fetch populations` writes it, or as Nomis gives it.

Estimates are of 30 June. Of a year to 31 March 2019 that is the one of 2018, "mid-2018".
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mapper.councils.register import Register
from mapper.errors import PopulationProblem
from mapper.words import abridged, counted, listed

COLUMNS = ("gss_code", "council", "year", "population", "source")
"""The columns of the files that this program writes."""

FURTHEST = 3
"""A year's residents are those of the mid-year within it or, where the file lacks it, of up to two years before."""

# The names of columns, in lower case and without signs: the program's own, and those of Nomis.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "code": ("gsscode", "geographycode", "areacode", "areacd", "code"),
    "year": ("year", "datename", "date", "midyear"),
    "population": ("population", "obsvalue", "residents"),
}
_CODE = re.compile(r"[EWSNK]\d{8}")
_YEAR = re.compile(r"(?:mid[- ]?)?((?:19|20)\d\d)(?:-06-30)?", re.IGNORECASE)

# The Isles of Scilly have some 2,000, Kent 1,600,000: other numbers are not of residents, or are in thousands.
_LEAST, _MOST = 1000, 5_000_000
_MOST_BYTES = 64 * 1024**2
_MOST_NAMED = 5

Key = tuple[str, int]
"""A GSS code, and the year of the estimate."""


@dataclass(frozen=True, slots=True)
class Residents:
    """The residents of councils at one mid-year, by GSS code, and who says so."""

    mid_year: int
    of: Mapping[str, int]
    source: str


@dataclass(frozen=True)
class Populations:
    """The residents of a file; `source` says whose estimates they are, `notes` what of the file was not used."""

    file: str
    source: str
    of: Mapping[Key, int]
    notes: tuple[str, ...] = ()

    def within(self, last_day: date) -> Residents | None:
        """The residents for a year to 31 March, of one mid-year for all councils; None where the file has none."""
        newest = last_day.year - 1
        years = {year for _, year in self.of if newest - FURTHEST < year <= newest}
        if not years:
            return None
        mid_year = max(years)
        of = {code: number for (code, year), number in self.of.items() if year == mid_year}
        return Residents(mid_year, of, self.source)


def read_populations(path: Path, register: Register) -> Populations:
    """The residents of a file. A row that cannot be used is named in the notes.

    Raises PopulationProblem if nothing of it can be used.
    """
    reader = csv.DictReader(io.StringIO(_text(path), newline=""))
    columns = _columns(path, reader)
    rows, notes = _rows(reader, columns)
    councils = {council.gss_code for council in register.councils}
    others = sorted({code for _, code, _, _, _ in rows if code not in councils})
    if others:
        notes.append(f"{_counted(others)} no council of England: {abridged(others, _MOST_NAMED)}")
    own = [row for row in rows if row[1] in councils]
    of, differing = _once(own)
    notes += differing
    if not of:
        raise PopulationProblem(
            f"{path}: no row of it can be used. {'. '.join(notes[:3])}. Expected a row for each council and year, as "
            "mapper fetch populations writes them."
        )
    sources = tuple(dict.fromkeys(source for *_, source in own if source))
    return Populations(
        path.name, "; ".join(sources) or path.name, of, tuple(f"{path.name}: {note}." for note in notes)
    )


def to_csv(of: Mapping[Key, int], names: Mapping[str, str], source: str) -> bytes:
    """The residents as a file: by year and code."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for (code, year), number in sorted(of.items(), key=lambda item: (item[0][1], item[0][0])):
        writer.writerow((code, names.get(code, ""), year, number, source))
    return text.getvalue().encode()


def number_of(cell: str) -> int | None:
    """A number of residents, with or without separators; None where it is none that a council can have."""
    plain = re.sub(r"[,\s\u00a0]", "", cell)
    number = int(plain.removesuffix(".0")) if re.fullmatch(r"\d{1,9}(\.0)?", plain) else 0
    return number if _LEAST <= number <= _MOST else None


_Row = tuple[int, str, int, int, str]
"""A row's line, code, year, number and source."""


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise PopulationProblem(
                f"{path} is larger than any file of residents. Expected a row a council and year."
            )
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PopulationProblem(
            f'{path} is not in UTF-8. Expected a CSV file; save it as "CSV UTF-8".'
        ) from error
    except OSError as error:
        raise PopulationProblem(f"{path} cannot be read ({error.strerror}).") from error


def _columns(path: Path, reader: "csv.DictReader[str]") -> dict[str, str]:
    """The file's name of each column that is needed."""
    try:
        head = [name or "" for name in reader.fieldnames or ()]
    except csv.Error as error:
        raise PopulationProblem(f"{path} is no CSV file ({error}).") from error
    found = {}
    for what, names in _NAMES.items():
        fitting = [name for name in head if re.sub(r"[^a-z]", "", name.lower()) in names]
        if len(fitting) != 1:
            raise PopulationProblem(
                f"{path}: expected one column of the {what}, found {listed(fitting) if fitting else 'none'} among "
                f"{abridged(head, 12) or 'no columns'}. Expected the columns {listed(COLUMNS[:4])}, as mapper fetch "
                "populations writes them, or those of Nomis."
            )
        found[what] = fitting[0]
    return found


def _rows(reader: "csv.DictReader[str]", columns: Mapping[str, str]) -> tuple[list[_Row], list[str]]:
    rows, bad = [], []
    try:
        for cells in reader:
            row = _row(
                reader.line_num, {what: (cells.get(name) or "").strip() for what, name in columns.items()}
            )
            if isinstance(row, str):
                bad.append(f"line {reader.line_num}: {row}")
            else:
                rows.append((*row, (cells.get("source") or "").strip()))
    except csv.Error as error:
        bad.append(f"line {reader.line_num}: from here on it is no CSV file ({error})")
    more = [f"and {len(bad) - _MOST_NAMED:,} more rows that cannot be used"] if len(bad) > _MOST_NAMED else []
    return rows, bad[:_MOST_NAMED] + more


def _row(line: int, cells: Mapping[str, str]) -> tuple[int, str, int, int] | str:
    year, number = _YEAR.fullmatch(cells["year"]), number_of(cells["population"])
    if not _CODE.fullmatch(cells["code"]):
        return f"{cells['code'][:40]!a} is no GSS code"
    if year is None:
        return f"{cells['year'][:40]!a} is no year of an estimate"
    if number is None:
        return f"{cells['population'][:40]!a} is no number of residents (expected {_LEAST:,} to {_MOST:,})"
    return line, cells["code"], int(year[1]), number


def _once(rows: Iterable[_Row]) -> tuple[dict[Key, int], list[str]]:
    """The number of each council and year; where rows differ there is none, and it is said."""
    found: dict[Key, set[int]] = {}
    for _, code, year, number, _ in rows:
        found.setdefault((code, year), set()).add(number)
    notes = list(_differing(found))
    return {key: next(iter(numbers)) for key, numbers in found.items() if len(numbers) == 1}, notes


def _differing(found: Mapping[Key, set[int]]) -> Iterator[str]:
    for (code, year), numbers in found.items():
        if len(numbers) > 1:
            words = listed([f"{number:,}" for number in sorted(numbers)])
            yield f"{code} has several numbers of residents for {year} ({words}), so none is used"


def _counted(codes: list[str]) -> str:
    return counted(len(codes), "code is of", "codes are of")
