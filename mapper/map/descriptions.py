"""Each view of the map in words: what stands out, how much is uncertain, and what is missing and why.

A description tells readers who cannot see the map what it shows for one year, tier and metric. The page has the
description of the first view; the others are sent with the figures. Only councils outside their expected range are
named by a rate: the highest and the lowest raw rate are nearly always those of councils with few cases. Raw rates are
described by the middle half of each type, and rates on fewer than `FEW` cases are only counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low, quantiles

from mapper.councils.council import Council, CouncilType
from mapper.councils.tiers import TIER_NAMES, Tier
from mapper.measures.joined import JoinedYear
from mapper.measures.metrics import COMPARED, METRICS, PROPORTIONS, Kind, Metric, hardly_varies, measure
from mapper.measures.outside import outside
from mapper.measures.pooled import Pooled
from mapper.measures.rate import FEW_WORD, Measurement
from mapper.measures.scale import SCALE, Lean, Standing
from mapper.measures.states import REASONS, State
from mapper.measures.summaries import of_outside
from mapper.measures.together import Span
from mapper.review.reading import CouncilYear
from mapper.words import listed, percent

MOST_NAMES = 4
"""The most councils that a description names; of a larger group it gives the number."""

_NO_LIMIT = 400
_QUARTERS = 4

_Measured = Sequence[tuple[Council, Measurement]]


def describe(joined: JoinedYear, tier: Tier) -> dict[str, str]:
    """The description of every metric for one year and tier, by the key of the metric."""
    codes = joined.frames[tier].index
    years = [year for year in joined.councils if year.council.gss_code in codes]
    found = {}
    for metric in COMPARED:
        rows = _rows(metric, joined, years)
        said = [*outside_of(metric, joined, tier), *_standings(rows), *_missing(metric, _measured(rows))]
        found[metric.view.key] = " ".join(said)
    for metric in METRICS:
        if metric.kind is Kind.PER_POPULATION:
            continue  # it is shown beside the average only
        measured = [(year.council, measure(metric, year)) for year in years]
        says = _counts if metric.kind is Kind.PROPORTIONAL_SYMBOLS else _rates
        found[metric.key] = " ".join([*says(metric, measured, tier), *_missing(metric, measured)])
    return found


def describe_span(span: Span, rows: Mapping[str, Mapping[str, Pooled]], tier: Tier) -> dict[str, str]:
    """The description of every metric that is compared for years together; `rows` has
    those of `pooled` by the key of a metric."""
    codes = span.newest.frames[tier].index
    found = {}
    for metric in PROPORTIONS:
        of_tier = [_of_pooled(one) for code, one in rows[metric.key].items() if code in codes]
        said = [
            *outside_of_span(metric, span, tier),
            *_standings(of_tier),
            *_missing(metric, _measured(of_tier)),
        ]
        found[metric.view.key] = " ".join(said)
    return found


def outside_of(metric: Metric, joined: JoinedYear, tier: Tier | None = None) -> tuple[str, ...]:
    """How many of a tier, or of all councils, are outside the expected range, and how many chance would put there."""
    codes = joined.table.index if tier is None else joined.frames[tier].index
    years = [year for year in joined.councils if year.council.gss_code in codes]
    compared = joined.beside(metric)
    found = outside(compared[code] for year in years if (code := year.council.gss_code) in compared)
    return of_outside(found, sum(year.usable is not None for year in years), len(years))


def outside_of_span(metric: Metric, span: Span, tier: Tier | None = None) -> tuple[str, ...]:
    """The same for years together."""
    codes = span.newest.table.index if tier is None else span.newest.frames[tier].index
    found = outside(one for code, one in span.found[metric.key].items() if code in codes)
    every = [year for joined in span.years for year in joined.councils]
    years = [year for year in every if tier is None or year.council.belongs_to(tier)]
    return of_outside(found, sum(year.usable is not None for year in years), len(years), len(span.years))


@dataclass(frozen=True, slots=True)
class _Row:
    """A council in a view that compares: its value or the reason for none, and its class."""

    council: Council
    measured: Measurement
    standing: Standing | None
    lean: Lean | None


def _rows(metric: Metric, joined: JoinedYear, years: Sequence[CouncilYear]) -> list[_Row]:
    compared = joined.beside(metric)
    rows = []
    for year in years:
        one = compared.get(year.council.gss_code)
        standing, lean = (None, None) if one is None else (one.standing, one.lean)
        rows.append(_Row(year.council, measure(metric, year), standing, lean))
    return rows


def _of_pooled(one: Pooled) -> _Row:
    measured = Measurement(one.state, numerator=one.numerator, denominator=one.denominator)
    return _Row(one.council, measured, one.standing, one.lean)


def _measured(rows: Sequence[_Row]) -> _Measured:
    return [(row.council, row.measured) for row in rows]


def _standings(rows: Sequence[_Row]) -> list[str]:
    """Who is outside the expected range by name, and how many are in it, lean, or cannot be compared."""
    classes = {one: [row for row in rows if row.standing is one] for one in Standing}
    outside = [one for one in reversed(SCALE) if one.outside]
    within = classes[Standing.EXPECTED]
    more, less = (sum(row.lean is lean for row in within) for lean in (Lean.MORE, Lean.LESS))
    few, alone = (len(classes[one]) for one in (Standing.TOO_FEW, Standing.NOT_COMPARED))
    said = [f"{one.label}: {_listed(_measured(classes[one]))}." for one in outside if classes[one]]
    if within:
        tinted = f", {more} of them towards more and {less} towards less" if more or less else ""
        said.append(f"{len(within)} {'is' if len(within) == 1 else 'are'} in it{tinted}.")
    if few:
        said.append(f"For {few} there are too few cases to compare.")
    if alone:
        said.append(f"For {alone} there is too little to compare with.")
    return said


def _rates(metric: Metric, measured: _Measured, tier: Tier) -> list[str]:
    known = _known(measured)
    firm = [(council, one) for council, one in known if not one.uncertain]
    few = len(known) - len(firm)
    if hardly_varies(metric, [one for _, one in known]):
        return [_having("a rate", measured, tier), _lacking(metric, known, _NO_LIMIT)]
    said = [_having("a rate", measured, tier)]
    halves = [half for kind in CouncilType if (half := _middle_half(kind, firm))]
    if halves:
        said.append(f"Half of the rates on at least {FEW_WORD} lie: {'; '.join(halves)}.")
    if few:
        rest = "One rate rests" if few == 1 else f"{few} rates rest"
        said.append(f"{rest} on fewer than {FEW_WORD} {metric.denominator_word}, too few to say much.")
    return said


def lacking(metric: Metric, joined: JoinedYear, tier: Tier) -> str:
    """Of how many councils of a tier a rate is not 100%, in a sentence."""
    codes = joined.frames[tier].index
    years = [year for year in joined.councils if year.council.gss_code in codes]
    return _lacking(metric, _known([(year.council, measure(metric, year)) for year in years]), 0)


def _lacking(metric: Metric, known: _Measured, names: int) -> str:
    some = [pair for pair in known if (rate := pair[1].rate) and rate.numerator < rate.denominator]
    if not some:
        return f"In all of these councils, all {metric.cases[1]} {metric.found[1]}."
    who = f": {_listed(some, names)}" if names else ""
    councils = f"{len(known):,} {'council' if len(known) == 1 else 'councils'} with a rate"
    return f"In {len(some):,} of {councils}, not all {metric.cases[1]} {metric.found[1]}{who}."


def _middle_half(kind: CouncilType, firm: _Measured) -> str:
    """Between which rates the middle half of a type's councils lie; empty with fewer than four."""
    rates = sorted(one.rate.percent for council, one in firm if council.type is kind and one.rate)
    if len(rates) < _QUARTERS:
        return ""
    low, _, high = quantiles(rates, n=_QUARTERS, method="inclusive")
    return f"{kind.plural} from {percent(low)} to {percent(high)} ({len(rates)})"


