"""Every rate beside its type: `data/comparisons.csv`, a row for each council, measure and year, or years together."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapper.councils.council import Council, CouncilType
from mapper.downloads.spreadsheet import table_of
from mapper.measures.column import Column
from mapper.measures.comparison import Compared, Comparison
from mapper.measures.comparison_columns import side_in_words
from mapper.measures.edition import Edition
from mapper.measures.joined import JoinedYear
from mapper.measures.peers import Source, is_invented
from mapper.measures.per_population import RATE, PerPopulation
from mapper.measures.rate import wilson
from mapper.measures.scale import Standing
from mapper.measures.together import Span, Together

_MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: a count of one council beside what chance would give it.

    `years` are those that it is of, ascending; `value`, `interval` and `target` are in per cent, or per 100,000.
    """

    council: Council
    measure: str
    years: tuple[int, ...]
    summed: tuple[int, ...] = ()
    numerator: int
    denominator: int | None
    value: float | None
    interval: tuple[float, float] | None
    expected: tuple[int, int] | None
    standing: Standing
    chance: float | None
    higher: bool | None
    place: float | None
    target: float | None
    source: str | None
    letters: tuple[int, int] | None = None
    correlation: float | None = None
    invented: bool = False


def write(edition: Edition) -> bytes:
    """The table of all comparisons as CSV: single years, newest first, then years together."""
    return table_of(COLUMNS, rows(edition))


def rows(edition: Edition) -> Iterator[Row]:
    """A row for each comparison: single years, newest first, then years together."""
    for joined in edition.years:
        councils = {year.council.gss_code: year.council for year in joined.councils}
        for code in sorted(councils):
            yield from _of_year(councils[code], joined)
    for span in edition.spans:
        for key, found in span.found.items():
            yield from (_of_span(found[code], key, span) for code in sorted(found))


def _of_year(council: Council, joined: JoinedYear) -> Iterator[Row]:
    year = joined.period_end.year
    for key, compared in joined.compared.items():
        if council.gss_code in compared:
            yield _of_comparison(council, key, year, compared[council.gss_code])
    by_population = joined.per_population.get(council.gss_code)
    if by_population is not None:
        invented = any(one.council == council and is_invented(one) for one in joined.councils)
        yield _of_population(council, year, by_population, invented)


def _of_comparison(council: Council, key: str, year: int, one: Comparison) -> Row:
    target = one.peers.target
    return Row(
        council=council,
        measure=key,
        years=(year,),
        numerator=one.numerator,
        denominator=one.denominator,
        value=one.rate.percent,
        interval=one.rate.interval,
        expected=one.expected,
        standing=one.standing,
        chance=one.chance,
        higher=one.higher,
        place=one.place,
        target=None if target is None else 100 * target.rate,
        source=None if target is None else target.source.value,
        letters=(one.peers.letters, one.peers.of),
        correlation=_correlation(one),
        invented=one.peers.illustrative,
    )


def _of_span(one: Together, key: str, span: Span) -> Row:
    sources = {
        target.source.value for part in one.parts if (target := part.comparison.peers.target) is not None
    }
    return Row(
        council=one.council,
        measure=key,
        years=tuple(day.year for day in one.years),
        summed=tuple(day.year for day in one.summed),
        numerator=one.numerator,
        denominator=one.denominator,
        value=100 * one.numerator / one.denominator,
        interval=wilson(one.numerator, one.denominator),
        expected=one.expected,
        standing=one.standing,
        chance=one.chance,
        higher=one.higher,
        place=one.place,
        target=100 * one.by_rate / one.denominator,
        source=sources.pop() if len(sources) == 1 else _MIXED,
        correlation=_correlation(one),
        invented=any(part.comparison.peers.illustrative for part in one.parts),
    )


def _of_population(council: Council, year: int, one: PerPopulation, invented: bool) -> Row:
    return Row(
        council=council,
        measure=RATE,
        years=(year,),
        numerator=one.printed.count,
        denominator=None,
        value=one.printed.rate,
        interval=one.printed.interval,
        expected=one.expected,
        standing=one.standing,
        chance=one.chance,
        higher=one.higher,
        place=one.place,
        target=one.printed.average,
        source=None if one.tails is None else Source.PRINTED.value,
        invented=invented,
    )


