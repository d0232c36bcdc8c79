"""Small registers made by hand."""

from datetime import date

from mapper.councils.council import Council, CouncilType
from mapper.councils.register import Known, Register

NORTH, SOUTH, MERGED = "E08000101", "E08000102", "E08000103"
EAST, WEST = "E08000104", "E08000105"


def merged_then_divided() -> Register:
    """North and South merged in 2014; in 2015 their successor was divided into East and West."""
    councils = (
        _row(NORTH, 1974, 2014, MERGED),
        _row(SOUTH, 1974, 2014, MERGED),
        _row(MERGED, 2014, 2015, EAST, WEST),
        _row(EAST, 2015, None),
        _row(WEST, 2015, None),
    )
    return Register(councils, Known(date(2013, 4, 1), date(2020, 3, 31), "made up"))


def _row(code: str, first: int, last: int | None, *successors: str) -> Council:
    days = date(first, 4, 1), None if last is None else date(last, 3, 31)
    kind = CouncilType.METROPOLITAN
    return Council(code, f"{code} MBC", code, f"{code} MBC", kind, None, *days, successors)
