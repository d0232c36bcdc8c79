"""Letters from the year 2020 on: three blocks with large numbers and short sentences, in place of tables.

Complaints upheld, compliance, and satisfactory remedies; each with a rate, the average of similar authorities
and a base of its own. The wording drifts from letter to letter rather than from year to year, so it is one
reading for all of them; what a year's form must have, and its name, is a `Form` in a file of its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from mapper.letters.layouts.days import day_at_start, years_ending
from mapper.letters.layouts.infographic import (
    Block,
    Blocks,
    Found,
    PageParts,
    Sentence,
    Slot,
    numbers_of,
    parts_of,
    stray_large,
    ways_to_cut,
)
from mapper.letters.layouts.layout import Layout, Span
from mapper.letters.layouts.names import PERIOD_LINE, names_above_dear, names_in_lines
from mapper.letters.layouts.numbers import value_of
from mapper.letters.layouts.table import normal_form
from mapper.letters.pdf import Letter, Page
from mapper.letters.statistics import BY_KEY, Figure, LetterStatistics, Problem, Unit

UPHELD, COMPLIANCE, REMEDIES = "Complaints upheld", "Compliance", "Satisfactory remedies"

HEADINGS: Mapping[str, re.Pattern[str]] = {
    UPHELD: re.compile(r"complaints upheld"),
    COMPLIANCE: re.compile(r"compliance with ombudsman recommendations"),
    REMEDIES: re.compile(r"satisfactory remed(?:y|ies) provided by (?:the )?(?:\S+ ){0,7}?\S+"),
}

# What each slot says in each block; a slot that a block lacks may not stand in it. The base of the remedies
# is the number upheld once more, so it is compared and is no figure of its own.
KEYS: Mapping[str, Mapping[str, str]] = {
    UPHELD: {
        "rate": "uphold_rate",
        "average": "average_uphold_rate",
        "count": "decided_upheld",
        "per_100k": "upheld_per_100k",
        "average_per_100k": "average_upheld_per_100k",
        "base": "investigations",
    },
    COMPLIANCE: {
        "rate": "compliance_rate",
        "average": "average_compliance_rate",
        "base": "compliance_recorded",
    },
    REMEDIES: {
        "rate": "satisfactory_remedy_rate",
        "average": "average_satisfactory_remedy_rate",
        "count": "satisfactory_remedies",
    },
}
REQUIRED: Mapping[str, tuple[str, ...]] = {
    UPHELD: ("rate", "average", "count", "base"),
    COMPLIANCE: ("rate", "average", "base"),
    REMEDIES: ("rate", "average", "count"),
}
VOLUMES = ("dealt_with", "not_for_us", "assessed_and_closed", "investigations")

# The words for what a base counts, by block.
BASES: Mapping[str, re.Pattern[str]] = {
    UPHELD: re.compile(r"(?:detailed )?investigations?"),
    COMPLIANCE: re.compile(r"compliance outcomes?"),
    REMEDIES: re.compile(r"(?:detailed )?investigations?|upheld decisions?"),
}

_COUNT = r"(?:\S*[0-9]\S*)"
_PERCENT = r"(?:\S*[0-9]\S*%|n/a|[-–—])"
_AUTHORITY = r"(?:authority|authorities|organisations?|councils?)"
_SOMEONE = r"(?:\S+ ){1,8}?"
_DAY = r"[0-9]{1,2} [a-z]+ [0-9]{4}"


# An average, or a number per 100,000, stands in its sentence: were it free, it could be taken for the rate's.
_RATE, _FREE_COUNT = Slot(Unit.PERCENT, may_stand_apart=True), Slot(Unit.COUNT, may_stand_apart=True)
_PERCENTAGE, _NUMBER, _PER_100K = Slot(Unit.PERCENT), Slot(Unit.COUNT), Slot(Unit.PER_100K)


# Compared with text in the plain form of `flow`. Longer sentences come before those that they contain.
SENTENCES: tuple[Sentence, ...] = (
    Sentence(
        "base",
        re.compile(
            rf"statistics are based on a total of (?P<base>{_COUNT}) (?P<of>(?:\S+ ){{0,2}}\S+) "
            rf"for the period between (?P<start>{_DAY}) (?:to|and|-|–) (?P<end>{_DAY})"
        ),
        {"base": _NUMBER},
    ),
    Sentence(
        "per 100,000",
        re.compile(
            r"adjusted for (?P<council>(?:\S+ ){0,9}\S+) population this is "
            rf"(?:(?P<per_100k>{_COUNT}|n/a) )?upheld decisions? per 100,000 residents"
        ),
        {"per_100k": _PER_100K},
    ),
    Sentence(
        "average per 100,000",
        re.compile(
            rf"the average for {_AUTHORITY} of this type is "
            rf"(?:(?P<average_per_100k>{_COUNT}|n/a) )?upheld decisions? per 100,000 residents"
        ),
        {"average_per_100k": _PER_100K},
    ),
    Sentence(
        "average",
        re.compile(
            rf"(?:this compares (?:to|with) )?an average of (?:(?P<average>{_PERCENT}) )?in similar {_AUTHORITY}"
        ),
        {"average": _PERCENTAGE},
    ),
    Sentence(
        "upheld rate",
        re.compile(rf"(?:(?P<rate>{_PERCENT}) )?of (?:the )?complaints we investigated (?:were|was) upheld"),
        {"rate": _RATE},
    ),
    Sentence(
        "compliance rate",
        re.compile(
            rf"(?:in )?(?:(?P<rate>{_PERCENT}) )?of cases we were satisfied (?:that )?{_SOMEONE}"
            r"(?:had )?successfully implemented our recommendations"
        ),
        {"rate": _RATE},
    ),
    Sentence(
        "remedy rate",
        re.compile(
            rf"(?:in )?(?:(?P<rate>{_PERCENT}) )?of upheld cases we found (?:that )?{_SOMEONE}"
            r"(?:had )?provided a satisfactory remedy before the complaint reached (?:the ombudsman|us)"
        ),
        {"rate": _RATE},
    ),
    Sentence(
        "none due",
        re.compile(r"no recommendations were due for compliance in (?:this|the) (?:period|year)"),
    ),
    Sentence(
        "none investigated",
        re.compile(r"(?:the ombudsman|we) carried out no (?:detailed )?investigations (?:during|in) \S+ \S+"),
    ),
    Sentence(
        "none upheld",
        re.compile(
            r"(?:the ombudsman|we) did not uphold any (?:detailed )?(?:investigations|complaints) "
            r"(?:during|in) \S+ \S+"
        ),
    ),
    Sentence(
        "volume dealt with",
        re.compile(
            rf"(?:between (?P<start>{_DAY}) (?:to|and|-|–) (?P<end>{_DAY}) )?"
            rf"we dealt with (?P<dealt_with>{_COUNT}) complaints?"
        ),
        {"dealt_with": _NUMBER},
    ),
    Sentence(
        "volume not for us",
        re.compile(
            rf"(?:of these )?(?P<not_for_us>{_COUNT}) (?:were|was) not for us or not ready for us to investigate"
        ),
        {"not_for_us": _NUMBER},
    ),
    Sentence(
        "volume closed",
        re.compile(rf"we assessed and closed (?P<assessed_and_closed>{_COUNT}) complaints?"),
        {"assessed_and_closed": _NUMBER},
    ),
    Sentence(
        "volume upheld",
        re.compile(
            rf"we investigated (?P<investigations>{_COUNT}) complaints? and upheld (?P<decided_upheld>{_COUNT})"
        ),
        {"investigations": _NUMBER, "decided_upheld": _NUMBER},
    ),
    Sentence(
        "volume investigated",
        re.compile(rf"we investigated (?P<investigations>{_COUNT}) complaints?(?! and upheld)"),
        {"investigations": _NUMBER},
    ),
    Sentence(
        "remedy count",
        re.compile(rf"(?:(?P<count>{_COUNT}) )?satisfactory remedy decisions?(?= |$)"),
        {"count": _FREE_COUNT},
        stands_alone=True,
    ),
    Sentence(
        "upheld count",
        re.compile(rf"(?:(?P<count>{_COUNT}) )?upheld decisions?(?= |$)"),
        {"count": _FREE_COUNT},
        stands_alone=True,
    ),
)

# The block that a sentence must stand in; one that is not named may stand in any.
ONLY_IN: Mapping[str, str] = {
    "per 100,000": UPHELD,
    "average per 100,000": UPHELD,
    "upheld rate": UPHELD,
    "upheld count": UPHELD,
    "compliance rate": COMPLIANCE,
    "none due": COMPLIANCE,
    "remedy rate": REMEDIES,
    "remedy count": REMEDIES,
}

# What only the sentences on a council's population have: years that need not print them may not lose them.
_RESIDENTS = re.compile(r"per 100,000|residents")

# Sentences that stand in the place of a block's figures, and what each says there is none of.
NOTHING: Mapping[str, tuple[str, ...]] = {
    "none due": ("compliance_recorded",),
    "none investigated": ("investigations", "decided_upheld"),
    "none upheld": ("decided_upheld",),
}

# Each block ends in one of those or in its base; a page with so many has blocks. A report may quote one.
_SEVERAL = 2

# A page may have blocks if it has these words, in any order: those of the sentence under each block, and a
# heading's. One may be lacking: a letter is not to be lost for a misprint in a word that says nothing.
_BASE_WORDS = frozenset(["statistics", "based", "total", "period", "april", "march"])
_OWN_WORDS = frozenset(["upheld", "compliance", "satisfactory"])
_VOLUME_WORDS = frozenset(["dealt", "assessed", "closed", "investigated", "april", "march"])
_MAY_LACK = 1


def wanted(text: str) -> bool:
    """Whether a page of this text may carry blocks or the sentence on volumes."""
    words = _words_in(text)
    has_blocks = len(_BASE_WORDS - words) <= _MAY_LACK and bool(words & _OWN_WORDS)
    return has_blocks or len(_VOLUME_WORDS - words) <= _MAY_LACK


def _words_in(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


@dataclass(frozen=True, slots=True)
class Form:
    """What the letters of some years must have.

    `per_100k_from` is the first year whose letters print cases per 100,000 residents; `volumes` tells whether
    they print how many complaints were dealt with, and in which way.
    """

    name: str
    form: str
    years: tuple[int, ...]
    per_100k_from: int
    volumes: bool


def layout_of(form: Form) -> Layout:
    """The layout that reads the letters of a form."""

    def claims(text: str) -> bool:
        return wanted(text) and (_words_in(text) >= _VOLUME_WORDS) is form.volumes

    def parse(letter: Letter) -> tuple[LetterStatistics, ...]:
        return tuple(_statistics(one, form, letter.texts) for one in _letters(letter))

    return Layout(form.name, form.form, form.years, wanted, spans, claims, parse)


def spans(letter: Letter) -> tuple[Span, ...]:
    """Where letters of blocks stand in a file: those with a year's form of their own look alike here.

    A page without headings that can be read, but with the sentences that stand under several, is one too.
    """
    headed = [one.span for one in _letters(letter)]
    own = {number for first, last in headed for number in range(first, last + 1)}
    headless = (page.number for page in letter.pages if page.number not in own and _is_headless(_parts(page)))
    return (*headed, *((number, number) for number in headless))


def _is_headless(parts: PageParts) -> bool:
    ends = [found for found in parts.sentences if found.sentence.name in {*NOTHING, "base"}]
    return len(ends) >= _SEVERAL


# From the blocks of a page to what they state.


@dataclass(slots=True)
class _Stated:
    """What one block states: its figures, a problem for each that is in doubt, and what else it prints.

    `absent` names the statistics it should have and does not print.
    """

    block: str
    page: int
    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    days: list[tuple[str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    bases: list[tuple[str, str]] = field(default_factory=list)
    has_nothing: bool = False

    @property
    def is_whole(self) -> bool:
        return not self.problems and not self.absent


def _missing(page: int, where: str) -> Problem:
    return Problem(
        "missing-figure",
        f"Page {page}, “{where}”: no number is found. Expected one in its sentence or beside it. "
        "Look at the letter: it may be cut, or worded in a way that is not known yet.",
    )


def _unreadable(page: int, where: str, printed: str, reason: str = "Expected a number or n/a") -> Problem:
    return Problem(
        "unreadable-figure",
        f"Page {page}: “{where}” reads “{printed[:60]}”. {reason}. "
        "If the letter is misprinted, a correction can say what it should be.",
    )


def _title(key: str) -> str:
    return BY_KEY[key].title


def _figure(key: str, printed: str, page: int) -> Figure | Problem:
    unit = BY_KEY[key].unit
    # Letters have printed cases per 100,000 with a stray per cent sign.
    number = printed.removesuffix("%") if unit is Unit.PER_100K else printed
    try:
        return Figure(key, value_of(number, unit), printed, page)
    except ValueError:
        problem = _unreadable(page, _title(key), printed)
        return replace(problem, figure=Figure(key, None, printed, page))


def _one_figure(key: str, page: int, printed: Iterable[str | None]) -> Figure | Problem:
    """The figure that one or more sentences print; two that differ are none, and neither is an empty slot."""
    forms = set(printed)
    if None in forms:
        return _missing(page, _title(key))
    if len(forms) > 1:
        return _unreadable(page, _title(key), " and ".join(sorted(map(str, forms))), "Expected one number")
    return _figure(key, str(forms.pop()), page)


def _sort(stated: _Stated, read: Figure | Problem) -> None:
    if isinstance(read, Figure):
        stated.figures.append(read)
    else:
        stated.problems.append(read)


def _read_block(block: Block) -> _Stated:
    """What a block states. A sentence that belongs under another heading puts it in doubt."""
    kind, page = block.heading.block, block.heading.page.number
    stated = _Stated(kind, page)
    own = [found for found in block.sentences if ONLY_IN.get(found.sentence.name, kind) == kind]
    for found in block.sentences:
        if found not in own:
            stated.problems.append(_unreadable(page, kind, found.text, "It belongs under another heading"))
    filled, strays = numbers_of(block)
    printed: dict[str, list[str | None]] = {}
    for found in own:
        _read_words(stated, found)
        for slot in found.sentence.slots.keys() & KEYS[kind].keys():
            number = filled[found].text if found in filled else None
            printed.setdefault(KEYS[kind][slot], []).append(found.groups[slot] or number)
    for key, numbers in printed.items():
        _sort(stated, _one_figure(key, page, numbers))
    nothing = next((found for found in own if found.sentence.name in NOTHING), None)
    stated.has_nothing = nothing is not None
    required = [KEYS[kind][slot] for slot in REQUIRED[kind]]
    if nothing is None:
        stated.absent += [key for key in required if key not in printed]
    else:
        for read in _none_of(nothing, required, printed, page):
            _sort(stated, read)
    in_words = {_bare(number) for numbers in printed.values() for number in numbers if number}
    for stray in stray_large(block, strays, lambda text: _bare(text) in in_words):
        reason = "It is not certain which sentence this number belongs to"
        stated.problems.append(_unreadable(page, kind, stray.text, reason))
    return stated


def _none_of(
    nothing: Found, required: Sequence[str], printed: Mapping[str, Sequence[str | None]], page: int
) -> Iterator[Figure | Problem]:
    """What a sentence says in the place of the figures required: none of some; nothing of others."""
    zeros = NOTHING[nothing.sentence.name]
    for key in required:
        if key not in printed:
            yield Figure(key, 0 if key in zeros else None, nothing.text, page)
        elif key in zeros and set(printed[key]) != {"0"}:
            yield _unreadable(
                page, _title(key), f"{printed[key][0]}, and {nothing.text}", "Expected one of both"
            )


def _bare(text: str) -> str:
    return text.rstrip("%")


def _read_words(stated: _Stated, found: Found) -> None:
    """What a sentence prints besides figures: days, what a base counts, the council's name."""
    groups = found.groups
    if (start := groups.get("start")) and (end := groups.get("end")):
        stated.days.append((start, end))
    if counted := groups.get("of"):
        stated.bases.append((groups["base"] or "", counted))
        if not BASES[stated.block].fullmatch(counted):
            reason = "This block is based on something else"
            stated.problems.append(_unreadable(stated.page, stated.block, found.text, reason))
    if council := groups.get("council"):
        stated.names.append(_possessor(found, len(council.split())))


