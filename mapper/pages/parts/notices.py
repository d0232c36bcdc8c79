"""Why a council has no figures for a year, at the head of its page."""

from collections.abc import Sequence
from dataclasses import dataclass

from mapper.measures.paths import letter_url
from mapper.pages.marks import STATE_MARKS, Mark
from mapper.pages.reasons import letter_state, no_figures
from mapper.review.reading import CouncilYear
from mapper.year import title


@dataclass(frozen=True, slots=True)
class Notice:
    """Why a council has no figures for the year; `url` is the address of its letter."""

    mark: Mark
    sentence: str
    url: str | None


def notices(history: Sequence[CouncilYear], shown: CouncilYear, root: str) -> tuple[Notice, ...]:
    """The council's years without figures, from the one that its page shows whole to the newest."""
    missing = (year for year in history if year.usable is None and year.period_end >= shown.period_end)
    return tuple(_notice(year, root) for year in missing)


def _notice(year: CouncilYear, root: str) -> Notice:
    sentence = f"{title(year.period_end)}. {no_figures(year)}"
    return Notice(STATE_MARKS[letter_state(year)], sentence, letter_url(year, root))
