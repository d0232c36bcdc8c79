"""The identities that hold between the figures of a letter: sums, rates of their counts, parts of a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from mapper.letters.statistics import BY_KEY, SUBJECTS, Check, Figure, Unit


@dataclass(frozen=True, slots=True)
class _Sum:
    """Parts that add up to a total; `parts_name` is how people call the parts."""

    parts: tuple[str, ...]
    total: str
    parts_name: str
    total_name: str


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate in per cent: `numerator` (added together) out of `denominator` (added together)."""

    rate: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    numerator_name: str
    denominator_name: str


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
    if rate is None or any(key not in figures for key in identity.numerator + identity.denominator):
        return None
    numerator, denominator = _total(figures, identity.numerator), _total(figures, identity.denominator)
    printed = rate.printed if rate.printed.endswith("%") or rate.value is None else f"{rate.printed}%"
    if denominator is None or (numerator is None and denominator != 0):
        if rate.value is None:
            return None
        unknown = identity.denominator_name if denominator is None else identity.numerator_name
        says = f"The letter prints {printed}, but no number of cases {unknown}"
        return Check(says, False, "rate-mismatch")
    words = f"{numerator or 0} {identity.numerator_name} of {denominator} {identity.denominator_name}"
    holds, expected = _rate_holds(rate, numerator or 0, denominator)
    if denominator == 0 and rate.value is None:
        return Check(f"{words} is no rate, and none is printed", True, "rate-mismatch")
    if holds:
        return Check(f"{words} is the printed {printed}", True, "rate-mismatch")
    return Check(f"{words} is {expected}, but the letter prints {printed}", False, "rate-mismatch")


def _rate_holds(rate: Figure, numerator: float, denominator: float) -> tuple[bool, str]:
    """Whether the rate is that of these cases, and what it should be, in words."""
    if denominator == 0:
        # Nothing to divide by: letters print a dash, or a plain 0.
        return rate.value in (None, 0), "no rate"
    return rate.value is not None and _rounds_to(
        100 * numerator / denominator, rate
    ), f"{100 * numerator / denominator:.1f}%"


def only_numerator(rate: Figure, denominator: int) -> int | None:
    """The one numerator over `denominator` that rounds to the printed rate; None where none or several do."""
    if rate.value is None or denominator <= 0:
        return None
    fitting = [
        numerator for numerator in range(denominator + 1) if _rounds_to(100 * numerator / denominator, rate)
    ]
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
    rate, denominator = figures.get("compliance_rate"), _value(figures, "compliance_recorded")
    if (
        rate is None
        or denominator is None
        or "complied_on_time" in figures
        or (denominator == 0 and rate.value is None)
    ):
        return None
    nearest = round((rate.value or 0) * denominator / 100)
    holds, _ = _rate_holds(rate, nearest, denominator)
    words = f"the printed {rate.printed} as a rate of {denominator} recorded"
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
