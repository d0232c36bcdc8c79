"""One printed cell of a sound letter is changed, blanked, swapped or garbled: the checks must notice.

A mutant is *caught* if reading it gives a problem or an identity fails, so that the letter goes to review.
Those that cannot be noticed, because the letter itself would be just as sound, are named with the reason.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from mapper import layouts, letter
from mapper.figures import LetterStatistics, checks
from tests.letters import reportlab_letter
from tests.letters.wording import (
    CLOSED,
    COMPLIED,
    DARTFORD,
    INVESTIGATED,
    REMEDIED,
    SUBJECTS,
    Figures,
    Options,
    Printed,
    consistent,
)

# No two figures of one table are equal, so that a swap is always a change.
SOUND = consistent((13, 2, 31, 4, 5, 6, 17, 28, 9), (1, 22, 3, 14), 15, 16, 3, 27, 8, 4)

TABLES = (tuple(SUBJECTS), (*CLOSED, *INVESTIGATED), tuple(REMEDIED), (*COMPLIED, "compliance_rate"))


# Without rules a figure has only its place under a heading to be known by.
UNRULED = Options(rules="none")


@dataclass(frozen=True)
class Mutant:
    """A letter with a fault: what was done, to which figures, and what it prints now."""

    kind: str
    keys: tuple[str, ...]
    figures: Figures
    options: Options = UNRULED


def _mutants() -> Iterator[Mutant]:
    for key, value in SOUND.items():
        assert isinstance(value, int)
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
            yield Mutant(kind, (key,), {**SOUND, key: change})
    for table in TABLES:
        for one, other in combinations(table, 2):
            swapped = {**SOUND, one: SOUND[other], other: SOUND[one]}
            yield Mutant("swapped", (one, other), swapped)
    for key, label in {**SUBJECTS, **CLOSED, **INVESTIGATED, **REMEDIED, **COMPLIED}.items():
        words = label.split()
        changed = " ".join([*words[:-1], "Else"])
        # "Total" heads a column in two tables, and both change.
        yield Mutant("another heading", (key,), SOUND, replace(UNRULED, spelling={label: changed}))
        yield Mutant("no column", (key,), SOUND, replace(UNRULED, without=frozenset({key})))


def _read(mutant: Mutant) -> LetterStatistics:
    data = reportlab_letter.write(mutant.figures, "Kent County Council", "31/03/2019", mutant.options)
    (statistics,) = layouts.parse(letter.read(data, layouts.wanted))
    return statistics


def _is_caught(statistics: LetterStatistics) -> bool:
    return bool(statistics.problems) or not all(check.holds for check in checks(statistics.figures))


def _survives(mutant: Mutant) -> str | None:
    """Why a mutant cannot be noticed, or None if it must be."""
    keys = set(mutant.keys)
    if mutant.kind != "swapped":
        return None
    if keys <= SUBJECTS.keys() - {"received_total"}:
        return "the subjects add up in any order, and nothing else is said of them"
    if keys <= CLOSED.keys():
        return "the outcomes without investigation add up in any order, and nothing else is said of them"
    if keys == {"complied_on_time", "complied_late"}:
        return "late is complied as well: sum and rate stay the same"
    return None


def test_the_letter_without_a_fault_is_sound() -> None:
    assert not _is_caught(_read(Mutant("none", (), SOUND)))


def test_every_mutant_is_caught_or_known_to_survive() -> None:
    caught: Counter[str] = Counter()
    survived: Counter[str] = Counter()
    for mutant in _mutants():
        statistics = _read(mutant)
        read = {figure.statistic: figure.value for figure in statistics.figures}
        read.pop("investigations", None)
        # Caught or not, what is read is what is printed.
        assert read.items() <= mutant.figures.items(), mutant
        reason = _survives(mutant)
        assert _is_caught(statistics) is (reason is None), (mutant.kind, mutant.keys)
        (caught if reason is None else survived)[reason or mutant.kind] += 1
    print(f"{caught.total()} caught: {dict(caught)}; {survived.total()} survived: {dict(survived)}")
    assert (caught.total(), survived.total()) == (264, 43)


def test_every_figure_of_a_letter_is_mutated() -> None:
    assert {key for mutant in _mutants() for key in mutant.keys} == set(DARTFORD)
