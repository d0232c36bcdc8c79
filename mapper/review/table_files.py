"""Data tables read and judged: every file named, every council's figures with their status."""

from collections.abc import Sequence
from pathlib import Path

from mapper.councils.register import Register
from mapper.review.tables import Tables, judge_statement
from mapper.sources.tables.read import read_table
from mapper.sources.tables.statements import statements
from mapper.words import printable


def read_tables(paths: Sequence[Path], register: Register, year: int | None = None) -> Tables:
    """Read files as data tables, all of one `year` if it is given; a file that cannot be read is among `refused`."""
    files = tuple(read_table(name, path, year) for name, path in zip(_names(paths), paths, strict=True))
    sha256 = {file.file: file.sha256 for file in files}
    return Tables(files, tuple(judge_statement(one, sha256) for one in statements(files, register)))


def _names(paths: Sequence[Path]) -> list[str]:
    """The files' own names; with their folders where two have the same name."""
    own = [printable(path.name) for path in paths]
    return [
        name if own.count(name) == 1 else printable(path.as_posix())
        for name, path in zip(own, paths, strict=True)
    ]