def _possessor(found: Found, words: int) -> str:
    """The name in a possessive, as printed; it follows the first "for"."""
    printed = found.text.split()
    first = [word.casefold() for word in printed].index("for") + 1
    return re.sub(r"[’']s?$", "", " ".join(printed[first : first + words]))


def _read_page(parts: PageParts) -> list[_Stated]:
    """What the blocks of a page state, if one way to cut it into blocks leaves no question open.

    Where none or several do so, only what all ways agree on is stated.
    """
    ways = [[_read_block(block) for block in _in_order(way)] for way in ways_to_cut(parts)]
    whole = [way for way in ways if all(stated.is_whole for stated in way)]
    candidates = whole or ways
    if not candidates:
        return []
    first, *others = candidates
    for stated in first if others else ():
        _keep_agreed(stated, others)
    return first


def _in_order(way: Blocks) -> list[Block]:
    return sorted(way, key=lambda block: (block.heading.box.top, block.heading.box.x0))


def _keep_agreed(stated: _Stated, others: Sequence[Sequence[_Stated]]) -> None:
    """Leave out what another way to cut the page does not read in this block."""
    agreed = [
        figure
        for figure in stated.figures
        if all(figure in other.figures for way in others for other in way if other.block == stated.block)
    ]
    if len(agreed) < len(stated.figures):
        stated.figures = agreed
        reason = "It is not certain where this block ends, so figures are left out"
        stated.problems.append(_unreadable(stated.page, stated.block, stated.block, reason))