def _counts(metric: Metric, measured: _Measured, tier: Tier) -> list[str]:
    known = _known(measured)
    said = [_having("a number", measured, tier)]
    if len(known) > 1:
        low, high = _ends(known)
        said.append(f"The largest is {high}, the smallest {low}.")
        values = [one.value or 0 for _, one in known]
        if median_low(values) > min(values):
            said.append(f"Half of them have {median_low(values)} or fewer.")
    return said


def _missing(metric: Metric, measured: _Measured) -> list[str]:
    """How many councils have no value, and why."""
    without = {state: [pair for pair in measured if pair[1].state is state] for state in State}
    del without[State.VALUE]
    number = sum(map(len, without.values()))
    reasons = []
    for state, pairs in without.items():
        word = metric.none_word if state is State.NONE else REASONS[state].in_words
        if pairs:
            whose = str(len(pairs)) if len(pairs) > MOST_NAMES else _listed(pairs)
            reasons.append(word if whose == str(number) else f"{word} ({whose})")
    what = "number" if metric.kind is Kind.PROPORTIONAL_SYMBOLS else "rate"
    return [f"No {what} for {number}: {', '.join(reasons)}."] if number else []


def _having(what: str, measured: _Measured, tier: Tier) -> str:
    number = len(_known(measured))
    if number == len(measured) > 1:
        return f"All {_councils(measured, tier)} have {what}."
    return f"{number or 'None'} of {_councils(measured, tier)} {'has' if number <= 1 else 'have'} {what}."


def _councils(of: Sequence[object], tier: Tier) -> str:
    return f"{len(of)} {'council' if len(of) == 1 else TIER_NAMES[tier]}"


def _known(measured: _Measured) -> _Measured:
    return [(year, one) for year, one in measured if one.state is State.VALUE]


def _ends(measured: _Measured) -> tuple[str, str]:
    """The smallest and the largest value, each with the councils that have it."""
    values = [one.value or 0 for _, one in measured]
    low, high = ([pair for pair in measured if pair[1].value == end] for end in (min(values), max(values)))
    return _value(low), _value(high)


def _value(alike: _Measured) -> str:
    """ "14, in Eden", "0, in 88 councils"."""
    return f"{alike[0][1].shown}, in {_listed(alike)}"


def _cases(one: Measurement) -> str:
    """ "3 of 4", or "115" where letters do not print what it is out of; empty for a count, which is its own value."""
    if one.denominator:
        return f"{one.numerator} of {one.denominator}"
    return "" if one.numerator is None or one.denominator is not None else f"{one.numerator:,}"


def _listed(measured: _Measured, most: int = MOST_NAMES) -> str:
    """The councils by name, each with the cases of its rate; only their number, if above `most`."""
    if len(measured) > most:
        return f"{len(measured)} councils"
    names = [
        f"{council.short_name} ({cases})" if (cases := _cases(one)) else council.short_name
        for council, one in measured
    ]
    return listed(sorted(names))
