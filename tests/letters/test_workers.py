"""Files are read apart from each other, in order, and from the cache where nothing has changed."""

import os
import subprocess
import sys
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pebble import ProcessPool

from mapper import sample
from mapper.errors import MapperError
from mapper.letters import cache as caching
from mapper.letters import workers
from mapper.letters.cache import Cache
from mapper.letters.limits import Limits
from mapper.letters.page_pictures import pictures_of
from mapper.letters.read import FileReading, read_file
from mapper.letters.statistics import Problem
from mapper.letters.workers import Apart, LetterFile, apart, read_files
from tests import hostile
from tests.paths import EXAMPLES
from tests.readings import council

LETTER = sample.letter(council(), 2019, sample.DEFAULT_SEED)


def file(folder: Path, name: str, content: bytes = LETTER) -> LetterFile:
    path = folder / name
    path.write_bytes(content)
    return LetterFile(name, path)


def problem_code(read: FileReading) -> str | None:
    return None if read.problem is None else read.problem.code


@pytest.mark.slow
def test_one_process_reads_what_two_read() -> None:
    paths = sorted(EXAMPLES.glob("several/*/letter.pdf")) + sorted(EXAMPLES.glob("faulty/s*/letter.pdf"))
    files = [LetterFile(f"{number}.pdf", path) for number, path in enumerate(paths)]
    alone, together = (read_files(files, jobs, None, lambda _: None) for jobs in (1, 2))
    assert alone == together
    assert len(alone) == len(files) > 2


@pytest.mark.slow
def test_one_bad_file_harms_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_read", hostile.file_reader)
    names = ("kill.pdf", "a.pdf", "hang.pdf", "b.pdf", "raise.pdf", "c.pdf")
    done: list[str] = []
    files = [file(tmp_path, name) for name in names]
    cache = Cache(tmp_path / "cache")
    read = read_files(files, 2, cache, lambda file: done.append(file.name), Limits(time=12.0, again=0))
    assert [problem_code(r) for r in read] == ["crashed", None, "timeout", None, "damaged", None]
    assert sorted(done) == sorted(names)
    assert "RecursionError: too deep" in str(read[4].problem)
    assert read[1] == read_file(LETTER)


@pytest.mark.slow
def test_what_was_stopped_is_tried_once_more_until_time_is_used_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_read", hostile.file_reader)
    cache = Cache(tmp_path / "cache")
    names = ("slow.pdf", "endless-1.pdf", "a.pdf", "endless-2.pdf", "ends-once.pdf")
    done: list[str] = []
    files = [file(tmp_path, name, LETTER + b"\n%" + name.encode()) for name in names]
    limits = Limits(first_time=0.1, processor_time=3.0, again=0.5)
    read = read_files(files, 1, cache, lambda file: done.append(file.name), limits)
    problems = {name: one.problem for name, one in zip(names, read, strict=True)}
    assert done.index("a.pdf") < done.index("slow.pdf") < done.index("endless-1.pdf")
    assert sorted(done) == sorted(names)
    assert [problems[name] for name in ("slow.pdf", "ends-once.pdf", "a.pdf")] == [None] * 3
    stopped = [problem for name, problem in problems.items() if "endless" in name and problem is not None]
    assert [problem.code for problem in stopped] == ["timeout"] * 2
    given_up = [problem for problem in stopped if "not tried again, because the 0 seconds" in problem.message]
    assert len(given_up) == 1
    remembered = [cache.get(one.sha256) for one in read]
    assert [one is not None for one in remembered] == [
        problem not in given_up for problem in problems.values()
    ]


def test_what_cannot_be_opened_or_is_too_large_is_named(tmp_path: Path) -> None:
    files = [file(tmp_path, "large.pdf"), LetterFile("gone.pdf", tmp_path / "gone.pdf")]
    read = read_files(files, 1, None, lambda _: None, Limits(file_size=len(LETTER) - 1))
    assert [problem_code(r) for r in read] == ["too-large", "damaged"]


