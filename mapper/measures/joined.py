"""Councils' figures joined to their polygons, with every row on both sides accounted for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geopandas import GeoDataFrame
from pandas import DataFrame

from mapper.councils.tiers import Tier
from mapper.errors import BoundaryProblem
from mapper.measures.peers import Comparison, compare
from mapper.measures.table import table_of
from mapper.review.reading import CouncilYear


@dataclass(frozen=True)
class JoinedYear:
    """One year to 31 March: every council of its last day, with its figures and, a tier, its polygon.

    `table` has a row a council (mapper/measures/table.py), `frames` the same rows with the polygons of each tier,
    in EPSG:4326; the index of both is `gss_code`. `comparisons` are the councils that have an uphold rate, by code.
    `residual` are the letters about councils that had ended before that day, which have no polygon.
    """

    period_end: date
    councils: tuple[CouncilYear, ...]
    table: DataFrame
    frames: Mapping[Tier, GeoDataFrame]
    comparisons: Mapping[str, Comparison]
    residual: tuple[CouncilYear, ...] = ()


def join_year(
    period_end: date,
    councils: Sequence[CouncilYear],
    polygons: Mapping[Tier, GeoDataFrame],
    residual: Sequence[CouncilYear] = (),
) -> JoinedYear:
    """One year's councils compared with one another and joined to the polygons of each tier.

    Raises BoundaryProblem as `join_statistics` does.
    """
    comparisons = compare(councils)
    table = table_of(councils, comparisons)
    frames = {tier: join_statistics(frame, table) for tier, frame in polygons.items()}
    return JoinedYear(period_end, tuple(councils), table, frames, comparisons, tuple(residual))


def join_statistics(polygons: GeoDataFrame, table: DataFrame) -> GeoDataFrame:
    """Each polygon with the row of its council.

    Parameters
    ----------
    polygons
        Index `gss_code`, column `geometry`; a tier of one day.
    table
        Index `gss_code`; the councils of that day, of both tiers.

    Returns
    -------
    GeoDataFrame
        The polygons in their order and their CRS, with the columns of `table` and `geometry`.

    Raises
    ------
    BoundaryProblem
        Where a code comes twice on either side, or a polygon has no council.
    """
    _require_unique(polygons, table)
    strangers = sorted(set(polygons.index) - set(table.index))
    if strangers:
        raise BoundaryProblem(
            f"These polygons belong to no council of the register on that day: {', '.join(strangers)}. "
            "Expected one council a polygon; compare boundaries/councils.csv with the boundary file."
        )
    return polygons[["geometry"]].join(table, validate="one_to_one")


def _require_unique(polygons: GeoDataFrame, table: DataFrame) -> None:
    twice = sorted({*polygons.index[polygons.index.duplicated()], *table.index[table.index.duplicated()]})
    if twice:
        raise BoundaryProblem(f"These codes come more than once, expected once each: {', '.join(twice)}.")
