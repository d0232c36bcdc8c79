"""One build of a site at a time: a lock that the system gives back when its holder ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mapper.errors import MapperError


@contextmanager
def held(out: Path) -> Iterator[None]:
    """Hold the lock of the site at `out`, a real path: a file beside it, removed in the end.

    Process numbers are not asked: they mean nothing across containers.

    Raises MapperError if another build holds it, or there can be no lock.
    """
    path = out.with_name(f".{out.name}.lock")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        descriptor = _locked(path)
    except BlockingIOError as error:
        raise MapperError(
            f"{out}: another build of this site is under way. Nothing was changed. Wait for its end, or choose another "
            "folder with --out."
        ) from error
    except OSError as error:
        raise MapperError(
            f"{path}: cannot be locked, so the site cannot be written ({error.strerror}). Expected a folder that can "
            "be written to on a file system with locks; choose another with --out."
        ) from error
    try:
        yield
    finally:
        path.unlink(missing_ok=True)  # while it is held: nobody else's file can be meant
        os.close(descriptor)


def _locked(path: Path) -> int:
    """The descriptor of the locked file at `path`. Raises BlockingIOError if another has it."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(descriptor, path):
                return descriptor
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)  # its holder removed it before we had the lock: the next file counts


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
