"""Verifies a built site as it stands on disk: its links, pages and data files, and that nothing got lost.

Each problem is one line that names the file, what is wrong and what was expected. Nothing here knows how the
site was made; it reads what a visitor would get.
"""

import csv
import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from mapper.downloads.figures import COLUMNS as FIGURE_COLUMNS
from mapper.review.reading import Status
from mapper.review.report import RESIDUAL

REPORT = "data/build-report.json"
PACKAGE = "data/datapackage.json"
FIGURES = "data/figures.csv"

_Json = Any
_Row = Mapping[str, str]


def check(site: Path) -> list[str]:
    """Every problem of the site, sorted by file; none if it is as it should be."""
    if not (site / REPORT).is_file():
        return [f"{REPORT}: not there. Expected a folder that regenerate-site has built."]
    found = _Site.of(site)
    problems = [
        *_page_problems(found),
        *_style_problems(found),
        *_picture_problems(found),
        *_letter_file_problems(found),
        *_package_problems(found),
        *_geojson_problems(found),
        *_report_problems(found),
    ]
    return sorted(dict.fromkeys(problems))


@dataclass(frozen=True)
class _Site:
    """The site's files, read once: pages parsed, tables and JSON documents by their path."""

    root: Path
    files: frozenset[str]
    pages: Mapping[str, "_Page"]
    tables: Mapping[str, list[list[str]]]
    documents: Mapping[str, _Json]

    @classmethod
    def of(cls, root: Path) -> "_Site":
        files = frozenset(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
        return cls(
            root,
            files,
            {name: _Page.of(_text(root / name)) for name in sorted(files) if name.endswith(".html")},
            {name: _table(root / name) for name in sorted(files) if name.endswith(".csv")},
            {name: _document(root / name) for name in sorted(files) if name.endswith((".json", ".geojson"))},
        )

    def rows(self, name: str) -> list[_Row]:
        """The rows of a table by column; rows of the wrong length are reported elsewhere and left out."""
        header, *rows = self.tables.get(name) or [[]]
        return [dict(zip(header, row, strict=True)) for row in rows if len(row) == len(header)]

    @property
    def notice(self) -> str | None:
        """The warning that everything made of illustrative figures must carry."""
        report = self.documents[REPORT]
        return report.get("notice") if isinstance(report, dict) else None


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.reader(file))


def _document(path: Path) -> _Json:
    """What a JSON file holds; None where it is not JSON."""
    try:
        return json.loads(_text(path))
    except ValueError:
        return None


# Pages


@dataclass
class _Page(HTMLParser):
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
    def of(cls, html: str) -> "_Page":
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


def _page_problems(site: _Site) -> Iterator[str]:
    for name, page in site.pages.items():
        for fault in (*page.faults, *_structure_faults(page, site.notice), *_policy_faults(page)):
            yield f"{name}: {fault}."
        for link in page.links:
            yield from _link_problem(site, name, link)
        for load in page.loads:
            yield from _load_problem(site, name, load)
        for preview in page.previews:
            if not any(preview.endswith(f"/{file}") for file in site.files):
                yield f"{name}: has the preview {preview!r}. Expected the address of a file of the site."


def _structure_faults(page: _Page, notice: str | None) -> Iterator[str]:
    if not page.lang:
        yield "<html> has no lang. Expected the language of the page"
    if not page.title.strip():
        yield "there is no title. Expected one that names the page"
    if page.mains != 1:
        yield f"{page.mains} <main> landmarks. Expected one"
    if page.headings.count(1) != 1:
        yield f"{page.headings.count(1)} <h1>. Expected one"
    for before, after in zip([0, *page.headings], page.headings, strict=False):
        if after > before + 1:
            yield f"an <h{after}> follows an <h{before}>. Expected headings to go down one step at a time"
    for twice in sorted(name for name, times in Counter(page.ids).items() if times > 1):
        yield f"the id {twice!r} comes more than once. Expected ids to be unique"
    if notice and notice not in " ".join("".join(page.text).split()):
        yield f"the notice {notice!r} is missing. Expected it on every page of an illustrative site"


