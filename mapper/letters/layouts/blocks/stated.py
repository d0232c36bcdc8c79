"""What the blocks of a page state."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from mapper.letters.layouts.blocks.by_sentence import ways_by_sentence
from mapper.letters.layouts.blocks.cutting import Block, Blocks, ways_to_cut
from mapper.letters.layouts.blocks.figures import figure_of, title_of, unreadable
from mapper.letters.layouts.blocks.parts import Found, Number, PageParts
from mapper.letters.layouts.blocks.slots import numbers_of, stray_large
from mapper.letters.layouts.blocks.wording import (
    BASES,
    KEYS,
    NOTHING,
    ONLY_IN,
    PER_100K_SENTENCES,
    REQUIRED,
    TORN_PER_100K,
)
from mapper.letters.statistics import Figure, Problem


@dataclass(slots=True)
class Stated:
    """What one block states.

    Parameters
    ----------
    block
        Which block it is.
    page
        The number of its page.
    figures, problems
        Its figures, and a problem for each that is in doubt.
    absent
        The statistics that it should have and does not print.
    days, names, bases, complied
        What its sentences print besides: first and last days, councils' names, bases with what they count, and
        numbers of cases complied with.
    has_nothing
        Whether a sentence says that there is nothing, in the place of figures.
    is_headed
        Whether its heading could be read.
    is_empty
        Whether nothing but its heading stands on the page.
    last_page
        The number of the page on which it ends.
    """

    block: str
    page: int
    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    days: list[tuple[str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    bases: list[tuple[str, str]] = field(default_factory=list)
    complied: list[str] = field(default_factory=list)
    has_nothing: bool = False
    is_headed: bool = True
    is_empty: bool = False
    last_page: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether it leaves no question open."""
        return not self.problems and not self.absent

    def may_go_on(self, rest: "Stated") -> bool:
        """Whether a part of a block on the next page has what this part lacks, and nothing else."""
        keys = {figure.statistic for figure in self.figures}
        return bool(self.absent) and not any(figure.statistic in keys for figure in rest.figures)

    def go_on(self, rest: "Stated") -> None:
        """Take up the part of the block that stands on the next page."""
        self.figures += rest.figures
        self.problems += rest.problems
        self.absent = [key for key in self.absent if key in rest.absent]
        self.days += rest.days
        self.names += rest.names
        self.bases += rest.bases
        self.complied += rest.complied
        self.has_nothing |= rest.has_nothing
        self.last_page = rest.page


def _sort(stated: Stated, read: Figure | Problem) -> None:
    """Put what was read among the figures or among the problems."""
    if isinstance(read, Figure):
        stated.figures.append(read)
    else:
        stated.problems.append(read)


def _read_block(block: Block, told: Collection[str]) -> Stated:
    """What a block states, beside what is told among the volumes.

    A sentence that belongs under another heading is a problem.
    """
    kind, page = block.heading.block, block.heading.page.number
    stated = Stated(
        kind, page, is_headed=block.heading.is_printed, is_empty=not block.sentences, last_page=page
    )
    own = [found for found in block.sentences if ONLY_IN.get(found.sentence.name, kind) == kind]
    for found in block.sentences:
        if found in own:
            _read_words(stated, found)
        else:
            stated.problems.append(unreadable(page, kind, found.text, "It belongs under another heading"))
    filled, strays = numbers_of(block)
    printed = _printed(kind, [found for found in own if _counts_its_own(kind, found)], filled)
    for key, numbers in printed.items():
        _sort(stated, figure_of(key, page, numbers))
    nothing = next((found for found in own if found.sentence.name in NOTHING), None)
    _read_absent(stated, nothing, printed, told)
    in_words = {_bare(number.text) for numbers in printed.values() for number in numbers if number}
    if nothing is not None:
        # "N/A" in the place of a rate says once more that there is none.
        in_words |= {"n/a", "N/A"}
    for stray in stray_large(block, strays, lambda text: _bare(text) in in_words):
        reason = "It is not certain which sentence this number belongs to"
        stated.problems.append(unreadable(page, kind, stray.text, reason))
    return stated


