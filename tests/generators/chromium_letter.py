"""Letters printed by Chromium (Skia's PDF writer)."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from tests.generators import html_letter
from tests.generators.wording import Figures, Options

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


class Printer:
    """One browser page that prints many letters."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def write(self, figures: Figures, name: str, period: str, options: Options) -> bytes:
        self._page.set_content(html_letter.page(figures, name, period, options))
        return self._page.pdf(prefer_css_page_size=True, tagged=options.tagged)


@contextmanager
def printer() -> Iterator[Printer]:
    """A printer on the machine's Chromium or Chrome, or else on Playwright's own."""
    installed = next((path for name in _NAMES if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox"])
        try:
            yield Printer(browser.new_page())
        finally:
            browser.close()


def write(figures: Figures, name: str, period: str, options: Options) -> bytes:
    with printer() as one:
        return one.write(figures, name, period, options)
