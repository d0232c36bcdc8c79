"""The first view of a year, for pictures of the map, which run no scripts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mapper.map.choices import first_words, mark_words
from mapper.map.figures import standing_signs
from mapper.map.files import Json
from mapper.measures.comparison import Comparison
from mapper.measures.joined import JoinedYear
from mapper.measures.metrics import METRIC
from mapper.year import short_title, title


@dataclass(frozen=True)
class View:
    """The first view of a year, as the map shows it.

    `metric` and `marks` are the wording of `first_words` and `mark_words`; `until` and `title` name the year.
    `classes` has the sign of each council's class (see `standing_signs`) and `says` its words, such as
    "1 of 1 upheld", both by GSS code.
    """

    metric: Mapping[str, Json]
    marks: Mapping[str, Sequence[str]]
    until: str
    title: str
    classes: Mapping[str, str]
    says: Mapping[str, str]


def first_view(joined: JoinedYear) -> View:
    """What the map of this year shows before a reader chooses anything."""
    words, marks = first_words(), mark_words()
    classes = dict(zip(joined.table.index, standing_signs(METRIC["uphold_rate"], joined.table), strict=True))
    says = {
        code: marks[sign][0] or words["none_word"] if sign in marks else _cases(joined.comparisons[code])
        for code, sign in classes.items()
    }
    last_day = joined.period_end
    return View(words, marks, title(last_day), short_title(last_day), classes, says)


def _cases(comparison: Comparison) -> str:
    rate = comparison.rate
    return f"{rate.numerator} of {rate.denominator} {comparison.metric.numerator_word}"
