"""A run may be killed at any moment: the manifest is right then, nothing is half-written, and the next run carries on.

To be killed is to do nothing more to any file. So at each step at which a run changes something on the disk in turn, it
is stopped there, and every later step is refused, as those of a process that is gone.
"""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mapper.sources.letters.manifest import NAME, State, read_manifest
from tests.sources.conftest import LEEDS, LEEDS_2019, Fetch, files_in
from tests.sources.kill import kill_in_a_loop
from tests.sources.site import Ombudsman, example, pdf, versioned

NEWER = example("tables-2019/tagged-libreoffice")
pytestmark = pytest.mark.slow

CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.truncate", "open"}


class Killed(BaseException):
    """No code catches this one."""


class _Axe:
    """Counts the steps that change something below a folder, and kills at one of them."""

    def __init__(self) -> None:
        self.folder: str | None = None
        self.left = 0
        self.steps = 0

    def see(self, event: str, args: tuple[object, ...]) -> None:
        if self.folder is None or event not in CHANGES or not str(args[0]).startswith(self.folder):
            return
        if event == "open" and (not isinstance(args[1], str) or not set(args[1]) & set("wax+")):
            return
        self.steps += 1
        if self.steps > self.left:
            raise Killed


AXE = _Axe()
sys.addaudithook(AXE.see)


@contextmanager
def killed_at(step: int, folder: Path) -> Iterator[_Axe]:
    AXE.folder, AXE.left, AXE.steps = str(folder), step, 0
    try:
        yield AXE
    except Killed:
        pass
    finally:
        AXE.folder = None


def assert_right(folder: Path, *whole: bytes) -> None:
    """The manifest says nothing that is not so, and every letter is whole."""
    for row in read_manifest(folder / NAME).rows():
        if row.status.is_in_place or row.status in (State.SET_ASIDE, State.REPLACED):
            assert hashlib.sha256((folder / row.file).read_bytes()).hexdigest() == row.sha256
    assert set(files_in(folder).values()) <= set(whole) if folder.exists() else True


def steps_of(run: Fetch, folder: Path) -> int:
    with killed_at(10**6, folder) as axe:
        run(LEEDS)
    return axe.steps


def test_a_first_run(fetch: Fetch, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    number = steps_of(fetch, folder)
    assert number > 10
    for step in range(number):
        _empty(folder)
        with killed_at(step, folder):
            fetch(LEEDS)
        assert_right(folder, LEEDS_2019)
        (row,) = fetch(LEEDS)
        assert row.status is State.OK
        assert files_in(folder) == {"2019/leeds-city-council.pdf": LEEDS_2019}
        assert_right(folder, LEEDS_2019)
        assert [path.name for path in (folder / ".fetching").iterdir()] == ["lock"]


def test_a_run_that_replaces_a_letter(fetch: Fetch, ombudsman: Ombudsman, tmp_path: Path) -> None:
    folder, path = tmp_path / "letters", ombudsman.file_of(LEEDS, 2019)
    fetch(LEEDS)
    ombudsman.put(path, versioned(NEWER))
    number = steps_of(fetch, folder)
    assert number > 12
    for step in range(number):
        _empty(folder)
        ombudsman.put(path, versioned(LEEDS_2019))
        fetch(LEEDS)
        ombudsman.put(path, versioned(NEWER))
        with killed_at(step, folder):
            fetch(LEEDS)
        assert_right(folder, LEEDS_2019, NEWER)
        assert LEEDS_2019 in files_in(folder).values()
        rows = fetch(LEEDS)
        assert [row.status for row in rows] == [State.OK, State.REPLACED]
        assert files_in(folder) == {"2019/leeds-city-council.pdf": NEWER, rows[1].file: LEEDS_2019}


def test_a_run_that_sets_something_aside(fetch: Fetch, ombudsman: Ombudsman, tmp_path: Path) -> None:
    folder, wrong = tmp_path / "letters", example("faulty/welsh-council")
    ombudsman.put(ombudsman.file_of(LEEDS, 2019), pdf(wrong))
    for step in range(steps_of(fetch, folder)):
        _empty(folder)
        with killed_at(step, folder):
            fetch(LEEDS)
        assert_right(folder, wrong)
        (row,) = fetch(LEEDS)
        assert row.status is State.SET_ASIDE
        assert files_in(folder) == {row.file: wrong}


def _empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()


def test_runs_that_the_system_kills(tmp_path: Path) -> None:
    assert kill_in_a_loop(tmp_path, times=3, councils=6) > 0
