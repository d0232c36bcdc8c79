"""Which councils lose figures from one site to the next, and how many may before somebody has to look.

A *loss* is a real figure that the site before shows and the new one does not: it went, or is held back. A figure with
another value is none. Illustrative figures are not counted: nobody loses one.

Few councils lose figures by right: a letter is replaced, or was wrong. A forged file, a folder that is gone, letters
that ran into time limits or a register that changed take many at once.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from mapper.measures.changes import Figures, Stated

SHOWN = ("ok", "corrected", "tables")
"""The statuses of figures that are real and shown."""

SHARE = 100
"""One in so many of the councils may lose figures."""


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """A council's year that loses figures, and how many; `period_end` is its last day in the form of ISO 8601."""

    period_end: str
    council: str
    gss_code: str
    figures: int


@dataclass(frozen=True, slots=True)
class Losses:
    """What a site loses.

    Parameters
    ----------
    lost
        By year, newest first, then by council.
    before
        The GSS codes of the councils of which the site before shows real figures, by the last day of the year.
    years
        The last days of the years of which the new site shows no real figure any more.
    """

    lost: tuple[Loss, ...] = ()
    before: Mapping[str, frozenset[str]] = field(default_factory=dict)
    years: tuple[str, ...] = ()

    def within(self, days: Collection[str]) -> "Losses":
        """Only the losses of years that end on these days: the others were not asked for."""
        return Losses(
            tuple(loss for loss in self.lost if loss.period_end in days),
            {day: codes for day, codes in self.before.items() if day in days},
            tuple(day for day in self.years if day in days),
        )

    @property
    def councils(self) -> int:
        """How many councils lose figures."""
        return len({loss.gss_code for loss in self.lost})

    @property
    def of(self) -> int:
        """Of how many councils the site before shows real figures."""
        return len(frozenset().union(*self.before.values()))

    @property
    def few(self) -> int:
        """How many councils may lose figures: one in a hundred, and one where there are fewer than that."""
        return max(1, self.of // SHARE)

    @property
    def too_many(self) -> bool:
        """Whether more than a few councils lose figures, or a year all of them."""
        return self.councils > self.few or bool(self.years)


def losses(before: Figures, after: Figures, councils: Mapping[str, str]) -> Losses:
    """What is lost from one site's figures to another's; `councils` has the names by GSS code."""
    shown = [key for key, stated in before.items() if _is_shown(stated)]
    lost = Counter((key.period_end, key.gss_code) for key in shown if not _is_shown(after.get(key, ())))
    found = sorted(Loss(day, councils[code], code, number) for (day, code), number in lost.items())
    remaining = {key.period_end for key, stated in after.items() if _is_shown(stated)}
    having: dict[str, set[str]] = {}
    for key in shown:
        having.setdefault(key.period_end, set()).add(key.gss_code)
    return Losses(
        tuple(sorted(found, key=lambda loss: loss.period_end, reverse=True)),
        {day: frozenset(codes) for day, codes in having.items()},
        tuple(sorted(having.keys() - remaining, reverse=True)),
    )


def _is_shown(stated: Iterable[Stated]) -> bool:
    return any(one.status in SHOWN for one in stated)
