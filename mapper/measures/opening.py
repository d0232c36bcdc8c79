"""With which year, or which years together, the site opens, and what a year can show.

One year says little of most councils. So the years together come first where they make at least half as many councils
again comparable as the newest year does alone. A year that holds the letters of few councils is not the first that a
reader sees, unless no year holds more.
"""

from collections.abc import Iterable, Sequence

from mapper.measures.comparison import Compared
from mapper.measures.joined import JoinedYear
from mapper.measures.metrics import Metric, measure
from mapper.measures.states import State
from mapper.measures.together import Span

Period = JoinedYear | Span
"""What a reader can look at: a year, or years together."""

WORTH = 1.5
"""How many times the councils of the newest year the years together must make comparable to come first."""

_MEASURE = "uphold_rate"


def opening(years: Sequence[JoinedYear], spans: Sequence[Span]) -> Period:
    """The year, or the years together, that the site opens with; `years` are newest first, and there is one at least.

    Of several spans it is the one that makes most councils comparable, the shorter one of equals.
    """
    newest = opening_year(years)
    alone = _comparable(newest.compared[_MEASURE].values())
    worth = [(_comparable(span.found[_MEASURE].values()), span) for span in spans if span.newest is newest]
    number, span = max(worth, key=lambda pair: pair[0], default=(0, None))
    return span if span is not None and number > alone and number >= WORTH * alone else newest


def opening_year(years: Sequence[JoinedYear]) -> JoinedYear:
    """The newest year in which most councils can be shown; where there is none, the one in which the most can."""
    return next((one for one in years if one.most_shown), max(years, key=lambda one: one.shown))


def _comparable(found: Iterable[Compared]) -> int:
    return sum(one.standing.compared for one in found)


def lacks(metric: Metric, joined: JoinedYear) -> bool:
    """Whether letters of the year can be shown, and none of them states the metric.

    Those that say that there was nothing to work it out from do not state it either, unless all of them say so.
    """
    found = {measure(metric, year).state for year in joined.councils if year.usable is not None}
    return State.NOT_STATED in found and found <= {State.NOT_STATED, State.NONE}
