"""A real browser on the illustrative site: opened from disk and served under a path, watched for errors."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

from mapper import pages
from mapper.councils import boundaries
from mapper.councils.register_file import load_register
from mapper.councils.tiers import TIERS
from mapper.map import choropleth
from mapper.measures.edition import Edition
from mapper.measures.joined import join_year
from mapper.pictures import picture
from mapper.review.reading import CouncilYear
from mapper.review.report import BuildReport

# Only a fault makes a test wait so long: a busy machine must not turn one red.
expect.set_options(timeout=30_000)


class _QuietHandler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        """Nothing is kept: what one test has loaded is loaded again in the next."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: pytest's output is for tests."""


def write_site(years: Sequence[CouncilYear], folder: Path) -> str:
    """Write the map and the pages of these councils in one year; their address from disk."""
    codes = {year.council.gss_code for year in years}
    frames = {tier: boundaries.on(years[0].period_end, tier, load_register()) for tier in TIERS}
    polygons = {tier: frame[frame.index.isin(codes)] for tier, frame in frames.items()}
    letters = tuple(year.letter for year in years if year.letter is not None)
    joined = join_year(years[0].period_end, years, polygons)
    edition = Edition((joined,), BuildReport(letters, {}), load_register())
    parts, drawn = choropleth.render(edition), picture.render(edition)
    for path, content in {
        **parts.files,
        **drawn.files,
        **pages.render(edition, parts, drawn.pictures),
    }.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder.as_uri()


@pytest.fixture(scope="session")
def site(illustrative_site: Path) -> Path:
    """The built site's folder."""
    return illustrative_site


@pytest.fixture(scope="session")
def on_disk(site: Path) -> str:
    """The site's address when it is opened from disk."""
    return site.as_uri()


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The site's address when it is served, under a path as on GitHub Pages."""
    handler = partial(_QuietHandler, directory=str(site.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{site.name}"
        server.shutdown()


@pytest.fixture(params=["from disk", "over HTTP"])
def home(request: pytest.FixtureRequest) -> str:
    """The site's address, once each way."""
    fixture = {"from disk": "on_disk", "over HTTP": "served"}[request.param]
    return cast(str, request.getfixturevalue(fixture))


class Screen:
    """A page for one test after another: to start a browser's page takes longer than most tests.

    What a test may have left is taken back before the next: the size, the colours, routes, permissions. Its
    history is not, nor a script that is added to every page: tests of these are marked `own_page`.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.faults: list[str] = []
        self._size = self.page.viewport_size
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("requestfailed", lambda request: self.faults.append(f"failed: {request.url}"))
        self.page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "http://127.0.0.1:")):
            self.faults.append(f"asked {request.url}")

    def clear(self) -> None:
        """As a new page would be."""
        self.page.goto("about:blank")
        self.page.unroute_all()
        self.page.context.clear_permissions()
        self.page.context.set_geolocation(None)
        self.page.emulate_media(media="null", color_scheme="null", forced_colors="null")
        if self._size is not None:
            self.page.set_viewport_size(self._size)
        self.faults.clear()

    @contextmanager
    def watched(self) -> Iterator[Page]:
        """The page, as new; errors and requests to other hosts fail the test at its end."""
        self.clear()
        yield self.page
        self.page.evaluate("0")  # what the page has reported by now has arrived when this is answered
        assert not self.faults, self.faults


@contextmanager
def screen(browser: Browser, **options: Any) -> Iterator[Screen]:
    """A screen in a context of its own."""
    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
    try:
        yield Screen(context)
    finally:
        context.close()


def use(page: Page) -> None:
    """Show a map that somebody is there, and wait for the data that come then."""
    page.dispatch_event("body", "pointermove")
    page.wait_for_function(
        r"""() => {
          const shown = [...document.scripts].map(({ src }) => /figures-([-\d]+)\.js$/.exec(src)?.[1]).filter(Boolean);
          const isWhole = (key) => lettersMap.data("rest", key);
          return shown.some(isWhole) && ["choices", "scripts"].every(isWhole);
        }"""
    )


@pytest.fixture(scope="session")
def desk(browser: Browser) -> Iterator[Screen]:
    with screen(browser) as opened:
        yield opened


@pytest.fixture(scope="session")
def hand(browser: Browser) -> Iterator[Screen]:
    viewport = {"width": 360, "height": 740}
    with screen(browser, viewport=viewport, has_touch=True, is_mobile=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def desk_without_scripts(browser: Browser) -> Iterator[Screen]:
    with screen(browser, java_script_enabled=False) as opened:
        yield opened


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page on a desk; the test fails on an error in its console or a request to another host."""
    if request.node.get_closest_marker("own_page"):
        with screen(browser) as own, own.watched() as opened:
            yield opened
    else:
        shared: Screen = request.getfixturevalue("desk")
        with shared.watched() as opened:
            yield opened


@pytest.fixture
def phone(hand: Screen) -> Iterator[Page]:
    """A page on a phone, 360 pixels wide and used with fingers; watched like `page`."""
    with hand.watched() as opened:
        yield opened


@pytest.fixture
def scriptless(desk_without_scripts: Screen) -> Iterator[Page]:
    """A page on a desk that runs no scripts; watched like `page`."""
    with desk_without_scripts.watched() as opened:
        yield opened


@pytest.fixture
def unwatched(desk: Screen) -> Page:
    """A page on a desk whose errors are meant."""
    desk.clear()
    return desk.page
