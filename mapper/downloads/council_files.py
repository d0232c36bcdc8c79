"""One council's figures of all years: `data/councils/<GSS code>.json`.

`years` has a record for each year that the site shows, newest first: what became of the letter, its file's SHA-256, and
every rate with its state, numerator, denominator, interval and comparison. `together` has the rates of several years.
`figures` has every figure as `data/figures.csv` has it, with the SHA-256 of the file that it stands in. A figure that a
letter does not state is absent; one that it prints as a dash is null; zero is zero.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, TypeVar

from mapper.councils.council import Council
from mapper.downloads import comparisons
from mapper.downloads.comparisons import Row
from mapper.downloads.download import DataFile
from mapper.downloads.figures import COLUMNS as FIGURE_COLUMNS
from mapper.downloads.figures import PrintedFigure, printed_figures
from mapper.measures.column import Column
from mapper.measures.edition import Edition, origin_of
from mapper.measures.metrics import METRICS, Kind, Metric, measure
from mapper.measures.paths import letter_path, page_path
from mapper.measures.states import State
from mapper.review.reading import CouncilYear, Origin
from mapper.review.report import ILLUSTRATIVE_NOTICE
from mapper.review.shown import LettersAs

FOLDER = "data/councils/"

Json = dict[str, object]
Record = TypeVar("Record")

_COUNCIL = frozenset(("gss_code", "council", "council_type"))
_YEAR = _COUNCIL | {"measure", "years", "summed_years"}


def files(edition: Edition) -> Iterator[DataFile]:
    """The file of every council that has a year or a figure, by GSS code."""
    gathered = _Gathered(edition)
    for code in sorted(gathered.years.keys() | gathered.figures.keys()):
        name = edition.register.by_code(code).name
        yield DataFile(f"{FOLDER}{code}.json", f"{name}, all years (JSON)", partial(gathered.write, code))


@dataclass(frozen=True)
class _Gathered:
    """The records of an edition by GSS code, gathered when the first file is written."""

    edition: Edition

    @cached_property
    def years(self) -> Mapping[str, list[CouncilYear]]:
        """The years of each council, newest first."""
        return _grouped(self.edition.council_years, lambda year: year.council.gss_code)

    @cached_property
    def figures(self) -> Mapping[str, list[PrintedFigure]]:
        """The figures of each council."""
        return _grouped(printed_figures(self.edition), lambda printed: printed.council.gss_code)

    @cached_property
    def comparisons(self) -> Mapping[str, list[Row]]:
        """The comparisons of each council, those of years together under the code of the newest."""
        return _grouped(comparisons.rows(self.edition), lambda row: row.council.gss_code)

    def write(self, code: str) -> bytes:
        """The file of a council."""
        council = self.edition.register.by_code(code)
        compared = self.comparisons.get(code, [])
        single = {(row.years[0], row.measure): row for row in compared if len(row.years) == 1}
        document: Json = {"notice": ILLUSTRATIVE_NOTICE} if self.edition.illustrative else {}
        document |= _council_object(council, self.years.get(code, []))
        document["years"] = [
            _year_object(year, single, self.edition.recipe.addresses) for year in self.years.get(code, [])
        ]
        document["together"] = [
            _object(comparisons.COLUMNS, row, _COUNCIL) for row in compared if len(row.years) > 1
        ]
        document["figures"] = [self._figure_object(printed) for printed in self.figures.get(code, [])]
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()

    def _figure_object(self, printed: PrintedFigure) -> Json:
        """The figure's row, and the file that it stands in: the letter, or the data table."""
        cell = printed.figure.cell
        digest = printed.letter.sha256 if cell is None else self._tables.get(cell.file)
        return _object(FIGURE_COLUMNS, printed, _COUNCIL) | {"sha256": digest}

    @cached_property
    def _tables(self) -> Mapping[str, str]:
        return {table.file: table.sha256 for table in self.edition.report.tables.files}


def _grouped(records: Iterable[Record], code: Callable[[Record], str]) -> Mapping[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[code(record)].append(record)
    return found


def _object(columns: Iterable[Column[Any]], record: object, without: frozenset[str]) -> Json:
    """The record by the columns of its table, without those that its place in the document says."""
    return {
        column.name: column.written(column.value(record)) for column in columns if column.name not in without
    }


def _council_object(council: Council, years: list[CouncilYear]) -> Json:
    return {
        "gss_code": council.gss_code,
        "council": council.name,
        "council_type": council.type.value,
        "page": page_path(years[0]) if years else None,
    }


def _year_object(
    year: CouncilYear, compared: Mapping[tuple[int, str], Row], addresses: Mapping[str, str]
) -> Json:
    letter = None if year.letter is None or year.letter.origin is Origin.TABLES else year.letter
    shown = None if letter is None else letter.shown
    metrics = [metric for metric in METRICS if metric.kind is Kind.CHOROPLETH]
    rates = {metric.key: _rate_object(metric, year) for metric in metrics}
    for (of, key), row in compared.items():
        if of == year.period_end.year:
            found = _object(comparisons.COLUMNS, row, _YEAR)
            rates[key] = {**found, **rates.get(key, {"state": State.VALUE.value})}
    return {
        "period_end": year.period_end.isoformat(),
        "letter_status": State.NO_LETTER.value if letter is None else letter.status.value,
        "figures_from": None if year.letter is None else (origin_of(year) or Origin.LETTER).value,
        "letter": letter_path(year),
        "letter_pages": None if shown is None or shown.way is not LettersAs.COPY else list(shown.pages),
        "letter_sha256": shown.sha256 if shown is not None and shown.is_here else None,
        "sha256": None if letter is None else letter.sha256,
        "address": None if letter is None else addresses.get(letter.sha256),
        "rates": rates,
    }


def _rate_object(metric: Metric, year: CouncilYear) -> Json:
    """A rate in per cent with its 95% Wilson interval; `state` says why there is none."""
    one = measure(metric, year)
    low, high = one.interval or (None, None)
    values = {"value": one.value, "low": low, "high": high}
    rounded = {name: None if value is None else round(value, 2) for name, value in values.items()}
    return {"state": one.state.value, "numerator": one.numerator, "denominator": one.denominator, **rounded}
