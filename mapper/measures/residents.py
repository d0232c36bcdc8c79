"""Complaints received and upheld for so many residents, by estimates that the user has.

Whether somebody complains hardly depends on whether others do, so a count is taken for Poisson; its exact interval says
which rates would fit it. The number of residents is taken as it is estimated.

Letters since 2024 print a rate of their own, without the number of residents that it rests on. It stands apart from
these (`per_population.py`).

Source: F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936), for the exact interval.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapper.measures.rate import garwood
from mapper.review.reading import CouncilYear
from mapper.sources.populations.file import Residents


@dataclass(frozen=True, slots=True)
class ResidentMeasure:
    """A count for every `per` residents.

    Parameters
    ----------
    heading, note
        Over the map.
    word
        The verb of what is counted.
    cases
        What is counted, singular and plural, with its verb.
    breaks
        The inner class edges, for every `per` residents; a rate on an edge is in the upper class. They are fixed, so a
        new letter never recolours the map.
    """

    key: str
    title: str
    heading: str
    note: str
    statistic: str
    per: int
    word: str
    cases: tuple[str, str]
    breaks: tuple[float, ...]


RESIDENT_MEASURES: tuple[ResidentMeasure, ...] = (
    ResidentMeasure(
        "received_per_10k_residents",
        "Received for every 10,000 residents",
        "Complaints and enquiries received for every 10,000 residents",
        "Complaints and enquiries that reached the Ombudsman in the year, beside the number of residents.",
        "received_total",
        10_000,
        "received",
        ("complaint or enquiry was received", "complaints and enquiries were received"),
        (1, 2, 3),
    ),
    ResidentMeasure(
        "upheld_per_100k_residents",
        "Upheld for every 100,000 residents",
        "Complaints upheld for every 100,000 residents",
        "Complaints in which the Ombudsman found fault, beside the number of residents.",
        "decided_upheld",
        100_000,
        "upheld",
        ("complaint was upheld", "complaints were upheld"),
        (2.5, 5, 10),
    ),
)
"""The measures, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class PerResidents:
    """A count of one council in one year, with the residents that it is for."""

    year: CouncilYear
    measure: ResidentMeasure
    count: int
    residents: int
    mid_year: int

    def rate(self, per: int) -> float:
        """The count for every `per` residents."""
        return per * self.count / self.residents

    def interval(self, per: int) -> tuple[float, float]:
        """The ends of its exact 95% Poisson interval, for every `per` residents."""
        low, high = garwood(self.count)
        return per * low / self.residents, per * high / self.residents


def readable(rate: float) -> str:
    """A rate with one decimal; with more where it would read 0.0 and is not."""
    return f"{rate:.1f}" if rate >= 0.05 or not rate else f"{rate:.1g}"


def per_residents(year: CouncilYear, residents: Residents | None) -> tuple[PerResidents, ...]:
    """The measures of a council in one year; none without its residents, or without figures that are shown."""
    return tuple(_measured(year, residents)) if residents is not None else ()


def all_per_residents(years: Sequence[CouncilYear], residents: Residents | None) -> tuple[PerResidents, ...]:
    """The measures of several councils of one year, in their order."""
    return tuple(one for year in years for one in per_residents(year, residents))


def _measured(year: CouncilYear, residents: Residents) -> Iterator[PerResidents]:
    number = residents.of.get(year.council.gss_code)
    if number is None or year.usable is None:
        return
    for measure in RESIDENT_MEASURES:
        count = year.usable.total(measure.statistic)
        if count is not None:
            yield PerResidents(year, measure, count, number, residents.mid_year)
