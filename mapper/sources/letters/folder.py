"""The folder of letters while they are fetched: nothing in it is ever half-written, and nothing is lost.

Letters stand in a folder a year. What comes is first kept in `.fetching`, under its SHA-256, with a row in the
manifest; it is moved to its place once it has been looked at. What is not the letter that was wanted is kept in
`set-aside`, where no build looks for letters.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from mapper.errors import SourceProblem
from mapper.sources.letters.manifest import NAME, Manifest, Row, State, read_manifest

SET_ASIDE = "set-aside"
_WORK = ".fetching"
_DONE = "done.txt"
# Seconds after which an interrupted run is forgotten: the site may have changed.
_LASTING = 24 * 3600


class Folder:
    """A folder of letters and its manifest, for one run. Raises SourceProblem if another run is using it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._work = root / _WORK
        self.manifest = Manifest()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Keep other runs out until the end of the block; problems of the disk become a SourceProblem."""
        try:
            self._work.mkdir(parents=True, exist_ok=True)
            with (self._work / "lock").open("a") as lock:
                _lock(lock.fileno(), self.root)
                self.manifest = read_manifest(self.root / NAME)
                self._tidy()
                yield
        except OSError as error:
            raise SourceProblem(
                f"{error.filename or self.root}: cannot be written ({error.strerror}). Check the free disk space and "
                "the permissions. Nothing is lost: the same command carries on."
            ) from error

    def save(self) -> None:
        """Write the manifest."""
        self._write(self.root / NAME, self.manifest.to_csv())

    def receive(self, row: Row, content: bytes) -> Row:
        """Keep what came until it has been looked at, and return the row with its size and SHA-256."""
        row = replace(row, bytes=len(content), sha256=sha256(content).hexdigest())
        self._write(self.waiting(row), content)
        return row

    def waiting(self, row: Row) -> Path:
        """Where the file of that row waits to be looked at."""
        return self._work / f"{row.gss_code}-{row.year}-{row.sha256}.part"

    def digest(self, file: str) -> str | None:
        """The SHA-256 of a file of the folder; None if there is none."""
        try:
            return sha256((self.root / file).read_bytes()).hexdigest()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def keep_apart(self, row: Row, content: bytes, name: str) -> str:
        """Keep a file that is not, or no longer, the letter of its place; return its path in the folder.

        Every PDF is kept, and of other answers, which differ each time, the last.
        """
        is_pdf = b"%PDF-" in content[:1024]
        kind = f"-{row.sha256[:8]}.pdf" if is_pdf else ".html" if b"<" in content[:1024] else ".bin"
        file = f"{SET_ASIDE}/{row.year}/{name}{kind}"
        self._write(self.root / file, content)
        return file

    def place(self, row: Row, file: str) -> None:
        """Move what waits to its place in the folder, in one step."""
        target = self.root / file
        target.parent.mkdir(parents=True, exist_ok=True)
        self.waiting(row).replace(target)

    def forget(self, row: Row) -> None:
        """Remove what waited for this row, if it still does."""
        self.waiting(row).unlink(missing_ok=True)

    def done(self) -> set[str]:
        """What a run of the last day that was interrupted need not ask for again."""
        notes = self._work / _DONE
        try:
            if time.time() - notes.stat().st_mtime > _LASTING:
                notes.unlink()
            return set(notes.read_text("utf-8").splitlines())
        except (FileNotFoundError, UnicodeDecodeError):
            return set()

    def add_done(self, key: str) -> None:
        """Note what need not be asked for again if this run is interrupted."""
        with (self._work / _DONE).open("a", encoding="utf-8") as notes:
            notes.write(f"{key}\n")

    def finish(self) -> None:
        """The run has come to its end: the next one asks for everything anew."""
        (self._work / _DONE).unlink(missing_ok=True)

    def _write(self, path: Path, content: bytes) -> None:
        """Write a whole file or none: to a new file, which then takes the other's place in one step."""
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._work / f"{path.name}.{os.getpid()}.new"
        try:
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise

    def _tidy(self) -> None:
        """Remove what runs that were killed left unfinished."""
        known = {self.waiting(row).name for row in self.manifest.rows() if row.status is State.ARRIVED}
        for path in self._work.iterdir():
            if path.suffix == ".new" or (path.suffix == ".part" and path.name not in known):
                path.unlink(missing_ok=True)


def _lock(handle: int, root: Path) -> None:
    """Lock a file of this process until it is closed; where the system cannot (Windows), two runs may meet."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        return
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except OSError as error:
        raise SourceProblem(
            f"{root} is in use by another run. Wait for its end, or choose another --out."
        ) from error
