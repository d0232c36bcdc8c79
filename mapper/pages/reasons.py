"""Why there is no rate, or no figure: each reason in a sentence."""

from collections.abc import Mapping

from mapper.measures.metrics import Metric
from mapper.measures.states import REASONS, State
from mapper.review.reading import CouncilYear, Status
from mapper.words import ended

_NOTHING: Mapping[str, str] = {
    "uphold_rate": "No complaint was investigated, so there is no rate. That is neither good nor bad.",
    "satisfactory_remedy_rate": "No complaint was upheld, so there was nothing to put right beforehand.",
    "compliance_rate": "No recommendation was recorded in the year, so there is no rate.",
}


def no_rate(metric: Metric, state: State) -> str:
    """Why there is no rate, in a sentence."""
    return _NOTHING[metric.key] if state is State.NONE else REASONS[state].sentence


def letter_state(year: CouncilYear) -> State:
    """Why a year has no figures, or that a figure it should have is not stated."""
    if year.letter is None:
        return State.NO_LETTER
    return State.IN_REVIEW if year.usable is None else State.NOT_STATED


def held_back(year: CouncilYear) -> tuple[str, tuple[str, ...]]:
    """What became of a year without figures, and the reasons that its letter was given."""
    if year.letter is None:
        return REASONS[State.NO_LETTER].sentence, ()
    rejected = year.letter.status is Status.REJECTED
    reasons = tuple(ended(problem.message) for problem in year.letter.problems)
    return "No figures could be read:" if rejected else "Held back:", reasons
