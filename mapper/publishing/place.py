"""Where a site may stand: what a folder must be for a build to replace it."""

import os
from collections.abc import Iterable
from pathlib import Path

from mapper.errors import NotASite
from mapper.publishing import BUILD_REPORT
from mapper.publishing.own_files import added, changed, listed

_OF_HOSTS = {"CNAME", "404.html", "robots.txt"}
"""What hosts ask a site for by name: an owner may put it into the folder before there is a site."""

_NAMED = 3
"""How many files a message names."""


def require_apart(out: Path, letters: Iterable[Path], others: Iterable[Path]) -> None:
    """Raise NotASite where a site in `out` would endanger what it is made from, or more than a site.

    Parameters
    ----------
    out
        The folder for the site.
    letters
        Folders that are searched for letters.
    others
        Other files and folders that are read.
    """
    place = real(out)
    if place.is_symlink():
        raise NotASite(f"{out} is a link that leads to itself. Expected a folder; choose another with --out.")
    if os.path.ismount(place):
        raise NotASite(
            f"{out} is a mount point, which cannot be replaced. Choose a folder inside it with --out."
        )
    home = os.path.expanduser("~")  # noqa: PTH111 - does not fail where there is no home
    if _within(real(Path(home)), place):
        raise NotASite(f"{out} is the home folder, or has it inside. Choose a folder of its own with --out.")
    _require_none_within(place, out, tuple(letters), tuple(others))


def _require_none_within(place: Path, out: Path, folders: tuple[Path, ...], others: tuple[Path, ...]) -> None:
    for read in (*folders, *others):
        if _within(real(read), place):
            raise NotASite(
                f"{read} is inside the folder of the site, {out}, which is replaced as a whole. Expected it elsewhere; "
                "move it, or choose another folder with --out."
            )
    for folder in folders:
        if _within(place, real(folder)):
            raise NotASite(
                f"{out}, the folder of the site, is inside {folder}, where letters are looked for; the next build "
                "would read the site's own copies. Choose another folder with --out."
            )


def real(path: Path) -> Path:
    """The absolute path with links followed; of a link that leads to itself, the link."""
    return Path(os.path.realpath(path))


def require_replaceable(out: Path) -> None:
    """Raise NotASite unless a folder can be replaced by a site.

    It can if it is absent, has nothing but dot entries and files that hosts ask for, or is a site whose files are as it
    was built.
    """
    if not out.exists():
        return
    if not out.is_dir():
        raise NotASite(f"{out} is a file. Expected a folder for the site; choose another with --out.")
    if (out / ".git").exists():
        raise NotASite(
            f"{out} is a git repository, which would be lost. Build into another folder with --out and copy the "
            "result."
        )
    own = listed(out)
    if own is None:
        _require_nothing_visible(out)
    else:
        _require_unchanged(changed(out, own), out)
    to_carry_over(out)


def to_carry_over(out: Path) -> tuple[str, ...]:
    """What the owner of a site added to its folder, by path: files, links and empty folders.

    Raises NotASite if it cannot be copied.
    """
    theirs = added(out, listed(out) or {}) if out.exists() else ()
    _require_copyable(out, theirs)
    return theirs


def named(names: Iterable[str]) -> str:
    """The first few of some names, and how many more there are."""
    every = list(names)
    first, more = every[:_NAMED], len(every) - _NAMED
    return ", ".join(first) + (f" and {more} more" if more > 0 else "")


def _within(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder)


def _require_nothing_visible(out: Path) -> None:
    entries = {entry.name for entry in out.iterdir()} - _OF_HOSTS
    visible = sorted(name for name in entries if not name.startswith("."))
    if visible and (out / BUILD_REPORT).is_file():
        raise NotASite(
            f"{out} is a site without a list of its own files: an earlier version built it, or its dot files were "
            "lost. Files that you added cannot be told from it. Move it away or choose another folder with --out; then "
            "copy your own files into the new site, where later builds keep them."
        )
    if visible:
        raise NotASite(
            f"{out} is not a site built by this program, and its files ({named(visible)}) would be "
            "lost. Expected an empty or new folder; choose another with --out."
        )


def _require_unchanged(names: tuple[str, ...], out: Path) -> None:
    if names:
        raise NotASite(
            f"{out}: files of the site were changed after it was built, and the changes would be lost: {named(names)}. "
            "Copy what you want to keep to another place and delete these files, or choose another folder with --out."
        )


def _require_copyable(out: Path, names: tuple[str, ...]) -> None:
    for name in names:
        path = out / name
        if not (path.is_symlink() or path.is_file() or path.is_dir()):
            raise NotASite(
                f"{path} is neither a file nor a folder and cannot be carried over. Move it away, or choose another "
                "folder with --out."
            )
