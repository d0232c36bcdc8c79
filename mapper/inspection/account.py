"""What became of each letter of the file: its figures, checks and problems, each with its place on a page."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from mapper.inspection.sheet import Area, area_of
from mapper.letters.box import Box
from mapper.letters.statistics import BY_KEY, STATISTICS, Check, Figure, Problem
from mapper.review.reading import Reading
from mapper.review.report import notices_of
from mapper.words import day_in_words, printable, spans

# Messages of problems name their page so.
_PAGE = re.compile(r"\bpages? ([0-9]{1,6})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure that was read: its number among all, the place where it stands (None if nowhere), and its page."""

    number: int
    key: str
    title: str
    value: str
    printed: str
    page: int
    is_shown: bool
    place: Area | None


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem: its number among all, its page (None if it is about none that is shown), and its place."""

    number: int
    code: str
    message: str
    page: int | None
    place: Area | None


@dataclass(frozen=True, slots=True)
class Account:
    """One letter, ready to print; `facts` are what it is about, each with its name."""

    title: str
    status: str
    facts: tuple[tuple[str, str], ...]
    problems: tuple[ProblemLine, ...]
    notices: tuple[tuple[str, str], ...]
    checks: tuple[Check, ...]
    figures: tuple[FigureLine, ...]
    unstated: tuple[str, ...]


def accounts_of(letters: Sequence[Reading], shown: Container[int]) -> tuple[Account, ...]:
    """An account of each letter; `shown` are the numbers of the pages that are shown."""
    accounts: list[Account] = []
    for number, letter in enumerate(letters, start=1):
        title = f"Letter {number} of {len(letters)}" if len(letters) > 1 else "The letter"
        accounts.append(_account(title if letter.pages else "The file", letter, shown, accounts))
    return tuple(accounts)


def _account(title: str, letter: Reading, shown: Container[int], before: Sequence[Account]) -> Account:
    figures = (letter.figures or {}).values()
    first_figure = 1 + sum(len(account.figures) for account in before)
    first_problem = 1 + sum(len(account.problems) for account in before)
    return Account(
        title,
        letter.status.value,
        tuple(_facts(letter)),
        tuple(_problem(*numbered, shown) for numbered in enumerate(letter.problems, start=first_problem)),
        tuple((notice["code"], printable(notice["message"])) for notice in notices_of(letter)),
        letter.checks,
        tuple(_figure(*numbered, shown) for numbered in enumerate(figures, start=first_figure)),
        tuple(one.key for one in STATISTICS if one.key not in (letter.figures or {})),
    )


def _facts(letter: Reading) -> Iterator[tuple[str, str]]:
    name, period, council = letter.authority_name, letter.period_end, letter.council
    yield "Layout", letter.layout or "none"
    yield "Name", f"“{printable(name)}”" if name else "none found"
    yield "Council", f"{council.name} ({council.gss_code})" if council else "none"
    yield "Period", f"the year to {day_in_words(period)}" if period else "none found"
    if letter.pages is not None:
        first, last = letter.pages
        yield "Pages", spans(range(first, last + 1))


def _figure(number: int, figure: Figure, shown: Container[int]) -> FigureLine:
    printed, value = printable(figure.printed), _value(figure)
    says = f"{number}. {figure.statistic}: {value}, printed “{printed}”"
    place = area_of(figure.box, says) if figure.box is not None and figure.page in shown else None
    title = BY_KEY[figure.statistic].title
    return FigureLine(
        number, figure.statistic, title, value, printed, figure.page, figure.page in shown, place
    )


def _value(figure: Figure) -> str:
    """The value with all its digits; a figure without one says so, since that is not zero."""
    if figure.value is None:
        return "no value"
    value = float(figure.value)
    return f"{int(value) if value.is_integer() else value}"


def _problem(number: int, problem: Problem, shown: Container[int]) -> ProblemLine:
    message, figure = printable(problem.message), problem.figure
    page = figure.page if figure is not None else _page_named(message)
    box: Box | None = None if figure is None else figure.box
    return ProblemLine(
        number,
        problem.code,
        message,
        page if page in shown else None,
        area_of(box, f"{problem.code}: {message}") if box is not None and page in shown else None,
    )


def _page_named(message: str) -> int | None:
    """The first page that a message names: it need not be right, as the message itself is shown beside it."""
    found = _PAGE.search(message)
    return None if found is None else int(found[1])
