"""What letters state, as typed, frozen records.

A *statistic* is something that letters state (`received_total`); a *figure* is one statistic as one letter
prints it, with its page. A statistic that a letter does not have is not among its figures. One that it prints
as a dash or "n/a" is a figure whose value is None. Zero is zero. The three are never confused.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mapper.letters.box import Box
from mapper.letters.cell import CellPlace


class Unit(StrEnum):
    """The unit of a value: whole cases, per cent from 0 to 100, or cases per 100,000 residents."""

    COUNT = "count"
    PERCENT = "percent"
    PER_100K = "per 100,000 residents"


@dataclass(frozen=True, slots=True)
class Statistic:
    """Something that letters state: its key in every file, its group, and its name for readers."""

    key: str
    group: str
    title: str
    unit: Unit = Unit.COUNT


STATISTICS: tuple[Statistic, ...] = (
    Statistic("received_adult_care_services", "received", "Adult care services"),
    Statistic("received_benefits_and_tax", "received", "Benefits and tax"),
    Statistic("received_corporate_and_other_services", "received", "Corporate and other services"),
    Statistic("received_education_and_childrens_services", "received", "Education and children’s services"),
    Statistic("received_environment_services", "received", "Environment services"),
    Statistic("received_highways_and_transport", "received", "Highways and transport"),
    Statistic("received_housing", "received", "Housing"),
    Statistic("received_planning_and_development", "received", "Planning and development"),
    Statistic("received_other", "received", "Other"),
    Statistic("received_total", "received", "All complaints and enquiries received"),
    Statistic("decided_incomplete_or_invalid", "decided", "Incomplete or invalid"),
    Statistic("decided_advice_given", "decided", "Advice given"),
    Statistic("decided_referred_back", "decided", "Referred back for local resolution"),
    Statistic("decided_closed_after_initial_enquiries", "decided", "Closed after initial enquiries"),
    Statistic("decided_not_upheld", "decided", "Not upheld"),
    Statistic("decided_upheld", "decided", "Upheld"),
    Statistic("decided_total", "decided", "All decisions"),
    Statistic("uphold_rate", "decided", "Uphold rate", Unit.PERCENT),
    Statistic("investigations", "investigations", "Detailed investigations"),
    Statistic("average_uphold_rate", "investigations", "The letter’s average uphold rate", Unit.PERCENT),
    Statistic("upheld_per_100k", "investigations", "Upheld per 100,000 residents", Unit.PER_100K),
    Statistic("average_upheld_per_100k", "investigations", "The letter’s average per 100,000", Unit.PER_100K),
    Statistic("satisfactory_remedies", "remedies", "Put right before the Ombudsman stepped in"),
    Statistic("satisfactory_remedy_rate", "remedies", "Share put right before", Unit.PERCENT),
    Statistic(
        "average_satisfactory_remedy_rate",
        "remedies",
        "The letter’s average share put right before",
        Unit.PERCENT,
    ),
    Statistic("remedied_by_ombudsman", "remedies", "Put right by the Ombudsman"),
    Statistic("remedied_by_authority", "remedies", "Put right by the authority"),
    Statistic("compliance_recorded", "compliance", "Complaints with recommendations"),
    Statistic("complied_on_time", "compliance", "Carried out on time"),
    Statistic("complied_late", "compliance", "Carried out late"),
    Statistic("not_complied", "compliance", "Not carried out"),
    Statistic("compliance_rate", "compliance", "Share carried out", Unit.PERCENT),
    Statistic(
        "average_compliance_rate", "compliance", "The letter’s average share carried out", Unit.PERCENT
    ),
    Statistic("dealt_with", "volumes", "Complaints dealt with"),
    Statistic("not_for_us", "volumes", "Not for the Ombudsman, or not ready"),
    Statistic("assessed_and_closed", "volumes", "Assessed and closed"),
)

BY_KEY: Mapping[str, Statistic] = {statistic.key: statistic for statistic in STATISTICS}

SUBJECTS: tuple[str, ...] = tuple(
    s.key for s in STATISTICS if s.group == "received" and s.key != "received_total"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One statistic as one letter prints it.

    Parameters
    ----------
    statistic
        The statistic's key.
    value
        The value in the statistic's unit; None where the letter prints a dash or "n/a".
    printed
        The text as it stands on the page; "0 + 1" for a figure that the letter gives only as a sum.
    page
        The page, counted from 1 in the PDF file.
    box
        Where it stands on that page, in points from the top left of the page as seen; None where it is a sum, is
        said in words, or is the figure of a table. Two figures that differ in nothing else are equal.
    cell
        Where it stands in a data table; its page is then 0. None for a figure of a letter.
    """

    statistic: str
    value: int | float | None
    printed: str
    page: int
    box: Box | None = field(default=None, compare=False)
    cell: CellPlace | None = field(default=None, compare=False)

    @property
    def place(self) -> str:
        """Where it stands, in words: "page 4", or the cell of a data table."""
        return f"page {self.page}" if self.cell is None else str(self.cell)

    @property
    def unit(self) -> Unit:
        return BY_KEY[self.statistic].unit


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong with a letter: a stable kebab-case code, and sentences for people.

    `figure` is the figure that could not be read, without a value, if the problem is about one.
    """

    code: str
    message: str
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """An identity that was checked: a sentence with its numbers, whether it holds, and the code if it does not."""

    statement: str
    holds: bool
    code: str


@dataclass(frozen=True, slots=True)
class LetterStatistics:
    """What a layout read from one letter.

    Parameters
    ----------
    layout
        The layout's name. Where it is not certain which layout is right it is None, and there are no figures.
    authority_name, period_end
        The council's name as printed, and the last day of the period; None where they are missing or in
        doubt.
    figures
        The figures, at most one for each statistic.
    pages
        The first and the last page with figures, counted from 1 in the PDF file.
    problems
        What is wrong with the letter.
    other_names
        Other names of the council that the letter is addressed to or headed with, as printed. Whether they mean the
        same council is for those to say who know the councils.
    """

    layout: str | None
    authority_name: str | None
    period_end: date | None
    figures: tuple[Figure, ...]
    pages: tuple[int, int]
    problems: tuple[Problem, ...] = ()
    other_names: tuple[str, ...] = ()

    def figure(self, statistic: str) -> Figure | None:
        """The figure of that key, or None if the letter does not have it."""
        return next((figure for figure in self.figures if figure.statistic == statistic), None)


def total(counts: Iterable[Figure | None]) -> int | None:
    """The counts added up; None if one of them is missing or has no value."""
    values = [None if count is None else count.value for count in counts]
    known = [int(value) for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def summed(statistic: str, parts: Sequence[Figure]) -> Figure:
    """The figure that a letter gives only as the sum of others; it prints as "0 + 1", on the page of the first."""
    printed = " + ".join(part.printed for part in parts)
    return Figure(statistic, total(parts), printed, parts[0].page, cell=parts[0].cell)
