"""The description of the downloads: a Frictionless data package, version 1.

The format is that of specs.frictionlessdata.io/data-package. Paths are relative to the description, which is in the
same folder as the files.
"""

import json
from collections.abc import Sequence
from mimetypes import MimeTypes
from typing import Any

from mapper.councils import addresses
from mapper.downloads.download import DataFile
from mapper.measures.column import Column
from mapper.measures.edition import Edition
from mapper.review.report import ILLUSTRATIVE_NOTICE

Json = dict[str, object]

_FOLDER = "data/"

# Python's own table, not the machine's, so that every machine writes the same. It lacks the type of RFC 7946.
_MEDIA_TYPES = MimeTypes()
_MEDIA_TYPES.add_type("application/geo+json", ".geojson")
_MEDIA_TYPES.add_type("application/geopackage+sqlite3", ".gpkg")
_MEDIA_TYPES.add_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")

_TEXT = frozenset(("json", "geojson", "txt"))


def describe(edition: Edition, files: Sequence[DataFile]) -> bytes:
    """The data package that describes these files, as JSON."""
    described = _description(edition)
    package: Json = {
        "profile": "data-package",
        "name": "ombudsman-letters",
        "title": "Council complaints: what the Ombudsman found",
        "description": described,
        "licenses": list(_LICENCES),
        "sources": list(_SOURCES),
    }
    if edition.illustrative:
        package |= {"notice": ILLUSTRATIVE_NOTICE, "description": f"{ILLUSTRATIVE_NOTICE} {described}"}
    package["resources"] = [_resource(file) for file in files]
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _description(edition: Edition) -> str:
    years = ", ".join(str(joined.period_end.year) for joined in reversed(edition.years))
    return (
        "Figures of the annual letters that the Local Government and Social Care Ombudsman writes to "
        f"England's councils, years to 31 March: {years}. Read from the letters by a program; where a letter "
        "and a file differ, the letter is right. Independent of the Ombudsman and of every council."
    )


_LICENCES: tuple[Json, ...] = (
    {
        "name": "OGL-UK-3.0",
        "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "title": "Open Government Licence v3.0 (codes, names and polygons)",
    },
)
_SOURCES: tuple[Json, ...] = (
    {"title": "The Ombudsman's annual letters, © the Ombudsman", "path": addresses.ombudsman_site()},
    {
        "title": "Source: Office for National Statistics licensed under the Open Government Licence "
        "v.3.0. Contains OS data © Crown copyright and database right 2019"
    },
)


def _resource(file: DataFile) -> Json:
    path = file.path.removeprefix(_FOLDER)
    stem, _, suffix = path.partition(".")
    name = stem.replace("/", "-").lower()
    resource: Json = {"name": name, "path": path, "title": file.title, "format": suffix}
    if file.columns:
        return resource | {"encoding": "utf-8"} | _table(file)
    media_type = _MEDIA_TYPES.guess_type(file.path)[0]
    return {"profile": "data-resource", **resource, **_kind(suffix), "mediatype": media_type}


def _kind(suffix: str) -> Json:
    """What the Frictionless program takes a file for that is no table.

    It would take a name that ends in `report.json` for a report of its own, and a workbook for its first sheet.
    """
    if suffix in _TEXT:
        return {"type": "json", "encoding": "utf-8"} if suffix == "json" else {"encoding": "utf-8"}
    return {"type": "file"}


def _table(file: DataFile) -> Json:
    schema: Json = {"fields": [_field(column) for column in file.columns], "missingValues": [""]}
    if file.key:
        schema["primaryKey"] = file.key
    return {
        "profile": "tabular-data-resource",
        "mediatype": "text/csv",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }


def _field(column: Column[Any]) -> Json:
    described: Json = {"name": column.name, "type": column.type, "description": column.description}
    return described | ({"constraints": {"enum": list(column.choices)}} if column.choices else {})
