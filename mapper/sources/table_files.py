"""The Ombudsman's data tables of a year, fetched: the files that one page links to, as they are."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mapper.councils.addresses import Ombudsman
from mapper.errors import SourceProblem
from mapper.sources.letters.lists import years_in
from mapper.sources.site.full_page import full_page
from mapper.sources.site.page import Page, PageLink
from mapper.sources.site.trouble import Unobtainable
from mapper.sources.site.web import Web
from mapper.sources.whole_file import write_whole
from mapper.words import spans

_SUFFIXES = (".csv", ".xlsx")
_MOST_BYTES = 64 * 1024**2
# A year as files name it: "2-Complaints-Decided-25-26.csv".
_SHORT = re.compile(r"(?<!\d)(\d\d)[-_/](\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one file: its address, its path if it is in the folder, whether it is new, and what is wrong."""

    address: str
    file: Path | None
    is_new: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class TableFiles:
    """Fetches data tables into a folder a year, beside any that are there."""

    web: Web
    addresses: Ombudsman
    folder: Path

    def fetch(self, years: Sequence[int]) -> list[Came]:
        """Every table of these years. Raises SourceProblem where their list or the folder cannot be had."""
        url = self.addresses.of("tables")
        try:
            page = full_page(self.web, url, lambda page: any(_tables(page)), "a link to a data table")
        except Unobtainable as trouble:
            raise SourceProblem(
                f"{url}: {trouble}. Expected the list of the Ombudsman's data tables."
            ) from trouble
        listed = list(_tables(page))
        came: list[Came] = []
        for year in sorted(set(years)):
            own = dict.fromkeys(href for href, named in listed if named == year)
            for href in own:
                taken = {one.file.name for one in came if one.file and one.file.parent.name == str(year)}
                came.append(self._file(href, page.base, year, taken))
            if not own:
                known = sorted({named for _, named in listed if named is not None})
                there = f"there are some of {spans(known)}" if known else "none names its year"
                came.append(Came(url, None, why=f"no table of {year} is listed; {there}"))
        return came

    def _file(self, href: str, base: str, year: int, taken: Set[str]) -> Came:
        """Fetch one table; `taken` are the names of others of its year."""
        try:
            address = self.web.address(href, base)
            content = self.web.get(address, _MOST_BYTES).body
        except Unobtainable as trouble:
            return Came(href, None, why=str(trouble))
        name = _name(address)
        if not _is_table(name, content):
            kind = name.rpartition(".")[2].upper()
            return Came(address, None, why=f"a file of the kind {kind} was expected, and no such file came")
        if name in taken:
            name = f"{sha256(address.encode()).hexdigest()[:8]}-{name}"
        path = self.folder / str(year) / name
        try:
            return Came(address, path, _keep(path, content))
        except OSError as error:
            raise SourceProblem(
                f"{path} cannot be written ({error.strerror}). Choose another --out."
            ) from error


def _tables(page: Page) -> Iterator[tuple[str, int | None]]:
    """The links to tables, each with the year that it names."""
    for link in page.links:
        if _path(link.href).lower().endswith(_SUFFIXES):
            yield link.href, _year(link)


def _year(link: PageLink) -> int | None:
    """The year that the nearest words name: the file's own, then the link's, its line's, and those around it."""
    file = _path(link.href).rpartition("/")[2]
    for text in (file, link.words, link.line, link.before, link.heading):
        years = {*years_in(text), *_short_years(text)}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _short_years(text: str) -> Iterator[int]:
    for first, last in _SHORT.findall(text):
        if int(first) + 1 == int(last):
            yield 2000 + int(last)


def _path(href: str) -> str:
    try:
        return unquote(urlsplit(href).path)
    except ValueError:
        return ""


def _name(address: str) -> str:
    """A name for the file that no address can lead out of its folder."""
    return re.sub(r"[^\w.-]+", "-", _path(address).rpartition("/")[2]).lstrip(".-")[-120:]


def _is_table(name: str, content: bytes) -> bool:
    """Whether the content is of the kind that the name says, as far as its first bytes show."""
    if name.lower().endswith(".xlsx"):
        return content.startswith(b"PK")
    return bool(content.strip()) and not content.lstrip().startswith((b"<", b"PK", b"%PDF"))


def _keep(path: Path, content: bytes) -> bool:
    """Write the file in one step; whether it is new. One that was there and differs stays, under another name."""
    before = path.read_bytes() if path.exists() else None
    if before == content:
        return False
    if before is not None:
        write_whole(path.with_name(f"{path.name}.{sha256(before).hexdigest()[:8]}.older"), before)
    write_whole(path, content)
    return True