_OWN_SOURCES = frozenset(("'none'", "'self'", "file:", "data:", "blob:"))


def _policy_faults(page: _Page) -> Iterator[str]:
    """A policy that lets nothing in but the site's own files, and the styles of the page by their hash."""
    directives = [directive.split() for directive in page.policy.split(";") if directive.strip()]
    if ["default-src", "'none'"] not in directives:
        yield "no Content-Security-Policy that begins with nothing. Expected default-src 'none'"
    hashes = {source for _, *sources in directives for source in sources if source.startswith("'sha256-")}
    others = sorted({source for _, *sources in directives for source in sources} - hashes - _OWN_SOURCES)
    if others:
        yield f"the Content-Security-Policy allows {', '.join(others)}. Expected files of this site only"
    for style in page.styles:
        digest = b64encode(sha256(style.encode()).digest()).decode()
        if f"'sha256-{digest}'" not in hashes:
            yield f"the style {style[:40]!r} is not in the Content-Security-Policy. Expected its hash {digest}"


def _is_foreign(address: str) -> bool:
    """Whether an address leads away from the folder: another host, or the root of this one."""
    parts = _split(address)
    return bool(parts.scheme or parts.netloc) or address.startswith("/")


def _split(address: str) -> SplitResult:
    """The parts of an address; one that cannot be read counts as foreign."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("unreadable", "", "", "", "")


def _link_problem(site: _Site, name: str, link: str) -> Iterator[str]:
    if _split(link).scheme in ("http", "https", "mailto"):
        return
    if _is_foreign(link):
        yield f"{name}: links to {link!r}. Expected a relative link, or https to another site."
        return
    target, fragment = _target(name, link)
    if target not in site.files:
        yield f"{name}: links to {link!r}, and there is no {target}. Expected a file of the site."
    elif not _is_anchor(site, target, fragment):
        yield f"{name}: links to {link!r}, and {target} has no such id. Expected an element with it."


def _load_problem(site: _Site, name: str, address: str) -> Iterator[str]:
    if address.startswith("data:"):
        return
    if _is_foreign(address):
        yield f"{name}: loads {address!r}. Expected files of this site only, by a relative address."
    elif (target := _target(name, address)[0]) not in site.files:
        yield f"{name}: loads {address!r}, and there is no {target}. Expected a file of the site."


def _target(name: str, link: str) -> tuple[str, str]:
    """The file of the site that a relative link on page `name` leads to, and the fragment."""
    parts = _split(link)
    if not parts.path:
        return name, unquote(parts.fragment)
    return normpath((PurePosixPath(name).parent / unquote(parts.path)).as_posix()), unquote(parts.fragment)


def _is_anchor(site: _Site, target: str, fragment: str) -> bool:
    """Whether a fragment leads to an id, to a page of a PDF, or to a view such as `council=E07000107`."""
    page = site.pages.get(target)
    return page is None or not fragment or "=" in fragment or fragment in page.anchors


def _style_problems(site: _Site) -> Iterator[str]:
    for name in sorted(site.files):
        if name.endswith(".css"):
            style = re.sub(r"/\*.*?\*/", "", _text(site.root / name), flags=re.DOTALL)
            loads = re.findall(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""", style)
            for address, imported in loads:
                if not address.startswith("#"):
                    yield from _load_problem(site, name, address or imported)


def _picture_problems(site: _Site) -> Iterator[str]:
    for name in sorted(name for name in site.files if name.endswith(".svg")):
        text = _text(site.root / name)
        if site.notice and site.notice not in text:
            yield f"{name}: has no notice. Expected {site.notice!r}, as in the build report."
        if re.search(r"<script|\son\w+=", text, re.IGNORECASE):
            yield f"{name}: holds a script. Expected a picture alone."
        for address in re.findall(r"""(?:href=|src=|url\()["']?([^"')]+)""", text):
            if not address.startswith("#"):
                yield from _load_problem(site, name, address)
    for name in sorted(name for name in site.files if name.endswith(".png")):
        with (site.root / name).open("rb") as file:
            if file.read(8) != b"\x89PNG\r\n\x1a\n":
                yield f"{name}: does not begin as a PNG does. Expected a picture."


