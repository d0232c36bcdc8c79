"""What changed since the site before, as Atom feeds (RFC 4287): `feed.xml`, and `feeds/<GSS code>.xml` of a council.

A feed has no more than the site knows of itself: its entries are dated by the day on which the changes were found,
which `data/changes.json` keeps. So a site that is built again, or verified, has the same feeds byte for byte. A feed
without entries is dated by the last day of the newest year.

Links are absolute where the address of the site is known, else relative to the feed, as the format allows.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from mapper.downloads import figures
from mapper.measures.change_sentences import (
    apart_from_years,
    sentence,
    summary,
    title,
    together,
    year_sentences,
)
from mapper.measures.changes import Change, Figures, Key, Kind
from mapper.measures.edition import Edition
from mapper.measures.paths import page_path
from mapper.review.report import ILLUSTRATIVE_NOTICE
from mapper.words import counted, ended, uncapitalised
from mapper.year import title as year_title

PATH = "feed.xml"
FOLDER = "feeds/"

_ATOM = "http://www.w3.org/2005/Atom"
_NAME = "Ombudsman letters, council by council"
_CHANGES_PAGE = "changes/index.html"
_MOST = 200

Entry = tuple[Change, ...]
"""The changes of one council and year."""


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The feed of all councils, and that of each council that has a year or a change."""
    known: Figures = figures.known(edition)[0] if edition.changes.changes else {}
    entries, pages = _entries(edition), _pages(edition)
    years = _years_of(known)
    yield (
        PATH,
        _feed(
            edition,
            PATH,
            _NAME,
            _apart(edition, entries, known)[:_MOST],
            years,
            pages,
            _wholes(edition, entries, known),
        ),
    )
    names = {year.council.gss_code: year.council.name for year in edition.council_years}
    names |= {entry[0].key.gss_code: entry[0].council for entry in entries}
    for code in sorted(names):
        own = [entry for entry in entries if entry[0].key.gss_code == code]
        path = path_of(code)
        yield path, _feed(edition, path, f"{names[code]}: {_NAME}", own, years, pages)


def path_of(code: str) -> str:
    """The feed of the council with that GSS code."""
    return f"{FOLDER}{code}.xml"


def _entries(edition: Edition) -> list[Entry]:
    grouped: dict[tuple[str, str], list[Change]] = {}
    for change in edition.changes.changes:
        grouped.setdefault((change.key.period_end, change.key.gss_code), []).append(change)
    return [tuple(group) for group in grouped.values()]


def _apart(edition: Edition, entries: Sequence[Entry], known: Figures) -> list[Entry]:
    """The entries of years that did not appear or go as a whole."""
    apart = {change.key for change in apart_from_years(edition.changes, known)}
    return [entry for entry in entries if entry[0].key in apart]


def _wholes(edition: Edition, entries: Sequence[Entry], known: Figures) -> list[str]:
    """What the feed of all councils says in place of entries: whole years, and how many entries it leaves out."""
    said = list(year_sentences(edition.changes, known))
    more = len(_apart(edition, entries, known)) - _MOST
    if more > 0:
        left = counted(more, "more council and year has changes", "more councils and years have changes")
        said.append(f"{left}, which are on the page of what changed.")
    return said


def _years_of(known: Figures) -> Mapping[tuple[str, str], frozenset[Key]]:
    """The figures of each year and council."""
    found: dict[tuple[str, str], set[Key]] = {}
    for key in known:
        found.setdefault((key.period_end, key.gss_code), set()).add(key)
    return {of: frozenset(keys) for of, keys in found.items()}


def _pages(edition: Edition) -> dict[str, str]:
    return {year.council.gss_code: page_path(year) for year in edition.council_years}


def _feed(
    edition: Edition,
    path: str,
    name: str,
    entries: Sequence[Entry],
    years: Mapping[tuple[str, str], frozenset[Key]],
    pages: Mapping[str, str],
    wholes: Sequence[str] = (),
) -> bytes:
    root = _root(edition, path)
    feed = _head(edition, path, name)
    for whole in wholes:
        _entry(feed, edition, whole, [whole], root + _CHANGES_PAGE)
    for of_year in entries:
        first = of_year[0]
        now = years.get((first.key.period_end, first.key.gss_code), frozenset())
        said = [f"{title(group)}: {sentence(group)}" for group in together(of_year)]
        name = f"{first.council}, {_year(first.key)}: {_what(of_year, now)}"
        _entry(feed, edition, name, said, root + pages.get(first.key.gss_code, _CHANGES_PAGE))
    indent(feed, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, "unicode")}\n'.encode()


def _root(edition: Edition, path: str) -> str:
    return "../" * path.count("/") if edition.base_url is None else f"{edition.base_url.rstrip('/')}/"


def _head(edition: Edition, path: str, name: str) -> Element:
    """A feed without entries."""
    notice, root = f"{ILLUSTRATIVE_NOTICE} " if edition.illustrative else "", _root(edition, path)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": "en-GB"})
    _add(feed, "title", notice + name)
    _add(feed, "id", _identifier(edition, path))
    _add(feed, "updated", _moment(edition))
    _add(feed, "subtitle", notice + summary(edition.changes))
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": root + path})
    SubElement(feed, "link", {"type": "text/html", "href": root + _CHANGES_PAGE})
    _add(SubElement(feed, "author"), "name", _NAME)
    return feed


def _entry(feed: Element, edition: Edition, name: str, said: Sequence[str], link: str) -> None:
    notice = f"{ILLUSTRATIVE_NOTICE} " if edition.illustrative else ""
    entry = SubElement(feed, "entry")
    _add(entry, "title", name)
    _add(entry, "id", _identifier(edition, "|".join((name, _moment(edition), *said))))
    _add(entry, "updated", _moment(edition))
    SubElement(entry, "link", {"type": "text/html", "href": link})
    _add(entry, "content", notice + " ".join(map(ended, said)))


def _what(of_year: Entry, now: frozenset[Key]) -> str:
    """What became of a year of a council, in a few words; `now` are the figures that the site has of it."""
    kinds = {change.kind for change in of_year}
    if kinds == {Kind.APPEARED} and {change.key for change in of_year} == now:
        return "figures added"
    if kinds == {Kind.WENT} and not now:
        return "figures went"
    return "figures changed"


def _year(key: Key) -> str:
    return uncapitalised(year_title(date.fromisoformat(key.period_end)))


def _moment(edition: Edition) -> str:
    """The day of the changes, or else that of the newest year, at its beginning (RFC 3339)."""
    day = edition.changes.found or edition.years[0].period_end
    return f"{day.isoformat()}T00:00:00Z"


def _identifier(edition: Edition, path: str) -> str:
    return uuid5(NAMESPACE_URL, f"{edition.base_url or _NAME}#{path}").urn


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
