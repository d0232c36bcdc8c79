"""The forms of letter that can be read, and how a letter is recognised: exactly one layout must claim it.

A file may contain several letters, of one year or of many. It is cut where the layouts find letters. To add a
layout, write a form in `tables/` or `blocks/`, name it in LAYOUTS, and put an example under `tests/examples`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mapper.errors import UnreadableLetter
from mapper.letters.identities import checks
from mapper.letters.layouts.blocks import blocks_2020, blocks_2025
from mapper.letters.layouts.blocks.recognition import block_layouts
from mapper.letters.layouts.days import years_ending
from mapper.letters.layouts.layout import Landmark, Layout, Span
from mapper.letters.layouts.names import (
    different,
    is_greeting,
    is_name,
    names_above_dear,
    names_in_titles,
    place_form,
)
from mapper.letters.layouts.sheets import ways_to_cut
from mapper.letters.layouts.surroundings import without_surroundings
from mapper.letters.layouts.tables import tables_2014, tables_2016, tables_2019
from mapper.letters.layouts.tables.recognition import table_layouts
from mapper.letters.layouts.unread import begins_letter, has_statistics, unread_spans
from mapper.letters.layouts.web_page import is_web_page
from mapper.letters.letter import Letter, Page
from mapper.letters.statistics import BY_KEY, LetterStatistics, Problem

__all__ = ["LAYOUTS", "Landmark", "Layout", "claimed", "landmarks_on", "parse", "wanted"]

LAYOUTS: tuple[Layout, ...] = (
    *table_layouts(tables_2014.FORM, tables_2016.FORM, tables_2019.FORM),
    *block_layouts(blocks_2020.FORM, blocks_2025.FORM),
)


_Find = Callable[[Letter], tuple[Span, ...]]


def wanted(text: str) -> bool:
    """Whether a page with this text may carry the title or figures of a letter, of whatever layout."""
    return _is_for_layouts(text) or has_statistics(text)


def _is_for_layouts(text: str) -> bool:
    return any(layout.wanted(text) for layout in LAYOUTS)


def parse(letter: Letter) -> tuple[LetterStatistics, ...]:
    """The statistics of every letter in a file, in the order in which they stand.

    A letter that no layout claims, or more than one, and a page with the words of a letter on which none is found,
    has no figures and the problem `unrecognised-layout`; the letters beside it are read all the same. Raises
    UnreadableLetter with that code if there is no letter at all.
    """
    bare = _bare(letter)
    found = _letters_in(bare)
    if not found or not all(one.is_sound for one in found):
        # Sheets are cut only where that leaves fewer questions open: columns of one page are no pages.
        found = max((found, *map(_letters_in, _cut(bare))), key=_soundness)
    read = [statistics for one in found for statistics in one.letters]
    taken = {page for one in found for page in one.pages}
    lost = tuple(unread_spans(letter.texts, taken, lambda text: any(_begins(one, text) for one in read)))
    if not found:
        raise UnreadableLetter("unrecognised-layout", _refusal(letter, lost))
    return tuple(sorted((*read, *(_lost(letter, span) for span in lost)), key=lambda one: one.pages[0]))


def _bare(letter: Letter) -> Letter:
    """The file with the pages that layouts want, without what lies over them or runs down their edge."""
    pages = (page for page in letter.pages if _is_for_layouts(letter.texts[page.number - 1]))
    return replace(letter, pages=tuple(map(without_surroundings, pages)))


def _cut(letter: Letter) -> Iterator[Letter]:
    """The file with its sheets cut into the pages that are printed on them, in every way; none if there are none."""
    ways = [tuple(ways_to_cut(page)) or ((page,),) for page in letter.pages]
    if any(len(way) > 1 for sheet in ways for way in sheet):
        for choice in range(max(map(len, ways))):
            pages = (sheet[min(choice, len(sheet) - 1)] for sheet in ways)
            yield replace(letter, pages=tuple(page for cut in pages for page in cut))


def claimed(letter: Letter) -> tuple[tuple[Span, tuple[str, ...]], ...]:
    """Where letters stand in a file, each with the names of the layouts that claim it; for maintainers."""
    return tuple(
        (part.span, tuple(layout.name for layout in _claiming(part.text, part.families)))
        for part in _parts(_bare(letter))
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
    """What belongs to one letter, as a file of its own; the pages with title and figures, and their text.

    `families` are the functions of the families of layouts that find a letter on these pages. `ends_at_blank` is true
    where a page without text follows.
    """

    letter: Letter
    span: Span
    text: str
    families: frozenset[_Find]
    ends_at_blank: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read on the pages of one span."""

    span: Span
    letters: tuple[LetterStatistics, ...]

    @property
    def is_sound(self) -> bool:
        """Whether no question is open; the name of a body that is no council may leave one."""
        return all(
            not one.problems
            and is_name(one.authority_name or "")
            and all(check.holds for check in checks(one.figures))
            for one in self.letters
        )

    @property
    def pages(self) -> Collection[int]:
        """The pages of the letters; those without any figure may be another letter's if nothing is lacking."""
        own = {figure.page for one in self.letters for figure in one.figures}
        return own if self.is_sound else own.union(range(self.span[0], self.span[1] + 1))


