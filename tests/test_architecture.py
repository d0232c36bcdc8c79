"""The rooms stand in the order in which the data flows, and each heavy library has its own door."""

import ast
from pathlib import Path

import pytest

import mapper

PACKAGE = Path(mapper.__file__).parent

# From the ground up; a room may import those before it, never one after it. `build` and `cli` are no rooms, but
# stand above all of them.
ROOMS = [
    "errors",
    "resources",
    "words",
    "year",
    "letters",
    "councils",
    "review",
    "sample",
    "measures",
    "map",
    "pictures",
    "downloads",
    "pages",
    "publishing",
    "build",
    "cli",
]

DOORS = {
    "pdfplumber": {"letters"},
    "pdfminer": {"letters"},
    "pypdfium2": {"letters", "pictures"},
    "pebble": {"letters"},
    "msgspec": {"letters"},
    "geopandas": {"councils", "measures", "build"},
    "pyogrio": {"councils"},
    "shapely": {"councils", "map", "pictures"},
    "scipy": {"measures", "map"},
    "folium": {"map"},
    "branca": {"map"},
    "topojson": {"map"},
    "jinja2": {"map", "pages"},
    "reportlab": {"sample", "pictures"},
    "PIL": {"pictures"},
    "rcssmin": {"resources"},
    "rjsmin": {"resources"},
    "click": {"cli"},
    "rich": {"cli"},
}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Every module that a file imports, as dotted names; type-only imports count too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
each_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())


def test_every_module_has_its_room() -> None:
    assert {room_of(path) for path in SOURCES} == set(ROOMS)


@each_source
def test_imports_run_downwards(path: Path) -> None:
    here = ROOMS.index(room_of(path))
    names = {name.split(".")[1] for name in imports_of(path) if name.startswith("mapper.")}
    upwards = {name for name in names & set(ROOMS) if ROOMS.index(name) > here}
    assert not upwards, f"{path} imports {upwards}, which stand above it"


@each_source
def test_heavy_libraries_have_one_door(path: Path) -> None:
    libraries = {name.split(".")[0] for name in imports_of(path)}
    strays = {library for library in libraries & DOORS.keys() if room_of(path) not in DOORS[library]}
    assert not strays, f"{path} opens {strays}"


def test_nothing_is_called_utils() -> None:
    assert not [path for path in SOURCES if path.stem in ("utils", "helpers", "common")]
