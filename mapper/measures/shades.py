"""The shades of raw rates, which fade as cases get fewer: a value-suppressing palette.

Four classes on `FIRM` cases or more, their two halves on fewer, and one neutral shade on fewer than `FEW`: nobody is
shown a difference that the cases cannot carry.

Source: M. Correll, D. Moritz and J. Heer, "Value-suppressing uncertainty palettes", Proceedings of CHI (2018).
"""

from mapper.measures.rate import FEW

FIRM = 15
"""A rate on this many cases or more has one of four shades."""

NEUTRAL = "u"
"""The shade of a rate on fewer than `FEW` cases."""


def shade(band: int, cases: int) -> str:
    """The shade of a rate, as in the names of its colour tokens.

    Parameters
    ----------
    band
        Its class, 0 for the lowest of four.
    cases
        What it is out of.
    """
    if cases < FEW:
        return NEUTRAL
    return f"r{band + 1}" if cases >= FIRM else f"w{band // 2 + 1}"
