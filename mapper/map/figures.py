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

from mapper.councils.council import Council, CouncilType
from mapper.councils.register import Register
from mapper.councils.tiers import TIERS
from mapper.letters.illustration import Illustration
from mapper.map import finding, postcodes
from mapper.map.choices import CardRow, card_rows, column_name, pattern_of
from mapper.map.descriptions import describe
from mapper.map.files import Json
from mapper.measures import peers, sentences
from mapper.measures.edition import origin_of, source
from mapper.measures.joined import JoinedYear
from mapper.measures.metrics import METRICS, Kind, Metric
from mapper.measures.paths import letter_path
from mapper.measures.rate import shown
from mapper.measures.scale import Standing
from mapper.measures.states import REASONS, State
from mapper.review.reading import CouncilYear, Origin
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
        "rates": {metric.key: list(map(shown, table[f"{metric.key}_value"])) for metric in rates},
        "classes": {
            peers.KEY: "".join(standing_signs(table)),
            **{metric.key: "".join(_signs(metric, table)) for metric in METRICS},
        },
        "against": _against(joined),
        "descriptions": {tier: describe(joined, tier) for tier in TIERS},
    }


def standing_signs(table: DataFrame) -> list[str]:
    """The sign of each council's standing among its peers, or the mark of the reason for no rate.

    The signs are in the order of `table`: those of `Standing.sign` and of `Reason.mark`.
    """
    without = _signs(peers.COMPARED, table)
    return [
        mark if standing is None else Standing(standing).sign
        for standing, mark in zip(table[peers.KEY], without, strict=True)
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

    `page` is the first page with figures, 0 where the PDF is not published; `held` says why figures are held back;
    `drawn` is `i` for invented figures, `r` for published ones on a redrawn page, `t` for figures of data tables,
    `b` for a letter with further figures from tables, `-` for a real letter or none.
    """
    return {
        "path": pattern_of((year.council, path) for year in years if (path := letter_path(year))),
        "page": [_first_page(year) if letter_path(year) else 0 for year in years],
        "drawn": "".join(map(_drawn, years)),
        "held": {
            str(index): year.letter.problems[0].message if year.letter.problems else ""
            for index, year in enumerate(years)
            if year.letter is not None and year.usable is None
        },
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


def _signs(metric: Metric, table: DataFrame) -> list[str]:
    """The sign of each council's class, or the mark of the reason for no value."""
    values = table[metric.key if metric.kind is Kind.PROPORTIONAL_SYMBOLS else f"{metric.key}_value"]
    states = map(State, table[f"{metric.key}_state"])
    return [_sign(metric, state, value) for state, value in zip(states, values, strict=True)]


def _sign(metric: Metric, state: State, value: float) -> str:
    if state is not State.VALUE:
        return REASONS[state].mark
    return "c" if metric.kind is Kind.PROPORTIONAL_SYMBOLS else str(metric.band(value))


def _against(joined: JoinedYear) -> Json:
    """The groups of peers, and by position each council's comparison with its group.

    `group` is a position in `groups`, `says` one in the choices' `says`. `chance` is in years of 100, null where the
    peers are too few. `low` and `high` are the 95% Wilson limits of the council's own rate, in per cent. Without a
    rate, all of these are null, and `says` is a space.
    """
    compared = [joined.comparisons.get(code) for code in joined.table.index]
    groups = list(dict.fromkeys(found.peers for found in compared if found))
    cases = list(sentences.SAYS)
    return {
        "groups": [_group(group, joined) for group in groups],
        "group": [groups.index(found.peers) if found else None for found in compared],
        "says": "".join(str(cases.index(found.case)) if found else " " for found in compared),
        "chance": [
            None if found is None or found.chance is None else round(100 * found.chance) for found in compared
        ],
        "low": [round(found.rate.interval[0]) if found else None for found in compared],
        "high": [round(found.rate.interval[1]) if found else None for found in compared],
    }


def _group(group: peers.Peers, joined: JoinedYear) -> Json:
    """A group of peers; `rows` has its figure beside each row of the card."""
    members = joined.table[[group.includes(year) for year in joined.councils]]
    return {
        "plural": group.plural,
        "together": group.together,
        "pooled": round(100 * group.rate),
        "hits": group.numerator,
        "base": group.denominator,
        "councils": group.councils,
        "comparable": group.comparable,
        "widened": sentences.widened(group),
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
    return f"{100 * numerator / denominator:.0f}% of {denominator:,}" if denominator else ""
