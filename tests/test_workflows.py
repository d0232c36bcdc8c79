"""The workflows call commands that there are, with options that they have, and build what the README promises."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from mapper import cli
from mapper.downloads import changes, provenance
from mapper.publishing import FIGURES
from mapper.publishing.own_files import LIST
from mapper.publishing.swap import publish
from tests.paths import ROOT

WORKFLOWS = [
    *sorted((ROOT / ".github/workflows").glob("*.yml")),
    ROOT / ".github/action/action.yml",
    ROOT / ".ci/try-wheel",
]
PROGRAMS = re.compile(r"\b(regenerate-site|mapper(?: [a-z]+)+)((?: +\S+)*)")
SAMPLE = re.compile(r"regenerate-site (--sample(?: --year \d{4})*)")


def command_of(words: str) -> click.Command:
    first, *others = words.split()
    command: click.Command = cli.regenerate_site if first == "regenerate-site" else cli.main
    for word in others:
        if isinstance(command, click.Group):
            command = command.commands[word]
    return command


def calls(text: str) -> Iterator[tuple[str, list[str]]]:
    for line in re.sub("[\"']", "", text).splitlines():
        if not line.lstrip().startswith(("#", "key:", "- name:", "name:")):
            for words, rest in PROGRAMS.findall(line):
                yield words, re.findall(r"--[a-z][\w-]*", rest)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_commands_and_options_of_workflows_exist(path: Path) -> None:
    for words, options in calls(path.read_text("utf-8")):
        known = {name for parameter in command_of(words).params for name in parameter.opts}
        assert set(options) <= known, words


def test_the_workflows_call_the_commands() -> None:
    called = {words for path in WORKFLOWS for words, _ in calls(path.read_text("utf-8"))}
    assert {"regenerate-site", "mapper check site", "mapper verify site", "mapper fetch letters"} <= called


def test_a_build_takes_what_was_kept_of_the_site_before_for_its_own(tmp_path: Path) -> None:
    site, kept = tmp_path / "before", tmp_path / "site"
    text = (ROOT / ".github/workflows/pages.yml").read_text("utf-8")
    names = [name.removeprefix("site/") for name in re.findall(r"^ +(site/\S+)$", text, re.MULTILINE)]
    publish({"index.html": b"old", **{name: b"{}" for name in names if name.startswith("data/")}}, site)
    for name in names:
        (kept / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / name, kept / name)
    assert len(names) > 2 and publish({"index.html": b"new"}, kept) == ()


def test_the_published_example_is_that_of_make_site() -> None:
    (made,) = SAMPLE.findall((ROOT / "Makefile").read_text("utf-8"))
    (published,) = SAMPLE.findall((ROOT / ".github/workflows/pages.yml").read_text("utf-8"))
    assert made == published


def test_the_next_publication_has_what_it_is_compared_with() -> None:
    """The list of files, too: without it a build does not replace what it finds."""
    text = (ROOT / ".github/workflows/pages.yml").read_text("utf-8")
    kept = set(re.findall(r"^ +site/(\S+)$", text, re.MULTILINE))
    assert {LIST, FIGURES, changes.PATH, provenance.PATH} <= kept
