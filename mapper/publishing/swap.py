"""Writes a site: into a new folder first, then in the place of the old one in a single step."""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from mapper.errors import MapperError, NotASite

SIGN = PurePosixPath("data/build-report.json")
"""The file by which a folder is known as a site that this program built."""


def publish(site: Mapping[str, bytes | Path], out: Path) -> None:
    """Make `out` hold exactly these files (a Path is copied) and the dot files that stood at its top.

    The old site stays whole until the new one is complete, and is then exchanged for it. Raises NotASite if
    `out` holds something else, MapperError if the files cannot be written.
    """
    out = out.resolve()
    require_replaceable(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(out)
        with _staging(out) as staging:
            for path, content in sorted(site.items()):
                _write(staging / path, content)
            _keep_dot_files(out, staging)
            _exchange(staging, out)
    except OSError as error:
        raise MapperError(
            f"{error.filename or out}: the site cannot be written ({error.strerror}). Expected a folder that can be "
            "replaced; check its permissions and the space on the disk. The site that stood there is untouched."
        ) from error


def require_replaceable(out: Path) -> None:
    """Raise NotASite unless `out` is absent, empty, or a site built by this program."""
    if not out.exists():
        return
    if not out.is_dir():
        raise NotASite(f"{out} is a file. Expected a folder for the site; choose another with --out.")
    if (out / ".git").exists():
        raise NotASite(
            f"{out} is a git repository of its own, which would be lost. Build into another folder with --out and "
            "copy the result."
        )
    visible = [entry.name for entry in out.iterdir() if not entry.name.startswith(".")]
    if visible and not (out / SIGN).is_file():
        raise NotASite(
            f"{out} holds files that are no site built by this program ({', '.join(sorted(visible)[:3])} …) and "
            "would be replaced. Expected an empty or new folder; choose another with --out."
        )


def _write(path: Path, content: bytes | Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, path)
    else:
        path.write_bytes(content)


def _keep_dot_files(old: Path, new: Path) -> None:
    """Carry over files such as .gitignore; they are the user's."""
    if old.is_dir():
        for entry in old.iterdir():
            if entry.name.startswith(".") and entry.is_file() and not (new / entry.name).exists():
                shutil.copy2(entry, new / entry.name)


@contextmanager
def _staging(out: Path) -> Iterator[Path]:
    """A new empty folder beside `out`; whatever it holds in the end is removed."""
    folder = out.parent / f".{out.name}.building-{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_abandoned(out: Path) -> None:
    """Remove what a killed build of the same site left behind."""
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
    """Put `new` where `old` is, and `old`, if it exists, where `new` was."""
    if not old.exists():
        new.rename(old)
    elif not _exchange_at_once(new, old):
        # Neither Linux nor macOS: two steps, with the old site put back if the second fails.
        aside = new.with_name(f"{new.name}-old")
        old.rename(aside)
        try:
            new.rename(old)
        except OSError:
            aside.rename(old)
            raise
        aside.rename(new)


def _exchange_at_once(one: Path, other: Path) -> bool:
    """Exchange two folders in one step of the file system; False where the system has no such call.

    Linux: renameat2(2) with RENAME_EXCHANGE. macOS: renamex_np(2) with RENAME_SWAP.
    """
    here, exchange, swap = -100, 2, 2
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            failed = library.renamex_np(first, second, swap)
        else:
            failed = library.renameat2(here, first, here, second, exchange)
    except AttributeError:
        return False
    return not failed
