"""A letter's PDF as plain pages of words and rules.

Coordinates are in points from the top left of the page as seen, that is with /Rotate and the crop box
applied.
"""

from dataclasses import dataclass

from mapper.letters.box import Box

# Two words stand side by side if they share at least this part of the lower one's height. It is more than
# half so that a figure centred between the two lines of a neighbouring cell belongs to neither.
_SHARED_HEIGHT = 0.6


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space, its box, and its angle in degrees anticlockwise from upright.

    `spacing` is how far its characters are apart, in points; 0 in ordinary text.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    angle: float = 0.0
    spacing: float = 0.0

    @property
    def x_middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y_middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def is_beside(self, other: "Word") -> bool:
        """Whether both words stand in one line."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared >= _SHARED_HEIGHT * min(self.bottom - self.top, other.bottom - other.top)


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, or an edge of a drawn box; its width or its height is zero."""

    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Parameters
    ----------
    number
        Its number, which counts from 1 in the file.
    width, height
        Its size in points.
    words
        Its upright words; their order means nothing.
    rules
        Its rules.
    turned
        Its words that are not upright: headings on their side, watermarks.
    marks
        The marks that refer to notes, which are among neither.
    turned_by
        By how many degrees clockwise it was turned, besides the rotation that the file gives it, because its
        figures are drawn sideways or upside down. All else here is as seen after that.
    window
        The part of it that is seen, where all that it draws is clipped to a part.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    turned: tuple[Word, ...] = ()
    marks: tuple[Word, ...] = ()
    turned_by: int = 0
    window: Box | None = None

    def shows(self, x: float, y: float) -> bool:
        """Whether a place lies within what is seen of it."""
        seen = self.window or Box(0, self.width, 0, self.height)
        return seen.x0 <= x <= seen.x1 and seen.top <= y <= seen.bottom


@dataclass(frozen=True, slots=True)
class Letter:
    """A PDF file as read; it may hold no letter, or several.

    `texts` holds the text of every page in the file, `pages` only the pages that were opened for their
    figures. `active_content` is true where the file contains scripts, launch or form actions, any other
    action that runs without a click (except choosing a view on opening), or attached files or media.
    """

    texts: tuple[str, ...]
    pages: tuple[Page, ...]
    active_content: bool
