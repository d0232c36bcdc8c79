"""Files of records made by hand. Their texts are made up; nothing here is shared with the program."""

import csv
from dataclasses import replace
from pathlib import Path

from mapper.councils.register_file import load_register
from mapper.measures.edition import Edition
from mapper.review.record_files import read_records
from tests.editions import kent_and_tees

COLUMNS = ["kind", "council", "date", "reference", "category", "title", "summary", "address"]
PLACE = "https://www.lgo.org.uk/decisions/housing/allocations/"


def row(number: int = 1, council: str = "Kent County Council", **changes: str) -> dict[str, str]:
    """A decision's row, but for these changes."""
    made = {
        "kind": "decision",
        "council": council,
        "date": "2021-07-15",
        "reference": f"20 000 {number:03}",
        "category": "Housing > Allocations",
        "title": f"{council} (20 000 {number:03})",
        "summary": f"Case {number}: the Council took too long.",
        "address": f"{PLACE}20-000-{number:03}",
    }
    return made | changes


def improvement(number: int = 1, council: str = "Kent County Council") -> dict[str, str]:
    more = {
        "kind": "service improvement",
        "date": "",
        "title": "",
        "summary": f"Train staff {number}.\nWrite.",
    }
    return row(number, council, **more)


def report(number: int = 1, council: str = "Kent County Council", **changes: str) -> dict[str, str]:
    more = {"kind": "public interest report", "summary": "The Council left a family in one room."}
    return row(number, council, **{**more, **changes})


def write(path: Path, *rows: dict[str, str], columns: list[str] = COLUMNS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def with_records(folder: Path, *rows: dict[str, str], known: Edition | None = None) -> Edition:
    """The small edition, or another, with these rows."""
    write(folder / "records/dartford.csv", *rows, columns=[*rows[0]] if rows else ["kind"])
    known = known or kent_and_tees()
    return replace(
        known, report=replace(known.report, records=read_records(folder / "records", load_register()))
    )
