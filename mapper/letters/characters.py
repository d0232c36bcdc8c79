"""The characters of a page: where each stands, how large it is, and which way it runs.

A character's *em* is the size of its type in points, and its *base* the place of its base line. Places along and
across a line of text are measured in the text's own direction, so that turned text can be treated as upright text
is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin
from operator import attrgetter

from mapper.letters.box import Box

# The same character drawn twice within this part of its em is one: some programs make bold type and shadows so.
_OVERPRINT = 0.12

# Text that is turned by less than this (degrees) is upright. A page that is put on a scanner by hand lies askew.
UPRIGHT_WITHIN = 5.0


@dataclass(frozen=True, slots=True)
class Character:
    """One character as drawn.

    Parameters
    ----------
    text
        Its text; a ligature is spelt out.
    box
        Its box on the page.
    em
        The size of its type, in points.
    angle
        The angle to which it is turned, in degrees anticlockwise from upright, from -180 to 180.
    starts, ends
        Its two edges along its line, in points.
    base
        Its base line's place across the line, in points; further down is larger.
    """

    text: str
    box: Box
    em: float
    angle: float
    starts: float
    ends: float
    base: float

    @property
    def is_upright(self) -> bool:
        return abs(self.angle) < UPRIGHT_WITHIN


def character(
    text: str, box: Box, em: float, angle: float, origin: tuple[float, float], advance: float
) -> Character:
    """A character that is drawn from a point of its base line (`origin`), `advance` points along it."""
    along, across = origin if angle == 0 else _turned_back(*origin, angle)
    return Character(_LIGATURES.get(text, text), box, em, angle, along, along + advance, across)


# Unicode's Latin ligatures (block FB00), which a font may have in place of their letters.
_LIGATURES = dict(
    zip(
        "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06",
        ("ff", "fi", "fl", "ffi", "ffl", "st", "st"),
        strict=True,
    )
)


def _turned_back(x: float, y: float, angle: float) -> tuple[float, float]:
    """A point on the page, along and across lines that are turned by this angle."""
    cosine, sine = _turn(angle)
    return x * cosine - y * sine, x * sine + y * cosine


@lru_cache(maxsize=256)
def _turn(angle: float) -> tuple[float, float]:
    return cos(radians(angle)), sin(radians(angle))


def drawn_once(characters: list[Character]) -> list[Character]:
    """The characters without overprints: a "1" drawn twice to look bold must not become "11"."""
    kept: list[Character] = []
    for character in sorted(characters, key=attrgetter("text", "starts")):
        if not any(_overprints(character, other) for other in _nearby(character, kept)):
            kept.append(character)
    return kept


def _nearby(character: Character, kept: list[Character]) -> Iterator[Character]:
    """The same characters at about the same place along the line, in any line."""
    for other in reversed(kept):
        if other.text != character.text or character.starts - other.starts > _OVERPRINT * character.em:
            return
        yield other


def _overprints(character: Character, other: Character) -> bool:
    return abs(character.base - other.base) <= _OVERPRINT * character.em and character.angle == other.angle
