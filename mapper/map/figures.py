"""One year's councils and figures, as the map's scripts take them.

Terms:

- *columns*: the counts of one year, a list for each sum of statistics, in the order of the councils. The map looks up
  both parts of "12 of 20" in them, so no figure is sent twice.
- *classes*: a string for each metric with one character a council: the class of its rate (`0` is the lowest), `c` for
  a count, or the mark of the reason for no value (`mapper/measures/states.py`).
"""

from collections.abc import Mapping, Sequence
from statistics import median

from pandas import DataFrame

from mapper.councils.register import Register
from mapper.councils.tiers import TIERS, Tier
from mapper.map.choices import SAYING, CardRow, card_rows, column_name
from mapper.map.descriptions import describe, lacking, outside_of
from mapper.map.files import Json
from mapper.map.population_figures import per_population_of
from mapper.map.rows import rows_of
from mapper.measures import sentences
from mapper.measures.comparison import Comparison
from mapper.measures.edition import source
from mapper.measures.joined import JoinedYear
from mapper.measures.metrics import COMPARED, METRICS, PROPORTIONS, Kind, Metric, hardly_varies
from mapper.measures.peers import Peers
from mapper.measures.rate import Measurement, shown
from mapper.measures.scale import sign_of
from mapper.measures.states import REASONS, State
from mapper.words import percent

_RATES = {metric.numerator: metric for metric in METRICS if metric.kind is Kind.CHOROPLETH}


def figures_of_year(joined: JoinedYear, register: Register) -> Json:
    """One year's councils and figures; every list of councils is in the order of `joined.councils`."""
    table = joined.table
    return {
        "until": joined.title,
        "source": source(joined),
        **rows_of(joined, register),
        "columns": {name: _counts(table, statistics) for name, statistics in _columns().items()},
        "rates": {metric.key: _rates(metric, table) for metric in COMPARED},
        "classes": {
            **{one.view.key: "".join(standing_signs(one, joined)) for one in COMPARED},
            **{metric.key: "".join(_signs(metric, table)) for metric in METRICS},
        },
        "against": {one.key: _against(one, joined) for one in PROPORTIONS} | per_population_of(joined),
        "flat": _flat(joined),
        "outside": {tier: _outside(joined, tier) for tier in TIERS},
        "everywhere": _outside(joined),
        "descriptions": {tier: describe(joined, tier) for tier in TIERS},
    }


def standing_signs(metric: Metric, joined: JoinedYear) -> list[str]:
    """The sign of each council's standing among its peers, or the mark of the reason for no rate.

    The signs are in the order of the year's table: those of `scale.sign_of` and of `Reason.mark`. The metric is one
    that is compared.
    """
    compared = joined.beside(metric)
    return [
        mark if (one := compared.get(code)) is None else sign_of(one.standing, one.lean)
        for code, mark in zip(joined.table.index, _signs(metric, joined.table), strict=True)
    ]


def _columns() -> Mapping[str, tuple[str, ...]]:
    """The statistics of every sum that the map shows, by the name of its column."""
    sums = {
        statistics for row in card_rows() for statistics in (row.numerator, row.denominator) if statistics
    }
    sums |= {metric.numerator for metric in METRICS}
    return {column_name(statistics): statistics for statistics in sorted(sums)}


def _counts(table: DataFrame, statistics: Sequence[str]) -> list[int | None]:
    """The sum of these statistics for each council; None where the letter lacks one of them.

    The numerator of a printed rate may follow from the rate alone (`mapper/measures/metrics.py`).
    """
    counts = [
        None if None in counts else sum(counts) for counts in table[list(statistics)].itertuples(index=False)
    ]
    metric = _RATES.get(tuple(statistics))
    if metric is None:
        return counts
    known = table[f"{metric.key}_hits"]
    return [other if count is None else count for count, other in zip(counts, known, strict=True)]


def _measured(metric: Metric, table: DataFrame) -> list[Measurement]:
    columns = (table[f"{metric.key}_{name}"] for name in ("state", "value", "hits", "base"))
    return [
        Measurement(State(state), value, numerator, denominator)
        for state, value, numerator, denominator in zip(*columns, strict=True)
    ]


