"""An infographic as blocks: a heading each, sentences, and large numbers that stand apart from their sentences.

A *sentence* is a known form of words with *slots* for numbers. A slot that is empty in the text is filled by
the number that stands beside, above or below the sentence, if that is certain. A *block* is what stands under
one heading. Where blocks end is not printed, so every way to cut a page into blocks is tried, and what the
ways do not agree on is in doubt.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from mapper.letters.layouts.flow import Box, Run, Stream, box_of, is_figure, runs_of, streams_of
from mapper.letters.pdf import Page, Word
from mapper.letters.statistics import Unit

# Points by which a box may reach over the edge of its block.
_SLACK = 1.0

# A blank strip at least this wide (points) may part two columns of blocks.
_GUTTER = 4.0

# More headings on a page than two letters have: what is cut so often is no infographic.
_MOST_HEADINGS = 6

# The number of a slot is so much nearer to its sentence than any other that could be meant; above or below it,
# it is at most so far away (in parts of its own height). Beside it, it may stand in a column of its own.
_NEARER = 1.5
_FARTHEST = 3.0

# A number that stands apart is no year.
_YEAR = re.compile(r"20[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a number: the unit it is in, and whether the number may stand apart from the sentence."""

    unit: Unit
    may_stand_apart: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A form of words, as a pattern for a stream's plain text with a named group for each slot.

    Other groups hold text. `stands_alone` asks that lines or sentences begin and end with it, for words that
    also occur within other sentences.
    """

    name: str
    pattern: re.Pattern[str]
    slots: Mapping[str, Slot] = field(default_factory=dict)
    stands_alone: bool = False


@dataclass(frozen=True, eq=False)
class Found:
    """A sentence found on a page: its words, and what its groups hold; an empty slot holds None."""

    sentence: Sentence
    page: Page
    words: tuple[Word, ...]
    groups: Mapping[str, str | None]

    @cached_property
    def box(self) -> Box:
        return box_of(self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def empty_slot(self) -> Slot | None:
        """The slot whose number is not in the text, if it may stand apart."""
        for name, slot in self.sentence.slots.items():
            if self.groups.get(name) is None and slot.may_stand_apart:
                return slot
        return None


@dataclass(frozen=True, eq=False)
class Heading:
    """The heading of a block, and which block it is."""

    block: str
    page: Page
    box: Box


@dataclass(frozen=True, eq=False)
class Number:
    """A number that stands alone."""

    text: str
    box: Box

    @property
    def is_percent(self) -> bool:
        return self.text.endswith("%")


Element = Heading | Found | Number


@dataclass(frozen=True, eq=False)
class PageParts:
    """What is known of one page."""

    page: Page
    streams: tuple[Stream, ...]
    headings: tuple[Heading, ...]
    sentences: tuple[Found, ...]
    numbers: tuple[Number, ...]


def parts_of(page: Page, headings: Mapping[str, re.Pattern[str]], sentences: Sequence[Sentence]) -> PageParts:
    """Find headings (a pattern for each block), sentences (those named first first) and lone numbers."""
    streams = streams_of(runs_of(page))
    found = [one for stream in streams for one in _sentences_in(stream, sentences, page)]
    taken = {word for one in found for word in one.words}
    heads = [one for stream in streams for one in _headings_in(stream, headings, page)]
    numbers = [
        Number(run.text, run.box)
        for stream in streams
        for run in stream.runs
        if _is_lone_number(run) and run.words[0] not in taken
    ]
    return PageParts(page, streams, tuple(heads), tuple(found), tuple(numbers))


def _is_lone_number(run: Run) -> bool:
    return len(run.words) == 1 and is_figure(run.text) and not _YEAR.fullmatch(run.text)


def _headings_in(stream: Stream, headings: Mapping[str, re.Pattern[str]], page: Page) -> Iterator[Heading]:
    for block, pattern in headings.items():
        for match in pattern.finditer(stream.text):
            start, end = match.span()
            if any(run_start == start for run_start, _ in _lines(stream)) and any(
                run_end == end for _, run_end in _lines(stream)
            ):
                yield Heading(block, page, box_of(stream.words_between(start, end)))


def _lines(stream: Stream) -> Iterator[tuple[int, int]]:
    """Where in the stream's text each run begins and ends."""
    places = [*stream.run_starts, len(stream.text)]
    for start, end in pairwise(places):
        yield start, start + len(stream.text[start:end].rstrip())


def _sentences_in(stream: Stream, sentences: Sequence[Sentence], page: Page) -> Iterator[Found]:
    """Every sentence of the stream; a word belongs to the first that claims it."""
    text = stream.text
    for sentence in sentences:
        for match in sentence.pattern.finditer(text):
            start, end = match.span()
            if sentence.stands_alone and not (stream.is_edge(start) and stream.is_edge(_after(text, end))):
                continue
            if _follows_a_number(stream, start):
                continue
            words = stream.words_between(start, end)
            yield Found(sentence, page, words, match.groupdict())
        # What has been read is blotted out, at its own length.
        text = sentence.pattern.sub(lambda match: "\0" * len(match[0]), text)


def _follows_a_number(stream: Stream, start: int) -> bool:
    """Whether a number stands just before, in the same line: then which of two is the sentence's is in doubt."""
    before = stream.text[:start].split()
    return bool(before) and not stream.is_edge(start) and is_figure(before[-1])


