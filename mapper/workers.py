"""Files read in separate processes, so that one that hangs or kills its reader harms no other."""

import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, TimeoutError, as_completed
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from mapper.cache import Cache
from mapper.figures import Problem
from mapper.intake import FileReading, read_file

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; an annual letter is well under one megabyte, a whole committee paper under fifty."""

LONGEST_READ = 120.0
"""Seconds for one file; a letter needs a tenth of a second."""


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A PDF on disk, and the name it goes by in every report."""

    name: str
    path: Path


OnRead = Callable[[LetterFile], None]


def read_files(
    files: Sequence[LetterFile], jobs: int, cache: Cache | None, on_read: OnRead
) -> tuple[FileReading, ...]:
    """Read every file, in `jobs` processes, and return what each states in the order given.

    `on_read` is called once a file, in the order in which they are done. Whatever goes wrong with a file is
    its own problem, never an exception.
    """
    done: dict[LetterFile, FileReading] = {}
    waiting = []
    for file in files:
        found = _without_reading(file, cache)
        if found is None:
            waiting.append(file)
        else:
            done[file] = found
            on_read(file)
    for file, read in _read_in_processes(waiting, jobs):
        if cache is not None and _is_lasting(read):
            cache.put(read)
        done[file] = read
        on_read(file)
    return tuple(done[file] for file in files)


def _without_reading(file: LetterFile, cache: Cache | None) -> FileReading | None:
    """What is known of a file before a worker sees it: an earlier reading, or that it cannot be read at all."""
    try:
        size = file.path.stat().st_size
        if size > LARGEST_FILE:
            message = (
                f"The file has {size / 1e6:.0f} MB; expected at most {LARGEST_FILE / 1e6:.0f} MB. "
                "Cut the letter's own pages out of the document."
            )
            return FileReading("", problem=Problem("too-large", message))
        digest = sha256(file.path.read_bytes()).hexdigest()
    except OSError as error:
        return FileReading("", problem=Problem("damaged", f"The file cannot be opened: {error.strerror}."))
    return None if cache is None else cache.get(digest)


def _is_lasting(read: FileReading) -> bool:
    """Whether reading the file again would say the same; a time-out depends on the machine."""
    return read.problem is None or read.problem.code not in ("timeout", "crashed")


def _read_in_processes(
    files: Sequence[LetterFile], jobs: int
) -> Iterable[tuple[LetterFile, FileReading]]:
    if not files:
        return
    # Started afresh rather than forked: a fork of a process with threads (geopandas' libraries have them) may hang.
    context = multiprocessing.get_context("spawn")
    with ProcessPool(max_workers=min(jobs, len(files)), context=context) as pool:
        futures: dict[Future[FileReading], LetterFile] = {
            pool.schedule(_read_path, args=(file.path,), timeout=LONGEST_READ): file for file in files
        }
        for future in as_completed(futures):
            file = futures[future]
            yield file, _result(future, file)


def _read_path(path: Path) -> FileReading:
    return read_file(path.read_bytes())


def _result(future: "Future[FileReading]", file: LetterFile) -> FileReading:
    """The worker's answer; where it has none, the reason as the file's own problem."""
    try:
        return future.result()
    except TimeoutError:
        problem = Problem("timeout", f"Reading took more than {LONGEST_READ:.0f} seconds and was stopped.")
    except ProcessExpired as error:
        problem = Problem("crashed", f"The process that read it ended (exit code {error.exitcode}).")
    except Exception as error:  # noqa: BLE001 - whatever a PDF library throws at a hostile file belongs to that file
        problem = Problem("damaged", f"It cannot be read as a PDF: {type(error).__name__}: {error}")
    return FileReading(_digest(file.path), problem=problem)


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
