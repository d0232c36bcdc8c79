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
    words = _words_in(text)
    has_blocks = len(_BASE_WORDS - words) <= _MAY_LACK and bool(words & _HEADING_WORDS)
    return has_blocks or len(VOLUME_WORDS - words) <= _MAY_LACK


def _words_in(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def _claims(form: Form, forms: Sequence[Form], text: str) -> bool:
    """Whether pages with this text are a letter of the form: it is worded so, or as no other form."""
    if not _wanted(text):
        return False
    words = _words_in(text)
    worded = [one for one in forms if one.own_words and one.own_words <= words]
    return form in worded if worded else not form.own_words


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
