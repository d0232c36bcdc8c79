"""The join accounts for every row on both sides."""

from collections.abc import Sequence

import pandas as pd
import pytest
from pandas import DataFrame

from mapper.councils import boundaries
from mapper.councils.register_file import load_register
from mapper.councils.tiers import TIERS
from mapper.errors import BoundaryProblem
from mapper.measures.joined import join_statistics
from mapper.measures.table import table_of
from mapper.review.reading import CouncilYear
from tests.readings import DARTFORD, DAY, reading


def years(*letters_of: str) -> tuple[CouncilYear, ...]:
    return tuple(
        CouncilYear(c, DAY, reading(c.gss_code) if c.gss_code in letters_of else None)
        for c in load_register().on(DAY)
    )


def table(years: Sequence[CouncilYear]) -> DataFrame:
    return table_of(years, {}, {})


@pytest.mark.parametrize("tier", TIERS)
def test_there_are_as_many_areas_as_boundaries(tier: str) -> None:
    polygons = boundaries.on(DAY, tier, load_register())  # type: ignore[arg-type]
    joined = join_statistics(polygons, table(years(DARTFORD)))
    assert list(joined.index) == list(polygons.index)
    assert joined.crs == polygons.crs
    assert joined.geometry.geom_equals(polygons.geometry).all()


def test_figures_stand_on_their_own_council_and_nowhere_else() -> None:
    joined = join_statistics(boundaries.on(DAY, "lower", load_register()), table(years(DARTFORD)))
    dartford = joined.loc[DARTFORD]
    assert (dartford["received_total"], dartford["uphold_rate_hits"], dartford["uphold_rate_base"]) == (
        14,
        1,
        1,
    )
    assert dartford["letter_status"] == "ok"
    others = joined.drop(DARTFORD)
    assert set(others["letter_status"]) == {"no-letter"}
    assert others["received_total"].isna().all()
    assert pd.isna(dartford["dealt_with"]), "a statistic that the letter lacks is missing, not zero"


def test_a_polygon_without_a_council_is_refused() -> None:
    polygons = boundaries.on(DAY, "lower", load_register())
    known = [year for year in years() if year.council.gss_code != DARTFORD]
    with pytest.raises(BoundaryProblem, match=f"no council of the register on that day: {DARTFORD}"):
        join_statistics(polygons, table(known))


def test_a_council_that_comes_twice_is_refused() -> None:
    polygons = boundaries.on(DAY, "lower", load_register())
    twice = (*years(), CouncilYear(load_register().by_code(DARTFORD), DAY))
    with pytest.raises(BoundaryProblem, match=f"more than once.*{DARTFORD}"):
        join_statistics(polygons, table(twice))


def test_a_polygon_that_comes_twice_is_refused() -> None:
    polygons = boundaries.on(DAY, "lower", load_register())
    twice = pd.concat([polygons, polygons.loc[[DARTFORD]]])
    with pytest.raises(BoundaryProblem, match=f"more than once.*{DARTFORD}"):
        join_statistics(twice, table(years()))
