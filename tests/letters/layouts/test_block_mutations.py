"""A letter with blocks and one fault: the fault is noticed, or it is known why it cannot be."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, islice

import pytest

from mapper.letters.identities import checks
from mapper.letters.statistics import LetterStatistics
from tests.generators import blocks_by_hand
from tests.generators.blocks_wording import Figures, Manner, Printed, as_read
from tests.letters.layouts.block_letters import KENT, MUTATED, SOUND, read_one, values_of


@dataclass(frozen=True)
class Mutant:
    """A letter with a fault: what was done, to which figures, and what it prints now."""

    kind: str
    keys: tuple[str, ...]
    figures: Figures
    manner: Manner


FIGURES = tuple(key for key in SOUND if key in as_read(SOUND))


# What the letter prints elsewhere, too: there, a change of one of both is noticed.
TOLD_TWICE = {"investigations": "volume_investigations", "decided_upheld": "volume_upheld"}


AVERAGES = {key for key in SOUND if key.startswith("average_") and not key.endswith("100k")}


PER_100K = {"upheld_per_100k", "average_upheld_per_100k"}


NEXT_TO_EACH_OTHER = {"average_uphold_rate", "compliance_rate"}


def _mutants(manner: Manner) -> Iterator[Mutant]:
    for key, value in SOUND.items():
        assert isinstance(value, (int, float))
        sign = "%" if "rate" in key else ""
        changes: dict[str, Printed] = {
            "one more": round(value + 1, 1),
            "one less": round(value - 1, 1),
            "another digit": f"{value}1{sign}",
            "nothing": "",
            "n/a": None,
            "a letter": f"{value}O{sign}",
            "two numbers": f"{value}{sign} 1{sign}",
        }
        for kind, change in changes.items():
            yield Mutant(kind, (key,), {**SOUND, key: change}, manner)
        if key not in ("remedy_base", "volume_upheld"):
            yield Mutant("no sentence", (key,), SOUND, replace(manner, without=frozenset({key})))
    for keys in (
        [key for key in SOUND if "rate" in key],
        [key for key in SOUND if "rate" not in key and "per_100k" not in key],
        ["upheld_per_100k", "average_upheld_per_100k"],
    ):
        for one, other in combinations(keys, 2):
            if SOUND[one] != SOUND[other]:
                swapped = {**SOUND, one: SOUND[other], other: SOUND[one]}
                yield Mutant("swapped", (one, other), swapped, manner)


def _survives(mutant: Mutant) -> str | None:
    """Why a mutant cannot be noticed, or None if it must be."""
    keys = set(mutant.keys)
    is_changed = mutant.kind in ("one more", "one less", "another digit", "swapped")
    if keys <= AVERAGES and (is_changed or mutant.kind == "n/a") and mutant.kind != "another digit":
        return "an average stands for itself"
    if keys <= PER_100K and is_changed:
        return "how many people live there is not printed"
    if keys == {"compliance_recorded"} and is_changed:
        return "how many were complied with is not printed, and the rate may be that of another number"
    if mutant.kind == "one more" and keys == {"compliance_rate"}:
        return "this is the rate of one more outcome complied with"
    if mutant.kind == "swapped" and keys in ({"not_for_us", "assessed_and_closed"}, NEXT_TO_EACH_OTHER):
        return "both fit in either place"
    if keys == {"volume_upheld"} and mutant.kind in ("nothing", "n/a", "two numbers"):
        return "the number upheld is printed again in its block"
    if keys <= {"investigations", "decided_upheld", "remedy_base"} and mutant.kind == "no sentence":
        return "the number is printed among the volumes, and need not be printed again"
    if keys == {"volume_investigations"} and mutant.kind == "no sentence":
        return "the number investigated is printed again with the number upheld"
    return None


def _number(printed: Printed) -> Printed:
    """What stands there, if it is a number; the first, where there are two."""
    try:
        return None if printed is None else float(str(printed).split(" ")[0].rstrip("%"))
    except ValueError:
        return -1


def _is_caught(statistics: LetterStatistics) -> bool:
    return bool(statistics.problems) or not all(check.holds for check in checks(statistics.figures))


def _read_mutant(mutant: Mutant) -> LetterStatistics:
    return read_one(blocks_by_hand.reportlab(mutant.figures, KENT, MUTATED, mutant.manner))


MANNERS = (Manner(apart="left", number_size=20.0), Manner(columns=3, size=8.0, apart="inline"))


@pytest.mark.parametrize("manner", MANNERS)
def test_the_letter_without_a_fault_is_sound(manner: Manner) -> None:
    assert not _is_caught(_read_mutant(Mutant("none", (), SOUND, manner)))


@pytest.mark.slow
def test_every_mutant_is_caught_or_known_to_survive() -> None:
    caught: Counter[str] = Counter()
    survived: Counter[str] = Counter()
    odd = []
    mutants = [*_mutants(MANNERS[0]), *islice(_mutants(MANNERS[1]), 0, None, 5)]
    for mutant in mutants:
        statistics = _read_mutant(mutant)
        # Caught or not, what is read is what is printed.
        for key, value in values_of(statistics).items():
            printed = mutant.figures[key], mutant.figures.get(TOLD_TWICE.get(key, ""))
            assert value in map(_number, printed), (mutant.kind, mutant.keys, key, value)
        reason = _survives(mutant)
        if _is_caught(statistics) is not (reason is None):
            odd.append((mutant.kind, mutant.keys, reason))
        (caught if reason is None else survived)[reason or mutant.kind] += 1
    assert not odd
    print(f"{caught.total()} caught: {dict(caught)}; {survived.total()} survived: {dict(survived)}")
    assert (caught.total(), survived.total()) == (202, 37)
