"""The header of a table: found by its words, wherever it stands, in one row or in several.

Terms:

- a *band* is one row or some rows below one another that may be a header;
- the *path* of a column is the texts above one another in a band, the last of which is its *label*. A heading over
  several columns is often written in the first of them only: such a heading reaches to the right.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mapper.letters.layouts.numbers import looks_like_a_figure, says_nothing
from mapper.letters.statistics import BY_KEY
from mapper.sources.tables.grid import Grid, column_letters
from mapper.sources.tables.headings import CODE, NAME, YEAR, is_neutral, is_open, named, named_among
from mapper.sources.tables.words import words_of
from mapper.sources.tables.years import years_in
from mapper.words import abridged

_MOST_ROWS = 5
"""Of a header, with a title directly above it."""

_LONE_YEAR = re.compile("20[0-9]{2}")

_Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table.

    Parameters
    ----------
    first, last
        Its first and its last row, counted from 0.
    columns
        The statistic of each column that is read, by the column's number from 0.
    headings
        What stands above each column.
    name, year, code
        The columns of the councils' names, years and GSS codes; None where there is none, or several.
    doubtful
        Columns that may be statistics and are not read, with the reason.
    """

    first: int
    last: int
    columns: Mapping[int, str]
    headings: Mapping[int, str]
    name: int | None
    year: int | None
    code: int | None
    doubtful: Mapping[int, str]

    @property
    def strength(self) -> tuple[int, bool, int]:
        """The more columns it explains, and the fewer rows it needs, the better."""
        return len(self.columns), self.name is not None, self.first - self.last

    @property
    def unread(self) -> tuple[str, ...]:
        """The columns of which nothing is read or said, as "H “Region”"."""
        known = {*self.columns, *self.doubtful, self.name, self.year, self.code}
        return tuple(
            f"{column_letters(column)} “{heading}”"
            for column, heading in sorted(self.headings.items())
            if column not in known
        )


def headers_in(grid: Grid) -> tuple[Header, ...]:
    """The headers of a sheet, from top to bottom; each is that of the rows below it, up to the next."""
    found: list[Header] = []
    apart = True
    for row, cells in enumerate(grid.rows):
        if _has_figures(cells):
            apart = True
            continue
        best = max(_bands_ending(grid, row), key=lambda header: header.strength, default=None)
        if best is None or _goes_on(grid, best):
            continue
        if apart or best.first > found[-1].last:
            found.append(best)
        elif best.strength > found[-1].strength:
            found[-1] = best
        apart = False
    return tuple(found)


def _goes_on(grid: Grid, header: Header) -> bool:
    """Whether the row below a band has headings, too: they may say that a column is of another year."""
    below = header.last + 1
    if below == len(grid.rows) or _has_figures(grid.rows[below]):
        return False
    if header.name is not None and grid.text(below, header.name) not in ("", header.headings[header.name]):
        return False  # a body of which nothing is stated in numbers
    return any(grid.text(below, column) for column in (*header.columns, *header.doubtful))


def _has_figures(cells: Sequence[str]) -> bool:
    """Whether a row is one of figures; years are none."""
    filled = [text for text in cells if text]
    return 3 * sum(map(_is_figure, filled)) > len(filled)


def _is_figure(text: str) -> bool:
    if says_nothing(text):
        return True
    is_year = years_in(text) or _LONE_YEAR.fullmatch(text)
    return looks_like_a_figure(text) and not is_year and not any(map(str.isalpha, text))


def _bands_ending(grid: Grid, last: int) -> Iterator[Header]:
    """The bands that end with a row and explain enough of their columns to be a header.

    A row of headings over others belongs to the band, for it may change what they say; a title may.
    """
    if not any(grid.rows[last][1:]) and not named(words_of(grid.text(last, 0))):
        return  # a title or a note
    for first in range(last, max(last - _MOST_ROWS, -1), -1):
        if first and _is_over(grid.rows[first - 1]):
            continue
        if _has_figures(grid.rows[first]):
            return
        header = _read(grid, first, last)
        # Columns in doubt count, so that what is in doubt about them can be said.
        if len(header.columns) + len(header.doubtful) >= (1 if header.name is not None else 2):
            yield header


def _is_over(cells: Sequence[str]) -> bool:
    """Whether a row may be headings over those below it: more than one text, and no title at the left."""
    texts = {text for text in cells if text}
    return not _has_figures(cells) and (len(texts) > 1 or (len(texts) == 1 and not cells[0]))