def _letter_file_problems(site: _Site) -> Iterator[str]:
    for name in sorted(site.files):
        if name.startswith("letters/") and name.endswith(".pdf"):
            with (site.root / name).open("rb") as file:
                if not file.read(5).startswith(b"%PDF"):
                    yield f"{name}: does not begin with %PDF. Expected the letter as it was found."


# Data files


def _package_problems(site: _Site) -> Iterator[str]:
    package = site.documents.get(PACKAGE)
    if not isinstance(package, dict):
        yield f"{PACKAGE}: not there, or no JSON. Expected the description of the data files."
        return
    if site.notice and package.get("notice") != site.notice:
        yield f"{PACKAGE}: has no notice. Expected {site.notice!r}, as in the build report."
    described = {f"data/{resource['path']}": resource for resource in package.get("resources", [])}
    present = {name for name in site.files if name.startswith("data/")} - {PACKAGE}
    for name in sorted(described.keys() - present):
        yield f"{PACKAGE}: describes {name}, which is not there. Expected every file it describes."
    for name in sorted(present - described.keys()):
        yield f"{name}: is not described in {PACKAGE}. Expected every data file to be."
    for name in sorted(site.tables.keys() & described.keys()):
        yield from _table_problems(site, name, described[name]["schema"]["fields"])


def _table_problems(site: _Site, name: str, fields: list[_Json]) -> Iterator[str]:
    header, *rows = site.tables[name] or [[]]
    expected = [column["name"] for column in fields]
    if name == FIGURES and header != [column.name for column in FIGURE_COLUMNS]:
        wanted = ",".join(column.name for column in FIGURE_COLUMNS)
        yield f"{name}: its columns are {','.join(header)}. Expected {wanted}."
    if header != expected:
        yield f"{name}: its columns are {','.join(header)}. Expected {','.join(expected)}, as in {PACKAGE}."
        return
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            yield f"{name}, row {number}: {len(row)} cells. Expected {len(header)}."
            continue
        for column, cell in zip(fields, row, strict=True):
            fault = _cell_fault(column, cell)
            if fault:
                yield f"{name}, row {number}, {column['name']}: {cell!r}. Expected {fault}."


def _parses(read: Callable[[str], object], cell: str) -> bool:
    try:
        read(cell)
    except ValueError:
        return False
    return True


_READERS: Mapping[str, Callable[[str], object]] = {
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
}


def _cell_fault(column: _Json, cell: str) -> str | None:
    """What was expected of a cell that is not so; an empty one is missing and always allowed."""
    if not cell:
        return None
    if column["type"] in _READERS and not _parses(_READERS[column["type"]], cell):
        return f"a {column['type']}"
    if column["type"] == "string" and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "text that no spreadsheet takes for a formula"
    choices = column.get("constraints", {}).get("enum")
    return f"one of {', '.join(choices)}" if choices and cell not in choices else None


def _geojson_problems(site: _Site) -> Iterator[str]:
    for name in sorted(name for name in site.files if name.endswith(".geojson")):
        collection = site.documents[name]
        if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
            yield f"{name}: is no FeatureCollection. Expected GeoJSON."
            continue
        if site.notice and collection.get("notice") != site.notice:
            yield f"{name}: has no notice. Expected {site.notice!r}, as in the build report."
        table = f"{name.rpartition('-')[0]}.csv"
        codes = {row.get("gss_code") for row in site.rows(table)}
        drawn = {str(feature["properties"].get("gss_code")) for feature in collection["features"]}
        for code in sorted(drawn - {str(code) for code in codes}):
            yield f"{name}: has a polygon for {code}, which {table} does not list. Expected its row."


