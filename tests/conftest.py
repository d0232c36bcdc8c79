"""The illustrative site, built once for every test that looks at it, and the one browser that they share."""

import json
import os
import shutil
from collections.abc import Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from playwright.sync_api import Browser, Playwright, sync_playwright
from playwright.sync_api import Error as BrowserError

from mapper.build import BuildOptions, Progress, build
from mapper.letters.cache import Cache

# The same examples in every run, so that a red run can be repeated and a green one is not luck;
# HYPOTHESIS_PROFILE=explore tries new ones, and ten times as many where a test does not set its own number.
# Nothing by the clock: a machine with other work to do is not a fault of the code.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("repeatable", _PATIENT, derandomize=True)
settings.register_profile("explore", _PATIENT, derandomize=False, max_examples=1000)
# Hypothesis also tries what the modules that are loaded have in their source, so that what it tries would depend on
# which tests ran before, and on every line of the project.
assert hasattr(providers, "_get_local_constants"), (
    "Hypothesis has renamed what is switched off here: find its new name"
)
providers._get_local_constants = lambda: providers._local_constants
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the browser or the whole illustrative site, so that `make quick` can go without."""
    for item in items:
        asked = getattr(item, "fixturenames", ())
        if "browser" in asked:
            item.add_marker(pytest.mark.browser)
        if "illustrative_site" in asked:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run of the tests, the same for all its workers."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def cache(shared: Path) -> Cache:
    """What was read of the illustrative letters, for tests that are not about reading."""
    return Cache(shared / "cache")


@pytest.fixture(scope="session")
def illustrative_site(shared: Path, cache: Cache) -> Path:
    """England with an illustrative letter for every council, as `make site` builds it: once, by the first who asks."""
    out = shared / "illustrative" / "site"
    out.parent.mkdir(exist_ok=True)
    with (shared / "illustrative.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not out.exists():
            build(BuildOptions(letters=(), out=out, sample=True, jobs=2, cache=cache), Progress())
    return out


@pytest.fixture(scope="session")
def build_report(illustrative_site: Path) -> dict[str, Any]:
    """The report of the illustrative site."""
    report: dict[str, Any] = json.loads((illustrative_site / "data/build-report.json").read_text("utf-8"))
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium or Chrome: $CHROMIUM, else one on the path, else Playwright's own."""
    with sync_playwright() as playwright:
        launched = launch(playwright)
        yield launched
        launched.close()


def launch(playwright: Playwright) -> Browser:
    """The browser that the tests and the bench use; ends the run with a clear word where there is none."""
    found = os.environ.get("CHROMIUM") or next(
        (path for name in _NAMES if (path := shutil.which(name))), None
    )
    try:
        return playwright.chromium.launch(executable_path=found, args=list(_ARGUMENTS))
    except BrowserError as error:
        pytest.exit(
            f"No browser to test with ({error.message.splitlines()[0]}). Install Chromium or Chrome, for example "
            "with: sudo apt-get install chromium",
            returncode=1,
        )
