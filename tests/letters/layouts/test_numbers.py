"""A printed figure is a number, has no value, or is refused."""

import pytest

from mapper.letters.layouts import numbers
from mapper.letters.statistics import Unit


@pytest.mark.parametrize(
    "printed, unit, value",
    [
        ("0", Unit.COUNT, 0),
        ("14", Unit.COUNT, 14),
        ("1,204", Unit.COUNT, 1204),
        ("1204", Unit.COUNT, 1204),
        ("112,204", Unit.COUNT, 112204),
        ("100", Unit.PERCENT, 100),
        ("100%", Unit.PERCENT, 100),
        ("100 %", Unit.PERCENT, 100),
        ("66.7", Unit.PERCENT, 66.7),
        ("0", Unit.PERCENT, 0),
        ("3.4", Unit.PER_100K, 3.4),
        ("11", Unit.PER_100K, 11),
        ("-", Unit.COUNT, None),
        ("–", Unit.PERCENT, None),
        ("—", Unit.PERCENT, None),
        ("−", Unit.PERCENT, None),
        ("n/a", Unit.PERCENT, None),
        ("N/A", Unit.PER_100K, None),
    ],
)
def test_printed_number_to_value(printed: str, unit: Unit, value: float | None) -> None:
    assert numbers.value_of(printed, unit) == value


@pytest.mark.parametrize(
    "printed, unit",
    [
        ("", Unit.COUNT),
        ("1O", Unit.COUNT),
        ("l", Unit.COUNT),
        ("00", Unit.COUNT),
        ("07", Unit.COUNT),
        ("1 204", Unit.COUNT),
        ("1.204", Unit.COUNT),
        ("12,04", Unit.COUNT),
        ("1,2045", Unit.COUNT),
        ("1234567", Unit.COUNT),
        ("-1", Unit.COUNT),
        ("--", Unit.COUNT),
        ("4*", Unit.COUNT),
        ("100%", Unit.COUNT),
        ("²", Unit.COUNT),
        ("٣", Unit.COUNT),
        ("nil", Unit.COUNT),
        ("1 0", Unit.PERCENT),
        ("100%%", Unit.PERCENT),
        (".5", Unit.PERCENT),
        ("4%", Unit.PER_100K),
    ],
)
def test_what_is_no_number_is_refused(printed: str, unit: Unit) -> None:
    with pytest.raises(ValueError):
        numbers.value_of(printed, unit)
