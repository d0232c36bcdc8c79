"""Raw rates fade as cases get fewer."""

import pytest

from mapper.measures.shades import shade


@pytest.mark.parametrize(
    ("cases", "shades"),
    [(4, "u u u u"), (5, "w1 w1 w2 w2"), (14, "w1 w1 w2 w2"), (15, "r1 r2 r3 r4"), (400, "r1 r2 r3 r4")],
)
def test_fewer_cases_have_fewer_shades(cases: int, shades: str) -> None:
    assert [shade(band, cases) for band in range(4)] == shades.split()
