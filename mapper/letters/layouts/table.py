"""Tables read from words: columns are known by the words of their headings, never by their order or place.

A *line* is a row of words side by side. A *band* is the lines of a table between its title and its row of
figures. A *compartment* is the space between two neighbouring vertical rules of that row, or beyond the
outermost: in a fully ruled table each column is one, in an unruled table one holds all columns.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from mapper.letters.layouts.numbers import looks_like_a_figure
from mapper.letters.pdf import Page, Word

# Words stand beside each other where they share at least this part of the lower one's height. It is more than
# half so that a figure centred between the two lines of a neighbouring cell belongs to neither.
_SHARED_HEIGHT = 0.6

# Points by which a rule may miss what it rules, and a word may touch a rule without crossing it.
_SLACK = 1.5

# The row of figures stands within this distance (points) of the last line of its header. A lone page number
# at the foot of the page is further off.
_HEADER_TO_FIGURES = 60.0

# Lines above the figures that may belong to a header, where a new page hides how far up it goes.
_HEADER_LINES = 20


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side on one page, from left to right."""

    page: Page
    words: tuple[Word, ...]
    top: float
    bottom: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the statistic its heading names, the extent of the heading, and the compartment it is in."""

    key: str
    x0: float
    x1: float
    left: float
    right: float

    @property
    def is_ruled(self) -> bool:
        """Whether rules stand on both sides."""
        return self.left > float("-inf") and self.right < float("inf")


def spanning(key: str, columns: Sequence[Column]) -> Column:
    """The column that a merged cell under several columns makes."""
    return Column(
        key,
        min(column.x0 for column in columns),
        max(column.x1 for column in columns),
        min(column.left for column in columns),
        max(column.right for column in columns),
    )


@dataclass(frozen=True, slots=True)
class Header:
    """What the headings of a table say, all in normal form.

    `labels` gives the statistic of each heading; a table without one of the `required` statistics is not this
    one where nothing else says so. `ignored` are the words of headings over several columns, `row_labels` those
    beside the rows, and `names` heads a column of names that may stand before all others.
    """

    labels: Mapping[str, str]
    required: frozenset[str]
    ignored: frozenset[str] = frozenset()
    row_labels: frozenset[str] = frozenset()
    names: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures: its line, the columns above it, the words in each, and the words that fit in none."""

    line: Line
    columns: tuple[Column, ...]
    cells: Mapping[str, tuple[Word, ...]]
    strays: tuple[Word, ...]


@lru_cache(maxsize=4096)
def normal_form(label: str) -> str:
    """A label without what varies in print: case, spaces, hyphens, apostrophes, stars, ligatures, "&"."""
    # Case folding also spells ligatures out.
    return "".join(letter for letter in label.casefold().replace("&", "and") if letter.isalpha())


def lines_of(page: Page) -> tuple[Line, ...]:
    """The lines of a page, from top to bottom."""
    return tuple(
        Line(page, tuple(words), min(word.top for word in words), max(word.bottom for word in words))
        for words in _rows(page.words)
    )


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.y_middle, word.x0)):
        if rows and _is_beside(word, rows[-1][0]):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def _is_beside(word: Word, other: Word) -> bool:
    shared = min(word.bottom, other.bottom) - max(word.top, other.top)
    return shared >= _SHARED_HEIGHT * min(word.bottom - word.top, other.bottom - other.top)


def is_row_of_figures(line: Line, row_labels: frozenset[str] = frozenset()) -> bool:
    """Whether most of a line's words, apart from those in `row_labels` (normal forms), look like figures."""
    words = _without(line.words, row_labels)
    figures = sum(looks_like_a_figure(word.text) for word in words)
    return 2 * figures > len(words)


def _without(words: Iterable[Word], labels: frozenset[str]) -> list[Word]:
    return [word for word in words if normal_form(word.text) not in labels]


def rows_under_title(lines: Sequence[Line], begins: Page, header: Header) -> Iterator[Row]:
    """The rows of figures under a header, from top to bottom.

    `lines` are those after the table's title, which stands on the page `begins`: the table is there or on the
    page after it. A row that fills fewer than half its columns is not taken.
    """
    near = [line for line in lines if line.page.number <= begins.number + 1]
    return _rows_under_header(near, begins, header)


def rows_under_headings(lines: Sequence[Line], header: Header) -> Iterator[Row]:
    """The rows of figures under this header wherever it stands; it must have every required column."""
    return _rows_under_header(lines, None, header)


def _rows_under_header(lines: Sequence[Line], begins: Page | None, header: Header) -> Iterator[Row]:
    for index, line in enumerate(lines):
        if not is_row_of_figures(line, header.row_labels):
            continue
        band = [above for above in lines[:index] if above.page is line.page]
        columns = _columns_above(line, band, header, whole=begins is line.page)
        if columns and 2 * len(_without(line.words, header.row_labels)) >= len(columns):
            yield row_under(line, columns, header)