def _correlation(one: Compared) -> float | None:
    return None if one.tails is None else one.correlation


def _years(years: tuple[int, ...]) -> str:
    return " ".join(map(str, years))


COLUMNS: tuple[Column[Row], ...] = (
    Column(
        "gss_code",
        "string",
        "Code of the council's area; for years together, that of the newest year",
        lambda row: row.council.gss_code,
    ),
    Column("council", "string", "The Ombudsman's name for the council", lambda row: row.council.name),
    Column(
        "council_type", "string", "Type of council", lambda row: row.council.type.value, tuple(CouncilType)
    ),
    Column(
        "measure", "string", "The rate, by the name it has in the councils files", lambda row: row.measure
    ),
    Column(
        "years",
        "string",
        "The years to 31 March that the row is of, with spaces between those taken together",
        lambda row: _years(row.years),
    ),
    Column(
        "summed_years",
        "string",
        "Those of them in which the cases are those of the council's predecessors, added up",
        lambda row: _years(row.summed) or None,
    ),
    Column("numerator", "integer", "Cases counted", lambda row: row.numerator),
    Column(
        "denominator",
        "integer",
        "Out of so many; empty for a rate per 100,000 residents, whose number letters do not print",
        lambda row: row.denominator,
    ),
    Column(
        "value",
        "number",
        "Per cent, worked out from the cases; or per 100,000, as printed",
        lambda row: row.value,
        decimals=2,
    ),
    Column(
        "low",
        "number",
        "Lower end of the rate's own 95% interval: Wilson's, for a rate per 100,000 the exact Poisson one",
        lambda row: None if row.interval is None else row.interval[0],
        decimals=2,
    ),
    Column(
        "high",
        "number",
        "Upper end of that interval",
        lambda row: None if row.interval is None else row.interval[1],
        decimals=2,
    ),
    Column(
        "expected_low",
        "integer",
        "Smallest count that chance would give a council like its type; at least 95 of 100 years are in the range",
        lambda row: None if row.expected is None else row.expected[0],
    ),
    Column(
        "expected_high",
        "integer",
        "Largest count in that range",
        lambda row: None if row.expected is None else row.expected[1],
    ),
    Column(
        "class",
        "string",
        "Outside the 95% (lower, higher) or 99.8% (clearly) limits, in the range, too few for any count to be outside, "
        "or not compared. Some are outside by chance alone: count them before you quote one",
        lambda row: row.standing.value,
        tuple(Standing),
    ),
    Column(
        "chance",
        "number",
        "How often chance would give a council like its type this count or one further to its side, 0 to 1",
        lambda row: row.chance,
        decimals=5,
    ),
    Column(
        "side",
        "string",
        "That side: this count or a higher one, this count or a lower one",
        lambda row: side_in_words(row.higher),
        ("higher", "lower"),
    ),
    Column(
        "place",
        "number",
        "Where the count stands among what chance would give, 0 to 1, by the middle of its own step. A place and no "
        "finding: half of all councils are below 0.25 or above 0.75 if all are alike",
        lambda row: row.place,
        decimals=3,
    ),
    Column(
        "target",
        "number",
        "What it is compared with, in the unit of the value; for years together, each year's target by its cases",
        lambda row: row.target,
        decimals=2,
    ),
    Column(
        "source",
        "string",
        "Where the target comes from: all cases of the type that are here, or the average that letters print",
        lambda row: row.source,
        (*Source, _MIXED),
    ),
    Column(
        "letters",
        "integer",
        "Letters of its type with this figure that are here",
        lambda row: None if row.letters is None else row.letters[0],
    ),
    Column(
        "of",
        "integer",
        "Councils of its type in that year",
        lambda row: None if row.letters is None else row.letters[1],
    ),
    Column(
        "correlation",
        "number",
        "How far the others differ beyond chance, for which the range allows: correlation of two cases of a council",
        lambda row: row.correlation,
        decimals=4,
    ),
    Column(
        "illustrative",
        "string",
        "Whether invented figures are among those that it is compared with",
        lambda row: "yes" if row.invented else "no",
        ("no", "yes"),
    ),
)
"""The columns. Users rely on them: change them only together with the documentation."""
