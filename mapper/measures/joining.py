"""Every year of a build, its letters joined to the polygons of its day."""

from collections.abc import Iterable, Mapping
from datetime import date

from geopandas import GeoDataFrame

from mapper.councils.register import Register
from mapper.councils.tiers import Tier
from mapper.measures.joined import JoinedYear, join_year
from mapper.review.reading import CouncilYear, Reading
from mapper.review.showing import published
from mapper.sources.populations.file import Populations, Residents


def join_years(
    polygons: Mapping[date, Mapping[Tier, GeoDataFrame]],
    stated: Iterable[Reading],
    register: Register,
    populations: Populations | None,
) -> tuple[JoinedYear, ...]:
    """Every year that has polygons, newest first."""
    letters = tuple(stated)
    return tuple(
        _join(day, polygons[day], letters, register, populations.within(day) if populations else None)
        for day in sorted(polygons, reverse=True)
    )


def _join(
    day: date,
    polygons: Mapping[Tier, GeoDataFrame],
    letters: Iterable[Reading],
    register: Register,
    residents: Residents | None,
) -> JoinedYear:
    """The year to a day, with the letters of councils that had ended."""
    by_council = {letter.council: letter for letter in published(letters, [day]) if letter.council}
    years = tuple(CouncilYear(council, day, by_council.get(council)) for council in register.on(day))
    ended = sorted(council.gss_code for council in by_council if council.ended_before(day))
    residual = (register.by_code(code) for code in ended)
    former = [CouncilYear(council, day, by_council[council]) for council in residual]
    return join_year(day, years, polygons, former, residents)
