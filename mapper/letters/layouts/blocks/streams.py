"""Runs joined into streams.

A *stream* is runs that follow one another down a column. It ends where the size of the type changes, and
where it is not certain how the text goes on: two runs below one, or two above. A large number may stand alone
between two of its lines.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from mapper.letters.layouts.blocks.runs import Run, are_of_one_size, is_figure
from mapper.letters.letter import Word

# The least and the greatest distance from a line down to the next, as parts of its height. A little overlap
# is common, because a word's box is as high as the font's largest letters.
_LINE_BELOW = (-0.35, 0.9)

# A line after whose last word a number must come.
_ENDS_BEFORE_NUMBER = re.compile(r"\b(?:is|of|with|investigated|closed)$", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Stream:
    """Runs down a column, and their words as `text` in a plain form.

    The plain form has lower case, straight apostrophes, no ligatures, no bullets or icons, and no full stop, comma
    or colon at the end of a word. A word that is hyphenated at the end of a line is joined.
    """

    runs: tuple[Run, ...]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for run in self.runs for word in run.words)

    @cached_property
    def _laid_out(self) -> tuple[str, tuple[int, ...], tuple[int, ...], frozenset[int]]:
        text, begins, runs, sentences = "", [], [], set()
        for run in self.runs:
            runs.append(len(text))
            for number, word in enumerate(run.words, start=1):
                begins.append(len(text))
                plain = _plain(word.text)
                if number == len(run.words) and plain.endswith("-") and plain[:-1].isalpha():
                    text += plain[:-1]
                elif plain:
                    text += f"{plain} "
                if word.text.rstrip().endswith((".", ":", ";", "•")):
                    sentences.add(len(text))
        return text, tuple(begins), tuple(runs), frozenset((*runs, *sentences, len(text)))

    @property
    def text(self) -> str:
        return self._laid_out[0]

    @property
    def run_starts(self) -> tuple[int, ...]:
        """Where in the text each run begins."""
        return self._laid_out[2]

    def is_edge(self, place: int) -> bool:
        """Whether a line or a sentence begins at this place in the text, or the text ends there."""
        return place in self._laid_out[3]

    def edges_around(self, start: int, end: int) -> tuple[int, int]:
        """The nearest edges before and after a part of the text, or its own."""
        edges = self._laid_out[3]
        return max(edge for edge in edges if edge <= start), min(edge for edge in edges if edge >= end)

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words whose text begins in this part of `text`."""
        begins = self._laid_out[1]
        return tuple(word for word, begin in zip(self.words, begins, strict=True) if start <= begin < end)


# What stands at the edges of a word and is none of it: bullets, icons and quotation marks.
_ORNAMENTS = '•·‣◦▪■●*“”"‘'

# A character before a word, or alone, that a font has no text for: a bullet or an icon.
_UNKNOWN = re.compile(r"^\(cid:[0-9]+\)(?=[^\W\d]|$)")

# The categories of Unicode that icons are in: symbols, and what a font has for itself.
_ICONS = ("So", "Co")


def _plain(text: str) -> str:
    """A word without what varies in print."""
    # NFKC also spells ligatures out.
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("\N{SOFT HYPHEN}", "-")
    plain = _UNKNOWN.sub("", plain)
    icons = "".join(letter for letter in plain if unicodedata.category(letter) in _ICONS)
    plain = plain.replace("\N{HYPHEN}", "-").strip(_ORNAMENTS + icons).rstrip(".,:;")
    return plain if any(letter.isalnum() for letter in plain) or plain in ("%", "&", "-", "–", "—") else ""


def streams_of(runs: Sequence[Run]) -> tuple[Stream, ...]:
    """The streams made by the runs of one page, from top to bottom."""
    below = {run: _next_to(run, runs, down=True) for run in runs}
    above = {run: _next_to(run, runs, down=False) for run in runs}
    following = {
        run: found[0]
        for run, found in below.items()
        if len(found) == 1 and len(above[found[0]]) == 1 and above[found[0]][0] is run
    }
    _go_on_through_numbers(runs, following)
    continued = set(following.values())
    streams = []
    for run in runs:
        if run in continued:
            continue
        members = [run]
        while (found_run := following.get(members[-1])) is not None:
            members.append(found_run)
        streams.append(Stream(tuple(members)))
    return tuple(streams)


def _go_on_through_numbers(runs: Sequence[Run], following: dict[Run, Run]) -> None:
    """Join lines between which their sentence's number stands alone, and larger."""
    continued = set(following.values())
    for run in runs:
        if run in following or not _ENDS_BEFORE_NUMBER.search(run.text):
            continue
        number = _just_below(run, runs)
        beyond = _just_below(number, runs) if number is not None and is_figure(number.text) else None
        if (
            number is not None
            and beyond is not None
            and number not in following
            and not {number, beyond} & continued
            and number.size > run.size
            and are_of_one_size(run.size, beyond.size)
        ):
            following |= {run: number, number: beyond}
            continued |= {number, beyond}


def _just_below(run: Run, runs: Sequence[Run]) -> Run | None:
    """The next run below another that overlaps it from left to right, whatever its size; None if two stand there."""
    below = [
        other
        for other in runs
        if other.box.y_middle > run.box.y_middle
        and min(run.box.x1, other.box.x1) > max(run.box.x0, other.box.x0)
        and _LINE_BELOW[0] * other.size
        <= other.box.top - run.box.bottom
        <= _LINE_BELOW[1] * max(run.size, other.size)
    ]
    nearest = min(below, key=lambda other: other.box.top, default=None)
    if nearest is None or any(
        other.box.y_middle < nearest.box.bottom for other in below if other is not nearest
    ):
        return None
    return nearest


def _next_to(run: Run, runs: Sequence[Run], down: bool) -> list[Run]:
    """The runs on the next line below, or above, that overlap this one from left to right."""
    near = []
    for other in runs:
        upper, lower = (run, other) if down else (other, run)
        gap = lower.box.top - upper.box.bottom
        if (
            other is not run
            and are_of_one_size(run.size, other.size)
            and _LINE_BELOW[0] * run.size <= gap <= _LINE_BELOW[1] * run.size
            and lower.box.top > upper.box.top
            and min(run.box.x1, other.box.x1) - max(run.left, other.left) > 1
        ):
            near.append(other)
    if not near:
        return near
    nearest = min(abs(other.box.y_middle - run.box.y_middle) for other in near)
    return [other for other in near if abs(other.box.y_middle - run.box.y_middle) <= nearest + run.size / 2]
