"""Whether a council has a value in a year, and the reasons why not, each with its mark and its wording."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Whether a council has a value in a year, or which reason there is for none.

    - `none`: the denominator is zero (no complaint was investigated, nothing was due), so there is no rate.
    - `not-stated`: the letter does not state the figure.
    - `no-letter`: no letter has been added.
    - `in-review`: something in the letter is in doubt, so its figures are held back.
    """

    VALUE = "value"
    NONE = "none"
    NOT_STATED = "not-stated"
    NO_LETTER = "no-letter"
    IN_REVIEW = "in-review"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for no value, with its wording.

    For `State.NONE` a metric has its own wording in legends and sentences, so those fields are empty.

    Parameters
    ----------
    mark
        One character for the reason in the map's data.
    title
        In a table.
    legend, legend_after
        In the map's legend, before and after the number of councils.
    sentence
        In a card or on a page.
    about
        The explanation on the page about the data.
    """

    mark: str
    title: str
    legend: str
    legend_after: str
    sentence: str
    about: str

    @property
    def in_words(self) -> str:
        """The wording of the legend without the number."""
        return f"{self.legend} {self.legend_after}".strip()


REASONS: Mapping[State, Reason] = {
    State.NONE: Reason(
        mark="o",
        title="None investigated",
        legend="",
        legend_after="",
        sentence="",
        about="The rate has nothing to be out of: no complaint was investigated, nothing was recorded, or no number of "
        "residents is here. "
        "That is neither good nor bad.",
    ),
    State.NOT_STATED: Reason(
        mark="-",
        title="Not stated",
        legend="not stated",
        legend_after="in the letter",
        sentence="This figure is not stated for this year.",
        about="The letter for that year, or the data table in its place, does not have the figure, or prints a dash.",
    ),
    State.NO_LETTER: Reason(
        mark="x",
        title="No letter",
        legend="no letter",
        legend_after="yet",
        sentence="No letter has been added for this year.",
        about="No letter has been added for that council and year.",
    ),
    State.IN_REVIEW: Reason(
        mark="!",
        title="We are checking",
        legend="we are checking",
        legend_after="",
        sentence="We are checking this letter, so its figures are not shown yet.",
        about="A letter was read, but something in it does not add up or is not certain. Its figures are not shown "
        "until someone has looked; the report says what it is.",
    ),
}
"""Every reason for no value, in the order in which legends and pages list them."""
