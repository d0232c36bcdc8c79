"""A council's complaints for so many residents, in sentences that each say what they rest on."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapper.measures.per_population import RATE
from mapper.measures.residents import PerResidents, per_residents, readable
from mapper.pages.names import name_of
from mapper.pages.site import Site
from mapper.review.reading import CouncilYear


@dataclass(frozen=True, slots=True)
class ByResidents:
    """What is said of a council's counts beside its number of residents."""

    sentences: tuple[str, ...]
    note: str


def by_residents(year: CouncilYear, site: Site) -> ByResidents | None:
    """What is said of one year; None without residents or counts."""
    residents = site.joined(year.period_end).residents if not year.residual else None
    found = per_residents(year, residents)
    if not found or residents is None:
        return None
    return ByResidents(
        tuple(_sentences(found, year)), f"Residents: {residents.source}, mid-{residents.mid_year}."
    )


def _sentences(found: tuple[PerResidents, ...], year: CouncilYear) -> Iterator[str]:
    one = found[0]
    yield f"{name_of(year.council)} had {one.residents:,} residents in mid-{one.mid_year}."
    yield from map(_measured, found)
    yield (
        "The intervals hold the rates that such a count would fit (95%, exact Poisson). A district’s residents are its "
        "county’s too, and the two answer for different services: compare councils of one type only."
    )
    letter = year.usable
    figure = None if letter is None else letter.figure(RATE)
    if figure is not None and figure.value is not None:
        yield (
            f"The letter prints {figure.value:g} upheld per 100,000 residents itself. It does not say how many "
            "residents that rests on, so the two stand apart."
        )


def _measured(one: PerResidents) -> str:
    """ "14 complaints and enquiries were received, 1.3 for every 10,000 residents (0.7 to 2.1 would fit)"."""
    measure = one.measure
    number = f"{one.count:,}" if one.count else "No"
    noun = measure.cases[0] if one.count in (0, 1) else measure.cases[1]
    low, high = one.interval(measure.per)
    return (
        f"{number} {noun}, {readable(one.rate(measure.per))} for every {measure.per:,} residents "
        f"({readable(low)} to {readable(high)} would fit)."
    )