# From blocks to letters.

_PAGES_KEPT = 8


@dataclass(slots=True)
class _BlockLetter:
    """One letter while it is gathered: its blocks, and the sentences on its pages that are in no block."""

    blocks: list[_Stated]
    volumes: list[Found] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    speaks_of_residents: bool = False

    @property
    def span(self) -> Span:
        """The first and the last page that the letter's blocks and volumes stand on."""
        numbers = [stated.page for stated in self.blocks] + [found.page.number for found in self.volumes]
        return min(numbers), max(numbers)

    @property
    def days(self) -> list[tuple[str, str]]:
        """Every first and last day that the letter's sentences print, in plain words."""
        in_blocks = [days for stated in self.blocks for days in stated.days]
        volumes = [(v.groups.get("start"), v.groups.get("end")) for v in self.volumes]
        return in_blocks + [(start, end) for start, end in volumes if start and end]

    @property
    def period(self) -> date | None:
        """The last day of the period, by the first sentence that states one that is in the calendar."""
        found = (day_at_start(end) for _, end in self.days)
        return next((day for day in found if day is not None), None)


@lru_cache(maxsize=_PAGES_KEPT)
def _parts(page: Page) -> PageParts:
    """The parts of a page. Kept, since a letter is found first and then read."""
    return parts_of(page, HEADINGS, SENTENCES)


