"""The classes of a rate compared with its peers, from clearly lower to clearly higher: key, sign, token, label."""

from dataclasses import dataclass
from enum import StrEnum


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

    @property
    def sign(self) -> str:
        """The character for the class in the map's data: `0` (lowest) to `4`, or `f` for too few."""
        return _CLASSES[self].sign

    @property
    def token(self) -> str:
        """The class in the names of colour tokens: `ll`, `l`, `m`, `h` or `hh`; too few shares `m`."""
        return _CLASSES[self].token

    @property
    def label(self) -> str:
        """The class as readers see it."""
        return _CLASSES[self].label


_CLASSES = {
    Standing.CLEARLY_LOWER: _Class("0", "ll", "Clearly lower"),
    Standing.LOWER: _Class("1", "l", "Lower"),
    Standing.EXPECTED: _Class("2", "m", "About as expected"),
    Standing.HIGHER: _Class("3", "h", "Higher"),
    Standing.CLEARLY_HIGHER: _Class("4", "hh", "Clearly higher"),
    Standing.TOO_FEW: _Class("f", "m", "Too few to say"),
}

SCALE = tuple(standing for standing in Standing if standing is not Standing.TOO_FEW)
"""The classes from the lowest to the highest, without too few."""
