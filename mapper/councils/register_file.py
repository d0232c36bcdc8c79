"""The register of councils as CSV files: `councils.csv`, `register.csv`, `aliases.csv` and `elsewhere.csv`."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from mapper.councils.answers import Alias, Area
from mapper.councils.council import Council, CouncilType
from mapper.councils.register import Known, Register
from mapper.errors import RegisterProblem
from mapper.resources import BOUNDARIES

_Record = TypeVar("_Record")


@lru_cache(maxsize=1)
def load_register() -> Register:
    """The project's own register, read once."""
    return read_register(BOUNDARIES)


def read_register(folder: Path) -> Register:
    """The register in the four files of `folder`.

    Raises RegisterProblem naming file and line if a row cannot be read, and if rows contradict one another.
    """
    source = folder / "councils.csv"
    known = tuple(_rows(folder / "register.csv", _known_from))
    if len(known) != 1:
        raise RegisterProblem(f"{folder / 'register.csv'}: expected one row, found {len(known)}.")
    return Register(
        councils=tuple(_rows(source, _council_from)),
        known=known[0],
        aliases=tuple(_rows(folder / "aliases.csv", _alias_from)),
        elsewhere=tuple(_rows(folder / "elsewhere.csv", _area_from)),
        source=source,
    )


def _rows(path: Path, make: Callable[[dict[str, str], int], _Record]) -> Iterator[_Record]:
    """Each row of a CSV file as a record. Raises RegisterProblem naming file and line."""
    try:
        reader = csv.reader(path.read_text(encoding="utf-8").splitlines(), strict=True)
        header = next(reader, [])
        for row in reader:
            if len(row) != len(header):
                raise ValueError(f"expected {len(header)} values ({', '.join(header)}), found {len(row)}")
            yield make(dict(zip(header, map(str.strip, row), strict=True)), reader.line_num)
    except KeyError as missing:
        raise RegisterProblem(
            f"{path}: there is no column {missing}. It has: {', '.join(header)}."
        ) from missing
    except OSError as problem:
        raise RegisterProblem(f"{path} cannot be read: {problem.strerror}.") from problem
    except (ValueError, csv.Error) as problem:
        raise RegisterProblem(f"{path}, line {reader.line_num}: {problem}.") from problem


def _council_from(row: dict[str, str], line: int) -> Council:
    return Council(
        gss_code=row["gss_code"],
        name=row["name"],
        short_name=row["short_name"],
        official_name=row["official_name"] or row["name"],
        type=CouncilType(row["type"]),
        county=row["county"] or None,
        first_day=date.fromisoformat(row["first_day"]),
        last_day=date.fromisoformat(row["last_day"]) if row["last_day"] else None,
        successors=tuple(row["successor"].split()),
    )


def _known_from(row: dict[str, str], line: int) -> Known:
    first_day, last_day = (date.fromisoformat(row[column]) for column in ("known_from", "known_through"))
    return Known(first_day, last_day, row["why"])


def _alias_from(row: dict[str, str], line: int) -> Alias:
    return Alias(row["name"], row["gss_code"], row["why"], line)


def _area_from(row: dict[str, str], line: int) -> Area:
    also = tuple(name.strip() for name in row["also"].split(";") if name.strip())
    return Area(row["area"], row["name"], row["country"], also)
