"""Postcodes: the prepared files say what the package says, for thousands of postcodes, and nothing for others.

`postcodes.csv` holds rows of the package as `boundaries/make_postcodes.py` drew them: every thousandth, and pairs
of neighbours in one sector that lie in different districts. The decoder here is written from the description of the
files, apart from the one that the page has.
"""

import base64
import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
import shapely

from mapper.councils import boundaries
from mapper.councils.register_file import load_register
from mapper.map import postcodes
from mapper.map.postcodes import BASE_DAY, LETTERS
from tests.map.test_choropleth import data, england_parts

PACKAGE_DAY = date(2025, 4, 1)
COUNTRIES = {
    "S": "Scotland",
    "W": "Wales",
    "N": "Northern Ireland",
    "L": "the Channel Islands",
    "M": "the Isle of Man",
}


class Row(NamedTuple):
    postcode: str
    code: str
    east: float
    north: float

    @property
    def area(self) -> str:
        return self.postcode[:2].rstrip("0123456789")


@cache
def rows() -> tuple[Row, ...]:
    with (Path(__file__).parent / "postcodes.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Row(row["postcode"], row["code"], float(row["east"]), float(row["north"]))
            for row in csv.DictReader(file)
        )


@cache
def decoded(area: str) -> Mapping[str, str]:
    """Every postcode of an area's file with its place."""
    first, *lines = postcodes.areas()[area].read_text("ascii").splitlines()
    names = first.split(" ")
    return {postcode: names[number] for line in lines for postcode, number in sector_of(line)}


def sector_of(line: str) -> Iterator[tuple[str, int]]:
    sector, digits, *runs = line.split(" ")
    # 400 bits are 66 digits of base 64 and two thirds; 68 digits are 51 whole bytes.
    bits = "".join(f"{byte:08b}" for byte in base64.b64decode(digits.ljust(68, "A")))
    ends = [end for end in range(400) if bits[end] == "1"]
    assert "1" not in bits[400:]
    numbers: list[int] = []
    for run in runs:
        name, _, length = run.partition("*")
        numbers += [int(name)] * int(length or len(ends) - len(numbers))
    for end, number in zip(ends, numbers, strict=True):
        yield sector + LETTERS[end // 20] + LETTERS[end % 20], number


def english() -> list[Row]:
    return [row for row in rows() if row.code.startswith("E")]


def served_by(place: str, day: date) -> set[str]:
    """The lower tier's councils of a day that a place may belong to."""
    followers = postcodes.followers(load_register(), day)
    return {followers.get(base, base) for base in place.split(",")}


def test_the_sample_is_large_and_has_borders() -> None:
    assert len(english()) > 2500
    assert len({row.code for row in english()}) >= 295  # of 296: the Isles of Scilly have few


@pytest.mark.slow
def test_every_postcode_has_the_district_that_the_package_gives_it() -> None:
    wrong = [
        row for row in english() if served_by(decoded(row.area)[row.postcode], PACKAGE_DAY) != {row.code}
    ]
    assert wrong == []


def test_other_countries_are_told_apart() -> None:
    elsewhere = {area: country for country, areas in postcodes.elsewhere().items() for area in areas}
    for row in rows():
        if not row.code.startswith("E"):
            found = elsewhere.get(row.area) or decoded(row.area)[row.postcode]
            assert found == COUNTRIES[row.code[0]], row
    assert not set(elsewhere) & set(postcodes.areas())


def test_before_a_merger_the_places_are_those_near_the_postcode() -> None:
    polygons = boundaries.on(BASE_DAY, "lower", load_register()).to_crs(27700).geometry
    merged = 0
    for row in english():
        bases = decoded(row.area)[row.postcode].split(",")
        sisters = parts()[row.code]
        distances = {
            base: shapely.distance(shapely.Point(row.east, row.north), polygons[base]) for base in sisters
        }
        near = {base for base, distance in distances.items() if distance <= min(distances.values()) + 1500}
        assert set(bases) == near, row
        merged += len(sisters) > 1
    assert merged > 150


@cache
def parts() -> Mapping[str, set[str]]:
    """For each district of the package's day those of the base day that it was put together from."""
    register = load_register()
    found: dict[str, set[str]] = {}
    for base in register.on(BASE_DAY):
        if base.tier != "upper":
            (now,) = (one for one in register.serving(base, PACKAGE_DAY) if one.tier != "upper")
            found.setdefault(now.gss_code, set()).add(base.gss_code)
    return found


@pytest.mark.parametrize(
    ("postcode", "district"),
    [
        ("SK130AD", "E07000037"),  # in sight of Tameside, in High Peak
        ("RG214AH", "E07000084"),
        ("DA11DR", "E07000107"),
        ("TD151AA", "E06000057"),
        ("TR210PL", "E06000053"),
    ],
)
def test_single_postcodes(postcode: str, district: str) -> None:
    area = Row(postcode, "", 0, 0).area
    assert decoded(area)[postcode] == district


def test_a_postcode_is_exact_where_its_sector_is_divided() -> None:
    divided = [
        (before, row)
        for before, row in pairwise(rows())
        if before.postcode[:-2] == row.postcode[:-2] and before.code != row.code and row.code[0] == "E"
    ]
    assert len(divided) > 20
    for before, row in divided:
        assert decoded(row.area)[before.postcode] != decoded(row.area)[row.postcode]


def test_postcodes_that_do_not_exist_are_not_there() -> None:
    assert not {"DA10ZZ", "DA991AA"} & set(decoded("DA"))
    assert "ZZ" not in postcodes.areas()


def test_all_districts_and_no_others_are_named() -> None:
    register = load_register()
    districts = {council.gss_code for council in register.on(BASE_DAY) if council.tier != "upper"}
    places = {place for area in postcodes.areas() for place in decoded(area).values()}
    named = {code for place in places for code in place.split(",")}
    assert named - districts == {"Scotland", "Wales"}
    assert districts <= named


def test_there_are_as_many_english_postcodes_as_in_the_package() -> None:
    places = [place for area in postcodes.areas() for place in decoded(area).values()]
    assert sum(place.startswith("E") for place in places) == 2_264_892


@pytest.mark.parametrize("day", load_register().changes)
def test_every_district_is_followed_on_every_day(day: date) -> None:
    register = load_register()
    followers = postcodes.followers(register, day)
    lower = {council.gss_code for council in register.on(day) if council.tier != "upper"}
    bases = {council.gss_code for council in register.on(BASE_DAY) if council.tier != "upper"}
    assert {followers.get(base, base) for base in bases} == lower


def test_the_map_carries_the_files_and_says_which_there_are() -> None:
    parts = england_parts()
    choices = data(parts, "choices")["postcodes"]
    assert choices["areas"] == sorted(postcodes.areas())
    assert len(choices["areas"]) == 104
    assert "AB" in choices["elsewhere"]["Scotland"]
    script = parts.files["assets/postcodes/DA.js"]
    assert script.startswith(b'lettersMap.receive("postcodes","DA","E09000004 ')
    assert "postcode" in parts.body
    assert data(parts, "figures-2019")["followers"] == {}


@pytest.mark.slow
def test_without_files_nothing_speaks_of_postcodes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert postcodes.areas(tmp_path) == {}
    assert postcodes.elsewhere(tmp_path) == {}
    monkeypatch.setattr(postcodes, "areas", dict)
    england_parts.cache_clear()
    parts = england_parts()
    england_parts.cache_clear()
    assert "postcode" not in parts.body
    assert data(parts, "choices")["postcodes"] is None
    assert not [path for path in parts.files if "postcodes/" in path]
