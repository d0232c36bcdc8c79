"""Why there is no rate or no figure, in sentences."""

from mapper.measures.metrics import Metric
from mapper.measures.states import REASONS, State
from mapper.review.reading import CouncilYear, Status


def no_rate(metric: Metric, state: State) -> str:
    """Why there is no rate, in a sentence."""
    return metric.none_sentence if state is State.NONE else REASONS[state].sentence


def letter_state(year: CouncilYear) -> State:
    """The reason why a figure of that year is missing: no letter, in review, or not stated."""
    if year.letter is None:
        return State.NO_LETTER
    return State.IN_REVIEW if year.usable is None else State.NOT_STATED


def no_figures(year: CouncilYear) -> str:
    """Why a year has no figures, in a sentence; what is in doubt is for the build report to say."""
    if year.letter is None:
        return REASONS[State.NO_LETTER].sentence
    if year.letter.status is Status.REJECTED:
        return "No figures could be read from this letter yet. The build report says why."
    return f"{REASONS[State.IN_REVIEW].sentence} The build report says what is in doubt."
