"""Upheld complaints per 100,000 residents beside the printed average."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from mapper.letters.illustration import Illustration
from mapper.letters.statistics import Figure
from mapper.measures.overdispersion import spreads_of_counts
from mapper.measures.per_population import Printed, per_population
from mapper.measures.population_sentences import of_population
from mapper.measures.scale import Standing
from mapper.review.reading import CouncilYear
from tests.measures.cases import DISTRICTS, METROPOLITAN
from tests.readings import reading, year


def printed(
    code: str, count: int, rate: str, average: str | None, illustration: Illustration | None = None
) -> CouncilYear:
    letter = reading(code, illustration=illustration, decided_upheld=count)
    stated = {"upheld_per_100k": rate, "average_upheld_per_100k": average}
    figures = {
        key: Figure(key, float(text.strip("%")), text, 1) for key, text in stated.items() if text is not None
    }
    return year(replace(letter, figures={**(letter.figures or {}), **figures}), code)


def birmingham() -> CouncilYear:
    return printed(METROPOLITAN[0], 115, "9.9", "4.4")


def test_a_count_is_compared_with_what_the_average_would_make_it() -> None:
    """Birmingham's letter of 2024: 115 upheld, 9.9 beside 4.4, so 51 would have been usual."""
    found = per_population([birmingham()])[METROPOLITAN[0]]
    assert found.by_average == pytest.approx(51.1, abs=0.05)
    assert (found.printed.low, found.printed.high) == pytest.approx((115 * 4.35 / 9.95, 115 * 4.45 / 9.85))
    assert found.standing is Standing.CLEARLY_HIGHER
    assert found.tails is not None
    assert found.tails[1] == pytest.approx(poisson(115 * 4.45 / 9.85).sf(114))
    low, high = found.expected or (0, 0)
    assert poisson(50.28).cdf(low - 1) <= 0.025 < poisson(50.28).cdf(low)
    assert poisson(51.96).sf(high) <= 0.025 < poisson(51.96).sf(high - 1)
    assert of_population(found)[:2] == (
        "115 complaints were upheld, 9.9 per 100,000 residents.",
        "Letters print an average of 4.4 for similar councils, which would make 51.",
    )
    assert of_population(found)[-1].startswith("Too few letters are here")


def test_the_interval_is_garwoods() -> None:
    """Ten events: 4.80 to 18.39 (Garwood's table), here at one per 100,000 for each."""
    assert Printed(10, 10.0, None, None, None).interval == pytest.approx((4.80, 18.39), abs=0.01)
    assert Printed(0, 0.0, None, None, None).interval is None


def test_a_rate_in_whole_numbers_leaves_more_room() -> None:
    found = per_population([printed(DISTRICTS[0], 11, "11", "4")])[DISTRICTS[0]]
    assert (found.printed.low, found.printed.high) == pytest.approx((11 * 3.5 / 11.5, 11 * 4.5 / 10.5))


def test_others_that_differ_widen_the_range_and_a_council_never_its_own() -> None:
    alike = [printed(code, 20, "5.0", "5.0") for code in DISTRICTS[1:10]]
    differing = [
        printed(code, count, f"{count / 4:.1f}", "5.0")
        for code, count in zip(DISTRICTS[1:10], (4, 10, 14, 18, 20, 24, 28, 34, 44), strict=True)
    ]
    chosen = printed(DISTRICTS[0], 40, "10.0", "5.0")
    narrow = per_population([chosen, *alike])[DISTRICTS[0]]
    wide = per_population([chosen, *differing])[DISTRICTS[0]]
    assert narrow.spread == 0 < wide.spread
    assert narrow.standing is Standing.CLEARLY_HIGHER
    assert wide.standing is Standing.EXPECTED
    size = 1 / wide.spread
    assert wide.tails is not None
    assert wide.printed.high is not None
    assert wide.tails[1] == pytest.approx(nbinom(size, size / (size + wide.printed.high)).sf(39))
    assert narrow.spread_known
    assert [says.split()[0] for says in of_population(narrow)][-1] != "Too", "enough others are here to tell"


def test_a_spread_that_is_there_is_found() -> None:
    generator = np.random.default_rng(3)
    means = np.full(200, 40.0)
    counts = generator.poisson(means * generator.gamma(1 / 0.05, 0.05, 200))
    assert np.mean(spreads_of_counts(counts.tolist(), means.tolist())) == pytest.approx(0.05, rel=0.3)
    assert np.mean(spreads_of_counts(generator.poisson(means).tolist(), means.tolist())) < 0.01
    assert spreads_of_counts([3, 9], [5.0, 5.0]) == (0.0, 0.0)


def test_what_a_letter_lacks_is_compared_with_nothing() -> None:
    found = per_population(
        [
            printed(DISTRICTS[0], 0, "0", "4.4"),
            printed(DISTRICTS[1], 3, "2.1", None),
            printed(DISTRICTS[2], 3, "0", "4.4"),
            year(reading(DISTRICTS[3]), DISTRICTS[3]),
            year(None, DISTRICTS[4]),
            printed("E09000001", 3, "30", "4.4"),
        ]
    )
    assert list(found) == [DISTRICTS[0], DISTRICTS[1], "E09000001"]
    assert {one.standing for one in found.values()} == {Standing.NOT_COMPARED}
    assert of_population(found[DISTRICTS[0]]) == ("0 complaints were upheld, 0 per 100,000 residents.",)


def test_no_invented_figure_bears_on_a_real_council() -> None:
    invented = [printed(code, 20, "5.0", "5.0", Illustration.INVENTED) for code in DISTRICTS[1:10]]
    real = printed(DISTRICTS[0], 40, "10.0", "5.0")
    assert not per_population([real, *invented])[DISTRICTS[0]].spread_known
