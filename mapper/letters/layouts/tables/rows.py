"""The rows of figures of a table, and which figure stands in which column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mapper.letters.layouts.labels import normal_form
from mapper.letters.layouts.numbers import looks_like_a_figure
from mapper.letters.layouts.tables.cells import SLACK
from mapper.letters.layouts.tables.columns import Band, Column, Header, columns_above
from mapper.letters.layouts.tables.lines import Line, is_row_of_figures, without
from mapper.letters.layouts.tables.years import is_of_year
from mapper.letters.letter import Word

# A page whose table began on the page before has at most so many lines above the figures; below the headings there are
# at most so many lines, further from them than this (heights of the title's letters).
_LINES_OF_HEAD = 2
_LINES_OF_FOOT = 3
_WIDE_GAP = 4.0

# Figures beside text stand at least so many of their heights apart from it.
_APART = 1.5

# Signs that refer to notes.
_STARS = "*†‡§¶"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures.

    Parameters
    ----------
    line
        Its line.
    columns
        The columns above it.
    cells
        The words in each column.
    strays
        The words that fit in no column.
    label
        The label beside it, if that names a year.
    """

    line: Line
    columns: tuple[Column, ...]
    cells: Mapping[str, tuple[Word, ...]]
    strays: tuple[Word, ...]
    label: str = ""


def rows_under_title(lines: Sequence[Line], title: Line, header: Header) -> Iterator[Row]:
    """The rows of figures under a header, from top to bottom.

    A row that fills fewer than half its columns is not one. The table stands on the page of its title or on the next;
    its header may be parted from its figures by the end of the page.

    Parameters
    ----------
    lines
        The lines after the table's title.
    title
        That title.
    header
        What the headings say.
    """
    near = [line for line in lines if line.page.number <= title.page.number + 1]
    rows = list(_rows_under_header(near, title, header))
    return iter(rows or _rows_on_next_page(near, title, header))


def rows_under_headings(lines: Sequence[Line], header: Header) -> Iterator[Row]:
    """The rows of figures under a header wherever it stands, with every required column."""
    return _rows_under_header(lines, None, header)


def _rows_under_header(lines: Sequence[Line], title: Line | None, header: Header) -> Iterator[Row]:
    for index, line in enumerate(lines):
        if is_row_of_figures(line, header.row_labels):
            above = [other for other in lines[:index] if other.page is line.page]
            yield from _row_in(line, _band_above(line, above, title), header)


def _band_above(line: Line, above: Sequence[Line], title: Line | None) -> Band:
    is_whole = title is not None and title.page is line.page
    start = title.bottom if title is not None and is_whole else float("-inf")
    turned = tuple(word for word in line.page.turned if start < word.y_middle < line.top)
    return Band(above, turned, is_whole)


def _row_in(line: Line, band: Band, header: Header) -> Iterator[Row]:
    """The row of a line under a band; none if that names no column, or the line fills fewer than half of them."""
    columns = columns_above(line, band, header)
    if columns and 2 * len(without(line.words, header.row_labels)) >= len(columns):
        yield row_under(line, columns, header)


def _rows_on_next_page(lines: Sequence[Line], title: Line, header: Header) -> Iterator[Row]:
    """The row at the head of a page whose headings, all of them, stand at the foot of the page before.

    It must fill every column: with a page's end between, nothing else shows that it is of this table.
    """
    below = [line for line in lines if line.page is not title.page]
    head = next((i for i, line in enumerate(below) if is_row_of_figures(line, header.row_labels)), len(below))
    if head > _LINES_OF_HEAD or head == len(below):
        return
    above = [line for line in lines if line.page is title.page]
    own = _near(title, above)
    turned = tuple(word for word in title.page.turned if word.y_middle > title.bottom)
    if len(above) - len(own) <= _LINES_OF_FOOT:
        rows = _row_in(below[head], Band(own, turned, is_whole=True, is_parted=True), header)
        yield from (row for row in rows if len(row.cells) == len(row.columns) and not row.strays)


