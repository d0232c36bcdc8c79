"""A page that must hold something: the site sometimes answers with an empty frame, which never means "none"."""

from collections.abc import Callable

from mapper.sources.site.page import Page, read_page
from mapper.sources.site.trouble import Unobtainable
from mapper.sources.site.web import Web

# So often a page is asked for before it is believed to be empty.
_ATTEMPTS = 3


def full_page(web: Web, url: str, holds: Callable[[Page], bool], what: str) -> Page:
    """The page at an address, which must hold `what`. Raises Unobtainable if it does not, time and again."""
    for attempt in range(_ATTEMPTS):
        answer = web.get(url)
        kind = answer.headers.get("content-type", "text/html")
        if "html" not in kind.lower():
            raise Unobtainable(f"a page was expected, and {kind.split(';')[0][:40]!a} came")
        page = read_page(answer.body, kind, answer.url)
        if holds(page):
            return page
        if attempt + 1 < _ATTEMPTS:
            web.pause(attempt)
    raise Unobtainable(
        f"the page came {_ATTEMPTS} times without {what}: it is empty, or the site has changed"
    )
