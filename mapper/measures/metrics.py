"""What can be shown of a council: each metric with its numerator and denominator, its class edges and its words.

A rate is shown as a choropleth: it colours areas. A count is shown as proportional symbols, circles by area, and never
colours an area: a large council is not a bad one. Class edges are fixed, so a new letter never recolours the map.
A rate is measured together with its denominator, and on fewer than `FEW` cases it is uncertain.
"""

from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class Metric:
    """One thing the map can show; legend, card, table and download take their words from here.

    `numerator` and `denominator` are statistics that are added together. A rate's value is `printed`, the rate as
    the letter prints it, or 100 * numerator / denominator where no letter prints one. `breaks` are the inner class
    edges in per cent: a value on an edge belongs to the upper class. `cases` is what one of the counted is called,
    and several. `none_word` (in a legend) and `none_sentence` say that the denominator is zero.
    """

    key: str
    title: str
    heading: str
    kind: Kind
    numerator: tuple[str, ...]
    numerator_word: str
    denominator: tuple[str, ...] = ()
    denominator_word: str = ""
    printed: str | None = None
    breaks: tuple[float, ...] = ()
    none_word: str = ""
    none_sentence: str = ""
    note: str = ""
    cases: tuple[str, str] = ("complaint or enquiry", "complaints and enquiries")

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes in words, low to high: "0 to 20%" … "80 to 100%", or "100%" where it stands alone."""
        edges = (0, *self.breaks)
        spans = [f"{low:g} to {high:g}%" for low, high in pairwise(edges)]
        return (*spans, "100%" if edges[-1] == 100 else f"{edges[-1]:g} to 100%")

    def band(self, value: float) -> int:
        """Index of the class that `value` falls in, 0 for the lowest; a value on an edge is in the upper one."""
        return sum(value >= edge for edge in self.breaks)


METRICS: tuple[Metric, ...] = (
    Metric(
        key="uphold_rate",
        title="Uphold rate",
        heading="Uphold rates as the letters print them",
        kind=Kind.CHOROPLETH,
        numerator=("decided_upheld",),
        numerator_word="upheld",
        denominator=("investigations",),
        denominator_word="investigated",
        printed="uphold_rate",
        breaks=(20, 40, 60, 80),
        none_word="none investigated",
        none_sentence="No complaint was investigated, so there is no rate. That is neither good nor bad.",
        note="How many of the complaints that the Ombudsman investigated in detail it upheld, that is, found "
        "fault in.",
        cases=("investigated complaint", "investigated complaints"),
    ),
    Metric(
        key="compliance_rate",
        title="Compliance rate",
        heading="Recommendations that councils complied with",
        kind=Kind.CHOROPLETH,
        numerator=("complied_on_time", "complied_late"),
        numerator_word="complied with",
        denominator=("compliance_recorded",),
        denominator_word="recorded",
        printed="compliance_rate",
        breaks=(50, 75, 90, 100),
        none_word="none recorded",
        none_sentence="No recommendation was recorded in the year, so there is no rate.",
        note="How many of the recommended remedies that fell due and were recorded in the year the council "
        "carried out, on time or late.",
        cases=("recorded recommendation", "recorded recommendations"),
    ),
    Metric(
        key="complied_on_time",
        title="Complied on time",
        heading="Recommendations that councils complied with on time",
        kind=Kind.CHOROPLETH,
        numerator=("complied_on_time",),
        numerator_word="on time",
        denominator=("compliance_recorded",),
        denominator_word="recorded",
        breaks=(50, 75, 90, 100),
        none_word="none recorded",
        none_sentence="No recommendation was recorded in the year, so there is no rate.",
        note="How many of the recommended remedies recorded in the year the council carried out by the agreed "
        "day. Letters print the two counts; the rate is worked out from them.",
        cases=("recorded recommendation", "recorded recommendations"),
    ),
    Metric(
        key="satisfactory_remedy_rate",
        title="Satisfactory remedy rate",
        heading="Upheld complaints that councils had already put right",
        kind=Kind.CHOROPLETH,
        numerator=("satisfactory_remedies",),
        numerator_word="remedied before",
        denominator=("decided_upheld",),
        denominator_word="upheld",
        printed="satisfactory_remedy_rate",
        breaks=(10, 20, 40, 60),
        none_word="none upheld",
        none_sentence="No complaint was upheld, so there was nothing to put right beforehand.",
        note="In how many upheld complaints the council had offered a satisfactory remedy before the complaint "
        "reached the Ombudsman.",
        cases=("upheld complaint", "upheld complaints"),
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


METRIC: Mapping[str, Metric] = {metric.key: metric for metric in METRICS}
"""The metrics by their keys."""


def measure(metric: Metric, year: CouncilYear) -> Measurement:
    """The metric of one council in one year, or the reason why there is none."""
    if year.letter is None:
        return Measurement(State.NO_LETTER)
    letter = year.usable
    if letter is None:
        return Measurement(State.IN_REVIEW)
    return (
        _measure_count(metric, letter)
        if metric.kind is Kind.PROPORTIONAL_SYMBOLS
        else _measure_rate(metric, letter)
    )


def rate_of(metric: Metric, numerator: int | None, denominator: int | None) -> Measurement:
    """The metric's rate worked out from these cases, or the reason why there is none."""
    if denominator == 0:
        return Measurement(State.NONE, numerator=numerator, denominator=denominator)
    if denominator is None or numerator is None:
        return Measurement(State.NOT_STATED)
    percent = Rate(numerator, denominator).percent
    return Measurement(State.VALUE, percent, numerator, denominator, metric.band(percent))


def _measure_count(metric: Metric, letter: Reading) -> Measurement:
    total = letter.total(*metric.numerator)
    return Measurement(State.NOT_STATED) if total is None else Measurement(State.VALUE, total)


def _measure_rate(metric: Metric, letter: Reading) -> Measurement:
    denominator = letter.total(*metric.denominator)
    measured = rate_of(metric, _numerator(metric, letter, denominator), denominator)
    if metric.printed is None or measured.state is not State.VALUE:
        return measured
    printed = letter.value(metric.printed)
    if printed is None:
        return Measurement(State.NOT_STATED)
    return replace(measured, value=printed, band=metric.band(printed))


def _numerator(metric: Metric, letter: Reading, denominator: int | None) -> int | None:
    """The numerator that the letter states, or the only one that its printed rate and its denominator leave possible.

    Letters since 2020 print "100% … based on a total of 51 compliance outcomes", and not how many these are.
    """
    stated = letter.total(*metric.numerator)
    if stated is not None or metric.printed is None or denominator is None:
        return stated
    rate = letter.figure(metric.printed)
    return None if rate is None else only_numerator(rate, denominator)