def _near(title: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines that follow a title without a wide gap; the foot of the page is further away."""
    reached = max((word.bottom for word in title.page.turned), default=title.bottom)
    near: list[Line] = []
    for line in lines:
        if line.top - max(reached, title.bottom) > _WIDE_GAP * title.height:
            break
        reached = max(reached, line.bottom)
        near.append(line)
    return near


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


def _from(words: Sequence[Word], left: float) -> tuple[Word, ...]:
    """The words from a place on, and figures before it that stand apart from the text on their left."""
    prose = [word for word in words if not looks_like_a_figure(word.text) and word.x0 < left]
    ends = max((word.x1 for word in prose), default=left)
    figures = [word for word in words if word.x0 > ends]
    apart = figures and figures[0].x0 - ends > _APART * figures[0].height
    begins = figures[0].x0 if apart and all(looks_like_a_figure(word.text) for word in figures) else left
    return tuple(word for word in words if word.x0 >= min(begins, left) - SLACK * word.height)


def row_under(line: Line, columns: Sequence[Column], header: Header) -> Row:
    """What a line prints under each of these columns, which are in order from left to right."""
    label, words = _labelled(without(line.words, header.row_labels), columns)
    words = _figures_of(words)
    if header.names:
        words = [word for word in words if word.x1 > columns[0].x0 or looks_like_a_figure(word.text)]
    cells: dict[str, tuple[Word, ...]] = {}
    for left, right in dict.fromkeys((column.left, column.right) for column in columns):
        members = [column for column in columns if (column.left, column.right) == (left, right)]
        inside = [word for word in words if _is_within(word, left, right)]
        cells |= _filled(members, inside)
    placed = {word for cell in cells.values() for word in cell}
    strays = tuple(word for word in words if word not in placed)
    return Row(line, tuple(columns), cells, strays, label)


def _labelled(words: Sequence[Word], columns: Sequence[Column]) -> tuple[str, Sequence[Word]]:
    """The label before or after the figures that names a year, empty if there is none; and the other words."""
    first, last = columns[0], columns[-1]
    left = [word for word in words if word.x1 <= max(first.left, first.x0) or word.x1 <= first.left]
    right = [word for word in words if word.x0 >= min(last.right, last.x1)]
    runs = (*(left[:end] for end in range(len(left), 0, -1)), *(right[start:] for start in range(len(right))))
    for run in runs:
        label = " ".join(word.text for word in run)
        if is_of_year(label, 0) is not None:
            return label, [word for word in words if word not in run]
    return "", words


def _figures_of(words: Sequence[Word]) -> list[Word]:
    """The words with a percent sign joined to its figure, and without stars that refer to notes."""
    joined: list[Word] = []
    for word in words:
        before = joined[-1] if joined else None
        if not word.text.strip(_STARS):
            continue
        if word.text.strip(_STARS) == "%" and before is not None and word.x0 - before.x1 < word.height:
            joined[-1] = replace(before, text=f"{before.text} %", x1=word.x1)
        else:
            joined.append(word)
    return joined


def _is_within(word: Word, left: float, right: float) -> bool:
    """Whether a word is between two rules and crosses neither."""
    slack = SLACK * word.height
    return left < word.x_middle <= right and left - slack <= word.x0 and word.x1 <= right + slack


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
    return above[0] if len(above) == 1 and not above[0].leans else None


def _is_in_order(words: Sequence[Word], columns: Sequence[Column], anchors: Sequence[Column | None]) -> bool:
    """Whether words, as many as there are columns, can only stand in them one by one.

    So a figure at the right of its column is read under a heading at the left. Each word must lie between the
    headings on either side of its own, and must not be under another.
    """
    if columns[0].leans:
        return _is_between_feet(words, columns)
    lefts = (_left_end(columns), *(column.x1 for column in columns[:-1]))
    rights = (*(column.x0 for column in columns[1:]), _right_end(columns))
    slack = SLACK * words[0].height
    return all(
        anchor in (None, column) and left - slack <= word.x0 and word.x1 <= right + slack
        for word, column, anchor, left, right in zip(words, columns, anchors, lefts, rights, strict=True)
    )


def _is_between_feet(words: Sequence[Word], columns: Sequence[Column]) -> bool:
    """Whether each word, by its middle, is between the feet on either side of its own."""
    feet = (_left_end(columns), *((column.x0 + column.x1) / 2 for column in columns), _right_end(columns))
    return all(left < word.x_middle < right for left, word, right in zip(feet, words, feet[2:], strict=False))


def _left_end(columns: Sequence[Column]) -> float:
    """How far left the first column of a compartment reaches.

    That is the rule; where there is none, as far beyond its heading as it reaches at the right.
    """
    first = columns[0]
    if first.left > float("-inf"):
        return first.left
    reach = columns[1].x0 - first.x1 if len(columns) > 1 else first.right - first.x1
    return first.x0 - reach


def _right_end(columns: Sequence[Column]) -> float:
    """How far right the last column of a compartment reaches; see `_left_end`."""
    last = columns[-1]
    if last.right < float("inf"):
        return last.right
    reach = last.x0 - columns[-2].x1 if len(columns) > 1 else last.x0 - last.left
    return last.x1 + reach
