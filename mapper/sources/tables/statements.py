"""What the data tables together state about one council and year, whoever printed which part where."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mapper.councils.answers import Match
from mapper.councils.council import Council
from mapper.councils.register import Register
from mapper.letters.statistics import BY_KEY, Figure, Problem
from mapper.sources.tables.body import with_investigations
from mapper.sources.tables.read import DatedRow, TableFile
from mapper.words import listed
from mapper.year import last_day_of

# Marks of notes behind a name; a figure alone is none of them, lest a name lose a part.
_NOTE = re.compile(r"(?:\[[^\]]*\]|\([0-9a-z]\)|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰\s])+$")


@dataclass(frozen=True, slots=True)
class Statement:
    """What tables state about one body in one year.

    Parameters
    ----------
    name
        The name as the first of the tables prints it.
    period_end
        The last day of the year.
    match
        The council that answers to that name on that day, or why none does.
    figures
        At most one for each statistic, each with its cell.
    problems
        What is wrong with the figures; nothing about the name.
    files
        The names of the files that have a row about it, each once.
    """

    name: str
    period_end: date
    match: Match
    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...]
    files: tuple[str, ...]

    @property
    def council(self) -> Council | None:
        """The council, also one that had ended by the day."""
        return self.match.council or self.match.former


def statements(files: Iterable[TableFile], register: Register) -> tuple[Statement, ...]:
    """What all files state, one statement a body and year, by year and in the order of the first row of each."""
    groups: defaultdict[tuple[date, str], list[tuple[DatedRow, Match]]] = defaultdict(list)
    for file in files:
        for dated in file.rows:
            day = last_day_of(dated.year)
            match = register.match(_NOTE.sub("", dated.row.name).strip(), day)
            council = match.council or match.former
            key = dated.row.name.casefold() if council is None else council.gss_code
            groups[day, key].append((dated, match))
    stated = [_statement(day, group) for (day, _), group in groups.items()]
    return tuple(sorted(stated, key=lambda statement: statement.period_end))


def _statement(day: date, group: Sequence[tuple[DatedRow, Match]]) -> Statement:
    first, match = group[0]
    rows = [dated for dated, _ in group]
    figures, problems = _together(rows)
    problems += [problem for dated in rows for problem in dated.row.problems]
    problems += _codes(rows, match)
    files = tuple(dict.fromkeys(dated.row.file for dated in rows))
    return Statement(first.row.name, day, match, with_investigations(figures), tuple(problems), files)


def _together(rows: Sequence[DatedRow]) -> tuple[tuple[Figure, ...], list[Problem]]:
    """The figures of several rows; where two rows state one figure differently, nothing shows which is right."""
    found: dict[str, Figure] = {}
    problems = []
    for dated in rows:
        for figure in dated.row.figures:
            known = found.setdefault(figure.statistic, figure)
            if known.value != figure.value:
                title = BY_KEY[figure.statistic].title
                message = (
                    f"{title} is {known.printed} at {known.place}, but {figure.printed} at {figure.place}"
                )
                problems.append(Problem("sum-mismatch", message))
    return tuple(sorted(found.values(), key=lambda figure: list(BY_KEY).index(figure.statistic))), problems


def _codes(rows: Sequence[DatedRow], match: Match) -> Iterator[Problem]:
    """A problem if a row's code is that of another council than its name's."""
    council = match.council or match.former
    strange = {
        dated.row.code
        for dated in rows
        if council is not None and _is_code(dated.row.code) and dated.row.code != council.gss_code
    }
    if council is not None and strange:
        yield Problem(
            "name-conflict",
            f"{rows[0].row.place}: the name is that of {council.name} ({council.gss_code}), the code is "
            f"{listed(sorted(strange))}",
        )


def _is_code(text: str) -> bool:
    return len(text) == 9 and text[0] in "ENSW" and text[1:].isdecimal()