def _letters(letter: Letter) -> tuple[_BlockLetter, ...]:
    """Every letter of blocks in the file."""
    letters: list[_BlockLetter] = []
    pages = [_parts(page) for page in letter.pages]
    for parts in pages:
        for stated in _read_page(parts):
            if not letters or _begins_letter(stated, letters[-1]):
                letters.append(_BlockLetter([]))
            letters[-1].blocks.append(stated)
    ended = 0
    for one in letters:
        first, last = one.span
        own = [parts for parts in pages if max(ended, first - 2) < parts.page.number <= last]
        one.volumes = [f for parts in own for f in parts.sentences if f.sentence.name.startswith("volume")]
        own = [parts for parts in own if parts.page.number >= first]
        _read_heads(one, own)
        one.speaks_of_residents = any(
            _RESIDENTS.search(stream.text) for parts in own for stream in parts.streams
        )
        ended = last
    return tuple(letters)


def _begins_letter(stated: _Stated, current: _BlockLetter) -> bool:
    """A letter has each block once, and a block of another period on another page is another letter's."""
    if any(stated.block == other.block for other in current.blocks):
        return True
    own = {days for other in current.blocks for days in other.days}
    return bool(own and stated.days and stated.page > current.span[1] and not own & set(stated.days))


def _read_heads(one: _BlockLetter, pages: Iterable[PageParts]) -> None:
    """The names and the period above the blocks of each page."""
    for parts in pages:
        top = min((heading.box.top for heading in parts.headings), default=0.0)
        for stream in parts.streams:
            lines = [run.text for run in stream.runs if run.box.bottom <= top + 1]
            one.names += names_in_lines(lines)
            one.titles += [line for line in lines if PERIOD_LINE.match(line)]