def _soundness(found: Sequence[_Read]) -> tuple[int, bool, int]:
    """How well letters are read: how many leave no question open, whether there are any, and how few problems."""
    problems = sum(len(letter.problems) for one in found for letter in one.letters)
    return sum(one.is_sound for one in found), bool(found), -problems


def _letters_in(letter: Letter) -> tuple[_Read, ...]:
    return tuple(_Read(part.span, _read(part)) for part in _parts(letter))


def _parts(letter: Letter) -> Iterator[_Part]:
    """The file cut into letters; pages between two letters belong to the second, those at the end to the last.

    The text of those at the end is left out: what a file says after its letters is not about them. So is what
    stands before the statistics of a letter that is not found.
    """
    begins, spans = 1, _disjoint(_spans(letter))
    for (first, last), families in spans.items():
        lost = [page for page in range(begins, first) if has_statistics(letter.texts[page - 1])]
        begins = max([begins, *(page + 1 for page in lost)])
        ends = len(letter.texts) if last == max(spans)[1] else last
        own = Letter(
            letter.texts[begins - 1 : last],
            tuple(page for page in letter.pages if begins <= page.number <= ends),
            letter.active_content,
        )
        ends_at_blank = last < len(letter.texts) and not letter.texts[last].strip()
        text = "\n".join(letter.texts[first - 1 : last])
        yield _Part(own, (first, last), text, families, ends_at_blank)
        begins = last + 1


def _spans(letter: Letter) -> Iterator[tuple[Span, _Find]]:
    """Where letters stand, as each family of layouts finds them among the pages it wants."""
    # The layouts of one family share these functions.
    for find, wants in {layout.spans: layout.wanted for layout in LAYOUTS}.items():
        pages = tuple(page for page in letter.pages if wants(letter.texts[page.number - 1]))
        yield from ((span, find) for span in find(replace(letter, pages=pages)))


def _disjoint(spans: Iterable[tuple[Span, _Find]]) -> dict[Span, frozenset[_Find]]:
    """The spans in order; those that share a page are one, because it cannot be told whose page it is."""
    found: list[tuple[Span, frozenset[_Find]]] = []
    for (first, last), family in sorted(spans, key=lambda one: one[0]):
        if found and first <= found[-1][0][1]:
            (begins, ends), families = found.pop()
            found.append(((begins, max(last, ends)), families | {family}))
        else:
            found.append(((first, last), frozenset([family])))
    return dict(found)


def _read(part: _Part) -> tuple[LetterStatistics, ...]:
    # The words of a family may stand by chance on a page where it finds no letter.
    claiming = _claiming(part.text, part.families)
    if len({layout.spans for layout in claiming}) > 1:
        # A page of tables may have the words of blocks, in a heading and in what is stamped on it.
        sound = [layout for layout in claiming if _leaves_no_question(layout.parse(part.letter))]
        claiming = sound if len(sound) == 1 else claiming
    if len(claiming) != 1:
        return (_set_aside(part.span, f"{_claimed_by(claiming)} the letter that stands here. {_ADVICE}"),)
    found = claiming[0].parse(part.letter)
    if not found:
        reason = f"The words of layout {claiming[0].name} stand here, but no heading of it can be read."
        return (_set_aside(part.span, f"{reason} {_ADVICE}"),)
    whole = (_before_blank(one, claiming[0], part) for one in found)
    return tuple(_beside_the_letter(_of_its_years(one, claiming[0]), part) for one in whole)


def _leaves_no_question(letters: Sequence[LetterStatistics]) -> bool:
    return bool(letters) and not any(one.problems for one in letters)


def _set_aside(span: Span, reason: str) -> LetterStatistics:
    """A letter without figures, for a reason that is told with its pages."""
    problem = Problem("unrecognised-layout", f"{_pages_of(span)}: {reason}")
    return LetterStatistics(None, None, None, (), span, (problem,))


