"""The figures of years that are put together, as the map's scripts take them.

They have the councils of the newest year. Only what is compared is put together: a council's sum would otherwise follow
from how many years it has.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from mapper.councils.register import Register
from mapper.letters.illustration import Illustration
from mapper.map.choices import TOGETHER_SAYING
from mapper.map.descriptions import describe_span, outside_of_span
from mapper.map.files import Json
from mapper.map.rows import rows_of
from mapper.measures.edition import source
from mapper.measures.metrics import PROPORTIONS, Metric
from mapper.measures.peers import ALONE
from mapper.measures.pooled import Pooled, own_years, pooled
from mapper.measures.rate import Measurement, Rate, shown
from mapper.measures.scale import sign_of
from mapper.measures.states import REASONS, State
from mapper.measures.together import Span
from mapper.measures.together_sentences import (
    left_in_words,
    says_not_compared,
    says_together,
    span_of,
    values_together,
)
from mapper.review.reading import Reading
from mapper.year import short_title

FILLED = ("span", "average", "years", "summed", "left")
"""The braces of the sentences that are sent; the scripts know the others."""


def figures_of_span(span: Span, register: Register) -> Json:
    """The councils of the newest year, with their cases of all years; lists are in the order of its councils."""
    rows = {metric.key: pooled(metric, span, register) for metric in PROPORTIONS}
    found = rows_of(span.newest, register)
    found["letters"]["drawn"] = _drawn(found["letters"]["drawn"], span, register)
    tiers = span.newest.frames
    return {
        "until": span.title,
        "source": source(*span.years),
        **found,
        "columns": {},
        "sums": {metric.key: _sums(rows[metric.key].values()) for metric in PROPORTIONS},
        "rates": {metric.key: [_rate(one) for one in rows[metric.key].values()] for metric in PROPORTIONS},
        "classes": {
            metric.view.key: "".join(map(_sign, rows[metric.key].values())) for metric in PROPORTIONS
        },
        "against": {metric.key: _against(rows[metric.key].values()) for metric in PROPORTIONS},
        "titles": [short_title(day) for day in span.days],
        "single": {metric.key: _single(rows[metric.key].values(), span.days) for metric in PROPORTIONS},
        "outside": {
            tier: {metric.view.key: outside_of_span(metric, span, tier) for metric in PROPORTIONS}
            for tier in tiers
        },
        "everywhere": {metric.view.key: outside_of_span(metric, span) for metric in PROPORTIONS},
        "descriptions": {tier: describe_span(span, rows, tier) for tier in tiers},
    }


def span_signs(metric: Metric, span: Span, register: Register) -> dict[str, str]:
    """The sign of each council's class by its GSS code, as `figures.standing_signs` of a year."""
    return {code: _sign(one) for code, one in pooled(metric, span, register).items()}


def _sign(one: Pooled) -> str:
    return REASONS[one.state].mark if one.standing is None else sign_of(one.standing, one.lean)


def _sums(rows: Iterable[Pooled]) -> Json:
    every = list(rows)
    return {"hits": [one.numerator for one in every], "base": [one.denominator for one in every]}


def _rate(one: Pooled) -> float | None:
    if one.numerator is None or one.denominator is None:
        return None
    return shown(Rate(one.numerator, one.denominator).percent)


def _against(rows: Iterable[Pooled]) -> Json:
    """By position, each council's sum beside what chance would give it; what fills its sentences, each once in `words`.

    `says` are the letters of its sentences in the choices' `together`; `target` is in per cent.
    """
    every = list(rows)
    values = [_values(one) for one in every]
    words = list(dict.fromkeys(word for known in values for word in known))
    ends = [None if one.together is None else one.together.expected for one in every]
    return {
        "low": [None if end is None else end[0] for end in ends],
        "high": [None if end is None else end[1] for end in ends],
        "target": [_target(one) for one in every],
        "says": ["".join(TOGETHER_SAYING[key] for key in _says(one)) for one in every],
        "words": words,
        "fills": FILLED,
        "filled": [[words.index(word) for word in known] for known in values],
    }


def _says(one: Pooled) -> Sequence[str]:
    if one.state is not State.VALUE:
        return ()
    if one.together is None:
        return says_not_compared(one, one.council.gss_code in ALONE)
    return says_together(one.together)


def _values(one: Pooled) -> Sequence[str]:
    """The words of `FILLED`, in its order; none without a sum."""
    if one.state is not State.VALUE:
        return ()
    if one.together is None:
        return [span_of(one), "", "", "", left_in_words(one)]
    known = values_together(one.together)
    return [known[name] for name in FILLED]


def _target(one: Pooled) -> float | None:
    if one.together is None:
        return None
    return shown(100 * one.together.by_rate / one.together.denominator)


def _single(rows: Iterable[Pooled], days: Sequence[date]) -> Json:
    """The single years, the oldest first: for each council "3/4", the mark of why it has no rate, or "" if left out."""
    every = list(rows)
    return [[_cases(one.single.get(day)) for one in every] for day in days]


def _cases(one: Measurement | None) -> str:
    if one is None:
        return ""
    if one.rate is None:
        return REASONS[one.state].mark if one.state is not State.VALUE else REASONS[State.NOT_STATED].mark
    return f"{one.rate.numerator}/{one.rate.denominator}"


def _drawn(newest: str, span: Span, register: Register) -> str:
    """Who made the figures: as for the newest year, but `i` where all letters are made up, `m` where some are."""
    years = own_years(span, register).values()
    letters = ([letter for one in own.values() for letter in one.letters] for own in years)
    return "".join(_made(sign, list(each)) for sign, each in zip(newest, letters, strict=True))


def _made(newest: str, letters: Sequence[Reading]) -> str:
    invented = [letter.illustration is Illustration.INVENTED for letter in letters]
    if any(invented):
        return "i" if all(invented) else "m"
    return newest
