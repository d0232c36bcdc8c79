"""What is known of one file: what its letters state, what is found on its pages, and their pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mapper.councils.register import Register
from mapper.letters.findings import MOST_PAGES, Findings, findings_of, pages_to_look_at
from mapper.letters.limits import LIMITS, Limits
from mapper.letters.page_pictures import PagePicture, pictures_of
from mapper.letters.statistics import Problem
from mapper.letters.workers import LetterFile, apart, read_files
from mapper.review.corrections import Correction
from mapper.review.judge import judge
from mapper.review.reading import Reading
from mapper.words import printable


@dataclass(frozen=True, slots=True)
class Subject:
    """One file.

    Parameters
    ----------
    letters
        Its letters, each with what became of it, as `mapper parse` states them.
    findings, pictures
        What is found on its pages, and how these look; or the problem that there is none of it.
    """

    letters: tuple[Reading, ...]
    findings: Findings | Problem
    pictures: tuple[PagePicture, ...] | Problem


def look_at(
    path: Path, register: Register, corrections: Sequence[Correction], limits: Limits = LIMITS
) -> Subject:
    """Read a file as a build does, and then once more for what stands where; each in a process of its own.

    Whatever goes wrong with the file is a problem and is never raised.
    """
    file = LetterFile(printable(str(path)), path)
    (read,) = read_files([file], 1, None, lambda _: None, limits)
    letters = judge(file.name, read, register, corrections)
    if read.problem is not None and not read.sha256:
        return Subject(letters, read.problem, read.problem)
    findings = apart(findings_of, path, limits)
    turned_by = None if isinstance(findings, Problem) else findings.turned_by
    draw = partial(pictures_of, numbers=_numbers(findings), turned_by=turned_by)
    pictures = apart(draw, path, limits)
    return Subject(letters, findings, pictures)


def _numbers(findings: Findings | Problem) -> frozenset[int]:
    """The pages to draw: those looked at or, where no text was found, the first."""
    if isinstance(findings, Problem) or not findings.texts:
        return pages_to_look_at(MOST_PAGES)
    return findings.numbers
