"""What a form of letter with tables recognises on a page: titles, and the columns above rows of figures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mapper.letters.box import Box, box_of
from mapper.letters.layouts.labels import normal_form
from mapper.letters.layouts.layout import Landmark
from mapper.letters.layouts.tables.lines import lines_of
from mapper.letters.layouts.tables.rows import Row, rows_under_headings
from mapper.letters.layouts.tables.table import Table, sections_of
from mapper.letters.layouts.tables.titles import PERIOD_LINE, TITLE
from mapper.letters.letter import Page

# A column is known by the extent of its heading; it is shown as a bar of this height above its row (points).
_BAR = 3.0


def landmarks_on(page: Page, tables: Sequence[Table]) -> Iterator[Landmark]:
    """The titles on a page, and the columns of these tables."""
    lines = lines_of(page)
    for line in lines:
        if normal_form(line.text).startswith(normal_form(TITLE)):
            yield Landmark("title", TITLE, box_of(line.words))
        elif PERIOD_LINE.match(line.text):
            yield Landmark("period", "the period", box_of(line.words))
    sections = sections_of(lines, tables)
    for table in tables:
        section = sections.get(table.name)
        if section is not None:
            yield Landmark("table", table.name, box_of(section[0].words))
        # Below its title or, where that is not recognised, anywhere; a table that is misread may lack columns.
        header = replace(table.header, required=frozenset())
        for row in rows_under_headings(lines if section is None else section[1:], header):
            yield from _columns(row)


def _columns(row: Row) -> Iterator[Landmark]:
    for column in row.columns:
        top = row.line.top - _BAR
        yield Landmark("column", column.key, Box(column.x0, column.x1, top, row.line.top))
