"""Many yearly classes of one council: how many of them would be marked if it were always like its type.

Whoever looks at twelve years of a council, each with its class, sees a marked one sooner or later. How likely that is
follows from the council's own cases in each year.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from mapper.measures.comparison import Compared


@dataclass(frozen=True, slots=True)
class History:
    """The yearly classes of one council.

    Parameters
    ----------
    years
        Years in which some count could have been outside the expected range.
    higher, lower
        Those in which it was, by side.
    any_chance
        How likely so many marked years or more are, 0 to 1, if the council was always like its type.
    side_chance
        How likely so many marked years or more on one and the same side are, as many as on the side that has more.
    """

    years: int
    higher: int
    lower: int
    any_chance: float
    side_chance: float

    @property
    def marked(self) -> int:
        """The years outside the expected range."""
        return self.higher + self.lower

    @property
    def most(self) -> int:
        """The marked years on the side that has more."""
        return max(self.higher, self.lower)


def history(years: Iterable[Compared]) -> History:
    """The classes of one council in different years, in any order."""
    known = [one for one in years if one.standing.compared]
    outside = [one for one in known if one.standing.outside]
    higher = sum(bool(one.higher) for one in outside)
    lower = len(outside) - higher
    sides = [one.tails.outside[0] for one in known if one.tails is not None]
    most = max(higher, lower)
    one_side = [at_least(most, [side[end] for side in sides]) for end in (0, 1)]
    return History(
        years=len(known),
        higher=higher,
        lower=lower,
        any_chance=at_least(len(outside), [sum(side) for side in sides]),
        side_chance=min(1.0, sum(one_side)),
    )


def at_least(number: int, chances: Sequence[float]) -> float:
    """How likely so many or more of these independent chances come true, 0 to 1."""
    likely = np.ones(1)
    for chance in chances:
        likely = np.convolve(likely, (1 - chance, chance))
    return float(likely[number:].sum())
