"""A file that is written whole or not at all, whenever the program is stopped."""

import os
from pathlib import Path

from mapper.errors import SourceProblem


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place in one step. Raises SourceProblem where the disk refuses; what was there then stays."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise SourceProblem(f"{path} cannot be written ({error.strerror}). Choose another --out.") from error
