"""How much one file may ask for, and how a worker that reads it is held to that.

A PDF of two kilobytes can unpack to a gigabyte, and one of thirteen can draw four million letters. So time and
memory are limited for the whole process; pages and what is drawn on them are counted as they are read, which
gives the clearer message.
"""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from math import ceil

if sys.platform != "win32":
    import resource

OUT_OF_MEMORY = 77
"""Exit code of a worker that needed more memory than it may have."""

# Seconds between two looks at the memory; in this time even zlib unpacks less than 100 MB.
_LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take; an annual letter needs a thousandth of it.

    `file_size` and `memory` are in bytes, `processor_time` and `time` in seconds. `drawn_on_page` and `drawn`
    count characters and lines, on one page and on all pages of the file that are opened for their figures.
    """

    file_size: int = 64 * 1024 * 1024  # a whole committee paper has less than fifty
    pages: int = 5_000  # the longest committee papers have two thousand
    drawn_on_page: int = 100_000  # a page full of small print has ten thousand
    drawn: int = 1_000_000  # the letters of all councils in one file have six hundred thousand
    letters: int = 1_000  # every council has one a year
    problems: int = 50  # of one letter; who looks at it needs no more
    memory: int = 1024 * 1024 * 1024
    processor_time: float = 60.0
    time: float = 120.0


LIMITS = Limits()


@contextmanager
def enforced(limits: Limits) -> Iterator[None]:
    """Hold this process to its limits of memory and processor time, from now to the end of the block.

    Past the memory the process ends with OUT_OF_MEMORY, past the processor time by the signal SIGXCPU. The
    processor time counts from now, for a worker reads many files; the memory is the whole process's, and a
    process that has too much of it at the end of the block ends too, so that the next file is not blamed.

    Linux also refuses twice that memory in one go. macOS does not keep to RLIMIT_AS, and some of its versions
    refuse to set it, so there the watch is alone. Windows has neither; wall time, which the parent watches, is
    then the only limit.
    """
    if sys.platform == "win32":
        yield
        return
    done = threading.Event()
    watch = threading.Thread(target=_watch_memory, args=(limits.memory, done), daemon=True)
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = ceil(used.ru_utime + used.ru_stime + limits.processor_time)
    with ExitStack() as lowered:
        lowered.enter_context(_soft_limit(resource.RLIMIT_CPU, allowed))
        if sys.platform == "linux":
            lowered.enter_context(_soft_limit(resource.RLIMIT_AS, 2 * limits.memory))
        watch.start()
        try:
            yield
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        finally:
            done.set()
            watch.join()
    _end_past(limits.memory)


if sys.platform != "win32":

    @contextmanager
    def _soft_limit(kind: int, value: int) -> Iterator[None]:
        """Lower a limit of this process for a while; one that is lower already stays."""
        before, hard = resource.getrlimit(kind)
        ceilings = [limit for limit in (before, hard) if limit != resource.RLIM_INFINITY]
        resource.setrlimit(kind, (min([value, *ceilings]), hard))
        try:
            yield
        finally:
            resource.setrlimit(kind, (before, hard))

    def _watch_memory(memory: int, done: threading.Event) -> None:
        # The libraries' C code gives other threads their turn while it works.
        while not done.wait(_LOOK_EVERY):
            _end_past(memory)

    def _end_past(memory: int) -> None:
        if held_memory() > memory:
            os._exit(OUT_OF_MEMORY)

    def held_memory() -> int:
        """The memory of this process in bytes: what it holds now on Linux, the most it ever held elsewhere.

        Linux, too, would tell the most, but there a new process begins with what its parent had (execve(2)).
        """
        if sys.platform == "linux":
            with open("/proc/self/statm", "rb") as sizes:  # noqa: PTH123 - twenty times a second
                return int(sizes.read().split()[1]) * resource.getpagesize()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else 1024 * peak  # bytes there, kilobytes on other systems
