"""Whether a council's uphold rate differs from that of its peers by more than chance explains.

Terms:

- *peers*: the councils of one type in one year that have an uphold rate. A council with a real letter is compared with
  real letters only, so that no invented figure bears on it; one with an illustrative letter, with all.
- *together*: the peers' upheld complaints added up, out of their investigations added up; never a mean of rates.

Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24
(2005), for the peers' rate as the target.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mapper.councils.council import CouncilType
from mapper.letters.illustration import Illustration
from mapper.measures.limits import LEVELS, chance
from mapper.measures.metrics import METRIC, measure
from mapper.measures.overdispersion import Overdispersion, overdispersion
from mapper.measures.rate import FEW, Measurement, Rate
from mapper.measures.scale import SCALE, Standing
from mapper.measures.states import State
from mapper.review.reading import CouncilYear

FEWEST = 5
"""The fewest peers, the council itself included, that it is compared with."""

KEY = "against_type"
TITLE = "Uphold rate, against its type"
SHORT = "Against its type"
HEADING = "Where more, or fewer, complaints are upheld than chance explains"
NOTE = (
    "The share of investigated complaints that the Ombudsman upheld, set against councils of the same type."
)
COMPARED = METRIC["uphold_rate"]
"""The metric that is compared."""


@dataclass(frozen=True, slots=True)
class Peers:
    """A group of peers.

    `councils` is their number; together they have `numerator` upheld complaints out of `denominator` investigations
    (never 0). `real` is whether only real letters are among them, `illustrative` whether any figures are invented.
    """

    type: CouncilType
    real: bool
    councils: int
    numerator: int
    denominator: int
    overdispersion: Overdispersion
    illustrative: bool

    @property
    def rate(self) -> float:
        """Their uphold rate together, 0 to 1."""
        return self.numerator / self.denominator

    @property
    def plural(self) -> str:
        """The name of the group in a sentence, in the plural."""
        return f"{'illustrative ' if self.illustrative else ''}{self.type.plural}"

    @property
    def together(self) -> str:
        """The name of the group in a sentence about their rate together."""
        return f"{self.plural} together"

    def includes(self, year: CouncilYear) -> bool:
        """Whether the council's type and the kind of its letter put it in this group."""
        return year.council.type is self.type and (_is_real(year) or not self.real)

    @property
    def comparable(self) -> bool:
        """Whether there are enough peers to compare a council with."""
        return self.councils >= FEWEST


@dataclass(frozen=True, slots=True)
class Comparison:
    """A council's uphold rate compared with its peers.

    `chance` is that of its cases (`mapper/measures/limits.py`), 0 to 1; None where there are too few peers.
    """

    peers: Peers
    measured: Measurement
    standing: Standing
    chance: float | None

    @property
    def rate(self) -> Rate:
        """The council's own rate; only councils with cases are compared."""
        assert self.measured.rate is not None
        return self.measured.rate

    @property
    def case(self) -> str:
        """The key of its wording in `sentences.SAYS`."""
        few = self.measured.uncertain
        if not self.peers.comparable:
            return "few-alone" if few else "alone"
        return "few" if few else self.standing.value


def compare(years: Sequence[CouncilYear]) -> dict[str, Comparison]:
    """Compare each council that has an uphold rate with its peers.

    `years` are of one year; the comparisons are by GSS code, in the order of `years`.
    """
    groups: defaultdict[tuple[CouncilType, bool], list[CouncilYear]] = defaultdict(list)
    for year in years:
        if measure(COMPARED, year).state is State.VALUE:
            groups[year.council.type, _is_real(year)].append(year)
    found = {}
    for (kind, real), members in groups.items():
        others = [] if real else groups.get((kind, True), [])
        peers = _peers(kind, real, [*members, *others])
        found.update({year.council.gss_code: _comparison(year, peers) for year in members})
    return {
        year.council.gss_code: found[year.council.gss_code]
        for year in years
        if year.council.gss_code in found
    }


def _is_real(year: CouncilYear) -> bool:
    return year.letter is not None and year.letter.illustration is None


def _peers(kind: CouncilType, real: bool, years: Sequence[CouncilYear]) -> Peers:
    rates = [rate for year in years if (rate := measure(COMPARED, year).rate) is not None]
    return Peers(
        type=kind,
        real=real,
        councils=len(rates),
        numerator=sum(rate.numerator for rate in rates),
        denominator=sum(rate.denominator for rate in rates),
        overdispersion=overdispersion([(rate.numerator, rate.denominator) for rate in rates]),
        illustrative=any(year.letter and year.letter.illustration is Illustration.INVENTED for year in years),
    )


def _comparison(year: CouncilYear, peers: Peers) -> Comparison:
    measured = measure(COMPARED, year)
    if not peers.comparable or measured.rate is None:
        return Comparison(peers, measured, Standing.TOO_FEW, None)
    rate = measured.rate
    likely = chance(rate.numerator, rate.denominator, peers.rate, peers.overdispersion.correlation)
    return Comparison(peers, measured, _standing(rate, peers, likely), likely)


def _standing(rate: Rate, peers: Peers, likely: float) -> Standing:
    if rate.denominator < FEW:
        return Standing.TOO_FEW
    outside = sum(likely <= 1 - level for level in LEVELS)
    return SCALE[2 + (outside if rate.numerator > rate.denominator * peers.rate else -outside)]
