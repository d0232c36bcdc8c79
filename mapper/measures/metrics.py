"""What can be shown of a council: each metric with its numerator, denominator, class edges and wording.

A rate is drawn as a choropleth. A rate per 100,000 residents is only drawn beside the average of similar councils: what
districts and other councils do differs, so their rates side by side say nothing. A count is drawn as proportional
symbols (circles, by area) and never colours an area, because a large council is not a bad one. Class edges are fixed,
so a new letter never recolours the map. A rate always has its denominator beside it, and is uncertain on fewer than
`FEW` cases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from mapper.letters.identities import only_numerator
from mapper.letters.statistics import BY_KEY, SUBJECTS
from mapper.measures.rate import Measurement, Rate
from mapper.measures.states import State
from mapper.review.reading import CouncilYear, Reading


class Kind(StrEnum):
    """How a metric is drawn."""

    CHOROPLETH = "fill"
    PROPORTIONAL_SYMBOLS = "circles"
    PER_POPULATION = "per-population"


@dataclass(frozen=True, slots=True)
class Against:
    """How a rate is set against councils of the same type, as a view of its own.

    Parameters
    ----------
    key, title, short
        The view's key in addresses and files, and its names in the list of views and in tables.
    heading, note
        Over the map.
    average
        The statistic that letters print as the average of similar councils; None where none do.
    high_is_good
        Whether a higher rate is better; False where neither end is good or bad.
    """

    key: str
    title: str
    short: str
    heading: str
    note: str
    average: str | None = None
    high_is_good: bool = False


@dataclass(frozen=True, slots=True)
class Metric:
    """A rate or a count that the map can show; legend, card, tables and downloads take their wording from it.

    Parameters
    ----------
    numerator, denominator
        Statistics that are added together; a count has no denominator.
    printed
        The statistic that letters print as this rate. None where none do: the rate is then worked out as
        100 * numerator / denominator. A rate per 100,000 residents is always printed.
    breaks
        The inner class edges in per cent; a value on an edge is in the upper class.
    none_word, none_sentence
        For a legend and for a page: the denominator is zero.
    cases, found
        What the cases are called, and what is said of those in the numerator: singular and plural, "was upheld".
    against
        How the rate is set against its type; None for a count, which is not.
    usually_all
        Whether the rate of most councils is 100%.
    """

    key: str
    title: str
    heading: str
    kind: Kind
    numerator: tuple[str, ...]
    numerator_word: str
    found: tuple[str, str] = ("", "")
    denominator: tuple[str, ...] = ()
    denominator_word: str = ""
    printed: str | None = None
    breaks: tuple[float, ...] = ()
    none_word: str = ""
    none_sentence: str = ""
    note: str = ""
    cases: tuple[str, str] = ("complaint or enquiry", "complaints and enquiries")
    against: Against | None = None
    usually_all: bool = False

    @property
    def average(self) -> str | None:
        """The statistic that letters print as the average of similar councils; None where none do."""
        return None if self.against is None else self.against.average

    @property
    def view(self) -> Against:
        """How the rate is set against its type. Raises ValueError for a metric that is not."""
        if self.against is None:
            raise ValueError(f"{self.key} is set against nothing. Expected one of those that are compared.")
        return self.against

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes in words, low to high: "0 to 25%" … "75 to 100%"."""
        return tuple(f"{low:g} to {high:g}%" for low, high in pairwise((0, *self.breaks, 100)))

    def band(self, value: float) -> int:
        """The class that a value in per cent is in, 0 for the lowest; a value on an edge is in the upper class."""
        return sum(value >= edge for edge in self.breaks)


QUARTERS = (25.0, 50.0, 75.0)
"""The inner class edges of every rate: the palette has a shade for each quarter (`shades`)."""

_NEARLY_ALL = 0.9

_UPHELD = ("was upheld", "were upheld")

# Letters count complaints, and not the recommendations, of which one complaint can have several.
_WITH_RECOMMENDATIONS = ("complaint with recommendations", "complaints with recommendations")

