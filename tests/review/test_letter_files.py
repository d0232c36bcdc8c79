"""Every file that may be a letter is found: read, or named with the reason."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from mapper.letters.workers import LetterFile, read_files
from mapper.review.letter_files import find_letters

PDF = b"%PDF-1.7\n"


def put(path: Path, content: bytes = PDF) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    put(tmp_path / "letters/2019/kent.pdf")
    return tmp_path / "letters"


def told(found: Sequence[LetterFile]) -> dict[str, str]:
    """What is said of each file besides Kent's letter; nothing of one that is read."""
    said = {file.name: "" if file.problem is None else file.problem.message for file in found}
    assert said.pop("letters/2019/kent.pdf") == ""
    return said


def test_linked_folders_are_followed(letters: Path, tmp_path: Path) -> None:
    put(tmp_path / "elsewhere/2020/leeds.pdf")
    put(tmp_path / "elsewhere/2020/more/bath.pdf")
    (letters / "2020").symlink_to(tmp_path / "elsewhere/2020")
    assert told(find_letters([letters])) == {"letters/2020/leeds.pdf": "", "letters/2020/more/bath.pdf": ""}


def test_a_folder_is_looked_into_once_and_loops_end(letters: Path, tmp_path: Path) -> None:
    (letters / "2018").symlink_to(letters / "2019")
    (letters / "2019/up").symlink_to(letters)
    put(tmp_path / "elsewhere/leeds.pdf")
    for name in ("a", "b"):
        (letters / name).symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/back").symlink_to(letters)
    assert told(find_letters([letters])) == {"letters/a/leeds.pdf": ""}


def test_a_link_to_what_holds_more_than_letters_is_named(letters: Path, tmp_path: Path) -> None:
    put(tmp_path / "site/letters/2019/kent.pdf")
    (letters / "all").symlink_to("/")
    (letters / "copies").symlink_to(tmp_path / "site/letters")
    found = told(find_letters([letters], [tmp_path / "site"]))
    assert found.keys() == {"letters/all", "letters/copies"}
    assert all("holds more than letters" in message for message in found.values())


def test_links_that_lead_nowhere_are_named(letters: Path) -> None:
    (letters / "2020").symlink_to("/mnt/not-there\n")
    (letters / "leeds.pdf").symlink_to("gone.pdf")
    (letters / "loop").symlink_to("loop")
    found = told(find_letters([letters]))
    assert found.keys() == {"letters/2020", "letters/leeds.pdf", "letters/loop"}
    assert r"/mnt/not-there\n, where nothing is" in found["letters/2020"]


def test_a_folder_that_cannot_be_read_is_named(letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (letters / "2020").mkdir()
    look = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("2020"):
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(os, "scandir", refused)
    (message,) = told(find_letters([letters])).values()
    assert "cannot be read (Permission denied), so letters in it are missing" in message


@pytest.mark.parametrize("ending", [".PDF", ".Pdf"])
def test_capitals_make_no_difference(letters: Path, ending: str) -> None:
    put(letters / f"leeds{ending}")
    assert told(find_letters([letters])) == {f"letters/leeds{ending}": ""}


@pytest.mark.parametrize(
    "name", ["leeds.pdf.crdownload", "leeds.pdf.download", "LEEDS.PDF.part", "leeds.pdf.tmp"]
)
def test_unfinished_downloads_are_named(letters: Path, name: str) -> None:
    put(letters / name, b"")
    assert "download that was not finished" in told(find_letters([letters]))[f"letters/{name}"]


@pytest.mark.parametrize("name", ["leeds", "leeds.pdf~", "leeds.pdf.bak", ".leeds", "leeds.pdf "])
def test_a_pdf_with_another_ending_is_named(letters: Path, name: str) -> None:
    put(letters / name, b"\n" * 1000 + PDF)
    assert "does not end in .pdf" in told(find_letters([letters]))[f"letters/{name}"]


@pytest.mark.parametrize("name", ["manifest.csv", "README", "letters.zip", "notes.tmp"])
def test_what_is_no_letter_is_left_alone(letters: Path, name: str) -> None:
    put(letters / name, b"no letter")
    put(letters / "late.txt", b"\n" * 1020 + PDF)
    assert told(find_letters([letters])) == {}


def test_what_cannot_be_a_letter_is_named_if_it_is_called_so(letters: Path) -> None:
    """To open a pipe would wait for ever."""
    os.mkfifo(letters / "pipe.pdf")
    os.mkfifo(letters / "pipe")
    assert told(find_letters([letters])).keys() == {"letters/pipe.pdf"}


def test_what_is_not_read_is_a_reading_with_its_problem(letters: Path) -> None:
    (letters / "2020").symlink_to("gone")
    _, first = find_letters([letters])
    (read,) = read_files([first], 1, None, lambda _: None)
    assert (read.sha256, read.problem) == ("", first.problem)
    assert read.problem is not None
    assert read.problem.code == "not-followed"
