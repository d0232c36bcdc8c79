"""The downloads: every figure, one row a council, the polygons with their figures, and what describes them.

CSV files follow RFC 4180, in UTF-8. A text that a spreadsheet would run as a formula begins with an
apostrophe. Whether a figure is invented stands in every row of every file, because rows are copied out of
their files.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mapper.councils import addresses, boundaries
from mapper.councils.tiers import TIERS, Tier
from mapper.downloads.spreadsheet import to_csv
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import STATISTICS, Unit
from mapper.measures.column import Column, Value
from mapper.measures.edition import Edition
from mapper.measures.joined import JoinedYear, join_statistics
from mapper.measures.paths import letter_path
from mapper.measures.table import COLUMNS, Row, written
from mapper.review.reading import Reading, Status
from mapper.review.report import ILLUSTRATIVE_NOTICE

_Row = dict[str, Value]
Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its type in Frictionless's words, and what it holds; `choices` are all that it may hold."""

    name: str
    type: str
    description: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that readers can download: its path from the site's root, and its title."""

    path: str
    title: str


_TYPES = ("county", "district", "metropolitan", "london", "unitary")

FIGURE_FIELDS: tuple[Field, ...] = (
    Field(
        "gss_code",
        "string",
        "Code of the council's area (Government Statistical Service). A council that is not in the "
        "councils file of that year had ended: the letter is about the time before, and belongs in no total of a "
        "type or of England",
    ),
    Field("council", "string", "The Ombudsman's name for the council"),
    Field("council_type", "string", "Type of council", _TYPES),
    Field("period_end", "date", "Last day of the year that the figure is about"),
    Field("statistic", "string", "Key of the statistic", tuple(s.key for s in STATISTICS)),
    Field("value", "number", "The figure; empty where the letter prints a dash or n/a. Zero is zero."),
    Field("unit", "string", "What the value counts", tuple(unit.value for unit in Unit)),
    Field(
        "letter",
        "string",
        "The letter: its path in this site, or the name of the file found if not published",
    ),
    Field("page", "integer", "Page of the letter's PDF on which the figure stands, counted from 1"),
    Field(
        "status",
        "string",
        "ok: read from a real letter, and every check holds. corrected: as ok, but misprinted in the letter; the "
        "build report says what it prints, why that is wrong and who says so. review: read, but something in "
        "the letter is in doubt, do not use. illustrative: INVENTED to show how the site works, do not quote. "
        "illustrative-redrawn: a published figure, read from a page redrawn for this site and not from the "
        "letter itself. illustrative-review: as review, in an illustrative letter.",
        ("ok", "corrected", "review", "illustrative", "illustrative-redrawn", "illustrative-review"),
    ),
)
"""The columns of `data/figures.csv`, which others rely on: change them only together with the documents."""


def data_files(edition: Edition) -> dict[str, bytes]:
    """Every file under `data/`, by its path in the site."""
    files = {"data/figures.csv": _csv(FIGURE_FIELDS, _figure_rows(edition))}
    for joined in edition.years:
        table = written(joined.table)
        files[_councils_path(joined)] = _csv(COLUMNS, table.to_dict("records"))
        for tier in TIERS:
            frame = join_statistics(joined.frames[tier], table)
            notice = ILLUSTRATIVE_NOTICE if edition.illustrative else ""
            files[_polygons_path(joined, tier)] = boundaries.to_geojson(frame, notice)
    files["data/build-report.json"] = edition.report.to_json()
    files["data/datapackage.json"] = _json(_datapackage(edition))
    return files


def downloads(edition: Edition) -> tuple[DataFile, ...]:
    """The files of `data/` in the order in which readers are offered them."""
    per_year = [file for joined in edition.years for file in _files_of_year(joined)]
    return (
        DataFile("data/figures.csv", "Every figure of every letter (CSV)"),
        *per_year,
        DataFile("data/build-report.json", "The build report: every file found (JSON)"),
        DataFile("data/datapackage.json", "What the columns mean (Frictionless data package)"),
    )


def _files_of_year(joined: JoinedYear) -> Iterator[DataFile]:
    year = joined.period_end.year
    yield DataFile(_councils_path(joined), f"Councils {year}, one row each, with every figure and rate (CSV)")
    names = {"lower": "districts and single-tier councils", "upper": "counties and single-tier councils"}
    for tier in TIERS:
        yield DataFile(_polygons_path(joined, tier), f"Polygons {year} with figures: {names[tier]} (GeoJSON)")


def _councils_path(joined: JoinedYear) -> str:
    return f"data/councils-{joined.period_end.year}.csv"


def _polygons_path(joined: JoinedYear, tier: Tier) -> str:
    return f"data/councils-{joined.period_end.year}-{tier}.geojson"


