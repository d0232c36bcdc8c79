"""How many councils are outside their expected range, and how many would be if all were like their type.

Whoever compares some hundred councils finds some outside by chance alone. How many, depends on their cases: exact
limits on few cases let through less than their level says. So the number is worked out for the very councils at hand.

Source: Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society
B 57 (1995), for how many of those found can be kept if at most a tenth of them may be chance.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from mapper.measures.scale import Beside, Standing

_RANGE = 0.9
_FALSE = 0.1


@dataclass(frozen=True, slots=True)
class Outside:
    """Councils outside their expected range, beside how many chance would put there.

    Parameters
    ----------
    compared
        Councils of which some count could have been outside.
    few
        Those that have something to be compared with, but too few cases.
    outside, far
        Those that are outside the 95% limits, and of them those outside the 99.8% limits.
    by_chance
        How many would be outside on average if all were like their type.
    low, high
        The number would lie between these, ends included, in at least 9 of 10 such years.
    kept
        How many remain if, of those kept, at most a tenth may be chance (Benjamini and Hochberg).
    """

    compared: int
    few: int
    outside: int
    far: int
    by_chance: float
    low: int
    high: int
    kept: int

    @property
    def many(self) -> bool:
        """Whether there are more than chance would have it in 19 of 20 years."""
        return self.outside > self.high


def outside(found: Iterable[Beside]) -> Outside:
    """Count those of these councils that are outside; councils that are compared with nothing are left out."""
    every = list(found)
    known = [one for one in every if one.standing.compared]
    chances = [one.chance_outside for one in known]
    low, high = _range(chances)
    return Outside(
        compared=len(known),
        few=sum(one.standing is Standing.TOO_FEW for one in every),
        outside=sum(one.standing.outside for one in known),
        far=sum(one.standing.far for one in known),
        by_chance=sum(chances),
        low=low,
        high=high,
        kept=_kept([min(1.0, 2 * one.chance) for one in known if one.chance is not None]),
    )


def _range(chances: Sequence[float]) -> tuple[int, int]:
    """The numbers between which so many independent chances come out, 5% at most left off at either end."""
    likely = np.ones(1)
    for chance in chances:
        likely = np.convolve(likely, (1 - chance, chance))
    up_to = np.cumsum(likely)
    tail = (1 - _RANGE) / 2
    return int(np.searchsorted(up_to, tail, side="right")), int(np.searchsorted(up_to, 1 - tail))


def _kept(chances: Sequence[float]) -> int:
    ordered = sorted(chances)
    allowed = [rank for rank, chance in enumerate(ordered, start=1) if chance <= _FALSE * rank / len(ordered)]
    return max(allowed, default=0)
