"""What was made before, kept by what it was made from: what has not changed need not be made again."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from mapper.errors import MapperError
from mapper.resources import code_version, library_versions

_DIGEST = sha256().digest_size
_MOST = 48  # of each kind: four for each of twelve years


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of things made; None keeps nothing. What cannot be read whole, or written, counts as absent."""

    folder: Path | None = None

    def kept(
        self, name: str, made_from: Iterable[bytes], make: Callable[[], bytes], most: int = _MOST
    ) -> bytes:
        """What `make` gives, from the shelf if it was made from the same before.

        `name` says what it is, and `most` how many of the name are kept. It must depend on nothing else but the
        program and its libraries, which count too.
        """
        if self.folder is None:
            return make()
        path = self.folder / "made" / f"{name}-{_digest_of(made_from)}"
        found = whole(path)
        if found is None:
            found = make()
            keep(path, found)
            _clear(path.parent, path.name.rpartition("-")[0], most)
        return found


def private(folder: Path) -> Path:
    """The folder, made if it is missing and closed to others: who can write there decides what letters say.

    Raises MapperError if it is another user's. One that cannot be made keeps nothing.
    """
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
            raise MapperError(
                f"{folder}: this folder, where readings are kept, belongs to another user, who could have put anything "
                "there. Name one of your own in the environment variable MAPPER_CACHE, or do without (--no-cache)."
            )
        folder.chmod(0o700)
    return folder


EMPTY = Shelf()
"""A shelf that keeps nothing."""


def _digest_of(parts: Iterable[bytes]) -> str:
    libraries = ",".join(f"{name}=={number}" for name, number in library_versions().items())
    digest = sha256()
    for part in (code_version().encode(), libraries.encode(), *parts):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def whole(path: Path) -> bytes | None:
    """The content of a file that begins with its digest; None without such a file."""
    if not path.is_file():
        return None  # a pipe would be waited for
    try:
        content = path.read_bytes()
    except OSError:
        return None
    with suppress(OSError):
        path.touch()
    return content[_DIGEST:] if sha256(content[_DIGEST:]).digest() == content[:_DIGEST] else None


def keep(path: Path, content: bytes) -> None:
    """Keep the content with its digest; on a full or read-only disk, the next build only takes longer."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(sha256(content).digest() + content)
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _clear(folder: Path, name: str, most: int) -> None:
    """Drop what was longest unused of a kind, beyond the most that are kept."""
    with suppress(OSError):
        used = sorted(folder.glob(f"{name}-*"), key=lambda path: path.stat().st_mtime)
        for path in used[:-most]:
            path.unlink(missing_ok=True)
