"""The columns that say how a count compares with its type, in every table that has them."""

from mapper.measures.column import Column, Value
from mapper.measures.comparison import Compared
from mapper.measures.scale import Beside, Standing


def side_in_words(higher: bool | None) -> Value:
    """The side of a chance as the tables have it."""
    if higher is None:
        return None
    return "higher" if higher else "lower"


BESIDE: tuple[Column[Beside], ...] = (
    Column(
        "class",
        "string",
        "whether the count is outside the 95% (lower, higher) or the 99.8% (clearly) limits of what chance would "
        "give a council like its type; too-few where no count could be",
        lambda one: one.standing.value,
        choices=tuple(Standing),
    ),
    Column(
        "expected_low",
        "integer",
        "the smallest count in the expected range, which holds at least 95 of 100 years",
        lambda one: None if one.expected is None else one.expected[0],
    ),
    Column(
        "expected_high",
        "integer",
        "the largest count in the expected range",
        lambda one: None if one.expected is None else one.expected[1],
    ),
    Column(
        "chance",
        "number",
        "how often chance would give a council like its type this count or one further to its side, 0 to 1",
        lambda one: one.chance,
        decimals=5,
    ),
    Column(
        "side",
        "string",
        "whether that chance is one of a count this high or higher, or this low or lower",
        lambda one: side_in_words(one.higher),
        choices=("higher", "lower"),
    ),
)
"""Name, type and description of each, and its value; the description goes on after the title of what is compared."""

COMPARED: tuple[Column[Compared], ...] = (
    Column(
        "correlation",
        "number",
        "by how much the others differ beyond chance: correlation of two cases of one council, for which the expected "
        "range allows",
        lambda one: None if one.tails is None else one.correlation,
        decimals=4,
    ),
)
"""The same for what is a share of cases."""