# One row a figure


def _figure_rows(edition: Edition) -> Iterator[_Row]:
    """The figures of every letter that has a council and a period, by year, code, file and statistic."""
    published = {
        (year.letter.file, year.council.gss_code, year.period_end): letter_path(year)
        for year in edition.council_years
        if year.letter is not None
    }
    letters = [letter for letter in edition.report.letters if letter.council and letter.period_end]
    for letter in sorted(letters, key=_order):
        assert letter.council is not None and letter.period_end is not None
        path = published.get((letter.file, letter.council.gss_code, letter.period_end))
        for statistic in STATISTICS:
            if letter.figure(statistic.key) is not None:
                yield _figure_row(letter, statistic.key, path or letter.file)


def _order(letter: Reading) -> tuple[str, str, str, tuple[int, int]]:
    assert letter.council is not None
    return (str(letter.period_end), letter.council.gss_code, letter.file, letter.pages or (0, 0))


def _figure_row(letter: Reading, statistic: str, source: str) -> _Row:
    council, figure = letter.council, letter.figure(statistic)
    assert council is not None and figure is not None
    return {
        "gss_code": council.gss_code,
        "council": council.name,
        "council_type": council.type.value,
        "period_end": str(letter.period_end),
        "statistic": statistic,
        "value": figure.value,
        "unit": figure.unit.value,
        "letter": source,
        "page": figure.page,
        "status": _figure_status(letter, statistic),
    }


def _figure_status(letter: Reading, statistic: str) -> str:
    """The status of a figure, which never hides that it is illustrative or not as printed."""
    if letter.illustration is None and letter.status is Status.OK and statistic in letter.corrections:
        return "corrected"
    if letter.illustration is None:
        return letter.status.value
    if letter.status is not Status.OK:
        return f"illustrative-{letter.status.value}"
    return "illustrative" if letter.illustration is Illustration.INVENTED else "illustrative-redrawn"


# The forms of files


def _csv(columns: Sequence[Field | Column[Row]], rows: Iterable[Mapping[Any, Value]]) -> bytes:
    return to_csv([column.name for column in columns], rows).encode()


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


# What describes the files: a Frictionless data package, version 1 (specs.frictionlessdata.io/data-package)


def _datapackage(edition: Edition) -> Json:
    years = ", ".join(str(joined.period_end.year) for joined in reversed(edition.years))
    described = (
        "Figures of the annual letters that the Local Government and Social Care Ombudsman writes to "
        f"England's councils, years to 31 March: {years}. Read from the letters by a program; where a letter "
        "and a file differ, the letter is right. Independent of the Ombudsman and of every council."
    )
    package: Json = {
        "profile": "data-package",
        "name": "ombudsman-letters",
        "title": "Ombudsman letters, council by council",
        "description": described,
        "licenses": [
            {
                "name": "OGL-UK-3.0",
                "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
                "title": "Open Government Licence v3.0 (codes, names and polygons)",
            }
        ],
        "sources": [
            {"title": "The Ombudsman's annual letters, © the Ombudsman", "path": addresses.OMBUDSMAN},
            {
                "title": "Source: Office for National Statistics licensed under the Open Government Licence "
                "v.3.0. Contains OS data © Crown copyright and database right 2019"
            },
        ],
    }
    if edition.illustrative:
        package |= {"notice": ILLUSTRATIVE_NOTICE, "description": f"{ILLUSTRATIVE_NOTICE} {described}"}
    return package | {"resources": [_resource(file) for file in downloads(edition)[:-1]]}


def _resource(file: DataFile) -> Json:
    """A file of `data/` as a resource; paths are relative to the descriptor, which stands beside it."""
    name = file.path.removeprefix("data/")
    stem, _, suffix = name.partition(".")
    resource: Json = {"name": stem, "path": name, "title": file.title, "encoding": "utf-8", "format": suffix}
    if suffix == "csv":
        return resource | _table(FIGURE_FIELDS if stem == "figures" else COLUMNS, stem)
    media_type = "application/geo+json" if suffix == "geojson" else "application/json"
    return {"profile": "data-resource", **resource, "mediatype": media_type}


def _table(columns: Sequence[Field | Column[Row]], stem: str) -> Json:
    schema: Json = {"fields": [_field(column) for column in columns], "missingValues": [""]}
    if stem != "figures":
        schema["primaryKey"] = "gss_code"
    return {
        "profile": "tabular-data-resource",
        "mediatype": "text/csv",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }


def _field(column: Field | Column[Row]) -> Json:
    described: Json = {"name": column.name, "type": column.type, "description": column.description}
    return described | ({"constraints": {"enum": list(column.choices)}} if column.choices else {})
