"""The letters of one cohort: each prints the averages of its type, and these must be the same in all of them.

From 2020 on a letter prints beside its own rates "the average in similar authorities". It is the same in every
letter to councils of one type for one year, so these letters check one another.

Terms and rules:

- a *cohort* is the letters to councils of one type for one year. Letters with invented figures form cohorts of
  their own, and so do letters with published figures on redrawn pages: neither can outvote real letters;
- a letter *votes* if it is `ok` before the comparison and its council had not ended by then. A dash or "n/a",
  which letters to councils about to end print, is not a vote and is never wrong;
- an average is *agreed* if at least three letters, and more than half of those that vote, print it. A letter that
  prints another value goes into review, unless the site before showed it (`standing.py`); the others are not affected;
- if letters differ and nothing is agreed, nothing shows which are right: none goes into review, and a note in the
  report names the values.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from mapper.councils.council import CouncilType
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import BY_KEY, Check, Problem, Unit
from mapper.review.reading import Reading, Status
from mapper.review.standing import Stood, contradict
from mapper.words import abridged, counted, day_in_words

AVERAGES = (
    "average_uphold_rate",
    "average_upheld_per_100k",
    "average_satisfactory_remedy_rate",
    "average_compliance_rate",
)

FEWEST = 3
"""An average that fewer letters print is not agreed, even if no letter prints another."""

# The City of London and the Isles of Scilly: the Ombudsman compares county, district, metropolitan, unitary and
# London borough councils, and nothing says with which of them these two are compared, if with any.
_NO_COHORT = ("E09000001", "E06000053")


_VALUES_NAMED = 6
"""How many values a note has; the most frequent ones come first."""


class Cohort(NamedTuple):
    """The letters to councils of one type for one year; `illustration` is None for real letters."""

    period_end: date
    type: CouncilType
    illustration: Illustration | None


class _Question(NamedTuple):
    """Which value the letters of a cohort print for one average."""

    cohort: Cohort
    statistic: str


_Votes = Mapping[_Question, Counter[float]]


def compare(letters: Sequence[Reading], stood: Stood = ()) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    """The letters in their order, each with its averages checked, and notes on averages that are not agreed."""
    votes = _votes(letters)
    notes = [_note(question, votes[question]) for question in sorted(votes, key=_order)]
    return tuple(_compared(letter, votes, stood) for letter in letters), tuple(filter(None, notes))


def agreed(votes: Counter[float]) -> float | None:
    """The value that is agreed (see the module's terms), or None."""
    if not votes:
        return None
    value, number = votes.most_common(1)[0]
    return value if number >= FEWEST and 2 * number > votes.total() else None


def _votes(letters: Sequence[Reading]) -> _Votes:
    votes: defaultdict[_Question, Counter[float]] = defaultdict(Counter)
    for letter in letters:
        if letter.status is Status.OK:
            for question, value in _answers(letter).items():
                votes[question][value] += 1
    return votes


def _answers(letter: Reading) -> dict[_Question, float]:
    """The averages that the letter prints; none if it belongs to no cohort."""
    council, day = letter.council, letter.period_end
    if council is None or day is None or letter.former or council.gss_code in _NO_COHORT:
        return {}
    cohort = Cohort(day, council.type, letter.illustration)
    figures = [figure for key in AVERAGES if (figure := letter.figure(key)) is not None]
    return {_Question(cohort, f.statistic): f.value for f in figures if f.value is not None}


def _compared(letter: Reading, votes: _Votes, stood: Stood) -> Reading:
    """The letter with a check for each agreed average; in review if it prints another value and does not stand."""
    tried = [
        _check(letter, question, value, votes.get(question)) for question, value in _answers(letter).items()
    ]
    checks = tuple(check for check in tried if check is not None)
    failed = [Problem(check.code, check.statement) for check in checks if not check.holds]
    return contradict(replace(letter, checks=(*letter.checks, *checks)), failed, stood)


def _check(letter: Reading, question: _Question, value: float, votes: Counter[float] | None) -> Check | None:
    """Whether the letter's value is the agreed one; None if nothing is agreed."""
    expected = None if votes is None else agreed(votes)
    if votes is None or expected is None:
        return None
    others = votes - Counter([value]) if letter.status is Status.OK else votes
    most = f"{others[expected]:,} of {others.total():,} other letters to {question.cohort.type.plural}"
    shown = f"{BY_KEY[question.statistic].title} is {_shown(question, value)}"
    if question.statistic in letter.corrections:
        shown += " (as corrected)"
    if value == expected:
        return Check(f"{shown}, as in {most}", True, "average-mismatch")
    return Check(f"{shown}, but {most} print {_shown(question, expected)}", False, "average-mismatch")


def _note(question: _Question, votes: Counter[float]) -> str:
    """A note if letters differ and nothing is agreed; otherwise empty."""
    if len(votes) < 2 or agreed(votes) is not None:
        return ""
    ordered = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    values = [
        f"{_shown(question, value)} ({counted(number, 'letter', 'letters')})" for value, number in ordered
    ]
    cohort, title = question.cohort, BY_KEY[question.statistic].title
    kind = "Letters" if cohort.illustration is None else "Illustrative letters"
    return (
        f"{kind} to {cohort.type.plural} for the year to {day_in_words(cohort.period_end)} should print one average "
        f"alike, but differ: {title}, {abridged(values, _VALUES_NAMED)}. None has a clear majority, so "
        "no letter is held back for it."
    )


def _shown(question: _Question, value: float) -> str:
    return f"{value:g}%" if BY_KEY[question.statistic].unit is Unit.PERCENT else f"{value:g}"


def _order(question: _Question) -> tuple[date, str, str, int]:
    cohort = question.cohort
    return (
        cohort.period_end,
        cohort.type.value,
        cohort.illustration or "",
        AVERAGES.index(question.statistic),
    )
