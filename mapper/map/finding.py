"""The find box beyond the year in view: other names, councils of other days, and which council does what.

Terms:

- *core*: a normalised name without words of style, so that "London Borough of Croydon", "Croydon LB" and "Croydon"
  have the same core. The page reduces what is typed in the same way, with the same list, `STYLES`.
- *absent council*: a council of the register that was not in office on the last day of a year.
- *fate*: how a council ended, and the one that it became in turn, as the second half of a sentence that begins with its
  name.
- *duty*: which of two councils answers for a subject of complaint, where a place has a district and a county.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mapper.councils.council import Council, CouncilType
from mapper.councils.lineage import same_body, successors
from mapper.councils.names import normalise_name
from mapper.councils.register import Register
from mapper.words import day_in_words, listed

STYLES: tuple[str, ...] = (
    *("council", "county", "district", "borough", "city", "metropolitan", "met", "non", "royal"),
    *("unitary", "authority", "corporation", "of", "the", "and"),
    *("bc", "cc", "dc", "lb", "lbc", "mb", "mbc", "md", "mdc", "rb", "rbc", "ua"),
)
"""Words that name a kind of council, or only join others; "london" is one too, if another word is left."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A council of another day.

    `says` tells when it began or how it ended. `serving` are the GSS codes, sorted, of the councils of both tiers
    that served its area on the day asked for.
    """

    council: Council
    says: str
    serving: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """The parts of a subject that are the district's and the county's; empty where it has none."""

    subject: str
    district: str
    county: str


# The usual split between two tiers, after GOV.UK, "Understand how your council works: Types of council". Where
# GOV.UK is silent (parking, licensing, minerals), the Acts that make one of the two the authority decide: the
# Road Traffic Regulation Act 1984, the Licensing Act 2003, the Town and Country Planning Act 1990, schedule 1, and
# the Environmental Protection Act 1990, sections 30 and 51.
DUTIES: tuple[Duty, ...] = (
    Duty("received_adult_care_services", "", "care at home, care homes, carers"),
    Duty("received_benefits_and_tax", "Council Tax, business rates, housing benefit", ""),
    Duty("received_corporate_and_other_services", "its own", "its own"),
    Duty(
        "received_education_and_childrens_services",
        "",
        "school admissions and transport, special educational needs, child protection",
    ),
    Duty(
        "received_environment_services",
        "bins and recycling, noise, food hygiene, licensing",
        "tips and waste disposal, trading standards",
    ),
    Duty("received_highways_and_transport", "car parks", "roads, pavements, public transport, Blue Badges"),
    Duty("received_housing", "homelessness, the housing register, council homes", ""),
    Duty(
        "received_planning_and_development",
        "planning applications and enforcement, building control",
        "quarries, waste sites, its own buildings",
    ),
    Duty("received_other", "its own", "its own"),
)

DUTIES_SAY = "This is the usual split; councils may do work for one another."
DUTIES_SOURCE = (
    "GOV.UK: Understand how your council works",
    "https://www.gov.uk/understand-how-your-council-works",
)


COUNTIES: Mapping[str, tuple[tuple[str, Sequence[int]], ...]] = {
    "Greater Manchester": (("E08", range(1, 11)),),
    "Merseyside": (("E08", range(11, 16)),),
    "South Yorkshire": (("E08", (*range(16, 20), 38, 39)),),
    "Tyne and Wear": (("E08", (20, *range(21, 25), 37)),),
    "West Midlands": (("E08", range(25, 32)),),
    "West Yorkshire": (("E08", range(32, 37)),),
    "Bedfordshire": (("E06", (32, 55, 56)),),
    "Berkshire": (("E06", range(36, 42)),),
    "Cheshire": (("E06", (6, 7, 49, 50)),),
    "Sussex": (("E06", (43,)), ("E07", (*range(61, 66), *range(223, 230))), ("E10", (11, 32))),
    "Avon": (("E06", range(22, 26)),),
    "Cleveland": (("E06", range(1, 5)),),
    "Humberside": (("E06", range(10, 14)),),
}
"""Counties that have no council of their own, by the beginnings and the last figures of their councils' GSS codes.

Sources: the metropolitan ones from the Local Government Act 1972, schedule 1, part I; the next from the Lieutenancies
Act 1997, schedule 1 (Sussex: East and West together); the last three, which ended in 1996, from the 1972 Act, schedule
1, part II, with the Orders of 1995 that divided them; the codes: ONS, Register of Geographic Codes.
"""


def core(name: str) -> str:
    """The core of a name (see the terms above); empty where the name has only words of style."""
    words = [word for word in dict.fromkeys(normalise_name(name).split()) if word not in STYLES]
    return " ".join([word for word in words if word != "london"] or words)


def other_names(register: Register) -> dict[str, tuple[str, ...]]:
    """The cores of each council's aliases, by GSS code, without those that equal the core of its own name.

    Where aliases of two councils share a core, their whole normalised names are added, which tell them apart. A
    council answers to the name of its county too, where the county has no council.
    """
    bearers: dict[str, set[str]] = {}
    for alias in register.aliases:
        bearers.setdefault(core(alias.name), set()).add(alias.gss_code)
    found: dict[str, set[str]] = {}
    for alias in register.aliases:
        council, other = register.by_code(alias.gss_code), core(alias.name)
        if other not in ("", core(council.short_name)):
            whole = {normalise_name(alias.name)} if len(bearers[other]) > 1 else set()
            found.setdefault(council.gss_code, set()).update({other}, whole)
    for county, parts in COUNTIES.items():
        for code in (f"{kind}{number:06}" for kind, numbers in parts for number in numbers):
            found.setdefault(code, set()).add(normalise_name(county))
    return {code: tuple(sorted(names)) for code, names in sorted(found.items())}


def fates(councils: Sequence[Council], register: Register) -> dict[str, str]:
    """The fates of those councils that have ended since, by GSS code."""
    rows = [register.by_code(council.gss_code) for council in councils]
    return {row.gss_code: fate for row in rows if (fate := _fate(row, register))}


def absent(register: Register, day: date) -> tuple[Absent, ...]:
    """The councils of all other days, without those that were in office on `day` under another code."""
    present = register.on(day)
    return tuple(
        _absent(council, register, day)
        for council in register.councils
        if not council.exists_on(day) and not any(same_body(council, one) for one in present)
    )


def _absent(council: Council, register: Register, day: date) -> Absent:
    serving = sorted(one.gss_code for one in register.serving(council, day))
    begins = f"began on {day_in_words(council.first_day)}"
    says = begins if council.first_day > day else _fate(council, register)
    return Absent(council, says, tuple(serving))


def _fate(council: Council, register: Register) -> str:
    """The fate of a council, and of the one that it became in turn; empty while it is in office."""
    followers = successors(council, register)
    if not followers:
        return ""
    on = f"on {day_in_words(followers[0].day)}"
    if len(followers) > 1:
        return f"was divided between {listed([link.council.name for link in followers])} {on}"
    after = followers[0].council
    alone = len(register.predecessors(after)) == 1 or council.type is CouncilType.COUNTY
    became = f"became {'' if alone else 'part of '}{after.name} {on}"
    return ", which ".join(filter(None, (became, _fate(after, register))))
