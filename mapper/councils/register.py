"""The register of England's principal councils, and the only place where a printed name becomes a council.

Terms:

- *principal council*: a county, district, metropolitan borough, London borough (the City of London counts as
  one) or unitary council (the Isles of Scilly count as one); not a parish or town council.
- *GSS code*: the nine-character code of the council's area (Government Statistical Service). Where an area's
  code changes the register has a row for each code, linked as predecessor and successor.
- *the Ombudsman's name*: what the Ombudsman calls the council, and so what its letters print; the address of
  the council's page, its *slug*, is made from it.
- *to answer to a name*: a council answers to its own names, to its area's name with the styles that its type
  and its own names allow ("District Council", "City of"), and to the aliases listed for it.
- *normalised name*: a name without the differences that carry no meaning: case, accents, spacing, hyphens,
  apostrophes, full stops, "&" for "and", "Saint" for "St", a leading "The".

Matching is exact after normalising, then by alias, then refused with suggestions. It never guesses.
"""

import csv
import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from mapper.councils.answers import OTHER_BODY, Alias, Area, Match, core, names_elsewhere, names_of
from mapper.councils.council import Council, CouncilType
from mapper.councils.names import normalise_name
from mapper.errors import RegisterProblem
from mapper.resources import BOUNDARIES

_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class Known:
    """The days, both included, for which the register vouches; `why` says what makes the last day sure.

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
    """All councils, by code and by every name they answer to, for the days that are `known`.

    Raises RegisterProblem, with all that is wrong, where they contradict one another.
    """

    councils: tuple[Council, ...]
    known: Known
    aliases: tuple[Alias, ...] = ()
    elsewhere: tuple[Area, ...] = ()
    source: Path = field(default=Path("councils.csv"))

    def __post_init__(self) -> None:
        object.__setattr__(self, "councils", tuple(sorted(self.councils, key=lambda c: c.gss_code)))
        problems = list(_contradictions(self))
        if problems:
            raise RegisterProblem(
                f"{self.source}: the register contradicts itself:\n  " + "\n  ".join(problems)
            )

    def on(self, day: date) -> tuple[Council, ...]:
        """The councils in office on `day`, in the order of their codes.

        Raises RegisterProblem for a day that the register does not know.
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
        """The first day that is known, and every later known day on which a council or a code is new."""
        first_days = {council.first_day for council in self.councils}
        return tuple(sorted({self.known.first_day} | {day for day in first_days if day in self.known}))

    def by_code(self, code: str) -> Council:
        """The council with that GSS code, whenever it exists. Raises RegisterProblem if there is none."""
        try:
            return self._codes[code]
        except KeyError:
            raise RegisterProblem(
                f"No council has the GSS code '{code}'. Expected a code in {self.source}."
            ) from None

    def predecessors(self, council: Council) -> tuple[Council, ...]:
        """The councils, in the order of their codes, that a council or a part of it was until its first day."""
        return self._predecessors.get(council.gss_code, ())

    def successors(self, council: Council) -> tuple[Council, ...]:
        """The councils, in the order of their codes, that follow a council on the day after its last."""
        return tuple(self._codes[code] for code in sorted(council.successors))

    def relatives(self, council: Council, day: date) -> frozenset[Council]:
        """The councils of `day` whose areas lie in the council's, or its area in theirs, wholly or in part.

        It is itself while it is in office; later, what it has become; earlier, what became of it. Both tiers
        are among them: Cumberland's of 2022 are three districts and Cumbria.
        """
        if council.exists_on(day):
            return frozenset((council,))
        nearer = self.successors if council.first_day <= day else self.predecessors
        return frozenset(found for near in nearer(council) for found in self.relatives(near, day))

    def match(self, name: str, day: date) -> Match:
        """Which council answers to `name` on `day`; never a guess (see the module's terms)."""
        normalised = normalise_name(name)
        ever = self._answers.get(normalised, ())
        if ever and day not in self.known:
            return Match(name, None, (), "unknown-day")
        found = [c for c in ever if c.exists_on(day)]
        if len(found) == 1:
            return Match(name, found[0])
        if found:
            return Match(name, None, tuple(c.name for c in found[:3]), "ambiguous-council")
        if ever:
            gone = [c for c in ever if c.ended_before(day)]
            former = gone[0] if len(gone) == 1 else None
            return Match(name, None, self._neighbours_in_time(ever, day), "not-of-that-day", former)
        if normalised in self._elsewhere_names:
            return Match(name, None, (), "not-in-england")
        if OTHER_BODY.search(normalised):
            return Match(name, None, (), "not-a-council")
        return Match(name, None, self._nearest_names(normalised, day), "unknown-council")

    @cached_property
    def _codes(self) -> dict[str, Council]:
        return {council.gss_code: council for council in self.councils}

    @cached_property
    def _predecessors(self) -> dict[str, tuple[Council, ...]]:
        before: dict[str, tuple[Council, ...]] = {}
        for council in self.councils:
            for code in council.successors:
                before[code] = (*before.get(code, ()), council)
        return before

    @cached_property
    def _answers(self) -> dict[str, tuple[Council, ...]]:
        answers: dict[str, list[Council]] = {}
        for council in self.councils:
            for name in {normalise_name(name) for name in names_of(council)}:
                answers.setdefault(name, []).append(council)
        for alias in self.aliases:
            councils = answers.setdefault(normalise_name(alias.name), [])
            if self._codes[alias.gss_code] not in councils:
                councils.append(self._codes[alias.gss_code])
        return {name: tuple(councils) for name, councils in answers.items()}

    @cached_property
    def _elsewhere_names(self) -> frozenset[str]:
        return frozenset(normalise_name(name) for area in self.elsewhere for name in names_elsewhere(area))

    def _neighbours_in_time(self, councils: Iterable[Council], day: date) -> tuple[str, ...]:
        """Up to three of what came after, or before, councils that are not of the day."""
        near = sorted({found.name for council in councils for found in self.relatives(council, day)})
        names = [council.name for council in councils]
        near.sort(key=lambda name: -max(difflib.SequenceMatcher(None, name, gone).ratio() for gone in names))
        return tuple(near[:3])

    def _nearest_names(self, normalised: str, day: date) -> tuple[str, ...]:
        """Up to three names of councils of the day whose areas' names look most like the one given."""
        by_core: dict[str, list[str]] = {}
        for council in (c for c in self.councils if c.exists_on(day)):
            for name in (council.name, council.short_name):
                names = by_core.setdefault(core(normalise_name(name)), [])
                if council.name not in names:
                    names.append(council.name)
        near = difflib.get_close_matches(core(normalised), by_core, n=3, cutoff=0.7)
        return tuple(dict.fromkeys(name for core in near for name in by_core[core]))[:3]