def _pages_of(span: Span) -> str:
    first, last = span
    return f"Page {first}" if first == last else f"Pages {first} to {last}"


def _lost(letter: Letter, span: Span) -> LetterStatistics:
    """A letter of which nothing but its words is found."""
    return _set_aside(span, f"{_why_lost(letter, span)} {_ADVICE}")


def _why_lost(letter: Letter, span: Span) -> str:
    opened = [page for page in letter.pages if span[0] <= page.number <= span[1]]
    if any(len(page.turned) > len(page.words) for page in opened):
        return (
            "The words of a letter stand here, but most of them are turned, and no title stands upright. "
            "Turn the page, and save the file again."
        )
    if any(begins_letter(letter.texts[page - 1]) for page in range(span[0], span[1] + 1)) and not opened:
        return "A letter begins here, but no page after it has its statistics in text. See whether they are a picture."
    return "The words of a letter's statistics stand here, but no title, or no heading, of a known form can be read."


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


def _before_blank(statistics: LetterStatistics, layout: Layout, part: _Part) -> LetterStatistics:
    """The same, with a problem if what it lacks may stand on the page without text that follows."""
    lacking = layout.usual.difference(figure.statistic for figure in statistics.figures)
    is_said = any(problem.code == "missing-figure" for problem in statistics.problems)
    if not part.ends_at_blank or not lacking or is_said:
        return statistics
    names = " and ".join(f"“{BY_KEY[key].title}”" for key in sorted(lacking))
    problem = Problem(
        "missing-figure",
        f"Page {part.span[1] + 1} has no text, and the letter does not state {names}. Expected them, or a page that "
        "shows that they are not there. Look at the page: it may be a picture, or damaged.",
    )
    return replace(statistics, problems=(*statistics.problems, problem))


def _begins(statistics: LetterStatistics, text: str) -> bool:
    """Whether a page with this text is the first of the letter, by its year and the council it is addressed to."""
    names = {place_form(name) for name in names_above_dear(text)}
    is_named = not names or place_form(statistics.authority_name or "") in names
    return (
        is_named and statistics.period_end is not None and statistics.period_end.year in years_ending([text])
    )


def _beside_the_letter(statistics: LetterStatistics, part: _Part) -> LetterStatistics:
    """The same, with what else its pages say: other names of the council, and that they are not the letter's."""
    greeting = next((text for text in reversed(part.letter.texts) if is_greeting(text)), "")
    addressed = list(names_above_dear(greeting))[-1:]
    own = [name for name in (statistics.authority_name,) if name is not None]
    beside = [*statistics.other_names, *addressed, *names_in_titles(part.text)] if own else []
    names = tuple(different((*own, *beside))[1:])
    problems = statistics.problems
    if is_web_page(part.text):
        problem = Problem(
            "not-the-letter",
            f"{_pages_of(part.span)}: this is a print of the council's page on the Ombudsman's website, which may show "
            "other figures than the letter did. Expected the letter itself: get its PDF from the link on that page.",
        )
        problems = (*problems, problem)
    return replace(statistics, problems=problems, other_names=names)


def _refusal(letter: Letter, lost: Sequence[Span]) -> str:
    """Why nothing in a file is read: no layout knows its words, or their places cannot be found."""
    if lost:
        return f"{_pages_of(lost[0])}: {_why_lost(letter, lost[0])} {_ADVICE}"
    whole = "\n".join(letter.texts)
    claiming = _claiming(whole)
    wanting = [number for number, text in enumerate(letter.texts, start=1) if wanted(text)]
    if claiming and wanting:
        span = (wanting[0], wanting[-1])
        return f"{_pages_of(span)}: {_why_lost(letter, span)} {_ADVICE}"
    first = next((line.strip() for line in whole.splitlines() if line.strip()), "")
    return f"{_claimed_by([])} this file, which begins “{first[:80]}”. {_ADVICE}"


def _claiming(text: str, families: Collection[_Find] | None = None) -> list[Layout]:
    """The layouts that claim this text, of all families or of some."""
    own = [layout for layout in LAYOUTS if families is None or layout.spans in families]
    return [layout for layout in own if layout.claims(text)]


def _claimed_by(claiming: list[Layout]) -> str:
    names = ", ".join(layout.name for layout in claiming or LAYOUTS)
    if claiming:
        return f"{len(claiming)} known layouts ({names}) claim"
    return f"No known layout (tried: {names}) claims"


_ADVICE = "Expected one annual letter of the Ombudsman with its statistics. If it is one, its form is not known yet."
