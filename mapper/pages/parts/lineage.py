"""What a council's page says of its predecessors and successors, and of the years before it began.

Terms:

- *passage*: a sentence that may end in a list of councils.
- *lack*: what makes a sum impossible, because of one council.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mapper.councils.council import Council, CouncilType
from mapper.councils.lineage import predecessors, successors
from mapper.councils.register import Register
from mapper.measures.combined import CombinedYear, Lack, Missing, combined_year
from mapper.measures.edition import Edition
from mapper.measures.paths import page_path
from mapper.review.reading import CouncilYear
from mapper.words import day_in_words

_COUNTS: Mapping[str, str] = {
    "received_total": "received",
    "decided_total": "decided",
    "investigations": "investigated",
    "decided_upheld": "upheld",
}
"""The counts that are added up for the years before a council began, and the words for them."""


@dataclass(frozen=True, slots=True)
class NamedCouncil:
    """A council by its full name in a sentence.

    Parameters
    ----------
    path
        Its page, from the site's root, if it has one.
    part
        Whether only a part of it is meant.
    note
        What stands in brackets after the name: why there is no sum because of it.
    """

    name: str
    path: str | None
    part: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence; it brings its own full stop only where no councils follow."""

    lead: str
    councils: tuple[NamedCouncil, ...] = ()


@dataclass(frozen=True)
class Lineage:
    """The councils of an edition among their predecessors and successors."""

    edition: Edition
    register: Register

    def passages(self, history: Sequence[CouncilYear]) -> tuple[Passage, ...]:
        """How the council of these years began and ended, where the register knows, and what came after its end."""
        council = history[0].council
        found = []
        if before := predecessors(council, self.register):
            named = tuple(self._named(link.council, part=not link.whole) for link in before)
            found.append(Passage(f"It began on {day_in_words(before[0].day)}, in place of", named))
        if after := successors(council, self.register):
            became = "became part of" if after[0].whole else "was divided between"
            named = tuple(self._named(link.council) for link in after)
            found.append(Passage(f"On {day_in_words(after[0].day)} it {became}", named))
        return (*found, *(_afterwards(year) for year in history if year.residual))

    def earlier(self, council: Council) -> tuple[CombinedYear, ...]:
        """The years of the edition before the council began, with all that it was then; newest first."""
        if not predecessors(council, self.register):
            return ()
        years = (
            combined_year(council, joined.period_end, joined.councils, self.register)
            for joined in self.edition.years
        )
        return tuple(year for year in years if year is not None)

    def explained(self, combined: CombinedYear) -> Passage:
        """Of what a combined year is the sum; or that there is none, and because of whom."""
        councils = (*(part.council for part in combined.parts), *combined.divided)
        named = tuple(self._named(council, note=_lack(council, combined)) for council in councils)
        whose = "its predecessor" if len(named) == 1 else f"its {len(named)} predecessors"
        if combined.type is not None:
            whose += _of_type(combined.type, len(named))
        if combined.complete and combined.type is not None and len(named) == 1:
            return Passage(f"Figures of {whose}, and the rate worked out anew:", named)
        if combined.complete:
            return Passage(f"Figures of {whose} added together, and the rate worked out anew:", named)
        if not combined.divided and not any(part.letter for part in combined.parts):
            return Passage(f"No letter about {whose} has been added.")
        lacking = tuple(council for council in named if council.note)
        return Passage(f"The figures of {whose} cannot be added together, because of", lacking)

    def _named(self, council: Council, *, part: bool = False, note: str = "") -> NamedCouncil:
        return NamedCouncil(council.name, self._pages.get(council.slug), part, note)

    @cached_property
    def _pages(self) -> Mapping[str, str]:
        return {year.council.slug: page_path(year) for year in self.edition.council_years}


def _afterwards(year: CouncilYear) -> Passage:
    return Passage(
        f"The letter for the year to {day_in_words(year.period_end)} is about the time before it ended: its figures "
        "are shown here, and are on no map and in no comparison."
    )


def _of_type(kind: CouncilType, number: int) -> str:
    """Which of several predecessors are meant: those of one type."""
    return f" that was a {kind.label}" if number == 1 else f" that were {kind.plural}"


_LACKS: Mapping[Lack, str] = {
    Lack.NO_LETTER: "no letter",
    Lack.IN_REVIEW: "in review",
    Lack.DIVIDED: "divided between several councils",
}


def _lack(council: Council, combined: CombinedYear) -> str:
    """Why there is no sum because of one council, or no sum of these counts; empty where none states them."""
    missing = {words: combined.count(key).missing for key, words in _COUNTS.items()}
    lacks = {lack.lack for found in missing.values() for lack in found if lack.council == council}
    for lack in lacks & _LACKS.keys():
        return _LACKS[lack]
    unstated = [
        words
        for words, found in missing.items()
        if Missing(Lack.NOT_STATED, council) in found and len(found) < len(combined.parts)
    ]
    return f"does not state {', '.join(unstated)}" if unstated and combined.complete else ""
