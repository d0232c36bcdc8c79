"""A cache of what files state, by their content and by the version of everything that reads them."""

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec
from platformdirs import user_cache_path

from mapper.letters.read import FileReading
from mapper.letters.versions import parser_version


def default_folder() -> Path:
    """`$MAPPER_CACHE` if it is set, else the user's cache folder."""
    chosen = os.environ.get("MAPPER_CACHE")
    return Path(chosen) if chosen else user_cache_path("ombudsman-letters-map")


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of readings; an entry that cannot be read or written counts as absent."""

    folder: Path

    def get(self, content: str) -> FileReading | None:
        """What the file with this SHA-256 states, if this version of the parser has read it before; else None."""
        try:
            found = msgspec.json.decode(self._path(content).read_bytes(), type=FileReading)
        except (OSError, msgspec.DecodeError):
            return None
        return found if found.sha256 == content else None

    def put(self, read: FileReading) -> None:
        """Keep what a file states; on a full or read-only disk, the next build only takes longer."""
        path = self._path(read.sha256)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(msgspec.json.encode(read))
            unfinished.replace(path)
        except OSError:
            return

    def _path(self, content: str) -> Path:
        return self.folder / parser_version() / f"{content}.json"
