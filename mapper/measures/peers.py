"""With whom a council is compared, and what its rate is compared with.

Terms:

- *peers*: the councils of one type in one year. A council with a real letter has peers with real letters only, so that
  no invented figure bears on it; one with an illustrative letter has all.
- *together*: the peers' cases added up; never a mean of rates.
- *printed average*: the average of similar councils that letters since 2020 print, in whole per cent. It stands for the
  peers wherever too few of their letters are here: which letters come first is no chance.

Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24
(2005), for the peers' rate as the target.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mapper.councils.council import CouncilType
from mapper.letters.illustration import Illustration
from mapper.measures.metrics import Metric, measure
from mapper.measures.overdispersion import correlation, single
from mapper.measures.rate import Measurement, Rate
from mapper.measures.states import State
from mapper.review.reading import CouncilYear

FEWEST = 7
"""The fewest councils with a rate, the council itself included, whose rate together is a target."""

WHOLE, HALF = 0.9, 0.5
"""The shares of a type's letters from which on it counts as whole, and from which on it can be compared at all."""

ALONE = frozenset({"E09000001", "E06000053"})
"""The City of London and the Isles of Scilly: nothing says with which councils the Ombudsman compares them."""


class Source(StrEnum):
    """Where a target comes from: the cases of the peers whose letters are here, or the average that letters print."""

    TYPE = "type"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class Target:
    """The rate that a council is compared with, 0 to 1: between `low` and `high`, which are equal where it is known."""

    source: Source
    low: float
    high: float

    @property
    def rate(self) -> float:
        """The rate, or the middle of what it is known to lie between."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Peers:
    """A group of peers, by one metric.

    Parameters
    ----------
    real
        Whether only real letters are among them.
    of, letters
        How many councils the type has, and of how many of them a letter with the metric's figures is here.
    rates
        How many have a rate: the others have no case.
    numerator, denominator
        The cases together; the denominator is never 0.
    correlation
        How much they differ beyond chance (`overdispersion`).
    averages
        The lowest and the highest average that their letters print, in per cent; None where none does.
    invented
        How many of the letters have invented figures.
    alone
        Whether this is a council that has no peers (`ALONE`).
    """

    type: CouncilType
    real: bool
    of: int
    letters: int
    rates: int
    numerator: int
    denominator: int
    correlation: float
    averages: tuple[float, float] | None
    invented: int
    alone: bool = False

    @property
    def rate(self) -> float:
        """Their rate together, 0 to 1."""
        return self.numerator / self.denominator

    @property
    def plural(self) -> str:
        """The name of the group in a sentence, in the plural; with a word on figures of which any are invented."""
        if not self.invented:
            return self.type.plural
        partly = "partly " if self.invented < self.letters else ""
        return f"{self.type.plural} with {partly}made-up figures"

    @property
    def illustrative(self) -> bool:
        """Whether any of the figures are invented."""
        return self.invented > 0

    @property
    def together(self) -> str:
        """The name of the group in a sentence about their rate together."""
        return f"{self.plural} together"

    @property
    def whole(self) -> bool:
        """Whether nearly all letters of the type are here."""
        return self.letters >= WHOLE * self.of

    @property
    def target(self) -> Target | None:
        """What these councils are compared with; None where there is nothing that could be."""
        if self.alone:
            return None
        of_type = Target(Source.TYPE, self.rate, self.rate) if self.spread_known else None
        if of_type and self.whole:
            return of_type
        if self.averages is not None:
            return _printed(*self.averages)
        return of_type if self.letters >= HALF * self.of else None

    @property
    def comparable(self) -> bool:
        """Whether there is something to compare a council with."""
        return self.target is not None

    @property
    def spread_known(self) -> bool:
        """Whether enough of them have a rate to tell how far they differ beyond chance."""
        return self.rates >= FEWEST

    def includes(self, year: CouncilYear) -> bool:
        """Whether the council's type and the kind of its letter put it in this group."""
        of_type = year.council.type is self.type and (year.council.gss_code in ALONE) is self.alone
        return of_type and (is_real(year) or not self.real)


@dataclass(frozen=True, slots=True)
class Group:
    """Peers with their measurements, all of which have a rate, by GSS code; those in `own` are compared with them."""

    peers: Peers
    own: frozenset[str]
    measured: Mapping[str, Measurement]

    @property
    def rates(self) -> tuple[Rate, ...]:
        """The rates of all, in the order of `measured`."""
        return tuple(rate for one in self.measured.values() if (rate := one.rate) is not None)

    @property
    def cases(self) -> list[tuple[int, int]]:
        """Numerator and denominator of each rate."""
        return [(rate.numerator, rate.denominator) for rate in self.rates]


def is_real(year: CouncilYear) -> bool:
    """Whether the year has a real letter."""
    return year.letter is not None and year.letter.illustration is None


def groups(metric: Metric, years: Sequence[CouncilYear]) -> list[Group]:
    """The groups of all councils that have the metric's rate.

    `years` are all councils of one year, those without a letter too: they are counted among their type.
    """
    kinds: defaultdict[tuple[CouncilType, bool], list[_Member]] = defaultdict(list)
    for year in years:
        kinds[year.council.type, year.council.gss_code in ALONE].append((year, measure(metric, year)))
    found = []
    for (_, alone), members in kinds.items():
        for one in [[member] for member in members] if alone else [members]:
            found += [_group(metric, one, real, alone) for real in (True, False)]
    return [group for group in found if group is not None]


_Member = tuple[CouncilYear, Measurement]


def _group(metric: Metric, members: Sequence[_Member], real: bool, alone: bool) -> Group | None:
    """Those of one type; None where none of them has a rate and a letter of that kind."""
    known = [
        (year, one)
        for year, one in members
        if (is_real(year) or not real) and one.state in (State.VALUE, State.NONE)
    ]
    measured = {year.council.gss_code: one for year, one in known if one.rate is not None}
    own = frozenset(
        code for year, _ in known if (code := year.council.gss_code) in measured and is_real(year) is real
    )
    if not own:
        return None
    letters = [year for year, _ in known]
    cases = [(one.numerator or 0, one.denominator or 0) for one in measured.values()]
    peers = Peers(
        type=letters[0].council.type,
        real=real,
        of=len(members),
        letters=len(known),
        rates=len(cases),
        numerator=sum(numerator for numerator, _ in cases),
        denominator=sum(denominator for _, denominator in cases),
        correlation=correlation(*single(cases)) if len(cases) >= FEWEST else 0.0,
        averages=_averages(metric, letters),
        invented=sum(map(is_invented, letters)),
        alone=alone,
    )
    return Group(peers, own, measured)


def is_invented(year: CouncilYear) -> bool:
    """Whether the year's letter has invented figures."""
    return year.letter is not None and year.letter.illustration is Illustration.INVENTED


def _averages(metric: Metric, years: Sequence[CouncilYear]) -> tuple[float, float] | None:
    """The lowest and the highest average that their letters print."""
    if metric.average is None:
        return None
    printed = [
        value
        for year in years
        if year.usable is not None and (value := year.usable.value(metric.average)) is not None
    ]
    return (min(printed), max(printed)) if printed else None


def _printed(least: float, most: float) -> Target:
    """What a printed average can have been before it was rounded to whole per cent."""
    return Target(Source.PRINTED, max(0.0, (least - 0.5) / 100), min(1.0, (most + 0.5) / 100))