@pytest.mark.slow
def test_a_pool_that_breaks_costs_no_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pebble ends every task of a pool in which a worker dies while none is known to be at work."""
    pools: list[ProcessPool] = []

    class Breaking(ProcessPool):
        def schedule(self, *args: Any, **options: Any) -> Any:
            if self not in pools:
                pools.append(self)
            if len(pools) > 1:
                return super().schedule(*args, **options)
            broken: Future[FileReading] = Future()
            broken.set_exception(BrokenProcessPool("All workers expired"))
            return broken

    monkeypatch.setattr(workers, "ProcessPool", Breaking)
    monkeypatch.setattr(workers, "_read", hostile.file_reader)
    files = [file(tmp_path, name) for name in ("a.pdf", "kill.pdf", "b.pdf")]
    read = read_files(files, 2, None, lambda _: None)
    assert [problem_code(r) for r in read] == [None, "crashed", None]
    assert len(pools) == 5  # the file that kills its process was tried once more


def test_an_unchanged_file_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path / "cache")
    one = file(tmp_path, "one.pdf")
    (first,) = read_files([one], 1, cache, lambda _: None)
    monkeypatch.setattr(workers, "_read_in_processes", lambda files, *_: _refuse(files))
    (again,) = read_files([LetterFile("moved.pdf", one.path)], 1, cache, lambda _: None)
    assert again == first


def _refuse(files: object) -> list[object]:
    assert not files, "a file that stands in the cache was read again"
    return []


def test_another_parser_version_reads_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    read = read_file(LETTER)
    cache.put(read)
    assert cache.get(read.sha256) == read
    monkeypatch.setattr(caching, "parser_version", lambda: "another")
    assert cache.get(read.sha256) is None


@pytest.mark.parametrize("spoil", [b"", b"{", b'{"sha256": 5}', b'{"sha256": "another"}'])
def test_a_spoilt_entry_counts_as_absent(spoil: bytes, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    read = FileReading("ab", problem=Problem("encrypted", "…"))
    cache.put(read)
    (entry,) = tmp_path.rglob("*.json")
    entry.write_bytes(spoil)
    assert cache.get("ab") is None
    entry.write_bytes(sha256(spoil).digest() + spoil)
    assert cache.get("ab") is None


def test_an_entry_that_changed_on_the_disk_counts_as_absent(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    read = read_file(LETTER)
    cache.put(read)
    (entry,) = tmp_path.rglob("*.json")
    whole = entry.read_bytes()
    assert b'"value":14' in whole
    entry.write_bytes(whole.replace(b'"value":14', b'"value":15'))
    assert cache.get(read.sha256) is None
    entry.unlink()
    os.mkfifo(entry)
    assert cache.get(read.sha256) is None


def test_the_folder_of_readings_is_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "new/cache"
    monkeypatch.setenv("MAPPER_CACHE", str(folder))
    assert caching.default_folder() == folder
    folder.chmod(0o777)
    assert caching.default_folder().stat().st_mode & 0o777 == 0o700
    monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)
    with pytest.raises(MapperError, match=r"belongs to another user.*MAPPER_CACHE"):
        caching.default_folder()
    (tmp_path / "file").touch()
    monkeypatch.setenv("MAPPER_CACHE", str(tmp_path / "file/cache"))
    assert caching.default_folder() == tmp_path / "file/cache"


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file")
    cache.put(FileReading("ab"))
    assert cache.get("ab") is None


def test_where_no_process_can_start_no_letter_is_called_damaged(tmp_path: Path) -> None:
    """A program from standard input has no file that new processes could import."""
    file(tmp_path, "a.pdf")
    program = """if True:
        from pathlib import Path
        from mapper.letters.workers import LetterFile, read_files
        (read,) = read_files([LetterFile("a.pdf", Path("a.pdf"))], 1, None, lambda _: None)
        print(read.problem)
    """
    ran = subprocess.run([sys.executable], input=program, text=True, capture_output=True, cwd=tmp_path)
    assert "code='crashed', message='No process to read it could be started" in ran.stdout


def test_a_crash_is_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path / "cache")
    bad = file(tmp_path, "kill.pdf")
    with monkeypatch.context() as patched:
        patched.setattr(workers, "_read", hostile.file_reader)
        (crashed,) = read_files([bad], 1, cache, lambda _: None)
    assert problem_code(crashed) == "crashed"
    (read,) = read_files([bad], 1, cache, lambda _: None)
    assert problem_code(read) is None


@pytest.mark.slow
def test_a_file_is_looked_at_apart_and_whatever_happens_is_a_problem(tmp_path: Path) -> None:
    """`hostile.reader` does what the file's name says."""
    codes = {"kill.pdf": "crashed", "hang.pdf": "timeout", "raise.pdf": "damaged"}
    look, limits = partial(hostile.reader, limits=Limits()), Limits(time=6.0)
    for name, code in codes.items():
        made = apart(look, file(tmp_path, name).path, limits)
        assert isinstance(made, Problem)
        assert made.code == code
    assert apart(look, file(tmp_path, "a.pdf").path, limits) == read_file(LETTER)


def test_what_is_refused_apart_keeps_its_code(tmp_path: Path) -> None:
    made = apart(partial(pictures_of, numbers=(1,)), file(tmp_path, "a.pdf", b"no PDF").path)
    assert isinstance(made, Problem)
    assert (made.code, made.message[:24]) == ("damaged", "No page of it can be dra")


def test_what_libraries_remark_on_a_damaged_file_stays_off_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    remarked = hostile.document(b"BT /F1 12 Tf (Local Authority Report: x) Tj ET /A w\n")
    (read,) = read_files([file(tmp_path, "a.pdf", remarked)], 1, None, lambda _: None)
    assert problem_code(read) == "unrecognised-layout"
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
def test_things_are_made_apart_and_one_that_ends_its_process_harms_no_other(tmp_path: Path) -> None:
    names = ("kill.pdf", "a.pdf", "raise.pdf", "b.pdf")
    look, paths = partial(hostile.reader, limits=Limits()), [file(tmp_path, name).path for name in names]
    with Apart(2, Limits(time=12.0)) as making:
        made = making.made(look, paths)
        again = making.made(look, paths[1:2])
    assert [one.code if isinstance(one, Problem) else None for one in made] == [
        "crashed",
        None,
        "damaged",
        None,
    ]
    assert made[1] == again[0] == read_file(LETTER)


def test_no_process_is_started_before_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "ProcessPool", None)
    with Apart(2):
        pass
