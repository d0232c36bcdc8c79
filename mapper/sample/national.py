"""England year by year, so that illustrative letters add up to about what the Ombudsman published.

Where a year's figure was not published, or is not known here, it lies between those of its neighbours.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MEASURED = 2019
"""The year to 31 March for which the profiles of the types of council are set."""


@dataclass(frozen=True, slots=True)
class Nation:
    """A year in England.

    Parameters
    ----------
    received
        Complaints and enquiries received.
    investigated
        The share of decisions that are detailed investigations, relative to that of 2019.
    upheld
        Complaints upheld out of those investigated, in per cent.
    remedied_before
        Complaints in which the council had already put things right, out of those upheld, from 0 to 1.
    late
        Recommendations carried out late, out of those recorded, from 0 to 1.
    """

    received: int
    investigated: float
    upheld: int
    remedied_before: float = 0.11
    late: float = 0.08


NATION: Mapping[int, Nation] = {
    2014: Nation(18_436, 1.0, 46),
    2015: Nation(18_200, 1.0, 46),
    2016: Nation(19_702, 0.95, 51),
    2017: Nation(16_863, 0.98, 54),
    2018: Nation(17_452, 0.92, 57),
    MEASURED: Nation(16_899, 1.0, 58),
    2020: Nation(17_000, 0.97, 61, 0.13, 0.1),
    2021: Nation(11_830, 1.0, 67, 0.1, 0.14),
    2022: Nation(15_800, 0.95, 66, 0.1, 0.18),
    2023: Nation(15_488, 0.9, 74, 0.1, 0.19),
    2024: Nation(17_937, 0.89, 80, 0.1, 0.18),
    2025: Nation(19_500, 0.85, 83, 0.1, 0.18),
}
