"""Which council answers to a printed name.

Terms:

- *to answer to a name*: a council answers to its own names, to its area's name in the styles that are allowed it
  (see `styles.py`), and to the aliases listed for it.
- *the Ombudsman's name*: what the Ombudsman calls the council, and so what its letters print.

Names are compared in their normal form (see `names.py`). Matching is exact, then by alias; any other name is
refused, with suggestions. It never guesses.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Literal, NamedTuple

from mapper.councils.council import Council
from mapper.councils.names import normalise_name
from mapper.councils.styles import names_of

Reason = Literal[
    "unknown-council",
    "ambiguous-council",
    "not-of-that-day",
    "unknown-day",
    "not-a-council",
    "not-in-england",
]

Serving = Callable[[Council, date], Iterable[Council]]
"""The councils of a day that serve a council's area, such as `Register.serving`."""


@dataclass(frozen=True, slots=True)
class Match:
    """The council that a printed name stands for; or None, the reason, and up to three names it might mean.

    `former` is the one council of that name that had ended by the day, if there is exactly one: a letter about
    it is kept, but it has no polygon on that day.
    """

    name: str
    council: Council | None
    suggestions: tuple[str, ...] = ()
    reason: Reason | None = None
    former: Council | None = None


class Alias(NamedTuple):
    """Another name of a council, and why; a name given to two councils is ambiguous on purpose."""

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


@dataclass(frozen=True)
class Answers:
    """Every name that a council answers to, and the names of councils outside England.

    Each alias must have the code of one of the `councils`; see `contradictions`.
    """

    councils: tuple[Council, ...]
    aliases: tuple[Alias, ...] = ()
    elsewhere: tuple[Area, ...] = ()

    def to(self, name: str) -> tuple[Council, ...]:
        """Every council that answers to `name`, whenever it was in office."""
        return self._by_name.get(normalise_name(name), ())

    def match(self, name: str, day: date, serving: Serving) -> Match:
        """The council in office on `day` that answers to `name`.

        Parameters
        ----------
        name : str
            The name as printed.
        day : date
            A day that the register knows.
        serving : callable
            The councils of a day that serve a council's area: the suggestions for a name of another day.
        """
        ever = self.to(name)
        found = [council for council in ever if council.exists_on(day)]
        if len(found) == 1:
            return Match(name, found[0])
        if found:
            return Match(name, None, tuple(council.name for council in found[:3]), "ambiguous-council")
        if ever:
            ended = [council for council in ever if council.ended_before(day)]
            near = {one.name for council in ever for one in serving(council, day)}
            suggestions = _most_alike(near, [council.name for council in ever])
            return Match(name, None, suggestions, "not-of-that-day", ended[0] if len(ended) == 1 else None)
        return self._unknown(name, day)

    def contradictions(self) -> Iterator[str]:
        """Aliases of no council, and names that two councils of one day would share, a sentence each.

        Two councils may share a name if each has it as an alias: it is then ambiguous on purpose.
        """
        codes = {council.gss_code for council in self.councils}
        unknown = [alias for alias in self.aliases if alias.gss_code not in codes]
        for alias in unknown:
            yield f"aliases.csv, line {alias.line}: '{alias.name}' names {alias.gss_code}, which no council has"
        if not unknown:
            yield from self._shared_names()

    def _unknown(self, name: str, day: date) -> Match:
        normalised = normalise_name(name)
        if normalised in self._elsewhere:
            return Match(name, None, (), "not-in-england")
        if _OTHER_BODY.search(normalised):
            return Match(name, None, (), "not-a-council")
        return Match(name, None, self._most_like(normalised, day), "unknown-council")

    def _most_like(self, normalised: str, day: date) -> tuple[str, ...]:
        """Up to three names of councils of the day whose areas' names look most like the one given."""
        by_core: dict[str, list[str]] = {}
        for council in (council for council in self.councils if council.exists_on(day)):
            for name in (council.name, council.short_name):
                names = by_core.setdefault(_core(normalise_name(name)), [])
                if council.name not in names:
                    names.append(council.name)
        near = difflib.get_close_matches(_core(normalised), by_core, n=3, cutoff=0.7)
        return tuple(dict.fromkeys(name for core in near for name in by_core[core]))[:3]

    def _shared_names(self) -> Iterator[str]:
        declared = {(normalise_name(alias.name), alias.gss_code) for alias in self.aliases}
        for name, councils in self._by_name.items():
            for one, other in combinations(councils, 2):
                on_purpose = (name, one.gss_code) in declared and (name, other.gss_code) in declared
                if _overlap(one, other) and not on_purpose:
                    yield f"'{name}' would name both {one.gss_code} {one.name} and {other.gss_code} {other.name}"
        for name in sorted(self._elsewhere & self._by_name.keys()):
            yield f"'{name}' names a council of England and one elsewhere"

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Council, ...]]:
        """The councils that answer to each normalised name."""
        by_name: dict[str, list[Council]] = {}
        for council in self.councils:
            for name in {normalise_name(name) for name in names_of(council)}:
                by_name.setdefault(name, []).append(council)
        by_code = {council.gss_code: council for council in self.councils}
        for alias in self.aliases:
            councils = by_name.setdefault(normalise_name(alias.name), [])
            if by_code[alias.gss_code] not in councils:
                councils.append(by_code[alias.gss_code])
        return {name: tuple(councils) for name, councils in by_name.items()}

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        """The normalised names of the councils and areas outside England."""
        return frozenset(normalise_name(name) for area in self.elsewhere for name in _names_elsewhere(area))


def _most_alike(names: Iterable[str], given: Iterable[str]) -> tuple[str, ...]:
    """Up to three of the names, those first that are most like one of the given ones."""
    given = tuple(given)
    return tuple(
        sorted(
            sorted(names),
            key=lambda name: -max(difflib.SequenceMatcher(None, name, one).ratio() for one in given),
        )[:3]
    )


def _overlap(one: Council, other: Council) -> bool:
    return one.exists_on(other.first_day) or other.exists_on(one.first_day)


def _names_elsewhere(area: Area) -> Iterator[str]:
    yield from (area.name, *area.also)
    for style in ("{}", "{} Council", "{} County Council", "{} County Borough Council", "{} Borough Council"):
        yield style.format(area.area)
    for style in ("{} City Council", "City of {}", "City of {} Council", "{} District Council"):
        yield style.format(area.area)


def _core(normalised: str) -> str:
    """A normalised name without the words of its style; for suggestions only, as councils may share it."""
    return " ".join(word for word in normalised.split() if word not in _STYLE_WORDS) or normalised


_STYLE_WORDS = frozenset(
    ("council", "county", "district", "borough", "city", "metropolitan", "royal", "london", "of", "the")
)


# Bodies that the Ombudsman also writes to and that are not councils.
_OTHER_BODY = re.compile(
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
