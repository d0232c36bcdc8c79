"""One letter judged: corrected, its identities tried, its council found; accepted, put in review or rejected.

A worker reads what a letter states. This adds what a worker cannot know: the corrections and the register.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mapper.councils.answers import Match
from mapper.councils.register import Register
from mapper.letters import identities
from mapper.letters.read import FileReading
from mapper.letters.statistics import Check, LetterStatistics, Problem
from mapper.review.corrections import Correction, apply
from mapper.review.reading import Reading, Status
from mapper.words import abridged, shortened

# How many names a message has, and how many characters of each.
_NAMED, _LONGEST_NAME = 3, 200


def judge(
    file: str, read: FileReading, register: Register, corrections: Sequence[Correction] = ()
) -> tuple[Reading, ...]:
    """The letters of one file, each with its council and status; one that is rejected if the file has none."""
    if read.problem is not None:
        return (
            Reading(
                file,
                read.sha256,
                Status.REJECTED,
                problems=(read.problem,),
                illustration=read.illustration,
                active_content=read.active_content,
            ),
        )
    judged = (_judge_letter(file, read, printed, register, corrections) for printed in read.letters)
    own_pages = read.own_pages or (None,) * len(read.letters)
    return tuple(replace(letter, own_pages=own) for letter, own in zip(judged, own_pages, strict=True))


def _judge_letter(
    file: str,
    read: FileReading,
    printed: LetterStatistics,
    register: Register,
    corrections: Sequence[Correction],
) -> Reading:
    statistics, applied = apply(corrections, read.sha256, printed)
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
        turned=read.turned,
    )
    failed = [Problem(check.code, check.statement) for check in checks if not check.holds]
    return _with_council(reading.doubt(*failed), printed.other_names, register)


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


def _with_council(reading: Reading, other_names: Sequence[str], register: Register) -> Reading:
    """Find the council on the last day of the period; without a period there is no day to look on.

    A letter's other names are doubted unless they mean the same council.

    A council may get letters for a year or two after it has ended; such a letter keeps it.
    """
    if reading.authority_name is None or reading.period_end is None:
        return reading.doubt()
    match = register.match(reading.authority_name, reading.period_end)
    council = match.council or match.former
    if council is not None:
        others = (register.match(name, reading.period_end) for name in other_names)
        strange = [match.name for match in others if (match.council or match.former) != council]
        return replace(reading, council=council).doubt(*_conflict(reading.authority_name, strange))
    return reading.doubt(unmatched(match))


def _conflict(name: str, others: Sequence[str]) -> Iterator[Problem]:
    """The problem that a letter is addressed to, or headed with, another council than its statistics; none without."""
    if others:
        quoted = [f"“{shortened(other, _LONGEST_NAME)}”" for other in dict.fromkeys(others)]
        names = abridged(quoted, _NAMED) if len(quoted) > _NAMED else " and ".join(quoted)
        yield Problem(
            "name-conflict",
            f"The statistics are headed “{shortened(name, _LONGEST_NAME)}”, but the letter is addressed to, or "
            f"headed with, {names}. Expected "
            "one council. See whether the pages of two letters are mixed; if so, save each as a PDF of its own.",
        )


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


def unmatched(match: Match) -> Problem:
    """Why no single council answers to a name."""
    code, words = _UNMATCHED[match.reason or "unknown-council"]
    hint = f" Nearest names: {', '.join(match.suggestions)}." if match.suggestions else ""
    advice = " If it is one, add the name to boundaries/aliases.csv." if code == "unknown-council" else ""
    return Problem(code, f"“{shortened(match.name, _LONGEST_NAME)}” {words}.{hint}{advice}")
