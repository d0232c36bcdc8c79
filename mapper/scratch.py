"""Temporary folders; what a run that was killed left of them is removed by the next."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "ombudsman-map-"


@contextmanager
def scratch(purpose: str) -> Iterator[Path]:
    """A new folder, removed in the end; `purpose` is a part of its name.

    Its lock tells a folder in use from one whose user was killed: the system gives a lock back however its holder ends.

    Raises OSError if there can be no folder.
    """
    home = Path(tempfile.gettempdir())
    _clear(home)
    # Nobody else sees it under the name that is looked for before it is locked.
    unseen = Path(tempfile.mkdtemp(prefix="new-", dir=home))
    descriptor = os.open(unseen, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    folder = unseen.with_name(f"{_PREFIX}{purpose}-{unseen.name}")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        unseen.rename(folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def _clear(home: Path) -> None:
    """Remove what nobody holds and we may remove; the rest is another user's."""
    for folder in home.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.fstat(descriptor).st_uid == os.getuid():
                    shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(descriptor)
