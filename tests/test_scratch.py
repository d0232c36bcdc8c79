"""Temporary folders leave nothing behind, even of a run that was killed."""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from mapper.scratch import scratch

HOLD = """
import sys, time
from mapper.scratch import scratch
with scratch("letters") as folder:
    (folder / "letter.pdf").write_bytes(b"x")
    print(folder, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's temporary folder, for this process and those that it starts."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def holder() -> tuple[subprocess.Popen[str], Path]:
    """A process in the midst of its work, and its folder."""
    process = subprocess.Popen([sys.executable, "-c", HOLD], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def killed(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_nothing_is_left(home: Path) -> None:
    with scratch("letters") as folder:
        (folder / "deep").mkdir()
        assert [path.name for path in home.iterdir()] == [folder.name]
    assert not any(home.iterdir())


def test_what_a_killed_run_left_is_removed_by_the_next_and_what_is_in_use_is_not(home: Path) -> None:
    (home / "letters-of-mine").mkdir()
    dead, left = holder()
    killed(dead)
    assert (left / "letter.pdf").is_file()
    alive, used = holder()
    try:
        assert not left.exists()
        with scratch("polygons"):
            assert (used / "letter.pdf").is_file()
    finally:
        killed(alive)
    with scratch("polygons") as folder:
        assert sorted(path.name for path in home.iterdir()) == sorted(["letters-of-mine", folder.name])


def test_a_link_in_the_place_of_a_folder_is_not_followed(home: Path) -> None:
    mine = home / "mine"
    mine.mkdir()
    with scratch("letters") as folder:
        name = folder.name
    (home / name).symlink_to(mine)
    with scratch("letters"):
        assert mine.is_dir()
