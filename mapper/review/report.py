"""The build report: every file found and what became of it, and every council without a letter."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from mapper.councils.council import Council
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import BY_KEY, Figure, Problem
from mapper.review.beside_tables import in_place_of_letters
from mapper.review.corrections import Correction
from mapper.review.reading import Difference, Origin, Reading, Status
from mapper.review.records import Records, records_object
from mapper.review.records import summary_lines as record_lines
from mapper.review.shown import notes_on_ways
from mapper.review.tables import Tables
from mapper.words import abridged, counted, day_in_words, printable, shortened

ILLUSTRATIVE_NOTICE = "Made-up figures: do not quote."
# How many lines of one kind the terminal shows (there are fewer councils), and how many characters of each.
_LISTED, _LONGEST_LINE = 400, 2_000

RESIDUAL = "residual"
"""The code, in a letter's problems, for a letter about a council that had ended before the letter's year did."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of every letter, and what is missing.

    Parameters
    ----------
    letters : tuple of Reading
        Every letter, in the order of the file names.
    councils_without_letter : mapping of date to Council
        The councils without a letter, by the last day of each year that is published.
    corrections_without_letter : tuple of Correction
        The lines of corrections.csv whose letters were not found.
    boundary_notes, letter_notes : tuple of str
        Sentences on the file of polygons that was given, and on the letters taken together.
    tables : Tables
        The data tables that were given, and what they state.
    records : Records
        The Ombudsman's records that were given.
    """

    letters: tuple[Reading, ...]
    councils_without_letter: Mapping[date, tuple[Council, ...]]
    corrections_without_letter: tuple[Correction, ...] = ()
    boundary_notes: tuple[str, ...] = ()
    letter_notes: tuple[str, ...] = ()
    tables: Tables = field(default_factory=Tables)
    records: Records = field(default_factory=Records)

    @property
    def in_place(self) -> tuple[Reading, ...]:
        """What data tables state about councils and years without a letter."""
        return in_place_of_letters(self.letters, self.tables.readings)

    @property
    def differences(self) -> tuple[tuple[Reading, Difference], ...]:
        """Every figure that a letter and the tables state differently, with its letter."""
        return tuple((letter, one) for letter in self.letters for one in letter.differences)

    def with_status(self, status: Status) -> tuple[Reading, ...]:
        """The letters of that status, in the report's order."""
        return tuple(letter for letter in self.letters if letter.status is status)

    @property
    def set_aside(self) -> tuple[Reading, ...]:
        """The letters whose figures are not shown: those in review, then those rejected."""
        return self.with_status(Status.REVIEW) + self.with_status(Status.REJECTED)

    @property
    def residual(self) -> tuple[Reading, ...]:
        """The letters about councils that had ended before the letter's year did."""
        return tuple(letter for letter in self.letters if letter.former)

    @property
    def illustrative(self) -> bool:
        """Whether any letter is illustrative."""
        return any(letter.illustration is not None for letter in self.letters)

    @property
    def notes(self) -> tuple[str, ...]:
        """What else there is to say about the build; nothing here is wrong with a letter."""
        notes = (*map(printable, self.boundary_notes), *self.letter_notes, *map(printable, self.tables.notes))
        return (*notes, *notes_on_ways(letter.shown for letter in self.letters))

    @property
    def counts(self) -> dict[str, int]:
        """The numbers of the report, in the order in which they are shown."""
        return {
            "letters": len(self.letters),
            **{status.value: len(self.with_status(status)) for status in Status},
            "illustrative": sum(letter.illustration is not None for letter in self.letters),
            "residual": len(self.residual),
            "figures": sum(len(printed_figures(letter)) for letter in self.letters),
            "corrected": sum(len(letter.corrections) for letter in self.letters),
            "councils_without_letter": sum(map(len, self.councils_without_letter.values())),
        }

    def to_json(self) -> bytes:
        """`data/build-report.json`."""
        document: dict[str, object] = {
            "letters": [letter_object(letter) for letter in self.letters],
            "councils_without_letter": {
                str(day.year): [{"gss_code": c.gss_code, "council": c.name} for c in councils]
                for day, councils in sorted(self.councils_without_letter.items())
            },
            "counts": self.counts,
            "notes": list(self.notes),
        }
        if self.tables.files:
            document["tables"] = tables_object(self)
        if self.records.folder is not None:
            document["records"] = records_object(self.records)
        if self.illustrative:
            document = {"notice": ILLUSTRATIVE_NOTICE, **document}
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def letter_object(letter: Reading) -> dict[str, object]:
    """A letter as `mapper parse` and `data/build-report.json` state it."""
    figures: Sequence[Figure] = printed_figures(letter)
    return {
        "file": letter.file,
        "sha256": letter.sha256,
        "status": letter.status.value,
        "authority_name": letter.authority_name,
        "gss_code": None if letter.council is None else letter.council.gss_code,
        "period_end": None if letter.period_end is None else letter.period_end.isoformat(),
        "layout": letter.layout,
        "statistics": {figure.statistic: figure.value for figure in figures},
        "problems": [*map(problem_object, letter.problems), *notices_of(letter)],
    }


