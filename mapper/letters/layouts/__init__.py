"""The forms of letter that can be read, and how a letter is recognised: exactly one layout must claim it.

A file may contain several letters, of one year or of many. It is cut where the layouts find letters. To add a
layout, write a form in `tables/` or `blocks/`, name it in LAYOUTS, and put an example under `tests/examples`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mapper.errors import UnreadableLetter
from mapper.letters.layouts.blocks import blocks_2020, blocks_2025
from mapper.letters.layouts.blocks.recognition import block_layouts
from mapper.letters.layouts.layout import Landmark, Layout, Span
from mapper.letters.layouts.tables import tables_2014, tables_2016, tables_2019
from mapper.letters.layouts.tables.recognition import table_layouts
from mapper.letters.letter import Letter, Page
from mapper.letters.statistics import LetterStatistics, Problem

__all__ = ["LAYOUTS", "Landmark", "Layout", "claimed", "landmarks_on", "parse", "wanted"]

LAYOUTS: tuple[Layout, ...] = (
    *table_layouts(tables_2014.FORM, tables_2016.FORM, tables_2019.FORM),
    *block_layouts(blocks_2020.FORM, blocks_2025.FORM),
)


def wanted(text: str) -> bool:
    """Whether a page with this text may carry the title or figures of a letter, of whatever layout."""
    return any(layout.wanted(text) for layout in LAYOUTS)


def parse(letter: Letter) -> tuple[LetterStatistics, ...]:
    """The statistics of every letter in a file, in the order in which they stand.

    A letter that no layout claims, or more than one, has no figures and the problem `unrecognised-layout`;
    the letters beside it are read all the same. Raises UnreadableLetter with that code if there is no letter
    at all.
    """
    parts = tuple(_parts(letter))
    if not parts:
        raise UnreadableLetter("unrecognised-layout", _refusal(letter))
    return tuple(statistics for part in parts for statistics in _read(part))


def claimed(letter: Letter) -> tuple[tuple[Span, tuple[str, ...]], ...]:
    """Where letters stand in a file, each with the names of the layouts that claim it; for maintainers."""
    return tuple(
        (part.span, tuple(layout.name for layout in _claiming(part.text))) for part in _parts(letter)
    )


def landmarks_on(page: Page, text: str) -> tuple[Landmark, ...]:
    """What is recognised on a page with this text, each thing once; for maintainers.

    It is what the layouts recognise that claim the page; if none does, those that want it; if none does, all.
    """
    wanting = [layout for layout in LAYOUTS if layout.wanted(text)]
    asked = _claiming(text) or wanting or LAYOUTS
    return tuple(dict.fromkeys(mark for layout in asked for mark in layout.landmarks(page)))


@dataclass(frozen=True, slots=True)
class _Part:
    """What belongs to one letter, as a file of its own; the pages with title and figures, and their text."""

    letter: Letter
    span: Span
    text: str


def _parts(letter: Letter) -> Iterator[_Part]:
    """The file cut into letters; pages between two letters belong to the second, those at the end to the last.

    The text of those at the end is left out: what a file says after its letters is not about them.
    """
    begins, spans = 1, _disjoint(_spans(letter))
    for first, last in spans:
        ends = len(letter.texts) if last == spans[-1][1] else last
        own = Letter(
            letter.texts[begins - 1 : last],
            tuple(page for page in letter.pages if begins <= page.number <= ends),
            letter.active_content,
        )
        yield _Part(own, (first, last), "\n".join(letter.texts[first - 1 : last]))
        begins = last + 1


def _spans(letter: Letter) -> Iterator[Span]:
    """Where letters stand, as each family of layouts finds them among the pages it wants."""
    # The layouts of one family share these functions.
    for find, wants in {layout.spans: layout.wanted for layout in LAYOUTS}.items():
        pages = tuple(page for page in letter.pages if wants(letter.texts[page.number - 1]))
        yield from find(replace(letter, pages=pages))


def _disjoint(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; those that share a page are one, because it cannot be told whose page it is."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _read(part: _Part) -> tuple[LetterStatistics, ...]:
    claiming = _claiming(part.text)
    if len(claiming) != 1:
        return (_unread(part, f"{_claimed_by(claiming)} the letter that stands here. {_ADVICE}"),)
    found = claiming[0].parse(part.letter)
    if not found:
        reason = f"The words of layout {claiming[0].name} stand here, but no heading of it can be read."
        return (_unread(part, f"{reason} {_ADVICE}"),)
    return tuple(_of_its_years(statistics, claiming[0]) for statistics in found)


def _unread(part: _Part, reason: str) -> LetterStatistics:
    first, last = part.span
    where = f"Page {first}" if first == last else f"Pages {first} to {last}"
    problem = Problem("unrecognised-layout", f"{where}: {reason}")
    return LetterStatistics(None, None, None, (), part.span, (problem,))


def _of_its_years(statistics: LetterStatistics, layout: Layout) -> LetterStatistics:
    """The same, with a problem if letters of that year have another form."""
    period = statistics.period_end
    if period is None or period.year in layout.years:
        return statistics
    years = ", ".join(map(str, sorted(layout.years)))
    problem = Problem(
        "period-conflict",
        f"The period ends on {period:%d/%m/%Y}, but the letter has the form “{layout.name}”, which is that of "
        f"years ending in {years}. See whether the period is misprinted.",
    )
    return replace(statistics, problems=(*statistics.problems, problem))


def _refusal(letter: Letter) -> str:
    """Why nothing in a file is read: no layout knows its words, or their places cannot be found."""
    whole = "\n".join(letter.texts)
    claiming = _claiming(whole)
    if claiming:
        return (
            f"The words of layout {claiming[0].name} are in the file, but no title stands upright on a page. "
            "Expected pages that can be read without turning. Turn them, and save the file again."
        )
    first = next((line.strip() for line in whole.splitlines() if line.strip()), "")
    return f"{_claimed_by([])} this file, which begins “{first[:80]}”. {_ADVICE}"


def _claiming(text: str) -> list[Layout]:
    return [layout for layout in LAYOUTS if layout.claims(text)]


def _claimed_by(claiming: list[Layout]) -> str:
    names = ", ".join(layout.name for layout in claiming or LAYOUTS)
    if claiming:
        return f"{len(claiming)} known layouts ({names}) claim"
    return f"No known layout (tried: {names}) claims"


_ADVICE = "Expected one annual letter of the Ombudsman with its statistics. If it is one, its form is not known yet."
