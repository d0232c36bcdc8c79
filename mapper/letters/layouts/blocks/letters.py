"""The letters in a file: which blocks belong together, and what stands around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from mapper.letters.layouts.blocks.parts import Found, PageParts, parts_of
from mapper.letters.layouts.blocks.stated import Stated, read_page
from mapper.letters.layouts.blocks.wording import HEADINGS, ONLY_IN, RESIDENTS, SENTENCES
from mapper.letters.layouts.days import day_at_start
from mapper.letters.layouts.layout import Span
from mapper.letters.layouts.names import PERIOD_LINE, names_in_lines, names_on_most_pages
from mapper.letters.layouts.stamps import without_stamps
from mapper.letters.letter import Letter, Page

# A letter is first found and then read, so its pages are kept.
_PAGES_KEPT = 8

# The sentences on volumes may begin so many pages before the first block.
_VOLUMES_BEFORE = 1


@dataclass(slots=True)
class BlockLetter:
    """One letter while it is gathered: its blocks, and what stands around them on its pages."""

    blocks: list[Stated]
    volumes: list[Found] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    speaks_of_residents: bool = False

    @property
    def span(self) -> Span:
        """The first and the last page with a block or a sentence on volumes."""
        numbers = [found.page.number for found in self.volumes]
        numbers += [page for stated in self.blocks for page in (stated.page, stated.last_page)]
        return min(numbers), max(numbers)

    def begun_before(self, page: int) -> Stated | None:
        """The last block, if it lacks something and ends on the page before this one."""
        last = self.blocks[-1]
        return last if last.absent and last.last_page == page - 1 else None

    @property
    def days(self) -> list[tuple[str, str]]:
        """Every first and last day that the letter's sentences print, as text in plain form."""
        in_blocks = [days for stated in self.blocks for days in stated.days]
        volumes = [(v.groups.get("start"), v.groups.get("end")) for v in self.volumes]
        return in_blocks + [(start, end) for start, end in volumes if start and end]

    @property
    def last_day(self) -> date | None:
        """The last day of the period, by the first sentence that states one that the calendar has."""
        found = (day_at_start(end) for _, end in self.days)
        return next((day for day in found if day is not None), None)


@lru_cache(maxsize=_PAGES_KEPT)
def page_parts(page: Page) -> PageParts:
    """The headings, sentences and numbers of a page."""
    return parts_of(page, HEADINGS, SENTENCES)


def letters_in(letter: Letter) -> tuple[BlockLetter, ...]:
    """Every letter with blocks in a file."""
    pages = [page_parts(page) for page in letter.pages]
    letters: list[BlockLetter] = []
    for number, parts in enumerate(pages):
        stated_here = read_page(parts, letters[-1].begun_before(parts.page.number) if letters else None)
        for stated in stated_here:
            if letters and (earlier := _continued(stated, letters[-1])) is not None:
                earlier.go_on(stated)
            elif parts.headings or len(stated_here) > 1 or _is_among_blocks(stated, pages, number):
                if not letters or _begins_letter(stated, letters[-1]):
                    letters.append(BlockLetter([]))
                letters[-1].blocks.append(stated)
    ended, hosts = 0, names_on_most_pages(letter.texts)
    for one in letters:
        _read_around(one, pages, ended)
        # The head of the papers in which a letter is bound is not the letter's.
        one.names = [name for name in one.names if name not in hosts] or one.names
        ended = one.span[1]
    return tuple(letters)


def _is_among_blocks(stated: Stated, pages: Sequence[PageParts], number: int) -> bool:
    """Whether a block alone on a page, without a heading, is no quotation: it is whole, and so is its neighbour."""
    near = [pages[place] for place in (number - 1, number + 1) if 0 <= place < len(pages)]
    return stated.is_whole and any(
        other.is_whole and other.block != stated.block
        for parts in near
        if abs(parts.page.number - stated.page) == 1
        for other in read_page(parts)
    )


def _continued(stated: Stated, current: BlockLetter) -> Stated | None:
    """The block of which this is the rest, on the next page and without a heading; None if it is a block itself."""
    if stated.is_headed or stated.page != current.span[1] + 1:
        return None
    earlier = next((other for other in current.blocks if other.block == stated.block), None)
    return None if earlier is None or not earlier.may_go_on(stated) else earlier


def _read_around(one: BlockLetter, pages: Iterable[PageParts], ended: int) -> None:
    """What the pages of a letter state outside its blocks; the letter before it ends on page `ended`."""
    first, last = one.span
    begins = max(ended + 1, first - _VOLUMES_BEFORE)
    near = [parts for parts in pages if begins <= parts.page.number <= last]
    one.volumes = [f for parts in near for f in parts.sentences if f.sentence.name.startswith("volume")]
    own = [parts for parts in near if parts.page.number >= first]
    _read_heads(one, own)
    one.speaks_of_residents = any(RESIDENTS.search(stream.text) for parts in own for stream in parts.streams)


def _begins_letter(stated: Stated, current: BlockLetter) -> bool:
    """Whether a block is another letter's: its kind is already there, or on a later page it has another period."""
    if any(stated.block == other.block for other in current.blocks):
        return True
    own = {days for other in current.blocks for days in other.days}
    return bool(own and stated.days and stated.page > current.span[1] and not own & set(stated.days))


def _read_heads(one: BlockLetter, pages: Iterable[PageParts]) -> None:
    """The names and the period above the blocks of each page."""
    for parts in pages:
        boxes = [heading.box for heading in parts.headings]
        boxes += [found.box for found in parts.sentences if found.sentence.name in ONLY_IN]
        top = min((box.top for box in boxes), default=0.0)
        for stream in parts.streams:
            lines = [run.text for run in stream.runs if run.box.bottom <= top + 1]
            one.names += names_in_lines([line for line in map(without_stamps, lines) if line])
            one.titles += [line for line in lines if PERIOD_LINE.match(line)]
