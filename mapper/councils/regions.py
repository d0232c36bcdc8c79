"""The nine regions of England, in which the councils of every day since 2013 lie.

They are those of the Office for National Statistics, which were the Government Office Regions until 2011.
"""

from collections.abc import Iterator, Mapping

from mapper.councils.council import Council, CouncilType

REGIONS = (
    *(
        "the North East",
        "the North West",
        "Yorkshire and the Humber",
        "the East Midlands",
        "the West Midlands",
    ),
    *("the East of England", "London", "the South East", "the South West"),
)
"""Their names as they stand in a sentence."""

_COUNTIES: Mapping[str, tuple[int, ...]] = {
    "the North West": (6, 17),
    "Yorkshire and the Humber": (23,),
    "the East Midlands": (7, 18, 19, 21, 24),
    "the West Midlands": (28, 31, 34),
    "the East of England": (3, 12, 15, 20, 29),
    "the South East": (2, 11, 14, 16, 25, 30, 32),
    "the South West": (8, 9, 13, 27),
}
"""By region, the last figures of the GSS codes of its county councils, which begin with E10."""

_METROPOLITAN: Mapping[str, tuple[int, ...]] = {
    "the North East": (*range(20, 25), 37),
    "the North West": tuple(range(1, 16)),
    "Yorkshire and the Humber": (*range(16, 20), *range(32, 37), 38, 39),
    "the West Midlands": tuple(range(25, 32)),
}
"""The same for metropolitan boroughs (E08)."""

_UNITARY: Mapping[str, tuple[int, ...]] = {
    "the North East": (1, 2, 3, 4, 5, 47, 48, 57),
    "the North West": (6, 7, 8, 9, 49, 50, 63, 64),
    "Yorkshire and the Humber": (10, 11, 12, 13, 14, 65),
    "the East Midlands": (15, 16, 17, 18, 61, 62),
    "the West Midlands": (19, 20, 21, 51),
    "the East of England": (31, 32, 33, 34, 55, 56),
    "the South East": (*range(35, 47), 60),
    "the South West": (*range(22, 31), 52, 53, 54, 58, 59, 66),
}
"""The same for unitary authorities (E06)."""


def _codes() -> Iterator[tuple[str, str]]:
    for prefix, regions in (("E10", _COUNTIES), ("E08", _METROPOLITAN), ("E06", _UNITARY)):
        for region, numbers in regions.items():
            for number in numbers:
                yield f"{prefix}{number:06}", region


_REGION = dict(_codes())


def region_of(council: Council) -> str:
    """The region of a council; a district lies in that of its county. Raises KeyError for a code that is not known."""
    if council.type is CouncilType.LONDON:
        return "London"
    return _REGION[council.county if council.county else council.gss_code]
