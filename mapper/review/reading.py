"""One letter and what became of it, and one council's year, with or without a letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from mapper.councils.council import Council
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import BY_KEY, Check, Figure, Problem, total
from mapper.review.corrections import Correction
from mapper.review.shown import Shown


class Status(StrEnum):
    """`ok`: every figure may be shown. `review`: read, but held back. `rejected`: no figure could be read."""

    OK = "ok"
    REVIEW = "review"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Difference:
    """A statistic that a letter and the data tables state differently.

    Parameters
    ----------
    letter, table
        The figure of each, with its place.
    confirmed : bool
        Whether the letter itself speaks for its figure: with the tables' value its own checks would fail.
    """

    letter: Figure
    table: Figure
    confirmed: bool

    @property
    def sentence(self) -> str:
        """Both values and both places."""
        title = BY_KEY[self.letter.statistic].title
        return (
            f"{title}: the letter prints {self.letter.printed} ({self.letter.place}), the data tables state "
            f"{self.table.printed} ({self.table.place})"
        )


class Origin(StrEnum):
    """Where the figures of a council's year come from: a letter, or the Ombudsman's data tables alone."""

    LETTER = "letter"
    TABLES = "tables"


@dataclass(frozen=True, slots=True)
class Reading:
    """One letter and what became of it; or what the data tables state in the place of a letter.

    Parameters
    ----------
    file, sha256 : str
        The name of its file in the report, and the file's content.
    status : Status
        Whether its figures may be shown.
    authority_name : str or None
        The council's name as printed.
    council : Council or None
        The council that answers to that name on the last day of the period, or had ended by then (`former`); None
        if there is none, or more than one.
    period_end : date or None
        The last day of the year that it is about.
    layout : str or None
        The form of letter.
    figures : mapping of str to Figure, or None
        Its figures by their statistic.
    pages : pair of int, or None
        The first and last page that figures were taken from, counted from 1.
    checks, problems : tuple of Check, tuple of Problem
        The identities that were tried, and what is wrong with the letter.
    illustration : Illustration or None
        None for a real letter.
    active_content : bool
        Whether the PDF may do something when it is opened; then its bytes are not published.
    corrections : mapping of str to Correction
        By statistic, why a figure is not as printed; it keeps its printed text and has the corrected value.
    turned : mapping of int to int
        The pages that were turned for reading, and by how many degrees clockwise; the boxes of their figures are those
        after that.
    origin : Origin
        Whether it is a letter. A letter may have figures from the tables, too: each has its own cell.
    differences : tuple of Difference
        What the data tables state differently.
    unfilled : str
        Why the tables' further figures do not stand beside the letter's, in a sentence; empty if they do, or if
        there are none.
    contradicted : tuple of Problem
        What other files say against a letter that is shown all the same (see `standing.py`).
    stood : bool
        Whether it mattered that the site before showed it.
    own_pages : pair of int, or None
        The first and last page of its file that are the letter's own, counted from 1.
    shown : Shown or None
        How readers of the site get to see it, or why not; None where that was not asked.
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
    turned: Mapping[int, int] = field(default_factory=dict)
    origin: Origin = Origin.LETTER
    differences: tuple[Difference, ...] = ()
    unfilled: str = ""
    contradicted: tuple[Problem, ...] = ()
    stood: bool = False
    own_pages: tuple[int, int] | None = None
    shown: Shown | None = None

    @property
    def former(self) -> Council | None:
        """The council, if it had ended before the period did: it has no polygon on that day."""
        if self.council is None or self.period_end is None:
            return None
        return self.council if self.council.ended_before(self.period_end) else None

    def doubt(self, *problems: Problem) -> "Reading":
        """The letter with these problems added; one that was read and has any problem is in review.

        Then it is no longer shown, and what contradicts it is a problem like the others.
        """
        found = (*self.problems, *self.contradicted, *problems) if problems else self.problems
        doubtful = self.status is Status.OK and found
        return replace(
            self,
            problems=found,
            contradicted=() if problems else self.contradicted,
            status=Status.REVIEW if doubtful else self.status,
        )

    def figure(self, statistic: str) -> Figure | None:
        """The figure of that statistic, or None if the letter does not have it."""
        return None if self.figures is None else self.figures.get(statistic)

    @property
    def tabled(self) -> frozenset[str]:
        """The statistics whose figures come from data tables."""
        figures = (self.figures or {}).values()
        return frozenset(figure.statistic for figure in figures if figure.cell is not None)

    def value(self, statistic: str) -> float | None:
        """That figure's value; None where the letter does not have it, or prints a dash."""
        figure = self.figure(statistic)
        return None if figure is None else figure.value

    def total(self, *counts: str) -> int | None:
        """These counts added together, in cases; None where the letter lacks one of them."""
        return total(self.figure(count) for count in counts)


@dataclass(frozen=True, slots=True)
class CouncilYear:
    """One council in one year to 31 March; `letter` is None if none has been added."""

    council: Council
    period_end: date
    letter: Reading | None = None

    @property
    def residual(self) -> bool:
        """Whether the council had ended before the year did: the letter is about the time until then."""
        return self.council.ended_before(self.period_end)

    @property
    def usable(self) -> Reading | None:
        """The letter, if its figures may be shown and compared."""
        return self.letter if self.letter is not None and self.letter.status is Status.OK else None
