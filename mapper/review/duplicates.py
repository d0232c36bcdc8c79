"""Letters about one council and one period, of which only one can be shown."""

from collections import defaultdict
from collections.abc import Sequence

from mapper.letters.statistics import Problem
from mapper.review.reading import Reading, Status


def set_duplicates_aside(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Where one council has several letters for one period, doubt all but the first, or all if they differ.

    A copy does no harm to the first letter. Letters that state different figures cannot both be right, and
    nothing here can tell which is.
    """
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, reading in enumerate(readings):
        if reading.council and reading.period_end and reading.status is not Status.REJECTED:
            groups[reading.council.gss_code, reading.period_end].append(index)
    result = list(readings)
    for group in groups.values():
        for index in _doubtful(readings, group):
            others = [readings[other].file for other in group if other != index]
            message = f"The same council and period as {', '.join(others)}. Keep one of them."
            result[index] = readings[index].doubt(Problem("duplicate", message))
    return tuple(result)


def _doubtful(readings: Sequence[Reading], group: Sequence[int]) -> Sequence[int]:
    values = [_values(readings[index]) for index in group]
    return group[1:] if all(value == values[0] for value in values) else group


def _values(reading: Reading) -> dict[str, float | None]:
    return {key: figure.value for key, figure in (reading.figures or {}).items()}
