"""A cache of what files state, by their content and by the version of everything that reads them."""

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec
from platformdirs import user_cache_path

from mapper.letters.read import FileReading
from mapper.letters.versions import parser_version
from mapper.shelf import keep, private, whole


def default_folder() -> Path:
    """`$MAPPER_CACHE` if it is set, else the user's cache folder; its owner's alone.

    Raises MapperError if it is another user's.
    """
    chosen = os.environ.get("MAPPER_CACHE")
    return private(Path(chosen) if chosen else user_cache_path("ombudsman-letters-map"))


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of readings; an entry that cannot be read or written counts as absent, and so does one that changed."""

    folder: Path

    def get(self, content: str) -> FileReading | None:
        """What the file with this SHA-256 states, if this version of the parser has read it before; else None."""
        entry = whole(self._path(content))
        try:
            found = None if entry is None else msgspec.json.decode(entry, type=FileReading)
        except (msgspec.DecodeError, RecursionError):
            return None
        return found if found is not None and found.sha256 == content else None

    def put(self, read: FileReading) -> None:
        """Keep what a file states; on a full or read-only disk, the next build only takes longer."""
        keep(self._path(read.sha256), msgspec.json.encode(read))

    def _path(self, content: str) -> Path:
        return self.folder / parser_version() / f"{content}.json"
