"""Whether a council has a value in a year, and the reasons why not."""

from enum import StrEnum


class State(StrEnum):
    """Whether a council has a value in a year; the reasons why not are kept apart everywhere.

    `none`: the letter's base is zero (no complaint was investigated, nothing was due), so there is no rate.
    `not-stated`: the letter does not have the figure. `no-letter`: none has been added. `in-review`: the
    letter was read, but something in it is in doubt, so its figures are held back.
    """

    VALUE = "value"
    NONE = "none"
    NOT_STATED = "not-stated"
    NO_LETTER = "no-letter"
    IN_REVIEW = "in-review"
