"""One site, asked politely: one question at a time, with pauses, and never what its robots.txt forbids."""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from urllib3.exceptions import InvalidHeader, LocationParseError
from urllib3.util import Retry, Url, parse_url

from mapper import __version__
from mapper.errors import AddressProblem, SourceProblem
from mapper.sources.site import robots
from mapper.sources.site.exchange import Answer, Exchange, Patience
from mapper.sources.site.robots import Robots
from mapper.sources.site.trouble import Kind, Unobtainable

AGENT = "ombudsman-letters-map"
PAGE = 4 * 1024**2
"""The most bytes that a page may have."""

_AGAIN = frozenset({408, 425, 429, *range(500, 600)})
_MOVED = frozenset({301, 302, 303, 307, 308})
_MOST_MOVES = 5


@dataclass(frozen=True, slots=True)
class Manners:
    """How a site is asked.

    Parameters
    ----------
    contact
        Whom the site's keepers can write to; in every request.
    pause
        Seconds between an answer and the next question. After a failure it is doubled with each attempt, and as much
        again at random is added.
    attempts
        How often one thing is asked for.
    longest_wait
        The seconds that a site may ask to be waited for; if it wants more, the run ends.
    sleep, chance
        What waits, and what draws a number from 0 to 1.
    """

    contact: str
    pause: float = 1.0
    attempts: int = 4
    longest_pause: float = 60.0
    longest_wait: float = 600.0
    patience: Patience = field(default_factory=Patience)
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


