"""Simulate councils that are like their type, and some that are not, and print how often they stand out.

    make bench
    .venv/bin/python tests/bench_chance.py [--runs N]

Every cell is so many years (2,000 unless said otherwise) with a fixed seed, on the numbers of cases of an illustrative
England. The page about the data prints some of these rates; small versions of them are among the tests. *Spread* is the
correlation of two cases of one council: how far councils differ beyond chance. Over several years, *lasting* spread
sets a council apart in all of them, *passing* spread anew in each.
"""

import argparse
import time
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from mapper.councils.council import CouncilType
from mapper.measures.limits import Stratum, Tails, against_rate, against_rates, against_rest
from mapper.measures.overdispersion import correlations, single
from tests.measures.cases import BASES, RATES

Row = tuple[str, str, str]


def _drawn(
    generator: np.random.Generator, bases: NDArray[np.int64], rate: float, spread: float
) -> NDArray[np.int64]:
    return generator.binomial(bases, _rates(generator, len(bases), rate, spread))


def _rates(generator: np.random.Generator, number: int, rate: float, spread: float) -> NDArray[np.float64]:
    if not spread:
        return np.full(number, rate)
    size = 1 / spread - 1
    return generator.beta(rate * size, (1 - rate) * size, number)


def tails_of(cases: Sequence[tuple[int, int]]) -> list[Tails]:
    """As the comparison has them, for a whole type in one year."""
    found = correlations(*single(cases))
    upheld, base = (sum(column) for column in zip(*cases, strict=True))
    return [
        against_rates((Stratum(n, upheld / base, upheld / base),), rho)
        if rho
        else against_rest(k, n, (upheld - k, base - n))
        for (k, n), rho in zip(cases, found, strict=True)
    ]


def null_rates(kind: CouncilType, spread: float, runs: int, rate: float | None = None) -> tuple[float, float]:
    """How often a council like its type is outside the 95% and the 99.8% limits."""
    generator, bases = np.random.default_rng(1), np.array(BASES[kind])
    outside, far = [], []
    for _ in range(runs):
        counts = _drawn(generator, bases, RATES[kind] if rate is None else rate, spread)
        cases = list(zip(counts.tolist(), bases.tolist(), strict=True))
        for (count, _), tails in zip(cases, tails_of(cases), strict=True):
            outside.append(tails.is_low(count, 0.95) or tails.is_high(count, 0.95))
            far.append(tails.is_low(count, 0.998) or tails.is_high(count, 0.998))
    return float(np.mean(outside)), float(np.mean(far))


def power(number: int, runs: int) -> float:
    """How often a council at .9 is outside among others at .5, all with 20 cases."""
    generator, found = np.random.default_rng(2), []
    for _ in range(runs):
        counts = [*generator.binomial(20, 0.5, number - 1).tolist(), int(generator.binomial(20, 0.9))]
        tails = tails_of([(count, 20) for count in counts])[-1]
        found.append(tails.is_high(counts[-1], 0.95) or tails.is_low(counts[-1], 0.95))
    return float(np.mean(found))


def several_years(kind: CouncilType, years: int, spread: float, lasting: bool, runs: int) -> float:
    """How often a council like its type is outside the 95% limits of several years together."""
    generator, bases = np.random.default_rng(3), np.array(BASES[kind])
    targets = [RATES[kind] + 0.04 * number for number in range(years)]
    found = []
    for _ in range(runs):
        places = _rates(generator, len(bases), 0.5, spread) - 0.5 if lasting else None
        columns = []
        for target in targets:
            away = 2 * np.sqrt(target * (1 - target)) * (_rates(generator, len(bases), 0.5, spread) - 0.5)
            if places is not None:
                away = 2 * np.sqrt(target * (1 - target)) * places
            columns.append(generator.binomial(bases, np.clip(target + away, 0, 1)))
        counts = np.stack(columns, axis=1)
        pools = tuple((int(total), int(bases.sum())) for total in counts.sum(axis=0))
        rhos = correlations(
            tuple(map(tuple, counts.tolist())), tuple((int(n),) * years for n in bases), pools
        )
        rates = [upheld / base for upheld, base in pools]
        for count, base, rho in zip(counts.sum(axis=1).tolist(), bases.tolist(), rhos, strict=True):
            tails = against_rates(tuple(Stratum(base, rate, rate) for rate in rates), rho)
            found.append(tails.is_low(count, 0.95) or tails.is_high(count, 0.95))
    return float(np.mean(found))


def marked_in_twelve_years(kind: CouncilType) -> float:
    """How often a council that is always like its type has a marked year in twelve."""
    outside = [sum(against_rate(base, RATES[kind]).outside[0]) for base in BASES[kind]]
    return float(np.mean([1 - (1 - chance) ** 12 for chance in outside]))


def rows(runs: int) -> Iterator[Row]:
    """What is simulated, what comes out, and for comparison what others found."""
    for kind, spread, known in (
        (CouncilType.COUNTY, 0.0, ".024 / .0005"),
        (CouncilType.COUNTY, 0.02, ".042 / .0020"),
        (CouncilType.LONDON, 0.05, ".039 / .0020"),
        (CouncilType.METROPOLITAN, 0.0, ""),
        (CouncilType.UNITARY, 0.0, ""),
        (CouncilType.DISTRICT, 0.0, ""),
    ):
        fewer = max(1, runs // 10) if kind is CouncilType.DISTRICT else runs
        outside, far = null_rates(kind, spread, fewer)
        yield f"{kind.plural}, spread {spread}: outside 95% / 99.8%", f"{outside:.3f} / {far:.4f}", known
    for measure, rate in (("carried out", 0.994), ("on time", 0.92), ("put right before", 0.11)):
        outside, far = null_rates(CouncilType.COUNTY, 0.0, runs, rate)
        yield f"counties, {measure} ({rate}): outside 95% / 99.8%", f"{outside:.3f} / {far:.4f}", ""
    for number, known in ((6, ".85"), (9, ".89")):
        yield f"{number} councils, one at .9 among others at .5: found", f"{power(number, runs):.2f}", known
    fewer = max(1, runs // 10)
    for kind, years, spread, lasting in (
        (CouncilType.COUNTY, 5, 0.0, False),
        (CouncilType.COUNTY, 5, 0.02, True),
        (CouncilType.COUNTY, 5, 0.02, False),
        (CouncilType.UNITARY, 3, 0.02, True),
        (CouncilType.DISTRICT, 3, 0.0, False),
        (CouncilType.DISTRICT, 5, 0.0, False),
    ):
        how = f"{'lasting' if lasting else 'passing'} spread {spread}" if spread else "no spread"
        found = several_years(kind, years, spread, lasting, fewer)
        yield f"{kind.plural}, {years} years together, {how}: outside 95%", f"{found:.3f}", ""
    for kind in CouncilType:
        found = marked_in_twelve_years(kind)
        yield f"{kind.plural}: always alike, a marked year in twelve", f"{found:.2f}", ""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=2000, help="simulated years a cell (default %(default)s)")
    runs = parser.parse_args().runs
    started = time.monotonic()
    for what, found, known in rows(runs):
        print(f"{what:<68} {found:>14}  {f'(known: {known})' if known else ''}".rstrip(), flush=True)
    print(f"{runs} runs a cell, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
