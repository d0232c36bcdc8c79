"""The downloads as search engines for data read them: a schema.org Dataset, as JSON-LD."""

import json
from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from mapper.councils import addresses
from mapper.downloads.catalogue import ARCHIVE, WORKBOOK
from mapper.downloads.download import DataFile
from mapper.downloads.words import years_in_words
from mapper.measures.edition import Edition
from mapper.review.report import ILLUSTRATIVE_NOTICE

_FORMATS = {".csv": "text/csv", ".zip": "application/zip"}
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def dataset(edition: Edition, files: Sequence[DataFile], path: str) -> Markup:
    """The description for the page at `path`, safe inside a script element, where it is data and never run.

    Addresses are absolute where that of the site is known, else relative to the page.
    """
    root = "../" * path.count("/") if edition.base_url is None else f"{edition.base_url.rstrip('/')}/"
    notice = f"{ILLUSTRATIVE_NOTICE} " if edition.illustrative else ""
    document = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": f"{notice}Ombudsman letters, council by council",
        "description": (
            f"{notice}Figures of the annual letters of the Local Government and Social Care Ombudsman to councils of "
            f"England, {years_in_words(edition)}: complaints received, decided, investigated and upheld, each with "
            "the place where it stands."
        ),
        "url": root + path,
        "license": f"{root}{path}#licence",
        "isAccessibleForFree": True,
        "isBasedOn": addresses.ombudsman_site(),
        "spatialCoverage": "England",
        "temporalCoverage": [_span(joined.period_end) for joined in reversed(edition.years)],
        "distribution": [_distribution(file, root) for file in files if _is_whole(file)],
    }
    return _inside_script(document)


def _span(last_day: date) -> str:
    """The year as ISO 8601 writes an interval."""
    return f"{last_day.year - 1}-04-01/{last_day.isoformat()}"


def _is_whole(file: DataFile) -> bool:
    """Whether a file holds the whole, or a table of the whole."""
    return file.path in (ARCHIVE, WORKBOOK) or (bool(file.columns) and file.key is None)


def _distribution(file: DataFile, root: str) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "name": file.title,
        "contentUrl": root + file.path,
        "encodingFormat": _FORMATS.get(file.path[-4:], _WORKBOOK),
    }


def _inside_script(document: dict[str, object]) -> Markup:
    """JSON in which nothing can end the element or begin another."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704
