"""A file that is written whole or not at all, whenever the program is stopped."""

import os
from pathlib import Path

from mapper.errors import SourceProblem


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place in one step. Raises SourceProblem where the disk refuses; what was there then stays."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_up(path)
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise SourceProblem(f"{path} cannot be written ({error.strerror}). Choose another --out.") from error


def _clear_up(path: Path) -> None:
    """Remove what runs that were killed left unfinished beside the file."""
    for left in path.parent.iterdir():
        name, _, process = left.name.rpartition(".")
        if name == f".{path.name}" and process.isdecimal() and not _is_running(int(process)):
            left.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
