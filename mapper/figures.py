"""The statistics of an annual letter as typed, frozen records, and the identities that hold between them.

A *statistic* is something letters state (`received_total`); a *figure* is one statistic as one letter prints
it, with the page it stands on. A statistic that a letter does not have is simply not among its figures; one
that it prints as a dash or "n/a" is a figure whose value is None. Zero is zero. The three are never mixed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    """What a value counts: whole cases, per cent from 0 to 100, or cases per 100,000 residents."""

    COUNT = "count"
    PERCENT = "percent"
    PER_100K = "per 100,000 residents"


@dataclass(frozen=True, slots=True)
class Statistic:
    """Something that letters state: its key in every file, its group and its name for readers."""

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
    Statistic("satisfactory_remedies", "remedies", "Remedied before the Ombudsman stepped in"),
    Statistic("satisfactory_remedy_rate", "remedies", "Satisfactory remedy rate", Unit.PERCENT),
    Statistic(
        "average_satisfactory_remedy_rate", "remedies", "The letter’s average remedy rate", Unit.PERCENT
    ),
    Statistic("remedied_by_ombudsman", "remedies", "Remedied by the Ombudsman"),
    Statistic("remedied_by_authority", "remedies", "Remedied by the authority"),
    Statistic("compliance_recorded", "compliance", "Compliance recorded"),
    Statistic("complied_on_time", "compliance", "Complied on time"),
    Statistic("complied_late", "compliance", "Complied late"),
    Statistic("not_complied", "compliance", "Not complied"),
    Statistic("compliance_rate", "compliance", "Compliance rate", Unit.PERCENT),
    Statistic("average_compliance_rate", "compliance", "The letter’s average compliance rate", Unit.PERCENT),
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

    `value` is a whole number, or per cent from 0 to 100, in the statistic's unit; None where the letter
    prints a dash or "n/a". `printed` is the text as it stands on `page` (counted from 1 in the PDF file); a
    figure that the letter gives only as a sum prints as that sum, "0 + 1".
    """

    statistic: str
    value: int | float | None
    printed: str
    page: int

    @property
    def unit(self) -> Unit:
        return BY_KEY[self.statistic].unit


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong with a letter: a stable kebab-case code and a sentence for people.

    `figure` is the one that could not be read, without a value, where the problem is about one.
    """

    code: str
    message: str
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """An identity that was tried on a letter: in words with its numbers, and whether it holds."""

    statement: str
    holds: bool
    code: str


@dataclass(frozen=True, slots=True)
class LetterStatistics:
    """What a layout read from one letter: `pages` are the first and the last page it took figures from.

    `layout` is None, and there are no figures, where it is not certain which layout would be right.
    """

    layout: str | None
    authority_name: str | None
    period_end: date | None
    figures: tuple[Figure, ...]
    pages: tuple[int, int]
    problems: tuple[Problem, ...] = ()

    def figure(self, statistic: str) -> Figure | None:
        """The figure of that key, or None where the letter does not have it."""
        return next((figure for figure in self.figures if figure.statistic == statistic), None)


@dataclass(frozen=True, slots=True)
class _Sum:
    """Parts that add up to a total; `parts_name` is how people call the parts."""

    parts: tuple[str, ...]
    total: str
    parts_name: str
    total_name: str


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate in per cent: `hits` (added together) out of `base` (added together)."""

    rate: str
    hits: tuple[str, ...]
    base: tuple[str, ...]
    hits_name: str
    base_name: str


# The identities of the Ombudsman's own tables. A year that lacks a part (2014 has no "Other" subject) is
# summed over the parts it prints: a layout says which figures its year must have.
_SUMS = (
    _Sum(SUBJECTS, "received_total", "subjects", "received"),
    _Sum(
        (
            "decided_incomplete_or_invalid",
            "decided_advice_given",
            "decided_referred_back",
            "decided_closed_after_initial_enquiries",
            "decided_not_upheld",
            "decided_upheld",
        ),
        "decided_total",
        "outcomes",
        "decided",
    ),
    _Sum(("decided_not_upheld", "decided_upheld"), "investigations", "investigated outcomes", "investigated"),
    _Sum(
        ("complied_on_time", "complied_late", "not_complied"),
        "compliance_recorded",
        "kinds of compliance",
        "recorded",
    ),
    _Sum(
        ("not_for_us", "assessed_and_closed", "investigations"),
        "dealt_with",
        "ways of dealing with a complaint",
        "dealt with",
    ),
)

_RATES = (
    _Rate("uphold_rate", ("decided_upheld",), ("investigations",), "upheld", "investigated"),
    _Rate(
        "satisfactory_remedy_rate",
        ("satisfactory_remedies",),
        ("decided_upheld",),
        "remedied before",
        "upheld",
    ),
    _Rate(
        "compliance_rate",
        ("complied_on_time", "complied_late"),
        ("compliance_recorded",),
        "complied",
        "recorded",
    ),
)

_NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def checks(figures: tuple[Figure, ...]) -> tuple[Check, ...]:
    """Try every identity that these figures allow; one that lacks a figure is left out."""
    values = {figure.statistic: figure for figure in figures}
    tried = [_check_sum(identity, values) for identity in _SUMS]
    tried += [_check_rate(identity, values) for identity in _RATES]
    tried += [_check_part(part, whole, values) for part, whole in _PARTS]
    tried += [_check_rate_alone(values), _check_per_100k(values)]
    tried += [_check_range(figure) for figure in figures]
    return tuple(check for check in tried if check is not None)


_Figures = Mapping[str, Figure]

# A part that can never be more than its whole, where no sum says so.
_PARTS = (
    ("satisfactory_remedies", "decided_upheld"),
    ("decided_upheld", "investigations"),
    ("investigations", "dealt_with"),
)