def right_of_prose(lines: Sequence[Line], header: Header) -> Iterator[list[Line]]:
    """The lines without what stands left of a word that may begin a heading, for each such word.

    For a table beside notes, whose lines run on into its own.
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
    return tuple(word for word in words if word.x0 >= left - _SLACK)


def _columns_above(line: Line, band: Sequence[Line], header: Header, whole: bool) -> tuple[Column, ...]:
    """The columns that a band names.

    A table that began on an earlier page has that page's foot and this one's head above its header, and one
    without a known title has anything there. Its header is the run of lines that names most columns, the
    largest of those; elsewhere it is the whole band.
    """
    if not band or line.top - max(above.bottom for above in band) > _HEADER_TO_FIGURES:
        return ()
    if whole:
        return _columns(line, band, header)
    nearest = band[-_HEADER_LINES:]
    columns = max((_columns(line, nearest[first:], header) for first in range(len(nearest))), key=len)
    return columns if {column.key for column in columns} >= header.required else ()


def _columns(line: Line, band: Sequence[Line], header: Header) -> tuple[Column, ...]:
    # Words without letters, such as stars or "(%)", say nothing of where a label ends.
    words = _without((word for above in band for word in above.words), header.ignored | {""})
    found = [
        column
        for left, right in _compartments(line)
        for column in _columns_between(left, right, words, header)
    ]
    keys = [column.key for column in found]
    # A label that names two columns names neither.
    return tuple(column for column in found if keys.count(column.key) == 1)


def _compartments(line: Line) -> Iterator[tuple[float, float]]:
    """The spaces between the vertical rules that pass a line, from left to right."""
    rules = (
        rule.x0
        for rule in line.page.rules
        if rule.x0 == rule.x1 and rule.top - _SLACK <= line.middle <= rule.bottom + _SLACK
    )
    return pairwise((float("-inf"), *sorted(rules), float("inf")))


def _columns_between(left: float, right: float, words: Iterable[Word], header: Header) -> list[Column]:
    """The columns in one compartment; none where its words cannot be cut into labels in exactly one way."""
    inside = [word for word in words if left < word.x_middle <= right]
    ways = _ways_to_cut(_after_names(_slots(inside), header.names), header.labels)
    if len(ways) != 1:
        return []
    return [
        Column(key, min(word.x0 for word in block), max(word.x1 for word in block), left, right)
        for key, block in ways[0]
    ]


def _slots(words: Iterable[Word]) -> list[list[Word]]:
    """Words that stand above one another, left to right: cut wherever a blank runs down the whole band."""
    slots: list[list[Word]] = []
    reached = float("-inf")
    for word in sorted(words, key=lambda word: word.x0):
        if word.x0 > reached:
            slots.append([])
        slots[-1].append(word)
        reached = max(reached, word.x1)
    return slots


def _after_names(slots: list[list[Word]], heading: str) -> list[list[Word]]:
    """The slots after the column of names, if the first ones read as its heading and a name below that."""
    for end in range(1, len(slots) + 1) if heading else ():
        if _label(word for slot in slots[:end] for word in slot).startswith(heading):
            return slots[end:]
    return slots


def _label(block: Iterable[Word]) -> str:
    """The normal form of a block of words, read line by line."""
    return normal_form("".join(word.text for row in _rows(block) for word in row))


_Way = tuple[tuple[str, list[Word]], ...]


def _ways_to_cut(slots: Sequence[list[Word]], labels: Mapping[str, str]) -> list[_Way]:
    """Every way to cut slots into blocks that each read as a known label, with no word left over.

    No gap is taken for a column's edge because it is wide: blanks inside a label can be wider than those
    between two labels. One way is an answer; none or several are not.
    """
    longest = max(map(len, labels))
    ways: list[list[_Way]] = [[] for _ in slots] + [[()]]
    for first in reversed(range(len(slots))):
        block: list[Word] = []
        for end in range(first + 1, len(slots) + 1):
            block = block + slots[end - 1]
            label = _label(block)
            if len(label) > longest:
                break
            if label in labels:
                ways[first] += [((labels[label], block), *rest) for rest in ways[end]]
    return ways[0] if slots else []


def row_under(line: Line, columns: Sequence[Column], header: Header) -> Row:
    """What a line prints under each of these columns, which are given from left to right."""
    words = _without(line.words, header.row_labels)
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
    """Whether a word is between two rules; one that crosses a rule is between none."""
    return left < word.x_middle <= right and left - _SLACK <= word.x0 and word.x1 <= right + _SLACK


def _filled(columns: Sequence[Column], words: Sequence[Word]) -> dict[str, tuple[Word, ...]]:
    """Which words stand in which of the columns of one compartment; words in doubt are left out."""
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

    Heading and figure both keep within their column, so where they overlap they share it, however either is
    aligned. A word beside every heading, or under two, is in doubt.
    """
    above = [column for column in columns if word.x0 < column.x1 and column.x0 < word.x1]
    return above[0] if len(above) == 1 else None


def _is_in_order(words: Sequence[Word], columns: Sequence[Column], anchors: Sequence[Column | None]) -> bool:
    """Whether as many words as columns can only stand in them one by one.

    This is how a figure at the right of its column is known under a heading at the left. Each word must lie
    between the neighbouring headings, and each that has a heading above it must be under its own.
    """
    lefts = (_left_end(columns), *(column.x1 for column in columns[:-1]))
    rights = (*(column.x0 for column in columns[1:]), _right_end(columns))
    return all(
        anchor in (None, column) and left <= word.x0 and word.x1 <= right
        for word, column, anchor, left, right in zip(words, columns, anchors, lefts, rights, strict=True)
    )


def _left_end(columns: Sequence[Column]) -> float:
    """How far left the first column of a compartment reaches: to the rule, or as far as its like do.

    Without a rule it reaches as far beyond its heading as the rule, or the next column, lets it at the right.
    """
    first = columns[0]
    if first.left > float("-inf"):
        return first.left - _SLACK
    reach = columns[1].x0 - first.x1 if len(columns) > 1 else first.right - first.x1
    return first.x0 - reach


def _right_end(columns: Sequence[Column]) -> float:
    """How far right the last column of a compartment reaches; see `_left_end`."""
    last = columns[-1]
    if last.right < float("inf"):
        return last.right + _SLACK
    reach = last.x0 - columns[-2].x1 if len(columns) > 1 else last.x0 - last.left
    return last.x1 + reach
