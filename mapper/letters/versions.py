"""Which code read a letter: digests of the source files, and the versions of the libraries."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from mapper.letters.layouts import LAYOUTS

_HERE = Path(__file__).parent
_READERS = ("pdfplumber", "pdfminer.six", "pypdfium2")


@lru_cache
def parser_version() -> str:
    """A digest of the code that reads letters, and of the versions of its libraries.

    It covers every source file of this package, so no change to how letters are read can be missed.
    """
    libraries = (f"{library}=={number}" for library, number in reader_versions().items())
    return _digest(_HERE.rglob("*.py"), libraries)


@lru_cache
def layout_versions() -> Mapping[str, str]:
    """For each layout a digest of its form, of what its family shares, and of what all layouts share."""
    return {layout.name: _layout_version(layout.name) for layout in LAYOUTS}


def reader_versions() -> Mapping[str, str]:
    """The versions of the libraries that open PDFs: the first reader's two, then the second reader's."""
    return {library: version(library) for library in _READERS}


def _layout_version(name: str) -> str:
    (form,) = (_HERE / "layouts").rglob(f"{name.replace('-', '_')}.py")
    forms = {f"{layout.name.replace('-', '_')}.py" for layout in LAYOUTS} - {form.name}
    family = (source for source in form.parent.glob("*.py") if source.name not in forms)
    return _digest([*family, *form.parent.parent.glob("*.py")])


def _digest(sources: Iterable[Path], more: Iterable[str] = ()) -> str:
    """16 hexadecimal digits for the content of these files, in the order of their paths, and what is added to it."""
    digest = sha256()
    for source in sorted(sources):
        digest.update(source.read_bytes())
    for words in more:
        digest.update(words.encode())
    return digest.hexdigest()[:16]
