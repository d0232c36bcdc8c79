"""A site is never built over what it is made from, nor over more than a site."""

from pathlib import Path

import pytest

from mapper.errors import NotASite
from mapper.publishing.place import require_apart


def test_a_folder_beside_the_letters_will_do(tmp_path: Path) -> None:
    require_apart(tmp_path / "site", [tmp_path / "letters"], [tmp_path / "site.csv"])


@pytest.mark.parametrize("out", ["all", "all/letters", "all/letters/site", "linked"])
def test_letters_and_the_site_stand_apart(tmp_path: Path, out: str) -> None:
    (tmp_path / "all/letters").mkdir(parents=True)
    (tmp_path / "linked").symlink_to("all")
    with pytest.raises(NotASite, match="inside"):
        require_apart(tmp_path / out, [tmp_path / "all/letters"], [])


def test_other_files_that_are_read_are_not_in_the_site(tmp_path: Path) -> None:
    with pytest.raises(NotASite, match=r"table\.csv is inside"):
        require_apart(tmp_path / "site", [], [tmp_path / "site/table.csv"])


@pytest.mark.parametrize("out", ["people", "people/jo"])
def test_a_home_folder_is_no_site(tmp_path: Path, out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "people/jo"))
    with pytest.raises(NotASite, match="home folder"):
        require_apart(tmp_path / out, [], [])


def test_a_mount_point_is_no_site() -> None:
    with pytest.raises(NotASite, match="mount point"):
        require_apart(Path("/proc"), [], [])


def test_a_link_to_itself_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(NotASite, match="leads to itself"):
        require_apart(tmp_path / "loop", [], [])
