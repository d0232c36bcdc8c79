"""The tables described for CSV on the Web: `data/csv-metadata.json`.

The format is that of W3C's "Metadata Vocabulary for Tabular Data". A program that is given a table of this folder looks
for a file of this very name beside it (section 5.3 of W3C's "Model for Tabular Data and Metadata on the Web").
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from mapper.downloads.download import DataFile
from mapper.measures.column import Column
from mapper.measures.edition import Edition
from mapper.review.report import ILLUSTRATIVE_NOTICE

PATH = "data/csv-metadata.json"

Json = dict[str, object]

_FOLDER = "data/"
_DIALECT: Json = {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True}


def describe(edition: Edition, files: Iterable[DataFile]) -> bytes:
    """The description of those of the files that are tables, as JSON."""
    notice = f"{ILLUSTRATIVE_NOTICE} " if edition.illustrative else ""
    group: Json = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "Ombudsman letters, council by council",
        "dc:description": f"{notice}Figures of annual letters to councils of England. Empty is not zero.",
        "dialect": _DIALECT,
        "tables": [_table(file) for file in files if file.columns],
    }
    return (json.dumps(group, ensure_ascii=False, indent=1) + "\n").encode()


def _table(file: DataFile) -> Json:
    schema: Json = {"columns": [_column(column) for column in file.columns]}
    if file.key:
        schema["primaryKey"] = file.key
    return {"url": file.path.removeprefix(_FOLDER), "dc:title": file.title, "tableSchema": schema}


_TYPES: Mapping[str, str] = {"string": "string", "integer": "integer", "number": "number", "date": "date"}


def _column(column: Column[Any]) -> Json:
    described: Json = {"name": column.name, "titles": column.name, "dc:description": column.description}
    return described | {"datatype": _TYPES[column.type], "null": ""}
