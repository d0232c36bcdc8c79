"""A council as the page "Compare" puts it beside others: every year ready to print, and where its rates stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mapper.measures import likeness
from mapper.measures.comparison import Comparison
from mapper.measures.metrics import Metric, measure
from mapper.measures.paths import page_path
from mapper.measures.rate import Measurement
from mapper.measures.scale import ORDER
from mapper.measures.states import State
from mapper.pages.figures import DASH, Told, told_count
from mapper.pages.marks import STATE_MARKS, Mark, standing_mark
from mapper.pages.names import name_of
from mapper.pages.parts.rates import COMPLIED, NONE_WORDS, REMEDIED, UPHELD, rate_cell, type_cells
from mapper.pages.reasons import letter_state, no_figures
from mapper.pages.site import Site
from mapper.pages.tags import tag
from mapper.review.reading import CouncilYear
from mapper.words import capitalised

Json = Any  # what json.dumps takes

MEASURES: tuple[tuple[Metric, str], ...] = (
    (UPHELD, "Upheld, of investigated"),
    (COMPLIED, "Recommendations carried out"),
    (REMEDIED, "Put right before"),
)
"""The rates that are set side by side, with their headings; the last is of the complaints that were upheld."""

MARKS: tuple[Mark, ...] = (
    *STATE_MARKS.values(),
    *(Mark(State.NONE.value, words) for words in NONE_WORDS.values()),
    *(standing_mark(standing) for standing in ORDER),
)
"""Every mark that a cell can have; a council's data names it by its place here."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The councils of a site as they are put side by side: each council's years, newest first, by its slug."""

    site: Site
    histories: Mapping[str, Sequence[CouncilYear]]

    def code(self, slug: str) -> str:
        """The newest GSS code of a council: addresses and files have this one."""
        return self.histories[slug][0].council.gss_code

    def council(self, slug: str) -> Json:
        """One council: its names, its page, the codes of those that touch it, and its years."""
        history = self.histories[slug]
        council = history[0].council
        return {
            "name": name_of(council),
            "type": capitalised(council.type.label),
            "page": page_path(history[0]),
            "near": self._near(history),
            "years": {str(year.period_end.year): self._year(year) for year in history},
        }

    def _near(self, history: Sequence[CouncilYear]) -> list[str]:
        """The councils that touch it in its newest year in office, those of its own type first."""
        year = next((year for year in history if not year.residual), None)
        if year is None:
            return []
        touching = likeness.touching(year, self.site.joined(year.period_end))
        own_first = sorted(touching, key=lambda other: other.council.type is not year.council.type)
        return [self.code(other.council.slug) for other in own_first]

    def _year(self, year: CouncilYear) -> Json:
        if year.usable is None:
            mark = STATE_MARKS[letter_state(year)]
            return {"why": [MARKS.index(mark), no_figures(year)]}
        return {
            "tag": tag(year),
            "late": year.residual,
            "received": _received(year),
            "rates": [self._rate(metric, year) for metric, _ in MEASURES],
        }

    def _rate(self, metric: Metric, year: CouncilYear) -> Json:
        """A rate with its base in words, its place from 0 to 100, and what it is set beside."""
        cell, comparison = rate_cell(metric, year), self.site.comparison(year, metric.key)
        beside = type_cells(comparison)
        target = None if comparison is None else comparison.peers.target
        standing = None if comparison is None else standing_mark(comparison.standing)
        outside = comparison is not None and comparison.standing.outside
        return {
            "said": _told(cell.told) if cell.mark is None else None,
            "mark": None if cell.mark is None else MARKS.index(cell.mark),
            "at": _place(measure(metric, year)),
            "tick": None if target is None else round(100 * target.rate, 1),
            "expected": _or_why(beside.expected, comparison),
            "type": _or_why(beside.rate, comparison),
            "standing": None if standing is None else MARKS.index(standing),
            "kind": standing.kind if standing is not None and outside else "",
        }


def _received(year: CouncilYear) -> Json:
    told = told_count(year.usable, "received_total")
    if told.text == DASH:
        return {"said": None, "mark": MARKS.index(STATE_MARKS[State.NOT_STATED])}
    return {"said": _told(told), "mark": None}


def _or_why(words: str, comparison: Comparison | None) -> str:
    """The words, or why there are none: its type may have a rate though the council has no cases to set beside it."""
    if words != DASH:
        return words
    return "Not compared" if comparison is None else "Nothing to compare with"


def _told(told: Told) -> Json:
    return [told.text, int(told.corrected)]


def _place(measured: Measurement) -> Json:
    """The rate and the ends of its 95% Wilson interval in per cent; None where a count is not known."""
    rate = measured.rate
    return None if rate is None else [round(end, 1) for end in (rate.percent, *rate.interval)]
