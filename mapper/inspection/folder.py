"""The folder that the page is written into."""

import re
from collections.abc import Mapping
from pathlib import Path

from mapper.errors import MapperError
from mapper.inspection.page import GENERATOR, INDEX
from mapper.words import printable

_OWN = re.compile(rf"{re.escape(INDEX)}|page-[0-9]+\.png")


def require_replaceable(folder: Path) -> None:
    """Raise MapperError unless the folder is absent, empty, or holds nothing but a page written by `write`.

    Files whose names begin with a dot do not count.
    """
    if not folder.exists():
        return
    others = sorted(name for name in _names(folder) if not _OWN.fullmatch(name))
    if not others and _names(folder) and not _is_own(folder / INDEX):
        others = sorted(_names(folder))
    if others:
        named = printable(", ".join(others[:3]))
        raise MapperError(
            f"{folder} has files that this command did not write ({named}). Expected a folder that is new, empty, or "
            "was written by it before; choose another with --out."
        )


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files in the place of those that an earlier run wrote.

    Raises MapperError as `require_replaceable` does, and OSError if a file cannot be written.
    """
    require_replaceable(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in _names(folder) - {INDEX}:
        (folder / name).unlink()
    # The page comes first: should the rest fail, the folder is still known for what it is.
    (folder / INDEX).write_bytes(files[INDEX])
    for name in files.keys() - {INDEX}:
        (folder / name).write_bytes(files[name])


def _names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir() if not entry.name.startswith(".")}


def _is_own(index: Path) -> bool:
    return index.is_file() and f'content="{GENERATOR}"'.encode() in index.read_bytes()
