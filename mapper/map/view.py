"""The first view of a year, for pictures of the map, which run no scripts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mapper.councils.register import Register
from mapper.councils.tiers import TIERS, Tier
from mapper.map.choices import first_words, mark_words
from mapper.map.descriptions import outside_of, outside_of_span
from mapper.map.figures import standing_signs
from mapper.map.files import Json
from mapper.map.span_figures import span_signs
from mapper.measures.metrics import METRIC
from mapper.measures.opening import Period
from mapper.measures.pooled import pooled
from mapper.measures.together import Span


@dataclass(frozen=True)
class View:
    """The first view of a year, as the map shows it.

    `metric` and `marks` are the wording of `first_words` and `mark_words`; `until` and `title` name the year.
    `classes` has the sign of each council's class (see `standing_signs`) and `says` its words, such as
    "1 of 1 upheld", both by GSS code. `outside` says by tier how many are outside the expected range, and how
    many chance would put there.
    """

    metric: Mapping[str, Json]
    marks: Mapping[str, Sequence[str]]
    until: str
    title: str
    classes: Mapping[str, str]
    says: Mapping[str, str]
    outside: Mapping[Tier, Sequence[str]]


_METRIC = METRIC["uphold_rate"]


def first_view(period: Period, register: Register) -> View:
    """What the map of this year, or of these years together, shows before a reader chooses anything."""
    if isinstance(period, Span):
        rows = pooled(_METRIC, period, register)
        classes = span_signs(_METRIC, period, register)
        cases = {code: (one.numerator, one.denominator) for code, one in rows.items()}
    else:
        classes = dict(zip(period.table.index, standing_signs(_METRIC, period), strict=True))
        cases = {code: (one.numerator, one.denominator) for code, one in period.comparisons.items()}
    words, marks = first_words(), mark_words()
    says = {
        code: marks[sign][0] or words["none_word"] if sign in marks else _cases(*cases[code])
        for code, sign in classes.items()
    }
    return View(words, marks, period.title, period.short_title, classes, says, _outside(period))


def _outside(period: Period) -> Mapping[Tier, Sequence[str]]:
    return {
        tier: outside_of_span(_METRIC, period, tier)
        if isinstance(period, Span)
        else outside_of(_METRIC, period, tier)
        for tier in TIERS
    }


def _cases(numerator: int | None, denominator: int | None) -> str:
    return f"{numerator} of {denominator} {_METRIC.numerator_word}"
