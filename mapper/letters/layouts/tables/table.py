"""A table as a form describes it: its titles, headings and labels, as values."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from mapper.letters.layouts.labels import normal_form
from mapper.letters.layouts.tables.columns import Header
from mapper.letters.layouts.tables.lines import Line
from mapper.letters.layouts.tables.years import is_of_year

# What may stand before a title: "1.", "Table 1:", "(a)", "Section 2 –".
_NUMBER = re.compile(
    r"^\s*(?:(?:table|section|part)\s+)?[(\[]?(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-z]|[ivx]{1,4})(?:[)\].:–—-]+\s*|\s+)",
    re.IGNORECASE,
)

# What may stand after it: "2018/19", "in 2018-19", "for the year ending 31 March 2019", "last year".
_YEAR = re.compile(
    r"[\s:(,\u2010-\u2015-]+(?:(?:in|for|during)\s+)?"
    r"(?:(?:the\s+)?year\s+(?:end(?:ing|ed)|to)\s+31(?:st)?\s+March\s+20[0-9]{2}|20[0-9]{2}\W*(?:[0-9]{2,4})?"
    r"|(?:the\s+)?(?:last|previous|this)\s+year)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RateRow:
    """A row below the counts, with one figure, the statistic `key`, in a cell `under` several columns."""

    label: str
    key: str
    under: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a letter.

    Parameters
    ----------
    titles
        Every title that it has in one letter or another; the first names it in messages.
    columns
        For each statistic every heading that its column has in one letter or another.
    over
        The words of headings over several columns.
    names
        The heading of a column of names before all others.
    counts_row
        The label beside the counts.
    rate_row
        The row of rates below the counts, if it has one.
    optional
        The columns that a letter may lack; if that is all of them, it may lack the whole table.
    may_lack_title
        Whether the title is unconfirmed; the table is then recognised by its headings wherever it stands.
    """

    titles: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    over: str = ""
    names: str = ""
    counts_row: str = ""
    rate_row: RateRow | None = None
    optional: frozenset[str] = frozenset()
    may_lack_title: bool = False

    @property
    def name(self) -> str:
        return self.titles[0]

    @property
    def required(self) -> frozenset[str]:
        return frozenset(self.columns.keys() - self.optional)

    @property
    def header(self) -> Header:
        """What the headings say; a table that may be lacking must have all of them to be recognised."""
        required = self.required or frozenset(self.columns)
        labels = {normal_form(label): key for key, spelt in self.columns.items() for label in spelt}
        return Header(labels, required, _forms(self.over), self.row_labels, normal_form(self.names))

    @property
    def row_labels(self) -> frozenset[str]:
        """The words of the labels beside the rows, in normal form."""
        return _forms(f"{self.counts_row} {self.rate_row.label}") if self.rate_row else frozenset()

    def that_may_lack(self, *columns: str) -> "Table":
        """This table for years in which these columns, and the title, are unconfirmed."""
        return replace(self, optional=self.optional | set(columns), may_lack_title=True)

    def with_columns(self, other: "Table") -> "Table":
        """This table with the columns of another that may stand beside its own."""
        return replace(
            self,
            columns={**self.columns, **other.columns},
            over=f"{self.over} {other.over}",
            optional=self.optional | other.columns.keys(),
        )


def _forms(words: str) -> frozenset[str]:
    """Each of these words in normal form."""
    return frozenset(map(normal_form, words.split()))


def sections_of(lines: Sequence[Line], tables: Iterable[Table]) -> dict[str, list[Line]]:
    """The lines of each table, by its name: from its title to the title of the next.

    A repeated title does not begin a second table: "Decisions made" also stands above columns, as their heading.
    """
    names = _names(tables)
    sections: dict[str, list[Line]] = {}
    current: list[Line] = []
    for line in lines:
        name = names.get(_title_form(line.text))
        if name is not None and name not in sections:
            current = sections[name] = []
        current.append(line)
    return sections


def lines_of_year(lines: Sequence[Line], tables: Iterable[Table], year: int | None) -> list[Line]:
    """The lines without those under a title that names another year, up to the next title."""
    names = _names(tables)
    kept: list[Line] = []
    is_own = True
    for line in lines:
        if year is not None and _title_form(line.text) in names:
            is_own = is_of_year(line.text, year) is not False
        if is_own:
            kept.append(line)
    return kept


def _names(tables: Iterable[Table]) -> dict[str, str]:
    """The name of the table of each title, in normal form."""
    return {normal_form(title): table.name for table in tables for title in table.titles}


@lru_cache(maxsize=4096)
def _title_form(text: str) -> str:
    """What a line says as a title, in normal form: without a number before it and a year after it."""
    return normal_form(_YEAR.sub("", _NUMBER.sub("", text)))
