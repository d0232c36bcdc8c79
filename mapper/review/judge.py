"""What a file states, judged: corrected, matched to a council of its day, accepted or set aside.

`judge` adds what a worker cannot know: the corrections, the register of councils, and the other letters.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mapper.councils.answers import Match
from mapper.councils.register import Register
from mapper.errors import CorrectionProblem
from mapper.letters import identities
from mapper.letters.read import FileReading
from mapper.letters.statistics import Check, LetterStatistics, Problem
from mapper.review import corrections
from mapper.review.corrections import Correction
from mapper.review.reading import Reading, Status


def judge(
    file: str, read: FileReading, register: Register, lines: Sequence[Correction] = ()
) -> tuple[Reading, ...]:
    """The letters of one file, corrected, with their councils and their status; one `rejected` if it has none."""
    if read.problem is not None:
        problem = read.problem
        return (
            Reading(
                file,
                read.sha256,
                Status.REJECTED,
                problems=(problem,),
                illustration=read.illustration,
                active_content=read.active_content,
            ),
        )
    return tuple(_judge_letter(file, read, statistics, register, lines) for statistics in read.letters)


def _judge_letter(
    file: str, read: FileReading, printed: LetterStatistics, register: Register, lines: Sequence[Correction]
) -> Reading:
    statistics, applied = corrections.apply(lines, read.sha256, printed)
    checks = _checks(printed, statistics, applied)
    reading = Reading(
        file=file,
        sha256=read.sha256,
        status=Status.OK if statistics.figures else Status.REJECTED,
        authority_name=statistics.authority_name,
        period_end=statistics.period_end,
        layout=statistics.layout,
        figures={figure.statistic: figure for figure in statistics.figures},
        pages=statistics.pages,
        checks=checks,
        problems=statistics.problems,
        illustration=read.illustration,
        active_content=read.active_content,
        corrections=applied,
    )
    failed = [Problem(check.code, check.statement) for check in checks if not check.holds]
    return _with_council(doubt(reading, *failed), register)


def _checks(
    printed: LetterStatistics, corrected: LetterStatistics, applied: Mapping[str, Correction]
) -> tuple[Check, ...]:
    """The identities tried on the corrected figures; those that a correction changes say so."""
    before = identities.checks(printed.figures)
    if not applied:
        return before
    as_if_printed = [
        replace(figure, printed=applied[figure.statistic].corrected)
        if figure.statistic in applied
        else figure
        for figure in corrected.figures
    ]
    return tuple(
        check if check in before else replace(check, statement=f"{check.statement} (as corrected)")
        for check in identities.checks(tuple(as_if_printed))
    )


def lines_without_letter(lines: Sequence[Correction], letters: Sequence[Reading]) -> tuple[Correction, ...]:
    """The corrections of letters that are not here at all.

    One file of corrections may serve several folders, so these are no mistake. Raises CorrectionProblem for any
    other line that corrected nothing: its letter is here and prints something else, or was exchanged for another.
    """
    absent = []
    for line in lines:
        same = [letter for letter in letters if letter.sha256 == line.letter_sha256]
        if any(line in letter.corrections.values() for letter in same):
            continue
        if same:
            raise CorrectionProblem(_fits_nothing(line, same))
        if any(letter.file == line.letter_name for letter in letters):
            raise CorrectionProblem(
                f"{line.where}: {line.letter_name} is not the file that was corrected. Expected "
                f"the SHA-256 {line.letter_sha256}. Look at the new letter, then mend or remove the line."
            )
        absent.append(line)
    return tuple(absent)


def _fits_nothing(line: Correction, letters: Sequence[Reading]) -> str:
    found = [figure for letter in letters if (figure := letter.figure(line.statistic)) is not None]
    there = " and ".join(f"“{figure.printed}” on page {figure.page}" for figure in found) or "nothing"
    return (
        f"{line.where}: {letters[0].file} does not print {line.statistic} as “{line.printed}” on "
        f"page {line.page}. Read there: {there}. Expected the figure as printed; mend or remove the line."
    )


def _with_council(reading: Reading, register: Register) -> Reading:
    """Find the council on the last day of the period; without a period there is no day to look on.

    A council may get letters for a year or two after it has ended; such a letter keeps it.
    """
    if reading.authority_name is None or reading.period_end is None:
        return doubt(reading)
    match = register.match(reading.authority_name, reading.period_end)
    council = match.council or match.former
    if council is not None:
        return doubt(replace(reading, council=council))
    return doubt(reading, _unmatched(match))


# What is said of a name that no single council answers to, by the register's reason.
_UNMATCHED = {
    "not-a-council": ("not-a-council", "is a body that has no area on this map"),
    "not-in-england": ("not-in-england", "is a council outside England"),
    "ambiguous-council": ("unknown-council", "may mean more than one council"),
    "not-of-that-day": ("unknown-council", "was no council on the last day of the letter's period"),
    "unknown-day": (
        "no-boundaries",
        "cannot be looked up: the register of councils does not know the period’s last day",
    ),
    "unknown-council": ("unknown-council", "is no council that the register knows"),
}


def _unmatched(match: Match) -> Problem:
    code, words = _UNMATCHED[match.reason or "unknown-council"]
    hint = f" Nearest names: {', '.join(match.suggestions)}." if match.suggestions else ""
    advice = " If it is one, add the name to boundaries/aliases.csv." if code == "unknown-council" else ""
    return Problem(code, f"“{match.name}” {words}.{hint}{advice}")


def doubt(reading: Reading, *problems: Problem) -> Reading:
    """Add problems; a letter that has any, and was read, is in review."""
    found = (*reading.problems, *problems)
    doubtful = reading.status is Status.OK and found
    return replace(reading, problems=found, status=Status.REVIEW if doubtful else reading.status)


def set_duplicates_aside(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Where one council has several letters for one period, doubt all but the first, or all if they differ.

    A copy that says the same as the first letter is no harm; letters that say different things cannot both be
    right, and nothing here can tell which is.
    """
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, reading in enumerate(readings):
        if reading.council and reading.period_end and reading.status is not Status.REJECTED:
            groups[reading.council.gss_code, reading.period_end].append(index)
    result = list(readings)
    for group in groups.values():
        for index in _doubtful(readings, group):
            others = [readings[other].file for other in group if other != index]
            message = f"The same council and period as {', '.join(others)}. Keep one of them."
            result[index] = doubt(readings[index], Problem("duplicate", message))
    return tuple(result)


def _doubtful(readings: Sequence[Reading], group: Sequence[int]) -> Sequence[int]:
    values = [_values(readings[index]) for index in group]
    return group[1:] if all(value == values[0] for value in values) else group


def _values(reading: Reading) -> dict[str, float | None]:
    return {key: figure.value for key, figure in (reading.figures or {}).items()}
