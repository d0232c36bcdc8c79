"""Whether a council's uphold rate stands apart from councils of its own type, or chance explains it.

Terms:

- *peers*: the councils of one type in one year that have an uphold rate. Real letters are compared with real ones
  only, so that no invented figure speaks about a real council; illustrative ones with all.
- *together*: the peers' upheld complaints added up, out of their investigations added up; never a mean of rates.

Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24
(2005), for the peers' rate as target.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mapper.councils.council import CouncilType
from mapper.letters.illustration import Illustration
from mapper.measures.limits import LEVELS, chance
from mapper.measures.metrics import METRICS, measure
from mapper.measures.overdispersion import Overdispersion, overdispersion
from mapper.measures.rate import FEW, Measurement, Rate
from mapper.measures.scale import SCALE, Standing
from mapper.measures.states import State
from mapper.review.reading import CouncilYear

FEWEST = 5
"""With fewer peers than this, the council itself among them, nothing is compared."""


KEY = "against_type"
TITLE = "Uphold rate, against its type"
SHORT = "Against its type"
HEADING = "Where more, or fewer, complaints are upheld than chance explains"
NOTE = (
    "The share of investigated complaints that the Ombudsman upheld, set against councils of the same type."
)
METRIC = next(metric for metric in METRICS if metric.key == "uphold_rate")
"""What is compared."""


@dataclass(frozen=True, slots=True)
class Peers:
    """The councils of one type in one year together: `numerator` upheld of `denominator` investigated (never 0).

    `real`: only those with real letters. `illustrative`: whether invented figures are among them.
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
        """Their rate, 0 to 1."""
        return self.numerator / self.denominator

    @property
    def plural(self) -> str:
        """What they are called in a sentence, one by one."""
        return f"{'illustrative ' if self.illustrative else ''}{self.type.plural}"

    @property
    def together(self) -> str:
        """What they are called in a sentence, as one."""
        return f"{self.plural} together"

    @property
    def widened(self) -> str:
        """That, and how far, the limits are widened, in a sentence; empty where chance explains all differences."""
        if not self.overdispersion.correlation:
            return ""
        plural = self.plural[:1].upper() + self.plural[1:]
        return (
            f"{plural} differ among themselves by {self.overdispersion.dispersion:.1f} times what chance explains, and "
            "the limits are widened to allow for that."
        )

    def includes(self, year: CouncilYear) -> bool:
        """Whether a council of that year is of this type, and its letter of this kind."""
        return year.council.type is self.type and (_is_real(year) or not self.real)

    @property
    def comparable(self) -> bool:
        """Whether they are enough to set a council against."""
        return self.councils >= FEWEST


@dataclass(frozen=True, slots=True)
class Comparison:
    """A council set against its peers: its cases, and their `chance` (0 to 1, None where there are too few peers)."""

    peers: Peers
    measured: Measurement
    standing: Standing
    chance: float | None

    @property
    def rate(self) -> Rate:
        """The council's own cases: only a council that has some is compared."""
        assert self.measured.rate is not None
        return self.measured.rate

    @property
    def case(self) -> str:
        """The key of what is to be said about it in `SAYS`."""
        few = self.measured.uncertain
        if not self.peers.comparable:
            return "few-alone" if few else "alone"
        return "few" if few else self.standing.value


def compare(years: Sequence[CouncilYear]) -> dict[str, Comparison]:
    """Each council of one year that has an uphold rate, by GSS code, set against its peers."""
    groups: defaultdict[tuple[CouncilType, bool], list[CouncilYear]] = defaultdict(list)
    for year in years:
        if measure(METRIC, year).state is State.VALUE:
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
    rates = [rate for year in years if (rate := measure(METRIC, year).rate) is not None]
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
    measured = measure(METRIC, year)
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
