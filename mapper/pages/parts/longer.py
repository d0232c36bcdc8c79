"""A council beyond one year: several years together, all yearly classes, and what would stand out in a next letter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapper.measures.history import history
from mapper.measures.metrics import METRIC
from mapper.measures.next_letter import next_letter
from mapper.measures.population_sentences import of_population
from mapper.measures.summaries import of_history, of_next_letter
from mapper.measures.together import Together
from mapper.measures.together_sentences import of_together, why_not_together
from mapper.pages.figures import count_of
from mapper.pages.site import Site
from mapper.review.reading import CouncilYear


@dataclass(frozen=True, slots=True)
class Longer:
    """Paragraphs about more than the year that the page shows."""

    paragraphs: tuple[str, ...]


def longer(history_of: Sequence[CouncilYear], site: Site) -> Longer | None:
    """What is said beyond one year; None where there is nothing. `history_of` are the council's years, newest first."""
    found = tuple(_paragraphs(history_of, site))
    return Longer(found) if found else None


def _paragraphs(years: Sequence[CouncilYear], site: Site) -> Iterator[str]:
    metric = METRIC["uphold_rate"]
    codes = {year.council.gss_code for year in years}
    known = [one for year in years if not year.residual and (one := site.comparison(year)) is not None]
    found = [span.found[metric.key] for span in site.edition.spans]
    yield from _spans([each[code] for each in found for code in codes & each.keys()])
    if said := of_history(history(known)):
        yield said
    if following := following_letter(years, site):
        yield following
    newest = next((year for year in years if year.usable is not None), None)
    if newest is not None and (by_population := site.per_population(newest)) is not None:
        yield " ".join(of_population(by_population))


def _spans(found: Sequence[Together]) -> Iterator[str]:
    """What is said of the years together, the shortest first; of two spans with the same years, the longer speaks."""
    for together in {one.years: one for one in found}.values():
        if len(together.years) > 1:
            yield " ".join(of_together(together))
        elif why := why_not_together(together):
            yield why


def following_letter(years: Sequence[CouncilYear], site: Site) -> str:
    """What the next letter would have to say to stand out, in a sentence; empty where nothing can be said."""
    newest = next((one for year in years if not year.residual and (one := site.comparison(year))), None)
    bases = [base for year in years if (base := count_of(year.usable, "investigations")) is not None]
    following = None if site.has_ended(years[0].council) else next_letter(newest, bases)
    return "" if following is None else of_next_letter(following)
