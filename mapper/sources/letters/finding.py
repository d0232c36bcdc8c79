"""Where a council's letters are: read from its list, or made from a pattern where that was asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapper.councils.addresses import Ombudsman, name_in_path, slugs
from mapper.councils.council import Council
from mapper.sources.letters.lists import Listed, is_about, letters_on, link_by_words
from mapper.sources.site.full_page import full_page
from mapper.sources.site.page import Page
from mapper.sources.site.trouble import Kind, Unobtainable
from mapper.sources.site.web import Web

_WHAT = "a letter or a link to any"


@dataclass(frozen=True, slots=True)
class LetterList:
    """A council's list: its address, its letters with their full addresses, and whether it names the council."""

    url: str
    letters: tuple[Listed, ...]
    is_about_council: bool


class NotFound(Exception):
    """No list of letters was found; `trouble` says why, and `url` where it was looked for last."""

    def __init__(self, url: str, trouble: Unobtainable) -> None:
        super().__init__(str(trouble))
        self.url = url
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds lists of letters on the Ombudsman's site.

    `original` is the host that pages may name in full where another one stands in for it.
    """

    web: Web
    addresses: Ombudsman
    original: str

    def list_of(self, council: Council) -> LetterList:
        """The council's list of letters. Raises NotFound."""
        failed: NotFound | None = None
        for slug in slugs(council):
            try:
                return self._list_at(slug, council)
            except NotFound as problem:
                if problem.trouble.kind is not Kind.GONE:
                    raise
                failed = failed or problem
        assert failed is not None, "a council has at least one spelling"
        raise failed

    def by_pattern(self, council: Council, year: int) -> Listed:
        """Where the pattern of addresses has the council's letter of a year, which need not be there."""
        return Listed(self.addresses.of("letter", year=year, name=name_in_path(council)), year, "")

    def _list_at(self, slug: str, council: Council) -> LetterList:
        """The list at its address or, if it is not there, where the council's page has it."""
        url = self.addresses.of("letters", slug=slug)
        try:
            return self._list(url, council)
        except Unobtainable as trouble:
            if trouble.kind is Kind.SITE:
                raise NotFound(url, trouble) from trouble
            problem = NotFound(url, trouble)
        own = self.addresses.of("statistics", slug=slug)
        try:
            return self._linked(own, url, council)
        except Unobtainable as trouble:
            if problem.trouble.kind is Kind.GONE:
                raise NotFound(own, trouble) from trouble
            raise problem from trouble

    def _linked(self, own: str, tried: str, council: Council) -> LetterList:
        """The list that the council's own page links to, or has itself."""
        page = full_page(
            self.web, own, lambda page: self._link(page) is not None or bool(letters_on(page)), _WHAT
        )
        link = self._link(page)
        if link is not None and link != tried:
            return self._list(link, council)
        return self._read(own, page, council)

    def _link(self, page: Page) -> str | None:
        href = link_by_words(page, self.addresses.letters_link)
        return None if href is None else self._full(href, page)

    def _list(self, url: str, council: Council) -> LetterList:
        return self._read(url, full_page(self.web, url, lambda page: bool(letters_on(page)), _WHAT), council)

    def _read(self, url: str, page: Page, council: Council) -> LetterList:
        return LetterList(url, tuple(self._letters(page)), is_about(page, council))

    def _letters(self, page: Page) -> Iterator[Listed]:
        for letter in letters_on(page):
            yield Listed(self._full(letter.href, page), letter.year, letter.words)

    def _full(self, href: str, page: Page) -> str:
        """A link's address; one to another site stays as it is, and is refused when it is asked for."""
        if href.startswith(f"{self.original}/"):
            href = self.addresses.site + href.removeprefix(self.original)
        try:
            return self.web.address(href, page.base)
        except Unobtainable:
            return href
