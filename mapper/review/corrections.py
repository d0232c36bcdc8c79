"""`corrections.csv`: what a letter prints, what it should print, why, and who says so.

A line is about one figure of one letter. The letter is identified by its content (SHA-256), so that a new edition
is never corrected for the mistakes of the old one. Its name, as in the build report, is for people, and shows when
the file was replaced by another. The figure is identified by its page, its statistic and the text as printed.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from mapper.errors import CorrectionProblem
from mapper.letters.layouts.numbers import value_of
from mapper.letters.statistics import BY_KEY, Figure, LetterStatistics, total
from mapper.resources import CORRECTIONS


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file, with the place it stands at (`where`) and the `value` of `corrected`."""

    where: str
    letter_sha256: str
    letter_name: str
    page: int
    statistic: str
    printed: str
    corrected: str
    reason: str
    evidence: str
    who: str
    date: date
    value: int | float | None


COLUMNS = tuple(field.name for field in fields(Correction) if field.name not in ("where", "value"))

# A figure that table letters do not print: the sum of two others, whose text is then both of theirs ("0 + 1").
_SUM, _PARTS = "investigations", ("decided_not_upheld", "decided_upheld")


def load(path: Path | None = None) -> tuple[Correction, ...]:
    """The corrections in a file, by default the project's own.

    Raises CorrectionProblem naming file and line if it cannot be read, or a figure has two corrections.
    """
    source = CORRECTIONS if path is None else path
    try:
        text = source.read_bytes().decode("utf-8-sig")
        lines = list(_lines(text))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CorrectionProblem(
            f"{source.name} cannot be read ({error}). Expected a table in CSV, encoded as UTF-8."
        ) from error
    if not lines or tuple(lines[0][1]) != COLUMNS:
        raise CorrectionProblem(f"{source.name}, line 1: expected the columns {','.join(COLUMNS)}.")
    corrections = tuple(
        _correction(f"{source.name}, line {number}", cells) for number, cells in lines[1:] if cells
    )
    _require_distinct(corrections)
    return corrections


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows, each with the number of the line on which it begins: a quoted cell may have several lines."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    for cells in reader:
        yield begins, [cell.strip() for cell in cells]
        begins = reader.line_num + 1


def _correction(where: str, cells: Sequence[str]) -> Correction:
    if len(cells) != len(COLUMNS):
        raise CorrectionProblem(f"{where}: {len(cells)} cells. Expected {len(COLUMNS)}: {','.join(COLUMNS)}.")
    cell = dict(zip(COLUMNS, cells, strict=True))
    read: dict[str, Any] = {}
    for name, (reader, expected) in _READERS.items():
        try:
            read[name] = reader(cell)
        except ValueError:
            raise CorrectionProblem(f"{where}: {name} is “{cell[name]}”. Expected {expected}.") from None
    value = value_of(cell["corrected"], BY_KEY[cell["statistic"]].unit)
    return Correction(where=where, value=value, **read)


def _text(name: str) -> Callable[[Mapping[str, str]], str]:
    def read(cell: Mapping[str, str]) -> str:
        if not cell[name]:
            raise ValueError
        return cell[name]

    return read


def _sha256(cell: Mapping[str, str]) -> str:
    if not re.fullmatch("[0-9a-fA-F]{64}", cell["letter_sha256"]):
        raise ValueError
    return cell["letter_sha256"].lower()


def _page(cell: Mapping[str, str]) -> int:
    if not re.fullmatch("[1-9][0-9]{0,5}", cell["page"]):
        raise ValueError
    return int(cell["page"])


def _statistic(cell: Mapping[str, str]) -> str:
    if cell["statistic"] not in BY_KEY:
        raise ValueError
    return cell["statistic"]


def _corrected(cell: Mapping[str, str]) -> str:
    value_of(cell["corrected"], BY_KEY[cell["statistic"]].unit)
    if cell["corrected"] == cell["printed"]:
        raise ValueError
    return cell["corrected"]


# How the cell of each column is read (ValueError if it cannot be), and what is expected there.
_READERS: Mapping[str, tuple[Callable[[Mapping[str, str]], object], str]] = {
    "letter_sha256": (_sha256, "64 hexadecimal digits, as in the build report"),
    "letter_name": (_text("letter_name"), "the letter's name, as in the build report"),
    "page": (_page, "a page of the PDF, counted from 1"),
    "statistic": (_statistic, "the key of a statistic, such as received_total"),
    "printed": (_text("printed"), "the figure as the letter prints it"),
    "corrected": (_corrected, "another number, in the same unit, or a dash for no value"),
    "reason": (_text("reason"), "why the printed figure is wrong"),
    "evidence": (_text("evidence"), "what shows the right figure, such as an address"),
    "who": (_text("who"), "who says so"),
    "date": (lambda cell: date.fromisoformat(cell["date"]), "a day such as 2019-07-25"),
}


def _require_distinct(corrections: Sequence[Correction]) -> None:
    seen: dict[tuple[str, int, str], str] = {}
    for line in corrections:
        figure = (line.letter_sha256, line.page, line.statistic)
        if figure in seen:
            raise CorrectionProblem(
                f"{line.where}: the same figure as in {seen[figure]}. Expected one line a figure."
            )
        seen[figure] = line.where


def apply(
    corrections: Sequence[Correction], sha256: str, statistics: LetterStatistics
) -> tuple[LetterStatistics, dict[str, Correction]]:
    """The corrected statistics of a letter of the file `sha256`, and the correction of each corrected figure.

    A corrected figure keeps its `printed` text and gets the corrected value. A figure that could not be read gets
    a value from its correction, and the problem with it is dropped. A figure that the letter prints only as a sum
    of others is corrected with them, under the correction of the first.
    """
    applied: dict[str, Correction] = {}
    figures = {figure.statistic: figure for figure in statistics.figures}
    problems = statistics.problems
    for line in corrections:
        if line.letter_sha256 != sha256:
            continue
        unread = [problem for problem in problems if _is_about(line, problem.figure)]
        printed = figures.get(line.statistic)
        if not _is_about(line, printed):
            printed = unread[0].figure if len(unread) == 1 else None
        if printed is not None:
            figures[line.statistic] = replace(printed, value=line.value)
            applied[line.statistic] = line
            problems = tuple(problem for problem in problems if problem not in unread)
    if not applied:
        return statistics, applied
    _let_sum_follow(figures, applied)
    return replace(statistics, figures=tuple(figures.values()), problems=problems), applied


def _is_about(line: Correction, figure: Figure | None) -> bool:
    return figure is not None and (figure.statistic, figure.page, figure.printed) == (
        line.statistic,
        line.page,
        line.printed,
    )


def _let_sum_follow(figures: dict[str, Figure], applied: dict[str, Correction]) -> None:
    parts = [figures[part] for part in _PARTS if part in figures]
    lines = [applied[part] for part in _PARTS if part in applied]
    printed = " + ".join(part.printed for part in parts)
    if len(parts) < len(_PARTS) or not lines or (_SUM in figures and figures[_SUM].printed != printed):
        return
    figures[_SUM] = Figure(_SUM, total(parts), printed, parts[0].page)
    applied[_SUM] = lines[0]
