"""Letters that stand: the site before showed them, and their files have not changed since.

What the letter itself prints, the register and the data tables still count against such a letter. What other files say
does not: anybody can write a file, and one that contradicts a letter must not take that letter off the map. The report
names the contradiction. Somebody who finds that the other file is right removes the letter, or has all letters judged
anew (`--accept-losses`).
"""

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from mapper.letters.statistics import Problem
from mapper.review.reading import Reading, Status


class Standing(NamedTuple):
    """A letter that the site before showed: its file's SHA-256, its council, and its year's last day (ISO 8601)."""

    sha256: str
    gss_code: str
    period_end: str


Stood = Collection[Standing]
"""All letters that the site before showed."""


def stands(letter: Reading, stood: Stood) -> bool:
    """Whether the site before showed the letter, and nothing that it prints itself is in doubt."""
    if letter.status is not Status.OK or letter.council is None:
        return False
    return Standing(letter.sha256, letter.council.gss_code, str(letter.period_end)) in stood


def contradict(letter: Reading, problems: Collection[Problem], stood: Stood) -> Reading:
    """The letter with what other files say against it: in review, unless it stands."""
    if problems and stands(letter, stood):
        return replace(letter, contradicted=(*letter.contradicted, *problems), stood=True)
    return letter.doubt(*problems)
