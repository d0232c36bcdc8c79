"""What changed since the site before, as Atom feeds (RFC 4287): `feed.xml`, and `feeds/<GSS code>.xml` of a council.

A feed has no more than the site knows of itself: its entries are dated by the day on which the changes were found,
which `data/changes.json` keeps. So a site that is built again, or verified, has the same feeds byte for byte. A feed
without entries is dated by the last day of the newest year. Entries of earlier changes stay as they were, up to a
number: `data/changes.json` keeps them, too.

Links are absolute where the address of the site is known, else relative to the feed, as the format allows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from mapper.measures.changes import Change, Changes, Figures, Key, Kind, Told
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
"""Entries of the feed of all councils."""

_MOST_OF_ONE = 20
"""Entries of a council's feed."""

Entry = tuple[Change, ...]
"""The changes of one council and year."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """Changes that were found at once, the figures that they led to, and what their entries have in common."""

    changes: Changes
    known: Figures
    day: date
    base_url: str | None
    illustrative: bool


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The feed of all councils, and that of each council that has a year or an entry."""
    known: Figures = figures.known(edition)[0] if edition.changes.changes else {}
    day = edition.changes.found or edition.years[0].period_end
    batch = _Batch(edition.changes, known, day, edition.base_url, edition.illustrative)
    pages = {year.council.gss_code: page_path(year) for year in edition.council_years}
    newest, older = tuple(_told(batch)), edition.changes.earlier
    now, before = ([one for one in told if one.of_all] for told in (newest, older))
    yield PATH, _feed(edition, PATH, _NAME, now + before[: max(_MOST - len(now), 0)], pages)
    names = {year.council.gss_code: year.council.name for year in edition.council_years}
    names |= {change.key.gss_code: change.council for change in edition.changes.changes}
    of_each: defaultdict[str, list[Told]] = defaultdict(list)
    for one in (*newest, *older):
        of_each[one.gss_code].append(one)
    for code in sorted(names | dict.fromkeys(of_each.keys() - {""}, "")):
        path = path_of(code)
        name = names.get(code) or edition.register.by_code(code).name
        yield path, _feed(edition, path, f"{name}: {_NAME}", of_each[code][:_MOST_OF_ONE], pages)


def earlier(edition: Edition, last: Changes, known: Figures, *, illustrative: bool) -> tuple[Told, ...]:
    """What feeds still tell of the changes before those of this edition, newest first.

    Parameters
    ----------
    edition
        The edition that changes something again.
    last
        What changed to the site before, and what its feeds told of still earlier changes.
    known
        The figures of that site.
    illustrative
        Whether any of these was made up.
    """
    day = last.found or edition.years[0].period_end
    told = (*_told(_Batch(last, known, day, edition.base_url, illustrative)), *last.earlier)
    number: Counter[str] = Counter()
    kept = []
    for one in told:
        of = {one.gss_code, *(("all",) if one.of_all else ())} - {""}
        if any(number[each] < (_MOST if each == "all" else _MOST_OF_ONE) for each in of):
            kept.append(one)
        number.update(of)
    return tuple(kept)


def path_of(code: str) -> str:
    """The feed of the council with that GSS code."""
    return f"{FOLDER}{code}.xml"


def _told(batch: _Batch) -> Iterator[Told]:
    """What feeds say of changes that were found at once: of whole years first, then of each council and year."""
    apart = {change.key for change in apart_from_years(batch.changes, batch.known)}
    entries = _entries(batch.changes)
    for sentence_of_year in _wholes(batch, sum(entry[0].key in apart for entry in entries)):
        yield _one(batch, "", sentence_of_year, (sentence_of_year,), of_all=True)
    years, in_all = _years_of(batch.known), 0
    for entry in entries:
        first = entry[0]
        now = years.get((first.key.period_end, first.key.gss_code), frozenset())
        said = tuple(f"{title(group)}: {sentence(group)}" for group in together(entry))
        name = f"{first.council}, {_year(first.key)}: {_what(entry, now)}"
        in_all += first.key in apart
        of_all = first.key in apart and in_all <= _MOST
        yield _one(batch, first.key.gss_code, name, said, of_all=of_all)


def _one(batch: _Batch, code: str, name: str, said: tuple[str, ...], *, of_all: bool) -> Told:
    identifier = _identifier(batch.base_url, "|".join((name, _moment(batch.day), *said)))
    notice = (ILLUSTRATIVE_NOTICE,) if batch.illustrative else ()
    return Told(identifier, batch.day, code, name, (*notice, *said), of_all)


def _entries(changes: Changes) -> list[Entry]:
    grouped: dict[tuple[str, str], list[Change]] = {}
    for change in changes.changes:
        grouped.setdefault((change.key.period_end, change.key.gss_code), []).append(change)
    return [tuple(group) for group in grouped.values()]


def _wholes(batch: _Batch, apart: int) -> Iterator[str]:
    """What the feed of all councils says in place of entries: whole years, and how many entries it leaves out."""
    yield from year_sentences(batch.changes, batch.known)
    more = apart - _MOST
    if more > 0:
        left = counted(more, "more council and year has changes", "more councils and years have changes")
        yield f"{left}, which are on the page of what changed."


def _years_of(known: Figures) -> Mapping[tuple[str, str], frozenset[Key]]:
    """The figures of each year and council."""
    found: dict[tuple[str, str], set[Key]] = {}
    for key in known:
        found.setdefault((key.period_end, key.gss_code), set()).add(key)
    return {of: frozenset(keys) for of, keys in found.items()}


def _feed(edition: Edition, path: str, name: str, told: Sequence[Told], pages: Mapping[str, str]) -> bytes:
    root = _root(edition, path)
    feed = _head(edition, path, name)
    for one in told:
        _entry(feed, one, root + pages.get(one.gss_code, _CHANGES_PAGE))
    indent(feed, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, "unicode")}\n'.encode()


def _root(edition: Edition, path: str) -> str:
    return "../" * path.count("/") if edition.base_url is None else f"{edition.base_url.rstrip('/')}/"


def _head(edition: Edition, path: str, name: str) -> Element:
    """A feed without entries."""
    notice, root = f"{ILLUSTRATIVE_NOTICE} " if edition.illustrative else "", _root(edition, path)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": "en-GB"})
    _add(feed, "title", notice + name)
    _add(feed, "id", _identifier(edition.base_url, path))
    _add(feed, "updated", _moment(edition.changes.found or edition.years[0].period_end))
    _add(feed, "subtitle", notice + summary(edition.changes))
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": root + path})
    SubElement(feed, "link", {"type": "text/html", "href": root + _CHANGES_PAGE})
    _add(SubElement(feed, "author"), "name", _NAME)
    return feed


def _entry(feed: Element, told: Told, link: str) -> None:
    entry = SubElement(feed, "entry")
    _add(entry, "title", told.title)
    _add(entry, "id", told.identifier)
    _add(entry, "updated", _moment(told.found))
    SubElement(entry, "link", {"type": "text/html", "href": link})
    _add(entry, "content", " ".join(map(ended, told.said)))


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


def _moment(day: date) -> str:
    """A day at its beginning (RFC 3339)."""
    return f"{day.isoformat()}T00:00:00Z"


def _identifier(base_url: str | None, path: str) -> str:
    return uuid5(NAMESPACE_URL, f"{base_url or _NAME}#{path}").urn


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
