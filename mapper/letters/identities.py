"""The identities that hold between the figures of a letter: sums, rates, and parts of a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from mapper.letters.statistics import BY_KEY, SUBJECTS, Check, Figure, Unit, total
from mapper.words import capitalised, spelt


@dataclass(frozen=True, slots=True)
class _Sum:
    """Parts that add up to a total, and their names in sentences."""

    parts: tuple[str, ...]
    total: str
    parts_name: str
    total_name: str


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate in per cent: the sum of `numerator` out of the sum of `denominator`, and their names in sentences."""

    rate: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    numerator_name: str
    denominator_name: str


# A letter that lacks a part is summed over the parts that it prints (2014 has no subject "Other"). Which
# figures a letter must have is for its layout to say.
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
        "outcomes of recommendations",
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
        "put right before",
        "upheld",
    ),
    _Rate(
        "compliance_rate",
        ("complied_on_time", "complied_late"),
        ("compliance_recorded",),
        "carried out",
        "recorded",
    ),
)

# A part, and a whole that it can never exceed, where no sum says so.
_PARTS = (
    ("satisfactory_remedies", "decided_upheld"),
    ("decided_upheld", "investigations"),
    ("investigations", "dealt_with"),
)

_Figures = Mapping[str, Figure]


def checks(figures: tuple[Figure, ...]) -> tuple[Check, ...]:
    """Check every identity for which a letter has the figures."""
    values = {figure.statistic: figure for figure in figures}
    tried = [_check_sum(identity, values) for identity in _SUMS]
    tried += [_check_rate(identity, values) for identity in _RATES]
    tried += [_check_part(part, whole, values) for part, whole in _PARTS]
    tried += [
        _check_remedied(values),
        _check_recorded(values),
        _check_rate_alone(values),
        _check_per_100k(values),
    ]
    tried += [_check_range(figure) for figure in figures]
    return tuple(check for check in tried if check is not None)


def _value(figures: _Figures, key: str) -> int | float | None:
    figure = figures.get(key)
    return None if figure is None else figure.value


def _check_sum(identity: _Sum, figures: _Figures) -> Check | None:
    """Whether the stated parts add up to the stated total.

    A part printed as a dash adds nothing. A total printed as a dash is left out only if the parts add up to
    nothing; otherwise a figure misread as a dash would escape its check.
    """
    stated = [key for key in identity.parts if key in figures]
    values = [value for key in stated if (value := _value(figures, key)) is not None]
    whole = figures.get(identity.total)
    if len(stated) < 2 or whole is None or (whole.value is None and not any(values)):
        return None
    number = capitalised(spelt(len(stated)))
    says = f"{number} {identity.parts_name} add up to {sum(values)}"
    if sum(values) == whole.value:
        return Check(f"{says} {identity.total_name}", True, "sum-mismatch")
    printed = f"{whole.printed} {identity.total_name}"
    return Check(f"{says}, but the letter prints {printed}", False, "sum-mismatch")


def _check_rate(identity: _Rate, figures: _Figures) -> Check | None:
    """Whether the stated rate is that of the stated counts, as rounded in print."""
    rate = figures.get(identity.rate)
    if rate is None or any(key not in figures for key in identity.numerator + identity.denominator):
        return None
    numerator, denominator = (
        total(figures[key] for key in keys) for keys in (identity.numerator, identity.denominator)
    )
    printed = rate.printed if rate.printed.endswith("%") or rate.value is None else f"{rate.printed}%"
    if denominator is None or (numerator is None and denominator != 0):
        if rate.value is None:
            return None
        unknown = identity.denominator_name if denominator is None else identity.numerator_name
        says = f"The letter prints {printed}, but no number of cases {unknown}"
        return Check(says, False, "rate-mismatch")
    words = f"{numerator or 0} {identity.numerator_name}, of {denominator} {identity.denominator_name},"
    holds, expected = _rate_holds(rate, numerator or 0, denominator)
    if denominator == 0 and rate.value is None:
        return Check(f"{words} is no rate, and none is printed", True, "rate-mismatch")
    if holds:
        return Check(f"{words} is the printed {printed}", True, "rate-mismatch")
    return Check(f"{words} is {expected}, but the letter prints {printed}", False, "rate-mismatch")


