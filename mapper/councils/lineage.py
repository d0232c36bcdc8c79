"""What became of councils that merged or were divided.

Terms:

- *the same body*: one council under a new GSS code (Barnsley and Sheffield in 2025); no succession to a reader.
- *whole*: all that a council was went to one follower. Dorset County Council was divided between two.
"""

from dataclasses import dataclass, replace
from datetime import date

from mapper.councils.council import Council
from mapper.councils.register import Register


@dataclass(frozen=True, slots=True)
class Link:
    """A council that another was, or became: on `day` the later of the two began.

    `whole` says whether all of the earlier council went to the later one.
    """

    council: Council
    day: date
    whole: bool


def same_body(one: Council, other: Council) -> bool:
    """Whether both are one council, perhaps under two codes."""
    return one.type is other.type and one.slug == other.slug


def codes(council: Council, register: Register) -> tuple[Council, ...]:
    """The rows of the register that are this council, one a code, earliest first; itself if none is."""
    rows = [row for row in register.councils if same_body(row, council)] or [council]
    return tuple(sorted(rows, key=lambda row: row.first_day))


def predecessors(council: Council, register: Register) -> tuple[Link, ...]:
    """The councils that became this one, or parts of it, in the order of their codes."""
    first = codes(council, register)[0]
    return tuple(
        Link(before, first.first_day, _whole(before, register)) for before in register.predecessors(first)
    )


def successors(council: Council, register: Register) -> tuple[Link, ...]:
    """The councils that this one became, in the order of their codes; none while it is in office."""
    last = codes(council, register)[-1]
    whole = _whole(last, register)
    return tuple(Link(after, after.first_day, whole) for after in register.successors(last))


def lineage(council: Council, register: Register) -> tuple[Link, ...]:
    """Every council that went into this one, also by way of others: the latest change first."""
    links = [
        found
        for link in predecessors(council, register)
        for found in (
            link,
            *(
                replace(earlier, whole=earlier.whole and link.whole)
                for earlier in lineage(link.council, register)
            ),
        )
    ]
    return tuple(sorted(links, key=lambda link: (-link.day.toordinal(), link.council.gss_code)))


def _whole(council: Council, register: Register) -> bool:
    return len(register.successors(council)) == 1
