"""A file cut into letters, each of them a *report* with one title or more.

A title is "Local Authority Report", the council's name, and the day on which the period ends.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mapper.letters.layouts.labels import normal_form
from mapper.letters.layouts.layout import Span
from mapper.letters.layouts.tables.headings import DECIDED, RECEIVED
from mapper.letters.layouts.tables.lines import Line, lines_of
from mapper.letters.layouts.tables.rows import is_headed
from mapper.letters.layouts.tables.table import sections_of
from mapper.letters.letter import Letter, Page

TITLE = "Local Authority Report"
PERIOD = "For the Period Ending"

# The colon, or a dash in the years to 2015 (unconfirmed), tells a title from a sentence about reports. A
# title may wrap, and name and period may share a line.
_SIGN = r"\s*[:\u2010-\u2015\u2212-]\s*"
_TITLE_LINE = re.compile(rf"{TITLE}{_SIGN}", re.IGNORECASE)
_BELOW = rf"{PERIOD}(?:{_SIGN})?\s*(?P<period>[^\n]*)".replace(" ", r"\s+")
_HEAD = re.compile(rf"{TITLE}{_SIGN}(?P<name>.*?)\s*(?:{_BELOW}|$)", re.IGNORECASE | re.DOTALL)
PERIOD_LINE = re.compile(_BELOW, re.IGNORECASE)
_HEAD_LINES = 5

# "X – for the period ending": the dash is not part of the name.
_AFTER_NAME = re.compile(rf"{_SIGN}$")

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
    merely repeated, say at the head of the second page, does not. Before the first letter, a title without
    period or table is only an entry in a list of contents.
    """
    reports: list[Report] = []
    held: set[str] = set()
    for part in _parts([line for page in pages for line in lines_of(page)]):
        tables = sections_of(part, _SHARED).keys()
        if not reports and not tables and not _has_period(part[:_HEAD_LINES]):
            continue
        if not reports or held & tables:
            reports.append(Report([]))
            held = set()
        reports[-1].parts.append(part)
        held |= tables
    return reports


def _parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines from each title line to the page of the next, or to a gap in the pages."""
    starts = [i for i, line in enumerate(lines) if _TITLE_LINE.match(line.text)]
    for start, end in pairwise([*starts, len(lines)]):
        title, *others = lines[start:end]
        part = [title]
        for line in others:
            # What stands above the next title on its page, such as a running head, is not this letter's.
            is_next = end < len(lines) and title.page is not line.page is lines[end].page
            if is_next or line.page.number - part[-1].page.number > _APART:
                break
            part.append(line)
        yield part


def _has_period(lines: Sequence[Line]) -> bool:
    return normal_form(PERIOD) in normal_form("".join(line.text for line in lines))


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
    periods = [number for number, line in enumerate(lines) if PERIOD_LINE.match(line.text)]
    below = lines[periods[0] :] if periods else []
    return any(is_headed(below, table.header) for table in _SHARED)


@dataclass(frozen=True, slots=True)
class Head:
    """A title as printed: the council's name, and what stands in the place of the period; empty if missing."""

    name: str
    period: str


def head_of(part: Sequence[Line]) -> Head:
    """The title with which a part begins; without a period below it, nothing shows that the name goes on."""
    lines = part[:_HEAD_LINES] if _has_period(part[:_HEAD_LINES]) else part[:1]
    found = _HEAD.match("\n".join(line.text for line in lines))
    if found is None:
        return Head("", "")
    # A name that is broken after its own hyphen has no space there.
    name = re.sub(r"(?<=\w-)\n", "", found["name"])
    return Head(_AFTER_NAME.sub("", " ".join(name.split())), found["period"] or "")
