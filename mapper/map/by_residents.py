"""The map's views of complaints for so many residents: only in editions for which there are estimates of residents.

They are drawn as rates are. What a rate rests on is the count: its colour fades as that gets smaller. A council
without an estimate has the mark of a rate that has nothing to be out of.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import quantiles

from mapper.councils.council import CouncilType
from mapper.councils.tiers import TIER_NAMES, Tier
from mapper.map.files import Json
from mapper.measures.edition import Edition
from mapper.measures.joined import JoinedYear
from mapper.measures.metrics import METRIC
from mapper.measures.rate import FEW, FEW_WORD
from mapper.measures.residents import (
    RESIDENT_MEASURES,
    PerResidents,
    ResidentMeasure,
    all_per_residents,
    readable,
)
from mapper.measures.shades import FIRM
from mapper.measures.states import REASONS, State
from mapper.review.reading import CouncilYear

RESIDENTS = "residents"
"""The column of the map's data that has the number of residents."""

_NONE = "no number of residents"
_NO_COMPARISON = "Complaints for so many residents are shown as they are; this site does not compare them."
_QUARTERS = 4

Found = Mapping[tuple[str, str], PerResidents]
"""By GSS code and the key of the measure."""


def has_residents(edition: Edition) -> bool:
    """Whether there are estimates of residents for any year of the edition."""
    return any(joined.residents is not None for joined in edition.years)


def resident_views(edition: Edition) -> list[Json]:
    """The wording of the views, as the scripts take it."""
    return [_view(measure) for measure in RESIDENT_MEASURES] if has_residents(edition) else []


def with_residents(figures: Json, joined: JoinedYear) -> Json:
    """One year's figures for the scripts, with those of these views."""
    years, found = joined.councils, _found(joined)
    of = {} if joined.residents is None else joined.residents.of
    keys = [measure.key for measure in RESIDENT_MEASURES]
    tiers = {tier: describe_residents(joined, tier) for tier in joined.frames}
    return figures | {
        "mid_year": None if joined.residents is None else joined.residents.mid_year,
        "columns": figures["columns"] | {RESIDENTS: [of.get(year.council.gss_code) for year in years]},
        "rates": figures["rates"] | {key: [_rate(year, key, found) for year in years] for key in keys},
        "classes": figures["classes"]
        | {m.key: "".join(_sign(year, m, joined, found) for year in years) for m in RESIDENT_MEASURES},
        "descriptions": {tier: figures["descriptions"][tier] | tiers[tier] for tier in joined.frames},
    }


def describe_residents(joined: JoinedYear, tier: Tier) -> dict[str, str]:
    """The views of one year and tier in words, by the key of the measure."""
    codes = joined.frames[tier].index
    years = [year for year in joined.councils if year.council.gss_code in codes]
    found = _found(joined)
    return {m.key: " ".join(_described(m, years, joined, found, tier)) for m in RESIDENT_MEASURES}


def _view(measure: ResidentMeasure) -> Json:
    word, every = measure.word, f"for every {measure.per:,} residents"
    return {
        "key": measure.key,
        "measure": measure.key,
        "title": measure.title,
        "short": measure.title,
        "heading": measure.heading,
        "note": f"{measure.note} Districts and counties answer for different services and share their residents, so "
        "compare councils of one type only. What letters print per 100,000 residents stands apart.",
        "kind": "fill",
        "per": every,
        "why": _NO_COMPARISON,
        "hits": measure.statistic,
        "hits_word": word,
        "cases": METRIC["received_total"].cases if word == "received" else ("complaint", "complaints"),
        "subject": False,
        "rate": measure.key,
        "base": RESIDENTS,
        "base_word": RESIDENTS,
        "rests": "It had {base} residents in mid-{year}.",
        "none_word": _NONE,
        "none_says": "There is no estimate of its residents here, so there is no rate.",
        **_shades(measure),
    }


def _shades(measure: ResidentMeasure) -> Json:
    """The wording of its classes, and of how they fade."""
    edges = [f"{edge:g}" for edge in measure.breaks]
    between = [f"{low} to {high}" for low, high in pairwise(edges)]
    return {
        "classes": [f"below {edges[0]}", *between, f"{edges[-1]} or more"],
        "few": f"fewer than {FEW_WORD} {measure.word}",
        "few_moves": "which is too few to say much",
        "below": FEW,
        "firm": FIRM,
        "rests_on": measure.word,
        "fades": f"Colour fades as cases get fewer. Fewer than {FEW_WORD} are too few to say much.",
    }


def _found(joined: JoinedYear) -> Found:
    every = all_per_residents(joined.councils, joined.residents)
    return {(one.year.council.gss_code, one.measure.key): one for one in every}


def _rate(year: CouncilYear, key: str, found: Found) -> float | None:
    one = found.get((year.council.gss_code, key))
    return None if one is None else float(readable(one.rate(one.measure.per)))


def _state(year: CouncilYear, measure: ResidentMeasure, joined: JoinedYear) -> State:
    if year.letter is None:
        return State.NO_LETTER
    if year.usable is None:
        return State.IN_REVIEW
    if year.usable.total(measure.statistic) is None:
        return State.NOT_STATED
    here = joined.residents is not None and year.council.gss_code in joined.residents.of
    return State.VALUE if here else State.NONE


def _sign(year: CouncilYear, measure: ResidentMeasure, joined: JoinedYear, found: Found) -> str:
    state = _state(year, measure, joined)
    if state is not State.VALUE:
        return REASONS[state].mark
    rate = found[year.council.gss_code, measure.key].rate(measure.per)
    return str(sum(rate >= edge for edge in measure.breaks))


def _described(
    measure: ResidentMeasure, years: Sequence[CouncilYear], joined: JoinedYear, found: Found, tier: Tier
) -> list[str]:
    known = [one for year in years if (one := found.get((year.council.gss_code, measure.key))) is not None]
    firm = [one for one in known if one.count >= FEW]
    halves = [half for kind in CouncilType if (half := _middle_half(kind, firm))]
    few = len(known) - len(firm)
    said = [f"{len(known)} of {len(years)} {TIER_NAMES[tier]} {'has' if len(known) == 1 else 'have'} a rate."]
    if halves:
        said.append(f"Half of the rates on at least {FEW_WORD} {measure.word} lie: {'; '.join(halves)}.")
    if few:
        rest = "One rate rests" if few == 1 else f"{few} rates rest"
        said.append(f"{rest} on fewer than {FEW_WORD} {measure.word}, too few to say much.")
    return [*said, *_missing(measure, years, joined)]


def _middle_half(kind: CouncilType, firm: Sequence[PerResidents]) -> str:
    """Between which rates the middle half of a type's councils lie; empty with fewer than four."""
    rates = sorted(one.rate(one.measure.per) for one in firm if one.year.council.type is kind)
    if len(rates) < _QUARTERS:
        return ""
    low, _, high = quantiles(rates, n=_QUARTERS, method="inclusive")
    return f"{kind.plural} from {readable(low)} to {readable(high)} ({len(rates)})"


def _missing(measure: ResidentMeasure, years: Sequence[CouncilYear], joined: JoinedYear) -> list[str]:
    states = [_state(year, measure, joined) for year in years]
    reasons = []
    for state in State:
        number = states.count(state) if state is not State.VALUE else 0
        if number:
            word = _NONE if state is State.NONE else REASONS[state].in_words
            reasons.append(f"{word} ({number})")
    total = len(states) - states.count(State.VALUE)
    return [f"No rate for {total}: {', '.join(reasons)}."] if reasons else []
