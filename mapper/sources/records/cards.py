"""The cards of a page of search results, one a decision or report; and the cases of a page of service improvements.

A card has a heading with the council and the references, a line with what it is, what was decided, on what and when,
and a summary. The heading may be missing; then the link has the reference.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from mapper.sources.records.record import Kind, Record, references
from mapper.sources.site.page import Line, Page, PageLink
from mapper.sources.site.trouble import Unobtainable

_COUNT = re.compile(r"\bYour search has ([\d,]+) results?\b", re.IGNORECASE)
_STATUS = re.compile(r"\b(Statement|Report)\b\s*(.*?)\s*\b(\d{1,2})-([A-Z][a-z]{2})-(20\d\d)\b")
_OUTCOMES = ("Upheld", "Not upheld", "Closed after initial enquiries")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PLACE = re.compile(r"/decisions/([^/]+)/([^/]+)/(\d\d-\d{3}-\d{3}\w*)/?$", re.IGNORECASE)
_SUMMARY = "Summary:"


def count_of(page: Page) -> int | None:
    """How many results the search has; None if the page does not say, as an empty frame does not."""
    found = _COUNT.search(page.words)
    return None if found is None else int(found[1].replace(",", ""))


@dataclass(frozen=True, slots=True)
class Card:
    """One card: its record, and the heading's words before the references, which name one council or several."""

    record: Record
    names: str


def cards_of(page: Page, council: str) -> list[Card]:
    """The cards of a page, in their order; their addresses are as the links have them.

    Raises Unobtainable, naming the link, where a card does not say what it is and when.
    """
    links = _links(page)
    return [_card(link, lines, council) for link, lines in zip(links, _parts(page, links), strict=True)]


def _links(page: Page) -> list[PageLink]:
    """The first link to each decision."""
    found: dict[str, PageLink] = {}
    for link in page.links:
        if _place(link) is not None:
            found.setdefault(link.href, link)
    return list(found.values())


def _place(link: PageLink) -> re.Match[str] | None:
    """Where a link's decision stands; None if it leads to none."""
    try:
        return _PLACE.search(urlsplit(link.href).path)
    except ValueError:
        return None


def _parts(page: Page, links: Sequence[PageLink]) -> Iterator[Sequence[Line]]:
    """The lines of each link's card: from its link to the next or, where links come last, from the one before."""
    if not links:
        return
    leads = _STATUS.search(_words(page.lines[: links[0].first])) is None
    ends = [link.last + 1 for link in links]
    for number, link in enumerate(links):
        if leads:
            yield page.lines[link.first : links[number + 1].first if number + 1 < len(links) else None]
        else:
            yield page.lines[ends[number - 1] if number else 0 : ends[number]]


def _card(link: PageLink, lines: Sequence[Line], council: str) -> Card:
    text = _words(lines)
    status, place = _STATUS.search(text), _place(link)
    assert place is not None, "links were chosen by it"
    day = None if status is None else _day(status)
    if status is None or day is None:
        raise Unobtainable(f"the result {place[3]} does not say what it is, or when it was decided")
    # A card's heading is the line with its references; what stands above the first card is none.
    heads = [line.words for line in lines if references(line.words) and not line.words.startswith(_SUMMARY)]
    head = _STATUS.split(heads[0])[0].strip() if heads else ""
    outcome = next((word for word in _OUTCOMES if status[2].lower().startswith(word.lower())), "")
    about = status[2][len(outcome) :].strip()
    numbers = dict.fromkeys((*references(head), *references(place[3])))
    return Card(
        Record(
            kind=Kind.REPORT if status[1] == "Report" else Kind.DECISION,
            council=council,
            date=day,
            reference="; ".join(numbers),
            category=" > ".join(part for part in (_category(place[1]), about) if part),
            title=head,
            summary=_summary(lines),
            address=link.href,
            outcome=outcome,
        ),
        re.split(r"\(?\d\d \d{3} \d{3}", head)[0].strip(" (,"),
    )


def _day(status: re.Match[str]) -> date | None:
    """The day of a card's line; None if there is no such day."""
    try:
        return date(int(status[5]), _MONTHS.index(status[4]) + 1, int(status[3]))
    except ValueError:
        return None


def _category(slug: str) -> str:
    """The name of a category from its address, where an apostrophe is a hyphen."""
    return re.sub(r"-s-", "'s ", slug).replace("-", " ").capitalize()


def _summary(lines: Sequence[Line]) -> str:
    """What follows the word, in its line or else in the next."""
    for number, line in enumerate(lines):
        _, found, rest = line.words.partition(_SUMMARY)
        if found:
            return rest.strip() or "".join(after.words for after in lines[number + 1 : number + 2])
    return ""


def _words(lines: Sequence[Line]) -> str:
    return " ".join(line.words for line in lines)