def _read(grid: Grid, first: int, last: int) -> Header:
    """What a band says of each column."""
    width = max(len(grid.rows[row]) for row in range(first, last + 1))
    paths = {column: path for column in range(width) if (path := _own(grid, first, last, column))}
    keys: dict[int, str] = {}
    unsure: set[int] = set()
    for column, path in paths.items():
        found, certain = _named(path, _reached(grid, first, last, column))
        if len(found) == 1 and certain:
            keys[column] = next(iter(found))
        elif found:
            unsure.add(column)
    known = [key for key in keys.values() if key in BY_KEY]
    for column in paths.keys() - keys.keys() - unsure:
        if (key := _among(paths[column], known)) is not None:
            keys |= {column: key} if key else {}
            unsure |= set() if key else {column}
    doubtful = dict.fromkeys(sorted(unsure), "it is not certain what it counts") | _repeated(keys)
    return Header(
        first,
        last,
        columns={column: key for column, key in keys.items() if key in BY_KEY and column not in doubtful},
        headings={column: " / ".join(path) for column, path in paths.items()},
        name=_only(keys, NAME),
        year=_only(keys, YEAR),
        code=_only(keys, CODE),
        doubtful=doubtful,
    )


def _among(path: _Path, known: Sequence[str]) -> str | None:
    """What a path names among the statistics of its table; empty if that is not certain, None if it names nothing."""
    opened = next(filter(is_open, _readings(path)), None)
    if opened is None:
        return None
    is_plain = all(is_neutral(text) or is_open(words_of(text)) for text in path)
    return named_among(opened, known) or "" if is_plain else ""


def _only(keys: Mapping[int, str], what: str) -> int | None:
    columns = [column for column, key in keys.items() if key == what]
    return columns[0] if len(columns) == 1 else None


def _repeated(keys: Mapping[int, str]) -> dict[int, str]:
    """The columns that would be one statistic."""
    columns = defaultdict(list)
    for column, key in keys.items():
        columns[key].append(column)
    return {
        column: f"columns {abridged([column_letters(one) for one in several], 5)} would be the same"
        for several in columns.values()
        if len(several) > 1
        for column in several
    }


def _own(grid: Grid, first: int, last: int, column: int) -> _Path:
    """The path of a column; a label that lies in several of its cells stands in it once."""
    return tuple(dict.fromkeys(filter(None, grid.column(column, first, last + 1))))


def _reached(grid: Grid, first: int, last: int, column: int) -> _Path:
    """The headings that may reach to a column from the left: the nearest in each row, if one stands below it."""
    found = []
    for row in range(first, last):
        nearest = next((c for c in range(column, -1, -1) if grid.text(row, c)), column)
        below = any(grid.column(nearest, row + 1, last + 1))
        if nearest != column and below and not grid.text(row, column):
            found.append(grid.text(row, nearest))
    return tuple(dict.fromkeys(found))


def _named(path: _Path, reached: _Path) -> tuple[frozenset[str], bool]:
    """What a path names, and whether that is certain.

    As much of the path as names something counts, from the label upwards; what stands above it must be neutral. A
    heading that may reach over decides where the path says nothing, and must not say anything else where it does.
    """
    alone, is_sure = _named_by(path)
    if not reached:
        return alone, is_sure
    together, is_sure_together = _named_by((*reached, *path))
    if alone and together == alone:
        return alone, is_sure and (is_sure_together or all(map(_adds_nothing, reached)))
    return alone or together, is_sure_together and not alone


def _named_by(path: _Path) -> tuple[frozenset[str], bool]:
    for start, words in enumerate(_readings(path)):
        if found := named(words):
            return found, all(map(is_neutral, path[:start]))
    return frozenset(), True


def _readings(path: _Path) -> Iterator[frozenset[str]]:
    """The words of a path, then without its first text, and so on. A year above says nothing, one in the label does."""
    for start in range(len(path)):
        above = {word for text in path[start:-1] for word in words_of(text) if not word.isdecimal()}
        yield words_of(path[-1]) | above


def _adds_nothing(heading: str) -> bool:
    """Whether a heading at the left is neutral, or is the name's or the year's own."""
    return is_neutral(heading) or bool(named(words_of(heading)) & {NAME, YEAR, CODE})
