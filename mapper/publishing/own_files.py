"""The list of a site's own files, by which they are told from those that its owner added."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from mapper.errors import NotASite

LIST = ".site-files.sha256"
"""The path of the list in the site: a line a file, as sha256sum writes and checks it (`sha256sum -c`).

Not under `data/`, because it is about the folder and not about figures.
"""

GIVES_WAY = "404.html"
"""The file of a site in whose place its owner may put another: hosts show it under this name."""


def list_of(sums: Mapping[str, str]) -> bytes:
    """The list of files with these SHA-256 by path; backslashes and line ends do not occur in paths of a site."""
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()


def listed(site: Path) -> dict[str, str] | None:
    """The SHA-256 of each file that the site in a folder says is its own, by path; None if it has no list.

    The file that gives way is not among them where its owner has put another in its place.

    Raises NotASite if the list is not in the form of `list_of`.
    """
    try:
        lines = (site / LIST).read_text("utf-8").splitlines()
        return _without_replaced(
            site, {name: sha256 for sha256, name in (line.split("  ", 1) for line in lines)}
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise NotASite(
            f"{site / LIST} cannot be read as the list of the site's files ({error}). Expected it as regenerate-site "
            "wrote it. Build into another folder with --out, and copy your own files there."
        ) from error


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def changed(site: Path, sums: Mapping[str, str]) -> tuple[str, ...]:
    """The listed files that are there and are no longer as listed, sorted."""
    present = (name for name in sorted(sums) if os.path.lexists(site / name))
    return tuple(name for name in present if not _is_as_listed(site / name, sums[name]))


def missing(site: Path, sums: Mapping[str, str]) -> tuple[str, ...]:
    """The listed files that are not there, sorted."""
    return tuple(name for name in sorted(sums) if not os.path.lexists(site / name))


def added(site: Path, sums: Mapping[str, str]) -> tuple[str, ...]:
    """The paths of what is in a folder and not listed: files, links and empty folders, sorted."""
    return tuple(sorted(name for name in _entries(site) if name not in sums and name != LIST))


def _without_replaced(site: Path, sums: dict[str, str]) -> dict[str, str]:
    if GIVES_WAY in sums and changed(site, {GIVES_WAY: sums[GIVES_WAY]}):
        del sums[GIVES_WAY]
    return sums


def _is_as_listed(path: Path, sha256: str) -> bool:
    return path.is_file() and not path.is_symlink() and sha256_of(path) == sha256


def _entries(site: Path) -> Iterator[str]:
    """Files, links (not followed) and empty folders. Raises OSError for a folder that cannot be read."""
    for folder, folders, files in os.walk(site, onerror=_raise):
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in (*files, *links):
            yield (here / name).relative_to(site).as_posix()
        if not folders and not files and here != site:
            yield here.relative_to(site).as_posix()


def _raise(error: OSError) -> None:
    raise error
