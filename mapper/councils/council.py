"""One principal council of England under one GSS code."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from mapper.councils.names import normalise_name

Tier = Literal["lower", "upper", "single"]


class CouncilType(StrEnum):
    """What kind of principal council it is; the Ombudsman compares councils of one type."""

    COUNTY = "county"
    DISTRICT = "district"
    METROPOLITAN = "metropolitan"
    LONDON = "london"
    UNITARY = "unitary"

    @property
    def label(self) -> str:
        """The type as a noun in a sentence."""
        return _LABELS[self][0]

    @property
    def plural(self) -> str:
        """The type as a plural noun in a sentence."""
        return _LABELS[self][1]


_LABELS = {
    CouncilType.COUNTY: ("county", "counties"),
    CouncilType.DISTRICT: ("district", "districts"),
    CouncilType.METROPOLITAN: ("metropolitan borough", "metropolitan boroughs"),
    CouncilType.LONDON: ("London borough", "London boroughs"),
    CouncilType.UNITARY: ("unitary authority", "unitary authorities"),
}

# The first three characters of a GSS code say what kind of area it is (ONS Register of Geographic Codes).
_CODE_PREFIX = {
    CouncilType.COUNTY: "E10",
    CouncilType.DISTRICT: "E07",
    CouncilType.METROPOLITAN: "E08",
    CouncilType.LONDON: "E09",
    CouncilType.UNITARY: "E06",
}
_GSS_CODE = re.compile(r"E(?:0[6-9]|10)\d{6}")


@dataclass(frozen=True, slots=True)
class Council:
    """One principal council under one GSS code.

    `first_day` is the day on which a council of this type took office here (or, after 2013, the code began);
    `last_day` is None while it exists as far as the register knows. `county` is the GSS code of a district's
    county, else None. Raises ValueError on a code, type, day or name that cannot be.
    """

    gss_code: str
    name: str
    short_name: str
    official_name: str
    type: CouncilType
    county: str | None
    first_day: date
    last_day: date | None
    successors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _GSS_CODE.fullmatch(self.gss_code):
            raise ValueError(
                f"'{self.gss_code}' is not the code of an English council (E06 to E10 and six digits)"
            )
        if not self.gss_code.startswith(_CODE_PREFIX[self.type]):
            raise ValueError(f"{self.gss_code} is not the code of a {self.type.label}")
        if not (self.name and self.short_name and self.official_name):
            raise ValueError("a council needs a name and a short name")
        if (self.county is not None) != (self.type is CouncilType.DISTRICT):
            raise ValueError("a district names its county, and no other council does")
        if self.last_day and self.last_day < self.first_day:
            raise ValueError(f"it ends ({self.last_day}) before it begins ({self.first_day})")

    @property
    def slug(self) -> str:
        """The Ombudsman's name as part of an address, such as `london-borough-of-croydon`.

        No two councils of one day share it; a council whose code changes keeps it.
        """
        return normalise_name(self.name).replace(" ", "-")

    @property
    def tier(self) -> Tier:
        """`upper` for a county, `lower` for a district, `single` for a council that does both their work."""
        if self.type is CouncilType.COUNTY:
            return "upper"
        return "lower" if self.type is CouncilType.DISTRICT else "single"

    def exists_on(self, day: date) -> bool:
        """Whether the council is in office on that day, its last day included."""
        return self.first_day <= day and not self.ended_before(day)

    def ended_before(self, day: date) -> bool:
        """Whether its last day is earlier: a letter about `day` is then about the time before it ended."""
        return self.last_day is not None and self.last_day < day
