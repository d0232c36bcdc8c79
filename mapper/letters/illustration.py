"""The line that marks an illustrative letter."""

from collections.abc import Mapping
from enum import StrEnum


class Illustration(StrEnum):
    """What an illustrative letter prints: invented figures, or published ones on a redrawn page."""

    INVENTED = "invented"
    REDRAWN = "redrawn"


MARKS: Mapping[Illustration, str] = {
    Illustration.INVENTED: "Illustrative letter: invented figures, do not quote",
    Illustration.REDRAWN: "Illustrative letter: published figures, redrawn page",
}
"""The line on every page of an illustrative letter, by which it is recognised when it is read."""
