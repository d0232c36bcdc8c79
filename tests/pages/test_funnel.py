"""The funnel chart: every council in its place, bands that hold what is within the limits, labels inside the chart."""

import re
from itertools import pairwise

import pytest

from mapper.councils.council import CouncilType
from mapper.measures.comparison import Comparison
from mapper.measures.limits import against_rate
from mapper.measures.metrics import METRIC
from mapper.measures.peers import Peers
from mapper.measures.rate import Measurement
from mapper.measures.scale import Standing
from mapper.measures.states import State
from mapper.pages.parts.funnel import NARROW, WIDE, Case, Chart, Size, draw

SIZES = (WIDE, NARROW)
PEERS = Peers(CouncilType.DISTRICT, True, 30, 30, 30, 450, 1000, 0.0, None, 0)
INSIDE = Standing.EXPECTED
CASES: tuple[Case, ...] = (
    (1, 1, Standing.TOO_FEW),
    (1, 1, Standing.TOO_FEW),
    (0, 1, Standing.TOO_FEW),
    (9, 20, INSIDE),
    (19, 20, Standing.CLEARLY_HIGHER),
    (3, 20, Standing.LOWER),
    (18, 40, INSIDE),
)


def chosen(numerator: int, denominator: int) -> Comparison:
    measured = Measurement(State.VALUE, 100 * numerator / denominator, numerator, denominator, 0)
    return Comparison(
        numerator=numerator,
        denominator=denominator,
        tails=None,
        metric=METRIC["uphold_rate"],
        peers=PEERS,
        measured=measured,
    )


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", path)]


def place(chart: Chart, rate: float) -> float:
    return chart.bottom + (chart.top - chart.bottom) * rate


@pytest.mark.parametrize("size", SIZES)
def test_councils_at_one_point_are_one_ring_with_their_area(size: Size) -> None:
    rings = draw(PEERS, CASES, size).rings
    assert len(rings) == 6
    one = next(ring for ring in rings if ring.kind == "s2")
    two = max(rings, key=lambda ring: ring.radius)
    assert two.radius**2 == pytest.approx(2 * one.radius**2, rel=0.05)
    assert (two.x, two.y) == (min(ring.x for ring in rings), min(ring.y for ring in rings))


@pytest.mark.parametrize("size", SIZES)
def test_rings_stand_at_their_cases_and_rates(size: Size) -> None:
    chart = draw(PEERS, CASES, size)
    by_place = {(ring.x, ring.y): ring.kind for ring in chart.rings}
    forty = max(x for x, _ in by_place)
    twenty = next(x for (x, _), kind in by_place.items() if kind == "s5")
    assert twenty - chart.left == pytest.approx((forty - chart.left) / 2, abs=0.2)
    assert next(y for (_, y), kind in by_place.items() if kind == "s5") == pytest.approx(
        place(chart, 0.95), abs=0.1
    )
    assert chart.line == pytest.approx(place(chart, 0.45), abs=0.1)


def test_only_those_outside_are_filled_and_lie_on_top() -> None:
    assert [ring.kind for ring in draw(PEERS, CASES, WIDE).rings] == ["", "", "", "", "s2", "s5"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("band", "level"), [(0, 0.998), (1, 0.95)])
def test_a_band_holds_every_count_within_the_limits_and_no_other(size: Size, band: int, level: float) -> None:
    chart = draw(PEERS, CASES, size)
    found = points(chart.bands[band])
    half = len(found) // 2
    upper, lower = found[:half], found[: half - 1 : -1]
    assert half == 40
    for denominator, ((_, top), (_, bottom)) in enumerate(zip(upper, lower, strict=True), start=1):
        low, high = against_rate(denominator, 0.45).limits(level)
        inside = [
            numerator
            for numerator in range(denominator + 1)
            if top <= place(chart, numerator / denominator) <= bottom
        ]
        assert inside == list(range(low, high + 1))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("case", [(1, 1), (0, 1), (40, 40), (0, 40), (20, 40), (12, 20)])
def test_the_chosen_councils_label_stays_within_the_chart(size: Size, case: tuple[int, int]) -> None:
    chart = draw(PEERS, CASES, size, chosen(*case), "Dartford")
    label = chart.chosen_label
    assert label is not None
    assert label.words == f"Dartford, {case[0]} of {case[1]}"
    wide = 7.5 * len(label.words)  # a bold figure of 13 pixels is about so wide
    left, right = (label.x - wide, label.x) if label.anchor == "end" else (label.x, label.x + wide)
    assert left >= 0
    assert right <= size.width
    assert 13 <= label.y <= chart.bottom + 10


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("most", [1, 3, 7, 11, 48, 130, 900, pytest.param(4000, marks=pytest.mark.slow)])
def test_the_axes_have_a_few_round_numbers(size: Size, most: int) -> None:
    chart = draw(PEERS, ((1, most, INSIDE),), size)
    numbers = [int(tick.label) for tick in chart.across]
    assert numbers[0] == 0
    assert 1 < len(numbers) <= 9
    assert len({b - a for a, b in pairwise(numbers)}) == 1
    assert [tick.label for tick in chart.up] == ["0", "25", "50", "75", "100%"]
