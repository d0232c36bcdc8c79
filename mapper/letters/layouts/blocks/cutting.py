"""A page cut into blocks.

A *block* is what stands under one heading. Where blocks end is not printed, so every way to cut a page is
tried.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mapper.letters.layouts.blocks.parts import Element, Found, Heading, Number, PageParts

# Points by which a box may reach over the edge of its block.
SLACK = 1.0

# A blank strip at least this wide (points) may separate two columns of blocks.
GUTTER = 4.0

# Two letters have so many headings; a page with more is no infographic, and has too many ways to cut it.
_MOST_HEADINGS = 6

# A lone number stands at most so far below its sentence, as a multiple of its own height.
FARTHEST_BELOW = 3.0


@dataclass(frozen=True, eq=False)
class Block:
    """A heading and what stands under it."""

    heading: Heading
    sentences: tuple[Found, ...]
    numbers: tuple[Number, ...]


Blocks = tuple[Block, ...]
Group = tuple[Element, ...]
"""What stands together on a page before it is cut."""


def ways_to_cut(parts: PageParts) -> tuple[Blocks, ...]:
    """Every way to cut a page into blocks with one heading each; none if there is no such way."""
    if not 0 < len(parts.headings) <= _MOST_HEADINGS or not parts.sentences:
        return ()
    top = min(heading.box.top for heading in parts.headings)
    bottom = max(found.box.bottom for found in parts.sentences)
    numbers = [
        number
        for number in parts.numbers
        if top <= number.box.y_middle <= bottom + FARTHEST_BELOW * number.box.height
    ]
    below = [found for found in parts.sentences if found.box.top >= top - SLACK]
    found: dict[frozenset[frozenset[int]], Blocks] = {}
    for groups in _cuts((*parts.headings, *below, *numbers)):
        known = frozenset(frozenset(map(id, group)) for group in groups)
        found.setdefault(known, tuple(_block(group) for group in groups))
    return tuple(found.values())


def _headings(group: Group) -> list[Heading]:
    return [element for element in group if isinstance(element, Heading)]


def _block(group: Group) -> Block:
    (heading,) = _headings(group)
    return Block(
        heading,
        tuple(e for e in group if isinstance(e, Found) and e.box.top >= heading.box.top - SLACK),
        tuple(e for e in group if isinstance(e, Number)),
    )


def _cuts(group: Group) -> Iterator[tuple[Group, ...]]:
    """Every way to cut a group, from top to bottom or across, until each part has one heading."""
    if len(_headings(group)) == 1:
        yield (group,)
        return
    edges = (heading.box.top for heading in _headings(group))
    for one, other in (*cuts_down(group), *cuts_across(group, edges)):
        if _headings(one) and _headings(other):
            for left in _cuts(one):
                for right in _cuts(other):
                    yield (*left, *right)


def cuts_down(group: Group) -> Iterator[tuple[Group, Group]]:
    """Cuts along blank strips from top to bottom."""
    ordered = sorted(group, key=lambda element: element.box.x0)
    reached = float("-inf")
    for index, element in enumerate(ordered):
        if element.box.x0 - reached >= GUTTER and index:
            yield tuple(ordered[:index]), tuple(ordered[index:])
        reached = max(reached, element.box.x1)


def cuts_across(group: Group, edges: Iterable[float]) -> Iterator[tuple[Group, Group]]:
    """Cuts at these heights (points) that go through neither a heading nor a sentence."""
    for edge in edges:
        if all(
            element.box.bottom <= edge + SLACK or element.box.top >= edge - SLACK
            for element in group
            if not isinstance(element, Number)
        ):
            above = tuple(element for element in group if element.box.y_middle < edge)
            yield above, tuple(element for element in group if element not in above)
