"""A download: its path, its title, its columns and the function that writes it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import groupby
from typing import Any

from mapper.measures.column import Column
from mapper.measures.edition import Edition

Columns = tuple[Column[Any], ...]

_YEAR = "{year}"


@dataclass(frozen=True, slots=True)
class Download:
    """An entry of `DOWNLOADS`.

    Parameters
    ----------
    path, title
        The path is from the site's root. If it contains `{year}`, there is one file a year.
    write
        Returns the content of the file. For a file of one year it takes an edition of that year only.
    columns
        The columns of a table; empty for any other file.
    key
        The column that identifies a row, if there is one.
    is_there
        Whether an edition has the file.
    """

    path: str
    title: str
    write: Callable[[Edition], bytes]
    columns: Columns = ()
    key: str | None = None
    is_there: Callable[[Edition], bool] = lambda _: True

    @property
    def yearly(self) -> bool:
        """Whether there is one file a year."""
        return _YEAR in self.path


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of one edition that readers can download; `content` returns its bytes."""

    path: str
    title: str
    content: Callable[[], bytes]
    columns: Columns = ()
    key: str | None = None

    def kept(self) -> "DataFile":
        """The file with its content kept once it has been made, because other files hold it too."""
        return replace(self, content=cache(self.content))


def files_of(downloads: Sequence[Download], edition: Edition) -> Iterator[DataFile]:
    """The files of these entries in their order; consecutive entries with a file a year are grouped by year."""
    there = [download for download in downloads if download.is_there(edition)]
    for yearly, group in groupby(there, key=lambda download: download.yearly):
        entries = tuple(group)
        parts = [replace(edition, years=(joined,)) for joined in edition.years] if yearly else [edition]
        for part in parts:
            yield from (_file(entry, part) for entry in entries)


def _file(download: Download, edition: Edition) -> DataFile:
    year = str(edition.years[0].period_end.year)
    return DataFile(
        path=download.path.replace(_YEAR, year),
        title=download.title.replace(_YEAR, year),
        content=partial(download.write, edition),
        columns=download.columns,
        key=download.key,
    )
