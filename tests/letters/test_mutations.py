"""One printed cell of a sound letter is changed, blanked, swapped or garbled: the checks must notice.

A mutant is *caught* if reading it gives a problem or an identity fails, so that the letter goes to review.
Those that cannot be noticed, because the letter itself would be just as sound, are named with the reason. The
words of each mutant are placed as reportlab would draw them; that reading a PDF gives the same is tested here
for the sound letters, and for many more in `test_round_trip`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from mapper.letters import layouts, pdf
from mapper.letters.identities import checks
from mapper.letters.letter import Letter, Page, Rule, Word
from mapper.letters.statistics import LetterStatistics
from tests.generators import reportlab_letter
from tests.generators.wording import (
    CLOSED,
    COMPLIED,
    DECIDED_2014,
    ENVIRONMENT_2014,
    INVESTIGATED,
    REMEDIED,
    REMEDIED_2016,
    SUBJECTS,
    Figures,
    Options,
    Printed,
    consistent,
    earlier,
)


@dataclass(frozen=True)
class Sound:
    """A letter without a fault. No two figures of one of its tables are equal: a swap is always a change."""

    layout: str
    period: str
    figures: Figures
    options: Options
    tables: tuple[tuple[str, ...], ...]
    headings: Mapping[str, str]
    caught: int
    survive: int


_EARLIER_SUBJECTS = {**SUBJECTS, "received_environment_services": ENVIRONMENT_2014}
del _EARLIER_SUBJECTS["received_other"]
_DECIDED = {**CLOSED, **INVESTIGATED}

LETTERS = (
    Sound(
        "tables-2014",
        "31/03/2015",
        earlier((13, 2, 31, 4, 5, 6, 17, 28), (1, 22, 3, 14), 15, 16, rate_places=1),
        Options(year_form="2014"),
        (tuple(_EARLIER_SUBJECTS), tuple(DECIDED_2014)),
        {**_EARLIER_SUBJECTS, **DECIDED_2014},
        caught=182,
        survive=35,
    ),
    Sound(
        "tables-2016",
        "31/03/2017",
        earlier((13, 2, 31, 4, 5, 6, 17, 28, 9), (1, 22, 3, 14), 15, 16, (7, 2), 0),
        Options(year_form="2016"),
        (tuple(SUBJECTS), tuple(_DECIDED), tuple(REMEDIED_2016)),
        {**SUBJECTS, **_DECIDED, **REMEDIED_2016},
        caught=201,
        survive=53,
    ),
    Sound(
        "tables-2019",
        "31/03/2019",
        consistent((13, 2, 31, 4, 5, 6, 17, 28, 9), (1, 22, 3, 14), 15, 16, 3, 27, 8, 4),
        Options(),
        (tuple(SUBJECTS), tuple(_DECIDED), tuple(REMEDIED), (*COMPLIED, "compliance_rate")),
        {**SUBJECTS, **_DECIDED, **REMEDIED, **COMPLIED},
        caught=264,
        survive=43,
    ),
)


@dataclass(frozen=True)
class Mutant:
    """A letter with a fault: what was done, to which figures, and what it prints now."""

    kind: str
    keys: tuple[str, ...]
    figures: Figures
    options: Options


def _mutants(sound: Sound, options: Options) -> Iterator[Mutant]:
    for key, value in sound.figures.items():
        assert isinstance(value, (int, float))
        changes: dict[str, Printed] = {
            "one more": value + 1,
            "one less": value - 1,
            "another digit": value * 10 + 1,
            "nothing": "",
            "a dash": None,
            "a letter": f"{value}O",
            "two numbers": f"{value} 1",
        }
        for kind, change in changes.items():
            yield Mutant(kind, (key,), {**sound.figures, key: change}, options)
    for table in sound.tables:
        for one, other in combinations(table, 2):
            swapped = {**sound.figures, one: sound.figures[other], other: sound.figures[one]}
            yield Mutant("swapped", (one, other), swapped, options)
    for key, label in sound.headings.items():
        changed = " ".join([*label.split()[:-1], "Else"])
        # "Total" heads a column in two tables, and both change.
        yield Mutant("another heading", (key,), sound.figures, replace(options, spelling={label: changed}))
        yield Mutant("no column", (key,), sound.figures, replace(options, without=frozenset({key})))


def _placed(sound: Sound, figures: Figures, options: Options) -> Letter:
    """The letter as reading its PDF would give it."""
    pens = list(reportlab_letter.pages(figures, "Kent County Council", sound.period, options))
    texts = tuple("\n".join(placed.text for placed in pen.words) for pen in pens)
    pages = tuple(_page(number, pen) for number, pen in enumerate(pens, start=1))
    return Letter(texts, pages, active_content=False)


def _page(number: int, pen: reportlab_letter.Pen) -> Page:
    words = tuple(word for placed in pen.words for word in _words(placed))
    # Lines are kept as they are drawn, from the foot of the page; they run from left to right and downwards.
    rules = tuple(Rule(x0, x1, pen.height - y0, pen.height - y1) for x0, y0, x1, y1 in pen.lines)
    return Page(number, pen.width, pen.height, words, rules)


def _words(placed: reportlab_letter.Placed) -> Iterator[Word]:
    x = placed.x
    for text in placed.text.split():
        width = stringWidth(text, placed.font, placed.size)
        yield Word(text, x, x + width, placed.y, placed.y + placed.size)
        x += width + stringWidth(" ", placed.font, placed.size)


def _caught_by(statistics: LetterStatistics) -> set[str]:
    """The codes of what notices that a letter is not sound."""
    failed = {check.code for check in checks(statistics.figures) if not check.holds}
    return failed | {problem.code for problem in statistics.problems}


def _survives(mutant: Mutant, layout: str) -> str | None:
    """Why a mutant cannot be noticed, or None if it must be."""
    keys = set(mutant.keys)
    if mutant.kind == "another digit" and keys == {"remedied_by_ombudsman"}:
        return None  # many times as many as were upheld
    if keys <= REMEDIED_2016.keys() and mutant.kind in (
        *("one more", "one less", "another digit", "a dash", "swapped"),
    ):
        return "complaints remedied add up to nothing that the letter states"
    if mutant.kind == "no column" and (
        keys <= REMEDIED_2016.keys() or (keys == {"uphold_rate"} and layout != "tables-2019")
    ):
        return "letters of these years may lack the column"
    if mutant.kind != "swapped":
        return None
    if keys <= SUBJECTS.keys() - {"received_total"}:
        return "the subjects add up in any order, and nothing else is said of them"
    if keys <= CLOSED.keys():
        return "the outcomes without investigation add up in any order, and nothing else is said of them"
    if keys == {"complied_on_time", "complied_late"}:
        return "late is complied as well: sum and rate stay the same"
    return None


# With rules a cell is known by them, without a figure has only its place under a heading to be known by.
_MANNERS = ("all", "none")
_each_letter = pytest.mark.parametrize("sound", LETTERS, ids=lambda sound: sound.layout)


@_each_letter
@pytest.mark.parametrize("rules", _MANNERS)
def test_the_letter_without_a_fault_is_sound_and_read_as_from_its_pdf(sound: Sound, rules: str) -> None:
    options = replace(sound.options, rules=rules)
    data = reportlab_letter.write(sound.figures, "Kent County Council", sound.period, options)
    assert layouts.parse(pdf.read(data, layouts.wanted)) == layouts.parse(
        _placed(sound, sound.figures, options)
    )
    (statistics,) = layouts.parse(_placed(sound, sound.figures, options))
    assert statistics.layout == sound.layout
    assert not _caught_by(statistics)


@pytest.mark.slow
@_each_letter
@pytest.mark.parametrize("rules", _MANNERS)
def test_every_mutant_is_caught_or_known_to_survive(sound: Sound, rules: str) -> None:
    caught: Counter[str] = Counter()
    survived: Counter[str] = Counter()
    for mutant in _mutants(sound, replace(sound.options, rules=rules)):
        (statistics,) = layouts.parse(_placed(sound, mutant.figures, mutant.options))
        read = {figure.statistic: figure.value for figure in statistics.figures}
        read.pop("investigations", None)
        # Caught or not, what is read is what is printed.
        assert read.items() <= mutant.figures.items(), mutant
        codes, reason = _caught_by(statistics), _survives(mutant, sound.layout)
        assert bool(codes) is (reason is None), (mutant.kind, mutant.keys, codes)
        (caught if codes else survived)[reason or " and ".join(sorted(codes))] += 1
    print(
        f"{sound.layout}: {caught.total()} caught by {dict(caught)}; {survived.total()} survived: {dict(survived)}"
    )
    assert (caught.total(), survived.total()) == (sound.caught, sound.survive)


@_each_letter
def test_every_figure_of_a_letter_is_mutated(sound: Sound) -> None:
    mutants = _mutants(sound, sound.options)
    assert {key for mutant in mutants for key in mutant.keys} == sound.figures.keys()
