"""Why there is no rate or no figure, in sentences."""

from mapper.measures.metrics import Metric
from mapper.measures.states import REASONS, State
from mapper.review.reading import CouncilYear, Status
from mapper.words import ended


def no_rate(metric: Metric, state: State) -> str:
    """Why there is no rate, in a sentence."""
    return metric.none_sentence if state is State.NONE else REASONS[state].sentence


def letter_state(year: CouncilYear) -> State:
    """The reason why a figure of that year is missing: no letter, in review, or not stated."""
    if year.letter is None:
        return State.NO_LETTER
    return State.IN_REVIEW if year.usable is None else State.NOT_STATED


def held_back(year: CouncilYear) -> tuple[str, tuple[str, ...]]:
    """Why a year has no figures, and the problems of its letter, each as a sentence."""
    if year.letter is None:
        return REASONS[State.NO_LETTER].sentence, ()
    rejected = year.letter.status is Status.REJECTED
    reasons = tuple(ended(problem.message) for problem in year.letter.problems)
    return "No figures could be read:" if rejected else "Held back:", reasons
