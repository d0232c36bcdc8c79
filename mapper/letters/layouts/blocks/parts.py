"""The parts of an infographic page: headings, sentences, and large numbers apart from their sentences.

A *sentence* is a known form of words with *slots* for numbers. A slot may be empty in the text: its number
then stands beside, above or below the sentence.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from mapper.letters.box import Box, box_of
from mapper.letters.layouts.blocks.lines import put_right
from mapper.letters.layouts.blocks.runs import Run, is_figure, runs_of
from mapper.letters.layouts.blocks.streams import Stream, streams_of
from mapper.letters.letter import Page, Word
from mapper.letters.statistics import Unit

# A lone number is not a year.
_YEAR = re.compile(r"20[0-9]{2}")

_PERCENT_IN_WORDS = re.compile(r"\S*[0-9]\S* per ?cent", re.IGNORECASE)

# What may stand before a heading in its line: its number, a letter, or a bullet that is a letter in its font.
_MARKER = r"(?<!\S)(?:\(?(?:[1-9](?:\.[1-9])?|[a-ho]|[ivx]{1,4})\)? )?"

# A marker stands at most so far before its heading, as a multiple of the heading's height.
_MARKER_BEFORE = 3.0

# So many numbers count lines, if they end at one edge, within this part of their height.
_FEWEST_LINES, _ONE_EDGE = 6, 0.3

# Words just before or after a sentence, within the same one, that say that it is about another year.
_OTHER_YEAR = re.compile(
    r"\b(?:last|previous|prior) year|\byear before\b|\b20[0-9]{2} ?[-–/] ?(?:20)?[0-9]{2}\b"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a number: its unit, and whether the number may stand apart from the sentence."""

    unit: Unit
    may_stand_apart: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A form of words.

    Parameters
    ----------
    name
        What it is about, as in `wording`.
    pattern
        Its words as in a stream's plain text, with a named group for each slot. Other groups are text.
    slots
        Its slots, by the names of their groups.
    stands_alone
        Whether it must begin and end where lines or sentences do, for words that also occur within other
        sentences.
    """

    name: str
    pattern: re.Pattern[str]
    slots: Mapping[str, Slot] = field(default_factory=dict)
    stands_alone: bool = False


@dataclass(frozen=True, eq=False)
class Found:
    """A sentence found on a page: its words, the text of its groups, None for an empty slot, and its slots' numbers."""

    sentence: Sentence
    page: Page
    words: tuple[Word, ...]
    groups: Mapping[str, str | None]
    numbers: Mapping[str, "Number"] = field(default_factory=dict)

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
    """The heading of a block, and which block it is; where none can be read, the place where the block begins."""

    block: str
    page: Page
    box: Box
    is_printed: bool = True


@dataclass(frozen=True, eq=False)
class Number:
    """A printed number."""

    text: str
    box: Box

    @property
    def is_percent(self) -> bool:
        return self.text.endswith("%") or _PERCENT_IN_WORDS.fullmatch(self.text) is not None


Element = Heading | Found | Number


@dataclass(frozen=True, eq=False)
class PageParts:
    """What is found on one page."""

    page: Page
    streams: tuple[Stream, ...]
    headings: tuple[Heading, ...]
    sentences: tuple[Found, ...]
    numbers: tuple[Number, ...]


def parts_of(page: Page, headings: Mapping[str, re.Pattern[str]], sentences: Sequence[Sentence]) -> PageParts:
    """Find the headings, sentences and lone numbers of a page.

    Parameters
    ----------
    page
        The page.
    headings
        A pattern for the heading of each block.
    sentences
        The sentences to look for; a word belongs to the first that has it.
    """
    streams = streams_of(put_right(runs_of(page)))
    found = [one for stream in streams for one in _sentences_in(stream, sentences, page)]
    taken = {word for one in found for word in one.words}
    heads = [one for stream in streams for one in _headings_in(stream, headings, page)]
    numbers = [
        Number(run.text, run.box)
        for stream in streams
        for run in stream.runs
        if _is_lone_number(run) and run.words[0] not in taken and not any(_is_marker(run, h) for h in heads)
    ]
    counting = _line_numbers(numbers)
    return PageParts(
        page, streams, tuple(heads), tuple(found), tuple(one for one in numbers if one not in counting)
    )


