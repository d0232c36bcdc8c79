"""The register of England's principal councils: which there are on a day, and who followed whom.

Terms:

- *principal council*: a county, district, metropolitan borough, London borough (the City of London counts as
  one) or unitary council (the Isles of Scilly count as one); not a parish or town council.
- *predecessor, successor*: where councils merge or are divided, the one that ends and the one that follows on the
  next day. A council whose GSS code changes has a row for each code, and the rows follow one another too.
- *known day*: a day for which the register is complete.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from mapper.councils.answers import Alias, Answers, Area, Match
from mapper.councils.council import Council, CouncilType
from mapper.errors import RegisterProblem


@dataclass(frozen=True, slots=True)
class Known:
    """The first and last known day, and `why` the last one is sure.

    Raises ValueError if they are in the wrong order.
    """

    first_day: date
    last_day: date
    why: str

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise ValueError(f"it ends ({self.last_day}) before it begins ({self.first_day})")

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True)
class Register:
    """All councils of the known days, the names they answer to, and their successions.

    Raises RegisterProblem, naming everything that is wrong, if rows contradict one another.

    Parameters
    ----------
    councils : tuple of Council
        One for each GSS code; kept in the order of their codes.
    known : Known
        The days on which the register is complete.
    aliases, elsewhere : tuple of Alias, tuple of Area
        Other names of these councils, and the councils outside England.
    source : Path
        The file to name in messages.
    """

    councils: tuple[Council, ...]
    known: Known
    aliases: tuple[Alias, ...] = ()
    elsewhere: tuple[Area, ...] = ()
    source: Path = field(default=Path("councils.csv"))

    def __post_init__(self) -> None:
        object.__setattr__(self, "councils", tuple(sorted(self.councils, key=lambda c: c.gss_code)))
        problems = list(self._contradictions())
        if problems:
            raise RegisterProblem(
                f"{self.source}: the register contradicts itself:\n  " + "\n  ".join(problems)
            )

    def on(self, day: date) -> tuple[Council, ...]:
        """The councils in office on `day`, in the order of their codes.

        Raises RegisterProblem if the day is not a known one.
        """
        if day < self.known.first_day:
            raise RegisterProblem(
                f"The register of councils begins on {self.known.first_day}; it cannot say which councils "
                f"(and codes) there were on {day}. Ask for a later day."
            )
        if day > self.known.last_day:
            raise RegisterProblem(
                f"The register of councils is known to be complete up to {self.known.last_day}; councils may "
                f"have changed before {day}. Add what has changed since to {self.source}, then the day up to "
                f"which it is complete to register.csv beside it."
            )
        return tuple(council for council in self.councils if council.exists_on(day))

    @cached_property
    def changes(self) -> tuple[date, ...]:
        """The first known day, and every later one on which a council or a code is new."""
        first_days = {council.first_day for council in self.councils}
        return tuple(sorted({self.known.first_day} | {day for day in first_days if day in self.known}))

    def by_code(self, code: str) -> Council:
        """The council with that GSS code, whenever it is in office. Raises RegisterProblem if there is none."""
        try:
            return self._by_code[code]
        except KeyError:
            raise RegisterProblem(
                f"No council has the GSS code '{code}'. Expected a code in {self.source}."
            ) from None

    def match(self, name: str, day: date) -> Match:
        """Which council answers to `name` on `day`; never a guess (see `answers.py`)."""
        if day not in self.known and self._answers.to(name):
            return Match(name, None, (), "unknown-day")
        return self._answers.match(name, day, self.serving)

    def predecessors(self, council: Council) -> tuple[Council, ...]:
        """The councils that a council, or a part of it, was until its first day, in the order of their codes."""
        return self._predecessors.get(council.gss_code, ())

    def successors(self, council: Council) -> tuple[Council, ...]:
        """The councils that follow a council on the day after its last, in the order of their codes."""
        return tuple(self._by_code[code] for code in sorted(council.successors))

    def of_one_body(self, council: Council) -> tuple[Council, ...]:
        """The rows of one council, which has one for each of its codes: those of its type with its address."""
        return self._bodies.get((council.type, council.slug), ())

    def serving(self, council: Council, day: date) -> frozenset[Council]:
        """The councils of `day` that serve a council's area, the whole of it or a part.

        That is the council itself while it is in office, afterwards its successors, and before its predecessors.
        Both tiers are among them: Cumberland's of 2022 are three districts and Cumbria.
        """
        if council.exists_on(day):
            return frozenset((council,))
        nearer = self.successors if council.first_day <= day else self.predecessors
        return frozenset(found for near in nearer(council) for found in self.serving(near, day))

    @cached_property
    def _answers(self) -> Answers:
        return Answers(self.councils, self.aliases, self.elsewhere)

    @cached_property
    def _bodies(self) -> dict[tuple[CouncilType, str], tuple[Council, ...]]:
        rows: dict[tuple[CouncilType, str], tuple[Council, ...]] = {}
        for council in self.councils:
            body = (council.type, council.slug)
            rows[body] = (*rows.get(body, ()), council)
        return rows

    @cached_property
    def _by_code(self) -> dict[str, Council]:
        return {council.gss_code: council for council in self.councils}

    @cached_property
    def _predecessors(self) -> dict[str, tuple[Council, ...]]:
        before: dict[str, tuple[Council, ...]] = {}
        for council in self.councils:
            for code in council.successors:
                before[code] = (*before.get(code, ()), council)
        return before

    def _contradictions(self) -> Iterator[str]:
        """Everything that is wrong, a sentence each."""
        codes = [council.gss_code for council in self.councils]
        duplicates = sorted({code for code in codes if codes.count(code) > 1})
        if duplicates:
            yield f"more than one council has the code {', '.join(duplicates)}"
            return
        for council in self.councils:
            for fault in (*self._county_faults(council), *self._succession_faults(council)):
                yield f"{council.gss_code} {council.name}: {fault}"
        yield from self._answers.contradictions()

    def _county_faults(self, council: Council) -> Iterator[str]:
        county = self._by_code.get(council.county or "")
        if council.county and (county is None or county.type is not CouncilType.COUNTY):
            yield f"its county {council.county} is not in the register"
        if county and county.last_day and (council.last_day is None or council.last_day > county.last_day):
            yield f"its county {council.county} ends before it does"

    def _succession_faults(self, council: Council) -> Iterator[str]:
        if council.last_day and not council.successors:
            yield f"it has ended ({council.last_day}), and names no successor"
        if council.first_day > self.known.first_day and council.gss_code not in self._predecessors:
            yield f"it is new ({council.first_day}), and the successor of none"
        for code in council.successors:
            if code not in self._by_code:
                yield f"its successor {code} is not in the register"
            elif council.last_day is None or self._by_code[code].first_day <= council.last_day:
                yield f"its successor {code} begins before it has ended"
