"""A built site as it stands on disk: its files, its pages as a browser would see them, its tables and documents."""

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

REPORT = "data/build-report.json"
PACKAGE = "data/datapackage.json"
FIGURES = "data/figures.csv"

Json = Any
Row = Mapping[str, str]


@dataclass(frozen=True)
class Site:
    """The site's files, read once: pages parsed, tables and JSON documents by their path."""

    root: Path
    files: frozenset[str]
    pages: Mapping[str, "Page"]
    tables: Mapping[str, list[list[str]]]
    documents: Mapping[str, Json]

    @classmethod
    def of(cls, root: Path) -> "Site":
        files = frozenset(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
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
        """The rows of a table by column; rows of the wrong length are reported elsewhere and left out."""
        header, *rows = self.tables.get(name) or [[]]
        return [dict(zip(header, row, strict=True)) for row in rows if len(row) == len(header)]

    @property
    def notice(self) -> str | None:
        """The warning that everything made of illustrative figures must carry."""
        report = self.documents[REPORT]
        return report.get("notice") if isinstance(report, dict) else None


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.reader(file))


def document_of(path: Path) -> Json:
    """What a JSON file holds; None where it is not JSON."""
    try:
        return json.loads(text_of(path))
    except ValueError:
        return None


# Pages


@dataclass
class Page(HTMLParser):
    """What matters of a page; gathered while its text is fed to the parser."""

    lang: str = ""
    title: str = ""
    mains: int = 0
    headings: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    previews: list[str] = field(default_factory=list)
    policy: str = ""
    styles: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The ids that a link may lead to."""
        return frozenset(self.ids)

    @classmethod
    def of(cls, html: str) -> "Page":
        page = cls()
        page.feed(html)
        page.close()
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.faults += [
            f"an inline {name} on <{tag}>. Expected no script and no style in attributes"
            for name in given
            if name[:2] == "on" or name == "style"
        ]
        if tag == "script" and "src" not in given:
            self.faults.append("an inline script. Expected scripts in files of their own")
        if given.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = given.get("content", "")
        if tag == "style":
            self.styles.append("")
        self._gather_structure(tag, given)
        self._gather_links(tag, given)
        if tag in ("script", "style", "title"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "title") and tag not in self.inside:
            self.faults.append(f"a </{tag}> that ends nothing. Expected data that stays inside its element")
        self.inside = [open_tag for open_tag in self.inside if open_tag != tag]

    def handle_data(self, data: str) -> None:
        if "script" in self.inside and re.search(r"<!--|<script", data, re.IGNORECASE):
            self.faults.append("an inline script holds markup. Expected every < of its data escaped")
        if "style" in self.inside:
            self.styles[-1] += data
        if "title" in self.inside:
            self.title += data
        elif not self.inside:
            self.text.append(data)

    def _gather_structure(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag == "main":
            self.mains += 1
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "img" and "alt" not in given:
            self.faults.append(
                f"<img src={given.get('src', '')!r}> has no alt. Expected one, empty for decoration"
            )
        if given.get("role") == "img" and not given.get("aria-label", given.get("aria-labelledby")):
            self.faults.append(f"<{tag} role=img> has no name. Expected an aria-label")

    def _gather_links(self, tag: str, given: Mapping[str, str]) -> None:
        if tag in ("a", "area", "form"):
            self.links += [given[name] for name in ("href", "action") if name in given]
        elif tag == "link":
            target = self.links if given.get("rel") in ("canonical", "license") else self.loads
            target.append(given.get("href", ""))
        elif given.get("property") == "og:image":
            self.previews.append(given.get("content", ""))
        else:
            self.loads += [given[name] for name in ("src", "data", "poster") if name in given]
            self.loads += [part.split()[0] for part in given.get("srcset", "").split(",") if part.strip()]
