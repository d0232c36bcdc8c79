"""The title of a report: "Local Authority Report", the council's name, and the day on which the period ends.

Those who file and bind letters put page numbers, marks of appendices and dates beside it, on its line or on one of
their own. These are neither part of the name, nor do they hide the title.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mapper.letters.box import Box, box_of
from mapper.letters.layouts.names import begins_with_small_word, is_about_something_else, is_name
from mapper.letters.layouts.stamps import is_stamp, may_stand_before, without_stamps
from mapper.letters.layouts.tables.lines import Line
from mapper.letters.letter import Word

TITLE = "Local Authority Report"
PERIOD = "For the Period Ending"

# The colon, or a dash in the years to 2015 (unconfirmed), tells a title from a sentence about reports. A
# title may wrap, and name and period may share a line. The title may have the mark of a note, and it may stand
# alone, above the name.
_SIGN = r"\s*[:\u2010-\u2015\u2212-]\s*"
_TITLE = rf"{TITLE}[*†‡§]?".replace(" ", r"\s*")
_TITLE_LINE = re.compile(rf"{_TITLE}(?:{_SIGN}|\s*$)", re.IGNORECASE)
_BELOW = rf"For the (?:Period|Year) End(?:ing|ed)(?:{_SIGN})?\s*(?P<period>[^\n]*)".replace(" ", r"\s*")
_HEAD = re.compile(rf"{_TITLE}(?:{_SIGN}|\s*\n)(?P<name>.*?)\s*(?:{_BELOW}|$)", re.IGNORECASE | re.DOTALL)
PERIOD_LINE = re.compile(_BELOW, re.IGNORECASE)
HEAD_LINES = 5

# "X – for the period ending": the dash is not part of the name.
_AFTER_NAME = re.compile(rf"{_SIGN}$")

# What stands further apart than this, as a multiple of its height, is not of one text.
_APART = 2.0

# Words whose heights differ by no more than this factor are of one text.
_SAME_SIZE = 1.2


@dataclass(frozen=True, slots=True)
class Head:
    """A title as printed: the council's name, and what stands in the place of the period; empty if missing."""

    name: str
    period: str


def title_line(lines: Sequence[Line]) -> Line | None:
    """The first of these lines from its title on, without what is stamped before it; None if it has no title.

    A title without a sign needs a period below.
    """
    line = lines[0]
    if "report" not in line.text.casefold():
        return None
    for start, word in enumerate(line.words):
        words, before = line.words[start:], line.words[:start]
        if not word.text.casefold().startswith("local"):
            continue
        found = _TITLE_LINE.match(_text(words))
        if found is None or (found[0][-1:].isalpha() and not has_period(lines[1:HEAD_LINES])):
            continue
        if may_stand_before(_text(before)) or _is_apart(before[-1], word):
            return replace(line, words=words)
    return None


def has_period(lines: Sequence[Line]) -> bool:
    """Whether these lines print a period."""
    return PERIOD_LINE.search("\n".join(line.text for line in lines)) is not None


def has_period_at_start(line: Line) -> bool:
    """Whether a line begins with the period, but for what is stamped before it."""
    found = PERIOD_LINE.search(line.text)
    return found is not None and may_stand_before(line.text[: found.start()].strip())


def head_of(part: Sequence[Line]) -> Head:
    """The title with which a part begins; without a period below it, nothing shows that the name goes on."""
    lines = part[:HEAD_LINES] if has_period(part[:HEAD_LINES]) else part[:1]
    found = _HEAD.match("\n".join(_own_lines(lines)))
    if found is None:
        return Head("", "")
    # A name that is broken after its own hyphen has no space there.
    name = re.sub(r"(?<=\w-)\n", "", "\n".join(map(without_stamps, found["name"].split("\n"))))
    return Head(_AFTER_NAME.sub("", " ".join(name.split())), found["period"] or "")


def _own_lines(lines: Sequence[Line]) -> Iterator[str]:
    """The title line and those after it, each without what stands beside the title and is not of it."""
    kept = tuple(_of_title(_segments(lines[0])))
    yield _joined(kept)
    box = box_of(word for segment in kept for word in segment)
    is_period = PERIOD_LINE.search(_joined(kept)) is not None
    for line in lines[1:]:
        own: list[tuple[Word, ...]] = []
        for segment in _segments(line):
            # The day of the period looks like a stamp.
            is_period = is_period or PERIOD_LINE.search(_text(segment)) is not None
            if is_period or _is_under(segment, box):
                own.append(segment)
        yield _joined(own)


def _joined(segments: Iterable[Sequence[Word]]) -> str:
    return _text(word for segment in segments for word in segment)


def _of_title(segments: Sequence[tuple[Word, ...]]) -> Iterator[tuple[Word, ...]]:
    """The parts of a title's line that are of the title; a name that is whole goes on with no part but small words."""
    first, *others = segments
    yield first
    name = _TITLE_LINE.sub("", _text(first))
    for segment in others:
        text = _text(segment)
        if PERIOD_LINE.match(text):
            yield segment
            continue
        if is_stamp(text) or is_about_something_else(text):
            continue
        if is_name(without_stamps(name)) and not begins_with_small_word(text):
            continue
        name = f"{name} {text}"
        yield segment


def _is_under(segment: Sequence[Word], title: Box) -> bool:
    """Whether a part of a line stands below the title, and not beside it like a stamp."""
    text = _text(segment)
    box = box_of(segment)
    return (
        not is_stamp(text) and not is_about_something_else(text) and box.x0 < title.x1 and box.x1 > title.x0
    )


def _segments(line: Line) -> list[tuple[Word, ...]]:
    """The parts of a line between its wide gaps, each of one size."""
    segments: list[tuple[Word, ...]] = []
    begins = 0
    for place, (one, two) in enumerate(pairwise(line.words), start=1):
        if _is_apart(one, two):
            segments.append(line.words[begins:place])
            begins = place
    return [*segments, line.words[begins:]]


def _is_apart(one: Word, two: Word) -> bool:
    """Whether two words, one after the other, are of two texts: far apart, or of two sizes."""
    small, large = sorted((one.height, two.height))
    return two.x0 - one.x1 > _APART * small or large > _SAME_SIZE * small


def _text(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)
