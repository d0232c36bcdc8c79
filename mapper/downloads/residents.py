"""Complaints for so many residents: `data/residents.csv`, a row for each council, year and count."""

from collections.abc import Callable, Iterator

from mapper.councils.council import CouncilType
from mapper.downloads.spreadsheet import table_of
from mapper.measures.column import Column
from mapper.measures.edition import Edition, origin_of
from mapper.measures.residents import RESIDENT_MEASURES, PerResidents, all_per_residents
from mapper.sources.populations.file import Residents

Row = tuple[PerResidents, Residents]
"""A measure, and the estimates that it rests on."""

_PERS = ((10_000, "per_10k"), (100_000, "per_100k"))


def is_there(edition: Edition) -> bool:
    """Whether the edition has residents for any of its years."""
    return any(joined.residents is not None for joined in edition.years)


def write(edition: Edition) -> bytes:
    """The table as CSV: the newest year first, councils by their codes."""
    return table_of(COLUMNS, _rows(edition))


def _rows(edition: Edition) -> Iterator[Row]:
    for joined in edition.years:
        years = sorted(joined.councils, key=lambda year: year.council.gss_code)
        for one in all_per_residents(years, joined.residents):
            assert joined.residents is not None
            yield one, joined.residents


def _drawn(row: Row) -> str:
    origin = origin_of(row[0].year)
    return "no" if origin is None else origin.value


def _value(per: int) -> Callable[[Row], float]:
    return lambda row: row[0].rate(per)


def _end(per: int, at: int) -> Callable[[Row], float]:
    return lambda row: row[0].interval(per)[at]


def _columns(per: int, name: str) -> Iterator[Column[Row]]:
    described = f"The count for every {per:,} residents"
    yield Column(name, "number", described, _value(per), decimals=3)
    for at, (end, word) in enumerate((("low", "lower"), ("high", "upper"))):
        interval = f"{described}: {word} end of its exact 95% Poisson interval"
        yield Column(f"{name}_{end}", "number", interval, _end(per, at), decimals=3)


COLUMNS: tuple[Column[Row], ...] = (
    Column(
        "gss_code",
        "string",
        "Code of the council's area (Government Statistical Service). Its residents are those of this very code",
        lambda row: row[0].year.council.gss_code,
    ),
    Column("council", "string", "The Ombudsman's name for the council", lambda row: row[0].year.council.name),
    Column(
        "council_type",
        "string",
        "Type of council. A district's residents are its county's too: compare councils of one type only",
        lambda row: row[0].year.council.type.value,
        tuple(CouncilType),
    ),
    Column("period_end", "date", "Last day of the year", lambda row: row[0].year.period_end.isoformat()),
    Column(
        "statistic",
        "string",
        "Key of the count",
        lambda row: row[0].measure.statistic,
        tuple(measure.statistic for measure in RESIDENT_MEASURES),
    ),
    Column(
        "count", "integer", "The count, as the letter or the data tables state it", lambda row: row[0].count
    ),
    Column(
        "residents", "integer", "Residents, by the estimate of that mid-year", lambda row: row[0].residents
    ),
    Column(
        "mid_year", "integer", "The residents are those of 30 June of this year", lambda row: row[0].mid_year
    ),
    *(column for per, name in _PERS for column in _columns(per, name)),
    Column("residents_source", "string", "Whose estimates of residents these are", lambda row: row[1].source),
    Column(
        "illustrative",
        "string",
        "no: the count is real, and from a letter. tables: real, from the Ombudsman's data tables. invented: the count "
        "is MADE UP, do not quote. redrawn: published, read from a page redrawn for this site",
        _drawn,
        ("no", "tables", "invented", "redrawn"),
    ),
)
"""The columns. Users rely on them: change them only together with the documentation."""
