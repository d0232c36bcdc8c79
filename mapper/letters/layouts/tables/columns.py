"""The columns of a table, recognised by the words of their headings and never by their order or place.

A *band* is what stands above a row of figures: the lines of its table from its title down, and its turned words. A
*compartment* is the space between two neighbouring vertical rules of that row, or beyond the outermost: in a fully
ruled table each column is a compartment, in an unruled table one compartment contains all columns.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mapper.letters.layouts.labels import normal_form
from mapper.letters.layouts.tables.cells import SLACK
from mapper.letters.layouts.tables.lines import Line, is_row_of_figures, without
from mapper.letters.layouts.tables.turned import is_slanted, stood_up
from mapper.letters.layouts.tables.word_rows import rows_of_words
from mapper.letters.letter import Word

# The row of figures stands within this distance of the last line of its header, in heights of the figures. A page
# number at the foot of the page is further away.
_HEADER_TO_FIGURES = 7.0

# How many lines above the figures may belong to a header, where nothing shows at which line it begins.
_HEADER_LINES = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the statistic that its heading names, the extent of the heading, and that of its compartment.

    Where the headings lean over their neighbours, the extent is that of their feet, and only the order of the columns
    can be relied on.
    """

    key: str
    x0: float
    x1: float
    left: float
    right: float
    leans: bool = False

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
        any(column.leans for column in columns),
    )


@dataclass(frozen=True, slots=True)
class Header:
    """What the headings of a table say, all in normal form.

    Parameters
    ----------
    labels
        The statistic of each heading.
    required
        The statistics without whose headings a table without a title is not this one.
    ignored
        The words of headings over several columns.
    row_labels
        The words of the labels beside the rows.
    names
        The heading of a column of names that may stand before all others.
    """

    labels: Mapping[str, str]
    required: frozenset[str]
    ignored: frozenset[str] = frozenset()
    row_labels: frozenset[str] = frozenset()
    names: str = ""

    def is_known(self, text: str) -> bool:
        """Whether a text may be part of a heading."""
        form = normal_form(text)
        return form in self.ignored or any(form in label for label in (*self.labels, self.names))


@dataclass(frozen=True, slots=True)
class Band:
    """What stands above a row of figures.

    Parameters
    ----------
    lines
        The lines, of one page.
    turned
        The turned words.
    is_whole
        Whether it begins at the table's title, so that all of it is the header. Otherwise anything may stand above
        the header, such as the foot of one page and the head of the next.
    is_parted
        Whether the row is on the next page.
    """

    lines: Sequence[Line]
    turned: Sequence[Word]
    is_whole: bool
    is_parted: bool = False

    @property
    def bottom(self) -> float:
        bottoms = (*(line.bottom for line in self.lines), *(word.bottom for word in self.turned))
        return max(bottoms, default=float("-inf"))

    def runs(self, em: float, header: Header) -> Iterator[list[Word]]:
        """The words of each run of lines, with the turned words below the line before, that may be the header."""
        first = 0 if self.is_whole else max(len(self.lines) - _HEADER_LINES, 0)
        last = 0 if self.is_whole else len(self.lines)
        for begins in range(first, last + 1):
            above = self.lines[begins - 1].bottom if begins else float("-inf")
            turned = [word for word in self.turned if word.y_middle > above]
            heads = (line for line in self.lines[begins:] if not is_row_of_figures(line, header.row_labels))
            words = [word for line in heads for word in line.words]
            yield [*words, *stood_up(turned, em, header.is_known)]


def columns_above(line: Line, band: Band, header: Header) -> tuple[Column, ...]:
    """The columns that a band names.

    If the band is not the whole header, that is the longest run of lines above the figures that names most columns.
    """
    if not band.is_parted and line.top - band.bottom > _HEADER_TO_FIGURES * line.height:
        return ()
    columns = max((_columns(line, run, header) for run in band.runs(line.height, header)), key=len)
    required = frozenset() if band.is_whole and not band.is_parted else header.required
    return columns if {column.key for column in columns} >= required else ()


def _columns(line: Line, run: Iterable[Word], header: Header) -> tuple[Column, ...]:
    # Words without letters, such as stars or "(%)", do not show where a label ends.
    words = without(run, header.ignored | {""})
    leans = any(map(is_slanted, words))
    # Rules of the row say nothing about headings that lean across them.
    compartments = [(float("-inf"), float("inf"))] if leans else list(_compartments(line))
    found = [
        column
        for left, right in compartments
        for column in _columns_between(left, right, words, header, leans)
    ]
    keys = [column.key for column in found]
    # A label that names two columns names neither.
    return tuple(column for column in found if keys.count(column.key) == 1)


def _compartments(line: Line) -> Iterator[tuple[float, float]]:
    """The compartments of a line, from left to right."""
    slack = SLACK * line.height
    rules = (
        rule.x0
        for rule in line.page.rules
        if rule.x0 == rule.x1 and rule.top - slack <= line.middle <= rule.bottom + slack
    )
    return pairwise((float("-inf"), *sorted(rules), float("inf")))


def _columns_between(
    left: float, right: float, words: Iterable[Word], header: Header, leans: bool
) -> list[Column]:
    """The columns in one compartment; none if there is not exactly one way to cut its words into labels."""
    inside = [word for word in words if left < word.x_middle <= right]
    ways = _ways_to_cut(_after_names(_slots(inside), header.names), header.labels)
    if len(ways) != 1:
        return []
    return [
        Column(key, min(word.x0 for word in block), max(word.x1 for word in block), left, right, leans)
        for key, block in ways[0]
    ]


def _slots(words: Iterable[Word]) -> list[list[Word]]:
    """Words in groups from left to right, cut wherever a blank runs down the whole band."""
    slots: list[list[Word]] = []
    reached = float("-inf")
    for word in sorted(words, key=lambda word: word.x0):
        if word.x0 > reached:
            slots.append([])
        slots[-1].append(word)
        reached = max(reached, word.x1)
    return slots


def _after_names(slots: list[list[Word]], heading: str) -> list[list[Word]]:
    """The slots after the column of names, if there is one: its heading, and a name below it."""
    for end in range(1, len(slots) + 1) if heading else ():
        if _label(word for slot in slots[:end] for word in slot).startswith(heading):
            return slots[end:]
    return slots


def _label(block: Iterable[Word]) -> str:
    """The normal form of a block of words, read line by line."""
    return normal_form("".join(word.text for row in rows_of_words(block) for word in row))


_Way = tuple[tuple[str, list[Word]], ...]


def _ways_to_cut(slots: Sequence[list[Word]], labels: Mapping[str, str]) -> list[_Way]:
    """Every way to cut slots into blocks that each read as a known label, with no word left over.

    The width of a gap does not show where a column ends: blanks inside a label can be wider than those
    between two labels.
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
