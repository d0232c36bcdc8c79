"""The illustrative site, built once for every test that looks at it."""

import json
from pathlib import Path
from typing import Any

import pytest

from mapper.build import BuildOptions, Progress, build
from mapper.cache import Cache


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    """What was read of the illustrative letters, for tests that are not about reading."""
    return Cache(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def illustrative_site(tmp_path_factory: pytest.TempPathFactory, cache: Cache) -> Path:
    """England with an illustrative letter for every council, as `make site` builds it."""
    out = tmp_path_factory.mktemp("illustrative") / "site"
    build(BuildOptions(letters=(), out=out, sample=True, jobs=2, cache=cache), Progress())
    return out


@pytest.fixture(scope="session")
def build_report(illustrative_site: Path) -> dict[str, Any]:
    """The report of the illustrative site."""
    report: dict[str, Any] = json.loads((illustrative_site / "data/build-report.json").read_text("utf-8"))
    return report
