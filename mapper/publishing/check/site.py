"""A built site as it is on disk: its files, pages, tables and JSON documents."""

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mapper.publishing import BUILD_REPORT
from mapper.publishing.check.markup import Page
from mapper.publishing.own_files import LIST, listed

PACKAGE = "data/datapackage.json"

_ALL_COUNCILS = "councils/index.html"
"""It shows the newest year alone."""

_PICTURE = re.compile(
    r"assets/(?:pictures|funnels)/(?P<year>\d{4})-(?:lower|upper|[a-z]+-all-(?:wide|narrow))\.svg"
)
_REAL = re.compile(r"assets/funnels/\d{4}-[a-z]+-(?:wide|narrow)\.svg")
_MARK = "illustrative"

Json = Any
Row = Mapping[str, str]


@dataclass(frozen=True)
class Site:
    """The files of a site, read once; pages, tables and JSON documents are by path from `root`.

    Files that its owner added are left out, if the site lists its own. A table is a list of rows of cells, its header
    first. A document that is not JSON is None.
    """

    root: Path
    files: frozenset[str]
    pages: Mapping[str, Page]
    tables: Mapping[str, list[list[str]]]
    documents: Mapping[str, Json]

    @classmethod
    def of(cls, root: Path) -> "Site":
        """The site in a folder."""
        files = frozenset(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
        own = listed(root)
        if own is not None:
            files &= own.keys() | {LIST}
        return cls(
            root,
            files,
            {name: Page.of(text_of(root / name)) for name in sorted(files) if name.endswith(".html")},
            {name: _table(root / name) for name in sorted(files) if name.endswith(".csv")},
            {
                name: document_of(root / name)
                for name in sorted(files)
                if name.endswith((".json", ".geojson"))
            },
        )

    def rows(self, name: str) -> list[Row]:
        """The rows of a table by column; rows of the wrong length are left out here, and reported elsewhere."""
        header, *rows = self.tables.get(name) or [[]]
        return [dict(zip(header, row, strict=True)) for row in rows if len(row) == len(header)]

    @property
    def notice(self) -> str | None:
        """The warning that everything with illustrative figures must carry; None for a site without them."""
        report = self.documents[BUILD_REPORT]
        return report.get("notice") if isinstance(report, dict) else None

    def notice_of(self, name: str) -> str | None:
        """The warning, if a page or a picture must carry it: not where all that it shows is real letters."""
        if _REAL.match(name):
            return None
        picture = _PICTURE.match(name)
        newest = (
            max(self.documents[BUILD_REPORT]["councils_without_letter"], default="") if self.notice else ""
        )
        shown = picture["year"] if picture else newest if name == _ALL_COUNCILS else None
        return self.notice if shown is None or shown in self._made_up else None

    @property
    def _made_up(self) -> set[str]:
        """The years with an illustrative letter, as the build report names them."""
        letters = self.documents[BUILD_REPORT].get("letters", []) if self.notice else []
        marked = (one for one in letters if any(problem["code"] == _MARK for problem in one["problems"]))
        return {str(one["period_end"])[:4] for one in marked}


def text_of(path: Path) -> str:
    """A file read as UTF-8; bytes that are not become replacement characters."""
    return path.read_text(encoding="utf-8", errors="replace")


def document_of(path: Path) -> Json:
    """The content of a JSON file; None where it is not JSON."""
    try:
        return json.loads(text_of(path))
    except ValueError:
        return None


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.reader(file))
