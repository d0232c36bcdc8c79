"""The value of a cell, and whether a column of rates holds per cents or fractions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from mapper.letters import identities
from mapper.letters.layouts.numbers import says_nothing, value_of
from mapper.letters.statistics import Figure, Unit

_SPACED = re.compile(r"([0-9]{1,3})[ \u00a0\u2009\u202f'’]([0-9]{3})")
_WHOLE = re.compile(r"([0-9][0-9,]*)\.0+")
_NO_VALUE = frozenset(("n/a", "n.a.", "na", "#n/a", "nan", "null", "not applicable"))
_NO_RATE = "#div/0!"
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")


class Scale(Enum):
    """What the plain numbers of a column of rates are, or that nobody can tell."""

    PERCENT = 1
    FRACTION = 100
    UNKNOWN = 0


def read(printed: str, unit: Unit, scale: Scale = Scale.PERCENT) -> tuple[int | float | None, str]:
    """The value of a cell and how a letter would print it. Raises ValueError if it is no figure.

    A dash, "n/a" and their like have no value. Thousands may be separated by a comma, a space or an apostrophe; a whole
    number may have a decimal point, as programs write it.
    """
    text = printed.casefold()
    if says_nothing(text) or text in _NO_VALUE or (text == _NO_RATE and unit is Unit.PERCENT):
        return None, printed
    if unit is Unit.COUNT:
        whole = _WHOLE.fullmatch(printed)
        return value_of(_SPACED.sub(r"\1,\2", whole[1] if whole else printed), unit), printed
    if unit is Unit.PERCENT and _PLAIN.fullmatch(printed):
        if scale is Scale.UNKNOWN:
            raise ValueError(printed)
        shown = f"{round(float(printed) * scale.value, 6):g}" if scale is Scale.FRACTION else printed
        return value_of(shown, unit), f"{shown}%"
    return value_of(printed, unit), printed


def scale_of(rates: Sequence[str], counts: Sequence[Mapping[str, Figure]], statistic: str) -> Scale:
    """What the plain numbers in a column of rates are, judged by the column as a whole.

    Parameters
    ----------
    rates
        The texts of the column.
    counts
        The counts that stand in the same rows.
    statistic
        The rate.
    """
    plain = [
        (float(text), row)
        for text, row in zip(rates, counts, strict=True)
        if _PLAIN.fullmatch(text) and float(text)
    ]
    if not plain:
        return Scale.PERCENT  # zero is the same in both
    if any(value > 1 for value, _ in plain):
        # Then a number below 1 is a fraction among per cents, unless its own counts make it less than one per cent.
        below = all(_holds(value, counts, statistic) for value, counts in plain if value < 1)
        return Scale.PERCENT if below else Scale.UNKNOWN
    agreed = _agree(plain, statistic)
    if agreed is not None:
        return agreed
    between = [value for value, _ in plain if value < 1]
    # Per cents that are all below 1 would be a country in which hardly a complaint is upheld.
    return Scale.FRACTION if len(between) >= _ENOUGH else Scale.UNKNOWN


_ENOUGH = 3
"""So many numbers between 0 and 1, and none above, are fractions."""


def _agree(plain: Iterable[tuple[float, Mapping[str, Figure]]], statistic: str) -> Scale | None:
    """The scale in which more rows agree with their counts; None if the counts do not tell."""
    votes = {Scale.PERCENT: 0, Scale.FRACTION: 0}
    for value, counts in plain:
        for scale in votes:
            votes[scale] += _holds(value * scale.value, counts, statistic)
    if votes[Scale.PERCENT] == votes[Scale.FRACTION]:
        return None
    return max(votes, key=lambda scale: votes[scale])


def _holds(percent: float, counts: Mapping[str, Figure], statistic: str) -> bool:
    """Whether counts that make up a rate give this one."""
    shown = f"{round(percent, 6):g}"
    rate = Figure(statistic, float(shown), shown, 0)
    others = set(identities.checks(tuple(counts.values())))
    return any(check.holds for check in identities.checks((*counts.values(), rate)) if check not in others)
