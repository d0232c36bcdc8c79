"""The names that a council answers to, and the bodies and places that are no council of England.

A council answers to its own names, to its area's name with the styles that its type and its own names allow
("District Council", "City of"), and to the aliases listed for it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from mapper.councils.council import Council, CouncilType
from mapper.councils.names import normalise_name

Reason = Literal[
    "unknown-council",
    "ambiguous-council",
    "not-of-that-day",
    "unknown-day",
    "not-a-council",
    "not-in-england",
]


@dataclass(frozen=True, slots=True)
class Match:
    """What a printed name stands for: a council, or None, the reason and up to three names it might mean.

    `former` is the one council of that name that had ended by the day, where there is just one: a letter
    about it is kept, but it has no polygon on that day.
    """

    name: str
    council: Council | None
    suggestions: tuple[str, ...] = ()
    reason: Reason | None = None
    former: Council | None = None


class Alias(NamedTuple):
    """Another name of a council, with why; a name given to two councils is ambiguous on purpose."""

    name: str
    gss_code: str
    why: str
    line: int


class Area(NamedTuple):
    """A council area of Wales, Scotland or Northern Ireland, its council's name, and other names of either."""

    area: str
    name: str
    country: str
    also: tuple[str, ...] = ()


def core(normalised: str) -> str:
    """A normalised name without the words of its style; for suggestions only, as councils may share it."""
    return " ".join(word for word in normalised.split() if word not in _STYLE_WORDS) or normalised


_STYLE_WORDS = frozenset(
    ("council", "county", "district", "borough", "city", "metropolitan", "royal", "london", "of", "the")
)


# How a council of each type may be styled around its area's name, {}, each with "Council" at its end or without.
_STYLES: dict[CouncilType, tuple[str, ...]] = {
    CouncilType.COUNTY: ("{} County", "{} CC", "County Council of {}"),
    CouncilType.DISTRICT: (
        *("{} District", "{} DC", "District of {}", "District Council of {}"),
        *("{} Borough", "{} BC", "Borough of {}", "Borough Council of {}", "{} Non-Metropolitan District"),
    ),
    CouncilType.METROPOLITAN: (
        *("{} Metropolitan Borough", "{} Met Borough", "{} MBC", "{} MB", "Metropolitan Borough of {}"),
        *("{} Metropolitan District", "{} Met District", "{} MDC", "{} MD", "Metropolitan District of {}"),
        *("{} Metropolitan", "{} Met", "MBC of {}", "Metropolitan Borough Council of {}"),
        *("{} Borough", "{} BC", "Borough of {}", "{} District", "{} DC"),
    ),
    CouncilType.LONDON: (
        *("London Borough of {}", "London Borough {}", "London Borough Council of {}"),
        *("{} London Borough", "{}, London Borough of"),
        *("LB of {}", "LB {}", "LBC {}", "{} LB", "{} LBC"),
        *("{} Borough", "{} BC", "Borough of {}"),
    ),
    CouncilType.UNITARY: ("{} Unitary Authority", "{} Unitary", "{} UA", "Council of {}"),
}

# Styles that not every council of a type may bear: a council answers to them if one of its own names shows
# the word. "Chichester City Council" is a parish council, and "Leicester County Council" is nobody.
_STYLES_BY_WORD: dict[str, tuple[str, ...]] = {
    "city": (
        *("{} City", "City of {}", "{}, City of", "{} CC", "City Council of {}", "{} City and District"),
        *("City and Borough of {}", "City and District of {}"),
        *("City of {} Metropolitan District", "City of {} Metropolitan Borough"),
        *("City of {} MDC", "City of {} MBC"),
    ),
    "royal": (
        *("Royal Borough of {}", "Royal Borough {}", "{} Royal Borough", "{}, Royal Borough of"),
        *("RB {}", "RB of {}", "RBC of {}", "{} RB", "{} RBC", "Royal {}", "Royal London Borough of {}"),
    ),
    "borough": ("{} Borough", "{} BC", "Borough of {}", "Borough Council of {}"),
    "county": ("{} County", "{} CC"),
}


def names_of(council: Council) -> Iterator[str]:
    """Every name that the council answers to by rule: its own, then its area's name with its styles."""
    own = (council.name, council.official_name)
    words = {word for name in own for word in normalise_name(name).split()}
    styles = list(_STYLES[council.type])
    for word, more in _STYLES_BY_WORD.items():
        if word in words:
            styles += more
    for name in (*own, *(style.format(council.short_name) for style in styles)):
        yield name
        yield f"{name.removesuffix(' Council')} Council"
        yield name.removesuffix(" Council")
    yield council.short_name
    # "Dorset Council" and "Somerset Council" are the unitary councils that followed the county councils.
    if council.type is not CouncilType.COUNTY:
        yield f"{council.short_name} Council"


def names_elsewhere(area: Area) -> Iterator[str]:
    yield from (area.name, *area.also)
    for style in ("{}", "{} Council", "{} County Council", "{} County Borough Council", "{} Borough Council"):
        yield style.format(area.area)
    for style in ("{} City Council", "City of {}", "City of {} Council", "{} District Council"):
        yield style.format(area.area)


# Bodies that the Ombudsman also writes to and that are not councils.
OTHER_BODY = re.compile(
    r"\b(national parks?|broads authority|combined( county)? authority|mayors? office|mayor of london|"
    r"greater london authority|gla|london assembly|london legacy|"
    r"fire|rescue|police|crime commissioner|"
    r"transport for|tfl|passenger transport|integrated transport|merseytravel|nexus|"
    r"(waste|recycling)( disposal| and recycling)? (authority|partnership)|"
    r"internal drainage|drainage board|inshore fisheries|port health|joint committee|conservation board|"
    r"environment agency|homes england|school|academy|admission appeals?|parish council|town council|"
    r"pension fund|housing association|nhs|integrated care|ombudsman)\b"
    r"|^(peak district|lake district|dartmoor|exmoor|yorkshire dales|north york moors|south downs|the broads|broads)$"
)