def _line_numbers(numbers: Sequence[Number]) -> set[Number]:
    """Numbers below one another in a margin that count lines: they grow as evenly as they go down the page."""
    counting: set[Number] = set()
    whole = [number for number in numbers if number.text.isdecimal()]
    for first in whole:
        column = sorted(
            (one for one in whole if abs(one.box.x1 - first.box.x1) <= _ONE_EDGE * first.box.height),
            key=lambda one: one.box.top,
        )
        if len(column) >= _FEWEST_LINES and _grow_evenly(column):
            counting.update(column)
    return counting


def _grow_evenly(column: Sequence[Number]) -> bool:
    first, last = column[0], column[-1]
    step = (last.box.top - first.box.top) / max(1, int(last.text) - int(first.text))
    return int(last.text) - int(first.text) >= len(column) - 1 and all(
        abs(first.box.top + step * (int(one.text) - int(first.text)) - one.box.top) <= step / 2
        for one in column
    )


def _is_lone_number(run: Run) -> bool:
    is_one = len(run.words) == 1 and is_figure(run.text)
    return (is_one and not _YEAR.fullmatch(run.text)) or _PERCENT_IN_WORDS.fullmatch(run.text) is not None


def _is_marker(run: Run, heading: Heading) -> bool:
    """Whether a single digit stands just before a heading, in its line: it numbers the heading."""
    box = heading.box
    return (
        re.fullmatch(_MARKER, f"{run.text.rstrip('.')} ") is not None
        and box.top <= run.box.y_middle <= box.bottom
        and 0 <= box.x0 - run.box.x1 <= _MARKER_BEFORE * box.height
    )


def _headings_in(stream: Stream, headings: Mapping[str, re.Pattern[str]], page: Page) -> Iterator[Heading]:
    lines = list(_lines(stream))
    for block, pattern in headings.items():
        for match in re.finditer(f"{_MARKER}(?P<heading>{pattern.pattern})", stream.text):
            start, end = match.span()
            if any(run_start == start for run_start, _ in lines) and any(
                run_end == end for _, run_end in lines
            ):
                yield Heading(block, page, box_of(stream.words_between(*match.span("heading"))))


def _lines(stream: Stream) -> Iterator[tuple[int, int]]:
    """Where in the stream's text each run begins and ends."""
    places = [*stream.run_starts, len(stream.text)]
    for start, end in pairwise(places):
        yield start, start + len(stream.text[start:end].rstrip())


def _sentences_in(stream: Stream, sentences: Sequence[Sentence], page: Page) -> Iterator[Found]:
    """Every sentence of a stream that is about this year; a word belongs to the first that has it."""
    text = stream.text
    for sentence in sentences:
        matches = list(sentence.pattern.finditer(text))
        for match in matches:
            start, end = match.span()
            if sentence.stands_alone and not (stream.is_edge(start) and stream.is_edge(_after(text, end))):
                continue
            if _follows_a_number(stream, start) or _is_an_aside(stream, start, end):
                continue
            numbers = {
                name: Number(match[name], box_of(stream.words_between(*match.span(name))))
                for name in sentence.slots
                if match[name] is not None
            }
            yield Found(sentence, page, stream.words_between(start, end), match.groupdict(), numbers)
        # What has been read is blotted out, without moving the rest.
        for start, end in (match.span() for match in matches):
            text = text[:start] + "\0" * (end - start) + text[end:]


def _follows_a_number(stream: Stream, start: int) -> bool:
    """Whether another number stands just before, in the same line, so that the sentence's own is in doubt."""
    before = stream.text[:start].split()
    return bool(before) and not stream.is_edge(start) and is_figure(before[-1])


def _is_an_aside(stream: Stream, start: int, end: int) -> bool:
    """Whether what stands there is in brackets, or is said of another year."""
    if stream.text.rfind("(", 0, start + 1) > stream.text.rfind(")", 0, start):
        return True
    first, last = stream.edges_around(start, end)
    before, after = stream.text[first:start], stream.text[end:last]
    return (
        _OTHER_YEAR.search(before) is not None
        or _OTHER_YEAR.match(after.strip().removeprefix("in ")) is not None
    )


def _after(text: str, end: int) -> int:
    """The place after a match: the beginning of the next word, if there is one."""
    return end + 1 if text[end : end + 1] == " " else end
