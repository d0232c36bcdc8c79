"""The councils of one type in one year, and what they have together.

Every page of these councils shows the same sums, so they are added up once for all of them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mapper.letters.statistics import SUBJECTS
from mapper.measures.metrics import METRIC, measure
from mapper.review.reading import CouncilYear, Reading

COMPLIED = ("complied_on_time", "complied_late", "not_complied")
"""The statistics of recommendations by what became of them."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """Complaints received by subject, over all councils of a type that state any, and how many these are."""

    counts: Mapping[str, int]
    councils: int


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """The recommendations in the parts that `carried_out` gives, over all councils that state these parts."""

    parts: tuple[int, ...]
    councils: int


@dataclass(frozen=True)
class TypeYear:
    """The councils of one type in one year whose figures may be put together."""

    councils: tuple[CouncilYear, ...] = ()

    @cached_property
    def subjects(self) -> Subjects:
        """What complaints were about at all councils that state it; nothing where fewer than two do."""
        found = [counts for one in self.councils if (counts := stated(one.usable, SUBJECTS))]
        together = Counter[str]()
        if len(found) > 1:
            for counts in found:
                together.update(counts)
        return Subjects(together, len(found))

    @cached_property
    def carried_out(self) -> Mapping[int, CarriedOut]:
        """What became of recommendations, by how many parts councils state (`carried_out`)."""
        found = [parts for one in self.councils if (parts := carried_out(one)) is not None]
        alike = {
            length: [parts for parts in found if len(parts) == length] for length in set(map(len, found))
        }
        return {
            length: CarriedOut(tuple(map(sum, zip(*every, strict=True))), len(every))
            for length, every in alike.items()
        }


def stated(letter: Reading | None, counts: Sequence[str]) -> dict[str, int]:
    """Those of the counts that the letter states, in their order; none without a letter."""
    if letter is None:
        return {}
    return {key: count for key in counts if (count := letter.total(key)) is not None}


def carried_out(year: CouncilYear) -> tuple[int, ...] | None:
    """Recommendations carried out on time, late and not; or carried out and not, where no more is stated.

    None where nothing was due, or too little is stated.
    """
    letter = year.usable
    if letter is None:
        return None
    parts, recorded = stated(letter, COMPLIED), letter.total("compliance_recorded")
    if recorded and len(parts) == len(COMPLIED) and sum(parts.values()) == recorded:
        return tuple(parts.values())
    rate = measure(METRIC["compliance_rate"], year).rate
    return None if rate is None else (rate.numerator, rate.denominator - rate.numerator)
