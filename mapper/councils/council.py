"""One principal council of England under one GSS code."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from mapper.councils.names import normalise_name
from mapper.councils.tiers import Tier


class CouncilType(StrEnum):
    """The kinds of principal council; the Ombudsman compares councils of one kind."""

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
    """One principal council under one GSS code. Raises ValueError if its values contradict one another.

    Parameters
    ----------
    gss_code : str
        The nine-character code of the council's area (Government Statistical Service).
    name, short_name, official_name : str
        What the Ombudsman calls the council, what its area is called, and what the council calls itself.
    type : CouncilType
        Its kind.
    county : str or None
        The GSS code of a district's county.
    first_day : date
        The day on which a council of this type took office here or, after 2013, on which the code began.
    last_day : date or None
        None while the council is in office, as far as the register knows.
    successors : tuple of str
        The GSS codes of the councils that follow it.
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
        """The Ombudsman's name in lower case with hyphens, such as `london-borough-of-croydon`.

        The addresses of a council's pages are made from it. No two councils of one day share it, and a council
        whose code changes keeps it.
        """
        return normalise_name(self.name).replace(" ", "-")

    @property
    def tier(self) -> Tier | Literal["single"]:
        """`upper` for a county, `lower` for a district, `single` for a single-tier council."""
        if self.type is CouncilType.COUNTY:
            return "upper"
        return "lower" if self.type is CouncilType.DISTRICT else "single"

    def belongs_to(self, tier: Tier) -> bool:
        """Whether the council is one of the tier's; a single-tier council is one of both."""
        return self.tier in (tier, "single")

    def exists_on(self, day: date) -> bool:
        """Whether the council is in office on that day, its last day included."""
        return self.first_day <= day and not self.ended_before(day)

    def ended_before(self, day: date) -> bool:
        """Whether its last day is before `day`."""
        return self.last_day is not None and self.last_day < day
