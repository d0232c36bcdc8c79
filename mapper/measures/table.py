"""The table of a year: a row for each council, and one entry for every column that is published or drawn.

The map, the CSV and GeoJSON files and the description of the data package all use these columns. Rows of councils are
made nowhere else.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pandas import DataFrame

from mapper.councils.council import Council, CouncilType
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import STATISTICS, Statistic, Unit
from mapper.measures.column import Column, Value
from mapper.measures.comparison import Comparison
from mapper.measures.comparison_columns import BESIDE, COMPARED
from mapper.measures.metrics import METRIC, METRICS, PROPORTIONS, Against, Kind, Metric, measure
from mapper.measures.paths import letter_path, page_path
from mapper.measures.peers import Source
from mapper.measures.per_population import RATE, PerPopulation
from mapper.measures.rate import Measurement
from mapper.measures.scale import Beside
from mapper.measures.states import State
from mapper.review.reading import CouncilYear, Origin, Reading, Status


class Provenance(StrEnum):
    """Where a council's figures of a year come from."""

    LETTER = "letter"
    TABLES = "tables"
    BOTH = "letter-and-tables"


@dataclass(frozen=True)
class Row:
    """One council in one year: the record that its row is made from.

    `county` is a district's county council. `comparisons` are by the key of the metric, for those that it has;
    `per_population` has its upheld complaints per 100,000 residents, where the letter prints them.
    """

    year: CouncilYear
    county: Council | None
    comparisons: Mapping[str, Comparison]
    per_population: PerPopulation | None = None

    @cached_property
    def measurements(self) -> Mapping[str, Measurement]:
        """Every metric of the council, by the metric's key."""
        return {metric.key: measure(metric, self.year) for metric in METRICS}


_GSS = "Code of the council's area (Government Statistical Service)"

_COUNCIL: tuple[Column[Row], ...] = (
    Column("gss_code", "string", _GSS, lambda row: row.year.council.gss_code),
    Column("council", "string", "The Ombudsman's name for the council", lambda row: row.year.council.name),
    Column("short_name", "string", "The name that this site uses", lambda row: row.year.council.short_name),
    Column(
        "official_name", "string", "The council's official name", lambda row: row.year.council.official_name
    ),
    Column(
        "council_type",
        "string",
        "Type of council",
        lambda row: row.year.council.type.value,
        choices=tuple(CouncilType),
    ),
    Column("county_gss_code", "string", "A district's county: its code", lambda row: row.year.council.county),
    Column(
        "county",
        "string",
        "A district's county: the Ombudsman's name for its council",
        lambda row: None if row.county is None else row.county.name,
    ),
)

_LETTER: tuple[Column[Row], ...] = (
    Column("period_end", "date", "Last day of the year", lambda row: row.year.period_end.isoformat()),
    Column(
        "letter_status",
        "string",
        "What became of the letter; figures are given for ok only, or from data tables where there is no letter",
        lambda row: State.NO_LETTER.value if (letter := _letter(row.year)) is None else letter.status.value,
        choices=(*Status, State.NO_LETTER),
    ),
    Column(
        "source",
        "string",
        "Where the figures come from: the letter, the Ombudsman's data tables, or the letter with further figures from "
        "the tables; figures.csv has the place of each. Empty without figures",
        lambda row: _source(row.year),
        choices=tuple(Provenance),
    ),
    Column(
        "illustrative",
        "string",
        "no: real figures, or none. invented: MADE UP to show how the site works, do not quote. redrawn: "
        "published figures, read from a page redrawn for this site.",
        lambda row: _illustrative(row.year),
        choices=("no", *Illustration),
    ),
    Column("letter", "string", "The letter's path in this site", lambda row: letter_path(row.year)),
    Column("page", "string", "The council's page in this site", lambda row: page_path(row.year)),
)


def _letter(year: CouncilYear) -> Reading | None:
    return None if year.letter is None or year.letter.origin is Origin.TABLES else year.letter


def _source(year: CouncilYear) -> str | None:
    if year.usable is None:
        return None
    if year.usable.origin is Origin.TABLES:
        return Provenance.TABLES.value
    return Provenance.BOTH.value if year.usable.tabled else Provenance.LETTER.value


def _illustrative(year: CouncilYear) -> str:
    return "no" if year.letter is None or year.letter.illustration is None else year.letter.illustration.value


def _statistic(statistic: Statistic) -> Column[Row]:
    return Column(
        statistic.key,
        "integer" if statistic.unit is Unit.COUNT else "number",
        f"{statistic.title} ({statistic.unit.value}), as the letter states it",
        lambda row: None if row.year.usable is None else row.year.usable.value(statistic.key),
    )


def _metric(metric: Metric) -> Iterator[Column[Row]]:
    """The columns of a metric. What is no share of cases has only its state: its value is a statistic of that name."""

    def measured(value: Callable[[Measurement], Value]) -> Callable[[Row], Value]:
        return lambda row: value(row.measurements[metric.key])

    key, title = metric.key, metric.title
    why = f"{title}: whether there is a value, and if not why"
    yield Column(f"{key}_state", "string", why, measured(lambda one: one.state.value), choices=tuple(State))
    if metric.kind is not Kind.CHOROPLETH:
        return
    counted = f"{title}: {metric.cases[1]} that {metric.found[1]}"
    yield Column(f"{key}_hits", "integer", counted, measured(lambda one: one.numerator))
    out_of = f"{title}: out of so many {metric.cases[1]}"
    yield Column(f"{key}_base", "integer", out_of, measured(lambda one: one.denominator))
    yield Column(f"{key}_value", "number", f"{title}: per cent", measured(lambda one: one.value), decimals=2)
    ends: tuple[tuple[str, str, Callable[[tuple[float, float]], float]], ...] = (
        ("low", "lower", lambda interval: interval[0]),
        ("high", "upper", lambda interval: interval[1]),
    )
    for name, end, of in ends:
        described = f"{title}: {end} end of the 95% Wilson interval, per cent"
        yield Column(f"{key}_{name}", "number", described, measured(_end(of)), decimals=2)


