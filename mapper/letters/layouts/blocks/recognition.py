"""Which pages and which files are letters with blocks, and of which form."""

import re
from collections.abc import Sequence

from mapper.letters.layouts.blocks.form import Form
from mapper.letters.layouts.blocks.landmarks import landmarks_on
from mapper.letters.layouts.blocks.letters import letters_in, page_parts
from mapper.letters.layouts.blocks.parts import PageParts
from mapper.letters.layouts.blocks.reading import statistics_of
from mapper.letters.layouts.blocks.wording import NOTHING, VOLUME_WORDS
from mapper.letters.layouts.layout import Layout, Span
from mapper.letters.letter import Letter
from mapper.letters.statistics import LetterStatistics

# A page may have blocks if it has the words of the sentence that ends each block, in any order, and one of a
# heading's. One word may be lacking: a misprint in a word must not lose the letter.
_BASE_WORDS = frozenset(["statistics", "based", "total", "period", "april", "march"])
_HEADING_WORDS = frozenset(["upheld", "compliance", "satisfactory"])
_MAY_LACK = 1

# A letter with nothing to report says so once a block, with these words.
_NOTHING_WORDS = (
    frozenset(["recommendations", "due"]),
    frozenset(["carried", "investigations"]),
    frozenset(["uphold", "any"]),
)

# Blocks need not print what they are based on from 2025 on; each has an average.
_AVERAGE_WORDS = frozenset(["compares", "average", "similar"])

# A whole letter has the words of both kinds of sentence. Two or three may lack, as in one whose blocks are nearly
# all empty; a page of tables on which somebody speaks of April or March lacks more.
_MAY_LACK_OF_ALL = 3

# The words of the sentence that ends each block, without the spaces that part the letters of widely spaced text.
_SPACED_WORDS = "statisticsarebasedon"

# Each block ends in one sentence of these kinds. A page with two has blocks; a report may quote one.
_ENDS = frozenset([*NOTHING, "base"])
_SEVERAL = 2


def block_layouts(*forms: Form) -> tuple[Layout, ...]:
    """The layouts of all forms with blocks."""
    return tuple(_layout(form, forms) for form in forms)


def _layout(form: Form, forms: Sequence[Form]) -> Layout:
    def claims(text: str) -> bool:
        return _claims(form, forms, text)

    def parse(letter: Letter) -> tuple[LetterStatistics, ...]:
        return tuple(statistics_of(one, form, letter.texts) for one in letters_in(letter))

    return Layout(form.name, form.form, form.years, _wanted, _spans, claims, parse, landmarks_on)


def _wanted(text: str) -> bool:
    """Whether a page with this text may carry blocks, or the sentences on volumes."""
    return _is_worded(text, _BASE_WORDS, _MAY_LACK)


def _is_worded(text: str, base: frozenset[str], may_lack: int) -> bool:
    """Whether a text has the words of blocks, of which `base` are in each, or of the sentences on volumes."""
    words = _words_in(text)
    has_blocks = len(base - words) <= may_lack or words >= _AVERAGE_WORDS or _SPACED_WORDS in _squeezed(text)
    return (
        (has_blocks and any(word in _squeezed(text) for word in _HEADING_WORDS))
        or len(VOLUME_WORDS - words) <= _MAY_LACK
        or sum(nothing <= words for nothing in _NOTHING_WORDS) >= _SEVERAL
    )


def _words_in(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text.lower())


def _claims(form: Form, forms: Sequence[Form], text: str) -> bool:
    """Whether pages with this text are a letter of the form: it is worded so, or as no other form."""
    if not _is_worded(text, _BASE_WORDS | _AVERAGE_WORDS | {"between"}, _MAY_LACK_OF_ALL):
        return False
    worded = [one for one in forms if one.own_words and _has(text, one.own_words)]
    return form in worded if worded else not form.own_words


def _has(text: str, own: frozenset[str]) -> bool:
    """Whether a text has all these words; in widely spaced text their letters may stand apart."""
    words = _words_in(text)
    is_spaced = _SPACED_WORDS in _squeezed(text) and "statistics" not in words
    return own <= words or (is_spaced and all(word in _squeezed(text) for word in own))


def _spans(letter: Letter) -> tuple[Span, ...]:
    """Where letters with blocks stand in a file.

    A page without readable headings, but with the sentences that end several blocks, counts as a letter too.
    """
    headed = [one.span for one in letters_in(letter)]
    own = {number for first, last in headed for number in range(first, last + 1)}
    others = [page for page in letter.pages if page.number not in own]
    headless = [page.number for page in others if _has_several_ends(page_parts(page))]
    return (*headed, *((number, number) for number in headless))


def _has_several_ends(parts: PageParts) -> bool:
    return sum(found.sentence.name in _ENDS for found in parts.sentences) >= _SEVERAL
