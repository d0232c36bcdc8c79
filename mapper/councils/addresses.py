"""Addresses on the Ombudsman's site. They change, so they stand in one file, `addresses.toml`.

The pages of statistics and service improvements have been seen in use; the search for decisions was reported by
others; the list of letters and the pattern of a letter's own address are from memory.
"""

import re
import tomllib
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from itertools import product
from pathlib import Path
from urllib.parse import quote, quote_plus

from mapper.councils.council import Council
from mapper.councils.names import normalise_name
from mapper.errors import AddressProblem
from mapper.resources import ADDRESSES

_PLACES = {
    "statistics": {"slug"},
    "letters": {"slug"},
    "letter": {"year", "name"},
    "service_improvements": {"slug"},
    "decisions": {"name"},
}
"""The addresses that are made for a council, and what may be filled in in braces."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The Ombudsman's site, its addresses within it, and the words of the link to a council's list of letters."""

    site: str
    statistics: str
    letters: str
    letters_link: str
    letter: str
    service_improvements: str
    decisions: str

    def of(self, place: str, **words: object) -> str:
        """The address of a place of that name, such as `statistics`, with what is in its braces filled in."""
        pattern: str = getattr(self, place)
        return self.site + pattern.format(**words)


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a reader sees it."""

    title: str
    url: str


def load_addresses(path: Path | None = None, site: str | None = None) -> Addresses:
    """The project's addresses, with those of another file in their place, and another host.

    Raises AddressProblem, naming file and line of the table, where they cannot be used.
    """
    addresses = _own()
    if path is not None:
        addresses = replace(addresses, **_read(path))
    return addresses if site is None else replace(addresses, site=site.rstrip("/"))


def ombudsman_links(council: Council) -> tuple[Link, ...]:
    """The Ombudsman's own pages about a council; the one on its statistics lists its public interest reports."""
    own = _own()
    return (
        Link("Decisions", own.of("decisions", name=name_in_address(council))),
        Link("Statistics and public interest reports", own.of("statistics", slug=council.slug)),
        Link("Service improvements", own.of("service_improvements", slug=council.slug)),
    )


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
def _own() -> Addresses:
    return Addresses(**_read(ADDRESSES))


def _read(path: Path) -> dict[str, str]:
    """The table `ombudsman` of a file of addresses."""
    try:
        table: dict[str, str] = tomllib.loads(path.read_text("utf-8")).get("ombudsman", {})
    except OSError as error:
        raise AddressProblem(f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AddressProblem(f"{path} is not TOML ({error}). Expected a table [ombudsman].") from error
    known = {field.name for field in fields(Addresses)}
    for key, value in table.items():
        if key not in known:
            raise AddressProblem(f"{path}: there is no '{key}'. Expected some of {', '.join(sorted(known))}.")
        if not isinstance(value, str) or not _is_fillable(key, value):
            braces = " and ".join(f"{{{word}}}" for word in sorted(_PLACES.get(key, ())))
            raise AddressProblem(f"{path}: '{key}' is {value!r}. Expected text with {braces or 'no braces'}.")
    return table


def _is_fillable(key: str, value: str) -> bool:
    """Whether the text has only the braces that are filled in; where it has places, at least one."""
    words = set(re.findall(r"\{(.*?)\}", value))
    places = _PLACES.get(key, set())
    return (
        words <= places
        and bool(words) == bool(places)
        and not re.search("[{}]", re.sub(r"\{\w+\}", "", value))
    )