def _contradictions(register: Register) -> Iterator[str]:
    """Everything wrong in the register, one sentence each."""
    codes = [council.gss_code for council in register.councils]
    duplicates = sorted({code for code in codes if codes.count(code) > 1})
    if duplicates:
        yield f"more than one council has the code {', '.join(duplicates)}"
        return
    yield from _broken_links(register)
    unknown = [alias for alias in register.aliases if alias.gss_code not in codes]
    for alias in unknown:
        yield f"aliases.csv, line {alias.line}: '{alias.name}' names {alias.gss_code}, which no council has"
    if not unknown:
        yield from _shared_names(register)


def _broken_links(register: Register) -> Iterator[str]:
    by_code = {council.gss_code: council for council in register.councils}
    followers = {code for council in register.councils for code in council.successors}
    for council in register.councils:
        county = by_code.get(council.county or "")
        if council.county and (county is None or county.type is not CouncilType.COUNTY):
            yield f"{council.gss_code} {council.name}: its county {council.county} is not in the register"
        if county and county.last_day and (council.last_day is None or council.last_day > county.last_day):
            yield f"{council.gss_code} {council.name}: its county {council.county} ends before it does"
        if council.last_day and not council.successors:
            yield f"{council.gss_code} {council.name}: it has ended ({council.last_day}), and names no successor"
        if council.first_day > register.known.first_day and council.gss_code not in followers:
            yield f"{council.gss_code} {council.name}: it is new ({council.first_day}), and the successor of none"
        for code in council.successors:
            if code not in by_code:
                yield f"{council.gss_code} {council.name}: its successor {code} is not in the register"
            elif council.last_day is None or by_code[code].first_day <= council.last_day:
                yield f"{council.gss_code} {council.name}: its successor {code} begins before it has ended"


