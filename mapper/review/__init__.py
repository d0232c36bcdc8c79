"""Whether what a letter states can be shown, and what became of every file.

Letters are judged in this order, and the functions here are called in it:

1. each letter alone: corrected, its identities tried, its council found (`judge.py`), then letters that repeat or
   contradict another about one council and period (`duplicates.py`): `judge_files`;
2. the letters of one type and year beside one another (`cohort.py`), and those of one council (`population.py`):
   `compare`. In neither step do other files hold back a letter that the site before showed (`standing.py`);
3. letters beside the data tables, if there are any (`beside_tables.py`);
4. letters of a day without polygons: `doubt_days`;
5. the report: councils without a letter, corrections without one, letters of years of which nothing was known
   (`unseen_years.py`), and what all add up to beside the national figures (`headlines.py`): `report_on`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from mapper.councils.council import Council
from mapper.councils.register import Register
from mapper.errors import BoundaryProblem
from mapper.letters.read import FileReading
from mapper.letters.statistics import Problem
from mapper.letters.workers import LetterFile
from mapper.review import cohort, headlines, judge, population, unseen_years
from mapper.review.beside_tables import beside_tables
from mapper.review.corrections import Correction
from mapper.review.duplicates import set_duplicates_aside
from mapper.review.reading import Reading
from mapper.review.records import Records
from mapper.review.report import BuildReport, printed_figures
from mapper.review.standing import Stood
from mapper.review.tables import Tables
from mapper.review.unused import corrections_without_letter


def judge_files(
    files: Sequence[LetterFile],
    read: Sequence[FileReading],
    register: Register,
    corrections: Sequence[Correction],
    stood: Stood = (),
) -> tuple[Reading, ...]:
    """Every letter of the files, judged alone and then for duplicates.

    `read` has what each file states; `stood` are the letters that the site before showed.
    """
    judged = [
        reading
        for file, stated in zip(files, read, strict=True)
        for reading in judge.judge(file.name, stated, register, corrections)
    ]
    return set_duplicates_aside(judged, stood)


def compare(letters: Iterable[Reading], stood: Stood = ()) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    """All letters in the order of their files and pages, compared with one another; and notes for the report."""
    ordered = sorted(letters, key=lambda letter: (letter.file, letter.pages or (0, 0)))
    compared, notes = cohort.compare(ordered, stood)
    counted, more = population.compare(compared, stood)
    return counted, notes + more


def doubt_days(letters: Iterable[Reading], without: Mapping[date, BoundaryProblem]) -> tuple[Reading, ...]:
    """The letters, in review where their period ends on a day `without` polygons."""
    problems = {day: Problem("no-boundaries", str(problem)) for day, problem in without.items()}
    return tuple(
        letter.doubt(problems[letter.period_end])
        if letter.period_end is not None and letter.period_end in problems
        else letter
        for letter in letters
    )


def beside(letters: Iterable[Reading], tables: Tables) -> tuple[Reading, ...]:
    """The letters, compared with the data tables and filled in from them."""
    return beside_tables(letters, tables.readings)


def without_letter(councils: Iterable[Council], day: date, letters: Iterable[Reading]) -> tuple[Council, ...]:
    """Those of the councils about which no letter for the year to `day` was found, whatever became of it."""
    having = {letter.council for letter in letters if letter.period_end == day}
    return tuple(council for council in councils if council not in having)


def report_on(
    letters: tuple[Reading, ...],
    councils: Mapping[date, Sequence[Council]],
    corrections: Sequence[Correction],
    *,
    boundary_notes: tuple[str, ...] = (),
    letter_notes: tuple[str, ...] = (),
    tables: Tables | None = None,
    records: Records | None = None,
) -> BuildReport:
    """The report on the letters, when all have been judged.

    `councils` has those in office on the last day of each year that is published; `letter_notes` are those of
    `compare`. Raises CorrectionProblem if one of the corrections fits no figure of its letter.
    """
    return BuildReport(
        letters,
        {day: without_letter(existing, day, letters) for day, existing in councils.items()},
        corrections_without_letter(corrections, letters),
        boundary_notes,
        letter_notes + unseen_years.notes(letters) + _headline_notes(letters, councils, tables),
        tables or Tables(),
        records or Records(),
    )


def _headline_notes(
    letters: Iterable[Reading], councils: Mapping[date, Sequence[Council]], tables: Tables | None
) -> tuple[str, ...]:
    """What letters add up to, by what they print themselves; and what the tables add up to."""
    printed = [
        replace(letter, figures={figure.statistic: figure for figure in printed_figures(letter)})
        for letter in letters
    ]
    stated = () if tables is None else tables.readings
    return headlines.notes(printed, councils) + headlines.notes(stated, councils, "the data tables on")
