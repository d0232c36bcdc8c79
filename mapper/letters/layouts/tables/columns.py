"""The columns of a table, recognised by the words of their headings and never by their order or place.

A *band* is the lines of a table between its title and its row of figures. A *compartment* is the space
between two neighbouring vertical rules of that row, or beyond the outermost: in a fully ruled table each
column is a compartment, in an unruled table one compartment contains all columns.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mapper.letters.layouts.labels import normal_form
from mapper.letters.layouts.tables.lines import Line, rows_of_words, without
from mapper.letters.letter import Word

# Points by which a rule may miss what it rules, and a word may touch a rule without crossing it.
SLACK = 1.5

# The row of figures stands within this distance (points) of the last line of its header. A page number at the
# foot of the page is further away.
_HEADER_TO_FIGURES = 60.0

# How many lines above the figures may belong to a header, where nothing shows at which line it begins.
_HEADER_LINES = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the statistic that its heading names, the extent of the heading, and that of its compartment."""

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


def columns_above(line: Line, band: Sequence[Line], header: Header, whole: bool) -> tuple[Column, ...]:
    """The columns that a band names.

    If the table's title is on the same page, the whole band is its header (`whole`). Otherwise anything may
    stand above the header, such as the foot of one page and the head of the next. Then it is the longest run
    of lines above the figures that names most columns.
    """
    if not band or line.top - max(above.bottom for above in band) > _HEADER_TO_FIGURES:
        return ()
    if whole:
        return _columns(line, band, header)
    nearest = band[-_HEADER_LINES:]
    columns = max((_columns(line, nearest[first:], header) for first in range(len(nearest))), key=len)
    return columns if {column.key for column in columns} >= header.required else ()


def _columns(line: Line, band: Sequence[Line], header: Header) -> tuple[Column, ...]:
    # Words without letters, such as stars or "(%)", do not show where a label ends.
    words = without((word for above in band for word in above.words), header.ignored | {""})
    found = [
        column
        for left, right in _compartments(line)
        for column in _columns_between(left, right, words, header)
    ]
    keys = [column.key for column in found]
    # A label that names two columns names neither.
    return tuple(column for column in found if keys.count(column.key) == 1)


def _compartments(line: Line) -> Iterator[tuple[float, float]]:
    """The compartments of a line, from left to right."""
    rules = (
        rule.x0
        for rule in line.page.rules
        if rule.x0 == rule.x1 and rule.top - SLACK <= line.middle <= rule.bottom + SLACK
    )
    return pairwise((float("-inf"), *sorted(rules), float("inf")))


def _columns_between(left: float, right: float, words: Iterable[Word], header: Header) -> list[Column]:
    """The columns in one compartment; none if there is not exactly one way to cut its words into labels."""
    inside = [word for word in words if left < word.x_middle <= right]
    ways = _ways_to_cut(_after_names(_slots(inside), header.names), header.labels)
    if len(ways) != 1:
        return []
    return [
        Column(key, min(word.x0 for word in block), max(word.x1 for word in block), left, right)
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
