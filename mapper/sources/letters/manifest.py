"""`manifest.csv`: what became of every letter that was asked for.

A row is of one council's letter of one year at one address. There is more than one where a list has several, or where
a letter was replaced by a newer one.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from operator import attrgetter
from pathlib import Path

from mapper.errors import SourceProblem

NAME = "manifest.csv"


class State(StrEnum):
    """What became of a letter; the first is best.

    `ok` and `unconfirmed` letters are in the folder, whether or not their council and year could be read; `arrived`
    ones came, and the run ended before they were looked at; `set-aside` and `replaced` ones are kept apart. Of the
    rest there is no file.
    """

    OK = "ok"
    UNCONFIRMED = "unconfirmed"
    ARRIVED = "arrived"
    REPLACED = "replaced"
    SET_ASIDE = "set-aside"
    NOT_LISTED = "not-listed"
    FAILED = "failed"

    @property
    def is_in_place(self) -> bool:
        """Whether the letter is where a build finds it."""
        return self in (State.OK, State.UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class Row:
    """One letter at one address.

    Parameters
    ----------
    council, gss_code, year
        Whose letter it is, and of which year to 31 March.
    address
        Where it was asked for, or the list on which it was looked for.
    when
        The moment (UTC) at which this became of it.
    status
        What became of it.
    bytes, sha256
        Of the file that came.
    etag, last_modified
        What the site calls this version of it.
    file
        Its path in the folder.
    why
        A sentence, where something is not as it should be.
    """

    council: str
    year: int
    address: str
    when: str
    status: State
    bytes: int | None = None
    sha256: str = ""
    etag: str = ""
    last_modified: str = ""
    file: str = ""
    gss_code: str = ""
    why: str = ""


_COLUMNS = tuple(field.name for field in fields(Row))
_values = attrgetter(*_COLUMNS)

Rows = tuple[Row, ...]


class Manifest:
    """The rows of a manifest, by council and year."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._rows: dict[tuple[str, int], Rows] = {}
        for row in rows:
            self._rows[row.gss_code, row.year] = (*self.of(row.gss_code, row.year), row)

    def of(self, gss_code: str, year: int) -> Rows:
        """The rows of one council's letter of one year."""
        return self._rows.get((gss_code, year), ())

    def put(self, gss_code: str, year: int, rows: Rows) -> None:
        """Replace those rows."""
        self._rows[gss_code, year] = rows

    def rows(self) -> list[Row]:
        """All rows, by year and council, the best of each first."""
        states = list(State)
        every = (row for rows in self._rows.values() for row in rows)
        return sorted(every, key=lambda row: (row.year, row.gss_code, states.index(row.status), row.address))

    def to_csv(self) -> bytes:
        """The manifest as a file: RFC 4180, in UTF-8."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(_COLUMNS)
        writer.writerows(map(_values, self.rows()))
        return text.getvalue().encode()


def read_manifest(path: Path) -> Manifest:
    """The manifest in a file; empty where there is none. Raises SourceProblem, naming the line, if it is not one."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except FileNotFoundError:
        return Manifest()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceProblem(f"{path} cannot be read ({error}). It says what was fetched before.") from error
    reader = csv.DictReader(lines, strict=True)
    try:
        return Manifest(map(_row, reader))
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        raise SourceProblem(
            f"{path}, line {reader.line_num}: not a line of a manifest ({error}). Expected the columns "
            f"{', '.join(_COLUMNS)}. Mend it, or move it away: every letter is then asked for again."
        ) from error


def addresses_in(folders: Iterable[Path]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The address that each letter was fetched from, by its SHA-256, as far as manifests know; and notes on the others.

    A manifest that cannot be read harms no letter: a note says why there are no addresses.
    """
    addresses: dict[str, str] = {}
    notes = []
    for folder in folders:
        try:
            addresses |= _addresses_of(read_manifest(folder / NAME))
        except SourceProblem as problem:
            notes.append(
                f"{problem} Until then the site does not say where the letters of {folder.name} come from."
            )
    return addresses, tuple(notes)


def _addresses_of(manifest: Manifest) -> dict[str, str]:
    states = list(State)
    came = [row for row in manifest.rows() if row.sha256]
    best_last = sorted(came, key=lambda row: (states.index(row.status), row.address), reverse=True)
    return {row.sha256: row.address for row in best_last}


def _row(values: dict[str, str]) -> Row:
    texts = {name: values[name] for name in _COLUMNS if name not in ("year", "status", "bytes")}
    return Row(
        year=int(values["year"]),
        status=State(values["status"]),
        bytes=int(values["bytes"]) if values["bytes"] else None,
        **texts,
    )
