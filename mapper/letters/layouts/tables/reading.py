"""From the reports in a file to the statistics of each letter."""

from collections.abc import Iterator, Sequence
from datetime import date

from mapper.letters.layouts.days import day_at_start, years_ending
from mapper.letters.layouts.names import different, place_form
from mapper.letters.layouts.tables.figures import read_tables, with_investigations
from mapper.letters.layouts.tables.lines import Line, lines_of
from mapper.letters.layouts.tables.reports import Report, reports_in
from mapper.letters.layouts.tables.table import Table
from mapper.letters.layouts.tables.titles import PERIOD, Head, head_of
from mapper.letters.letter import Letter
from mapper.letters.statistics import Figure, LetterStatistics, Problem


def read(letter: Letter, name: str, tables: Sequence[Table]) -> tuple[LetterStatistics, ...]:
    """The statistics of every letter in a file whose form has this name and these tables."""
    reports = reports_in(letter.pages)
    own = {line.page.number for report in reports for line in report.lines}
    others = [line for page in letter.pages if page.number not in own for line in lines_of(page)]
    return tuple(_statistics(report, others, letter.texts, name, tables) for report in reports)


def _statistics(
    report: Report, others: Sequence[Line], texts: Sequence[str], layout: str, tables: Sequence[Table]
) -> LetterStatistics:
    heads = [head_of(part) for part in report.parts]
    period = day_at_start(heads[0].period)
    read = list(read_tables(tables, report.lines, others, period.year if period else None))
    figures = tuple(with_investigations(item for item in read if isinstance(item, Figure)))
    names = different(head.name for head in heads)
    problems = (
        *_name_problems(names),
        *_period_problems(heads, period, texts),
        *(item for item in read if isinstance(item, Problem)),
    )
    pages = [figure.page for figure in figures] or [part[0].page.number for part in report.parts]
    name, span = heads[0].name or None, (min(pages), max(pages))
    return LetterStatistics(layout, name, period, figures, span, problems, tuple(names[1:]))


def _name_problems(names: Sequence[str]) -> Iterator[Problem]:
    if len({place_form(name) for name in names}) > 1:
        yield Problem(
            "name-conflict",
            f"The letter's titles name {' and '.join(f'“{name}”' for name in names)}. Expected one council. "
            "If two letters are mixed in this file, save each as a PDF of its own.",
        )


def _period_problems(heads: Sequence[Head], period: date | None, texts: Sequence[str]) -> Iterator[Problem]:
    if period is None:
        yield Problem(
            "period-missing",
            f"“{PERIOD}” reads “{heads[0].period[:40]}”. Expected a day such as 31/03/2019.",
        )
        return
    days = {day for head in heads if (day := day_at_start(head.period)) is not None}
    years = years_ending(texts)
    if len(days) > 1:
        printed = ", ".join(day.isoformat() for day in sorted(days))
        yield Problem(
            "period-conflict", f"The letter's titles give several periods: {printed}. Expected one."
        )
    if (period.month, period.day) != (3, 31):
        yield Problem("period-conflict", f"The period ends on {period:%d/%m/%Y}. Expected a 31 March.")
    if years and period.year not in years:
        printed = ", ".join(map(str, sorted(years)))
        yield Problem(
            "period-conflict",
            f"The tables are for the period ending {period:%d/%m/%Y}, but the letter speaks of the year "
            f"ending 31 March {printed}. Expected the same. See whether the tables belong to this letter.",
        )
