"""One council's year."""

from datetime import date

from mapper.review.reading import CouncilYear
from tests.readings import council


def test_a_residual_year_is_one_after_the_councils_last_day() -> None:
    northampton = council("E07000154")
    assert not CouncilYear(northampton, date(2021, 3, 31)).residual
    assert CouncilYear(northampton, date(2022, 3, 31)).residual
    assert not CouncilYear(council("E07000107"), date(2022, 3, 31)).residual
