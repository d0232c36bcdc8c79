"""One year's councils and figures, as the map's scripts take them.

Terms:

- *columns*: the counts of one year, a list for each sum of statistics, in the order of the councils. The map looks up
  both parts of "12 of 20" in them, so no figure is sent twice.
- *classes*: a string for each metric with one character a council: the class of its rate (`0` is the lowest), `c` for
  a count, or the mark of the reason for no value (`mapper/measures/states.py`).
"""

from collections.abc import Mapping, Sequence
from math import floor
from statistics import median

from pandas import DataFrame

from mapper.councils.council import Council, CouncilType
from mapper.councils.register import Register
from mapper.councils.tiers import TIERS, Tier
from mapper.letters.illustration import Illustration
from mapper.map import finding, postcodes
from mapper.map.choices import SAYING, CardRow, card_rows, column_name, pattern_of
from mapper.map.descriptions import describe, outside_of
from mapper.map.files import Json
from mapper.measures import sentences
from mapper.measures.comparison import Comparison
from mapper.measures.edition import origin_of, source
from mapper.measures.joined import JoinedYear
from mapper.measures.metrics import METRICS, Kind, Metric
from mapper.measures.paths import letter_path
from mapper.measures.peers import Peers
from mapper.measures.rate import Measurement
from mapper.measures.scale import Standing
from mapper.measures.states import REASONS, State
from mapper.review.reading import CouncilYear, Origin
from mapper.words import percent
from mapper.year import title

_RATES = {metric.numerator: metric for metric in METRICS if metric.kind is Kind.CHOROPLETH}


def figures_of_year(joined: JoinedYear, register: Register) -> Json:
    """One year's councils and figures; every list of councils is in the order of `joined.councils`."""
    years, table = joined.councils, joined.table
    rates = [metric for metric in METRICS if metric.kind is Kind.CHOROPLETH]
    return {
        "until": title(joined.period_end),
        "source": source(joined),
        "councils": _councils([year.council for year in years]),
        "followers": postcodes.followers(register, joined.period_end),
        "fates": finding.fates([year.council for year in years], register),
        "absent": _absent(joined, register),
        "letters": _letters(years),
        "columns": {name: _counts(table, statistics) for name, statistics in _columns().items()},
        "rates": {metric.key: _rates(metric, table) for metric in rates},
        "classes": {
            **{one.against.key: "".join(standing_signs(one, table)) for one in METRICS if one.against},
            **{metric.key: "".join(_signs(metric, table)) for metric in METRICS},
        },
        "against": {one.key: _against(one, joined) for one in METRICS if one.against},
        "outside": {tier: _outside(joined, tier) for tier in TIERS},
        "descriptions": {tier: describe(joined, tier) for tier in TIERS},
    }


def standing_signs(metric: Metric, table: DataFrame) -> list[str]:
    """The sign of each council's standing among its peers, or the mark of the reason for no rate.

    The signs are in the order of `table`: those of `Standing.sign` and of `Reason.mark`. The metric is one that is
    compared.
    """
    assert metric.against is not None
    return [
        mark if standing is None else Standing(standing).sign
        for standing, mark in zip(table[metric.against.key], _signs(metric, table), strict=True)
    ]


def _councils(councils: Sequence[Council]) -> Json:
    """The councils; `county` is the position of a district's county among them, or -1."""
    position = {council.gss_code: index for index, council in enumerate(councils)}
    types = list(CouncilType)
    return {
        "code": [council.gss_code for council in councils],
        "name": [council.name for council in councils],
        "short": [council.short_name for council in councils],
        "slug": [council.slug for council in councils],
        "type": "".join(str(types.index(council.type)) for council in councils),
        "county": [position.get(council.county or "", -1) for council in councils],
    }


def _absent(joined: JoinedYear, register: Register) -> Json:
    """The councils of other days, for the find box; `serving` are positions among the year's councils."""
    position = {year.council.gss_code: index for index, year in enumerate(joined.councils)}
    return [
        {
            "code": one.council.gss_code,
            "name": one.council.name,
            "short": one.council.short_name,
            "says": one.says,
            "serving": [position[code] for code in one.serving if code in position],
        }
        for one in finding.absent(register, joined.period_end)
    ]


def _letters(years: Sequence[CouncilYear]) -> Json:
    """The letters behind the figures: the pattern of their addresses, and facts about each by position.

    `page` is the first page with figures, 0 where the PDF is not published;
    `drawn` is `i` for invented figures, `r` for published ones on a redrawn page, `t` for figures of data tables,
    `b` for a letter with further figures from tables, `-` for a real letter or none.
    """
    return {
        "path": pattern_of((year.council, path) for year in years if (path := letter_path(year))),
        "page": [_first_page(year) if letter_path(year) else 0 for year in years],
        "drawn": "".join(map(_drawn, years)),
    }


def _drawn(year: CouncilYear) -> str:
    signs = {None: "-", Illustration.INVENTED: "i", Illustration.REDRAWN: "r", Origin.TABLES: "t"}
    found = origin_of(year)
    return "b" if found is None and year.usable is not None and year.usable.tabled else signs[found]


def _first_page(year: CouncilYear) -> int:
    return year.letter.pages[0] if year.letter is not None and year.letter.pages is not None else 1


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
    return [one.shown for one in _measured(metric, table)]


def _signs(metric: Metric, table: DataFrame) -> list[str]:
    """The sign of each council's class, or the mark of the reason for no value."""
    if metric.kind is Kind.PROPORTIONAL_SYMBOLS:
        return [
            "c" if state == State.VALUE else REASONS[State(state)].mark
            for state in table[f"{metric.key}_state"]
        ]
    return [
        REASONS[one.state].mark if one.rate is None else str(metric.band(one.rate.percent))
        for one in _measured(metric, table)
    ]


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


def _outside(joined: JoinedYear, tier: Tier) -> Json:
    """By view, what is said of the councils outside, and of how many chance would put there."""
    return {one.against.key: outside_of(one, joined, tier) for one in METRICS if one.against}


def _end(found: Comparison | None, at: int) -> int | None:
    return None if found is None or found.expected is None else found.expected[at]


def _group(group: Peers, joined: JoinedYear) -> Json:
    """A group of peers; `rows` has its figure beside each row of the card."""
    members = joined.table[[group.includes(year) for year in joined.councils]]
    return {
        "says": sentences.of_peers(group),
        "plural": group.plural,
        "target": None if group.target is None else floor(100 * group.target.rate + 0.5),
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
