"""Copies of letters kept by the content of their files, and by the version of everything that makes them."""

import os
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import msgspec

from mapper.letters.statistics import Problem
from mapper.letters.versions import parser_version


@dataclass(frozen=True, slots=True)
class Copy:
    """A letter's own pages, written anew: the SHA-256, the number of pages of its file, and the content or its path."""

    sha256: str
    file_pages: int
    content: Path | bytes


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is kept beside a copy, or in the place of one."""

    sha256: str = ""
    file_pages: int = 0
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class CopyStore:
    """A folder of copies; an entry that cannot be read or written, or is not as it was written, counts as absent."""

    folder: Path

    def get(self, file: str, pages: tuple[int, int]) -> Copy | Problem | None:
        """What was made of these pages of the file with this SHA-256."""
        path = self._path(file, pages)
        try:
            entry = msgspec.json.decode(path.with_suffix(".json").read_bytes(), type=_Entry)
            if entry.problem is not None:
                return entry.problem
            if sha256(path.read_bytes()).hexdigest() == entry.sha256:
                return Copy(entry.sha256, entry.file_pages, path)
        except (OSError, msgspec.DecodeError):
            pass
        return None

    def put(self, file: str, pages: tuple[int, int], made: Copy | Problem) -> Copy | Problem:
        """Keep it, and return it as it is kept; on a full or read-only disk, the next build only takes longer."""
        path = self._path(file, pages)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(made, Problem):
                _write(path.with_suffix(".json"), msgspec.json.encode(_Entry(problem=made)))
                return made
            if isinstance(made.content, bytes):
                _write(path, made.content)
            _write(path.with_suffix(".json"), msgspec.json.encode(_Entry(made.sha256, made.file_pages)))
        except OSError:
            return made
        return Copy(made.sha256, made.file_pages, path)

    def _path(self, file: str, pages: tuple[int, int]) -> Path:
        return self.folder / "copies" / _made_by() / f"{file}-{pages[0]}-{pages[1]}.pdf"


@lru_cache
def _made_by() -> str:
    return f"{parser_version()}-{version('pikepdf')}"


def _write(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(path)
