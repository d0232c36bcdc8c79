"""The table of councils as a page has it without scripts: every council of a year, by the first view of the map."""

from collections.abc import Mapping
from dataclasses import dataclass

from mapper.councils.regions import region_of
from mapper.map.choices import first_words
from mapper.map.listing import ListColumn, columns_of
from mapper.measures.comparison import Comparison
from mapper.measures.joined import JoinedYear
from mapper.measures.metrics import METRIC, Metric, measure
from mapper.measures.rate import Measurement
from mapper.measures.scale import SCALE
from mapper.measures.sentences import expected_range
from mapper.measures.states import State
from mapper.pages.figures import out_of
from mapper.pages.marks import STATE_MARKS, Cell, Mark, standing_mark
from mapper.pages.names import alphabetical, council_link
from mapper.pages.tags import tag
from mapper.review.reading import CouncilYear
from mapper.words import capitalised

_VIEW = first_words()
_METRIC = METRIC[_VIEW["rate"]]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A council's row: its type and its cells in the order of the columns, or `missing` with why it has no value."""

    name: str
    href: str
    region: str
    tag: str | None
    type: str
    cells: tuple[Cell, ...]
    missing: Mark | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The table: what it shows, its columns and rows, and the name of the file for what is shown of them.

    `key` and `year` are those of the view and of the year in addresses.
    """

    key: str
    year: str
    caption: str
    columns: tuple[ListColumn, ...]
    rows: tuple[ListRow, ...]
    file: str


def listing(joined: JoinedYear, root: str) -> Listing:
    """The table of a year's councils, by name, on a page from which `root` leads to the site's root."""
    columns = columns_of(_VIEW)
    years = sorted(joined.councils, key=lambda year: alphabetical(year.council))
    return Listing(
        key=_VIEW["key"],
        year=joined.key,
        caption=f"{_VIEW['title']}, {joined.short_title}",
        columns=columns,
        rows=tuple(_row(year, joined, columns, root) for year in years),
        file=f"councils-{joined.key}-{_VIEW['key']}.csv",
    )


def region_name(council_year: CouncilYear) -> str:
    """The name of a council's region as it stands alone."""
    return region_of(council_year.council).removeprefix("the ")


def _row(year: CouncilYear, joined: JoinedYear, columns: tuple[ListColumn, ...], root: str) -> ListRow:
    measured = measure(_METRIC, year)
    comparison = joined.compared[_METRIC.key].get(year.council.gss_code)
    link = council_link(year.council, root)
    cells = {} if comparison is None else _cells(measured, comparison)
    return ListRow(
        name=link.title,
        href=link.url,
        region=region_name(year),
        tag=tag(year),
        type=capitalised(year.council.type.label),
        cells=tuple(cells[column.key] for column in columns if column.key in cells),
        missing=_reason(_METRIC, measured.state) if comparison is None else None,
    )


def _reason(metric: Metric, state: State) -> Mark:
    """Why there is no value; a base of zero in the metric's own words."""
    if state is State.NONE:
        return Mark(state.value, capitalised(metric.none_word))
    return STATE_MARKS[state]


def _cells(measured: Measurement, comparison: Comparison) -> Mapping[str, Cell]:
    """The cells by their column. The class sorts by class and not by rate: small differences mean nothing."""
    standing = comparison.standing
    low = None if comparison.expected is None else str(comparison.expected[0])
    said = f"{expected_range(comparison)} of {comparison.denominator:,}" if standing.compared else ""
    return {
        "cases": Cell(out_of(measured), str(measured.numerator)),
        "rate": Cell(f"{measured.shown:g}%", f"{measured.shown:g}"),
        "expected": Cell(said, low if standing.compared else None),
        "class": Cell("", str(SCALE.index(standing)) if standing.compared else "-1", standing_mark(standing)),
    }
