"""How councils are styled: the names that a council answers to by rule.

A council answers to its own names, and to its area's name in the styles that its type and its own names allow
("District Council", "City of").
"""

from collections.abc import Iterator

from mapper.councils.council import Council, CouncilType
from mapper.councils.names import normalise_name

# How a council of each type may be styled around its area's name, {}; each may have "Council" at its end.
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

# Styles that only some councils of a type bear: a council answers to them if one of its own names has the word.
# "Chichester City Council" is a parish council, and "Leicester County Council" is nobody.
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
    """Every name that the council answers to by rule: its own, then its area's name in its styles."""
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
