"""Each of some things to a place of its own, so that the sum of the costs is least: the assignment problem."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment


def cheapest(costs: Sequence[Sequence[float]]) -> list[int]:
    """The place of each thing.

    Parameters
    ----------
    costs
        For each thing the cost of each place, at least as many places as things.

    Notes
    -----
    As scipy solves it, after D. F. Crouse, "On implementing 2D rectangular assignment algorithms", IEEE Transactions
    on Aerospace and Electronic Systems 52 (2016).
    """
    if not costs:
        return []
    _, places = linear_sum_assignment(np.array(costs, dtype=float))
    return [int(place) for place in places]