METRICS: tuple[Metric, ...] = (
    Metric(
        key="uphold_rate",
        title="Uphold rate",
        heading="Uphold rates as the letters print them",
        kind=Kind.CHOROPLETH,
        numerator=("decided_upheld",),
        numerator_word="upheld",
        found=_UPHELD,
        denominator=("investigations",),
        denominator_word="investigated",
        printed="uphold_rate",
        breaks=QUARTERS,
        none_word="none investigated",
        none_sentence="No complaint was investigated, so there is no rate. That is neither good nor bad.",
        note="How many of the complaints that the Ombudsman investigated in detail it upheld, that is, found "
        "fault in.",
        cases=("investigated complaint", "investigated complaints"),
        against=Against(
            key="against_type",
            title="Uphold rate, against its type",
            short="Against its type",
            heading="Where complaints are upheld more, or less, often than expected",
            note="The share of investigated complaints that the Ombudsman upheld, set against councils of the same "
            "type.",
            average="average_uphold_rate",
        ),
    ),
    Metric(
        key="compliance_rate",
        title="Recommendations carried out",
        heading="Complaints whose recommendations were carried out",
        kind=Kind.CHOROPLETH,
        numerator=("complied_on_time", "complied_late"),
        numerator_word="carried out",
        found=("had them carried out",) * 2,
        denominator=("compliance_recorded",),
        denominator_word="recorded",
        printed="compliance_rate",
        breaks=QUARTERS,
        usually_all=True,
        none_word="none recorded",
        none_sentence="No complaint had recommendations that fell due in the year, so there is no rate.",
        note="In how many of the complaints whose recommendations fell due in the year the council carried them out, "
        "on time or late.",
        cases=_WITH_RECOMMENDATIONS,
        against=Against(
            key="compliance_against_type",
            title="Recommendations carried out, against its type",
            short="Carried out, against its type",
            heading="Where recommendations are carried out more, or less, often than expected",
            note="The share of complaints whose recommendations were carried out, set against councils of the same "
            "type. Nearly all are carried out, so a single one that is not can only stand out where there are few.",
            average="average_compliance_rate",
            high_is_good=True,
        ),
    ),
    Metric(
        key="complied_on_time",
        title="Carried out on time",
        heading="Complaints whose recommendations were carried out on time",
        kind=Kind.CHOROPLETH,
        numerator=("complied_on_time",),
        numerator_word="on time",
        found=("had them carried out on time",) * 2,
        denominator=("compliance_recorded",),
        denominator_word="recorded",
        breaks=QUARTERS,
        usually_all=True,
        none_word="none recorded",
        none_sentence="No complaint had recommendations that fell due in the year, so there is no rate.",
        note="In how many of the complaints whose recommendations fell due in the year the council carried them out "
        "by the agreed day. Letters print the two counts; the rate is worked out from them.",
        cases=_WITH_RECOMMENDATIONS,
        against=Against(
            key="on_time_against_type",
            title="Carried out on time, against its type",
            short="On time, against its type",
            heading="Where recommendations are carried out on time more, or less, often than expected",
            note="The share of complaints whose recommendations were carried out by the agreed day, set against "
            "councils of the same type.",
            high_is_good=True,
        ),
    ),
    Metric(
        key="satisfactory_remedy_rate",
        title="Put right before the Ombudsman stepped in",
        heading="Upheld complaints that councils had already put right",
        kind=Kind.CHOROPLETH,
        numerator=("satisfactory_remedies",),
        numerator_word="put right before",
        found=(
            "was put right before the Ombudsman stepped in",
            "were put right before the Ombudsman stepped in",
        ),
        denominator=("decided_upheld",),
        denominator_word="upheld",
        printed="satisfactory_remedy_rate",
        breaks=QUARTERS,
        none_word="none upheld",
        none_sentence="No complaint was upheld, so there was nothing to put right beforehand.",
        note="How many of the upheld complaints the council had already put right when they reached the Ombudsman.",
        cases=("upheld complaint", "upheld complaints"),
        against=Against(
            key="remedy_against_type",
            title="Put right before the Ombudsman stepped in, against its type",
            short="Put right before, against its type",
            heading="Where councils put things right before more, or less, often than expected",
            note="The share of upheld complaints that the council had put right before, set against councils of the "
            "same type.",
            average="average_satisfactory_remedy_rate",
            high_is_good=True,
        ),
    ),
    Metric(
        key="upheld_per_100k",
        title="Upheld per 100,000 residents",
        heading="Complaints upheld per 100,000 residents",
        kind=Kind.PER_POPULATION,
        numerator=("decided_upheld",),
        numerator_word="upheld",
        found=_UPHELD,
        printed="upheld_per_100k",
        note="How many complaints the Ombudsman upheld for every 100,000 residents, as letters since 2023–24 print it.",
        cases=("complaint", "complaints"),
        against=Against(
            key="per_100k_against_average",
            title="Upheld per 100,000 residents, against the average",
            short="Upheld per 100,000, against the average",
            heading="Where more, or fewer, complaints are upheld for the number of residents",
            note="How many complaints the Ombudsman upheld for every 100,000 residents, beside the average of similar "
            "councils that the letters print.",
            average="average_upheld_per_100k",
        ),
    ),
    *(
        Metric(
            key=key,
            title=BY_KEY[key].title,
            heading="Complaints and enquiries received"
            if key == "received_total"
            else f"Complaints and enquiries received: {BY_KEY[key].title.lower()}",
            kind=Kind.PROPORTIONAL_SYMBOLS,
            numerator=(key,),
            numerator_word="received",
            note="Complaints and enquiries that reached the Ombudsman in the year. Their number follows the number "
            "of residents and says nothing about how well a council is run.",
        )
        for key in ("received_total", *SUBJECTS)
    ),
)
"""Every metric, in the order in which readers choose from them."""