def _shared_names(register: Register) -> Iterator[str]:
    """Names and slugs to which two councils of one day would answer, other than by two lines of aliases."""
    declared = {(normalise_name(alias.name), alias.gss_code) for alias in register.aliases}
    for name, councils in register._answers.items():
        for one, other in combinations(councils, 2):
            on_purpose = (name, one.gss_code) in declared and (name, other.gss_code) in declared
            if _overlap(one, other) and not on_purpose:
                yield f"'{name}' would name both {one.gss_code} {one.name} and {other.gss_code} {other.name}"
    for name in sorted(register._elsewhere_names & register._answers.keys()):
        yield f"'{name}' names a council of England and one elsewhere"


def _overlap(one: Council, other: Council) -> bool:
    return one.exists_on(other.first_day) or other.exists_on(one.first_day)


def read_register(folder: Path) -> Register:
    """The register in `councils.csv`, `register.csv`, `aliases.csv` and `elsewhere.csv` of `folder`.

    Raises RegisterProblem naming file and line where a row cannot be read, and all that contradicts itself.
    """
    source = folder / "councils.csv"
    known = tuple(_rows(folder / "register.csv", _known_from))
    if len(known) != 1:
        raise RegisterProblem(f"{folder / 'register.csv'}: expected one row, found {len(known)}.")
    return Register(
        councils=tuple(_rows(source, _council_from)),
        known=known[0],
        aliases=tuple(_rows(folder / "aliases.csv", _alias_from)),
        elsewhere=tuple(_rows(folder / "elsewhere.csv", _area_from)),
        source=source,
    )


@lru_cache(maxsize=1)
def load_register() -> Register:
    """The project's own register, read once."""
    return read_register(BOUNDARIES)


def _rows(path: Path, make: Callable[[dict[str, str], int], _Record]) -> Iterator[_Record]:
    """Each row of a CSV file as a record. Raises RegisterProblem naming file and line."""
    try:
        reader = csv.reader(path.read_text(encoding="utf-8").splitlines(), strict=True)
        header = next(reader, [])
        for row in reader:
            if len(row) != len(header):
                raise ValueError(f"expected {len(header)} values ({', '.join(header)}), found {len(row)}")
            yield make(dict(zip(header, map(str.strip, row), strict=True)), reader.line_num)
    except KeyError as missing:
        raise RegisterProblem(
            f"{path}: there is no column {missing}. It has: {', '.join(header)}."
        ) from missing
    except OSError as problem:
        raise RegisterProblem(f"{path} cannot be read: {problem.strerror}.") from problem
    except (ValueError, csv.Error) as problem:
        raise RegisterProblem(f"{path}, line {reader.line_num}: {problem}.") from problem


def _council_from(row: dict[str, str], line: int) -> Council:
    return Council(
        gss_code=row["gss_code"],
        name=row["name"],
        short_name=row["short_name"],
        official_name=row["official_name"] or row["name"],
        type=CouncilType(row["type"]),
        county=row["county"] or None,
        first_day=date.fromisoformat(row["first_day"]),
        last_day=date.fromisoformat(row["last_day"]) if row["last_day"] else None,
        successors=tuple(row["successor"].split()),
    )


def _known_from(row: dict[str, str], line: int) -> Known:
    first_day, last_day = (date.fromisoformat(row[column]) for column in ("known_from", "known_through"))
    return Known(first_day, last_day, row["why"])


def _alias_from(row: dict[str, str], line: int) -> Alias:
    return Alias(row["name"], row["gss_code"], row["why"], line)


def _area_from(row: dict[str, str], line: int) -> Area:
    also = tuple(name.strip() for name in row["also"].split(";") if name.strip())
    return Area(row["area"], row["name"], row["country"], also)
