"""The checks of a letter: each identity that was tried on it, and how many hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from mapper.letters.statistics import Check
from mapper.review.reading import Origin, Reading
from mapper.words import spelt


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks that were tried; `note` counts them, and is empty where there are none."""

    title: str
    rows: tuple[Check, ...]
    note: str


def checks(letter: Reading | None) -> Checks:
    """The checks of a letter; none where there is no letter."""
    tried = () if letter is None else letter.checks
    of_tables = letter is not None and letter.origin is Origin.TABLES
    title = "Checks of these data tables" if of_tables else "Checks of this letter"
    return Checks(title, tried, _note([check.holds for check in tried]))


def _note(results: Sequence[bool]) -> str:
    failed = results.count(False)
    if not results:
        return ""
    if not failed:
        return "The one that applies passed." if len(results) == 1 else f"All {spelt(len(results))} passed."
    verb = "does" if failed == 1 else "do"
    return f"{spelt(failed).capitalize()} of {spelt(len(results))} {verb} not add up."
