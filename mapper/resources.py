"""The project's own data files: beside the package in a checkout, inside it in an installed wheel."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

_PACKAGE = Path(__file__).resolve().parent
_PROJECT = "ombudsman-letters-map"


def _folder(name: str) -> Path:
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name


def _file(name: str) -> Path:
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_file() else _PACKAGE.parent / name


TEMPLATES = _folder("templates")
BOUNDARIES = _folder("boundaries")
CORRECTIONS = _file("corrections.csv")
LICENCE = _file("LICENSE")
ADDRESSES = _PACKAGE / "addresses.toml"


def asset(name: str) -> bytes:
    """A script or style sheet of `templates/assets/`, minified to about a third of its size."""
    source = (TEMPLATES / "assets" / name).read_text("utf-8")
    minified: str = minified_style(source) if name.endswith(".css") else jsmin(source)
    return minified.encode()


def minified_style(source: str) -> str:
    """A style sheet without what only its readers need."""
    minified: str = cssmin(source)
    return minified


@lru_cache
def code_version() -> str:
    """A digest of the program, its templates and its boundaries: 16 hexadecimal digits, wherever it is installed."""
    digest = sha256()
    for root in (_PACKAGE, TEMPLATES, BOUNDARIES):
        for name, path in sorted(_files_of(root)):
            digest.update(f"{name}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@lru_cache
def library_versions(extra: str = "") -> Mapping[str, str]:
    """The version of each library that the program needs, and of those of an extra that is installed.

    Empty where the program runs without having been installed.
    """
    try:
        needed = requires(_PROJECT) or []
    except PackageNotFoundError:
        return {}
    own = [one for one in needed if "extra ==" not in one or (extra and f"extra == '{extra}'" in one)]
    names = (re.match(r"[\w.-]+", one) for one in own)
    return {name[0]: version(name[0]) for name in names if name}


def _files_of(root: Path) -> Iterator[tuple[str, Path]]:
    """The files of a folder by their paths in it; in a wheel, what travels inside the package is no part of it."""
    for path in root.rglob("*"):
        parts = path.relative_to(root).parts
        apart = (
            parts[0] in ("_templates", "_boundaries", "_corrections.csv", "_LICENSE")
            or "__pycache__" in parts
        )
        if path.is_file() and not apart and not path.name.startswith("."):
            yield "/".join(parts), path