def printed_figures(letter: Reading) -> tuple[Figure, ...]:
    """What a letter prints itself, without what was filled in from tables; of tables, all that they state."""
    figures = (letter.figures or {}).values()
    return tuple(figure for figure in figures if figure.cell is None or letter.origin is Origin.TABLES)


def tables_object(report: BuildReport) -> dict[str, object]:
    """The data tables in `data/build-report.json`: files, what is in doubt in them, and differences from letters."""
    return {
        "files": [
            {
                "file": file.file,
                "sha256": file.sha256,
                "rows": len(file.rows),
                "problems": [] if file.problem is None else [problem_object(file.problem)],
            }
            for file in report.tables.files
        ],
        "in_place_of_letters": len(report.in_place),
        "in_review": [
            letter_object(reading) for reading in report.tables.readings if reading.status is not Status.OK
        ],
        "differences": [_difference_object(letter, one) for letter, one in report.differences],
    }


def _difference_object(letter: Reading, one: Difference) -> dict[str, object]:
    cell = one.table.cell
    return {
        "gss_code": None if letter.council is None else letter.council.gss_code,
        "period_end": str(letter.period_end),
        "statistic": one.letter.statistic,
        "letter": {
            "value": one.letter.value,
            "printed": one.letter.printed,
            "file": letter.file,
            "page": one.letter.page,
        },
        "tables": {
            "value": one.table.value,
            "printed": one.table.printed,
            **({} if cell is None else {"file": cell.file, "sheet": cell.sheet or None}),
            **({} if cell is None else {"row": cell.row, "column": cell.column}),
        },
        "letter_is_shown": letter.status is Status.OK,
    }


def problem_object(problem: Problem) -> dict[str, str]:
    """A problem as every file states it."""
    return {"code": problem.code, "message": problem.message}


_ILLUSTRATIVE: Mapping[Illustration, str] = {
    Illustration.INVENTED: "This letter is illustrative: its figures are invented.",
    Illustration.REDRAWN: "This letter is illustrative: its figures are published ones, its page is redrawn.",
}
NOT_SHOWN = "not-shown"
"""The code, in a letter's problems, for a letter of which neither a copy nor a link is published."""
_ACTIVE_CONTENT = (
    "The PDF carries, or may carry, a script, an action or an embedded file; its figures were read. No site has the "
    "file as it is."
)


def notices_of(letter: Reading) -> Iterator[dict[str, str]]:
    """What is not a problem with a letter but must not be overlooked."""
    if letter.illustration is not None:
        yield {"code": "illustrative", "message": _ILLUSTRATIVE[letter.illustration]}
    if letter.former is not None:
        message = (
            f"{_ended(letter.former)}: the letter is about the time before. Its figures are on the council's page "
            "and in figures.csv, on no map and in no comparison."
        )
        yield {"code": RESIDUAL, "message": message}
    for line in corrections_of(letter):
        yield {"code": "corrected", "message": _correction(line)}
    for problem in letter.contradicted:
        yield {"code": "contradicted", "message": contradiction(problem)}
    if letter.active_content:
        yield {"code": "active-content", "message": _ACTIVE_CONTENT}
    if letter.shown is not None and letter.shown.way is None:
        message = f"The letter itself is not shown; its figures are as they would be. {letter.shown.why}."
        yield {"code": NOT_SHOWN, "message": message}


def contradiction(problem: Problem) -> str:
    """What another file says against a letter that is shown all the same."""
    return (
        f"Shown, because the site before showed it and its file has not changed, although another file contradicts it: "
        f"{problem.message}"
    )


def corrections_of(letter: Reading) -> tuple[Correction, ...]:
    """The corrections of a letter, each once: a sum that follows its part shares the part's correction."""
    return tuple(dict.fromkeys(letter.corrections.values()))


def _correction(line: Correction) -> str:
    return (
        f"{BY_KEY[line.statistic].title}: page {line.page} prints “{line.printed}”, corrected to {line.corrected}: "
        f"{line.reason} ({line.who}, {line.date.isoformat()}; {line.evidence})"
    )


