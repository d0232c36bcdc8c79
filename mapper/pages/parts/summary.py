"""A council's year in sentences: what the letter counts, and what its uphold rate can show."""

from datetime import date

from mapper.councils.council import Council
from mapper.letters.statistics import BY_KEY, SUBJECTS
from mapper.measures import sentences
from mapper.measures.comparison import Comparison
from mapper.measures.metrics import METRIC, measure
from mapper.measures.rate import Measurement, few_cases
from mapper.measures.scale import Standing
from mapper.measures.states import State
from mapper.pages.figures import (
    Told,
    count_of,
    in_brackets,
    is_corrected,
    out_of,
    percent_or_dash,
    statistics_of,
    who_states,
)
from mapper.pages.names import name_of
from mapper.pages.reasons import no_rate
from mapper.review.reading import CouncilYear, Reading
from mapper.words import capitalised, counted, day_in_words, percent, spelt, uncapitalised


def summary(year: CouncilYear) -> tuple[Told, ...]:
    """The year in at most two sentences made of counts; what the letter does not state is left out."""
    letter = year.usable
    if letter is None:
        return ()
    said = (_received(year.council, year.period_end, letter), _decided(letter))
    found = tuple(sentence for sentence in said if sentence is not None)
    return found or _investigated(year.council, year.period_end, letter)


def _investigated(council: Council, day: date, letter: Reading) -> tuple[Told, ...]:
    """The year of a letter that states neither what was received nor all that was decided, as those since 2020."""
    investigated, upheld = count_of(letter, "investigations"), count_of(letter, "decided_upheld")
    if investigated is None or upheld is None:
        return ()
    about, many = name_of(council), "complaints"
    number = f"no {many}" if investigated == 0 else counted(investigated, "complaint", many)
    words = f"In the year to {day_in_words(day)} the Ombudsman investigated {number} about {about} in detail"
    if investigated == 1:
        words += f", and {'upheld' if upheld else 'did not uphold'} it"
    elif investigated:
        how_many = {0: "none", investigated: "all"}.get(upheld, f"{upheld:,}")
        words += f", and upheld {how_many} of them"
    return (Told(f"{words}.", is_corrected(letter, "investigations", "decided_upheld")),)


def _received(council: Council, day: date, letter: Reading) -> Told | None:
    received = count_of(letter, "received_total")
    if received is None:
        return None
    many = "complaints and enquiries"
    number = f"no {many}" if received == 0 else counted(received, "complaint or enquiry", many)
    subject = _commonest_subject(letter)
    keys = ("received_total", *SUBJECTS) if subject else ("received_total",)
    words = f"In the year to {day_in_words(day)} the Ombudsman received {number} about {name_of(council)}"
    return Told(f"{words}{subject}.", is_corrected(letter, *keys))


def _commonest_subject(letter: Reading) -> str:
    """ ", most often about housing (10)", where one subject comes before all others."""
    counts = sorted(((count_of(letter, key) or 0, key) for key in SUBJECTS), reverse=True)
    (most, key), (second, _) = counts[:2]
    if most == second or most < 2 or key == "received_other":
        return ""
    return f", most often about {uncapitalised(BY_KEY[key].title)} ({most:,})"


def _decided(letter: Reading) -> Told | None:
    decided = count_of(letter, "decided_total")
    if decided is None:
        return None
    words = f"It decided {'none' if decided == 0 else f'{decided:,}'}{_outcome(letter)}."
    return Told(words, is_corrected(letter, "decided_total", "investigations", "decided_upheld"))


def _outcome(letter: Reading) -> str:
    investigated, upheld = count_of(letter, "investigations"), count_of(letter, "decided_upheld")
    if investigated is None or upheld is None:
        return ""
    if investigated == 0:
        return " and investigated none of them in detail"
    if investigated == 1:
        return f", investigated one of them in detail, and {'upheld' if upheld else 'did not uphold'} it"
    how_many = {0: "none", investigated: "all"}.get(upheld, f"{upheld:,}")
    return f", investigated {investigated:,} of them in detail, and upheld {how_many} of those"


def rate_sentences(year: CouncilYear, comparison: Comparison | None) -> tuple[Told, ...]:
    """What the uphold rate rests on, how far it can be trusted, and what it is beside the council's type."""
    if year.usable is None:
        return ()
    metric = METRIC["uphold_rate"]
    measured, corrected = measure(metric, year), is_corrected(year.usable, *statistics_of(metric))
    if measured.state is not State.VALUE:
        return (Told(no_rate(metric, measured.state), corrected),)
    if comparison is None:  # a council that had ended is compared with none
        return (Told(f"{_in_short(measured, year)} {fitting_rates(measured)}", corrected),)
    first, *others = sentences.sentences(comparison)
    if comparison.standing is Standing.TOO_FEW:
        first = f"{_in_short(measured, year)} {first}"
    return (Told(" ".join((first, *others)), corrected),)


def _in_short(measured: Measurement, year: CouncilYear) -> str:
    if measured.denominator == 1:
        says = capitalised(who_states(year.usable, "uphold_rate"))
        return f"{says} an uphold rate of {percent_or_dash(measured.value)}, on a single case."
    return f"{out_of(measured)} investigated complaints were upheld{in_brackets(measured)}."


def fitting_rates(measured: Measurement) -> str:
    """Which rates would fit the cases, by the 95% Wilson interval; a few cases are said to be a few."""
    rate = measured.rate
    if rate is None:
        return ""
    if measured.uncertain:
        return few_cases(rate)
    low, high = rate.interval
    return (
        f"A rate anywhere from {percent(low)} to {percent(high)} would fit {spelt(rate.denominator)} cases."
    )
