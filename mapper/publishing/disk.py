"""What was written, on the disk for certain: after a power cut the old site stands there or the new one, whole."""

import ctypes
import os
import sys
from pathlib import Path


def written_to_disk(folder: Path) -> None:
    """Wait until all that was written to the file system of a folder is on its disk.

    One call for thousands of files: to ask for each of them (fsync) takes as many turns of the disk.
    """
    if sys.platform == "linux":
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            if ctypes.CDLL(None, use_errno=True).syncfs(descriptor):
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
        finally:
            os.close(descriptor)
    else:
        os.sync()
