"""What was made is taken from the shelf as long as what it was made from is the same; nothing spoilt is."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mapper import shelf
from mapper.downloads.catalogue import data_files
from mapper.map.areas import areas_by_year
from mapper.pictures import picture
from mapper.shelf import EMPTY, Shelf
from tests.editions import kent_and_tees


def never() -> bytes:
    pytest.fail("what stands on the shelf was made again")


def other() -> bytes:
    return b"other"


def test_what_was_made_from_the_same_is_not_made_again(tmp_path: Path) -> None:
    kept = Shelf(tmp_path)
    assert kept.kept("a", [b"x", b"y"], lambda: b"made") == b"made"
    assert kept.kept("a", [b"x", b"y"], never) == b"made"
    for name, made_from in (
        ("b", [b"x", b"y"]),
        ("a", [b"xy"]),
        ("a", [b"x", b"z"]),
        ("a", [b"x", b"y", b""]),
    ):
        assert kept.kept(name, made_from, other) == b"other"


def test_another_version_of_the_program_makes_it_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Shelf(tmp_path).kept("a", [], lambda: b"made")
    monkeypatch.setattr(shelf, "code_version", lambda: "another")
    assert Shelf(tmp_path).kept("a", [], other) == b"other"
    monkeypatch.undo()
    monkeypatch.setattr(shelf, "library_versions", lambda: {"shapely": "0"})
    assert Shelf(tmp_path).kept("a", [], other) == b"other"


@pytest.mark.parametrize(
    "spoil", [lambda _: b"", lambda content: content[:-1], lambda content: content + b" "]
)
def test_what_is_spoilt_is_made_anew(spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
    Shelf(tmp_path).kept("a", [], lambda: b"made")
    (entry,) = (tmp_path / "made").iterdir()
    entry.write_bytes(spoil(entry.read_bytes()))
    assert Shelf(tmp_path).kept("a", [], other) == b"other"


def test_what_was_longest_unused_goes_first(tmp_path: Path) -> None:
    kept = Shelf(tmp_path)
    kept.kept("b", [b"x"], lambda: b"made")
    for number in range(60):
        kept.kept("a", [bytes([number])], lambda: b"made")
        for entry in (tmp_path / "made").iterdir():
            os.utime(entry, (entry.stat().st_atime, entry.stat().st_mtime - 1))
        kept.kept("a", [bytes([0])], never)
    assert len(list((tmp_path / "made").iterdir())) < 60
    kept.kept("a", [bytes([0])], never)
    kept.kept("a", [bytes([59])], never)
    kept.kept("b", [b"x"], never)
    assert kept.kept("a", [bytes([1])], other) == b"other"


def test_a_site_made_with_a_shelf_is_the_same(tmp_path: Path) -> None:
    kept = Shelf(tmp_path)
    for edition in (kent_and_tees(), kent_and_tees(), kent_and_tees(real=True)):
        assert data_files(edition, kept) == data_files(edition)
        assert picture.render(edition, kept) == picture.render(edition)


def test_a_shelf_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "made").write_text("a file")
    assert Shelf(tmp_path).kept("a", [], other) == b"other"
    assert EMPTY.kept("a", [], other) == b"other"


def test_areas_from_the_shelf_are_those_that_were_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = kent_and_tees().years
    fresh = areas_by_year(years)
    assert areas_by_year(years, Shelf(tmp_path)) == fresh
    monkeypatch.setattr("mapper.map.hexagons.lay_out", lambda _: never())
    assert areas_by_year(years, Shelf(tmp_path)) == fresh
