"""Why a council has no figures for a year, at the head of its page."""

from collections.abc import Sequence
from dataclasses import dataclass

from mapper.measures.paths import letter_path
from mapper.pages.marks import STATE_MARKS, Mark
from mapper.pages.reasons import held_back, letter_state
from mapper.review.reading import CouncilYear
from mapper.year import title


@dataclass(frozen=True, slots=True)
class Notice:
    """Why a council has no figures for the year, with the reasons one by one where there are several."""

    mark: Mark
    sentence: str
    reasons: tuple[str, ...]
    url: str | None


def notices(history: Sequence[CouncilYear], shown: CouncilYear, root: str) -> tuple[Notice, ...]:
    """The council's years without figures, from the one that its page shows whole to the newest."""
    missing = (year for year in history if year.usable is None and year.period_end >= shown.period_end)
    return tuple(_notice(year, root) for year in missing)


def _notice(year: CouncilYear, root: str) -> Notice:
    path = letter_path(year)
    lead, reasons = held_back(year)
    several = len(reasons) > 1
    sentence = " ".join((f"{title(year.period_end)}.", lead, *(() if several else reasons)))
    return Notice(STATE_MARKS[letter_state(year)], sentence, reasons if several else (), path and root + path)
