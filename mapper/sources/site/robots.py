"""What a site asks of programs: its robots.txt, read as RFC 9309 says."""

from collections.abc import Callable

from protego import Protego

from mapper.sources.site.exchange import Answer

MOST_BYTES = 512 * 1024
"""The RFC asks for at least 500 kibibytes to be read."""


class Robots:
    """The rules of one site for a program that calls itself `agent`."""

    def __init__(self, rules: str, agent: str) -> None:
        self._rules = Protego.parse(rules)
        self._agent = agent

    def allow(self, url: str) -> bool:
        """Whether the program may ask for that address."""
        return bool(self._rules.can_fetch(url, self._agent))

    @property
    def pause(self) -> float:
        """The seconds between two requests that the site asks for; 0 where it says nothing."""
        delay = self._rules.crawl_delay(self._agent) or 0.0
        rate = self._rules.request_rate(self._agent)
        return max(float(delay), rate.seconds / rate.requests if rate and rate.requests else 0.0)


def read(ask: Callable[[], Answer], agent: str) -> Robots | str:
    """The rules that the site's robots.txt states, or why they are not known; then nothing may be asked.

    A site without one (404, 410 and most other errors of the asker) forbids nothing. One that refuses it, as one whose
    answer is no list of rules, may forbid anything.
    """
    answer = ask()
    if answer.status in (401, 403, 429):
        return f"the site refuses its robots.txt (answer {answer.status})"
    if 400 <= answer.status < 500:
        return Robots("", agent)
    if answer.status != 200:
        return f"robots.txt could not be read (answer {answer.status})"
    text = answer.body.decode("utf-8", "replace").lstrip("\ufeff")
    if text.lstrip().startswith("<"):
        return "robots.txt is a page and no list of rules"
    return Robots(text, agent)
