"""A site is replaced whole and in one step, or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from mapper.errors import MapperError, NotASite
from mapper.publishing import swap as publishing
from mapper.publishing.swap import publish

SITE: dict[str, bytes | Path] = {"index.html": b"new", "data/build-report.json": b"{}"}


def files_in(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A site that was built before, with a file that the next build does not make, and the user's .gitignore."""
    out = tmp_path / "site"
    publish({**SITE, "index.html": b"old", "gone.html": b"old"}, out)
    (out / ".gitignore").write_bytes(b"*\n")
    return out


def test_the_new_site_replaces_the_old_and_keeps_dot_files(out: Path) -> None:
    publish(SITE, out)
    assert files_in(out) == {**SITE, ".gitignore": b"*\n"}
    assert [entry.name for entry in out.parent.iterdir()] == ["site"]


def test_a_path_is_copied_byte_for_byte(tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.4 \x00\xff")
    publish({**SITE, "letters/2019/x.pdf": letter}, tmp_path / "site")
    assert (tmp_path / "site/letters/2019/x.pdf").read_bytes() == letter.read_bytes()


def test_a_build_that_fails_leaves_the_old_site_whole(out: Path, tmp_path: Path) -> None:
    before = files_in(out)
    with pytest.raises(MapperError, match="cannot be written"):
        publish({**SITE, "letters/x.pdf": tmp_path / "missing.pdf"}, out)
    assert files_in(out) == before
    assert [entry.name for entry in out.parent.iterdir()] == ["site"]


KILLED = """
import os, sys
from pathlib import Path
from mapper.publishing import swap as publishing
write, written = publishing._write, []
def write_then_die(path, content):
    write(path, content)
    written.append(path)
    if len(written) == 2:
        os._exit(9)
publishing._write = write_then_die
publishing.publish({"index.html": b"new", "data/build-report.json": b"{}", "z": b""}, Path(sys.argv[1]))
"""


def test_a_build_that_is_killed_leaves_the_old_site_whole_and_the_next_one_cleans_up(out: Path) -> None:
    before = files_in(out)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(out)], check=False)
    assert killed.returncode == 9
    assert files_in(out) == before
    assert len(list(out.parent.iterdir())) == 2, "the killed build leaves its unfinished folder"
    publish(SITE, out)
    assert files_in(out) == {**SITE, ".gitignore": b"*\n"}
    assert [entry.name for entry in out.parent.iterdir()] == ["site"]


def test_without_an_exchange_in_one_step_two_steps_do(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "_exchange_at_once", lambda one, other: False)
    publish(SITE, out)
    assert files_in(out) == {**SITE, ".gitignore": b"*\n"}
    assert [entry.name for entry in out.parent.iterdir()] == ["site"]


def test_linux_and_macos_exchange_in_one_step(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert publishing._exchange_at_once(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "one/other").exists()
    assert (tmp_path / "other/one").exists()


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda out: (out / "thesis.doc").touch(), "no site built by this program"),
        (lambda out: (out / ".git").mkdir(), "git repository of its own"),
    ],
)
def test_a_folder_that_is_no_site_is_not_replaced(prepare: object, message: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    assert callable(prepare)
    prepare(out)
    before = list(out.iterdir())
    with pytest.raises(NotASite, match=message):
        publish(SITE, out)
    assert list(out.iterdir()) == before


def test_a_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").touch()
    with pytest.raises(NotASite, match="is a file"):
        publish(SITE, tmp_path / "site")
