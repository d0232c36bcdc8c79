"""The classes of a rate compared with its peers, from far less to far more often: key, sign, token, label.

Inside the expected range, a `Lean` tells to which side a count lies, which is a place and no class."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class _Class:
    """How a class is written: `sign` in the map's data, `token` in the names of colours, `label` for readers."""

    sign: str
    token: str
    label: str


class Standing(StrEnum):
    """The class of a council's rate compared with its peers; the value is the key in the data files."""

    CLEARLY_LOWER = "clearly-lower"
    LOWER = "lower"
    EXPECTED = "as-expected"
    HIGHER = "higher"
    CLEARLY_HIGHER = "clearly-higher"
    TOO_FEW = "too-few"
    NOT_COMPARED = "not-compared"

    @property
    def sign(self) -> str:
        """The character for the class in the map's data: `0` (lowest) to `4`, `f` for too few, `n` for not compared."""
        return _CLASSES[self].sign

    @property
    def token(self) -> str:
        """The class in the names of colour tokens: `ll` (less), `m` or `hh` (more); too few share `few`."""
        return _CLASSES[self].token

    @property
    def compared(self) -> bool:
        """Whether some count could have been outside the expected range."""
        return self not in (Standing.TOO_FEW, Standing.NOT_COMPARED)

    @property
    def outside(self) -> bool:
        """Whether it is outside the expected range."""
        return self.compared and self is not Standing.EXPECTED

    @property
    def far(self) -> bool:
        """Whether it is outside the 99.8% limits as well."""
        return self in (Standing.CLEARLY_LOWER, Standing.CLEARLY_HIGHER)

    @property
    def label(self) -> str:
        """The class as readers see it."""
        return _CLASSES[self].label


class Lean(StrEnum):
    """To which side a count in the expected range leans: a place among what chance gives, and no finding."""

    MORE = "more"
    LESS = "less"

    @property
    def sign(self) -> str:
        """The character for the class in the map's data."""
        return _LEANS[self].sign

    @property
    def token(self) -> str:
        """The class in the names of colour tokens."""
        return _LEANS[self].token

    @property
    def label(self) -> str:
        """The class as readers see it."""
        return _LEANS[self].label


_CLASSES = {
    Standing.CLEARLY_LOWER: _Class("0", "ll", "Far less often than expected"),
    Standing.LOWER: _Class("1", "ll", "Less often than expected"),
    Standing.EXPECTED: _Class("2", "m", "In the expected range"),
    Standing.HIGHER: _Class("3", "hh", "More often than expected"),
    Standing.CLEARLY_HIGHER: _Class("4", "hh", "Far more often than expected"),
    Standing.TOO_FEW: _Class("f", "few", "Too few to compare"),
    Standing.NOT_COMPARED: _Class("n", "few", "Not compared"),
}

_LEANS = {
    Lean.MORE: _Class("u", "lu", "In the range, towards more"),
    Lean.LESS: _Class("d", "ld", "In the range, towards less"),
}

QUARTER = 0.25
"""The share of what chance gives, at either end, in which a count in the expected range leans to that end."""

TINTS_SAY = (
    "A pale tint is no finding: it marks the outer quarters of what chance gives, and chance alone puts "
    "councils there."
)
"""What a key says of the tints."""


class Beside(Protocol):
    """A count beside what chance would give a council like its type."""

    @property
    def standing(self) -> Standing:
        """The class of the count."""

    @property
    def expected(self) -> tuple[int, int] | None:
        """The expected range: the smallest and the largest count in it; None where nothing is compared."""

    @property
    def chance(self) -> float | None:
        """How likely a count this far to its side is, or one further, 0 to 1; None where nothing is compared."""

    @property
    def higher(self) -> bool | None:
        """The side of the chance: True for a count this high or higher; None where nothing is compared."""

    @property
    def chance_outside(self) -> float:
        """How likely a council like its type is outside the expected range, 0 to 1; 0 where nothing is compared."""

    @property
    def lean(self) -> Lean | None:
        """To which side a count in the expected range leans; None where to none, and for any other count."""


def lean_of(standing: Standing, place: float | None) -> Lean | None:
    """The side to which a count in the expected range leans by its place, 0 to 1; None where to none."""
    if standing is not Standing.EXPECTED or place is None:
        return None
    if place > 1 - QUARTER:
        return Lean.MORE
    return Lean.LESS if place < QUARTER else None


SCALE = tuple(standing for standing in Standing if standing.compared)
"""The classes from the lowest to the highest, without too few and not compared."""

ORDER = (*reversed(SCALE), Standing.TOO_FEW, Standing.NOT_COMPARED)
"""All standings in the order of lists and legends."""

_AT = ORDER.index(Standing.EXPECTED)

KEY: tuple[Standing | Lean, ...] = (*ORDER[:_AT], Lean.MORE, ORDER[_AT], Lean.LESS, *ORDER[_AT + 1 :])
"""All that a key has: the standings with the tints beside the middle, from the highest to the lowest."""


def sign_of(standing: Standing, lean: Lean | None) -> str:
    """The character for a class in the map's data, in which a tint is one of its own."""
    return standing.sign if lean is None else lean.sign
