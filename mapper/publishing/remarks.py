"""What a build says of the folder that it has published: what its owner had added, and that it is too heavy."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from mapper.publishing.place import named
from mapper.words import printable

MOST = 1_000_000_000
"""Bytes of a site that GitHub Pages publishes, as its documentation says (*GitHub Pages limits*)."""

NEARLY = 900_000_000
"""Bytes from which a build warns: there is still room for a year's letters."""

_OF_THE_REPOSITORY = ".gitignore"
"""What the repository itself has in the folder of the site: nobody added it."""


def remarks(site: Path, carried: Iterable[str]) -> Iterator[str]:
    """Sentences about a site in a folder, into which the paths `carried` were carried over."""
    theirs = [name for name in carried if name != _OF_THE_REPOSITORY]
    if theirs:
        yield f"Kept what you had added to the site: {printable(named(theirs))}"
    size = sum(path.lstat().st_size for path in site.rglob("*") if path.is_symlink() or path.is_file())
    if size >= NEARLY:
        yield (
            f"Warning: the site is of {size / 1e6:,.0f} MB. GitHub Pages publishes up to {MOST / 1e6:,.0f} MB. Publish "
            "fewer years with --year, or host it elsewhere."
        )
