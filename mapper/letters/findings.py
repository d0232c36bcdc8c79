"""What is found in a file on the way to its figures, whether or not it is a letter.

This is for the maintainers, who want to see why a letter is refused or misread. Unlike reading, it opens pages that
no layout wants, and goes on where reading stops.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mapper.errors import UnreadableLetter
from mapper.letters import layouts, pdf
from mapper.letters.layouts.layout import Landmark, Span
from mapper.letters.letter import Letter, Page
from mapper.letters.statistics import Problem

MOST_PAGES = 40
"""So many pages of a file are looked at: those that layouts want, and then the first."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one layout says of a file: the pages that it wants, and whether it claims the text of all pages as one."""

    layout: str
    wants: tuple[int, ...]
    claims_whole: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """What is found in a file.

    Parameters
    ----------
    texts
        The text of every page, as the fast reader has it.
    pages
        The pages that were opened, with their words; at most `MOST_PAGES`.
    landmarks
        What the layouts recognise on each page, by its number.
    opinions
        What each layout says of the file.
    letters
        Where letters stand, each with the names of the layouts that claim it.
    problem
        Why there is no more than that.
    """

    texts: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    landmarks: Mapping[int, tuple[Landmark, ...]] = field(default_factory=dict)
    opinions: tuple[Opinion, ...] = ()
    letters: tuple[tuple[Span, tuple[str, ...]], ...] = ()
    problem: Problem | None = None

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of the pages that are looked at."""
        return pages_to_look_at(len(self.texts), (number for one in self.opinions for number in one.wants))

    @property
    def turned_by(self) -> Mapping[int, int]:
        """By how many degrees clockwise each page is turned for reading."""
        return {page.number: page.turned_by for page in self.pages}


def findings_of(path: Path) -> Findings:
    """What is found in a file; where reading it stops, with the problem."""
    data = path.read_bytes()
    try:
        texts = pdf.read(data, lambda _: False).texts
    except UnreadableLetter as error:
        return Findings(problem=Problem(error.code, str(error)))
    found = Findings(texts, opinions=tuple(_opinion(layout, texts) for layout in layouts.LAYOUTS))
    shown = {texts[number - 1] for number in found.numbers}
    try:
        opened = pdf.read(data, shown.__contains__)
    except UnreadableLetter as error:
        return replace(found, problem=Problem(error.code, str(error)))
    pages = tuple(page for page in opened.pages if page.number in found.numbers)
    return _recognised(replace(found, pages=pages))


def pages_to_look_at(count: int, wanted: Iterable[int] = ()) -> frozenset[int]:
    """The numbers of at most `MOST_PAGES` of so many pages: those that are wanted, and then the first."""
    return frozenset([*dict.fromkeys([*sorted(set(wanted)), *range(1, count + 1)])][:MOST_PAGES])


def _opinion(layout: layouts.Layout, texts: tuple[str, ...]) -> Opinion:
    wants = tuple(number for number, text in enumerate(texts, start=1) if layout.wanted(text))
    return Opinion(layout.name, wants, layout.claims("\n".join(texts)))


def _recognised(found: Findings) -> Findings:
    """The findings, with what the layouts recognise; whatever they stumble over is their problem."""
    try:
        letters = layouts.claimed(Letter(found.texts, found.pages, active_content=False))
        landmarks = {
            page.number: layouts.landmarks_on(page, found.texts[page.number - 1]) for page in found.pages
        }
    except MemoryError:
        raise
    except Exception as error:
        message = f"The layouts cannot look at the pages: {type(error).__name__}: {error}. Mend that first."
        return replace(found, problem=Problem("crashed", message))
    return replace(found, landmarks=landmarks, letters=letters)