def summary_lines(report: BuildReport) -> list[str]:
    """The report for a terminal.

    In this order: the counts, the letters set aside, those that others contradict, those about councils that had ended,
    those that nobody gets to see, the corrections without a letter, the councils without a letter, the tables, the
    records, and the notes.
    """
    return [
        *_count_lines(report.counts),
        *_first_lines(_set_aside(letter) for letter in report.set_aside),
        *_first_lines(_shown_all_the_same(report)),
        *_first_lines(_not_shown(report)),
        *(
            f"{line.where}: no letter here is {printable(line.letter_name)}; nothing to correct."
            for line in report.corrections_without_letter
        ),
        *(
            f"No letter for the year to {day_in_words(day)}: {len(councils)} ({_short_names(councils)})."
            for day, councils in sorted(report.councils_without_letter.items())
            if councils
        ),
        *_first_lines(_table_lines(report)),
        *record_lines(report.records),
        *report.notes,
    ]


def _first_lines(lines: Iterable[str]) -> Iterator[str]:
    """The first lines, and the number of the others: the report for people has them all."""
    ahead = iter(lines)
    yield from islice(ahead, _LISTED)
    more = sum(1 for _ in ahead)
    if more:
        yield f"And {more:,} more: a site that is published has them all in report/index.html."


def _shown_all_the_same(report: BuildReport) -> Iterator[str]:
    """The letters that others contradict, and those about councils that had ended."""
    for letter in report.letters:
        for problem in letter.contradicted:
            yield f"stands    {letter.file}: {printable(contradiction(problem))}"
    for letter in report.residual:
        if letter.former is not None and letter.status is Status.OK:
            yield f"{RESIDUAL:<8}  {letter.file}: {_ended(letter.former)}; its figures are on its page and on no map."


def _not_shown(report: BuildReport) -> Iterator[str]:
    """The letters whose figures stand, but which nobody gets to see."""
    for letter in report.letters:
        if letter.shown is not None and letter.shown.way is None:
            yield f"{NOT_SHOWN}  {letter.file}: {printable(letter.shown.why)}."


def _table_lines(report: BuildReport) -> Iterator[str]:
    """The data tables for a terminal: files, councils they stand for, what is in doubt, and every difference."""
    tables = report.tables
    if tables.files:
        yield (
            f"{counted(len(tables.files), 'data table', 'data tables')}: {len(tables.refused)} refused; "
            f"{len(tables.readings)} rows of councils and other bodies, {len(report.in_place)} of them shown where "
            f"there is no letter; {counted(len(report.differences), 'difference', 'differences')} from letters."
        )
    for file in tables.refused:
        if file.problem is not None:
            yield f"rejected  {file.problem.code}: {printable(file.problem.message)}"
    for reading in tables.readings:
        if reading.status is not Status.OK:
            yield _set_aside(reading, f"data tables, {reading.authority_name}")
    for letter, one in report.differences:
        shown = "the letter's is shown" if letter.status is Status.OK else "none is shown"
        yield f"differs   {letter.file}: {printable(one.sentence)}; {shown}."
    for letter in report.letters:
        if letter.unfilled:
            yield f"tables    {letter.file}: further figures of the tables are not shown. {letter.unfilled}."


def _count_lines(counts: Mapping[str, int]) -> Iterator[str]:
    letters = counted(counts["letters"], "letter", "letters")
    figures = counted(counts["figures"], "figure", "figures")
    yield (
        f"{letters}: {counts['ok']:,} ok, {counts['review']:,} in review, {counts['rejected']:,} rejected; "
        f"{figures} read."
    )
    if counts["illustrative"]:
        illustrative = counted(
            counts["illustrative"], "is illustrative: its figures", "are illustrative: their figures"
        )
        yield f"Of the letters {illustrative} are not to be quoted."
    if counts["corrected"]:
        yield f"Of the figures {counted(counts['corrected'], 'is', 'are')} not as printed, but corrected."


def _set_aside(letter: Reading, name: str = "") -> str:
    reasons = " ".join("; ".join(f"{one.code}: {one.message}" for one in letter.problems).split())
    said = printable(shortened(reasons, _LONGEST_LINE))
    return f"{letter.status.value:<8}  {printable(name) or letter.file}: {said}"


def _short_names(councils: Sequence[Council]) -> str:
    return abridged([council.short_name for council in councils], 5)


def _ended(council: Council) -> str:
    return f"{council.name} ended on {council.last_day}"
