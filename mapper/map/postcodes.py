"""Which council areas a postcode lies in: prepared files for the page, one for each postcode area.

`boundaries/make_postcodes.py` makes the files in `boundaries/postcodes/`. A build only wraps them as scripts, because
a page opened from disk may not fetch files. The page loads a file when it needs it and looks the postcode up there, so
the host of the site learns no more of a postcode than its area, which is the name of the file.

A file names *places* by the GSS codes of the districts of `BASE_DAY`, of which the councils of every other day are
composed. Its lines:

- The first has the places of this area, separated by spaces. A place is a code; several codes joined by commas, where
  it is uncertain which of them is right (they are in one council today); or a country other than England (`_` for a
  space).
- Each other line has a postcode sector without spaces (`DA11` for `DA1 1AA`). Then come base-64 digits that say which
  of the 400 possible endings exist, six endings a digit, in the order `AA`, `AB`, `AD`, … of `LETTERS`; omitted digits
  at the end are zero. Then come the places of the existing endings in that order, as runs `number*length`, the last
  without its length.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mapper.councils.register import Register
from mapper.resources import BOUNDARIES

BASE_DAY = date(2019, 3, 31)
"""The day whose districts the files name."""

LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
"""The letters that can occur in the last two characters of a postcode."""

_FOLDER = BOUNDARIES / "postcodes"


def areas(folder: Path = _FOLDER) -> dict[str, Path]:
    """The file of each postcode area with English postcodes, by the area; empty where no file is prepared."""
    return {path.stem: path for path in sorted(folder.glob("*.txt"))}


def elsewhere(folder: Path = _FOLDER) -> dict[str, tuple[str, ...]]:
    """The postcode areas that lie wholly outside England, by country."""
    found: dict[str, tuple[str, ...]] = {}
    for area, country in _rows(folder / "elsewhere.csv"):
        found[country] = (*found.get(country, ()), area)
    return found


def followers(register: Register, day: date) -> dict[str, str]:
    """The GSS code of the council that serves a district of `BASE_DAY` on `day`, where that is another council.

    Keyed by the district's code. A district that several councils share on `day` is left out: the files do not say
    which of them a postcode is in.
    """
    found = {}
    for base in register.on(BASE_DAY):
        serving = [one for one in register.serving(base, day) if one.tier != "upper"]
        if base.tier != "upper" and len(serving) == 1:
            found[base.gss_code] = serving[0].gss_code
    return {base: code for base, code in found.items() if base != code}


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row["area"], row["country"]