def _counts_its_own(kind: str, found: Found) -> bool:
    """Whether the base that a sentence states, if it does, is of what this kind of block is based on."""
    counted = found.groups.get("of")
    return not counted or BASES[kind].fullmatch(counted) is not None


# A number is as large as its sentence, or larger.
_SMALLER = 0.85

_Printed = dict[str, list[Number | None]]


def _printed(kind: str, sentences: Sequence[Found], filled: Mapping[Found, Number]) -> _Printed:
    """What each sentence prints for each statistic of this kind of block; None for an empty slot."""
    printed: _Printed = {}
    for found in sentences:
        for slot in found.sentence.slots:
            if (key := KEYS[kind].get(slot)) is not None:
                printed.setdefault(key, []).append(
                    _in_size(found, found.numbers.get(slot) or filled.get(found))
                )
    return printed


def _in_size(found: Found, number: Number | None) -> Number | None:
    """The number of a sentence, unless it is printed smaller than the sentence, as the mark of a note is."""
    usual = median(word.height for word in found.words)
    return None if number is None or number.box.height < _SMALLER * usual else number


def _read_absent(stated: Stated, nothing: Found | None, printed: _Printed, told: Collection[str]) -> None:
    """The statistics that the block should have and does not print, unless a sentence says that there is nothing.

    Those in `told` are printed among the volumes.
    """
    required = [KEYS[stated.block][slot] for slot in REQUIRED[stated.block]]
    if nothing is None:
        stated.absent += [key for key in required if key not in printed and key not in told]
        return
    stated.has_nothing = True
    for read in _none_of(nothing, required, printed, stated.page):
        _sort(stated, read)


def _none_of(
    nothing: Found, required: Sequence[str], printed: _Printed, page: int
) -> Iterator[Figure | Problem]:
    """What a sentence that there is nothing says of the required figures: zero of some, no value of others."""
    zeros = NOTHING[nothing.sentence.name]
    for key in required:
        if key not in printed:
            yield Figure(key, 0 if key in zeros else None, nothing.text, page)
        elif key in zeros and (other := _other_than_zero(printed[key])) is not None:
            yield unreadable(page, title_of(key), f"{other}, and {nothing.text}", "Expected one of both")


def _other_than_zero(numbers: Sequence[Number | None]) -> str | None:
    """The first of these numbers that is not zero, as text; None if all are."""
    return next(
        (number.text if number else "nothing" for number in numbers if not number or number.text != "0"), None
    )


def _bare(text: str) -> str:
    """A number without its per cent sign, or the words for it."""
    return re.sub(r"%$| per ?cent$", "", text, flags=re.IGNORECASE)


def _read_words(stated: Stated, found: Found) -> None:
    """What a sentence prints besides figures: days, what a base counts, the council's name."""
    groups = found.groups
    if (start := groups.get("start")) and (end := groups.get("end")):
        stated.days.append((start, end))
    if counted := groups.get("of"):
        stated.bases.append((groups["base"] or "", counted))
        if not _counts_its_own(stated.block, found):
            reason = "This block is based on something else"
            stated.problems.append(unreadable(stated.page, stated.block, found.text, reason))
    if complied := groups.get("complied"):
        stated.complied.append(complied)
    if council := groups.get("council"):
        stated.names.append(_possessor(found, len(council.split())))


def _possessor(found: Found, words: int) -> str:
    """The name in a possessive, as printed: so many words after the first "for"."""
    printed = found.text.split()
    first = [word.casefold() for word in printed].index("for") + 1
    return re.sub(r"[’']s?$", "", " ".join(printed[first : first + words]), flags=re.IGNORECASE)


