"""What the forms of letter with blocks recognise on a page: headings, sentences, and numbers that stand alone."""

from mapper.letters.layouts.blocks.letters import page_parts
from mapper.letters.layouts.layout import Landmark
from mapper.letters.letter import Page


def landmarks_on(page: Page) -> tuple[Landmark, ...]:
    """The headings, sentences and lone numbers of a page."""
    parts = page_parts(page)
    return (
        *(Landmark("heading", heading.block, heading.box) for heading in parts.headings),
        *(Landmark("sentence", found.sentence.name, found.box) for found in parts.sentences),
        *(Landmark("number", number.text, number.box) for number in parts.numbers),
    )