def _rate_holds(rate: Figure, numerator: float, denominator: float) -> tuple[bool, str]:
    """Whether a rate is that of these counts, and what it should be, in words."""
    if denominator == 0:
        # Letters print a dash or 0 where there is nothing to divide by.
        return rate.value in (None, 0), "no rate"
    exact = 100 * numerator / denominator
    return _rounds_to(exact, rate), f"{exact:.1f}%"


def only_numerator(rate: Figure, denominator: int) -> int | None:
    """The only numerator whose rate out of `denominator` rounds to the printed rate; None if none or several do."""
    if rate.value is None or denominator <= 0:
        return None
    fitting = [
        numerator for numerator in range(denominator + 1) if _rounds_to(100 * numerator / denominator, rate)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _rounds_to(exact: float, rate: Figure) -> bool:
    """Whether `exact` rounds to the rate at the decimals it is printed with, halves up or down."""
    if rate.value is None:
        return False
    exponent = Decimal(str(rate.value)).as_tuple().exponent if "." in rate.printed else 0
    half_a_step = 0.5 * 10.0 ** int(exponent)
    return abs(exact - rate.value) <= half_a_step + 1e-9


def _check_part(part: str, whole: str, figures: _Figures) -> Check | None:
    """A check that fails if a part exceeds its whole; none if it does not."""
    few, many = _value(figures, part), _value(figures, whole)
    if few is None or many is None or few <= many:
        return None
    titles = BY_KEY[part].title.lower(), BY_KEY[whole].title.lower()
    return Check(f"{few} {titles[0]} are more than the {many} {titles[1]}", False, "sum-mismatch")


def _check_remedied(figures: _Figures) -> Check | None:
    """A check that fails on far more complaints remedied than upheld; for the letters to 2018, which print both.

    Nothing says that both count the same complaints, so that some more may be remedied. Twice as many, and ten beside
    them, are a misread number.
    """
    remedied = total(figures.get(key) for key in ("remedied_by_ombudsman", "remedied_by_authority"))
    upheld = _value(figures, "decided_upheld")
    if remedied is None or upheld is None or remedied <= 2 * upheld + 10:
        return None
    return Check(f"{remedied} put right cannot come from {upheld} upheld", False, "sum-mismatch")


def _check_recorded(figures: _Figures) -> Check | None:
    """A check that fails on far more outcomes of compliance than complaints upheld, where no sum checks them.

    Outcomes are recorded in the year in which they were due, so some are of the year before, when more may have been
    upheld. Three times as many, and twenty beside them, are a misread number.
    """
    recorded, upheld = _value(figures, "compliance_recorded"), _value(figures, "decided_upheld")
    if recorded is None or upheld is None or "complied_on_time" in figures or recorded <= 3 * upheld + 20:
        return None
    return Check(
        f"{recorded} complaints with recommendations cannot come from {upheld} upheld", False, "sum-mismatch"
    )


def _check_rate_alone(figures: _Figures) -> Check | None:
    """Whether the compliance rate is that of some whole number of outcomes.

    For letters with blocks, which say how many outcomes were recorded but not how many were complied with.
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
        return Check(f"{nearest} carried out give {words}", True, "rate-mismatch")
    return Check(f"No whole number carried out gives {words}", False, "rate-mismatch")


def _check_per_100k(figures: _Figures) -> Check | None:
    """A check that fails unless cases per 100,000 residents are zero exactly where none was upheld.

    No council is so large that a single case would round to zero.
    """
    count, rate = _value(figures, "decided_upheld"), figures.get("upheld_per_100k")
    if count is None or rate is None or rate.value is None or (count == 0) is (rate.value == 0):
        return None
    says = f"{count} upheld cannot be {rate.printed} per 100,000 residents"
    return Check(says, False, "rate-mismatch")


def _check_range(figure: Figure) -> Check | None:
    """A check that fails on a rate outside 0 to 100, or a count below zero."""
    if figure.value is None:
        return None
    if figure.value >= 0 and (figure.unit is not Unit.PERCENT or figure.value <= 100):
        return None
    title = BY_KEY[figure.statistic].title
    return Check(f"{title}: {figure.printed} is beyond what can be", False, "unreadable-figure")
