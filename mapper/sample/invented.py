"""The invented figures of illustrative letters, drawn at random round what is known of each type of council."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from statistics import NormalDist

from mapper.councils.council import Council, CouncilType
from mapper.sample.published import Figures


@dataclass(frozen=True, slots=True)
class _Profile:
    """A year of a council of one type, on average.

    `received` is a number of complaints and enquiries, `spread` the standard deviation of its logarithm from
    council to council; `investigated` is a share of the decisions, `upheld` one of the investigations. `mix`
    holds the parts of the nine subjects, in the order of `SUBJECTS`; they need not add up to anything.
    """

    received: float
    spread: float
    investigated: float
    upheld: float
    mix: tuple[float, ...]


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

# Chosen so that England adds up to the national headlines for the year to 31 March 2019: 16,899 received,
# 4,234 investigated, 2,456 of them upheld (58%), 64% in counties and 55% in unitaries. How the rest divides
# between the types is our guess.
_PROFILES: Mapping[CouncilType, _Profile] = {
    CouncilType.COUNTY: _Profile(92, 0.45, 0.337, 0.64, (27, 0, 5, 42, 3, 21, 0, 1.5, 0.5)),
    CouncilType.DISTRICT: _Profile(14.5, 0.45, 0.18, 0.45, (0.3, 16, 8, 0.3, 17, 4, 19, 34, 1)),
    CouncilType.METROPOLITAN: _Profile(105, 0.45, 0.229, 0.60, (16, 12, 6, 21, 13, 13, 10, 8, 1)),
    CouncilType.LONDON: _Profile(107, 0.35, 0.261, 0.615, (12, 14, 6, 16, 10, 13, 23, 5, 1)),
    CouncilType.UNITARY: _Profile(75, 0.5, 0.26, 0.55, (18, 10, 6, 22, 11, 12, 8, 12, 1)),
}

# City of London and Isles of Scilly: few residents beside any other council of their type.
_SCALES: Mapping[str, float] = {"E09000001": 0.1, "E06000053": 0.03}

# What becomes of the decisions that are no detailed investigations, as parts of those, in printed order.
EARLY_ENDS: Mapping[str, float] = {
    "decided_incomplete_or_invalid": 8,
    "decided_advice_given": 7,
    "decided_referred_back": 50,
    "decided_closed_after_initial_enquiries": 35,
}

_CARRIED_OVER = 0.065  # of a year's complaints are decided only in the next
_REMEDIED_BEFORE = 0.11  # of upheld cases; published for 2019, as are the next two
_LATE = 0.08  # of recorded compliance
_NOT_COMPLIED = 0.006
_RECOMMENDED = 0.68  # recommendations that fall due, a case upheld: our guess

# How alike councils of one type are: the number of cases after which a council's own cases say as much about
# it as its type does. With 50, rates vary a little more than chance alone would make them.
_ALIKENESS = 50


def invented(council: Council, year: int, seed: int) -> Figures:
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
    """How busy the council is beside its type, 1 on average: lognormal over the councils of the type.

    Quantiles are not drawn one by one: the codes of a type run nearly without gaps, and multiples of the
    golden ratio spread evenly between 0 and 1, so that England's total hardly depends on the seed.
    """
    start = Random(f"{seed}/{year}/{council.type}").random()  # noqa: S311
    quantile = (start + int(council.gss_code[3:]) * (math.sqrt(5) - 1) / 2) % 1
    # Beyond these limits one council could be larger than any in England.
    deviations = NormalDist().inv_cdf(min(max(quantile, 0.01), 0.99))
    size = math.exp(profile.spread * deviations - profile.spread**2 / 2)
    return size * _SCALES.get(council.gss_code, 1)


def _received(rng: Random, profile: _Profile, mean: float) -> dict[str, int]:
    """Complaints by subject and in all; what people complain about differs somewhat from place to place."""
    shares = [part / sum(profile.mix) for part in profile.mix]
    counts = {
        subject: _poisson(rng, mean * share * rng.gammavariate(8, 1 / 8))
        for subject, share in zip(SUBJECTS, shares, strict=True)
    }
    return {**counts, "received_total": sum(counts.values())}


def _decided(rng: Random, profile: _Profile, received: int) -> dict[str, int]:
    """Decisions by outcome and in all, on complaints of the year and a few of the year before."""
    from_last_year = _poisson(rng, received * _CARRIED_OVER)
    total = received - _binomial(rng, received, _CARRIED_OVER) + from_last_year
    investigations = _binomial(rng, total, _rate_of_its_own(rng, profile.investigated))
    upheld = _binomial(rng, investigations, _rate_of_its_own(rng, profile.upheld))
    ends = rng.choices(tuple(EARLY_ENDS), tuple(EARLY_ENDS.values()), k=total - investigations)
    return {
        **{end: ends.count(end) for end in EARLY_ENDS},
        "decided_not_upheld": investigations - upheld,
        "decided_upheld": upheld,
        "decided_total": total,
    }


def _remedies(rng: Random, upheld: int) -> dict[str, int | None]:
    remedied = _binomial(rng, upheld, _rate_of_its_own(rng, _REMEDIED_BEFORE))
    return {"satisfactory_remedies": remedied, "satisfactory_remedy_rate": _per_cent(remedied, upheld)}


def _compliance(rng: Random, usually_upheld: float) -> dict[str, int | None]:
    """Compliance recorded: partly on last year’s cases, so it follows what is usually upheld."""
    recorded = _poisson(rng, usually_upheld * _RECOMMENDED)
    missed = _binomial(rng, recorded, _NOT_COMPLIED)
    late = _binomial(rng, recorded - missed, _rate_of_its_own(rng, _LATE))
    return {
        "compliance_recorded": recorded,
        "complied_on_time": recorded - missed - late,
        "complied_late": late,
        "not_complied": missed,
        "compliance_rate": _per_cent(recorded - missed, recorded),
    }


def _rate_of_its_own(rng: Random, usual: float) -> float:
    """A council's own long-run rate, from 0 to 1, near what is usual for its type."""
    return rng.betavariate(usual * _ALIKENESS, (1 - usual) * _ALIKENESS)


def _binomial(rng: Random, cases: int, chance: float) -> int:
    return sum(rng.random() < chance for _ in range(cases))


def _poisson(rng: Random, mean: float) -> int:
    """Arrivals in a stretch of time `mean`, at one a unit on average."""
    if mean == 0:
        return 0
    count, time = 0, rng.expovariate(1)
    while time < mean:
        count, time = count + 1, time + rng.expovariate(1)
    return count


def _per_cent(numerator: int, denominator: int) -> int | None:
    """`numerator` of `denominator` in whole per cents, halves up; None where the denominator is zero."""
    return None if denominator == 0 else (200 * numerator + denominator) // (2 * denominator)
