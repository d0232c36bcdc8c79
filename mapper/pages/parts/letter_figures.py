"""Every figure of a letter: as printed, as read, and the page of the letter where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mapper.letters.statistics import BY_KEY, STATISTICS, Figure
from mapper.measures.paths import letter_path
from mapper.pages.figures import Told, in_its_unit
from mapper.pages.parts.corrections import CorrectionRow, correction_row
from mapper.pages.tags import tag
from mapper.review.reading import CouncilYear, Reading

_GROUPS: Mapping[str, str] = {
    "received": "Complaints and enquiries received",
    "decided": "Decisions made",
    "investigations": "Investigations",
    "remedies": "Remedies",
    "compliance": "Compliance",
    "volumes": "Volumes",
}
"""The groups of statistics and their titles."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as printed, as read, and where it stands; `url` is None if the PDF is not published.

    `in_words` tells whether a sentence stands in the place of the number.
    """

    title: str
    printed: str
    in_words: bool
    value: Told
    page: str
    url: str | None
    correction: CorrectionRow | None


@dataclass(frozen=True, slots=True)
class LetterFigures:
    """Every figure of one letter, in groups with a title each."""

    year: str
    tag: str | None
    groups: tuple[tuple[str, tuple[FigureRow, ...]], ...]


def letter_figures(
    history: Sequence[CouncilYear], shown: CouncilYear, root: str
) -> tuple[LetterFigures, ...]:
    """The figures of each year that has any, those of the year that the page shows whole first."""
    years = (shown, *(year for year in history if year is not shown))
    return tuple(_of_letter(year, year.usable, root) for year in years if year.usable is not None)


def _of_letter(year: CouncilYear, letter: Reading, root: str) -> LetterFigures:
    path, figures = letter_path(year), letter.figures or {}
    groups = []
    for group, title in _GROUPS.items():
        keys = [s.key for s in STATISTICS if s.group == group and s.key in figures]
        rows = tuple(_row(letter, figures[key], path and root + path) for key in keys)
        if rows:
            groups.append((title, rows))
    return LetterFigures(str(year.period_end.year), tag(year), tuple(groups))


def _row(letter: Reading, figure: Figure, pdf: str | None) -> FigureRow:
    line = letter.corrections.get(figure.statistic)
    return FigureRow(
        title=BY_KEY[figure.statistic].title,
        printed=figure.printed,
        in_words=sum(word.isalpha() for word in figure.printed.split()) > 1,
        value=Told("no value" if figure.value is None else in_its_unit(figure), line is not None),
        page=f"page {figure.page}",
        url=None if pdf is None else f"{pdf}#page={figure.page}",
        correction=None if line is None else correction_row(letter, line),
    )
