"""Writes a site to a new folder, then exchanges that folder for the old one in a single step."""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mapper.errors import MapperError, NotASite
from mapper.publishing import BUILD_REPORT

# Arguments of renameat2(2) on Linux and renamex_np(2) on macOS.
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2


def publish(site: Mapping[str, bytes | Path], out: Path) -> None:
    """Replace the site in `out`. The old site stays complete until the new one is, and is then exchanged for it.

    Parameters
    ----------
    site
        The content of each file by its path; a `Path` is copied byte for byte.
    out
        The folder of the site. Afterwards it contains exactly these files, and the dot files that were at its
        top level.

    Raises
    ------
    NotASite
        If `out` contains anything but a site built by this program.
    MapperError
        If the files cannot be written.
    """
    out = out.resolve()
    require_replaceable(out)
    try:
        _replace(site, out)
    except OSError as error:
        raise MapperError(
            f"{error.filename or out}: the site cannot be written ({error.strerror}). Expected a folder that can be "
            "replaced; check its permissions and the free disk space. Any site already there is unchanged."
        ) from error


def require_replaceable(out: Path) -> None:
    """Raise NotASite unless `out` is absent, empty, or a site built by this program."""
    if not out.exists():
        return
    if not out.is_dir():
        raise NotASite(f"{out} is a file. Expected a folder for the site; choose another with --out.")
    if (out / ".git").exists():
        raise NotASite(
            f"{out} is a git repository, which would be lost. Build into another folder with --out and copy the "
            "result."
        )
    visible = [entry.name for entry in out.iterdir() if not entry.name.startswith(".")]
    if visible and not (out / BUILD_REPORT).is_file():
        raise NotASite(
            f"{out} is not a site built by this program, and its files ({', '.join(sorted(visible)[:3])} …) would be "
            "lost. Expected an empty or new folder; choose another with --out."
        )


def _replace(site: Mapping[str, bytes | Path], out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(out)
    with _staging(out) as staging:
        for path, content in sorted(site.items()):
            _write(staging / path, content)
        _keep_dot_files(out, staging)
        _exchange(staging, out)


def _write(path: Path, content: bytes | Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, path)
    else:
        path.write_bytes(content)


def _keep_dot_files(old: Path, new: Path) -> None:
    """Copy files such as .gitignore to the new site; they are the user's."""
    if old.is_dir():
        for entry in old.iterdir():
            if entry.name.startswith(".") and entry.is_file() and not (new / entry.name).exists():
                shutil.copy2(entry, new / entry.name)


@contextmanager
def _staging(out: Path) -> Iterator[Path]:
    """A new, empty folder beside `out`, removed in the end with whatever is in it."""
    folder = out.parent / f".{out.name}.building-{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_abandoned(out: Path) -> None:
    """Remove the folders that killed builds of the same site left behind."""
    for folder in out.parent.glob(f".{out.name}.building-*"):
        owner = folder.name.rpartition("-")[2]
        if owner.isdecimal() and not _is_running(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return process != os.getpid()


def _exchange(new: Path, old: Path) -> None:
    """Move `new` to where `old` is, and `old`, if it exists, to where `new` was."""
    if not old.exists():
        new.rename(old)
    elif not _exchange_at_once(new, old):
        # No exchange in one step: two steps, with the old site put back if the second fails.
        aside = new.with_name(f"{new.name}-old")
        old.rename(aside)
        try:
            new.rename(old)
        except OSError:
            aside.rename(old)
            raise
        aside.rename(new)


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
