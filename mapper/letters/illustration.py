"""The line by which an illustrative letter says what it is."""

from collections.abc import Mapping
from enum import StrEnum


class Illustration(StrEnum):
    """What an illustrative letter holds: invented figures, or published ones on a page that we drew."""

    INVENTED = "invented"
    REDRAWN = "redrawn"


MARKS: Mapping[Illustration, str] = {
    Illustration.INVENTED: "Illustrative letter: invented figures, do not quote",
    Illustration.REDRAWN: "Illustrative letter: published figures, redrawn page",
}
"""The line that stands on every page of an illustrative letter, and by which one is known when it is read."""
