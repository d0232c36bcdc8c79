"""Addresses on the sites of others. They change, so they stand in one file, `addresses.toml`.

Of the Ombudsman's, the pages of statistics and service improvements have been seen in use; the search for decisions was
reported by others; the list of letters and the pattern of a letter's own address are from memory.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import ClassVar, TypeVar
from urllib.parse import quote, quote_plus

from mapper.councils.council import Council
from mapper.councils.names import normalise_name
from mapper.errors import AddressProblem
from mapper.resources import ADDRESSES
from mapper.words import listed


@dataclass(frozen=True)
class Addresses:
    """A site and addresses within it. A kind of site has a table of this name in the file.

    `PLACES` has the addresses that something is filled in, and what, in braces. `contact` is whom the site's keepers
    can write to about the requests of this program; empty where the file does not say.
    """

    TABLE: ClassVar[str]
    PLACES: ClassVar[Mapping[str, frozenset[str]]]

    site: str
    contact: str = field(default="", kw_only=True)

    def of(self, place: str, **words: object) -> str:
        """The address of a place of that name, such as `statistics`, with what is in its braces filled in."""
        pattern: str = getattr(self, place)
        return self.site + pattern.format(**words)


@dataclass(frozen=True)
class Ombudsman(Addresses):
    """The Ombudsman's addresses, and the words of the link to a council's list of letters."""

    TABLE: ClassVar = "ombudsman"
    PLACES: ClassVar = {
        "statistics": frozenset({"slug"}),
        "letters": frozenset({"slug"}),
        "letter": frozenset({"year", "name"}),
        "service_improvements": frozenset({"slug"}),
        "search": frozenset({"name", "page"}),
        "decisions": frozenset({"name"}),
    }

    statistics: str
    letters: str
    letters_link: str
    letter: str
    tables: str
    service_improvements: str
    search: str
    decisions: str
    terms: str


@dataclass(frozen=True)
class OpenGeography(Addresses):
    """The addresses of the ONS's boundaries: the list of all services, and the layer of one of them."""

    TABLE: ClassVar = "boundaries"
    PLACES: ClassVar = {"layer": frozenset({"service"})}

    services: str
    layer: str


@dataclass(frozen=True)
class Nomis(Addresses):
    """The addresses of the ONS's estimates of residents: one mid-year's, of areas by their GSS codes."""

    TABLE: ClassVar = "populations"
    PLACES: ClassVar = {"estimates": frozenset({"codes", "year"})}

    estimates: str


_Kind = TypeVar("_Kind", bound=Addresses)


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a reader sees it."""

    title: str
    url: str


def load_addresses(kind: type[_Kind], path: Path | None = None, site: str | None = None) -> _Kind:
    """The project's addresses of one kind, with those of another file in their place, and another host.

    Raises AddressProblem, naming the file and what is wrong in it, where they cannot be used.
    """
    addresses = kind(**_read(ADDRESSES, kind))
    if path is not None:
        addresses = replace(addresses, **_read(path, kind))
    return addresses if site is None else replace(addresses, site=site.rstrip("/"))


def ombudsman_links(council: Council) -> tuple[Link, ...]:
    """The Ombudsman's own pages about a council; the one on its statistics lists its public interest reports."""
    own = _own()
    return (
        Link("Decisions", own.of("decisions", name=name_in_address(council))),
        Link("Statistics and public interest reports", own.of("statistics", slug=council.slug)),
        Link("Service improvements", own.of("service_improvements", slug=council.slug)),
    )


def ombudsman_terms() -> str:
    """The address of the terms under which the Ombudsman's words may be used again."""
    return _own().of("terms")


def ombudsman_site() -> str:
    """The address of the Ombudsman's site."""
    return _own().site


def name_in_address(council: Council) -> str:
    """The council's name as the search takes it: with a plain apostrophe, and escaped."""
    return quote_plus(council.name.replace("’", "'"))


def name_in_path(council: Council) -> str:
    """The council's name as a file is called: in lower case, with a plain apostrophe, and escaped."""
    return quote(council.name.replace("’", "'").lower())


def slugs(council: Council) -> tuple[str, ...]:
    """How the Ombudsman's addresses may spell the council, likeliest first.

    An apostrophe becomes a hyphen in other addresses of the site; what becomes of "&" is not known.
    """
    name = council.name.lower().replace("’", "'")
    spellings = (
        name.replace("'", apostrophe).replace("&", ampersand)
        for ampersand, apostrophe in product(("and", "", "&"), ("-", ""))
    )
    found = (quote(re.sub(r"[^a-z0-9&]+", "-", spelling).strip("-")) for spelling in spellings)
    return tuple(dict.fromkeys((*found, normalise_name(name).replace(" ", "-"))))


@lru_cache(maxsize=1)
def _own() -> Ombudsman:
    return load_addresses(Ombudsman)


def _read(path: Path, kind: type[Addresses]) -> dict[str, str]:
    """The table of one kind of a file of addresses."""
    table = _tables(path).get(kind.TABLE, {})
    if not isinstance(table, dict):
        raise AddressProblem(f"{path}: '{kind.TABLE}' is no table. Expected [{kind.TABLE}].")
    known = {known.name for known in fields(kind)}
    for key, value in table.items():
        if key not in known:
            raise AddressProblem(f"{path}: there is no '{key}'. Expected some of {', '.join(sorted(known))}.")
        places = kind.PLACES.get(key, frozenset())
        if not isinstance(value, str) or not _is_fillable(value, places):
            braces = " and ".join(f"{{{word}}}" for word in sorted(places))
            raise AddressProblem(f"{path}: '{key}' is {value!r}. Expected text with {braces or 'no braces'}.")
    return table


def _tables(path: Path) -> dict[str, object]:
    known = [kind.TABLE for kind in (Ombudsman, OpenGeography, Nomis)]
    words = listed([f"[{name}]" for name in known])
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise AddressProblem(f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AddressProblem(f"{path} is not TOML ({error}). Expected tables such as {words}.") from error
    for name in tables:
        if name not in known:
            raise AddressProblem(f"{path}: there is no '{name}'. Expected tables such as {words}.")
    return tables


def _is_fillable(value: str, places: frozenset[str]) -> bool:
    """Whether the text has only the braces that are filled in; where it has places, at least one."""
    words = set(re.findall(r"\{(.*?)\}", value))
    return (
        words <= places
        and bool(words) == bool(places)
        and not re.search("[{}]", re.sub(r"\{\w+\}", "", value))
    )
