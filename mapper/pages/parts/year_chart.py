"""A council year by year as a chart: its uphold rate with the 95% Wilson interval, and the rate of its type.

Every year from the first to the last has a place, so that no gap looks like a step. Breaks are drawn where the
Ombudsman or its letters changed what is counted. The template draws the chart at the size it is made for and never
shrinks its text, so a page takes two: `WIDE`, and `NARROW` for a phone. Lengths are in units of the SVG.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mapper.measures.combined import CombinedYear
from mapper.measures.metrics import METRIC, measure
from mapper.measures.rate import Measurement
from mapper.measures.states import State
from mapper.pages.figures import Told, is_corrected, out_of, statistics_of
from mapper.pages.marks import standing_mark
from mapper.pages.names import name_of
from mapper.pages.parts.funnel import Size, Tick
from mapper.pages.reasons import letter_state
from mapper.pages.site import Site
from mapper.review.reading import CouncilYear
from mapper.year import short_title

WIDE, NARROW = Size(1180, 260), Size(320, 240)

_LEFT, _TOP, _BOTTOM = 54, 26, 46

BREAKS: Mapping[int, str] = {
    2014: "The year to March 2014 is the first in which decisions are called upheld or not upheld.",
    2020: "From the year to March 2020 on, the letters print fewer figures: no subjects, and of the decisions only "
    "the upheld ones.",
    2021: "In the year to March 2021 the Ombudsman took no new complaints for three months.",
    2023: "From the year to March 2023 on, the Ombudsman takes on fewer borderline cases, so it upholds a larger "
    "share of those that it investigates.",
}
"""Where definitions change: the first year that is counted in the new way, and what changed."""

_SIGNS: Mapping[State, tuple[str, str]] = {
    State.NONE: ("○", "none investigated"),
    State.NO_LETTER: ("×", "no letter here"),
    State.IN_REVIEW: ("!", "we are checking"),
    State.NOT_STATED: ("–", "not stated, or no sum"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One year: heights of the rate, of the ends of its interval and of its type's rate; or a sign for no rate.

    `kind` is the swatch of a class outside the expected range, or `summed` for predecessors added together.
    """

    x: float
    label: str
    count: Told
    at: float | None = None
    low: float = 0
    high: float = 0
    tick: float | None = None
    kind: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A line before the first year that is counted in a new way, with its number in the list under the chart."""

    x: float
    number: int


@dataclass(frozen=True, slots=True)
class YearChart:
    """What the template draws."""

    size: Size
    left: int
    right: int
    top: int
    bottom: int
    up: tuple[Tick, ...]
    columns: tuple[Column, ...]
    breaks: tuple[Break, ...]
    reach: float


@dataclass(frozen=True, slots=True)
class YearPicture:
    """The chart in two sizes, with its key: what the breaks mean, and the signs that it has."""

    name: str
    of_type: str
    described: str
    charts: tuple[YearChart, ...]
    breaks: tuple[str, ...]
    signs: tuple[tuple[str, str], ...]
    summed: bool


@dataclass(frozen=True, slots=True)
class _Year:
    """A year before it has a place in a chart; `tick` is the rate of the council's type, 0 to 1."""

    measured: Measurement
    tick: float | None = None
    kind: str = ""
    corrected: bool = False


def year_picture(
    history: Sequence[CouncilYear], before: Sequence[CombinedYear], site: Site
) -> YearPicture | None:
    """The chart of a council's years and those of its predecessors; None without two years, or without any rate."""
    years = {year.period_end: _combined(year) for year in before} | {
        year.period_end: _own(year, site) for year in history
    }
    drawn = [one for one in years.values() if one.measured.rate is not None]
    if len(years) < 2 or not drawn:
        return None
    first, last = min(years).year, max(years).year
    breaks = {year: words for year, words in BREAKS.items() if first < year <= last or year == first == 2014}
    states = {one.measured.state for one in years.values() if one.measured.rate is None}
    council = history[0].council
    return YearPicture(
        name=name_of(council),
        of_type=f"all {council.type.plural} compared with in that year",
        described=f"{name_of(council)} year by year: the table below has every figure.",
        charts=tuple(_chart(years, first, last, tuple(breaks), size) for size in (WIDE, NARROW)),
        breaks=tuple(breaks.values()),
        signs=tuple(words for state, words in _SIGNS.items() if state in states),
        summed=any(one.kind == "summed" for one in drawn),
    )


def _own(year: CouncilYear, site: Site) -> _Year:
    if year.usable is None:
        return _Year(Measurement(letter_state(year)))
    measured, comparison = measure(METRIC["uphold_rate"], year), site.comparison(year)
    if measured.rate is None and measured.state is State.VALUE:
        return _Year(Measurement(State.NOT_STATED))  # a printed rate whose base is not known is not drawn
    corrected = is_corrected(year.usable, *statistics_of(METRIC["uphold_rate"]))
    if comparison is None or comparison.peers.target is None:
        return _Year(measured, corrected=corrected)
    standing = comparison.standing
    kind = standing_mark(standing).kind if standing.outside else ""
    return _Year(measured, comparison.peers.target.rate, kind, corrected)


def _combined(year: CombinedYear) -> _Year:
    if not any(part.letter for part in year.parts):
        return _Year(Measurement(State.NO_LETTER))
    if len(year.types) > 1:
        return _Year(Measurement(State.NOT_STATED))  # the table has each type by itself
    metric = METRIC["uphold_rate"]
    corrected = any(is_corrected(part.usable, *statistics_of(metric)) for part in year.parts)
    return _Year(year.measure(metric), kind="summed", corrected=corrected)


class _Plot:
    """Where a year and a rate (0 to 100) stand in a chart."""

    def __init__(self, size: Size, first: int, last: int) -> None:
        self.size, self.first, self.bottom = size, first, size.height - _BOTTOM
        self.step = (size.width - _LEFT) / (last - first + 1)

    def x(self, year: float) -> float:
        return round(_LEFT + self.step * (year - self.first), 1)

    def y(self, rate: float) -> float:
        return round(self.bottom - (self.bottom - _TOP) * rate / 100, 1)

    def column(self, day: date, one: _Year) -> Column:
        wide, rate = self.size is WIDE, one.measured.rate
        place = Column(
            x=self.x(day.year + 0.5),
            label=short_title(day) if wide else f"’{day.year % 100:02d}",
            count=Told(out_of(one.measured) if wide else "", one.corrected),
            tick=None if one.tick is None else self.y(100 * one.tick),
        )
        if rate is None:
            return replace(place, sign=_SIGNS[one.measured.state][0])
        low, high = rate.interval
        return replace(place, at=self.y(rate.percent), low=self.y(low), high=self.y(high), kind=one.kind)


def _chart(
    years: Mapping[date, _Year], first: int, last: int, breaks: Sequence[int], size: Size
) -> YearChart:
    plot = _Plot(size, first, last)
    return YearChart(
        size=size,
        left=_LEFT,
        right=size.width,
        top=_TOP,
        bottom=plot.bottom,
        up=tuple(Tick(plot.y(rate), f"{rate}{'%' if rate == 100 else ''}") for rate in range(0, 101, 25)),
        columns=tuple(plot.column(day, one) for day, one in sorted(years.items())),
        breaks=tuple(Break(plot.x(year), number) for number, year in enumerate(breaks, start=1)),
        reach=min(16.0, round(plot.step / 3, 1)),
    )