# From a letter to its statistics.

_DAY_OF_TITLE = re.compile(r"31(?:st)?(?:/0?3/| March )([0-9]{4}|[0-9]{2})(?![0-9])", re.IGNORECASE)


def _statistics(one: _BlockLetter, form: Form, texts: Sequence[str]) -> LetterStatistics:
    figures = [figure for stated in one.blocks for figure in stated.figures]
    problems = [problem for stated in one.blocks for problem in stated.problems]
    volumes, volume_problems = _volumes(one, form)
    figures, conflicts = _merged(figures, volumes)
    name, name_problems = _name(one, texts)
    problems += [*volume_problems, *conflicts, *_absent(one, form, figures), *_base_problems(one, figures)]
    ordered = sorted(figures, key=lambda figure: _ORDER[figure.statistic])
    problems = [*name_problems, *_period_problems(one, texts), *problems]
    pages = [figure.page for figure in figures] or list(one.span)
    return LetterStatistics(
        form.name, name, one.period, tuple(ordered), (min(pages), max(pages)), tuple(problems)
    )


_ORDER = {key: place for place, key in enumerate(BY_KEY)}


def _volumes(one: _BlockLetter, form: Form) -> tuple[list[Figure], list[Problem]]:
    """What the sentences on volumes state; a form that must have them has a problem for each that is lacking."""
    figures: list[Figure] = []
    problems: list[Problem] = []
    printed: dict[str, list[str | None]] = {}
    page = {key: found.page.number for found in one.volumes for key in found.sentence.slots}
    for found in one.volumes:
        for key in found.sentence.slots:
            printed.setdefault(key, []).append(found.groups[key])
    for key, numbers in printed.items():
        read = _one_figure(key, page[key], numbers)
        if isinstance(read, Figure):
            figures.append(read)
        else:
            problems.append(read)
    if form.volumes or printed:
        problems += [_missing(one.span[0], _title(key)) for key in VOLUMES if key not in printed]
    return figures, problems


