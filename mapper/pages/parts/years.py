"""The table of a council's years, with those of what it was before it began."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mapper.measures.combined import CombinedYear
from mapper.measures.metrics import Metric
from mapper.measures.paths import letter_url
from mapper.measures.states import State
from mapper.pages.figures import DASH, Told, count_or_dash, is_corrected, statistics_of, told_count
from mapper.pages.marks import STATE_MARKS, Mark, standing_mark
from mapper.pages.parts.lineage import Lineage, Passage
from mapper.pages.parts.rates import (
    COMPLIED,
    REMEDIED,
    UPHELD,
    RateCell,
    measured_cell,
    rate_cell,
    type_cells,
)
from mapper.pages.reasons import letter_state, no_figures
from mapper.pages.site import Site
from mapper.pages.tags import combined_tag, tag
from mapper.review.reading import CouncilYear


@dataclass(frozen=True, slots=True)
class YearRow:
    """A council's year in one line; `why` stands with `mark` in place of figures that are missing or held back.

    `upheld`, `complied` and `remedied` are rates with bases. `expected` is the range of counts that a council like
    its type would have, and `of_type` the rate of its type; `standing` is the class against it, None without a rate,
    and for sums, which nothing is set against.
    `summed` figures are those of other councils, added together, `kind` says of which type where they were of several:
    these stand in a line each. `note` stands above the first year of which it is
    true: whose sum the figures are, or that the council had ended.
    """

    year: str
    now: bool
    tag: str | None
    mark: Mark
    received: Told
    upheld: RateCell
    expected: str
    of_type: str
    standing: Mark | None
    complied: RateCell
    remedied: RateCell
    why: Passage | None
    url: str | None
    note: Passage | None = None
    summed: bool = False
    kind: str = ""


def year_rows(
    history: Sequence[CouncilYear], shown: CouncilYear, lineage: Lineage, site: Site, root: str
) -> tuple[YearRow, ...]:
    """The council's years, newest first, and those of what it was before; none where there is but one."""
    rows = [_year_row(year, year is shown, site, root) for year in history]
    earlier = (one for year in lineage.earlier(shown.council) for one in year.by_type)
    rows += [_combined_row(year, lineage.explained(year)) for year in earlier]
    return tuple(_noted_once(rows)) if len(rows) > 1 else ()


def _noted_once(rows: Iterable[YearRow]) -> Iterator[YearRow]:
    """The rows, without a note that stands above the one before of their kind."""
    said: dict[str, Passage | None] = {}
    for row in rows:
        yield replace(row, note=None) if said.get(row.kind) == row.note else row
        said[row.kind] = row.note


def _year_row(year: CouncilYear, now: bool, site: Site, root: str) -> YearRow:
    letter, comparison = year.usable, site.comparison(year)
    beside = type_cells(comparison)
    return YearRow(
        year=str(year.period_end.year),
        now=now,
        tag=tag(year),
        mark=STATE_MARKS[letter_state(year)],
        received=told_count(letter, "received_total"),
        upheld=rate_cell(UPHELD, year),
        expected=beside.expected,
        of_type=beside.rate,
        standing=None if comparison is None else standing_mark(comparison.standing),
        complied=rate_cell(COMPLIED, year),
        remedied=rate_cell(REMEDIED, year),
        why=None if letter is not None else _why(year),
        url=None if letter is not None else letter_url(year, root),
        note=_RESIDUAL if year.residual else None,
    )


_RESIDUAL = Passage("A letter of the time after it ended, about the time before:")


def _why(year: CouncilYear) -> Passage:
    return Passage(no_figures(year))


_NO_SUM = Mark(State.NOT_STATED.value, "No sum")


def _combined_row(combined: CombinedYear, explained: Passage) -> YearRow:
    """A year before the council began: counts of its predecessors added together, rates worked out from them."""
    complete = combined.complete
    return YearRow(
        year=str(combined.period_end.year),
        now=False,
        tag=combined_tag(combined) if complete else None,
        mark=_NO_SUM,
        received=_combined_count(combined, "received_total"),
        upheld=_combined_rate(UPHELD, combined),
        expected=DASH,
        of_type=DASH,
        standing=None,
        complied=_combined_rate(COMPLIED, combined),
        remedied=_combined_rate(REMEDIED, combined),
        why=None if complete else explained,
        url=None,
        note=explained if complete else None,
        summed=complete and (combined.type is None or len(combined.parts) > 1),
        kind=_kind(combined),
    )


def _kind(combined: CombinedYear) -> str:
    """The type of predecessors that were of several; empty where they were of one."""
    if combined.type is None:
        return ""
    return combined.type.plural if len(combined.parts) + len(combined.divided) > 1 else combined.type.label


def _combined_rate(metric: Metric, combined: CombinedYear) -> RateCell:
    """The rate of the added counts; some parts can lack one of the counts though each has a letter."""
    corrected = _combined_corrected(combined, *statistics_of(metric))
    found = measured_cell(metric, combined.measure(metric), corrected)
    return RateCell(found.told, _NO_SUM) if _unstated(found) else found


def _unstated(cell: RateCell) -> bool:
    return cell.mark is not None and cell.mark.kind == State.NOT_STATED.value


def _combined_count(combined: CombinedYear, statistic: str) -> Told:
    count = combined.count(statistic).value
    return Told(count_or_dash(count), _combined_corrected(combined, statistic))


def _combined_corrected(combined: CombinedYear, *statistics: str) -> bool:
    return any(is_corrected(part.usable, *statistics) for part in combined.parts)