def _value(figures: _Figures, key: str) -> int | float | None:
    figure = figures.get(key)
    return None if figure is None else figure.value


def _total(figures: _Figures, keys: tuple[str, ...]) -> int | float | None:
    values = [_value(figures, key) for key in keys]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _check_sum(identity: _Sum, figures: _Figures) -> Check | None:
    """Whether the stated parts add up to the stated total.

    A part printed as a dash adds nothing. A total printed as a dash stands only over parts that add up to
    nothing: otherwise a figure lost to a dash would take its check with it.
    """
    stated = [key for key in identity.parts if key in figures]
    values = [value for key in stated if (value := _value(figures, key)) is not None]
    total = figures.get(identity.total)
    if len(stated) < 2 or total is None or (total.value is None and not any(values)):
        return None
    number = _NUMBER_WORDS[len(stated)].capitalize()
    says = f"{number} {identity.parts_name} add up to {sum(values)}"
    if sum(values) == total.value:
        return Check(f"{says} {identity.total_name}", True, "sum-mismatch")
    return Check(
        f"{says}, but the letter prints {total.printed} {identity.total_name}", False, "sum-mismatch"
    )


def _check_rate(identity: _Rate, figures: _Figures) -> Check | None:
    """Whether the stated rate is that of the stated cases, as rounded in print."""
    rate = figures.get(identity.rate)
    if rate is None or any(key not in figures for key in identity.hits + identity.base):
        return None
    hits, base = _total(figures, identity.hits), _total(figures, identity.base)
    printed = rate.printed if rate.printed.endswith("%") or rate.value is None else f"{rate.printed}%"
    if base is None or (hits is None and base != 0):
        if rate.value is None:
            return None
        unknown = identity.base_name if base is None else identity.hits_name
        says = f"The letter prints {printed}, but no number of cases {unknown}"
        return Check(says, False, "rate-mismatch")
    words = f"{hits or 0} {identity.hits_name} of {base} {identity.base_name}"
    holds, expected = _rate_holds(rate, hits or 0, base)
    if base == 0 and rate.value is None:
        return Check(f"{words} is no rate, and none is printed", True, "rate-mismatch")
    if holds:
        return Check(f"{words} is the printed {printed}", True, "rate-mismatch")
    return Check(f"{words} is {expected}, but the letter prints {printed}", False, "rate-mismatch")


def _rate_holds(rate: Figure, hits: float, base: float) -> tuple[bool, str]:
    """Whether the rate is that of so many hits of the base, and what it should be, in words."""
    if base == 0:
        # Nothing to divide by: letters print a dash, or a plain 0.
        return rate.value in (None, 0), "no rate"
    return rate.value is not None and _rounds_to(100 * hits / base, rate), f"{100 * hits / base:.1f}%"


def only_hits(rate: Figure, base: int) -> int | None:
    """The one number of hits out of `base` that rounds to the printed rate; None where none or several do."""
    if rate.value is None or base <= 0:
        return None
    fitting = [hits for hits in range(base + 1) if _rounds_to(100 * hits / base, rate)]
    return fitting[0] if len(fitting) == 1 else None


def _rounds_to(exact: float, rate: Figure) -> bool:
    """Whether `exact` rounds to the rate at the decimals it is printed with, halves either way."""
    exponent = Decimal(str(rate.value)).as_tuple().exponent if "." in rate.printed else 0
    half_a_step = 0.5 * 10.0 ** int(exponent)
    return rate.value is not None and abs(exact - rate.value) <= half_a_step + 1e-9


def _check_part(part: str, whole: str, figures: _Figures) -> Check | None:
    few, many = _value(figures, part), _value(figures, whole)
    if few is None or many is None or few <= many:
        return None
    titles = BY_KEY[part].title.lower(), BY_KEY[whole].title.lower()
    return Check(f"{few} {titles[0]} are more than the {many} {titles[1]}", False, "sum-mismatch")


def _check_rate_alone(figures: _Figures) -> Check | None:
    """Whether the compliance rate can be that of a whole number of outcomes, where the letter gives only it.

    Letters with blocks say how many outcomes were recorded, but not how many of them were complied with.
    """
    rate, base = figures.get("compliance_rate"), _value(figures, "compliance_recorded")
    if rate is None or base is None or "complied_on_time" in figures or (base == 0 and rate.value is None):
        return None
    nearest = round((rate.value or 0) * base / 100)
    holds, _ = _rate_holds(rate, nearest, base)
    words = f"the printed {rate.printed} as a rate of {base} recorded"
    if holds:
        return Check(f"{nearest} complied give {words}", True, "rate-mismatch")
    return Check(f"No whole number complied gives {words}", False, "rate-mismatch")


def _check_per_100k(figures: _Figures) -> Check | None:
    """Per 100,000 residents there is nothing just where nothing was upheld; no council is so large as to
    round a case away.
    """
    count, rate = _value(figures, "decided_upheld"), figures.get("upheld_per_100k")
    if count is None or rate is None or rate.value is None or (count == 0) is (rate.value == 0):
        return None
    says = f"{count} upheld cannot be {rate.printed} per 100,000 residents"
    return Check(says, False, "rate-mismatch")


def _check_range(figure: Figure) -> Check | None:
    """A rate beyond 0 to 100, or a count below zero, cannot be."""
    if figure.value is None:
        return None
    beyond = figure.value < 0 or (figure.unit is Unit.PERCENT and figure.value > 100)
    title = BY_KEY[figure.statistic].title
    return (
        Check(f"{title}: {figure.printed} is beyond what can be", False, "unreadable-figure")
        if beyond
        else None
    )