def _end(of: Callable[[tuple[float, float]], float]) -> Callable[[Measurement], Value]:
    return lambda one: None if one.interval is None else of(one.interval)


def _against(metric: Metric, against: Against) -> Iterator[Column[Row]]:
    """The columns of a metric's comparison, which are empty where it has no rate."""

    def compared(row: Row) -> Comparison | None:
        return row.comparisons.get(metric.key)

    yield from _beside(against, compared)
    for column in COMPARED:
        yield column.within(f"{against.key}_{column.name}", against.title, compared)
    for target in _TARGET:
        yield target.within(f"{against.key}_{target.name}", against.title, compared)


def _beside(against: Against, found: Callable[[Row], Beside | None]) -> Iterator[Column[Row]]:
    for column in BESIDE:
        name = against.key if column.name == "class" else f"{against.key}_{column.name}"
        yield column.within(name, against.title, found)


_TARGET: tuple[Column[Comparison], ...] = (
    Column(
        "target",
        "number",
        "the rate that it is compared with, per cent",
        lambda one: None if (target := one.peers.target) is None else 100 * target.rate,
        decimals=2,
    ),
    Column(
        "source",
        "string",
        "where that rate comes from: all cases of the type that are here, or the average that letters print",
        lambda one: None if (target := one.peers.target) is None else target.source.value,
        choices=tuple(Source),
    ),
)


def _of_type(value: Callable[[Comparison], Value]) -> Callable[[Row], Value]:
    """A value of the uphold rate's comparison; missing where there is none."""
    return lambda row: None if (one := row.comparisons.get("uphold_rate")) is None else value(one)


_UPHOLD_OF_TYPE: tuple[Column[Row], ...] = (
    Column(
        "type_letters",
        "integer",
        "Councils of its type whose letter with this figure is here, itself among them",
        _of_type(lambda one: one.peers.letters),
    ),
    Column(
        "type_of",
        "integer",
        "Councils of its type in that year",
        _of_type(lambda one: one.peers.of),
    ),
    Column(
        "type_councils",
        "integer",
        "Those that have an uphold rate, itself among them",
        _of_type(lambda one: one.peers.rates),
    ),
    Column(
        "type_upheld",
        "integer",
        "These councils together: complaints upheld",
        _of_type(lambda one: one.peers.numerator),
    ),
    Column(
        "type_investigated",
        "integer",
        "These councils together: complaints investigated",
        _of_type(lambda one: one.peers.denominator),
    ),
    Column(
        "type_illustrative",
        "string",
        "Whether invented figures are among theirs",
        _of_type(lambda one: "yes" if one.peers.illustrative else "no"),
        choices=("no", "yes"),
    ),
)


COLUMNS: tuple[Column[Row], ...] = (
    *_COUNCIL,
    *_LETTER,
    *map(_statistic, STATISTICS),
    *(column for metric in METRICS for column in _metric(metric)),
    *(column for metric in PROPORTIONS for column in _against(metric, metric.view)),
    *_beside(METRIC[RATE].view, lambda row: row.per_population),
    *_UPHOLD_OF_TYPE,
)
"""The columns of `data/councils-<year>.csv`, and the properties of the polygons, in their order."""

_NAMES = [column.name for column in COLUMNS]


def table_of(
    years: Sequence[CouncilYear],
    compared: Mapping[str, Mapping[str, Comparison]],
    by_population: Mapping[str, PerPopulation],
) -> DataFrame:
    """The table of one year's councils.

    Parameters
    ----------
    compared
        By the key of a metric, then by GSS code; a council without a rate has none.
    by_population
        By GSS code, for those whose letter prints upheld complaints per 100,000 residents.

    Returns
    -------
    DataFrame
        Index `gss_code` in the order of `years`, a column for each of `COLUMNS`, values not rounded. The columns are
        of dtype object, so that counts stay whole numbers and missing values stay None.
    """
    councils = {year.council.gss_code: year.council for year in years}
    rows = (_row(year, councils.get(year.council.county or ""), compared, by_population) for year in years)
    values = [[column.value(row) for column in COLUMNS] for row in rows]
    return _frame(values, [year.council.gss_code for year in years])


def _row(
    year: CouncilYear,
    county: Council | None,
    compared: Mapping[str, Mapping[str, Comparison]],
    by_population: Mapping[str, PerPopulation],
) -> Row:
    code = year.council.gss_code
    of_metric = {key: found[code] for key, found in compared.items() if code in found}
    return Row(year, county, of_metric, by_population.get(code))


def written(table: DataFrame) -> DataFrame:
    """The table as files have it: its values rounded as `COLUMNS` say, its rows sorted by GSS code."""
    ordered = table[_NAMES].sort_index()
    values = [
        [column.written(value) for column, value in zip(COLUMNS, row, strict=True)]
        for row in ordered.itertuples(index=False)
    ]
    return _frame(values, list(ordered.index))


def _frame(values: list[list[Value]], codes: list[str]) -> DataFrame:
    # Without dtype=object, pandas turns a column of counts into floats where one is missing.
    return DataFrame(values, index=codes, columns=_NAMES, dtype=object).rename_axis("gss_code")
