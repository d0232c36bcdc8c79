"""Every council lies in one region, and every region is one piece of land with its islands."""

from datetime import date

import pytest
import shapely

from mapper.councils import boundaries
from mapper.councils.regions import REGIONS, region_of
from mapper.councils.register_file import load_register


def test_every_council_of_any_day_has_a_region_and_no_region_is_empty() -> None:
    assert {region_of(council) for council in load_register().councils} == set(REGIONS)


def test_the_councils_of_a_region_lie_together() -> None:
    """A council that stood in another region than its neighbours would be a piece of its own, or leave a hole."""
    register = load_register()
    frame = boundaries.on(date(2019, 3, 31), "lower", register).to_crs(27700)
    regions = frame.index.map(lambda code: region_of(register.by_code(code)))
    for region in REGIONS:
        land = shapely.coverage_union_all(frame.geometry[regions == region].to_numpy())
        parts = sorted(shapely.get_parts(land), key=shapely.area)
        beyond = shapely.coverage_union_all(frame.geometry[regions != region].to_numpy())
        borders = [shapely.intersection(part, beyond).length for part in parts[:-1]]
        assert not any(borders), f"{region}: an island has no border with another region"
        assert not shapely.get_num_interior_rings(parts[-1]), region


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("the South East", "E07000107"),  # a district, by its county
        ("Yorkshire and the Humber", "E06000014"),
        ("the North West", "E08000003"),
        ("London", "E09000001"),
    ],
)
def test_a_council_has_the_region_of_its_place(name: str, code: str) -> None:
    assert region_of(load_register().by_code(code)) == name
