"""What the next letter would have to say for a council to stand out."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from mapper.measures.comparison import Comparison
from mapper.measures.limits import LEVELS, Stratum, against_rates
from mapper.measures.peers import Target

_NEWEST = 5
"""How many years say what is usual."""


@dataclass(frozen=True, slots=True)
class NextLetter:
    """Which counts would stand out in a year like those before.

    `cases` is the usual number, `target` the rate that its type has now; counts from `low` to `high` would be in the
    expected range.
    """

    newest: Comparison
    cases: int
    target: Target
    low: int
    high: int

    @property
    def standing_out(self) -> tuple[int, ...]:
        """The counts that would stand out; none with too few cases."""
        return (*range(self.low), *range(self.high + 1, self.cases + 1))


def next_letter(newest: Comparison | None, bases: Sequence[int]) -> NextLetter | None:
    """What the next letter would have to say.

    Parameters
    ----------
    newest
        The newest comparison, whose type's rate and spread are supposed to last.
    bases
        The cases of the council's years, the newest first; years without a case are among them.

    Returns
    -------
    NextLetter or None
        None where the council is compared with nothing, or usually has no case.
    """
    target = None if newest is None else newest.peers.target
    cases = median_low(bases[:_NEWEST]) if bases else 0
    if newest is None or target is None or not cases:
        return None
    tails = against_rates((Stratum(cases, target.low, target.high),), newest.peers.correlation)
    return NextLetter(newest, cases, target, *tails.limits(LEVELS[0]))
