"""The funnel of one type and year as a chart: every council by its cases and its rate, between the funnel limits.

The template draws the chart at the size it is made for and never shrinks its text, so a page takes two: `WIDE`, and
`NARROW` for a phone. The bands end half a case beyond the last count inside. They are those of a council that is not
among the peers; each of these is compared with the others, which moves the ends a little where the peers are few.
Lengths are in units of the SVG, of which the template sets one to a pixel or more.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import sqrt
from typing import NamedTuple

from mapper.measures.comparison import Comparison
from mapper.measures.limits import LEVELS, Stratum, against_rates
from mapper.measures.peers import Peers, Target
from mapper.measures.scale import Standing
from mapper.measures.sentences import target_name
from mapper.pages.marks import standing_mark
from mapper.words import percent


class Size(NamedTuple):
    """The chart's outer size; the plot leaves room for the axes' words."""

    width: int
    height: int


WIDE, NARROW = Size(700, 380), Size(320, 330)

_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 10, 28, 40
_MOST_TICKS = {WIDE: 8, NARROW: 4}


@dataclass(frozen=True, slots=True)
class Tick:
    """A number on an axis, and where it stands along it."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Ring:
    """So many councils at one point; `kind` is the swatch of its class."""

    x: float
    y: float
    radius: float
    kind: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a point; `anchor` is SVG's text-anchor."""

    x: float
    y: float
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws.

    `bands` are paths, the widest first; `line` is the height of the rate that councils are compared with. `numbered`
    are rings with the numbers of the councils there.
    """

    size: Size
    left: int
    right: int
    top: int
    bottom: int
    bands: tuple[str, ...]
    line: float
    line_label: Label
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    rings: tuple[Ring, ...]
    chosen: Ring | None = None
    chosen_label: Label | None = None
    numbered: tuple[tuple[Ring, Label], ...] = ()


Case = tuple[int, int, Standing]
"""Numerator, denominator and standing of one council."""


def draw(
    peers: Peers,
    cases: Sequence[Case],
    size: Size,
    chosen: Comparison | None = None,
    name: str = "",
    near: Sequence[Case] = (),
) -> Chart:
    """The chart of all `cases` of these peers, with `chosen` marked and called `name`, and those `near` numbered."""
    chart = _of_type(peers, tuple(sorted(cases)), size)
    if chosen is None:
        return chart
    plot = _Plot(size, max(denominator for _, denominator, _ in cases))
    numerator, denominator = chosen.numerator, chosen.denominator
    ring = Ring(plot.x(denominator), plot.y(numerator / denominator), 5, "chosen")
    return replace(
        chart,
        chosen=ring,
        chosen_label=plot.label(ring, f"{name}, {numerator:,} of {denominator:,}"),
        numbered=tuple(_numbered(near, plot)),
    )


class _Plot:
    """Where a number of cases and a rate (0 to 1) stand in a chart."""

    def __init__(self, size: Size, most: int) -> None:
        self.size, self.most = size, most

    def x(self, cases: float) -> float:
        return round(_LEFT + (self.size.width - _LEFT - _RIGHT) * cases / (self.most * 1.03), 1)

    def y(self, rate: float) -> float:
        return round(_TOP + (self.size.height - _TOP - _BOTTOM) * (1 - rate), 1)

    def label(self, ring: Ring, words: str) -> Label:
        """Beside the ring where there is room: above it, unless it is at the top, and not over the right edge."""
        late = ring.x > self.size.width / 2
        above = ring.y - _TOP > 24
        return Label(
            round(ring.x - 2 if late else ring.x + 2, 1),
            round(ring.y - 11 if above else ring.y + 22, 1),
            "end" if late else "start",
            words,
        )


@cache  # the councils of one type share it
def _of_type(peers: Peers, cases: tuple[Case, ...], size: Size) -> Chart:
    most = max(denominator for _, denominator, _ in cases)
    plot = _Plot(size, most)
    target = peers.target
    assert target is not None  # no chart is drawn where there is nothing to compare with
    height = plot.y(target.rate)
    return Chart(
        size=size,
        left=_LEFT,
        right=size.width - _RIGHT,
        top=_TOP,
        bottom=size.height - _BOTTOM,
        bands=tuple(_band(target, peers.correlation, level, plot) for level in sorted(LEVELS, reverse=True)),
        line=height,
        line_label=Label(
            size.width - _RIGHT,
            round(height - 6, 1),
            "end",
            f"{target_name(peers)} {percent(100 * target.rate)}",
        ),
        across=tuple(Tick(plot.x(cases), f"{cases}") for cases in _round_numbers(most, _MOST_TICKS[size])),
        up=tuple(
            Tick(plot.y(rate / 100), f"{rate}{'%' if rate == 100 else ''}") for rate in range(0, 101, 25)
        ),
        rings=tuple(_rings(cases, plot)),
    )


def _band(target: Target, correlation: float, level: float, plot: _Plot) -> str:
    """Everything within the limits of a level, as a path from one case to the most there are."""
    upper, lower = [], []
    for denominator in range(1, plot.most + 1):
        strata = (Stratum(denominator, target.low, target.high),)
        low, high = against_rates(strata, correlation).limits(level)
        upper.append(f"{plot.x(denominator)} {plot.y(min(1, (high + 0.5) / denominator))}")
        lower.append(f"{plot.x(denominator)} {plot.y(max(0, (low - 0.5) / denominator))}")
    return f"M{'L'.join([*upper, *reversed(lower)])}z"


def _rings(cases: Sequence[Case], plot: _Plot) -> list[Ring]:
    """One ring a point, those of a class last, so that no ring without one covers them."""
    points = Counter(cases)
    rings = [
        Ring(
            plot.x(denominator), plot.y(numerator / denominator), round(3 * sqrt(number), 1), _kind(standing)
        )
        for (numerator, denominator, standing), number in points.items()
    ]
    return sorted(rings, key=lambda ring: (ring.kind != "", -ring.radius))


def _numbered(near: Sequence[Case], plot: _Plot) -> Iterator[tuple[Ring, Label]]:
    """A ring for each point at which some of these are, with their numbers, from 1, beside it."""
    points: dict[Case, list[int]] = {}
    for number, case in enumerate(near, start=1):
        points.setdefault(case, []).append(number)
    for (numerator, denominator, standing), numbers in points.items():
        ring = Ring(plot.x(denominator), plot.y(numerator / denominator), 4, _kind(standing))
        yield ring, Label(round(ring.x + 6, 1), round(ring.y + 4, 1), "start", ", ".join(map(str, numbers)))


def _kind(standing: Standing) -> str:
    return standing_mark(standing).kind if standing.outside else ""


def _round_numbers(most: int, at_most: int) -> list[int]:
    """0 and round numbers up to `most`, evenly spaced."""
    steps = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
    step = next(step for step in steps if most / step <= at_most)
    return list(range(0, most + 1, step))
