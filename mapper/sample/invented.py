"""The invented figures of illustrative letters, drawn at random around averages for each type of council."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from statistics import NormalDist

from mapper.councils.council import Council, CouncilType
from mapper.sample.national import MEASURED, NATION, Nation
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
_NOT_COMPLIED = 0.006  # of recorded compliance, as published for 2019
_REMEDIED_BY_OMBUDSMAN = 0.75  # of upheld complaints that the council had not put right itself: a guess
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


# Residents of an average council of each type, in thousands, and the range in which any is kept.
_RESIDENTS: Mapping[CouncilType, tuple[float, float, float]] = {
    CouncilType.COUNTY: (800, 520, 1600),
    CouncilType.DISTRICT: (115, 60, 230),
    CouncilType.METROPOLITAN: (320, 180, 1100),
    CouncilType.LONDON: (270, 160, 390),
    CouncilType.UNITARY: (260, 90, 600),
}

# So many councils are truly unlike their type, all years alike: their odds that a complaint is upheld are by this
# factor higher or lower.
_APART, _ODDS_APART = 0.05, 3.0


@dataclass(frozen=True, slots=True)
class Year:
    """A council's invented year: its figures, the averages of its type, and what was upheld per 100,000 residents."""

    figures: Figures
    averages: Mapping[str, float]
    upheld_per_100k: float


def invented(council: Council, year: int, seed: int) -> Year:
    """A council's invented figures for the year to 31 March, in the order in which letters with tables print them.

    Counts are cases, rates whole per cent; every identity between them holds. They depend only on the seed, the
    year and the council's code, type and name.
    """
    rng = Random(f"{seed}/{year}/{council.gss_code}")  # noqa: S311 - made to be repeated, not to be secret
    usual = _of_year(_PROFILES[council.type], year)
    profile = _apart(usual, council, year, seed)
    size = _size(council, profile, year, seed)
    received = _received(rng, profile, profile.received * size)
    decided = _decided(rng, profile, received["received_total"])
    upheld = decided["decided_upheld"]
    investigations = decided["decided_not_upheld"] + upheld
    figures = {
        **received,
        **decided,
        "uphold_rate": _per_cent(upheld, investigations),
        "investigations": investigations,
        **_remedies(rng, upheld, NATION[year]),
        **_compliance(rng, profile.upheld * investigations, NATION[year]),
    }
    figures |= _remedied(rng, upheld, figures["satisfactory_remedies"] or 0)
    return Year(
        figures, _averages(usual, council.type, year), round(upheld * 100 / _residents(council, size), 1)
    )


def _of_year(profile: _Profile, year: int) -> _Profile:
    """The profile of a type in a year: national odds and volumes have moved since 2019, those of each type alike."""
    if year == MEASURED:
        return profile
    then, now = NATION[MEASURED], NATION[year]
    odds = (now.upheld / (100 - now.upheld)) / (then.upheld / (100 - then.upheld))
    # The subject "Other" came later.
    mix = profile.mix if year >= _OTHER_SINCE else (*profile.mix[:-1], 0)
    return replace(
        profile,
        received=profile.received * now.received / then.received,
        investigated=profile.investigated * now.investigated,
        upheld=_with_odds(profile.upheld, odds),
        mix=mix,
    )


_OTHER_SINCE = 2016


def _apart(profile: _Profile, council: Council, year: int, seed: int) -> _Profile:
    """The profile of the few councils that are truly unlike their type; the letters of 2019 have none."""
    lot = Random(f"{seed}/apart/{council.slug}").random()  # noqa: S311
    if year == MEASURED or lot > _APART:
        return profile
    return replace(
        profile, upheld=_with_odds(profile.upheld, _ODDS_APART if lot < _APART / 2 else 1 / _ODDS_APART)
    )


def _with_odds(rate: float, factor: float) -> float:
    odds = factor * rate / (1 - rate)
    return odds / (1 + odds)


def _averages(profile: _Profile, kind: CouncilType, year: int) -> Mapping[str, float]:
    """What the letters to all councils of a type print as its averages."""
    residents = _RESIDENTS[kind][0]
    upheld = profile.received * profile.investigated * profile.upheld
    return {
        "average_uphold_rate": round(100 * profile.upheld),
        "average_upheld_per_100k": round(100 * upheld / residents, 1),
        "average_satisfactory_remedy_rate": round(100 * NATION[year].remedied_before),
        "average_compliance_rate": round(100 * (1 - _NOT_COMPLIED)),
    }


def _residents(council: Council, size: float) -> float:
    """The council's residents in thousands, invented like all else."""
    mean, least, most = _RESIDENTS[council.type]
    if council.gss_code in _RELATIVE_SIZES:
        return 2.1 if council.gss_code == "E06000053" else 9.0
    return min(max(mean * math.pow(size, 0.7), least), most)


def _size(council: Council, profile: _Profile, year: int, seed: int) -> float:
    """How busy the council is relative to its type: lognormal across the type, with mean 1.

    Quantiles are not drawn independently. The codes of a type are nearly consecutive, and multiples of the golden
    ratio, modulo 1, are evenly spread, so that England's total hardly depends on the seed. Except in 2019, a council
    is as busy every year.
    """
    when = f"{year}/" if year == MEASURED else ""
    start = Random(f"{seed}/{when}{council.type}").random()  # noqa: S311
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


def _remedies(rng: Random, upheld: int, nation: Nation) -> dict[str, int | None]:
    remedied = _binomial(rng, upheld, _own_rate(rng, nation.remedied_before))
    return {"satisfactory_remedies": remedied, "satisfactory_remedy_rate": _per_cent(remedied, upheld)}


def _remedied(rng: Random, upheld: int, by_authority: int) -> dict[str, int | None]:
    by_ombudsman = _binomial(rng, upheld - by_authority, _REMEDIED_BY_OMBUDSMAN)
    return {"remedied_by_ombudsman": by_ombudsman, "remedied_by_authority": by_authority}


def _compliance(rng: Random, usually_upheld: float, nation: Nation) -> dict[str, int | None]:
    """Recorded compliance: partly on cases of the year before, so it follows the usual number upheld."""
    recorded = _poisson(rng, usually_upheld * _RECOMMENDED)
    missed = _binomial(rng, recorded, _NOT_COMPLIED)
    late = _binomial(rng, recorded - missed, _own_rate(rng, nation.late))
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
