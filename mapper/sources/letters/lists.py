"""A council's list of letters: which links lead to a letter, and of which year."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from mapper.councils.council import Council
from mapper.councils.names import normalise_name
from mapper.sources.site.page import Page, PageLink

MOST_CANDIDATES = 4
"""The most letters of one year that are looked at; a page of more is no list of letters."""

_SPAN = re.compile(r"(?<!\d)(20\d\d)(?:\s*[-–—/]\s*|\s+to\s+)(?:20)?(\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Listed:
    """A letter on a list: its link's address as written, and the year to 31 March that it is of."""

    href: str
    year: int
    words: str


def letters_on(page: Page) -> tuple[Listed, ...]:
    """The letters that a page lists, each address once; links to letters that name no year are left out."""
    found: dict[str, Listed] = {}
    for link in page.links:
        year = _year(link) if _is_document(link) else None
        if year is not None:
            found.setdefault(link.href, Listed(link.href, year, f"{link.words} {link.line}"))
    return tuple(found.values())


def of_year(listed: Iterable[Listed], year: int) -> tuple[Listed, ...]:
    """The letters of that year; where there are several links, those that look most like a letter."""
    found = [one for one in listed if one.year == year]
    for looks in (_is_pdf, _says_letter):
        likely = [one for one in found if looks(one)]
        found = likely or found
    return tuple(found[:MOST_CANDIDATES])


def is_about(page: Page, council: Council) -> bool:
    """Whether the page names the council: an empty frame of a page does not."""
    words = normalise_name(page.words)
    return any(normalise_name(name) in words for name in (council.short_name, council.name))


def link_by_words(page: Page, words: str) -> str | None:
    """The address of the first link whose words have these in them."""
    wanted = normalise_name(words)
    return next((link.href for link in page.links if wanted in normalise_name(link.words)), None)


def _is_document(link: PageLink) -> bool:
    if link.href.startswith(("#", "mailto:", "javascript:", "tel:")):
        return False
    return _path(link.href).lower().endswith(".pdf") or "letter" in link.words.lower()


def _is_pdf(listed: Listed) -> bool:
    return _path(listed.href).lower().endswith(".pdf")


def _says_letter(listed: Listed) -> bool:
    return "letter" in listed.words.lower()


def _path(href: str) -> str:
    try:
        return unquote(urlsplit(href).path)
    except ValueError:
        return ""


def _year(link: PageLink) -> int | None:
    """The year that the nearest words name: the link's own, its line's, its file's, then those around it."""
    folder, _, file = _path(link.href).rpartition("/")
    for text in (link.words, link.line, file, folder, link.before, link.heading):
        years = set(years_in(text))
        if len(years) == 1:
            return years.pop()
        if years:
            return None
    return None


def years_in(text: str) -> Iterator[int]:
    """The years that a text names by their last: 2019 for "2019", "2018-19", "1 April 2018 to 31 March 2019"."""
    spans = [found for found in _SPAN.finditer(text) if int(found[1]) % 100 + 1 == int(found[2])]
    yield from (int(found[1]) + 1 for found in spans)
    for found in spans:
        text = text.replace(found[0], " ")
    years = sorted(set(map(int, _YEAR.findall(text))))
    yield from years[1:] if len(years) == 2 and years[0] + 1 == years[1] else years
