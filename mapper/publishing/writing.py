"""A site's files, written to a new folder; those that are as in the old site are links to its files.

To make a file costs a file system far more than to fill it: of a site of 2,600 files, links took 0.16 s and new files
2.0 s. A file that did not change also keeps its time, so that it is not sent to a host once more.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from stat import S_IMODE

from mapper.publishing.own_files import listed, sha256_of


def written(site: Mapping[str, bytes | Path], paths: Iterable[str], new: Path, old: Path) -> dict[str, str]:
    """Write files of a site to the folder `new`, and give their SHA-256 by path.

    A file that the site in the folder `old` lists with the same SHA-256 is linked. Whether it still has these bytes is
    for the caller to check, who reads all that was written again.

    Raises OSError, and NotASite if the list of the old site cannot be read.
    """
    before = listed(old) or {}
    mode = 0o666 & ~_umask()
    sums = {}
    for path in paths:
        content = site[path]
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            shutil.copyfile(content, new / path)
            sums[path] = sha256_of(new / path)
        else:
            sums[path] = hashlib.sha256(content).hexdigest()
            if before.get(path) != sums[path] or not _linked(old / path, new / path, mode):
                (new / path).write_bytes(content)
    return sums


def _linked(old: Path, new: Path, mode: int) -> bool:
    """Whether `new` could be made a link to the file `old`, which must have the permissions that a new file gets."""
    try:
        if S_IMODE(old.lstat().st_mode) != mode:
            return False
        os.link(old, new)
    except OSError:
        return False
    return True


def _umask() -> int:
    """The permissions that new files do not get, which can only be read by setting them."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
