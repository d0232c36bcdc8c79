"""What letters state, held against the printed page: what is not seen there is no figure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from mapper.letters.box import Box
from mapper.letters.letter import Page, Word
from mapper.letters.printed_page import PrintedPage
from mapper.letters.second_reader import FigureSigns, part_of_figure
from mapper.letters.signs import PageText, Sign, SignReader
from mapper.letters.statistics import BY_KEY, Figure, LetterStatistics, Problem

_ADVICE = "Expected its digits alone to be seen there. Look at the page; a correction can say what it shows."

# So many places at which a page prints a council's name or the period are looked at.
_PLACES = 2

Signs = tuple[Sign, ...]


def as_printed(
    second: SignReader, pages: Sequence[Page], letters: Iterable[LetterStatistics]
) -> tuple[LetterStatistics, ...]:
    """The letters without the figures, names and periods that nobody sees on their pages; each is a problem."""
    letters = tuple(letters)
    witnesses = {page.number: _Witness(second, page, letters) for page in pages}
    return tuple(_witnessed(statistics, witnesses) for statistics in letters)


def _witnessed(statistics: LetterStatistics, witnesses: dict[int, "_Witness"]) -> LetterStatistics:
    first, last = statistics.pages
    own = [witness for number, witness in witnesses.items() if first <= number <= last]
    doubts = {
        figure.statistic: doubt
        for figure in statistics.figures
        if figure.page in witnesses and (doubt := witnesses[figure.page].doubt(figure))
    }
    doubtful = [figure for figure in statistics.figures if figure.statistic in doubts]
    problems = [_problem(figure, doubts[figure.statistic]) for figure in doubtful]
    hidden = [kind for kind, form in _headings(statistics) if _is_hidden(form, own)]
    problems += [_heading_problem(kind, statistics) for kind in hidden]
    if not problems:
        return statistics
    return replace(
        statistics,
        authority_name=None if "name" in hidden else statistics.authority_name,
        period_end=None if "period" in hidden else statistics.period_end,
        figures=tuple(_without(statistics.figures, doubtful)),
        problems=(*statistics.problems, *problems),
    )


def _without(figures: Iterable[Figure], doubtful: Sequence[Figure]) -> Iterator[Figure]:
    """The figures without the doubtful ones, and without the sums of any of these."""
    printed = {figure.printed for figure in doubtful}
    for figure in figures:
        if figure not in doubtful and printed.isdisjoint(_parts_of_sum(figure)):
            yield figure


def _parts_of_sum(figure: Figure) -> list[str]:
    parts = figure.printed.split(" + ")
    return parts if len(parts) > 1 else []


def _problem(figure: Figure, doubt: str) -> Problem:
    return Problem(
        "not-as-printed",
        f"Page {figure.page}: the text of the file has “{figure.printed[:40]}” for “{BY_KEY[figure.statistic].title}”, "
        f"but on the page {doubt}. {_ADVICE}",
        replace(figure, value=None),
    )


def _heading_problem(kind: str, statistics: LetterStatistics) -> Problem:
    first, last = statistics.pages
    where = f"Page {first}" if first == last else f"Pages {first} to {last}"
    return Problem(
        "not-as-printed",
        f"{where}: the text of the file has a {kind} that is not seen on the page, or something is drawn over it. "
        "Expected letters that are seen. Look at the page.",
    )


def _headings(statistics: LetterStatistics) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The council's name and the period, and how they may be printed."""
    if statistics.authority_name is not None:
        yield "name", re.compile(r"\s+".join(map(re.escape, statistics.authority_name.split())))
    if statistics.period_end is not None:
        yield "period", _day_as_printed(statistics.period_end)


def _day_as_printed(day: date) -> re.Pattern[str]:
    return re.compile(
        rf"{day.day}(?:st|nd|rd|th)?\s?[/.\s-]\s?(?:0?{day.month}|{day:%B}|{day:%b})\s?[/.\s-]\s?"
        rf"(?:{day:%Y}|{day:%y}\b)",
        re.IGNORECASE,
    )


def _is_hidden(form: re.Pattern[str], witnesses: Sequence["_Witness"]) -> bool:
    """Whether words stand in the text of these pages, and are nowhere seen."""
    seen = [witness.sees(form) for witness in witnesses]
    return False in seen and True not in seen


class _Witness:
    """One page, with what it can be asked about; it is rendered when it is first asked."""

    def __init__(self, second: SignReader, page: Page, letters: Sequence[LetterStatistics]) -> None:
        self._second, self._page, self._letters = second, page, letters
        self._text: PageText = second.text(page.number)
        self._signs = FigureSigns(page, self._text.signs)
        self._words = [(word, part) for word in page.words if (part := part_of_figure(word.text))]
        self._found: dict[str, list[Signs]] = {}
        self._doubts: dict[Word, str | None] = {}
        self._printed: PrintedPage | None = None

    def doubt(self, figure: Figure) -> str | None:
        """Why a figure is not what is printed, in words; None if it is."""
        return next((doubt for word in self._places(figure) if (doubt := self._doubt(word))), None)

    def sees(self, form: re.Pattern[str]) -> bool | None:
        """Whether words of this form are seen in any place where the page's text has them; None if it has none."""
        places = list(self._places_of(form))
        return any(self._printed_page().is_shown(signs) for signs in places) if places else None

    def _doubt(self, word: Word) -> str | None:
        if word not in self._doubts:
            self._doubts[word] = self._printed_page().doubt(self._signs.of(word))
        return self._doubts[word]

    def _printed_page(self) -> PrintedPage:
        if self._printed is None:
            shown = [sign for signs in self._all_places() for sign in signs]
            self._printed = PrintedPage(self._second.page(self._page.number), self._text, shown)
        return self._printed

    def _all_places(self) -> Iterator[Signs]:
        """Every place that may be asked about: all letters' figures, names and periods."""
        for statistics in self._letters:
            for figure in statistics.figures:
                if figure.page == self._page.number:
                    yield from map(self._signs.of, self._places(figure))
            for _, form in _headings(statistics):
                yield from self._places_of(form)

    def _places(self, figure: Figure) -> list[Word]:
        """The word that is a figure; where its box is not known, each word of the page that reads the same."""
        box = figure.box
        if box is not None:
            return [
                word
                for word, _ in self._words
                if box.top <= word.y_middle <= box.bottom and _is_within(box, word)
            ]
        if _parts_of_sum(figure):
            return []
        printed = {part_of_figure(part) for part in figure.printed.split()}
        return [word for word, part in self._words if part in printed and any(map(str.isdigit, part))]

    def _places_of(self, form: re.Pattern[str]) -> list[Signs]:
        if form.pattern not in self._found:
            found = islice(form.finditer(self._text.text), _PLACES)
            self._found[form.pattern] = [tuple(self._inked(*place.span())) for place in found]
        return self._found[form.pattern]

    def _inked(self, first: int, end: int) -> Iterator[Sign]:
        return (self._text.sign(index) for index in range(first, end) if not self._text.text[index].isspace())


def _is_within(box: Box, word: Word) -> bool:
    return box.x0 <= word.x_middle <= box.x1
