"""What the next letter would have to say."""

import pytest

from mapper.measures.comparison import Comparison
from mapper.measures.limits import against_rate
from mapper.measures.next_letter import next_letter
from mapper.measures.summaries import of_next_letter
from tests.measures.cases import Case, compared


def newest(case: Case) -> Comparison:
    return compared([case, *[(50, 100)] * 20])[0]


def test_at_the_usual_number_of_cases_and_the_types_rate() -> None:
    found = next_letter(newest((10, 20)), [20, 30, 16, 10, 2, 500])
    assert found is not None
    assert found.cases == 16
    assert (found.low, found.high) == against_rate(16, 0.5).limits(0.95) == (4, 12)
    assert of_next_letter(found) == (
        "If the next letter reports 16 investigated complaints, as is usual here, and 50% stays usual for its type, "
        "fewer than 4 or more than 12 of 16 would stand out."
    )


@pytest.mark.parametrize(
    ("base", "says"),
    [
        (
            1,
            "reports 1 investigated complaint, as is usual here, and 50% stays usual for its type, no count could",
        ),
        (5, "no count could stand out."),
        (6, "only 0 or 6 of 6 would stand out."),
        (8, "only 0 or 8 of 8 would stand out."),
    ],
)
def test_with_few_cases_hardly_any_count_would(base: int, says: str) -> None:
    found = next_letter(newest((10, 20)), [base])
    assert found is not None
    assert says in of_next_letter(found)


def test_nothing_is_said_without_cases_or_without_a_target() -> None:
    assert next_letter(None, [3]) is None
    assert next_letter(newest((10, 20)), []) is None
    assert next_letter(newest((10, 20)), [0, 0, 4]) is None
    assert next_letter(compared([(10, 20)])[0], [20]) is None
