"""What councils were and became: predecessors and successors, across changes of their GSS codes.

Terms:

- *the same body*: one council under a new GSS code (Barnsley and Sheffield in 2025). To a reader that is no
  succession.
- *whole*: a council had one successor, which took on all of it. Dorset County Council was divided between two.
"""

from dataclasses import dataclass, replace
from datetime import date

from mapper.councils.council import Council
from mapper.councils.register import Register


@dataclass(frozen=True, slots=True)
class Succession:
    """A predecessor or successor of a council, and the day on which the later of the two began.

    `whole` says whether the earlier council went to the later one as a whole.
    """

    council: Council
    day: date
    whole: bool


def same_body(one: Council, other: Council) -> bool:
    """Whether both are one council, perhaps under two codes."""
    return one.type is other.type and one.slug == other.slug


def codes(council: Council, register: Register) -> tuple[Council, ...]:
    """The council under each of its codes, earliest first; itself alone if the register does not have it."""
    return tuple(sorted(register.of_one_body(council) or [council], key=lambda row: row.first_day))


def predecessors(council: Council, register: Register) -> tuple[Succession, ...]:
    """The councils that became this one, or parts of it, in the order of their codes."""
    first = codes(council, register)[0]
    return tuple(
        Succession(before, first.first_day, _is_whole(before, register))
        for before in register.predecessors(first)
    )


def successors(council: Council, register: Register) -> tuple[Succession, ...]:
    """The councils that this one became, in the order of their codes; none while it is in office."""
    last = codes(council, register)[-1]
    whole = _is_whole(last, register)
    return tuple(Succession(after, after.first_day, whole) for after in register.successors(last))


def lineage(council: Council, register: Register) -> tuple[Succession, ...]:
    """Every predecessor, and theirs in turn: the latest change first, then in the order of their codes.

    One that went into another is `whole` only if that one, too, went as a whole to the next.
    """
    found: list[Succession] = []
    for direct in predecessors(council, register):
        found.append(direct)
        for earlier in lineage(direct.council, register):
            found.append(replace(earlier, whole=earlier.whole and direct.whole))
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.council.gss_code)))


def _is_whole(council: Council, register: Register) -> bool:
    return len(register.successors(council)) == 1
