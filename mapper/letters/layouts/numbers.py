"""The value of a printed figure: a number, or none. Anything else is refused and never repaired."""

import re

from mapper.letters.statistics import Unit

# A count has at most six digits: there are some 18,000 complaints a year about all councils together, so more
# digits are two figures run into one. Leading zeros are refused for the same reason. [0-9], because \d also
# matches the digits of other scripts.
_COUNT = re.compile(r"0|[1-9][0-9]{0,5}|[1-9][0-9]{0,2},[0-9]{3}")
_DECIMAL = r"(?:0|[1-9][0-9]{0,2})(?:\.[0-9]+)?"
_PERCENT = re.compile(rf"({_DECIMAL}) ?%?")
_PER_100K = re.compile(f"({_DECIMAL})")

# The hyphen and its longer relatives, and the minus sign.
_DASHES = frozenset("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}")


def says_nothing(printed: str) -> bool:
    """Whether a printed figure is a dash or "n/a": there is a figure, and it has no value."""
    return printed in _DASHES or printed.lower() == "n/a"


def value_of(printed: str, unit: Unit) -> int | float | None:
    """The value of a printed figure in a unit; None for a dash or "n/a". Raises ValueError for anything else."""
    if says_nothing(printed):
        return None
    if unit is Unit.COUNT:
        if _COUNT.fullmatch(printed):
            return int(printed.replace(",", ""))
    elif found := (_PERCENT if unit is Unit.PERCENT else _PER_100K).fullmatch(printed):
        return float(found[1])
    raise ValueError(printed)


def looks_like_a_figure(printed: str) -> bool:
    """Whether a word may be meant as a figure, readable or not: it has a digit, or is a dash or "n/a"."""
    return says_nothing(printed) or any("0" <= letter <= "9" for letter in printed)