def read_page(parts: PageParts, begun: Stated | None = None) -> list[Stated]:
    """What the blocks of a page state, of which the first may be the rest of one `begun` on the page before.

    If one way to cut the page into blocks leaves no question open, that way counts; if none or several do,
    only what they agree on. Where a heading is lacking, the sentences say which block is which.
    """
    parts = _without_doubtful_counts(parts)
    told = {
        key for found in parts.sentences if found.sentence.name.startswith("volume") for key in found.numbers
    }
    headed = [_read_way(way, told) for way in ways_to_cut(parts)]
    if _are_all_headed(parts):
        return _agreed(headed)
    ways = [_read_way(way, told) for way in ways_by_sentence(parts)]
    return _agreed(_whole(ways) or _parted(ways, begun) or _whole(headed) or headed or ways)


def _without_doubtful_counts(parts: PageParts) -> PageParts:
    """The parts without the sentence "53 upheld decisions" if it may be torn from "per 100,000 residents"."""
    taken = {
        word for found in parts.sentences if found.sentence.name in PER_100K_SENTENCES for word in found.words
    }
    is_torn = any(
        TORN_PER_100K.match(stream.text, start)
        and not stream.text[:start].endswith("per ")
        and stream.words_between(start, start + 1)[0] not in taken
        for stream in parts.streams
        for start in stream.run_starts
    )
    if not is_torn:
        return parts
    return replace(parts, sentences=tuple(f for f in parts.sentences if f.sentence.name != "upheld count"))


def _are_all_headed(parts: PageParts) -> bool:
    """Whether every sentence that tells of a block stands below a heading of that block."""
    tops: dict[str, float] = {}
    for heading in parts.headings:
        tops[heading.block] = min(heading.box.top, tops.get(heading.block, heading.box.top))
    return all(
        found.box.bottom > tops.get(kind, float("inf"))
        for found in parts.sentences
        if (kind := ONLY_IN.get(found.sentence.name)) is not None
    ) and bool(tops)


def _read_way(way: Blocks, told: Collection[str]) -> list[Stated]:
    return [_read_block(block, told) for block in sorted(way, key=_place)]


def _place(block: Block) -> tuple[float, float]:
    return block.heading.box.top, block.heading.box.x0


def _whole(ways: Sequence[list[Stated]]) -> list[list[Stated]]:
    return [way for way in ways if all(stated.is_whole for stated in way)]


def _parted(ways: Sequence[list[Stated]], begun: Stated | None) -> list[list[Stated]]:
    """Those ways in which the page's end parts a block: the first is the rest of one, or the last only a heading."""
    return [way for way in ways if all(stated.is_whole or _is_part(stated, way, begun) for stated in way)]


def _is_part(stated: Stated, way: Sequence[Stated], begun: Stated | None) -> bool:
    if stated.problems:
        return False
    if stated is way[-1] and stated.is_empty:
        return True
    # A part must have all that the other lacks: else it could be given a figure of the next block.
    return (
        stated is way[0]
        and not stated.is_headed
        and begun is not None
        and begun.block == stated.block
        and not set(begun.absent) & set(stated.absent)
    )


def _agreed(ways: Sequence[list[Stated]]) -> list[Stated]:
    """What the ways that leave no question open agree on, or, if there is none, what all do."""
    candidates = _whole(ways) or ways
    if not candidates:
        return []
    first, *others = candidates
    for stated in first if others else ():
        _keep_agreed(stated, others)
    return first


def _keep_agreed(stated: Stated, others: Sequence[Sequence[Stated]]) -> None:
    """Leave out the figures of a block that another way to cut the page does not read in it."""
    agreed = [
        figure
        for figure in stated.figures
        if all(figure in other.figures for way in others for other in way if other.block == stated.block)
    ]
    if len(agreed) < len(stated.figures):
        stated.figures = agreed
        reason = "It is not certain where this block ends, so figures are left out"
        stated.problems.append(unreadable(stated.page, stated.block, stated.block, reason))
