"""Questions that a committee might ask, each tied to a figure of its own council; and what the words mean."""

from collections.abc import Iterator

from mapper.letters.statistics import BY_KEY
from mapper.measures.comparison import Comparison
from mapper.measures.metrics import measure
from mapper.pages.figures import Told, count_of, is_corrected, out_of, statistics_of
from mapper.pages.parts.rates import REMEDIED, UPHELD
from mapper.review.reading import CouncilYear
from mapper.words import counted, uncapitalised

_MOST = 5

MEANINGS: tuple[tuple[str, str], ...] = (
    ("Investigated", "The Ombudsman looked into the complaint in detail. Most complaints end before that."),
    (
        "Upheld",
        "The Ombudsman investigated and found fault, whether or not the council had put it right by then.",
    ),
    ("Its type", "Counties, districts, unitary authorities, metropolitan boroughs or London boroughs."),
    (
        "Expected range",
        "The counts that a council like its type would have in at least 95 of 100 years, with as many cases.",
    ),
    ("Too few to compare", "With so few cases, no count could be outside the expected range."),
    (
        "Recommendations carried out",
        "Complaints whose recommendations the council had carried out, on time or late, of those that were recorded.",
    ),
    (
        "Put right before",
        "Upheld complaints for which the council’s own offer was enough before the Ombudsman stepped in.",
    ),
    (
        "We are checking",
        "Something in the letter does not add up, so its figures are not shown until someone has looked.",
    ),
)
"""What the terms of the page mean."""


def questions(year: CouncilYear, comparison: Comparison | None, following: str) -> tuple[Told, ...]:
    """Five questions at most; the last is about the next letter, if `following` says what would stand out there."""
    if year.usable is None:
        return ()
    last = [Told(f"{following} What else would tell us how we are doing?")] if following else []
    found = [
        *_outcome(year),
        *_standing(year, comparison),
        *_put_right(year),
        *_before(year),
        *_referred_back(year),
    ]
    return (*found[: _MOST - len(last)], *last)


def _outcome(year: CouncilYear) -> Iterator[Told]:
    measured, corrected = measure(UPHELD, year), is_corrected(year.usable, *statistics_of(UPHELD))
    upheld, investigated = measured.numerator, measured.denominator
    if upheld is None or investigated is None:
        return
    if investigated == 0:
        said = "The Ombudsman investigated no complaint. Do people know that they can go there after our own answer?"
    elif upheld == 0:
        which = f"None of the {investigated:,} investigated complaints was upheld"
        if investigated == 1:
            which = "The one complaint investigated was not upheld"
        said = f"{which}. What did the Ombudsman say about how we had handled {'it' if investigated == 1 else 'them'}?"
    else:
        where = "in it" if upheld == 1 else "in each of them"
        complaints = "complaint was" if investigated == 1 else "complaints were"
        said = f"{out_of(measured)} investigated {complaints} upheld. What was the fault {where}, and what has changed?"
    yield Told(said, corrected)


def _standing(year: CouncilYear, comparison: Comparison | None) -> Iterator[Told]:
    if comparison is not None and comparison.standing.outside:
        often, plural = uncapitalised(comparison.standing.label), comparison.peers.plural
        yield Told(
            f"That is {often} beside other {plural}. Which services do these complaints come from?",
            is_corrected(year.usable, *statistics_of(UPHELD)),
        )


def _put_right(year: CouncilYear) -> Iterator[Told]:
    keys = ("not_complied", "complied_late", "compliance_recorded")
    never, late, recorded = (count_of(year.usable, key) for key in keys)
    corrected = is_corrected(year.usable, *keys)
    if never and recorded:
        of = f"{never:,} of {counted(recorded, 'complaint', 'complaints')}"
        yield Told(f"In {of}, recommendations were not carried out. Why, and by when?", corrected)
    elif late and recorded:
        of = f"{late:,} of {counted(recorded, 'complaint', 'complaints')}"
        yield Told(f"In {of}, recommendations were carried out late. What held them up?", corrected)


def _before(year: CouncilYear) -> Iterator[Told]:
    rate = measure(REMEDIED, year).rate
    if rate is not None and rate.numerator < rate.denominator:
        complaints = "complaint" if rate.denominator == 1 else "complaints"
        yield Told(
            f"In {rate} upheld {complaints}, our own offer had already put things right. How do we find a fault before "
            "someone goes to the Ombudsman?",
            is_corrected(year.usable, *statistics_of(REMEDIED)),
        )


def _referred_back(year: CouncilYear) -> Iterator[Told]:
    keys = ("decided_referred_back", "decided_total")
    back, decided = (count_of(year.usable, key) for key in keys)
    if back and decided:
        title = BY_KEY["decided_referred_back"].title
        yield Told(
            f"{title}: {back:,} of {decided:,} decided. Do people know how to complain to us first?",
            is_corrected(year.usable, *keys),
        )
