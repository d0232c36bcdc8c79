"""Style sheets and scripts: small files, each joined into something, changing at named widths, and minified whole."""

import re
from collections import Counter

import pytest

from mapper.inspection.page import STYLES as INSPECTION
from mapper.map.files import READY, REST, SCRIPTS, STYLES
from mapper.pages import ASSETS
from mapper.resources import TEMPLATES, asset

FOLDER = TEMPLATES / "assets"
NAMES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file())
SHARED = "table.js"
"""The table of councils has a page of its own, which has those of the map's scripts that make it."""

JOINED = [
    *(part for name, parts in ASSETS.items() if name != SHARED for part in parts),
    "records.js",  # only of a site that has records
    *(name for name in INSPECTION if name != "tokens.css"),  # which the site has too
    *(f"map/{name}.css" for name in STYLES),
    *(f"map/{name}.js" for name in (*SCRIPTS, *REST, READY)),
]

NAMED = re.findall(r"^ +(\w+) +(\d+)px  \w", (FOLDER / "tokens.css").read_text("utf-8"), re.MULTILINE)
"""The names of widths at which pages change, and the widths."""

QUERY = re.compile(r"@media ([^{]+)\{|matchMedia\(\"([^\"]+)\"\)")
WIDTH = re.compile(r"\((min|max)-width: ([\d.]+)px\)")


def source(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def queries(text: str) -> list[str]:
    return [style or script for style, script in QUERY.findall(text)]


def widths(query: str) -> list[str]:
    """The widths at which what is asked for begins or ends: below 600 is written as 599.98."""
    return [f"{float(width) + (0.02 if side == 'max' else 0):g}" for side, width in WIDTH.findall(query)]


def test_every_file_is_joined_once() -> None:
    alone = [part for part in ASSETS[SHARED] if not part.startswith("map/")]
    assert Counter([*JOINED, *alone]) == Counter(NAMES)
    assert len(set(ASSETS[SHARED])) == len(ASSETS[SHARED])


@pytest.mark.parametrize("name", NAMES)
def test_a_file_has_no_more_than_400_lines(name: str) -> None:
    assert len(source(name).splitlines()) <= 400


@pytest.mark.parametrize("name", NAMES)
def test_pages_change_at_named_widths_only(name: str) -> None:
    for query in queries(source(name)):
        assert set(widths(query)) <= {width for _, width in NAMED}, query
        assert "width" not in WIDTH.sub("", query), query


def test_every_named_width_is_used() -> None:
    used = {width for name in NAMES for query in queries(source(name)) for width in widths(query)}
    assert used == {width for _, width in NAMED}


LITERAL = re.compile(
    r"""(?P<kept>"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|`[^`]*`|(?<=\()/(?![/*])(?:\[[^]\n]*\]|\\.|[^/\\\n])+/)"""
    r"""|/\*.*?\*/|//[^\n]*|/(?:\[[^]\n]*\]|\\.|[^/\\\n])+/""",
    re.DOTALL,
)
"""Text, templates and patterns, in which a space counts; comments, and patterns elsewhere, are passed over."""


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".js")])
def test_a_minified_script_keeps_its_literals(name: str) -> None:
    literals = [found["kept"] for found in LITERAL.finditer(source(name)) if found["kept"]]
    minified = asset(name).decode()
    assert [literal for literal in literals if literal not in minified] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".js")])
def test_a_script_has_nothing_that_the_minifier_cannot_read(name: str) -> None:
    assert not re.search(r"\$\{[^}`]*`", source(name)), "a template within a template"
    assert not re.search(r"=>\s*/[^/*]", source(name)), "a pattern right behind an arrow"


@pytest.mark.parametrize("name", NAMES)
def test_a_minified_file_is_smaller_and_closes_what_it_opens(name: str) -> None:
    minified = asset(name).decode()
    assert len(minified) < len(source(name))
    assert not re.search(r"^\s*(?://|/\*)", minified, re.MULTILINE)
    code = re.sub(r"'[^'\n]*'|\"(?:[^\"\\\n]|\\.)*\"|(?<=[(=])/(?:\[[^]\n]*\]|\\.|[^/\\\n])+/", "", minified)
    for opening, closing in ("{}", "()", "[]"):
        assert code.count(opening) == code.count(closing)


def test_the_switches_of_the_colours_stay_empty_without_a_bare_space() -> None:
    sent = asset("tokens.css").decode()
    assert sent.count("--dark:var(--nothing,)") == 1
    assert sent.count("--light:var(--nothing,)") == 2
    assert not re.search(r"--(?:light|dark):[;}]", sent)
