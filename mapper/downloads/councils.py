"""Every council of a year: `data/councils-<year>.csv`, one row a council with every figure and rate."""

from collections.abc import Iterator, Mapping
from operator import itemgetter

from mapper.downloads.columns import COUNCIL_TYPES, Column, Row, table
from mapper.letters.statistics import STATISTICS, Unit
from mapper.measures import peers
from mapper.measures.edition import Edition, letter_path, page_path
from mapper.measures.metrics import METRICS, Kind, Metric, measure
from mapper.measures.states import State
from mapper.measures.table import JoinedYear
from mapper.review.reading import CouncilYear, Reading


def write(edition: Edition) -> bytes:
    """The table of the councils of the edition's one year as CSV, by code."""
    (joined,) = edition.years
    found = rows(joined)
    return table(COLUMNS, (found[code] for code in sorted(found)))


def rows(joined: JoinedYear) -> Mapping[str, Row]:
    """The row of each council by its GSS code."""
    return {year.council.gss_code: _council_row(year, joined) for year in joined.councils}


def _column(name: str, type_: str, description: str, choices: tuple[str, ...] = ()) -> Column[Row]:
    return Column(name, type_, description, itemgetter(name), choices)


def _statistic_columns() -> Iterator[Column[Row]]:
    for statistic in STATISTICS:
        kind = "integer" if statistic.unit is Unit.COUNT else "number"
        yield _column(
            statistic.key, kind, f"{statistic.title} ({statistic.unit.value}), as the letter states it"
        )


_STATES = tuple(state.value for state in State)


def _metric_columns(metric: Metric) -> Iterator[Column[Row]]:
    title = metric.title
    yield _column(
        f"{metric.key}_state", "string", f"{title}: whether there is a value, and if not why", _STATES
    )
    if metric.kind is Kind.CIRCLES:
        return
    yield _column(f"{metric.key}_hits", "integer", f"{title}: cases {metric.numerator_word}")
    yield _column(f"{metric.key}_base", "integer", f"{title}: out of so many {metric.denominator_word}")
    yield _column(f"{metric.key}_value", "number", f"{title}: per cent")
    yield _column(f"{metric.key}_low", "number", f"{title}: lower end of the 95% Wilson interval, per cent")
    yield _column(f"{metric.key}_high", "number", f"{title}: upper end of the 95% Wilson interval, per cent")


_AGAINST_COLUMNS = (
    _column(
        "against_type",
        "string",
        "Uphold rate set against councils of its type: whether it is outside the 95% (lower, higher) or the 99.8% "
        "(clearly) funnel limits; empty where there is no rate",
        tuple(peers.Standing),
    ),
    _column(
        "against_type_chance",
        "number",
        "How often chance alone would put the rate of a council like its type this far off, 0 to 1",
    ),
    _column("type_councils", "integer", "Councils that it is set against, itself among them"),
    _column("type_upheld", "integer", "These councils together: complaints upheld"),
    _column("type_investigated", "integer", "These councils together: complaints investigated"),
    _column(
        "type_correlation",
        "number",
        "By how much they differ beyond chance: correlation of two cases of one council; above 0, limits are widened",
    ),
    _column("type_illustrative", "string", "Whether invented figures are among theirs", ("no", "yes")),
)

_LETTER_STATUS = ("ok", "review", "rejected", "no-letter")
_ILLUSTRATIVE = ("no", "invented", "redrawn")

# A count's only figure is the statistic of the same name, so its metric adds the state and nothing else.
COLUMNS: tuple[Column[Row], ...] = (
    _column("gss_code", "string", "Code of the council's area (Government Statistical Service)"),
    _column("council", "string", "The Ombudsman's name for the council"),
    _column("short_name", "string", "The name that this site uses"),
    _column("official_name", "string", "The council's official name"),
    _column("council_type", "string", "Type of council", COUNCIL_TYPES),
    _column("county_gss_code", "string", "A district's county: its code"),
    _column("county", "string", "A district's county: the Ombudsman's name for its council"),
    _column("period_end", "date", "Last day of the year"),
    _column(
        "letter_status", "string", "What became of the letter; figures are given for ok only", _LETTER_STATUS
    ),
    _column(
        "illustrative",
        "string",
        "no: real figures, or none. invented: MADE UP to show how the site works, do not quote. redrawn: "
        "published figures, read from a page redrawn for this site.",
        _ILLUSTRATIVE,
    ),
    _column("letter", "string", "The letter's path in this site"),
    _column("page", "string", "The council's page in this site"),
    *_statistic_columns(),
    *(column for metric in METRICS for column in _metric_columns(metric)),
    *_AGAINST_COLUMNS,
)


def _council_row(year: CouncilYear, joined: JoinedYear) -> Row:
    council, letter = year.council, year.usable
    row: Row = {
        "gss_code": council.gss_code,
        "council": council.name,
        "short_name": council.short_name,
        "official_name": council.official_name,
        "council_type": council.type.value,
        "county_gss_code": council.county,
        "county": _county_name(council.county, joined),
        "period_end": year.period_end.isoformat(),
        "letter_status": State.NO_LETTER.value if year.letter is None else year.letter.status.value,
        "illustrative": _illustrative(year.letter),
        "letter": letter_path(year),
        "page": page_path(year),
    }
    for statistic in STATISTICS:
        figure = None if letter is None else letter.figure(statistic.key)
        row[statistic.key] = None if figure is None else figure.value
    for metric in METRICS:
        row |= _measured(metric, year)
    return row | _compared(joined.comparisons.get(council.gss_code))


def _county_name(code: str | None, joined: JoinedYear) -> str | None:
    names = (year.council.name for year in joined.councils if year.council.gss_code == code)
    return None if code is None else next(names, None)


def _illustrative(letter: Reading | None) -> str:
    return "no" if letter is None or letter.illustration is None else letter.illustration.value


def _measured(metric: Metric, year: CouncilYear) -> Row:
    measured = measure(metric, year)
    row: Row = {f"{metric.key}_state": measured.state.value}
    if metric.kind is Kind.FILL:
        row |= {f"{metric.key}_hits": measured.numerator, f"{metric.key}_base": measured.denominator}
        for name, value in (("value", measured.value), ("low", measured.low), ("high", measured.high)):
            row[f"{metric.key}_{name}"] = None if value is None else round(value, 2)
    return row


def _compared(comparison: peers.Comparison | None) -> Row:
    if comparison is None:
        return dict.fromkeys(column.name for column in _AGAINST_COLUMNS)
    group, chance = comparison.peers, comparison.chance
    return {
        "against_type": comparison.standing.value,
        "against_type_chance": None if chance is None else round(chance, 5),
        "type_councils": group.councils,
        "type_upheld": group.numerator,
        "type_investigated": group.denominator,
        "type_correlation": round(group.overdispersion.correlation, 4),
        "type_illustrative": "yes" if group.illustrative else "no",
    }
