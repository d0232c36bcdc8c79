"""A file cut into letters, each of them a *report* with one title or more."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mapper.letters.layouts.layout import Span
from mapper.letters.layouts.names import is_name
from mapper.letters.layouts.tables.headings import DECIDED, RECEIVED
from mapper.letters.layouts.tables.lines import Line, lines_of
from mapper.letters.layouts.tables.rows import is_headed
from mapper.letters.layouts.tables.table import sections_of
from mapper.letters.layouts.tables.titles import (
    HEAD_LINES,
    has_period,
    has_period_at_start,
    head_of,
    title_line,
)
from mapper.letters.letter import Letter, Page

# Every year has these two tables, so they tell where a new letter begins.
_SHARED = (RECEIVED, DECIDED)

# Numbers of two pages of one letter differ by at most this: it may have one page of something else within.
_APART = 2


@dataclass(frozen=True, slots=True)
class Report:
    """One letter's report: each of its titles with the lines that follow, up to the next title."""

    parts: list[list[Line]]

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.parts for line in part]


def reports_in(pages: Iterable[Page]) -> list[Report]:
    """Cut pages into letters.

    A title begins a new letter only if a table follows that the letter before it already has. A title that is
    merely repeated, say at the head of the second page, does not. Before the first letter, or pages after one, a
    title without a table is only an entry in a list of contents or a mention, unless it has a name and a period.
    """
    reports: list[Report] = []
    held: set[str] = set()
    for part in _parts([line for page in pages for line in lines_of(page)]):
        tables = sections_of(part, _SHARED).keys()
        if not tables and (_is_far(part, reports[-1]) if reports else not _is_head(part)):
            continue
        if not reports or held & tables:
            reports.append(Report([]))
            held = set()
        reports[-1].parts.append(part)
        held |= tables
    return reports


def _is_head(part: Sequence[Line]) -> bool:
    """Whether a title has a period and a name."""
    return has_period(part[:HEAD_LINES]) and is_name(head_of(part).name)


def _is_far(part: Sequence[Line], report: Report) -> bool:
    return part[0].page.number - report.lines[-1].page.number > _APART


def _parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines from each title line to the page of the next, or to a gap in the pages."""
    heads = {number: title_line(lines[number : number + HEAD_LINES]) for number in range(len(lines))}
    titles = {number: title for number, title in heads.items() if title is not None}
    for start, end in pairwise([*titles, len(lines)]):
        title, *others = titles[start], *lines[start + 1 : end]
        part = [title]
        for line in others:
            # What stands above the next title on its page, such as a running head, is not this letter's.
            is_next = end < len(lines) and title.page is not line.page is lines[end].page
            if is_next or line.page.number - part[-1].page.number > _APART:
                break
            part.append(line)
        yield part


def spans(letter: Letter) -> tuple[Span, ...]:
    """Where letters with tables stand in a file.

    A page without a readable title, but with a period and a table below it, counts as a letter too.
    """
    pages = ([line.page.number for line in report.lines] for report in reports_in(letter.pages))
    titled = [(min(numbers), max(numbers)) for numbers in pages]
    own = {number for first, last in titled for number in range(first, last + 1)}
    untitled = (page.number for page in letter.pages if page.number not in own and _is_untitled(page))
    return (*titled, *((number, number) for number in untitled))


def _is_untitled(page: Page) -> bool:
    lines = lines_of(page)
    periods = [number for number, line in enumerate(lines) if has_period_at_start(line)]
    below = lines[periods[0] :] if periods else []
    return any(is_headed(below, table.header) for table in _SHARED)
