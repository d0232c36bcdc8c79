"""The rows of figures of a table, and which figure stands in which column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mapper.letters.layouts.labels import normal_form
from mapper.letters.layouts.numbers import looks_like_a_figure
from mapper.letters.layouts.tables.columns import SLACK, Column, Header, columns_above
from mapper.letters.layouts.tables.lines import Line, is_row_of_figures, without
from mapper.letters.letter import Page, Word


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures: its line, the columns above it, the words in each, and the words that fit in no column."""

    line: Line
    columns: tuple[Column, ...]
    cells: Mapping[str, tuple[Word, ...]]
    strays: tuple[Word, ...]


def rows_under_title(lines: Sequence[Line], begins: Page, header: Header) -> Iterator[Row]:
    """The rows of figures under a header, from top to bottom.

    A row that fills fewer than half its columns is not one.

    Parameters
    ----------
    lines
        The lines after the table's title.
    begins
        The page of that title. The table stands on it or on the next.
    header
        What the headings say.
    """
    near = [line for line in lines if line.page.number <= begins.number + 1]
    return _rows_under_header(near, begins, header)


def rows_under_headings(lines: Sequence[Line], header: Header) -> Iterator[Row]:
    """The rows of figures under a header wherever it stands, with every required column."""
    return _rows_under_header(lines, None, header)


def _rows_under_header(lines: Sequence[Line], begins: Page | None, header: Header) -> Iterator[Row]:
    for index, line in enumerate(lines):
        if not is_row_of_figures(line, header.row_labels):
            continue
        band = [above for above in lines[:index] if above.page is line.page]
        columns = columns_above(line, band, header, whole=begins is line.page)
        if columns and 2 * len(without(line.words, header.row_labels)) >= len(columns):
            yield row_under(line, columns, header)


def is_headed(lines: Sequence[Line], header: Header) -> bool:
    """Whether a row of figures stands under any heading of a table."""
    return any(True for _ in rows_under_headings(lines, replace(header, required=frozenset())))


def right_of_prose(lines: Sequence[Line], header: Header) -> Iterator[list[Line]]:
    """The lines without the words on the left, cut at each word that may begin a heading.

    For a table beside notes, whose lines run on into those of the table.
    """
    lefts = {
        word.x0
        for line in lines
        for word in line.words
        if (form := normal_form(word.text)) and any(label.startswith(form) for label in header.labels)
    }
    for left in sorted(lefts):
        clipped = (replace(line, words=_from(line.words, left)) for line in lines)
        yield [line for line in clipped if line.words]


def _from(words: Iterable[Word], left: float) -> tuple[Word, ...]:
    return tuple(word for word in words if word.x0 >= left - SLACK)


def row_under(line: Line, columns: Sequence[Column], header: Header) -> Row:
    """What a line prints under each of these columns, which are in order from left to right."""
    words = without(line.words, header.row_labels)
    if header.names:
        words = [word for word in words if word.x1 > columns[0].x0 or looks_like_a_figure(word.text)]
    cells: dict[str, tuple[Word, ...]] = {}
    for left, right in dict.fromkeys((column.left, column.right) for column in columns):
        members = [column for column in columns if (column.left, column.right) == (left, right)]
        inside = [word for word in words if _is_within(word, left, right)]
        cells |= _filled(members, inside)
    placed = {word for cell in cells.values() for word in cell}
    return Row(line, tuple(columns), cells, tuple(word for word in words if word not in placed))


def _is_within(word: Word, left: float, right: float) -> bool:
    """Whether a word is between two rules and crosses neither."""
    return left < word.x_middle <= right and left - SLACK <= word.x0 and word.x1 <= right + SLACK


def _filled(columns: Sequence[Column], words: Sequence[Word]) -> dict[str, tuple[Word, ...]]:
    """Which words stand in which column of one compartment; words whose column is in doubt are left out."""
    if len(columns) == 1 and columns[0].is_ruled:
        return {columns[0].key: tuple(words)} if words else {}
    anchors = [_anchor(word, columns) for word in words]
    if len(words) == len(columns) and _is_in_order(words, columns, anchors):
        return {column.key: (word,) for column, word in zip(columns, words, strict=True)}
    cells: dict[str, tuple[Word, ...]] = {}
    for word, anchor in zip(words, anchors, strict=True):
        if anchor is not None:
            cells[anchor.key] = (*cells.get(anchor.key, ()), word)
    return cells


def _anchor(word: Word, columns: Sequence[Column]) -> Column | None:
    """The one column whose heading stands above the word.

    Heading and figure both stay within their column, so where they overlap they share it, however each is
    aligned. A word that is under no heading, or under two, is in doubt.
    """
    above = [column for column in columns if word.x0 < column.x1 and column.x0 < word.x1]
    return above[0] if len(above) == 1 else None


def _is_in_order(words: Sequence[Word], columns: Sequence[Column], anchors: Sequence[Column | None]) -> bool:
    """Whether words, as many as there are columns, can only stand in them one by one.

    So a figure at the right of its column is read under a heading at the left. Each word must lie between the
    headings on either side of its own, and must not be under another.
    """
    lefts = (_left_end(columns), *(column.x1 for column in columns[:-1]))
    rights = (*(column.x0 for column in columns[1:]), _right_end(columns))
    return all(
        anchor in (None, column) and left <= word.x0 and word.x1 <= right
        for word, column, anchor, left, right in zip(words, columns, anchors, lefts, rights, strict=True)
    )


def _left_end(columns: Sequence[Column]) -> float:
    """How far left the first column of a compartment reaches.

    That is the rule; where there is none, as far beyond its heading as it reaches at the right.
    """
    first = columns[0]
    if first.left > float("-inf"):
        return first.left - SLACK
    reach = columns[1].x0 - first.x1 if len(columns) > 1 else first.right - first.x1
    return first.x0 - reach


def _right_end(columns: Sequence[Column]) -> float:
    """How far right the last column of a compartment reaches; see `_left_end`."""
    last = columns[-1]
    if last.right < float("inf"):
        return last.right + SLACK
    reach = last.x0 - columns[-2].x1 if len(columns) > 1 else last.x0 - last.left
    return last.x1 + reach
