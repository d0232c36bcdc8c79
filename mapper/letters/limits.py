"""The limits on what reading one file may take, and how a worker process is kept within them.

A PDF of two kilobytes can unpack to a gigabyte, and one of thirteen can draw four million characters. So time
and memory are limited for the whole process. Pages, and what is drawn on them, are also counted as they are
read, because that gives a clearer message.
"""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from math import ceil

from mapper.errors import UnreadableLetter

if sys.platform != "win32":
    import resource

OUT_OF_MEMORY = 77
"""Exit code of a worker that exceeded its memory."""

# Seconds between two checks of the memory; in this time even zlib unpacks less than 100 MB.
_LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take; an annual letter needs a thousandth of it.

    `file_size` and `memory` are in bytes; the times are in seconds, `time` and `again` of wall time.
    Each file first has `first_time` of the processor. Only those that need more are then given all of `processor_time`,
    until those that fail again have taken `again` altogether: eighty hostile files must not take hours from a build.
    `drawn_on_page` and `drawn` count the characters, lines and pictures on one page, and on all pages opened
    for their figures.
    """

    file_size: int = 64 * 1024 * 1024  # the PDF of a whole committee paper has less than fifty
    pages: int = 5_000  # the longest committee papers have two thousand
    drawn_on_page: int = 100_000  # a page full of small print has ten thousand
    drawn: int = 1_000_000  # the letters of all councils in one file have six hundred thousand
    letters: int = 1_000  # there are fewer councils than that, each with one letter a year
    problems: int = 50  # of one letter; more would not help anyone who looks at it
    memory: int = 1024 * 1024 * 1024
    processor_time: float = 60.0
    time: float = 120.0
    first_time: float = 5.0  # a letter takes less than one
    again: float = 240.0

    @property
    def quick(self) -> "Limits":
        """The limits for the first try."""
        return replace(self, processor_time=min(self.first_time, self.processor_time))


LIMITS = Limits()


def too_large(what: str) -> UnreadableLetter:
    """The error for a file that exceeds one of its limits: `what` says which, and by what."""
    return UnreadableLetter(
        "too-large", f"{what}. Expected a letter. If it is one, print its own pages to a new PDF."
    )


def is_out_of_memory(error: BaseException | None) -> bool:
    """Whether an error is a MemoryError, or was raised while one was handled: pdfplumber wraps errors so."""
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__context__
    return False


@contextmanager
def enforced(limits: Limits) -> Iterator[None]:
    """Keep this process within its limits of memory and processor time until the end of the block.

    A process that exceeds the memory ends with OUT_OF_MEMORY; one that exceeds the processor time is ended by
    the signal SIGXCPU. Processor time counts from now, because a worker reads many files. Memory is that of
    the whole process: one that holds too much at the end of the block ends as well, so that the next file is
    not blamed.

    On Linux a request that takes the address space above twice that memory fails at once. macOS ignores
    RLIMIT_AS, and some of its versions refuse to set it, so there a thread that checks the memory is the only
    guard. Windows has neither limit; wall time, which the parent process watches, is then the only one.
    """
    if sys.platform == "win32":
        yield
        return
    with ExitStack() as lowered:
        lowered.enter_context(_soft_limit(resource.RLIMIT_CPU, _processor_time_until(limits)))
        if sys.platform == "linux":
            lowered.enter_context(_soft_limit(resource.RLIMIT_AS, 2 * limits.memory))
        with _watched(limits.memory):
            try:
                yield
            except MemoryError:
                os._exit(OUT_OF_MEMORY)
    _end_past(limits.memory)


if sys.platform != "win32":

    @contextmanager
    def _soft_limit(kind: int, value: int) -> Iterator[None]:
        """Lower a limit of this process until the end of the block; leave one that is already lower."""
        before, hard = resource.getrlimit(kind)
        ceilings = [limit for limit in (before, hard) if limit != resource.RLIM_INFINITY]
        resource.setrlimit(kind, (min([value, *ceilings]), hard))
        try:
            yield
        finally:
            resource.setrlimit(kind, (before, hard))

    def _processor_time_until(limits: Limits) -> int:
        """The processor time, in seconds since the process began, at which this file has used up its share."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        return ceil(used.ru_utime + used.ru_stime + limits.processor_time)

    @contextmanager
    def _watched(memory: int) -> Iterator[None]:
        """End the process as soon as it holds more than this many bytes."""
        done = threading.Event()
        watch = threading.Thread(target=_watch_memory, args=(memory, done), daemon=True)
        watch.start()
        try:
            yield
        finally:
            done.set()
            watch.join()

    def _watch_memory(memory: int, done: threading.Event) -> None:
        # The libraries' C code releases the interpreter lock while it works, so this thread gets its turn.
        while not done.wait(_LOOK_EVERY):
            _end_past(memory)

    def _end_past(memory: int) -> None:
        if held_memory() > memory:
            os._exit(OUT_OF_MEMORY)

    def held_memory() -> int:
        """The memory of this process in bytes: what it holds now on Linux, its peak on other systems.

        Linux also reports a peak, but a new process inherits its parent's (execve(2)).
        """
        if sys.platform == "linux":
            with open("/proc/self/statm", "rb") as sizes:  # noqa: PTH123 - twenty times a second
                return int(sizes.read().split()[1]) * resource.getpagesize()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else 1024 * peak  # bytes there, kilobytes on other systems
