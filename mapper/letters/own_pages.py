"""Which pages of a file are a letter's own: those that are published with it."""

from collections.abc import Sequence

from mapper.letters.layouts.layout import Span
from mapper.letters.layouts.names import is_greeting

# A letter of its own has three to eight pages; what has more is a committee paper, or several letters.
_MOST_OF_ONE = 20
# So many pages before its statistics a letter may begin.
_LONGEST = 12


def own_pages(texts: Sequence[str], statistics: Sequence[Span]) -> tuple[Span, ...]:
    """The first and last page of each letter, counted from 1, in the order of `statistics`.

    A file with one letter is that letter, unless it is long. Else a letter begins with the page before its statistics
    that greets someone, or with its statistics if there is none, and ends before the next one begins.

    Parameters
    ----------
    texts
        The text of every page of the file.
    statistics
        The pages that the figures of each letter were taken from.
    """
    if len(set(statistics)) == 1 and len(texts) <= _MOST_OF_ONE:
        return tuple((1, len(texts)) for _ in statistics)
    ends = sorted({last for _, last in statistics})
    return tuple((_begins(texts, span, ends), span[1]) for span in statistics)


def _begins(texts: Sequence[str], span: Span, ends: Sequence[int]) -> int:
    """The page on which the letter of these statistics begins; those of the letter before it are not looked at."""
    after = max((end for end in ends if end < span[0]), default=0)
    earliest = max(after + 1, span[0] - _LONGEST, 1)
    pages = range(span[0], earliest - 1, -1)
    return next((page for page in pages if is_greeting(texts[page - 1])), span[0])