def _merged(figures: Sequence[Figure], more: Sequence[Figure]) -> tuple[list[Figure], list[Problem]]:
    """Both lists as one; a statistic with two different values is left out and is a problem."""
    merged = {figure.statistic: figure for figure in figures}
    problems = []
    for figure in more:
        other = merged.setdefault(figure.statistic, figure)
        if other.value is None and figure.value == 0:
            # One sentence says that there is nothing, the other how much that is.
            merged[figure.statistic] = figure
        elif other.value != figure.value:
            del merged[figure.statistic]
            problems.append(_contradiction(other, figure))
    return list(merged.values()), problems


def _contradiction(one: Figure, other: Figure) -> Problem:
    return Problem(
        "sum-mismatch",
        f"“{_title(one.statistic)}” is {one.printed[:60]} on page {one.page} and {other.printed} on page "
        f"{other.page}. Expected the same number.",
    )


def _absent(one: _BlockLetter, form: Form, figures: Sequence[Figure]) -> Iterator[Problem]:
    """A problem for each figure that is not printed, unless there is nothing it could say."""
    values = {figure.statistic: figure.value for figure in figures}
    for block in KEYS.keys() - {stated.block for stated in one.blocks}:
        yield _missing(one.span[0], block)
    for stated in one.blocks:
        for key in stated.absent:
            if (
                stated.block != REMEDIES
                or key == "satisfactory_remedies"
                or values.get("decided_upheld") != 0
            ):
                yield _missing(stated.page, _title(key))
    keys = ("upheld_per_100k", "average_upheld_per_100k")
    pair = [values.get(key) is not None for key in keys]
    is_lost = one.speaks_of_residents and not values.keys() >= set(keys)
    # Councils that no longer exist have neither these nor an average.
    year = 0 if one.period is None else one.period.year
    is_due = year >= form.per_100k_from and values.get("average_uphold_rate") is not None
    if is_lost or any(pair) is not all(pair) or (is_due and not all(pair)):
        yield _missing(one.span[0], "Upheld decisions per 100,000 residents, and their average")


