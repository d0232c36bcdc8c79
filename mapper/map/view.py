"""The first view of a year, for whoever draws the map without scripts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mapper.map.choices import against_type_words, mark_words
from mapper.map.figures import standing_signs
from mapper.map.files import Json
from mapper.measures.joined import JoinedYear
from mapper.measures.peers import METRIC, Comparison
from mapper.year import short_title, title


@dataclass(frozen=True)
class View:
    """The first view of a year as the map has it: `metric` and `marks` hold its words, the rest is by GSS code.

    `classes` are the characters described above, `says` the words for each ("1 of 1 upheld").
    """

    metric: Mapping[str, Json]
    marks: Mapping[str, Sequence[str]]
    until: str
    title: str
    classes: Mapping[str, str]
    says: Mapping[str, str]


def first_view(joined: JoinedYear) -> View:
    """What the map shows of this year at first, for whoever draws it without scripts."""
    words, marks = against_type_words(), mark_words()
    classes = dict(zip(joined.table.index, standing_signs(joined.table), strict=True))
    says = {
        code: marks[sign][0] or words["none_word"] if sign in marks else _cases(joined.comparisons[code])
        for code, sign in classes.items()
    }
    last_day = joined.period_end
    return View(words, marks, title(last_day), short_title(last_day), classes, says)


def _cases(comparison: Comparison) -> str:
    rate = comparison.rate
    return f"{rate.numerator} of {rate.denominator} {METRIC.numerator_word}"
