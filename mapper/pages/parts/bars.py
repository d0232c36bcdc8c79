"""A whole in its parts as bars: what complaints were about, and how they were decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mapper.letters.statistics import BY_KEY, STATISTICS, SUBJECTS
from mapper.measures.type_year import stated
from mapper.pages.figures import DASH, Told, count_of, is_corrected, told_count
from mapper.pages.site import Site
from mapper.pages.tags import tag
from mapper.review.reading import CouncilYear, Reading
from mapper.words import capitalised, day_in_words, percent

OUTCOMES = tuple(
    s.key for s in STATISTICS if s.group == "decided" and s.key not in ("decided_total", "uphold_rate")
)


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a whole, on a scale from 0 to 100%; `tick` and `of_type` are the share of its type, if there is one."""

    title: str
    count: str
    share: str
    width: str
    corrected: bool
    tick: str = ""
    of_type: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """The parts that a letter states, zeros too, and the whole as it states it."""

    rows: tuple[Bar, ...]
    total: Told


@dataclass(frozen=True, slots=True)
class Subjects:
    """What complaints were about in the newest year whose figures name subjects; `beside` says what the ticks are."""

    year: str
    tag: str | None
    bars: Bars
    type: str
    beside: str


def subjects(history: Sequence[CouncilYear], site: Site) -> Subjects | None:
    """The subjects, the commonest first, beside those of the council's type; None where no year names any."""
    year = next((one for one in history if stated(one.usable, SUBJECTS)), None)
    if year is None:
        return None
    letter = year.usable
    parts = dict(sorted(stated(letter, SUBJECTS).items(), key=lambda part: -part[1]))
    of_type = site.joined(year.period_end).of_type(year).subjects
    whole, plural = sum(of_type.counts.values()), year.council.type.plural
    rows = _rows(letter, parts)
    if whole:
        shares = [100 * of_type.counts.get(key, 0) / whole for key in parts]
        rows = tuple(
            replace(row, tick=f"{share:.1f}", of_type=percent(share))
            for row, share in zip(rows, shares, strict=True)
        )
    beside = (
        f"The line is the share of all {whole:,} at the {of_type.councils:,} {plural} whose figures are here."
    )
    return Subjects(
        year=day_in_words(year.period_end),
        tag=tag(year, *SUBJECTS),
        bars=Bars(rows, told_count(letter, "received_total")),
        type=capitalised(plural) if whole else "",
        beside=beside if whole else "",
    )


def decisions(letter: Reading | None) -> Bars:
    """How complaints were decided, in the letter's order.

    Letters since 2020 state one outcome only, and no number that it is a share of: they have no bars.
    """
    parts = {} if count_of(letter, "decided_total") is None else stated(letter, OUTCOMES)
    return Bars(_rows(letter, parts), told_count(letter, "decided_total"))


def _rows(letter: Reading | None, parts: Mapping[str, int]) -> tuple[Bar, ...]:
    total = sum(parts.values())
    return tuple(
        Bar(
            title=BY_KEY[key].title,
            count=f"{count:,}",
            share=percent(100 * count / total) if total else DASH,
            width=f"{100 * count / total:.2f}" if total else "0",
            corrected=is_corrected(letter, key),
        )
        for key, count in parts.items()
    )
