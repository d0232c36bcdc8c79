"""What the owner of a site added to its folder, carried over into the new site."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from mapper.errors import NotASite
from mapper.publishing.own_files import added, listed


def carry_over(names: Iterable[str], old: Path, new: Path) -> None:
    """Copy what the owner added, with times and permissions; links stay links."""
    for name in names:
        target = new / name
        if any(os.path.lexists(path) and not path.is_dir() for path in (target, *target.parents)):
            raise NotASite(
                f"{old / name} is yours, and the new site has a file of its own there. Rename yours, or choose another "
                "folder with --out."
            )
        if (old / name).is_dir() and not (old / name).is_symlink():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(old / name, target, follow_symlinks=False)


def carry_late(old: Path, new: Path) -> None:
    """Copy what the owner added or changed since the owner's files were copied from one folder to the other."""
    if not old.is_dir():
        return
    own = listed(new) or {}
    late = [name for name in added(old, listed(old) or {}) if _is_newer(old / name, new / name)]
    for name in late:
        if name not in own:
            (new / name).unlink(missing_ok=True)  # an earlier copy
    carry_over(late, old, new)


def _is_newer(one: Path, other: Path) -> bool:
    """Whether a file was changed after it was copied: a copy has the times of the original."""
    if not os.path.lexists(other):
        return True
    if one.is_symlink() or one.is_dir():
        return False
    first, second = one.stat(), other.stat()
    return (first.st_mtime_ns, first.st_size) != (second.st_mtime_ns, second.st_size)
