"""Files read in separate processes under limits: one that hangs or crashes its reader harms no other."""

import gc
import logging
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, TimeoutError, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from hashlib import file_digest
from pathlib import Path
from time import monotonic
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from mapper.errors import UnreadableLetter
from mapper.letters.cache import Cache
from mapper.letters.limits import LIMITS, OUT_OF_MEMORY, Limits, enforced
from mapper.letters.read import FileReading, read_file
from mapper.letters.statistics import Problem

# How many more objects there may be than at the last look for cyclic garbage; Python's own number is 700.
_ALLOCATED_BETWEEN_LOOKS = 50_000
# The exit code of a process that used up its processor time.
_OUT_OF_TIME = None if sys.platform == "win32" else -signal.SIGXCPU


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A PDF on disk, its name in every report, and why it is not read, if so."""

    name: str
    path: Path
    problem: Problem | None = None


OnRead = Callable[[LetterFile], None]
Task = TypeVar("Task")
Made = TypeVar("Made")


def read_files(
    files: Sequence[LetterFile], jobs: int, cache: Cache | None, on_read: OnRead, limits: Limits = LIMITS
) -> tuple[FileReading, ...]:
    """Read every file and return what each states, in the order given.

    Whatever goes wrong with a file becomes that file's problem and is never raised.

    Parameters
    ----------
    files
        The files to read.
    jobs
        The number of processes.
    cache
        Where earlier readings are kept; None to read every file afresh.
    on_read
        Called once for each file, in the order in which they are done.
    limits
        What reading one file may take.
    """
    done: dict[LetterFile, FileReading] = {}
    for file, read in _each_read(files, jobs, cache, limits):
        done[file] = read
        on_read(file)
    return tuple(done[file] for file in files)


def apart(make: Callable[[Path], Made], path: Path, limits: Limits = LIMITS) -> Made | Problem:
    """What `make` makes of one file in a process of its own, or the reason why it makes nothing.

    `make` is a function of a module, or a `partial` of one, because the process finds it by its name; it may raise
    UnreadableLetter.
    """
    with _pool(1) as pool:
        return _made(pool.schedule(_within, args=(limits, make, path), timeout=limits.time), limits)


class Apart:
    """Processes that make things under limits, for as long as a `with` block lasts; none runs before one is needed."""

    def __init__(self, jobs: int, limits: Limits = LIMITS) -> None:
        self._jobs, self._limits = jobs, limits
        self._pool: ProcessPool | None = None
        self._open = ExitStack()

    def __enter__(self) -> "Apart":
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def made(self, make: Callable[[Task], Made], things: Sequence[Task]) -> tuple[Made | Problem, ...]:
        """What `make`, a function of a module, makes of each thing, or the reason why it makes nothing of it.

        If the pool breaks, those that were left undone are made one by one, each in a process of its own.
        """
        if self._pool is None:
            self._pool = self._open.enter_context(_pool(self._jobs))
        limits, pool = self._limits, self._pool
        futures = [pool.schedule(_within, args=(limits, make, one), timeout=limits.time) for one in things]
        found = []
        for thing, future in zip(things, futures, strict=True):
            if isinstance(future.exception(), BrokenProcessPool):
                self._pool = None
                with _pool(1) as alone:
                    future = alone.schedule(_within, args=(limits, make, thing), timeout=limits.time)
                    future.exception()
            found.append(_made(future, limits))
        return tuple(found)


def each_apart(
    make: Callable[[Task], Made], tasks: Iterable[Task], jobs: int, limits: Limits = LIMITS
) -> Iterator[tuple[Task, Made | Problem]]:
    """What `make` makes of each task in one pool of processes, or the reason why it makes nothing; in any order.

    `make` is as for `apart`. A task that ends its process harms no other.
    """
    for task, future in _each_once(make, list(tasks), jobs, limits):
        made = _made(future, limits)
        yield task, made


def _within(limits: Limits, make: Callable[[Task], Made], task: Task) -> Made:
    with enforced(limits):
        return make(task)


def _each_read(
    files: Sequence[LetterFile], jobs: int, cache: Cache | None, limits: Limits
) -> Iterator[tuple[LetterFile, FileReading]]:
    """Each file with what it states, as soon as that is known; those that need no worker come first."""
    waiting = []
    for file in files:
        found = _without_reading(file, cache, limits)
        if found is None:
            waiting.append(file)
        else:
            yield file, found
    for file, tried in _read_in_processes(waiting, jobs, limits):
        if cache is not None and tried.lasting:
            cache.put(tried.read)
        yield file, tried.read


def _without_reading(file: LetterFile, cache: Cache | None, limits: Limits) -> FileReading | None:
    """What is known of a file without a worker: an earlier reading, or that it cannot be read at all."""
    if file.problem is not None:
        return FileReading("", problem=file.problem)
    try:
        size = file.path.stat().st_size
        if size > limits.file_size:
            message = (
                f"The file has {size / 1e6:.0f} MB; expected at most {limits.file_size / 1e6:.0f} MB. "
                "Cut the letter's own pages out of the document."
            )
            return FileReading("", problem=Problem("too-large", message))
        digest = _digest(file.path)
    except OSError as error:
        return FileReading("", problem=Problem("damaged", f"The file cannot be opened: {error.strerror}."))
    return None if cache is None else cache.get(digest)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class _Tried:
    """What came of reading a file, and whether reading it again, with the same limits, would give the same.

    So it is where processor time was used up. It is not where the process was ended from outside, or where wall time
    passed, which a busy machine takes from it.
    """

    read: FileReading
    lasting: bool


def _read_in_processes(
    files: Sequence[LetterFile], jobs: int, limits: Limits
) -> Iterator[tuple[LetterFile, _Tried]]:
    """Read the files in one pool of workers, quickly; those that were stopped once more at the end, each alone.

    So no file that takes long keeps others waiting, and none is lost to a machine that was busy, or to another file
    that took its memory.
    """
    stopped = {}
    quick = limits.quick
    for file, future in _each_once(partial(_read, limits=quick), files, jobs, quick):
        tried = _tried(future, file, quick)
        if tried.lasting and (quick == limits or not _is_out_of_time(future)):
            yield file, tried
        else:
            stopped[file] = tried
    yield from _once_more([(file, stopped[file]) for file in files if file in stopped], limits)


def _each_once(
    make: Callable[[Task], Made], tasks: Sequence[Task], jobs: int, limits: Limits
) -> Iterator[tuple[Task, "Future[Made]"]]:
    """Each task done in one pool of workers; if the pool breaks, those left undone are done one by one.

    Pebble abandons a pool if a worker ends between two tasks, or so soon after it took one that the pool does
    not yet know which task was at fault.
    """
    undone = []
    for task, future in _scheduled(make, tasks, jobs, limits):
        if isinstance(future.exception(), BrokenProcessPool):
            undone.append(task)
        else:
            yield task, future
    for task in undone:
        yield from _scheduled(make, [task], 1, limits)


def _once_more(
    stopped: Sequence[tuple[LetterFile, _Tried]], limits: Limits
) -> Iterator[tuple[LetterFile, _Tried]]:
    """Read each of the files alone, until those that fail again have used up their time.

    Those come first that something else stopped: they are likely to be read in a moment.
    """
    left = limits.again
    for file, before in sorted(stopped, key=lambda one: one[1].lasting):
        if left <= 0:
            yield file, _given_up(before, limits)
            continue
        began = monotonic()
        ((_, future),) = _scheduled(partial(_read, limits=limits), [file], 1, limits)
        tried = _tried(future, file, limits)
        if tried.read.problem is not None:
            left -= monotonic() - began
        yield file, tried


def _given_up(tried: _Tried, limits: Limits) -> _Tried:
    """What is said of a file for which no time is left."""
    problem = tried.read.problem
    assert problem is not None
    message = (
        f"{problem.message} It was not tried again, because the {limits.again:.0f} seconds for all files that are "
        "stopped were used up by others. Remove those, or build again: what took too much processor time is remembered."
    )
    return _Tried(replace(tried.read, problem=replace(problem, message=message)), False)


def _tried(future: "Future[FileReading]", file: LetterFile, limits: Limits) -> _Tried:
    error = future.exception()
    if isinstance(error, ProcessExpired):
        lasting = error.exitcode in (OUT_OF_MEMORY, _OUT_OF_TIME)
    else:
        lasting = not isinstance(error, TimeoutError | BrokenProcessPool)
    return _Tried(_result(future, file, limits), lasting)


def _is_out_of_time(future: "Future[FileReading]") -> bool:
    error = future.exception()
    return isinstance(error, ProcessExpired) and error.exitcode == _OUT_OF_TIME


def _scheduled(
    make: Callable[[Task], Made], tasks: Sequence[Task], jobs: int, limits: Limits
) -> Iterator[tuple[Task, "Future[Made]"]]:
    """Each task when a worker is done with it; what was made is not held any longer than its reader needs it."""
    if not tasks:
        return
    with _pool(min(jobs, len(tasks))) as pool:
        futures: dict[Future[Made], Task] = {
            pool.schedule(_within, args=(limits, make, task), timeout=limits.time): task for task in tasks
        }
        for future in as_completed(list(futures)):
            yield futures.pop(future), future


def _pool(workers: int) -> ProcessPool:
    """Processes that read files.

    They are spawned rather than forked: the fork of a process with threads, which geopandas' libraries start, may
    hang.
    """
    context = multiprocessing.get_context("spawn")
    return ProcessPool(max_workers=workers, initializer=_prepare, context=context)


def _prepare() -> None:
    """Silence the libraries' warnings about damaged files: a letter's problems say what is wrong with it.

    Look for cyclic garbage less often: a letter makes a hundred thousand small objects, few of them in cycles, and what
    was imported is never garbage. The memory of a worker is limited anyway.
    """
    for library in ("pdfminer", "pdfplumber"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATED_BETWEEN_LOOKS, *gc.get_threshold()[1:])


def _read(file: LetterFile, limits: Limits) -> FileReading:
    return read_file(file.path.read_bytes(), limits)


def _result(future: "Future[FileReading]", file: LetterFile, limits: Limits) -> FileReading:
    """The worker's result or, if it has none, the reason as the file's problem."""
    made = _made(future, limits)
    if isinstance(made, FileReading):
        return made
    try:
        return FileReading(_digest(file.path), problem=made)
    except OSError:
        return FileReading("", problem=made)


def _made(future: "Future[Made]", limits: Limits) -> Made | Problem:
    """What a worker made of a file, or the reason why it made nothing."""
    try:
        return future.result()
    except TimeoutError:
        return Problem("timeout", f"Reading took more than {limits.time:.0f} seconds and was stopped.")
    except ProcessExpired as error:
        return _end_of_process(error.exitcode, limits)
    except BrokenProcessPool:
        # Each new process imports the main module again, which must be a file that does nothing when
        # imported.
        return Problem(
            "crashed",
            "No process to read it could be started, or each ended at once. Expected one to run. If a program of "
            'your own reads letters, keep it in a file, with its work under `if __name__ == "__main__":`.',
        )
    except UnreadableLetter as error:
        return Problem(error.code, str(error))
    except Exception as error:
        # Whatever a PDF library raises on a hostile file is that file's problem.
        return Problem("damaged", f"It cannot be read as a PDF: {type(error).__name__}: {error}")


def _end_of_process(exit_code: int | None, limits: Limits) -> Problem:
    if exit_code == OUT_OF_MEMORY:
        return Problem(
            "too-large",
            f"Reading needed more than {limits.memory / 1e6:.0f} MB of memory and was stopped. Expected a letter. "
            "If it is one, print its own pages to a new PDF.",
        )
    if exit_code == _OUT_OF_TIME:
        return Problem(
            "timeout",
            f"Reading took more than {limits.processor_time:.0f} seconds of processor time and was stopped.",
        )
    return Problem("crashed", f"The process that read it ended (exit code {exit_code}).")
