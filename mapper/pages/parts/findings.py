"""What was done about faults: remedies offered before, and recommendations carried out."""

from dataclasses import dataclass

from mapper.measures.comparison import Comparison
from mapper.measures.metrics import METRIC, measure
from mapper.measures.scale import Standing
from mapper.measures.sentences import sentences
from mapper.measures.states import State
from mapper.pages.figures import (
    Told,
    count_of,
    count_or_dash,
    in_brackets,
    is_corrected,
    out_of,
    rate_alone,
    statistics_of,
    who_states,
)
from mapper.pages.marks import STATE_MARKS
from mapper.pages.parts.summary import fitting_rates
from mapper.pages.reasons import no_rate
from mapper.pages.site import Site
from mapper.review.reading import CouncilYear, Reading


@dataclass(frozen=True, slots=True)
class Finding:
    """A rate with its base and what can, or cannot, be said from it."""

    title: str
    value: Told
    sentences: tuple[Told, ...]


def findings(year: CouncilYear, site: Site) -> tuple[Finding, ...]:
    """Both findings, beside the council's type; none where the year has no figures."""
    if year.usable is None:
        return ()
    remedied = Told("Upheld complaints in which the council’s own offer had already put things right.")
    return (
        _finding(
            year, site, "satisfactory_remedy_rate", "Put right before the Ombudsman stepped in", remedied
        ),
        _finding(year, site, "compliance_rate", "Recommendations carried out", _carried_out(year.usable)),
    )


def _carried_out(letter: Reading) -> Told:
    keys = ("complied_on_time", "complied_late", "not_complied")
    on_time, late, never = (count_or_dash(count_of(letter, key)) for key in keys)
    return Told(
        f"Of those recorded in the year: {on_time} on time, {late} late, {never} not carried out.",
        is_corrected(letter, *keys),
    )


def _finding(year: CouncilYear, site: Site, key: str, title: str, note: Told) -> Finding:
    metric = METRIC[key]
    measured, corrected = measure(metric, year), is_corrected(year.usable, *statistics_of(metric))
    if alone := rate_alone(year.usable, metric):
        only = f", and only {out_of(measured)} gives it" if measured.numerator is not None else ""
        said = f"As {who_states(year.usable, metric.printed)} it. How many these were is not stated{only}."
        return Finding(title, Told(" ".join(alone), corrected), (Told(said),))
    if measured.state is not State.VALUE:
        value = "0 of 0" if measured.state is State.NONE else STATE_MARKS[measured.state].words
        return Finding(title, Told(value, corrected), (Told(no_rate(metric, measured.state)),))
    value = out_of(measured) + in_brackets(measured)
    compared = site.comparison(year, key)
    beside = fitting_rates(measured) if compared is None else " ".join(_in_short(compared))
    return Finding(title, Told(value, corrected), (note, Told(beside, corrected)))


def _in_short(compared: Comparison) -> tuple[str, ...]:
    """The comparison in two sentences, the class and the range; or why there is neither."""
    said = sentences(compared)
    if compared.standing is Standing.NOT_COMPARED:
        return said[-1:]
    return said[:2] if compared.standing.compared else said[:1]
