"""Writes a site to a new folder, then exchanges that folder for the old one in a single step."""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mapper.errors import MapperError, NotASite
from mapper.publishing.carrying import carry_late, carry_over
from mapper.publishing.disk import written_to_disk
from mapper.publishing.lock import held
from mapper.publishing.own_files import GIVES_WAY, LIST, changed, list_of, listed, missing
from mapper.publishing.place import named, real, require_replaceable, to_carry_over
from mapper.publishing.writing import written

# Arguments of renameat2(2) on Linux and renamex_np(2) on macOS.
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2


class Place:
    """The folder of a site that one build holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def publish(self, site: Mapping[str, bytes | Path]) -> tuple[str, ...]:
        """As `publish` does, in the place that is held."""
        try:
            theirs = to_carry_over(self.folder)
            _replace(site, theirs, self.folder)
        except OSError as error:
            raise _not_written(self.folder, error) from error
        return theirs


@contextmanager
def place_of(out: Path) -> Iterator[Place]:
    """The folder of a site, held for a whole build; what a killed build left is put right first.

    Raises
    ------
    NotASite
        If `out` may not be replaced.
    MapperError
        If another build holds it, or it cannot be written.
    """
    folder = real(out)
    with held(folder):
        try:
            _repair(folder)
            require_replaceable(folder)
        except OSError as error:
            raise _not_written(folder, error) from error
        yield Place(folder)


def publish(site: Mapping[str, bytes | Path], out: Path) -> tuple[str, ...]:
    """Replace the site in `out`. The old site stays complete until the new one is, and is then exchanged for it.

    Parameters
    ----------
    site
        The content of each file by its path; a `Path` is copied byte for byte.
    out
        The folder of the site. Afterwards it contains these files, their list, and what its owner had added; a page
        for missing addresses of the owner's takes the place of the site's.

    Returns
    -------
    tuple of str
        The paths of what its owner had added, which was carried over.

    Raises
    ------
    NotASite
        If `out` contains anything that would be lost.
    MapperError
        If the files cannot be written, or another build is under way.
    """
    with place_of(out) as place:
        return place.publish(site)


def _not_written(out: Path, error: OSError) -> MapperError:
    return MapperError(
        f"{error.filename or out}: the site cannot be written ({error.strerror}). Expected a folder that can be "
        "replaced; check its permissions and the free disk space. Any site already there is unchanged."
    )


def _replace(site: Mapping[str, bytes | Path], theirs: tuple[str, ...], out: Path) -> None:
    with _staging(out) as staging:
        sums = written(site, sorted(site.keys() - ({GIVES_WAY} & set(theirs))), staging, out)
        (staging / LIST).write_bytes(list_of(sums))
        carry_over(theirs, out, staging)
        _require_as_listed(staging, out)
        written_to_disk(staging)
        require_replaceable(out)  # once more: all this took a while
        carry_late(out, staging)
        _exchange(staging, out)


def _require_as_listed(staging: Path, out: Path) -> None:
    """Raise MapperError unless each file written is as listed: a disk or another program may have changed it."""
    sums = listed(staging) or {}
    wrong = (*missing(staging, sums), *changed(staging, sums))
    if wrong or not sums:
        require_replaceable(out)  # what was linked and then changed is named as what it is
        raise MapperError(
            f"{out}: the new site is not as it was written ({named(wrong)}). Any site already there is unchanged. "
            "Check the disk and build again."
        )


def _beside(out: Path, word: str) -> Path:
    return out.with_name(f".{out.name}.{word}")


@contextmanager
def _staging(out: Path) -> Iterator[Path]:
    """A new, empty folder beside `out`, removed in the end with whatever is in it."""
    folder = _beside(out, "building")
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _repair(out: Path) -> None:
    """Put right what a killed build of the same site left: nobody else holds its lock, so nobody works on it."""
    former = _beside(out, "former")
    if former.is_dir():
        if not out.exists():
            former.rename(out)  # killed between the two steps of an exchange
        elif listed(out) is not None:
            shutil.rmtree(former)  # killed after them
        else:
            raise NotASite(
                f"{former} is the site that stood in {out} when a build was killed, and {out} now has other files. "
                "Move one of them away and build again."
            )
    if _beside(out, "building").is_dir():
        shutil.rmtree(_beside(out, "building"))


def _exchange(new: Path, old: Path) -> None:
    """Move `new` to where `old` is, and remove what was there; what the owner added in this moment is copied."""
    if not old.exists():
        new.rename(old)
    elif _exchange_at_once(new, old):
        carry_late(new, old)
    else:
        # No exchange in one step: two steps, with the old site put back if the second fails.
        former = _beside(old, "former")
        old.rename(former)
        try:
            new.rename(old)
        except OSError:
            former.rename(old)
            raise
        carry_late(former, old)
        shutil.rmtree(former, ignore_errors=True)
    written_to_disk(old.parent)


def _exchange_at_once(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or the file system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            failed = library.renamex_np(first, second, _RENAME_SWAP)
        else:
            failed = library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    except AttributeError:
        return False
    return not failed