def _base_problems(one: _BlockLetter, figures: Sequence[Figure]) -> Iterator[Problem]:
    """The remedies are based on what was upheld, or in some years on all that was investigated."""
    values = {figure.statistic: figure.value for figure in figures}
    for stated in one.blocks:
        if stated.block != REMEDIES:
            continue
        if stated.has_nothing and values.get("decided_upheld"):
            yield Problem(
                "sum-mismatch",
                f"Page {stated.page}: under “{stated.block}” the letter says that there were none, but it prints "
                f"{values['decided_upheld']} upheld. Expected the same number.",
            )
        if not stated.bases and not stated.has_nothing and values.get("decided_upheld") != 0:
            yield _missing(stated.page, f"{stated.block}: their base")
        for printed, counted in stated.bases:
            keys = ["decided_upheld"] if "upheld" in counted else ["decided_upheld", "investigations"]
            known = [values[key] for key in keys if values.get(key) is not None]
            if not any(printed.replace(",", "") == str(value) for value in known):
                yield Problem(
                    "sum-mismatch",
                    f"Page {stated.page}: “{stated.block}” is based on {printed} {counted}, but the letter "
                    f"prints {' and '.join(map(str, known)) or 'no number'} of these. Expected the same number.",
                )


def _name(one: _BlockLetter, texts: Sequence[str]) -> tuple[str | None, list[Problem]]:
    """The council's name, if all places that print it agree."""
    printed = [name for stated in one.blocks for name in stated.names] + one.names
    printed += [name for text in texts for name in names_above_dear(text)]
    forms = {normal_form(name): name for name in reversed(printed)}
    if len(forms) == 1:
        return printed[0], []
    if not forms:
        message = (
            "No council's name is found above the blocks, in a sentence on its population, or above “Dear”. "
            "Expected a line that holds the name alone."
        )
        return None, [Problem("name-missing", message)]
    names = " and ".join(f"“{name}”" for name in forms.values())
    return None, [Problem("name-conflict", f"The letter names {names}. Expected one council.")]


def _period_problems(one: _BlockLetter, texts: Sequence[str]) -> Iterator[Problem]:
    period = one.period
    if period is None:
        yield Problem(
            "period-missing",
            "No sentence under the blocks gives a period that is in the calendar. Expected one from 1 April "
            "to 31 March.",
        )
        return
    for days in sorted({days for days in one.days if not _is_year_to(period, days)}):
        yield Problem(
            "period-conflict",
            f"The letter's period ends on {period:%d/%m/%Y}, but a sentence says {days[0]} to {days[1]}. "
            "Expected the same year from 1 April to 31 March everywhere.",
        )
    for words, years in (
        ("is headed", _years_of(one.titles)),
        ("speaks of the year ending", years_ending(texts)),
    ):
        if years and period.year not in years:
            yield Problem(
                "period-conflict",
                f"The blocks are for the period ending {period:%d/%m/%Y}, but the letter {words} 31 March "
                f"{', '.join(map(str, sorted(years)))}. Expected the same. See whether they belong together.",
            )


def _is_year_to(period: date, days: tuple[str, str]) -> bool:
    """Whether these days are the first and the last of the year that ends with the period, on a 31 March."""
    first, last = map(day_at_start, days)
    return last == period == date(period.year, 3, 31) and first == date(period.year - 1, 4, 1)


def _years_of(titles: Iterable[str]) -> set[int]:
    """The years in which the periods of titles end; they may be printed with two digits."""
    found = (year for title in titles for year in _DAY_OF_TITLE.findall(title))
    return {int(year) + (2000 if len(year) == 2 else 0) for year in found}
