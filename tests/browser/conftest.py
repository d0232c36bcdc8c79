"""A real browser on the illustrative site: opened from disk and served under a path, watched for errors."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

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


class _QuietHandler(SimpleHTTPRequestHandler):
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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desk; the test fails on an error in its console or a request to another host."""
    with watched(browser.new_context(viewport={"width": 1440, "height": 900})) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone, 360 pixels wide and used with fingers; watched like `page`."""
    viewport = {"width": 360, "height": 740}
    context = browser.new_context(viewport=viewport, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    with watched(context) as opened:
        yield opened


@contextmanager
def watched(context: BrowserContext) -> Iterator[Page]:
    """A new page of `context` whose errors and requests to other hosts fail the test at its end."""
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
    page.on(
        "request", lambda request: None if _is_own(request.url) else faults.append(f"asked {request.url}")
    )
    try:
        yield page
    finally:
        context.close()
    assert not faults, faults


def _is_own(url: str) -> bool:
    return url.startswith(("file:", "data:", "http://127.0.0.1:"))
