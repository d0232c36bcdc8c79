"""Whether everything that a page links to or loads is there."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import SplitResult, unquote, urlsplit

from mapper.publishing.check.site import Site


def link_problems(site: Site) -> Iterator[str]:
    """The links, loads and previews of each page that lead nowhere, or out of the site where they must not."""
    for name, page in site.pages.items():
        for link in page.links:
            yield from _link_problem(site, name, link)
        for load in page.loads:
            yield from load_problem(site, name, load)
        for preview in page.previews:
            if not any(preview.endswith(f"/{file}") for file in site.files):
                yield f"{name}: has the preview {preview!r}. Expected the address of a file of the site."


def load_problem(site: Site, name: str, address: str) -> Iterator[str]:
    """What is wrong with an address that the file `name` loads, if anything."""
    if address.startswith("data:"):
        return
    if _is_foreign(address):
        yield f"{name}: loads {address!r}. Expected files of this site only, by a relative address."
    elif (target := _target(name, address)[0]) not in site.files:
        yield f"{name}: loads {address!r}, but there is no {target}. Expected a file of the site."


def _link_problem(site: Site, name: str, link: str) -> Iterator[str]:
    if _split(link).scheme in ("http", "https", "mailto"):
        return
    if _is_foreign(link):
        yield f"{name}: links to {link!r}. Expected a relative link, or https to another site."
        return
    target, fragment = _target(name, link)
    if target not in site.files:
        yield f"{name}: links to {link!r}, but there is no {target}. Expected a file of the site."
    elif not _is_anchor(site, target, fragment):
        yield f"{name}: links to {link!r}, but {target} has no such id. Expected an element with it."


def _target(name: str, link: str) -> tuple[str, str]:
    """The file of the site that a relative link in the file `name` leads to, and the fragment."""
    parts = _split(link)
    if not parts.path:
        return name, unquote(parts.fragment)
    return normpath((PurePosixPath(name).parent / unquote(parts.path)).as_posix()), unquote(parts.fragment)


def _is_anchor(site: Site, target: str, fragment: str) -> bool:
    """Whether a fragment leads to an id, to a page of a PDF, or to a view such as `council=E07000107`."""
    page = site.pages.get(target)
    return page is None or not fragment or "=" in fragment or fragment in page.anchors


def _is_foreign(address: str) -> bool:
    """Whether an address leads out of the site: to another host, or to the root of its own."""
    parts = _split(address)
    return bool(parts.scheme or parts.netloc) or address.startswith("/")


def _split(address: str) -> SplitResult:
    """The parts of an address; one that cannot be parsed counts as foreign."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("unparsable", "", "", "", "")
