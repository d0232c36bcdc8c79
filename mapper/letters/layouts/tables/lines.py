"""The lines of a page: words side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from mapper.letters.layouts.labels import normal_form
from mapper.letters.layouts.numbers import looks_like_a_figure
from mapper.letters.layouts.tables.beside_text import text_of
from mapper.letters.layouts.tables.cells import ruled_rows
from mapper.letters.layouts.tables.word_rows import rows_of_words
from mapper.letters.letter import Page, Word


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
    def height(self) -> float:
        """The height of its letters."""
        return max(word.height for word in self.words)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


# The pages of a letter are asked for their lines where letters begin, and again where they are read.
@lru_cache(maxsize=64)
def lines_of(page: Page) -> tuple[Line, ...]:
    """The lines of a page, from top to bottom; a row of figures in a ruled table is one, however they are aligned."""
    words = text_of(page.words)
    ruled = ruled_rows(replace(page, words=tuple(words)))
    in_rows = {word for row in ruled for word in row}
    rows = (*ruled, *rows_of_words(word for word in words if word not in in_rows))
    ordered = sorted(rows, key=lambda row: min(word.y_middle for word in row))
    return tuple(_line(page, row) for row in ordered)


def _line(page: Page, words: Sequence[Word]) -> Line:
    return Line(page, tuple(words), min(word.top for word in words), max(word.bottom for word in words))


def is_row_of_figures(line: Line, row_labels: frozenset[str] = frozenset()) -> bool:
    """Whether most of a line's words, apart from those in `row_labels` (normal forms), look like figures."""
    words = without(line.words, row_labels)
    figures = sum(looks_like_a_figure(word.text) for word in words)
    return 2 * figures > len(words)


def without(words: Iterable[Word], labels: frozenset[str]) -> list[Word]:
    """The words that are not among these labels (normal forms)."""
    return [word for word in words if normal_form(word.text) not in labels]