class Web:
    """One site. Its robots.txt is read before anything else.

    Parameters
    ----------
    site
        Its address, such as `https://www.lgo.org.uk`. Raises AddressProblem if it is none.
    manners
        How it is asked.
    say
        Called with a sentence where something takes longer than it should.
    """

    def __init__(self, site: str, manners: Manners, say: Callable[[str], None]) -> None:
        self._site = _site(site)
        self._manners = manners
        self._say = say
        self._exchange = Exchange(self._site.url, manners.patience)
        self._robots: Robots | None = None
        self._last: float | None = None
        self.requests = 0

    def get(self, url: str, most: int = PAGE, headers: Mapping[str, str] | None = None) -> Answer:
        """What stands at an address of the site: an answer 200, or 304 where `headers` ask for what has changed.

        Redirects within the site are followed. Raises Unobtainable if it cannot be had, and SourceProblem if the site
        may not be asked at all.
        """
        rules = self._rules()
        answer = self._followed(url, most, headers or {}, rules)
        if answer.status == 200 or (answer.status == 304 and headers):
            return answer
        raise _refusal(answer)

    def pause(self, attempt: int) -> None:
        """Wait before the same thing is asked for once more, longer each time."""
        manners = self._manners
        wait = manners.pause * 2**attempt
        self._sleep(min(wait, manners.longest_pause) * (1 + manners.chance()))

    def address(self, link: str, base: str) -> str:
        """The full address of a link on a page. Raises Unobtainable if it leads to another site."""
        return self._within(link, base).url

    def _rules(self) -> Robots:
        if self._robots is None:
            url = self._site.url + "/robots.txt"
            try:
                found = robots.read(lambda: self._followed(url, robots.MOST_BYTES, {}, None), AGENT)
            except Unobtainable as trouble:
                found = f"robots.txt cannot be read: {trouble}"
            if not isinstance(found, str) and found.pause > self._manners.longest_wait:
                found = (
                    f"robots.txt asks for {found.pause / 60:.0f} minutes between requests, which is too long"
                )
            if isinstance(found, str):
                raise SourceProblem(
                    f"{url}: {found}. So nothing is asked, since the site may not wish it. Try again later, or look "
                    "at it in a browser."
                )
            self._robots = found
            if found.pause > self._manners.pause:
                self._say(f"robots.txt asks for {found.pause:g} seconds between requests.")
        return self._robots

    def _followed(self, url: str, most: int, headers: Mapping[str, str], rules: Robots | None) -> Answer:
        seen = [self._within(url, self._site.url).url]
        while True:
            if rules is not None and not rules.allow(seen[-1]):
                raise Unobtainable("robots.txt forbids it")
            answer = self._tried(seen[-1], most, headers)
            if answer.status not in _MOVED:
                return answer
            target = self._within(answer.headers.get("location", ""), seen[-1]).url
            if target in seen or len(seen) > _MOST_MOVES:
                raise Unobtainable(f"it is redirected {len(seen)} times and leads nowhere")
            seen.append(target)

    def _tried(self, url: str, most: int, headers: Mapping[str, str]) -> Answer:
        """The answer, asked for again as long as that may help."""
        for attempt in range(self._manners.attempts):
            try:
                return self._asked(url, most, headers)
            except Unobtainable as trouble:
                if not trouble.again or attempt + 1 == self._manners.attempts:
                    raise
                self._say(f"{url}: {trouble}. Asking again.")
                if trouble.wait is None:
                    self.pause(attempt)
                else:
                    self._sleep(trouble.wait)
        raise AssertionError("at least one attempt")

    def _asked(self, url: str, most: int, headers: Mapping[str, str]) -> Answer:
        self._keep_pace()
        self.requests += 1
        own = {
            "User-Agent": f"{AGENT}/{__version__} (contact: {self._manners.contact})",
            "Accept-Encoding": "gzip",
            "Accept": "*/*",
        }
        try:
            answer = self._exchange.ask(url, {**own, **headers}, most)
        finally:
            self._last = time.monotonic()
        if answer.status in _AGAIN:
            wait = self._wished(answer)
            raise Unobtainable(_answered(answer), Kind.SITE, again=True, wait=wait)
        return answer

    def _keep_pace(self) -> None:
        pause = max(self._manners.pause, self._robots.pause if self._robots else 0.0)
        if self._last is not None:
            self._sleep(self._last + pause - time.monotonic())

    def _sleep(self, seconds: float) -> None:
        if seconds > 0:
            self._manners.sleep(seconds)

    def _wished(self, answer: Answer) -> float | None:
        """How long the site asks to be left alone. Raises SourceProblem where that is too long for one run."""
        stated = answer.headers.get("retry-after", "")
        try:
            wait = Retry(retry_after_max=10**9).parse_retry_after(stated) if stated else None
        except (InvalidHeader, ValueError, OverflowError):
            return None
        if wait is not None and wait > self._manners.longest_wait:
            raise SourceProblem(
                f"{self._site.url} answers {answer.status} and asks to be left alone for {wait / 60:.0f} minutes. "
                "Run the same command then: it carries on where it stopped."
            )
        return wait

    def _within(self, link: str, base: str) -> Url:
        try:
            found = parse_url(urljoin(base, link.strip()))
        except (LocationParseError, ValueError):
            raise Unobtainable(f"it leads to '{link[:80]!a}', which is no address") from None
        if _origin(found) != _origin(self._site):
            raise Unobtainable(f"it leads to another site, {found.scheme}://{found.netloc}")
        return found._replace(fragment=None)


def _site(address: str) -> Url:
    try:
        site = parse_url(address.rstrip("/"))
    except (LocationParseError, ValueError):
        site = Url()
    if site.scheme not in ("http", "https") or not site.host or site.query or site.auth or site.path:
        raise AddressProblem(
            f"'{address}' is no address of a site. Expected one such as https://www.lgo.org.uk."
        )
    return site


def _origin(url: Url) -> tuple[str | None, str | None, int | None]:
    return url.scheme, url.host, url.port or {"http": 80, "https": 443}.get(url.scheme or "")


_WORDS = {
    401: "it asks for a password",
    403: "the site refuses it",
    404: "there is no such page",
    410: "the page has been removed",
    429: "the site is asked too often",
}


def _answered(answer: Answer) -> str:
    return f"{_WORDS.get(answer.status, 'the site failed')} (answer {answer.status})"


def _refusal(answer: Answer) -> Unobtainable:
    if answer.status in (404, 410):
        return Unobtainable(_answered(answer), Kind.GONE, status=answer.status)
    if answer.status in (401, 403):
        return Unobtainable(_answered(answer), Kind.SITE)
    return Unobtainable(f"the answer was {answer.status} where 200 was expected")
