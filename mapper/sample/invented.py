"""The invented figures of illustrative letters, drawn at random around averages for each type of council."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from statistics import NormalDist

from mapper.councils.council import Council, CouncilType
from mapper.sample.published import Figures

SUBJECTS = (
    "received_adult_care_services",
    "received_benefits_and_tax",
    "received_corporate_and_other_services",
    "received_education_and_childrens_services",
    "received_environment_services",
    "received_highways_and_transport",
    "received_housing",
    "received_planning_and_development",
    "received_other",
)
"""The statistics of complaints received by subject, in the order in which a letter prints them."""

WITHOUT_INVESTIGATION: Mapping[str, float] = {
    "decided_incomplete_or_invalid": 8,
    "decided_advice_given": 7,
    "decided_referred_back": 50,
    "decided_closed_after_initial_enquiries": 35,
}
"""The decisions without a detailed investigation, in the order in which a letter prints them, with their weights."""

_CARRIED_OVER = 0.065  # of a year's complaints are decided in the next year
_REMEDIED_BEFORE = 0.11  # of upheld complaints; published for 2019, as are the next two
_LATE = 0.08  # of recorded compliance
_NOT_COMPLIED = 0.006  # of recorded compliance
_RECOMMENDED = 0.68  # of upheld complaints lead to a recommendation that falls due: a guess

# The concentration (alpha + beta) of the beta distribution of long-run rates between councils of one type: the
# number of cases after which a council's own cases weigh as much as its type. With 50, rates vary a little more
# than by chance alone.
_CONCENTRATION = 50


@dataclass(frozen=True, slots=True)
class _Profile:
    """An average year of a council of one type.

    Attributes
    ----------
    received
        The mean number of complaints and enquiries received.
    sigma
        The standard deviation, between councils, of the logarithm of that number.
    investigated
        Detailed investigations as a share of decisions, from 0 to 1.
    upheld
        Complaints upheld as a share of detailed investigations, from 0 to 1.
    mix
        The weights of the nine subjects, in the order of `SUBJECTS`.
    """

    received: float
    sigma: float
    investigated: float
    upheld: float
    mix: tuple[float, ...]


# Chosen so that England adds up to the national headlines for the year to 31 March 2019: 16,899 received,
# 4,234 investigated, 2,456 of them upheld (58%), 64% in counties and 55% in unitaries. The split between the
# other types is a guess.
_PROFILES: Mapping[CouncilType, _Profile] = {
    CouncilType.COUNTY: _Profile(92, 0.45, 0.337, 0.64, (27, 0, 5, 42, 3, 21, 0, 1.5, 0.5)),
    CouncilType.DISTRICT: _Profile(14.5, 0.45, 0.18, 0.45, (0.3, 16, 8, 0.3, 17, 4, 19, 34, 1)),
    CouncilType.METROPOLITAN: _Profile(105, 0.45, 0.229, 0.60, (16, 12, 6, 21, 13, 13, 10, 8, 1)),
    CouncilType.LONDON: _Profile(107, 0.35, 0.261, 0.615, (12, 14, 6, 16, 10, 13, 23, 5, 1)),
    CouncilType.UNITARY: _Profile(75, 0.5, 0.26, 0.55, (18, 10, 6, 22, 11, 12, 8, 12, 1)),
}

# City of London and Isles of Scilly: far fewer residents than any other council of their type.
_RELATIVE_SIZES: Mapping[str, float] = {"E09000001": 0.1, "E06000053": 0.03}


def invented(council: Council, year: int, seed: int) -> Figures:
    """A council's invented figures for the year to 31 March, in the order in which a letter prints them.

    Counts are cases, rates whole per cent; every identity between them holds. They depend only on the seed, the
    year and the council's code and type.
    """
    rng = Random(f"{seed}/{year}/{council.gss_code}")  # noqa: S311 - made to be repeated, not to be secret
    profile = _PROFILES[council.type]
    received = _received(rng, profile, profile.received * _size(council, profile, year, seed))
    decided = _decided(rng, profile, received["received_total"])
    investigations = decided["decided_not_upheld"] + decided["decided_upheld"]
    return {
        **received,
        **decided,
        "uphold_rate": _per_cent(decided["decided_upheld"], investigations),
        "investigations": investigations,
        **_remedies(rng, decided["decided_upheld"]),
        **_compliance(rng, profile.upheld * investigations),
    }


def _size(council: Council, profile: _Profile, year: int, seed: int) -> float:
    """How busy the council is relative to its type: lognormal across the type, with mean 1.

    Quantiles are not drawn independently. The codes of a type are nearly consecutive, and multiples of the golden
    ratio, modulo 1, are evenly spread, so that England's total hardly depends on the seed.
    """
    start = Random(f"{seed}/{year}/{council.type}").random()  # noqa: S311
    quantile = (start + int(council.gss_code[3:]) * (math.sqrt(5) - 1) / 2) % 1
    # Beyond these limits one council could be larger than any in England.
    deviations = NormalDist().inv_cdf(min(max(quantile, 0.01), 0.99))
    size = math.exp(profile.sigma * deviations - profile.sigma**2 / 2)
    return size * _RELATIVE_SIZES.get(council.gss_code, 1)


def _received(rng: Random, profile: _Profile, mean: float) -> dict[str, int]:
    """Complaints by subject and in total; the mix of subjects varies somewhat between councils."""
    shares = [part / sum(profile.mix) for part in profile.mix]
    counts = {
        subject: _poisson(rng, mean * share * rng.gammavariate(8, 1 / 8))
        for subject, share in zip(SUBJECTS, shares, strict=True)
    }
    return {**counts, "received_total": sum(counts.values())}


def _decided(rng: Random, profile: _Profile, received: int) -> dict[str, int]:
    """Decisions by outcome and in total, on complaints of the year and a few of the year before."""
    from_last_year = _poisson(rng, received * _CARRIED_OVER)
    total = received - _binomial(rng, received, _CARRIED_OVER) + from_last_year
    investigations = _binomial(rng, total, _own_rate(rng, profile.investigated))
    upheld = _binomial(rng, investigations, _own_rate(rng, profile.upheld))
    ends = rng.choices(
        tuple(WITHOUT_INVESTIGATION), tuple(WITHOUT_INVESTIGATION.values()), k=total - investigations
    )
    return {
        **{end: ends.count(end) for end in WITHOUT_INVESTIGATION},
        "decided_not_upheld": investigations - upheld,
        "decided_upheld": upheld,
        "decided_total": total,
    }


def _remedies(rng: Random, upheld: int) -> dict[str, int | None]:
    remedied = _binomial(rng, upheld, _own_rate(rng, _REMEDIED_BEFORE))
    return {"satisfactory_remedies": remedied, "satisfactory_remedy_rate": _per_cent(remedied, upheld)}


def _compliance(rng: Random, usually_upheld: float) -> dict[str, int | None]:
    """Recorded compliance: partly on cases of the year before, so it follows the usual number upheld."""
    recorded = _poisson(rng, usually_upheld * _RECOMMENDED)
    missed = _binomial(rng, recorded, _NOT_COMPLIED)
    late = _binomial(rng, recorded - missed, _own_rate(rng, _LATE))
    return {
        "compliance_recorded": recorded,
        "complied_on_time": recorded - missed - late,
        "complied_late": late,
        "not_complied": missed,
        "compliance_rate": _per_cent(recorded - missed, recorded),
    }


def _own_rate(rng: Random, usual: float) -> float:
    """A council's own long-run rate, from 0 to 1, drawn around the usual rate of its type."""
    return rng.betavariate(usual * _CONCENTRATION, (1 - usual) * _CONCENTRATION)


def _binomial(rng: Random, cases: int, chance: float) -> int:
    return sum(rng.random() < chance for _ in range(cases))


def _poisson(rng: Random, mean: float) -> int:
    """A Poisson number: the arrivals in a time of `mean` units, at one per unit on average."""
    if mean == 0:
        return 0
    count, time = 0, rng.expovariate(1)
    while time < mean:
        count, time = count + 1, time + rng.expovariate(1)
    return count


def _per_cent(numerator: int, denominator: int) -> int | None:
    """The rate in whole per cent, halves rounded up; None where the denominator is zero."""
    return None if denominator == 0 else (200 * numerator + denominator) // (2 * denominator)
