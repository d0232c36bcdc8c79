"""Letters about one council and one period, of which only one can be shown.

Real letters and illustrative ones never meet: where there is a real letter, whatever became of it, it is judged without
the others, and these are held back. So are letters with invented figures where there is one on a redrawn page.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mapper.letters.illustration import Illustration
from mapper.letters.statistics import Problem
from mapper.review.reading import Reading, Status
from mapper.review.standing import Stood, contradict, stands

# From the letters that count most to those that count least.
_RANKS = (None, Illustration.REDRAWN, Illustration.INVENTED)


# How many other letters a message names.
_NAMED = 3


def set_duplicates_aside(readings: Sequence[Reading], stood: Stood = ()) -> tuple[Reading, ...]:
    """Where one council has several letters for one period, doubt all but the first, or all if they differ.

    A copy does no harm to the first letter. Letters that state different figures cannot both be right, and
    nothing here can tell which is; but one that the site before showed stands (see `standing.py`).
    """
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, reading in enumerate(readings):
        if reading.council and reading.period_end and reading.status is not Status.REJECTED:
            groups[reading.council.gss_code, reading.period_end].append(index)
    result = list(readings)
    for group in groups.values():
        best = min(_RANKS.index(readings[index].illustration) for index in group)
        rivals = [index for index in group if readings[index].illustration is _RANKS[best]]
        standing = _standing(readings, rivals, stood)
        for index in _doubtful(readings, rivals, standing):
            message = f"The same council and period as {_others(readings, rivals, index)}. Keep one of them."
            known = stood if index == standing else ()
            result[index] = contradict(readings[index], (Problem("duplicate", message),), known)
        for index in sorted(set(group) - set(rivals)):
            message = (
                f"An illustrative letter, but {_others(readings, rivals, index)} is here. Remove one of them."
            )
            result[index] = readings[index].doubt(Problem("duplicate", message))
    return tuple(result)


def _others(readings: Sequence[Reading], group: Sequence[int], one: int) -> str:
    """The first of them and the number of the others: each letter of two thousand must not name all others."""
    first = [readings[index].file for index in group[: _NAMED + 1] if index != one][:_NAMED]
    more = len(group) - (one in group) - len(first)
    return ", ".join(first) + (f" and {more:,} more" if more else "")


def _standing(readings: Sequence[Reading], group: Sequence[int], stood: Stood) -> int | None:
    """The letter that stands; None if none does, or several that differ."""
    standing = [index for index in group if stands(readings[index], stood)]
    return standing[0] if standing and _are_alike(readings, standing) else None


def _doubtful(readings: Sequence[Reading], group: Sequence[int], standing: int | None) -> Iterator[int]:
    """Which letters others speak against; the standing one only if it would not be shown without standing."""
    alike = _are_alike(readings, group)
    for place, index in enumerate(group):
        if len(group) > 1 and (not alike or place > 0 or standing not in (None, index)):
            yield index


def _are_alike(readings: Sequence[Reading], group: Sequence[int]) -> bool:
    values = [_values(readings[index]) for index in group]
    return all(value == values[0] for value in values)


def _values(reading: Reading) -> dict[str, float | None]:
    return {key: figure.value for key, figure in (reading.figures or {}).items()}
