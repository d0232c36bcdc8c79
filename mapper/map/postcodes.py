"""In which council areas a postcode lies: prepared files that the page looks up by itself, one a postcode area.

The files in `boundaries/postcodes/` are made by `boundaries/make_postcodes.py`; a build only wraps them as
scripts, since a page opened from disk may not fetch anything. The page loads the one file that it needs, when it
needs it: nobody else learns more of a postcode than the letters of its area, which are the file's name.

A file names *places* by the GSS codes of the districts of `BASE_DAY`, which are the parts that the councils of
every other day are put together from. Its lines:

- the first: the places of this area, separated by spaces: a code, several joined by commas where it is not
  certain in which of them (they are in one council today), or a country that is not England (`_` for a space);
- each other: a postcode's sector without spaces (`DA11` for `DA1 1AA`), then which of the 400 ends there are as
  digits of base 64, six a digit (`AA`, `AB`, `AD`, …, in the order of `LETTERS`; what is left out is none), then
  their places in that order as runs `number*length`, the last without its length.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mapper.councils.register import Register
from mapper.resources import BOUNDARIES

BASE_DAY = date(2019, 3, 31)

LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
"""The letters that the end of a postcode is made of."""

_FOLDER = BOUNDARIES / "postcodes"


def areas(folder: Path = _FOLDER) -> dict[str, Path]:
    """The file of each postcode area that has English postcodes; empty where there are none."""
    return {path.stem: path for path in sorted(folder.glob("*.txt"))}


def elsewhere(folder: Path = _FOLDER) -> dict[str, tuple[str, ...]]:
    """For each other country the postcode areas that lie wholly outside England."""
    found: dict[str, tuple[str, ...]] = {}
    for area, country in _rows(folder / "elsewhere.csv"):
        found[country] = (*found.get(country, ()), area)
    return found


def followers(register: Register, day: date) -> dict[str, str]:
    """For each district of `BASE_DAY` that another council serves on `day`, the code of that council.

    A district whose area several councils share on that day is left out: a file cannot say which it is.
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
