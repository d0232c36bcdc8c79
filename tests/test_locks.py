"""Every file that is installed is named by its SHA-256, and every step of a workflow by its commit."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.paths import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = sorted((ROOT / ".ci").glob("lock*.txt"))
STEPS = [*sorted((ROOT / ".github/workflows").glob("*.yml")), ROOT / ".github/action/action.yml"]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(path: Path) -> dict[str, tuple[str, list[str]]]:
    """The version and the hashes of each package."""
    entries = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    found = {}
    for entry in filter(None, entries):
        match = re.match(r"([a-z0-9-]+)==(\S+)", entry)
        assert match, f"{path.name}: expected name==version, found {entry[:60]}"
        found[match[1]] = match[2], re.findall(r"--hash=sha256:([0-9a-f]{64})\b", entry)
    return found


def wanted(*requirements: str) -> set[str]:
    return {normal(name[0]) for one in requirements if (name := re.match(r"[\w.-]+", one))}


def test_the_locks_have_what_the_project_names() -> None:
    backend = PROJECT["dependency-groups"]["backend"]
    project = wanted(*PROJECT["project"]["dependencies"], *backend, *PROJECT["build-system"]["requires"])
    development = wanted(*PROJECT["project"]["optional-dependencies"]["dev"])
    pdf = wanted(*PROJECT["project"]["optional-dependencies"]["pdf"])
    release = wanted(*PROJECT["dependency-groups"]["release"], *backend)
    found = {path.name: set(locked(path)) for path in LOCKS}
    assert wanted(*backend) <= found["lock-backend.txt"], "run .ci/lock"
    assert project <= found["lock.txt"], "run .ci/lock"
    assert project | development | pdf <= found["lock-dev.txt"], "run .ci/lock"
    assert release <= found["lock-release.txt"], "run .ci/lock"
    assert not ((development | pdf) - project) & found["lock.txt"]


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_package_has_hashes_and_no_address(path: Path) -> None:
    assert not re.search(r"://|--index|--find", path.read_text("utf-8"))
    assert not [name for name, (_, hashes) in locked(path).items() if not hashes]


def test_the_locks_agree() -> None:
    development = locked(ROOT / ".ci/lock-dev.txt")
    for path in LOCKS:
        for name, one in locked(path).items():
            assert development.get(name, one) == one, f"{path.name}: {name}"


@pytest.mark.parametrize("path", STEPS, ids=lambda path: path.name)
def test_every_step_of_others_is_named_by_its_commit(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        if used := re.match(r"\s*(?:- )?uses: (.+)", line):
            assert re.fullmatch(r"(\./.*|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)", used[1]), line


@pytest.mark.parametrize("path", STEPS, ids=lambda path: path.name)
def test_nothing_is_installed_without_its_hash(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        if re.search(r"pip\S* install", line):
            assert "--require-hashes" in line or "--no-index" in line, line
