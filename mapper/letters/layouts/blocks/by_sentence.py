"""A page cut into blocks by its sentences, where a heading cannot be read: it is turned, a picture, or lost.

Most sentences stand in one block only, so they tell which block is where. An average does not, nor does what is
based on investigations: these belong to the block that lacks them, wherever a page can be cut so that each block
is whole.
"""

from collections.abc import Iterator
from itertools import islice

from mapper.letters.layouts.blocks.cutting import (
    FARTHEST_BELOW,
    SLACK,
    Block,
    Blocks,
    Group,
    cuts_across,
    cuts_down,
)
from mapper.letters.layouts.blocks.parts import Element, Found, Heading, Number, PageParts
from mapper.letters.layouts.blocks.wording import COMPLIANCE, ONLY_IN, REMEDIES, UNHEADED

# A page with more elements, or more ways to cut it, is no infographic.
_MOST_ELEMENTS, _MOST_WAYS = 80, 300


def tells_of(element: Element) -> str | None:
    """The block in which an element must stand; None if it may stand in several."""
    if isinstance(element, Heading):
        return element.block
    if not isinstance(element, Found):
        return None
    counted = element.groups.get("of") or ""
    if "outcome" in counted:
        return COMPLIANCE
    name = element.sentence.name
    return REMEDIES if "upheld" in counted else ONLY_IN.get(name) or UNHEADED.get(name)


def ways_by_sentence(parts: PageParts) -> tuple[Blocks, ...]:
    """Every way to cut a page into blocks that each hold the sentences of one kind; none if there is no such way."""
    elements: Group = (*parts.headings, *parts.sentences)
    telling = [element for element in elements if tells_of(element) is not None]
    if not any(isinstance(element, Found) for element in telling):
        return ()
    elements = _elements(parts, min(element.box.top for element in telling))
    if len(elements) > _MOST_ELEMENTS:
        return ()
    ways: dict[frozenset[frozenset[int]], Blocks] = {}
    for groups in islice(_cuts(elements), _MOST_WAYS + 1):
        known = frozenset(frozenset(map(id, group)) for group in groups)
        ways.setdefault(known, tuple(_block(group, parts) for group in groups))
    return tuple(ways.values()) if len(ways) <= _MOST_WAYS else ()


def _elements(parts: PageParts, top: float) -> Group:
    """What may belong to a block: all from the first that tells of one, and large numbers just above it."""
    sentences = [found for found in parts.sentences if found.box.top >= top - SLACK]
    bottom = max(found.box.bottom for found in sentences)
    numbers = [
        number
        for number in parts.numbers
        if top - 2 * number.box.height <= number.box.y_middle <= bottom + FARTHEST_BELOW * number.box.height
    ]
    return (*parts.headings, *sentences, *numbers)


def _kinds(group: Group) -> frozenset[str]:
    return frozenset(kind for element in group if (kind := tells_of(element)) is not None)


def _block(group: Group, parts: PageParts) -> Block:
    (kind,) = _kinds(group)
    heading = next((element for element in group if isinstance(element, Heading)), None)
    sentences = tuple(element for element in group if isinstance(element, Found))
    if heading is None:
        first = min(sentences, key=lambda found: (found.box.top, found.box.x0))
        heading = Heading(kind, parts.page, first.box, is_printed=False)
    return Block(heading, sentences, tuple(element for element in group if isinstance(element, Number)))


def _cuts(group: Group) -> Iterator[tuple[Group, ...]]:
    """Every way to cut a group, from top to bottom or across, until each part tells of one block."""
    if len(_kinds(group)) == 1:
        yield (group,)
        return
    edges = sorted({element.box.top for element in group})[1:]
    for one, other in (*cuts_down(group), *cuts_across(group, edges)):
        kinds, others = _kinds(one), _kinds(other)
        if kinds and others and not kinds & others:
            for left in _cuts(one):
                for right in _cuts(other):
                    yield (*left, *right)
