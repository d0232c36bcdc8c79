"""The project's own data files: beside the package in a checkout, inside it in an installed wheel."""

from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name


def _file(name: str) -> Path:
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_file() else _PACKAGE.parent / name


TEMPLATES = _folder("templates")
BOUNDARIES = _folder("boundaries")
CORRECTIONS = _file("corrections.csv")
ADDRESSES = _PACKAGE / "addresses.toml"


def asset(name: str) -> bytes:
    """A script or style sheet of `templates/assets/`, minified to about a third of its size."""
    source = (TEMPLATES / "assets" / name).read_text("utf-8")
    minified: str = cssmin(source) if name.endswith(".css") else jsmin(source)
    return minified.encode()
