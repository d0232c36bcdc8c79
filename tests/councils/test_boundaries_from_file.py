"""The polygons of a day from a file that is given: used where it fits, and told where it does not."""

from datetime import date
from pathlib import Path

import pytest
import shapely
from geopandas import GeoDataFrame

from mapper.councils import boundaries, boundary_file
from mapper.councils.tiers import TIERS, Tier
from mapper.errors import BoundaryProblem
from tests.councils.polygon_files import DAY, OF_2024, REGISTER, as_given_out, saved, square_metres


@pytest.mark.slow
@pytest.mark.parametrize(
    ("column", "name", "crs"),
    [
        ("LAD19CD", "areas.shp", 27700),
        ("lad18cd", "areas.gpkg", 27700),
        ("LAD13CD", "areas.geojson", 4326),
        ("LAD13CD", "areas.json", 27700),
        ("LTLA17CD", "areas.zip", 27700),
        ("gss_code", "areas ü & co.gpkg", 4326),
    ],
)
def test_a_file_of_districts_serves_both_tiers(tmp_path: Path, column: str, name: str, crs: int) -> None:
    path = saved(as_given_out(column, crs=crs), tmp_path / name)
    file = boundary_file.read(path, REGISTER)
    assert (file.tier, file.column, file.notes) == ("lower", column, ())
    assert (file.first_day, file.last_day) == (date(2013, 4, 1), DAY)
    for tier in TIERS:
        frame, own = boundaries.on(DAY, tier, REGISTER, path), boundaries.on(DAY, tier, REGISTER)
        assert list(frame.index) == list(own.index)
        assert frame.crs == "EPSG:4326"
        assert square_metres(frame) == pytest.approx(square_metres(own), rel=1e-6)


def days_fitted(path: Path, tier: Tier) -> set[int]:
    """The years whose 31 March the file fits."""
    return {
        year for year in range(2014, 2027) if boundaries.fit(path, date(year, 3, 31), tier, REGISTER).fits
    }


@pytest.mark.parametrize(
    ("vintage", "tier", "lower", "upper"),
    [
        (DAY, "lower", range(2014, 2027), range(2014, 2027)),
        (date(2019, 4, 1), "lower", range(2020, 2027), range(2020, 2027)),
        (OF_2024, "lower", range(2024, 2027), range(2024, 2027)),
        (date(2025, 4, 1), "lower", range(2024, 2027), range(2024, 2027)),
        # Northamptonshire and Cumbria were divided; Northamptonshire can be put together again.
        (DAY, "upper", (), range(2014, 2020)),
        (OF_2024, "upper", (), range(2020, 2027)),
    ],
)
def test_a_file_is_used_for_the_years_that_it_fits(
    tmp_path: Path, vintage: date, tier: Tier, lower: range, upper: range
) -> None:
    path = saved(
        as_given_out("CTYUA24CD" if tier == "upper" else "LAD24CD", vintage, tier), tmp_path / "a.gpkg"
    )
    assert days_fitted(path, "lower") == set(lower)
    assert days_fitted(path, "upper") == set(upper)


def moved(frame: GeoDataFrame) -> GeoDataFrame:
    """The same polygons a kilometre to the east, to be told from those that come along."""
    frame.geometry = frame.geometry.translate(1000, 0)
    return frame


def test_where_it_does_not_fit_the_polygons_that_come_along_are_taken(tmp_path: Path) -> None:
    path = saved(moved(as_given_out("LAD24CD", OF_2024)), tmp_path / "areas.gpkg")
    for tier in TIERS:
        own, given = boundaries.on(DAY, tier, REGISTER), boundaries.on(DAY, tier, REGISTER, path)
        assert own.geometry.equals(given.geometry)
        own, given = boundaries.on(OF_2024, tier, REGISTER), boundaries.on(OF_2024, tier, REGISTER, path)
        assert list(own.index) == list(given.index)
        assert not own.geometry.equals(given.geometry)
    why = boundaries.fit(path, DAY, "lower", REGISTER).why
    assert why.startswith(
        "areas.gpkg does not fit 2019-03-31, when Bournemouth, Christchurch and Poole Council,"
    )
    assert boundaries.fit(path, OF_2024, "lower", REGISTER) == boundaries.Fit(True)


def test_an_older_file_is_dissolved_into_later_councils(tmp_path: Path) -> None:
    day, path = date(2026, 3, 31), saved(as_given_out("LAD13CD"), tmp_path / "areas.gpkg")
    for tier in TIERS:
        frame, own = boundaries.on(day, tier, REGISTER, path), boundaries.on(day, tier, REGISTER)
        assert list(frame.index) == list(own.index)
        assert square_metres(frame) == pytest.approx(square_metres(own), rel=1e-6)
        assert shapely.coverage_is_valid(frame.geometry.to_numpy())


def test_notes_say_what_was_assumed_and_where_it_does_not_fit(tmp_path: Path) -> None:
    days = [date(year, 3, 31) for year in (2024, 2019, 2018)]
    path = saved(as_given_out("LAD24CD", OF_2024), tmp_path / "areas.gpkg")
    recognised, *misfits = boundaries.notes(path, days, REGISTER)
    assert recognised == "areas.gpkg: LAD24CD has the councils of 2023-04-01 to 2025-03-31."
    assert len(misfits) == 1
    assert misfits[0].startswith("areas.gpkg does not fit 2018-03-31, 2019-03-31, when Bournemouth")
    path = saved(as_given_out("CTYUA24CD", OF_2024, "upper"), tmp_path / "counties.gpkg")
    assert boundaries.notes(path, days, REGISTER)[1].startswith("counties.gpkg has no districts")


def test_a_day_that_the_register_does_not_know_fits_nothing(tmp_path: Path) -> None:
    path = saved(as_given_out("LAD24CD", OF_2024), tmp_path / "areas.gpkg")
    with pytest.raises(BoundaryProblem, match="no polygons of 2028-03-31"):
        boundaries.fit(path, date(2028, 3, 31), "lower", REGISTER)
    with pytest.raises(BoundaryProblem, match="no polygons of 2013-03-31"):
        boundaries.notes(path, [date(2013, 3, 31)], REGISTER)


def test_a_file_is_read_once_as_long_as_it_does_not_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(as_given_out("LAD24CD", OF_2024), tmp_path / "areas.gpkg")
    boundaries.on(OF_2024, "lower", REGISTER, path)
    with monkeypatch.context() as patch:
        patch.setattr(boundary_file, "read", lambda *_: pytest.fail("read again"))
        boundaries.on(OF_2024, "upper", REGISTER, path)
    path.write_bytes(b"no polygons any more")
    with pytest.raises(BoundaryProblem, match="neither GeoJSON"):
        boundaries.on(OF_2024, "upper", REGISTER, path)
