"""Imports run downwards only, and each heavy library has its own door."""

import ast
from pathlib import Path

import pytest

import mapper

PACKAGE = Path(mapper.__file__).parent

# From the ground up; a module may import those before it, never one after it.
ORDER = [
    "errors",
    "resources",
    "figures",
    "limits",
    "letter",
    "second_reader",
    "layouts",
    "councils",
    "corrections",
    "reading",
    "intake",
    "cohort",
    "headlines",
    "cache",
    "workers",
    "metrics",
    "peers",
    "successions",
    "boundary_file",
    "boundaries",
    "join",
    "descriptions",
    "report",
    "edition",
    "addresses",
    "sample",
    "hexagons",
    "outlines",
    "postcodes",
    "finding",
    "choropleth",
    "drawing",
    "picture",
    "spreadsheet",
    "data_files",
    "funnel",
    "history",
    "pages",
    "publish",
    "build",
    "check",
    "serve",
    "cli",
]

DOORS = {
    "pdfplumber": {"letter"},
    "pdfminer": {"letter"},
    "pypdfium2": {"letter", "second_reader", "drawing"},
    "geopandas": {"boundary_file", "boundaries", "join", "build"},
    "pyogrio": {"boundary_file"},
    "shapely": {"boundary_file", "boundaries", "choropleth", "hexagons", "outlines", "picture"},
    "scipy": {"metrics", "peers", "hexagons"},
    "folium": {"choropleth"},
    "branca": {"choropleth"},
    "topojson": {"choropleth"},
    "jinja2": {"pages", "choropleth"},
    "reportlab": {"sample", "drawing"},
    "PIL": {"drawing"},
    "pebble": {"workers"},
    "msgspec": {"cache"},
    "rcssmin": {"resources"},
    "rjsmin": {"resources"},
    "click": {"cli"},
    "rich": {"cli"},
}


def module_of(path: Path) -> str:
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


SOURCES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or path.parent != PACKAGE
)


def test_every_module_has_its_place() -> None:
    assert {module_of(path) for path in SOURCES} == set(ORDER)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_run_downwards(path: Path) -> None:
    here = ORDER.index(module_of(path))
    names = {name.split(".")[1] for name in imports_of(path) if name.startswith("mapper.")}
    upwards = {name for name in names & set(ORDER) if ORDER.index(name) > here}
    assert not upwards, f"{path.name} imports {upwards}, which stand above it"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_heavy_libraries_have_one_door(path: Path) -> None:
    libraries = {name.split(".")[0] for name in imports_of(path)}
    strays = {library for library in libraries & DOORS.keys() if module_of(path) not in DOORS[library]}
    assert not strays, f"{path.name} opens {strays}"


def test_nothing_is_called_utils() -> None:
    assert not [path for path in SOURCES if path.stem in ("utils", "helpers", "common")]
