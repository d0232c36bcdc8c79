"""The Ombudsman's decisions, reports and service improvements about councils, in a file a council.

The search gives the newest first, so a file that is nearly complete needs a page or two. A list is taken as a whole or
not at all: as many results have to come as the search counts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from mapper.councils.addresses import Ombudsman, name_in_address, slugs
from mapper.councils.council import Council
from mapper.councils.names import normalise_name
from mapper.councils.register import Register
from mapper.errors import SourceProblem
from mapper.sources.records.cards import Card, cards_of, count_of
from mapper.sources.records.improvements import cases_of
from mapper.sources.records.record import Kind, Record, read_records, to_csv
from mapper.sources.site.full_page import full_page
from mapper.sources.site.page import Page
from mapper.sources.site.trouble import Kind as Trouble
from mapper.sources.site.trouble import Unobtainable
from mapper.sources.site.web import Web
from mapper.sources.whole_file import write_whole

_MOST_PAGES = 2000
_MOST_TROUBLES = 8
"""Councils in a row for which the site itself failed; then the run ends."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking about one council: how many records its file has, how many are new, and what failed."""

    council: Council
    records: int
    new: int
    failed: tuple[str, ...] = ()
    unwell: bool = False


@dataclass(frozen=True, slots=True)
class Records:
    """Fetches records into a folder, a file a council. `on_council` is called with what came of each.

    With `check_links`, the page of every decision and report is asked for, to mark those that are there no longer.
    """

    web: Web
    addresses: Ombudsman
    register: Register
    folder: Path
    on_council: Callable[[Outcome], None] = field(default=lambda _: None)
    check_links: bool = False

    def fetch(self, councils: Sequence[Council]) -> None:
        """Ask about each council. Raises SourceProblem where the site or the disk does not let the run go on."""
        troubles = 0
        for council in councils:
            outcome = self._council(council)
            self.on_council(outcome)
            troubles = troubles + 1 if outcome.unwell else 0
            if troubles == _MOST_TROUBLES:
                raise SourceProblem(
                    f"{council.name}: {outcome.failed[0]} So it was for {_MOST_TROUBLES} councils in a row, and the "
                    "others were not asked about. Run the same command later."
                )

    def _council(self, council: Council) -> Outcome:
        path = self.folder / f"{council.slug}.csv"
        before = read_records(path)
        found, failed, unwell = [], [], False
        for kinds, ask in (
            ({Kind.DECISION, Kind.REPORT}, self._decisions),
            ({Kind.IMPROVEMENT}, self._improvements),
        ):
            known = [record for record in before if record.kind in kinds]
            try:
                found += ask(council, known)
            except Unobtainable as trouble:
                # What an earlier run brought is kept until the whole of it comes anew.
                found += known
                failed.append(f"{' and '.join(sorted(f'{kind}s' for kind in kinds))}: {trouble}.")
                unwell = unwell or trouble.kind is Trouble.SITE
        marked, more = self._marked(found, before)
        if {(record, record.gone) for record in marked} != {(record, record.gone) for record in before}:
            write_whole(path, to_csv(marked))
        new = len(set(found) - set(before))
        return Outcome(council, len(found), new, (*failed, *more), unwell)

    def _marked(
        self, found: Sequence[Record], before: Sequence[Record]
    ) -> tuple[list[Record], tuple[str, ...]]:
        """The records with the marks of those whose pages are gone, from earlier runs or from this; and what failed."""
        marks = {record.address: record.gone for record in before}
        failed = self._check(found, marks) if self.check_links else ()
        return [replace(record, gone=marks.get(record.address, "")) for record in found], failed

    def _check(self, records: Sequence[Record], marks: dict[str, str]) -> tuple[str, ...]:
        """Ask for each page and put what came of it into `marks`; what could not be asked for keeps its mark."""
        failed = dict[str, str]()
        for url in dict.fromkeys(record.address for record in records if record.kind is not Kind.IMPROVEMENT):
            try:
                self.web.get(url)
                marks[url] = ""
            except Unobtainable as trouble:
                if trouble.kind is Trouble.GONE:
                    marks[url] = str(trouble.status)
                    continue
                failed[url] = str(trouble)
                if trouble.kind is Trouble.SITE:
                    break
        return tuple(f"whether {url} is there: {why}." for url, why in failed.items())

    def _decisions(self, council: Council, known: Sequence[Record]) -> list[Record]:
        """Every decision and report about the council. Raises Unobtainable unless as many come as are counted."""
        pages, cards = self._pages(council), dict[str, Card]()
        own = {record.address: record for record in known}
        for number, page_cards in pages:
            before = len(cards)
            cards |= {card.record.address: card for card in page_cards}
            if len(cards) == before and number:
                raise Unobtainable(f"of {number} results {len(cards)} came, and then none")
            records = self._own(list(cards.values()), council)
            # Nothing on this page is new, and with what was known the list is whole.
            if all(own.get(record.address) == record for record in self._own(page_cards, council)):
                whole = own | {record.address: record for record in records}
                if len(whole) + len(cards) - len(records) == number:
                    return list(whole.values())
            if len(cards) == number:
                return _not_much_less(records, known)
        raise Unobtainable(f"more than {_MOST_PAGES} pages came")

    def _pages(self, council: Council) -> Iterator[tuple[int, list[Card]]]:
        """Page after page of the search: how many results it counts, and the page's cards."""
        name = name_in_address(council)
        for number in range(1, _MOST_PAGES + 1):
            url = self.addresses.of("search", name=name, page=number)
            page = full_page(self.web, url, lambda page: count_of(page) is not None, "the number of results")
            cards = [self._with_address(card, page) for card in cards_of(page, council.name)]
            yield count_of(page) or 0, cards

    def _with_address(self, card: Card, page: Page) -> Card:
        """The card with its full address, whatever host the page is on."""
        address = self.web.address(card.record.address, page.base)
        return replace(card, record=replace(card.record, address=address))

    def _own(self, cards: Sequence[Card], council: Council) -> list[Record]:
        """The records that are the council's: the search also gives those of councils with a name like it."""
        return [card.record for card in cards if self._is_own(card, council)]

    def _is_own(self, card: Card, council: Council) -> bool:
        if not card.names:
            return True
        day = card.record.date or date.min
        match = self.register.match(card.names, day)
        named = match.council or match.former
        if named is not None:
            return named.slug == council.slug
        return normalise_name(council.name) in normalise_name(card.names)

    def _improvements(self, council: Council, known: Sequence[Record]) -> list[Record]:
        """Every service improvement of the council, as far as its page lists them."""
        failed: Unobtainable | None = None
        for slug in slugs(council):
            url = self.addresses.of("service_improvements", slug=slug)
            try:
                return self._cases(url, council, known)
            except Unobtainable as trouble:
                if trouble.kind is not Trouble.GONE:
                    raise
                failed = failed or trouble
        assert failed is not None, "a council has at least one spelling"
        raise failed

    def _cases(self, url: str, council: Council, known: Sequence[Record]) -> list[Record]:
        page = full_page(self.web, url, lambda page: bool(cases_of(page, "", url)), "a case")
        links = (link for link in page.links if "view all" in link.words.lower())
        every = next((link.href for link in links if "serviceimprovements" in link.href.lower()), None)
        if every is not None:
            url = self.web.address(every, page.base)
            page = full_page(self.web, url, lambda page: bool(cases_of(page, "", url)), "a case")
        return _not_much_less(list(dict.fromkeys(cases_of(page, council.name, url))), known)


def _not_much_less(records: list[Record], known: Sequence[Record]) -> list[Record]:
    """The records. Raises Unobtainable if they are less than half of those known: records do not vanish like that."""
    if 2 * len(records) < len(known):
        raise Unobtainable(f"{len(records)} came, where there were {len(known)} before: those are kept")
    return records
