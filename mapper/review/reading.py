"""What became of one letter: read, doubted or set aside; and one council's year, with or without a letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mapper.councils.council import Council
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import Check, Figure, Problem
from mapper.review.corrections import Correction


class Status(StrEnum):
    """`ok`: every figure may be shown. `review`: read, but held back. `rejected`: no figures could be read."""

    OK = "ok"
    REVIEW = "review"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Reading:
    """One letter and what became of it.

    `file` is the name it was found under, `pages` the first and last page figures were taken from (1-based).
    `council` is None where none, or more than one, answers to the printed name on the last day of the period; it
    may be one that had ended by then (`former`).
    `illustration` is None for a real letter. `corrections` has a line for each statistic whose figure is not as
    printed: the figure keeps its printed text and has the corrected value.
    """

    file: str
    sha256: str
    status: Status
    authority_name: str | None = None
    council: Council | None = None
    period_end: date | None = None
    layout: str | None = None
    figures: Mapping[str, Figure] | None = None
    pages: tuple[int, int] | None = None
    checks: tuple[Check, ...] = ()
    problems: tuple[Problem, ...] = ()
    illustration: Illustration | None = None
    active_content: bool = False
    corrections: Mapping[str, Correction] = field(default_factory=dict)

    @property
    def former(self) -> Council | None:
        """The council, if it had ended before the period did: its letter is shown, and is on no polygon."""
        if self.council is None or self.period_end is None:
            return None
        return self.council if self.council.ended_before(self.period_end) else None

    def figure(self, statistic: str) -> Figure | None:
        """The figure of that key, or None where the letter does not have it."""
        return None if self.figures is None else self.figures.get(statistic)

    def value(self, statistic: str) -> float | None:
        """That figure's value; None where the letter does not have it, or prints a dash."""
        figure = self.figure(statistic)
        return None if figure is None else figure.value

    def total(self, *counts: str) -> int | None:
        """These counts added together, in cases; None where the letter lacks one of them."""
        values = [self.value(count) for count in counts]
        known = [int(value) for value in values if value is not None]
        return sum(known) if len(known) == len(values) else None


@dataclass(frozen=True, slots=True)
class CouncilYear:
    """One council in one year to 31 March; `letter` is None where none has been added."""

    council: Council
    period_end: date
    letter: Reading | None = None

    @property
    def residual(self) -> bool:
        """Whether the council had ended before the year did: the letter is about the time before."""
        return self.council.ended_before(self.period_end)

    @property
    def usable(self) -> Reading | None:
        """The letter, if its figures may be shown and compared."""
        return self.letter if self.letter is not None and self.letter.status is Status.OK else None
