"""The table of a council's years, with those of what it was before it began."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mapper.measures.combined import CombinedYear
from mapper.measures.metrics import METRIC, measure
from mapper.measures.paths import letter_path
from mapper.pages.figures import (
    DASH,
    Told,
    count_or_dash,
    is_corrected,
    out_of,
    statistics_of,
    told_count,
)
from mapper.pages.marks import Mark, rate_mark, standing_mark
from mapper.pages.parts.lineage import Lineage, Passage
from mapper.pages.reasons import no_figures
from mapper.pages.site import Site
from mapper.pages.tags import combined_tag, tag
from mapper.review.reading import CouncilYear

_METRIC = METRIC["uphold_rate"]


@dataclass(frozen=True, slots=True)
class YearRow:
    """A council's year in one line; `why` stands in place of figures that are missing or held back.

    `standing` is the class against its type; None without a rate, and for sums, which nothing is set against.
    `summed` figures are those of other councils, added together. `note` stands above the first year of which it is
    true: whose sum the figures are, or that the council had ended.
    """

    year: str
    now: bool
    tag: str | None
    received: Told
    decided: Told
    investigated: Told
    upheld: Told
    mark: Mark
    mark_corrected: bool
    standing: Mark | None
    why: Passage | None
    url: str | None
    note: Passage | None = None
    summed: bool = False


def year_rows(
    history: Sequence[CouncilYear], shown: CouncilYear, lineage: Lineage, site: Site, root: str
) -> tuple[YearRow, ...]:
    """The council's years, newest first, and those of what it was before; none where there is but one."""
    rows = [_year_row(year, year is shown, site, root) for year in history]
    rows += [_combined_row(year, lineage.explained(year)) for year in lineage.earlier(shown.council)]
    said = [None, *(row.note for row in rows)]
    noted = (
        replace(row, note=None) if row.note == before else row
        for row, before in zip(rows, said, strict=False)
    )
    return tuple(noted) if len(rows) > 1 else ()


def _year_row(year: CouncilYear, now: bool, site: Site, root: str) -> YearRow:
    letter, path, measured = year.usable, letter_path(year), measure(_METRIC, year)
    comparison = site.comparison(year)
    return YearRow(
        year=str(year.period_end.year),
        now=now,
        tag=tag(year),
        received=told_count(letter, "received_total"),
        decided=told_count(letter, "decided_total"),
        investigated=told_count(letter, "investigations"),
        upheld=Told(out_of(measured) or DASH, is_corrected(letter, *_METRIC.numerator, *_METRIC.denominator)),
        mark=rate_mark(_METRIC, measured),
        mark_corrected=is_corrected(letter, *statistics_of(_METRIC)),
        standing=None if comparison is None else standing_mark(comparison.standing),
        why=None if letter is not None else _why(year),
        url=None if path is None or letter is not None else root + path,
        note=_RESIDUAL if year.residual else None,
    )


_RESIDUAL = Passage("A letter of the time after it ended, about the time before:")


def _why(year: CouncilYear) -> Passage:
    return Passage(no_figures(year))


def _combined_row(combined: CombinedYear, explained: Passage) -> YearRow:
    """A year before the council began: counts of its predecessors added together, rates worked out from them."""
    complete, measured = combined.complete, combined.measure(_METRIC)
    corrected = _combined_corrected(combined, *_METRIC.numerator, *_METRIC.denominator)
    return YearRow(
        year=str(combined.period_end.year),
        now=False,
        tag=combined_tag(combined) if complete else None,
        received=_combined_count(combined, "received_total"),
        decided=_combined_count(combined, "decided_total"),
        investigated=_combined_count(combined, "investigations"),
        upheld=Told(out_of(measured) or DASH, corrected),
        mark=rate_mark(_METRIC, measured) if complete else Mark("not-stated", "No sum"),
        mark_corrected=corrected,
        standing=None,
        why=None if complete else explained,
        url=None,
        note=explained if complete else None,
        summed=complete,
    )


def _combined_count(combined: CombinedYear, statistic: str) -> Told:
    count = combined.count(statistic).value
    return Told(count_or_dash(count), _combined_corrected(combined, statistic))


def _combined_corrected(combined: CombinedYear, *statistics: str) -> bool:
    return any(is_corrected(part.usable, *statistics) for part in combined.parts)
