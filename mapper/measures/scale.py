"""The classes of a rate compared with its peers, from far less to far more often: key, sign, token, label."""

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


_CLASSES = {
    Standing.CLEARLY_LOWER: _Class("0", "ll", "Far less often than expected"),
    Standing.LOWER: _Class("1", "ll", "Less often than expected"),
    Standing.EXPECTED: _Class("2", "m", "In the expected range"),
    Standing.HIGHER: _Class("3", "hh", "More often than expected"),
    Standing.CLEARLY_HIGHER: _Class("4", "hh", "Far more often than expected"),
    Standing.TOO_FEW: _Class("f", "few", "Too few to compare"),
    Standing.NOT_COMPARED: _Class("n", "few", "Not compared"),
}

SCALE = tuple(standing for standing in Standing if standing.compared)
"""The classes from the lowest to the highest, without too few and not compared."""

ORDER = (*reversed(SCALE), Standing.TOO_FEW, Standing.NOT_COMPARED)
"""All standings in the order of lists and legends."""