# The report: nothing that was found may have got lost on the way


def _report_problems(site: _Site) -> Iterator[str]:
    report = site.documents[REPORT]
    if not isinstance(report, dict) or not {"letters", "councils_without_letter", "counts"} <= report.keys():
        yield f"{REPORT}: not as expected. Expected letters, councils_without_letter and counts."
        return
    yield from _count_problems(report)
    rows = {
        (row["gss_code"], row["period_end"]): row
        for name in site.tables
        if name.startswith("data/councils-")
        for row in site.rows(name)
        if {"gss_code", "period_end"} <= row.keys()
    }
    figures = Counter((row.get("gss_code"), row.get("period_end")) for row in site.rows(FIGURES))
    about = site.pages.get("about/index.html")
    said = "" if about is None else "".join(about.text)
    for letter in report["letters"]:
        yield from _letter_problems(letter, rows, figures, said)
    yield from _without_letter_problems(report, rows.values())
    yield from _source_problems(site, {letter["file"] for letter in report["letters"]})


def _count_problems(report: _Json) -> Iterator[str]:
    counted = Counter(letter["status"] for letter in report["letters"])
    for word, number in [("letters", len(report["letters"])), *((s.value, counted[s.value]) for s in Status)]:
        if report["counts"].get(word) != number:
            yield f"{REPORT}: counts {report['counts'].get(word)} {word}. Expected {number}, as it lists."


def _letter_problems(
    letter: _Json,
    rows: Mapping[tuple[str, str], _Row],
    figures: Counter[tuple[str | None, str | None]],
    said: str,
) -> Iterator[str]:
    """Whether a letter is shown, or said to be set aside."""
    file, status, key = letter["file"], letter["status"], (letter["gss_code"], letter["period_end"])
    residual = any(problem["code"] == RESIDUAL for problem in letter["problems"])
    if status != Status.OK.value:
        if file not in said:
            yield f"about/index.html: does not name {file}, which is {status}. Expected it as set aside."
    elif residual and key in rows:
        yield f"{REPORT}: {file} is about a council that had ended, and a table of councils lists it. Expected no row."
    elif not residual and key not in rows:
        if _year_is_shown(key[1], rows):
            yield f"{REPORT}: {file} is ok, but no table of councils lists {key[0]}. Expected its row."
    elif not residual and rows[key].get("letter_status") != status:
        yield f"{REPORT}: {file} is ok, but the table says {rows[key].get('letter_status')!r}. Expected ok."
    elif figures[key] < len(letter["statistics"]):
        stated = len(letter["statistics"])
        yield f"{FIGURES}: {figures[key]} figures of {file}. Expected {stated}, as in {REPORT}."


def _year_is_shown(period_end: str, rows: Iterable[tuple[str, str]]) -> bool:
    """Whether the site has that year at all: letters of years that were not asked for are only reported."""
    return any(day == period_end for _, day in rows)


def _without_letter_problems(report: _Json, rows: Iterable[_Row]) -> Iterator[str]:
    listed = {(year, c["gss_code"]) for year, cs in report["councils_without_letter"].items() for c in cs}
    shown = {
        (row["period_end"][:4], row["gss_code"]) for row in rows if row.get("letter_status") == "no-letter"
    }
    for year, code in sorted(shown ^ listed):
        where, other = (
            ("the table of councils", REPORT) if (year, code) in shown else (REPORT, "the table of councils")
        )
        yield f"{REPORT}: {code} has no letter for {year} by {where}, but not by {other}. Expected the same."


def _source_problems(site: _Site, found: set[str]) -> Iterator[str]:
    for source in sorted({row.get("letter", "") for row in site.rows(FIGURES)}):
        if source not in site.files and source.removeprefix("'") not in found:
            yield f"{FIGURES}: names the letter {source!r}. Expected a file of the site or the report."
