"""What a layout is: a form of letter, with the words that tell it from every other."""

from collections.abc import Callable
from dataclasses import dataclass

from mapper.figures import LetterStatistics
from mapper.letter import Letter


@dataclass(frozen=True, slots=True)
class Layout:
    """One form of letter.

    `years` says, for readers, which letters have it. `wanted` tells from a page's text whether the page
    carries title or figures of this form, `claims` from the text of the whole file whether it holds such a
    letter, and `parse` reads every letter of this form in it, in the order they stand.
    """

    name: str
    years: str
    wanted: Callable[[str], bool]
    claims: Callable[[str], bool]
    parse: Callable[[Letter], tuple[LetterStatistics, ...]]
