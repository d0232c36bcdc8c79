"""The example letters, each opened once for all the tests that only look at what it says."""

from functools import cache

from mapper.letters import layouts, pdf
from mapper.letters.letter import Letter
from tests.paths import EXAMPLES


@cache
def opened(name: str) -> Letter:
    """The example in that folder, with the pages that layouts want.

    Raises
    ------
    UnreadableLetter
        If it cannot be opened.
    """
    return pdf.read((EXAMPLES / name / "letter.pdf").read_bytes(), layouts.wanted)
