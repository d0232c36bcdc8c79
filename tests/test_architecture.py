"""The rooms stand in the order in which the data flows; each heavy library has its own door; nothing grows too long."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import mapper
from mapper import cli

PACKAGE = Path(mapper.__file__).parent

# From the ground up; a room may import those before it, never one after it. The first eight, `build` and `verification`
# are no rooms but single files.
ROOMS = [
    *("errors", "resources", "scratch", "shelf", "templates", "urls", "words", "year"),
    *("letters", "councils", "sources", "review", "inspection", "sample", "measures"),
    *("map", "pictures", "downloads", "pages", "papers", "publishing"),
    *("build", "verification", "cli"),
]

DOORS = {
    "pdfplumber": {"letters"},
    "pdfminer": {"letters"},
    "pebble": {"letters"},
    "msgspec": {"letters", "councils"},
    "pikepdf": {"letters", "papers"},
    "weasyprint": {"papers"},
    "tinycss2": {"papers"},
    "cssselect2": {"papers"},
    "platformdirs": {"letters"},
    "pypdfium2": {"letters", "pictures"},
    "geopandas": {"councils", "measures", "build"},
    "pyogrio": {"councils"},
    "pyproj": {"councils"},
    "shapely": {"councils", "map", "pictures"},
    "numpy": {"councils", "measures", "map"},
    "pandas": {"measures", "map"},
    "scipy": {"measures", "map"},
    "folium": {"map"},
    "branca": {"map"},
    "topojson": {"map"},
    "jinja2": {"templates", "map"},
    "markupsafe": {"map", "pages", "inspection"},
    "reportlab": {"sample", "pictures"},
    "PIL": {"pictures"},
    "urllib3": {"sources"},
    "protego": {"sources"},
    "selectolax": {"sources"},
    "openpyxl": {"sources", "downloads"},
    "rcssmin": {"resources"},
    "rjsmin": {"resources"},
    "click": {"cli"},
    "rich": {"cli"},
}

MOST_LINES = 400
LONGEST_FUNCTION = 30

SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
each_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[tuple[str, str]]:
    """Every module that a file imports and the name it takes from it; type-only imports count too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def test_every_module_has_its_room() -> None:
    assert {room_of(path) for path in SOURCES} == set(ROOMS)


@each_source
def test_imports_run_downwards(path: Path) -> None:
    here = ROOMS.index(room_of(path))
    names = {
        f"{module}.{name}".split(".")[1] for module, name in imports_of(path) if module.startswith("mapper")
    }
    upwards = {name for name in names & set(ROOMS) if ROOMS.index(name) > here}
    assert not upwards, f"{path} imports {upwards}, which stand above it"


@each_source
def test_heavy_libraries_have_one_door(path: Path) -> None:
    libraries = {module.split(".")[0] for module, _ in imports_of(path)}
    strays = {library for library in libraries & DOORS.keys() if room_of(path) not in DOORS[library]}
    assert not strays, f"{path} opens {strays}"


@each_source
def test_nothing_private_is_imported(path: Path) -> None:
    private = {f"{module}.{name}" for module, name in imports_of(path) if name.startswith("_")}
    assert not {name for name in private if name.startswith("mapper") and name != "mapper.__version__"}


@each_source
def test_files_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES, "one noun a module: split it"
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert not {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION}


def test_every_command_has_its_module() -> None:
    for name, command in cli.COMMANDS.items():
        callback = command.callback
        assert callback is not None
        assert callback.__module__ == f"mapper.cli.{name}"
    assert cli.main.commands == cli.COMMANDS


def test_nothing_is_called_utils() -> None:
    assert not [path for path in SOURCES if path.stem in ("utils", "helpers", "common")]


def test_the_register_is_handed_down() -> None:
    loading = {room_of(path) for path in SOURCES for _, name in imports_of(path) if name == "load_register"}
    assert loading <= {"build", "cli"}
