"""Councils' statistics joined to their polygons, with every row on both sides accounted for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from geopandas import GeoDataFrame
from pandas import DataFrame

from mapper.councils.tiers import Tier
from mapper.errors import BoundaryProblem
from mapper.letters.statistics import STATISTICS
from mapper.measures.metrics import METRICS, Metric, measure
from mapper.measures.peers import Comparison, compare
from mapper.measures.states import State
from mapper.review.reading import CouncilYear


@dataclass(frozen=True)
class JoinedYear:
    """One year to 31 March: every council of that day, and a frame of polygons and figures a tier.

    `residual` are the letters about councils that had ended before that day, which have no polygon. A frame's
    index is `gss_code`; its CRS is that of the boundaries (EPSG:4326). Its columns are listed by
    `join_statistics`.
    """

    period_end: date
    councils: tuple[CouncilYear, ...]
    frames: dict[Tier, GeoDataFrame]
    residual: tuple[CouncilYear, ...] = ()

    @cached_property
    def comparisons(self) -> Mapping[str, Comparison]:
        """Each council that has an uphold rate, by GSS code, set against others of its type."""
        return compare(self.councils)


def join_statistics(polygons: GeoDataFrame, years: Sequence[CouncilYear]) -> GeoDataFrame:
    """Attach each council's figures to its polygon, one row a polygon, in the order of `polygons`.

    Index: GSS code. CRS: that of `polygons`. Added columns: `letter_state` (`ok`, `review`, `rejected`, `no-letter`),
    one a statistic (a number, or missing), and for each metric its state, value, hits, base, class and 95%
    interval, named `<metric>_state`, `<metric>_value` and so on. Raises BoundaryProblem if a code comes twice
    or a polygon has no council; councils of another tier are left aside.
    """
    _require_unique(polygons, years)
    by_code = {year.council.gss_code: year for year in years}
    strangers = sorted(set(polygons.index) - set(by_code))
    if strangers:
        raise BoundaryProblem(
            f"These polygons belong to no council of the register on that day: {', '.join(strangers)}. "
            "Expected one council a polygon; compare boundaries/councils.csv with the boundary file."
        )
    rows = [_row(by_code[code]) for code in polygons.index]
    columns = DataFrame(rows, index=polygons.index, dtype=object)
    return polygons.join(columns)


def _require_unique(polygons: GeoDataFrame, years: Sequence[CouncilYear]) -> None:
    codes = [year.council.gss_code for year in years]
    twice = sorted(
        {code for code in codes if codes.count(code) > 1} | set(polygons.index[polygons.index.duplicated()])
    )
    if twice:
        raise BoundaryProblem(f"These codes come more than once, expected once each: {', '.join(twice)}.")


def _row(year: CouncilYear) -> dict[str, object]:
    letter = year.usable
    row: dict[str, object] = {"letter_state": State.NO_LETTER if year.letter is None else year.letter.status}
    for statistic in STATISTICS:
        figure = None if letter is None else letter.figure(statistic.key)
        row[statistic.key] = None if figure is None else figure.value
    for metric in METRICS:
        row |= _metric_columns(metric, year)
    return row


def _metric_columns(metric: Metric, year: CouncilYear) -> dict[str, object]:
    measured = measure(metric, year)
    return {
        f"{metric.key}_state": measured.state,
        f"{metric.key}_value": measured.value,
        f"{metric.key}_hits": measured.numerator,
        f"{metric.key}_base": measured.denominator,
        f"{metric.key}_band": measured.band,
        f"{metric.key}_low": measured.low,
        f"{metric.key}_high": measured.high,
    }