def _rates(metric: Metric, table: DataFrame) -> list[float | None]:
    if metric.kind is Kind.PER_POPULATION:
        return list(table[metric.printed])
    return [one.shown for one in _measured(metric, table)]


def _signs(metric: Metric, table: DataFrame) -> list[str]:
    """The sign of each council's class, or the mark of the reason for no value."""
    if metric.kind is not Kind.CHOROPLETH:
        return [
            "c" if state == State.VALUE else REASONS[State(state)].mark
            for state in table[f"{metric.key}_state"]
        ]
    measured = _measured(metric, table)
    flat = hardly_varies(metric, measured)
    return [
        REASONS[one.state].mark
        if one.rate is None
        else str(int(one.rate.numerator == one.rate.denominator))
        if flat
        else str(metric.band(one.rate.percent))
        for one in measured
    ]


def _flat(joined: JoinedYear) -> Json:
    """By the key of a rate that is 100% nearly everywhere, by tier how many lack something, in a sentence.

    Its classes are then 0 (not all) and 1 (all), without shades.
    """
    found: dict[str, dict[Tier, str]] = {}
    for metric in PROPORTIONS:
        if hardly_varies(metric, _measured(metric, joined.table)):
            found[metric.key] = {tier: lacking(metric, joined, tier) for tier in TIERS}
    return found


def _against(metric: Metric, joined: JoinedYear) -> Json:
    """The groups of peers, and by position each council's comparison with its group.

    `group` is a position in `groups`, `says` the letters of its sentences in the choices' `says`. `low` and `high` are
    the ends of the expected range, in cases, null where nothing is compared. `years`, `out` and `points` fill the
    braces of the sentences. Without a rate, `group` is null, and `says` empty.
    """
    compared = [joined.compared[metric.key].get(code) for code in joined.table.index]
    groups = list(dict.fromkeys(found.peers for found in compared if found))
    values = [sentences.values(found) if found else {} for found in compared]
    return {
        "groups": [_group(group, joined) for group in groups],
        "group": [groups.index(found.peers) if found else None for found in compared],
        "says": [
            "".join(SAYING[key] for key in sentences.says(found)) if found else "" for found in compared
        ],
        "low": [_end(found, 0) for found in compared],
        "high": [_end(found, 1) for found in compared],
        "years": [known.get("years", "") for known in values],
        "out": [known.get("out", "") for known in values],
        "points": [known.get("points", "") for known in values],
    }


def _outside(joined: JoinedYear, tier: Tier | None = None) -> Json:
    """By view, what is said of the councils of a tier, or of all, outside, and of how many chance puts there."""
    return {one.view.key: outside_of(one, joined, tier) for one in COMPARED}


def _end(found: Comparison | None, at: int) -> int | None:
    return None if found is None or found.expected is None else found.expected[at]


def _group(group: Peers, joined: JoinedYear) -> Json:
    """A group of peers; `rows` has its figure beside each row of the card."""
    members = joined.table[[group.includes(year) for year in joined.councils]]
    return {
        "says": sentences.of_peers(group),
        "plural": group.plural,
        "target": None if group.target is None else shown(100 * group.target.rate),
        "of": sentences.target_name(group),
        "councils": group.rates,
        "rows": [_beside(row, members) for row in card_rows()],
    }


def _beside(row: CardRow, members: DataFrame) -> str:
    """The median of a count, or the rate of all members' cases added up; empty where there is neither."""
    numerators = _counts(members, row.numerator)
    if not row.denominator:
        known = [count for count in numerators if count is not None]
        return f"{median(known):g} median" if known else ""
    pairs = zip(numerators, _counts(members, row.denominator), strict=True)
    rates = [(one, all_) for one, all_ in pairs if one is not None and all_ is not None]
    numerator, denominator = (sum(counts) for counts in zip(*rates, strict=True)) if rates else (0, 0)
    return f"{percent(100 * numerator / denominator)} of {denominator:,}" if denominator else ""
