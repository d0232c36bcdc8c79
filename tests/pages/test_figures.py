"""Figures are printed in their units."""

import pytest

from mapper.letters.statistics import Figure
from mapper.pages.figures import in_its_unit, percent_or_dash


@pytest.mark.parametrize(
    ("value", "expected"), [(0, "0%"), (0.4, "0%"), (12.5, "13%"), (66.7, "67%"), (100, "100%"), (None, "–")]
)
def test_per_cents_are_whole_and_halves_go_up(value: float | None, expected: str) -> None:
    assert percent_or_dash(value) == expected


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure("received_total", 1204, "1,204", 1), "1,204"),
        (Figure("uphold_rate", 66.7, "66.7", 1), "67%"),
        (Figure("upheld_per_100k", 3.4, "3.4", 1), "3.4"),
    ],
)
def test_a_value_is_given_in_its_unit(figure: Figure, expected: str) -> None:
    assert in_its_unit(figure) == expected
