"""Why there is no rate, or no figure: each reason in a sentence."""

from collections.abc import Mapping

from mapper.measures.metrics import Metric
from mapper.measures.states import State
from mapper.review.reading import CouncilYear, Status
from mapper.words import ended

MISSING: Mapping[State, str] = {
    State.NONE: "The rate has nothing to be out of: no complaint was investigated, or nothing was recorded. "
    "That is neither good nor bad.",
    State.NOT_STATED: "The letter for that year does not have the figure, or prints a dash.",
    State.NO_LETTER: "No letter has been added for that council and year.",
    State.IN_REVIEW: "A letter was read, but something in it does not add up or is not certain; its figures "
    "are held back until someone has looked.",
}
"""Each reason for no value, explained to readers of the whole site."""

_REASONS: Mapping[State, str] = {
    State.NOT_STATED: "The letter for this year does not state this figure.",
    State.NO_LETTER: "No letter has been added for this year.",
}

_NOTHING: Mapping[str, str] = {
    "uphold_rate": "No complaint was investigated, so there is no rate. That is neither good nor bad.",
    "satisfactory_remedy_rate": "No complaint was upheld, so there was nothing to put right beforehand.",
    "compliance_rate": "No recommendation was recorded in the year, so there is no rate.",
}


def no_rate(metric: Metric, state: State) -> str:
    """Why there is no rate, in a sentence."""
    return _NOTHING[metric.key] if state is State.NONE else _REASONS[state]


def letter_state(year: CouncilYear) -> State:
    """Why a year has no figures, or that a figure it should have is not stated."""
    if year.letter is None:
        return State.NO_LETTER
    return State.IN_REVIEW if year.usable is None else State.NOT_STATED


def held_back(year: CouncilYear) -> tuple[str, tuple[str, ...]]:
    """What became of a year without figures, and the reasons that its letter was given."""
    if year.letter is None:
        return _REASONS[State.NO_LETTER], ()
    rejected = year.letter.status is Status.REJECTED
    reasons = tuple(ended(problem.message) for problem in year.letter.problems)
    return "No figures could be read:" if rejected else "Held back:", reasons
