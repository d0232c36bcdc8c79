"""A whole in its parts as bars: what complaints were about, and how they were decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from mapper.letters.statistics import BY_KEY, STATISTICS, SUBJECTS
from mapper.pages.figures import DASH, Told, count_of, is_corrected, told_count
from mapper.review.reading import Reading
from mapper.words import percent

OUTCOMES = tuple(
    s.key for s in STATISTICS if s.group == "decided" and s.key not in ("decided_total", "uphold_rate")
)


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a whole: `width` is in per cent of the longest bar."""

    title: str
    count: str
    share: str
    width: str
    corrected: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """The parts that a letter states, zeros too, and the whole as it states it."""

    rows: tuple[Bar, ...]
    total: Told


def subjects(letter: Reading | None) -> Bars:
    """What the complaints received were about, the commonest first."""
    parts = sorted(_stated(letter, SUBJECTS), key=lambda part: -part[1])
    return Bars(_rows(letter, parts), told_count(letter, "received_total"))


def decisions(letter: Reading | None) -> Bars:
    """How complaints were decided, in the letter's order.

    Letters since 2020 state one outcome only, and no number that it is a share of: they have no bars.
    """
    parts = [] if count_of(letter, "decided_total") is None else _stated(letter, OUTCOMES)
    return Bars(_rows(letter, parts), told_count(letter, "decided_total"))


def _stated(letter: Reading | None, statistics: Sequence[str]) -> list[tuple[str, int]]:
    return [(key, count) for key in statistics if (count := count_of(letter, key)) is not None]


def _rows(letter: Reading | None, parts: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    counts = [count for _, count in parts]
    total, longest = sum(counts), max(counts, default=0)
    return tuple(
        Bar(
            title=BY_KEY[key].title,
            count=f"{count:,}",
            share=percent(100 * count / total) if total else DASH,
            width=f"{100 * count / longest:.2f}" if longest else "0",
            corrected=is_corrected(letter, key),
        )
        for key, count in parts
    )
