"""The page is written into a folder of its own, and in the place of an earlier one; nothing else is touched."""

from pathlib import Path

import pytest

from mapper.errors import MapperError
from mapper.inspection.folder import write
from mapper.inspection.page import files_of
from tests.inspection.looking import example

FILES = files_of(Path("letter.pdf"), example("several/two-letters"))
SHORTER = files_of(Path("letter.pdf"), example("faulty/older-layout"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_new_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    write(FILES, tmp_path / "deep" / "down")
    assert contents(tmp_path / "deep" / "down") == FILES
    assert len(FILES) == 5


def test_an_earlier_page_is_replaced_with_all_its_pictures(tmp_path: Path) -> None:
    write(FILES, tmp_path)
    (tmp_path / ".gitignore").write_text("*")
    write(SHORTER, tmp_path)
    assert contents(tmp_path) == {**SHORTER, ".gitignore": b"*"}


def test_a_page_that_was_interrupted_is_replaced(tmp_path: Path) -> None:
    write(FILES, tmp_path)
    (tmp_path / "page-3.png").unlink()
    write(FILES, tmp_path)
    assert contents(tmp_path) == FILES


@pytest.mark.parametrize(
    "names", [["notes.txt"], ["page-1.png"], ["index.html"], ["index.html", "page-1.png"]]
)
def test_files_of_anybody_else_stay(names: list[str], tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).write_text("<p>mine</p>")
    with pytest.raises(MapperError, match=rf"did not write \({', '.join(names)}\)"):
        write(FILES, tmp_path)
    assert contents(tmp_path) == dict.fromkeys(names, b"<p>mine</p>")


def test_one_strange_file_in_an_earlier_page_is_enough_to_refuse(tmp_path: Path) -> None:
    write(FILES, tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(MapperError, match=r"did not write \(notes.txt\)"):
        write(SHORTER, tmp_path)
    assert contents(tmp_path) == {**FILES, "notes.txt": b"mine"}
