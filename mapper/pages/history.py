"""What a council's page says of the councils before and after it, and of the years before it began.

Terms:

- *kin*: a council before or after another in its line (mapper/councils/lineage.py).
- *passage*: a sentence, which may end in a list of kin.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mapper.councils.council import Council
from mapper.councils.lineage import predecessors, successors
from mapper.councils.register import Register
from mapper.measures.combined import CombinedYear, Lack, Missing, combined_year
from mapper.measures.edition import Edition
from mapper.measures.paths import page_path
from mapper.review.reading import CouncilYear

COLUMNS: Mapping[str, str] = {
    "received_total": "received",
    "decided_total": "decided",
    "investigations": "investigated",
    "decided_upheld": "upheld",
}
"""The counts that are added up for the years before a council began, and the words for them."""


@dataclass(frozen=True, slots=True)
class Kin:
    """A council by its full name, `path` from the site's root if it has a page; `note` says what it lacks."""

    name: str
    path: str | None
    part: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence; it brings its own full stop only where no kin follow."""

    lead: str
    kin: tuple[Kin, ...] = ()


@dataclass(frozen=True)
class Lines:
    """The councils of an edition among those before and after them."""

    edition: Edition
    register: Register

    def passages(self, history: Sequence[CouncilYear]) -> tuple[Passage, ...]:
        """How the council of these years began and ended, where the register knows, and what came after its end."""
        council = history[0].council
        told = []
        if before := predecessors(council, self.register):
            kin = tuple(self._kin(link.council, part=not link.whole) for link in before)
            told.append(Passage(f"It began on {_day(before[0].day)}, in place of", kin))
        if after := successors(council, self.register):
            became = "became part of" if after[0].whole else "was divided between"
            kin = tuple(self._kin(link.council) for link in after)
            told.append(Passage(f"On {_day(after[0].day)} it {became}", kin))
        return (*told, *(_afterwards(year) for year in history if year.residual))

    def earlier(self, council: Council) -> tuple[CombinedYear, ...]:
        """The years of the edition before the council began, with all that it was then; newest first."""
        if not predecessors(council, self.register):
            return ()
        years = (
            combined_year(council, joined.period_end, joined.councils, self.register)
            for joined in self.edition.years
        )
        return tuple(year for year in years if year is not None)

    def told(self, combined: CombinedYear) -> Passage:
        """Of what a combined year is the sum; or that there is none, and because of whom."""
        councils = (*(part.council for part in combined.parts), *combined.divided)
        kin = tuple(self._kin(council, note=_lack(council, combined)) for council in councils)
        whose = "its predecessor" if len(kin) == 1 else f"its {len(kin)} predecessors"
        if combined.complete:
            return Passage(f"Figures of {whose} added together, and the rate worked out anew:", kin)
        if not any(part.letter for part in combined.parts):
            return Passage(f"No letter about {whose} has been added.")
        spoilers = tuple(relative for relative in kin if relative.note)
        return Passage(f"The figures of {whose} cannot be added together, because of", spoilers)

    def _kin(self, council: Council, *, part: bool = False, note: str = "") -> Kin:
        return Kin(council.name.replace("'", "’"), self._pages.get(council.slug), part, note)

    @cached_property
    def _pages(self) -> Mapping[str, str]:
        return {year.council.slug: page_path(year) for year in self.edition.council_years}


def _afterwards(year: CouncilYear) -> Passage:
    return Passage(
        f"The letter for the year to {_day(year.period_end)} is about the time before it ended: its figures are "
        "shown here, and are on no map and in no comparison."
    )


_LACKS = {
    Lack.NO_LETTER: "no letter",
    Lack.IN_REVIEW: "in review",
    Lack.DIVIDED: "divided between several councils",
}


def _lack(council: Council, combined: CombinedYear) -> str:
    """Why there is no sum because of one council, or no sum of these counts; empty where none states them."""
    missing = {words: combined.count(key).missing for key, words in COLUMNS.items()}
    lacks = {lack.lack for found in missing.values() for lack in found if lack.council == council}
    for lack in lacks & _LACKS.keys():
        return _LACKS[lack]
    unstated = [
        words
        for words, found in missing.items()
        if Missing(Lack.NOT_STATED, council) in found and len(found) < len(combined.parts)
    ]
    return f"does not state {', '.join(unstated)}" if unstated and combined.complete else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
