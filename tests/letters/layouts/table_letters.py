"""Letters with tables, drawn for the tests of this folder."""

from dataclasses import replace

from mapper.letters import layouts, pdf
from mapper.letters.letter import Letter, Page, Rule, Word
from mapper.letters.statistics import LetterStatistics
from tests.generators import reportlab_letter
from tests.generators.wording import Figures, Options, consistent, earlier

MARCH = "31/03/2019"
FIGURES = consistent((3, 4, 5, 6, 7, 8, 9, 10, 11), (1, 2, 3, 4), 5, 6, 2, 7, 8, 9)
# The years before 2019.
EARLIER = earlier((3, 4, 5, 6, 7, 8, 9, 10, 11), (1, 2, 3, 4), 5, 6, (2, 1), 1)


def table_letter(
    options: Options, figures: Figures = FIGURES, name: str = "X Council", period: str = MARCH
) -> Letter:
    return pdf.read(reportlab_letter.write(figures, name, period, options), layouts.wanted)


def statistics_of(options: Options, figures: Figures = FIGURES) -> LetterStatistics:
    (statistics,) = layouts.parse(table_letter(options, figures))
    return statistics


def codes_of(statistics: LetterStatistics) -> list[str]:
    return [problem.code for problem in statistics.problems]


def raised(word: Word, points: float) -> Word:
    return replace(word, top=word.top - points, bottom=word.bottom - points)


def page_of(words: list[tuple[str, float, float]], rules: tuple[float, ...] = ()) -> Page:
    """A page with words (text, x, top), five points a letter, and vertical rules through its table."""
    placed = tuple(Word(text, x, x + 5 * len(text), top, top + 10) for text, x, top in words)
    return Page(1, 500, 500, placed, tuple(Rule(x, x, 0, 100) for x in rules))
