"""The lines of a page: words side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from mapper.letters.layouts.labels import normal_form
from mapper.letters.layouts.numbers import looks_like_a_figure
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
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def lines_of(page: Page) -> tuple[Line, ...]:
    """The lines of a page, from top to bottom."""
    return tuple(
        Line(page, tuple(words), min(word.top for word in words), max(word.bottom for word in words))
        for words in rows_of_words(page.words)
    )


def rows_of_words(words: Iterable[Word]) -> list[list[Word]]:
    """Words cut into rows from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.y_middle, word.x0)):
        if rows and word.is_beside(rows[-1][0]):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def is_row_of_figures(line: Line, row_labels: frozenset[str] = frozenset()) -> bool:
    """Whether most of a line's words, apart from those in `row_labels` (normal forms), look like figures."""
    words = without(line.words, row_labels)
    figures = sum(looks_like_a_figure(word.text) for word in words)
    return 2 * figures > len(words)


def without(words: Iterable[Word], labels: frozenset[str]) -> list[Word]:
    """The words that are not among these labels (normal forms)."""
    return [word for word in words if normal_form(word.text) not in labels]
