"""A layout: a form of letter, and the functions that recognise and read it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from mapper.letters.box import Box
from mapper.letters.letter import Letter, Page
from mapper.letters.statistics import LetterStatistics

Span = tuple[int, int]
"""The numbers of the first and the last page that carry one letter's title and figures."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """Something that a layout recognises on a page and takes its bearings from.

    Parameters
    ----------
    kind
        What it is: "title", "period", "table", "column", "heading", "sentence" or "number".
    meaning
        What the layout takes it for, such as the statistic that a column's heading names.
    box
        Where it stands on the page.
    """

    kind: str
    meaning: str
    box: Box


@dataclass(frozen=True, slots=True)
class Layout:
    """One form of letter.

    Layouts of one family look so alike that only their words tell them apart; they share `wanted` and
    `spans`.

    Parameters
    ----------
    name
        The name by which every file calls it.
    form
        What it looks like, in words for readers.
    years
        The years ending 31 March whose letters have it.
    wanted
        Whether a page may carry the title or figures of a letter of this family, by the page's text.
    spans
        Where letters of this family stand, among the pages of a file that are wanted.
    claims
        Whether a letter has this form, by the text of the pages of its span.
    parse
        Reads a letter. Its pages are handed over as a file of their own, with the pages before them that
        belong to no other letter. The result has more than one letter only if several share a page.
    landmarks
        What it recognises on a page, letter or not; for maintainers, who look for what it does not.
    usual
        Statistics that a letter may lack, though letters of this form are known to have them.
    """

    name: str
    form: str
    years: Collection[int]
    wanted: Callable[[str], bool]
    spans: Callable[[Letter], tuple[Span, ...]]
    claims: Callable[[str], bool]
    parse: Callable[[Letter], tuple[LetterStatistics, ...]]
    landmarks: Callable[[Page], tuple[Landmark, ...]]
    usual: frozenset[str] = frozenset()
