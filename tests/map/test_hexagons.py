"""Every council has one hexagon of its own, near its true place, and the layout is always the same."""

import json
import os
import subprocess
import sys
from datetime import date
from functools import cache

import pytest
import shapely
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.councils import boundaries
from mapper.councils.register_file import load_register
from mapper.councils.tiers import TIERS, Tier
from mapper.map.grid import Cell
from mapper.map.hexagons import lay_out, quality
from tests.paths import ROOT

DAY = date(2019, 3, 31)
DAYS = (DAY, date(2020, 3, 31), date(2025, 3, 31))
ISLANDS = ("E06000046", "E06000053")  # the Isle of Wight, the Isles of Scilly

# What is reached, less a little: kilometres from the true place, and borders that are kept.
FLOORS: dict[Tier, tuple[float, float]] = {"lower": (32, 0.69), "upper": (43, 0.64)}


@cache
def polygons(day: date, tier: Tier) -> GeoDataFrame:
    return boundaries.on(day, tier, load_register())


@cache
def layout(day: date, tier: Tier) -> dict[str, Cell]:
    return lay_out(polygons(day, tier))


def enclosed(cells: set[Cell]) -> set[Cell]:
    """Empty cells that one cannot leave without crossing a taken one."""
    left, right = min(x for x, _ in cells) - 2, max(x for x, _ in cells) + 2
    top, bottom = min(y for _, y in cells) - 1, max(y for _, y in cells) + 1
    odd = sum(next(iter(cells))) % 2
    empty = {
        Cell(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1) if (x + y) % 2 == odd
    } - cells
    waiting = [cell for cell in empty if cell.y in (top, bottom) or cell.x <= left + 1 or cell.x >= right - 1]
    while waiting:
        cell = waiting.pop()
        if cell in empty:
            empty.remove(cell)
            waiting += cell.neighbours()
    return empty


@pytest.mark.slow
@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("day", DAYS)
def test_every_council_has_a_hexagon_of_its_own(day: date, tier: Tier) -> None:
    cells = layout(day, tier)
    assert list(cells) == list(polygons(day, tier).index)
    assert len(set(cells.values())) == len(cells)
    assert len({(x + y) % 2 for x, y in cells.values()}) == 1  # the cells of one grid
    assert min(x for x, _ in cells.values()) == min(y for _, y in cells.values()) == 0


@pytest.mark.slow
@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("day", DAYS)
def test_the_layout_is_true_enough(day: date, tier: Tier) -> None:
    found = quality(polygons(day, tier), layout(day, tier))
    kilometres, kept = FLOORS[tier]
    assert found.kilometres < kilometres
    assert found.kept > kept


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("day", DAYS)
def test_the_land_has_no_holes_and_the_islands_are_islands(day: date, tier: Tier) -> None:
    cells = layout(day, tier)
    assert enclosed(set(cells.values())) == set()
    for code in ISLANDS:
        assert not set(cells[code].neighbours()) & set(cells.values())
        assert min(cells[code].steps_to(cell) for other, cell in cells.items() if other != code) <= 3


def test_places_are_where_everybody_looks_for_them() -> None:
    cells = layout(DAY, "lower")
    northumberland, cornwall, dover, carlisle = (
        cells[code] for code in ("E06000057", "E06000052", "E07000108", "E07000028")
    )
    width, height = max(x for x, _ in cells.values()), max(y for _, y in cells.values())
    assert northumberland.y < height / 8
    assert carlisle.y < height / 5
    assert carlisle.x < northumberland.x
    assert cornwall.x < width / 6
    assert cornwall.y > height * 0.8
    assert dover.x > width * 0.85
    assert dover.y > height * 0.7


def test_the_order_of_the_polygons_does_not_matter() -> None:
    backwards = lay_out(polygons(DAY, "upper").iloc[::-1])
    assert list(backwards) == list(polygons(DAY, "upper").index)[::-1]
    assert backwards == layout(DAY, "upper")


@pytest.mark.slow
def test_another_process_gives_the_same_layout() -> None:
    program = (
        "import json; from tests.map.test_hexagons import *; "
        "print(json.dumps([layout(DAY, tier) for tier in TIERS]))"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
        text=True,
    )
    here = [{code: list(cell) for code, cell in layout(DAY, tier).items()} for tier in TIERS]
    assert json.loads(elsewhere.stdout) == here


@pytest.mark.slow
@given(codes=st.sets(st.sampled_from(sorted(polygons(DAY, "lower").index)), max_size=40))
@settings(max_examples=15)
def test_any_councils_can_be_laid_out(codes: set[str]) -> None:
    some = polygons(DAY, "lower").loc[sorted(codes)]
    cells = lay_out(some)
    assert set(cells) == codes
    assert len(set(cells.values())) == len(codes)
    assert enclosed(set(cells.values())) == set() if codes else True


@pytest.mark.parametrize("side", [3, 5])
def test_a_regular_country_keeps_its_shape(side: int) -> None:
    """Squares in rows: each row stays a row, from west to east."""
    squares = {
        f"{row}{column}": shapely.box(*(10_000 * edge for edge in (column, row, column + 1, row + 1)))
        for row in range(side)
        for column in range(side)
    }
    frame = GeoDataFrame({"geometry": list(squares.values())}, index=list(squares), crs=27700)
    cells = lay_out(frame)
    assert {cells[code].y for code in squares if code[0] == "0"} == {side - 1}
    for row in range(side):
        across = [cells[f"{row}{column}"].x for column in range(side)]
        assert across == sorted(across)
    assert quality(frame, cells).kept > 0.9


def test_nothing_gives_nothing() -> None:
    assert lay_out(polygons(DAY, "lower").iloc[:0]) == {}


def test_quality_knows_a_perfect_layout_and_a_bad_one() -> None:
    # Three hexagons in a row beside one another, and three true squares in a row.
    frame = GeoDataFrame(
        {"geometry": [shapely.box(x, 0, x + 1000, 1000) for x in (0, 1000, 2000)]},
        index=["a", "b", "c"],
        crs=27700,
    )
    perfect = quality(frame, {"a": Cell(0, 0), "b": Cell(2, 0), "c": Cell(4, 0)})
    assert (perfect.kept, perfect.pairs) == (1, 2)
    assert perfect.kilometres == pytest.approx(0, abs=1e-9)
    swapped = quality(frame, {"a": Cell(0, 0), "b": Cell(4, 0), "c": Cell(2, 0)})
    assert swapped.kept == 0.5
    assert swapped.kilometres > 0.4


def test_steps_count_cells_on_the_way() -> None:
    start = Cell(4, 4)
    assert [start.steps_to(cell) for cell in start.neighbours()] == [1] * 6
    assert start.steps_to(Cell(10, 4)) == 3
    assert start.steps_to(Cell(4, 8)) == start.steps_to(Cell(6, 8)) == 4
    assert start.steps_to(Cell(9, 5)) == 3