def _after(text: str, end: int) -> int:
    """The place after a match: that of the next word, if there is one."""
    return end + 1 if text[end : end + 1] == " " else end


@dataclass(frozen=True, eq=False)
class Block:
    """A heading and what stands under it."""

    heading: Heading
    sentences: tuple[Found, ...]
    numbers: tuple[Number, ...]


Blocks = tuple[Block, ...]


def ways_to_cut(parts: PageParts) -> tuple[Blocks, ...]:
    """Every way to cut a page into blocks, each block with one heading; none if there is no such way."""
    if not 0 < len(parts.headings) <= _MOST_HEADINGS or not parts.sentences:
        return ()
    top = min(heading.box.top for heading in parts.headings)
    bottom = max(found.box.bottom for found in parts.sentences)
    numbers = [
        number
        for number in parts.numbers
        if top <= number.box.y_middle <= bottom + _FARTHEST * number.box.height
    ]
    below = [found for found in parts.sentences if found.box.top >= top - _SLACK]
    found: dict[frozenset[frozenset[int]], Blocks] = {}
    for groups in _cuts((*parts.headings, *below, *numbers)):
        known = frozenset(frozenset(map(id, group)) for group in groups)
        found.setdefault(known, tuple(_block(group) for group in groups))
    return tuple(found.values())


_Group = tuple[Element, ...]


def _headings(group: _Group) -> list[Heading]:
    return [element for element in group if isinstance(element, Heading)]


def _block(group: _Group) -> Block:
    (heading,) = _headings(group)
    return Block(
        heading,
        tuple(e for e in group if isinstance(e, Found) and e.box.top >= heading.box.top - _SLACK),
        tuple(e for e in group if isinstance(e, Number)),
    )


def _cuts(group: _Group) -> Iterator[tuple[_Group, ...]]:
    """Every way to cut a group, first from top to bottom or first across, until each has one heading."""
    if len(_headings(group)) == 1:
        yield (group,)
        return
    for one, other in (*_cuts_down(group), *_cuts_across(group)):
        for left in _cuts(one):
            for right in _cuts(other):
                yield (*left, *right)


def _cuts_down(group: _Group) -> Iterator[tuple[_Group, _Group]]:
    """Cuts along blank strips from top to bottom, with a heading on either side."""
    ordered = sorted(group, key=lambda element: element.box.x0)
    reached = float("-inf")
    for index, element in enumerate(ordered):
        if element.box.x0 - reached >= _GUTTER and index:
            yield from _with_headings(tuple(ordered[:index]), tuple(ordered[index:]))
        reached = max(reached, element.box.x1)


def _cuts_across(group: _Group) -> Iterator[tuple[_Group, _Group]]:
    """Cuts just above a heading that cross neither a heading nor a sentence."""
    for heading in _headings(group):
        edge = heading.box.top
        if all(
            element.box.bottom <= edge + _SLACK or element.box.top >= edge - _SLACK
            for element in group
            if not isinstance(element, Number)
        ):
            above = tuple(element for element in group if element.box.y_middle < edge)
            yield from _with_headings(above, tuple(element for element in group if element not in above))


def _with_headings(one: _Group, other: _Group) -> Iterator[tuple[_Group, _Group]]:
    if _headings(one) and _headings(other):
        yield one, other


def numbers_of(block: Block) -> tuple[dict[Found, Number], tuple[Number, ...]]:
    """Which lone number fills the empty slot of which sentence, and the numbers that fill none.

    A number is taken only if it and the sentence are each other's nearest by far.
    """
    empty = [(found, slot) for found in block.sentences if (slot := found.empty_slot) is not None]
    pairs = {
        (found, number): _distance(number, found)
        for found, slot in empty
        for number in block.numbers
        if _fits(number, slot)
    }
    filled: dict[Found, Number] = {}
    for (found, number), distance in pairs.items():
        rivals = [
            other_distance
            for (other, other_number), other_distance in pairs.items()
            if (other is found) is not (other_number is number)
        ]
        if distance < float("inf") and all(rival > _NEARER * distance + _SLACK for rival in rivals):
            filled[found] = number
    taken = set(filled.values())
    return filled, tuple(number for number in block.numbers if number not in taken)


def _fits(number: Number, slot: Slot) -> bool:
    if number.text.casefold() == "n/a":
        return True
    return number.is_percent is (slot.unit is Unit.PERCENT)


def _distance(number: Number, found: Found) -> float:
    """How far a number is from a sentence; infinite if it is too far, or stands at an angle to it."""
    box, other = number.box, found.box
    distance = box.gap_to(other)
    is_beside = min(box.bottom, other.bottom) - max(box.top, other.top) > 0
    is_over = min(box.x1, other.x1) - max(box.x0, other.x0) > 0
    near = _FARTHEST * max(box.height, other.height)
    return distance if is_beside or (is_over and distance <= near) else float("inf")


def stray_large(block: Block, strays: Sequence[Number], is_printed: Callable[[str], bool]) -> list[Number]:
    """The numbers that fill no slot, are larger than the text, and are not printed in it as well."""
    size = min((word.bottom - word.top for found in block.sentences for word in found.words), default=0.0)
    return [number for number in strays if number.box.height > 1.25 * size and not is_printed(number.text)]
