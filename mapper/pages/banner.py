"""The warning on every page that has illustrative figures: which figures are real and which are not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mapper.letters.illustration import Illustration
from mapper.measures.combined import CombinedYear
from mapper.measures.edition import Edition, origin_of
from mapper.pages.names import name_of
from mapper.pages.tags import combined_tag, origin
from mapper.review.reading import CouncilYear, Origin
from mapper.words import capitalised, listed, possessive, spans


@dataclass(frozen=True, slots=True)
class Banner:
    """The warning; `sentence` says which figures are real.

    It is `hidden` where the page shows none that are illustrative at first, but has years to choose from.
    """

    headline: str
    sentence: str
    hidden: bool = False


def holds_illustrative(years: Iterable[CouncilYear]) -> bool:
    """Whether any of these has figures of an illustrative letter."""
    return any(origin(year) is not None for year in years)


def site_sentence(edition: Edition) -> str:
    """Which figures of the site are real: "Only Dartford’s 2019 figures are …; all others are made up …"."""
    exceptions = []
    real = [year for year in edition.real if year.usable]
    if real:
        source = "its letter" if len(real) == 1 else "their letters"
        exceptions.append(f"{_whose(real)} figures are real, read from {source}")
    tabled = [year for year in edition.tabled if year.usable]
    if tabled:
        exceptions.append(f"{_whose(tabled)} figures are real, from the Ombudsman’s data tables")
    if edition.redrawn:
        page = "a page" if len(edition.redrawn) == 1 else "pages"
        exceptions.append(
            f"{_whose(edition.redrawn)} figures are published ones, on {page} redrawn for this site"
        )
    said = ", and ".join(exceptions)
    if not _any_invented(edition):
        return f"{capitalised(said)}."
    if not exceptions:
        return "All figures are made up to show how the site works."
    return f"Only {said}; all others are made up to show how the site works."


def _whose(years: Sequence[CouncilYear]) -> str:
    """Whose figures: "Dartford’s 2019", "Dartford’s and Kent’s 2019", "12 councils’ 2019", "12 letters’"."""
    days = {year.period_end for year in years}
    if len(days) > 1:
        return f"{len(years)} letters’"
    names = [possessive(name_of(year.council)) for year in years]
    who = listed(names) if len(names) < 3 else f"{len(names)} councils’"
    return f"{who} {years[0].period_end.year}"


def _any_invented(edition: Edition) -> bool:
    return any(origin(year) is Illustration.INVENTED for year in edition.council_years)


_ORIGINS: Mapping[Illustration | Origin | None, str] = {
    Illustration.INVENTED: "made up to show how the site works",
    Illustration.REDRAWN: "published ones, on a page redrawn for this site",
    Origin.TABLES: "real, from the Ombudsman’s data tables",
    None: "real, read from the council’s letter",
}


def council_sentence(
    history: Sequence[CouncilYear], earlier: Sequence[CombinedYear], edition: Edition
) -> str:
    """Where this council's figures come from, year by year, and that the other councils' are invented.

    Parameters
    ----------
    history
        The council's years, newest first.
    earlier
        The years before it began, newest first.
    """
    parts = [*_by_origin(history), *_sums(earlier)]
    others = "; those of other councils are made up" if _any_invented(edition) else ""
    if not parts:
        return f"This page shows no figures{others.replace('those', 'figures')}."
    if parts[0].endswith(_ORIGINS[Illustration.INVENTED]):
        others = ""
    return f"On this page {listed(parts)}{others}."


def _by_origin(history: Sequence[CouncilYear]) -> list[str]:
    shown = [year for year in reversed(history) if year.usable or origin(year) is not None]
    found = {kind: [y.period_end.year for y in shown if origin_of(y) is kind] for kind in _ORIGINS}
    return [
        f"the figures for {spans(found[kind])} are {what}" for kind, what in _ORIGINS.items() if found[kind]
    ]


def _sums(earlier: Sequence[CombinedYear]) -> list[str]:
    years = [year.period_end.year for year in reversed(earlier) if year.complete and combined_tag(year)]
    return [f"the sums for {spans(years)} are of figures on made-up or redrawn pages"] if years else []
