"""What a layout is: a form of letter, with the words that tell it from every other."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from mapper.letters.pdf import Letter
from mapper.letters.statistics import LetterStatistics

Span = tuple[int, int]
"""The numbers of the first and the last page that carry one letter's title and figures."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One form of letter.

    `form` says for readers what it looks like, `years` in which years ending 31 March letters have it.
    `wanted` tells from a page's text whether the page carries title or figures of this form. `spans` finds
    where among those pages letters of this form, or of one so like it that only their words can tell, stand;
    layouts so alike share both functions. `claims` tells from the text of the pages of one span whether it is
    this form, and `parse` reads them: they are handed to it as a file of their own, with the pages before it
    that belong to no other letter. It gives more than one letter only where several share a page.
    """

    name: str
    form: str
    years: Collection[int]
    wanted: Callable[[str], bool]
    spans: Callable[[Letter], tuple[Span, ...]]
    claims: Callable[[str], bool]
    parse: Callable[[Letter], tuple[LetterStatistics, ...]]