PROPORTIONS = tuple(metric for metric in METRICS if metric.against is not None and metric.denominator)
"""The metrics that are shares of cases and are set against councils of the same type."""

COMPARED = tuple(metric for metric in METRICS if metric.against is not None)
"""The metrics that are set against similar councils: the shares of cases, and what is per 100,000 residents."""

METRIC: Mapping[str, Metric] = {metric.key: metric for metric in METRICS}
"""The metrics by key."""


def measure(metric: Metric, year: CouncilYear) -> Measurement:
    """The metric of one council in one year.

    Without a value, the measurement's state is the reason: no letter, a letter in review, a figure that the letter
    does not state, or a denominator of zero.
    """
    if year.letter is None:
        return Measurement(State.NO_LETTER)
    letter = year.usable
    if letter is None:
        return Measurement(State.IN_REVIEW)
    if metric.kind is Kind.PROPORTIONAL_SYMBOLS:
        return _measure_count(metric, letter)
    if metric.kind is Kind.PER_POPULATION:
        return _measure_printed(metric, letter)
    return _measure_rate(metric, letter)


def rate_of(metric: Metric, numerator: int | None, denominator: int | None) -> Measurement:
    """The metric's rate, worked out from these cases.

    The state is `NONE` where the denominator is zero, and `NOT_STATED` where either count is unknown.
    """
    if denominator == 0:
        return Measurement(State.NONE, numerator=numerator, denominator=denominator)
    if denominator is None or numerator is None:
        return Measurement(State.NOT_STATED)
    percent = Rate(numerator, denominator).percent
    return Measurement(State.VALUE, percent, numerator, denominator, metric.band(percent))


def hardly_varies(metric: Metric, found: Sequence[Measurement]) -> bool:
    """Whether nearly all councils have a rate of 100%, so that its classes would show how many cases each has.

    Of 243 councils with recommendations in an illustrative year, 235 carried all of them out, and each of the others
    lacked one or two: shades of these rates would be shades of size.
    """
    rates = [one.rate for one in found if one.rate is not None]
    full = sum(rate.numerator == rate.denominator for rate in rates)
    return metric.usually_all and bool(rates) and full >= _NEARLY_ALL * len(rates)


def _measure_count(metric: Metric, letter: Reading) -> Measurement:
    total = letter.total(*metric.numerator)
    return Measurement(State.NOT_STATED) if total is None else Measurement(State.VALUE, total)


def _measure_printed(metric: Metric, letter: Reading) -> Measurement:
    """A rate whose denominator letters do not print, with the count that it is of."""
    count, printed = letter.total(*metric.numerator), letter.value(metric.printed or "")
    if count is None or printed is None:
        return Measurement(State.NOT_STATED)
    return Measurement(State.VALUE, printed, count)


def _measure_rate(metric: Metric, letter: Reading) -> Measurement:
    denominator = letter.total(*metric.denominator)
    measured = rate_of(metric, _numerator(metric, letter, denominator), denominator)
    if metric.printed is None or measured.state is not State.VALUE:
        return measured
    printed = letter.value(metric.printed)
    if printed is None:
        return Measurement(State.NOT_STATED)
    # The class is that of the cases: 249 of 250 are not all of them, though the letter prints 100%.
    return replace(measured, value=printed)


def _numerator(metric: Metric, letter: Reading, denominator: int | None) -> int | None:
    """The numerator that the letter states, or the only one that fits its printed rate and its denominator.

    Letters since 2020 print "100% … based on a total of 51 compliance outcomes", but not the numerator.
    """
    stated = letter.total(*metric.numerator)
    if stated is not None or metric.printed is None or denominator is None:
        return stated
    rate = letter.figure(metric.printed)
    return None if rate is None else only_numerator(rate, denominator)
