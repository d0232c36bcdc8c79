"""The figures of councils joined to their polygons; every polygon must have its council."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from geopandas import GeoDataFrame
from pandas import DataFrame

from mapper.councils.council import CouncilType
from mapper.councils.tiers import Tier
from mapper.councils.touching import touching
from mapper.errors import BoundaryProblem
from mapper.measures.comparison import Comparison, compare_all
from mapper.measures.metrics import METRICS, Kind, Metric, measure
from mapper.measures.outside import Outside, outside
from mapper.measures.peers import ALONE, Peers, is_real
from mapper.measures.per_population import PerPopulation, per_population
from mapper.measures.rate import Measurement
from mapper.measures.scale import Beside, Standing
from mapper.measures.table import table_of
from mapper.measures.type_year import TypeYear
from mapper.review.reading import CouncilYear
from mapper.sources.populations.file import Residents
from mapper.year import short_title, title


@dataclass(frozen=True)
class JoinedYear:
    """One year to 31 March, with the figures and the polygons of the councils of its last day.

    Parameters
    ----------
    period_end
        The last day of the year.
    councils
        Every council of that day.
    table
        A row for each council (`mapper/measures/table.py`), index `gss_code`.
    frames
        For each tier its rows of `table` with their polygons, index `gss_code`, in EPSG:4326.
    compared
        By the key of a metric, the comparison of each council that has its rate, by GSS code.
    residual
        Councils that had ended before that day but have a letter; they have no polygon.
    residents
        How many residents councils have, if the user has estimates.
    """

    period_end: date
    councils: tuple[CouncilYear, ...]
    table: DataFrame
    frames: Mapping[Tier, GeoDataFrame]
    compared: Mapping[str, Mapping[str, Comparison]]
    residual: tuple[CouncilYear, ...] = ()
    residents: Residents | None = None

    @property
    def newest(self) -> "JoinedYear":
        """The year whose councils and polygons are shown: itself, as a span of years has its newest."""
        return self

    @property
    def key(self) -> str:
        """The name of the year in addresses and files: "2019"."""
        return str(self.period_end.year)

    @property
    def short_title(self) -> str:
        """The year in lists: "2018–19"."""
        return short_title(self.period_end)

    @property
    def title(self) -> str:
        """The year beside a heading: "Year to 31 March 2019"."""
        return title(self.period_end)

    @property
    def shown(self) -> int:
        """Of how many councils there are figures that may be shown."""
        return sum(year.usable is not None for year in self.councils)

    @property
    def most_shown(self) -> bool:
        """Whether these are at least half of the councils."""
        return 2 * self.shown >= len(self.councils)

    @cached_property
    def per_population(self) -> Mapping[str, PerPopulation]:
        """Upheld complaints per 100,000 residents of each council whose letter prints them, by GSS code."""
        return per_population(self.councils)

    @cached_property
    def measured(self) -> Mapping[str, Mapping[str, Measurement]]:
        """Every metric of every council, by the metric's key and the council's GSS code."""
        every = (*self.councils, *self.residual)
        return {
            metric.key: {one.council.gss_code: measure(metric, one) for one in every} for metric in METRICS
        }

    def of_type(self, year: CouncilYear) -> TypeYear:
        """The councils of its type with a letter of its kind, itself among them; none for one without peers."""
        if year.residual or year.council.gss_code in ALONE:
            return TypeYear()
        return self._types.get((year.council.type, is_real(year)), TypeYear())

    @cached_property
    def _types(self) -> Mapping[tuple[CouncilType, bool], TypeYear]:
        """By type, those with a real letter (True), and all (False)."""
        members = [one for one in self.councils if one.council.gss_code not in ALONE]
        return {
            (kind, real): TypeYear(
                tuple(one for one in members if one.council.type is kind and (is_real(one) or not real))
            )
            for kind in CouncilType
            for real in (True, False)
        }

    @cached_property
    def touching(self) -> Mapping[Tier, Mapping[str, tuple[str, ...]]]:
        """For each tier, the GSS codes of the areas that share a line with each area."""
        return {tier: touching(frame) for tier, frame in self.frames.items()}

    def beside(self, metric: Metric) -> Mapping[str, Beside]:
        """What each council has of a metric beside what chance would give it, by GSS code; for those of `COMPARED`."""
        return self.per_population if metric.kind is Kind.PER_POPULATION else self.compared[metric.key]

    @cached_property
    def standings(self) -> tuple[tuple[Peers, int, int, Standing], ...]:
        """The peers, the counts and the class of every comparison of uphold rates, for the charts on many pages."""
        return tuple(
            (one.peers, one.numerator, one.denominator, one.standing) for one in self.comparisons.values()
        )

    @cached_property
    def outside(self) -> Mapping[Peers, Outside]:
        """How many of the councils that have these peers are outside their expected range, by uphold rate."""
        of: dict[Peers, list[Comparison]] = {}
        for one in self.comparisons.values():
            of.setdefault(one.peers, []).append(one)
        return {peers: outside(found) for peers, found in of.items()}

    @property
    def comparisons(self) -> Mapping[str, Comparison]:
        """The comparisons of uphold rates."""
        return self.compared["uphold_rate"]


def join_year(
    period_end: date,
    councils: Sequence[CouncilYear],
    polygons: Mapping[Tier, GeoDataFrame],
    residual: Sequence[CouncilYear] = (),
    residents: Residents | None = None,
) -> JoinedYear:
    """Compare the councils of one year with their peers and join them to the polygons of each tier.

    Raises BoundaryProblem as `join_statistics` does.
    """
    compared = compare_all(councils)
    table = table_of(councils, compared, per_population(councils))
    frames = {tier: join_statistics(frame, table) for tier, frame in polygons.items()}
    return JoinedYear(period_end, tuple(councils), table, frames, compared, tuple(residual), residents)


def join_statistics(polygons: GeoDataFrame, table: DataFrame) -> GeoDataFrame:
    """Join each polygon to the row of its council.

    Parameters
    ----------
    polygons
        The areas of a tier on one day: index `gss_code`, column `geometry`.
    table
        The councils of both tiers on that day: index `gss_code`.

    Returns
    -------
    GeoDataFrame
        The polygons in their order and their CRS, with the columns of `table` and `geometry`.

    Raises
    ------
    BoundaryProblem
        If a code occurs twice on either side, or a polygon has no council.
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
