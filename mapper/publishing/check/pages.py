"""Whether pages are well formed, and every link, style and picture leads to a file of the site."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import SplitResult, unquote, urlsplit

from mapper.publishing.check.site import Page, Site, text_of


def page_problems(site: Site) -> Iterator[str]:
    for name, page in site.pages.items():
        for fault in (*page.faults, *_structure_faults(page, site.notice), *_policy_faults(page)):
            yield f"{name}: {fault}."
        for link in page.links:
            yield from _link_problem(site, name, link)
        for load in page.loads:
            yield from _load_problem(site, name, load)
        for preview in page.previews:
            if not any(preview.endswith(f"/{file}") for file in site.files):
                yield f"{name}: has the preview {preview!r}. Expected the address of a file of the site."


def _structure_faults(page: Page, notice: str | None) -> Iterator[str]:
    if not page.lang:
        yield "<html> has no lang. Expected the language of the page"
    if not page.title.strip():
        yield "there is no title. Expected one that names the page"
    if page.mains != 1:
        yield f"{page.mains} <main> landmarks. Expected one"
    if page.headings.count(1) != 1:
        yield f"{page.headings.count(1)} <h1>. Expected one"
    for before, after in zip([0, *page.headings], page.headings, strict=False):
        if after > before + 1:
            yield f"an <h{after}> follows an <h{before}>. Expected headings to go down one step at a time"
    for twice in sorted(name for name, times in Counter(page.ids).items() if times > 1):
        yield f"the id {twice!r} comes more than once. Expected ids to be unique"
    if notice and notice not in " ".join("".join(page.text).split()):
        yield f"the notice {notice!r} is missing. Expected it on every page of an illustrative site"


_OWN_SOURCES = frozenset(("'none'", "'self'", "file:", "data:", "blob:"))


def _policy_faults(page: Page) -> Iterator[str]:
    """A policy that lets nothing in but the site's own files, and the styles of the page by their hash."""
    directives = [directive.split() for directive in page.policy.split(";") if directive.strip()]
    if ["default-src", "'none'"] not in directives:
        yield "no Content-Security-Policy that begins with nothing. Expected default-src 'none'"
    hashes = {source for _, *sources in directives for source in sources if source.startswith("'sha256-")}
    others = sorted({source for _, *sources in directives for source in sources} - hashes - _OWN_SOURCES)
    if others:
        yield f"the Content-Security-Policy allows {', '.join(others)}. Expected files of this site only"
    for style in page.styles:
        digest = b64encode(sha256(style.encode()).digest()).decode()
        if f"'sha256-{digest}'" not in hashes:
            yield f"the style {style[:40]!r} is not in the Content-Security-Policy. Expected its hash {digest}"


def _is_foreign(address: str) -> bool:
    """Whether an address leads away from the folder: another host, or the root of this one."""
    parts = _split(address)
    return bool(parts.scheme or parts.netloc) or address.startswith("/")


def _split(address: str) -> SplitResult:
    """The parts of an address; one that cannot be read counts as foreign."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("unreadable", "", "", "", "")


def _link_problem(site: Site, name: str, link: str) -> Iterator[str]:
    if _split(link).scheme in ("http", "https", "mailto"):
        return
    if _is_foreign(link):
        yield f"{name}: links to {link!r}. Expected a relative link, or https to another site."
        return
    target, fragment = target_of(name, link)
    if target not in site.files:
        yield f"{name}: links to {link!r}, and there is no {target}. Expected a file of the site."
    elif not _is_anchor(site, target, fragment):
        yield f"{name}: links to {link!r}, and {target} has no such id. Expected an element with it."


def _load_problem(site: Site, name: str, address: str) -> Iterator[str]:
    if address.startswith("data:"):
        return
    if _is_foreign(address):
        yield f"{name}: loads {address!r}. Expected files of this site only, by a relative address."
    elif (target := target_of(name, address)[0]) not in site.files:
        yield f"{name}: loads {address!r}, and there is no {target}. Expected a file of the site."


def target_of(name: str, link: str) -> tuple[str, str]:
    """The file of the site that a relative link on page `name` leads to, and the fragment."""
    parts = _split(link)
    if not parts.path:
        return name, unquote(parts.fragment)
    return normpath((PurePosixPath(name).parent / unquote(parts.path)).as_posix()), unquote(parts.fragment)


def _is_anchor(site: Site, target: str, fragment: str) -> bool:
    """Whether a fragment leads to an id, to a page of a PDF, or to a view such as `council=E07000107`."""
    page = site.pages.get(target)
    return page is None or not fragment or "=" in fragment or fragment in page.anchors


def style_problems(site: Site) -> Iterator[str]:
    for name in sorted(site.files):
        if name.endswith(".css"):
            style = re.sub(r"/\*.*?\*/", "", text_of(site.root / name), flags=re.DOTALL)
            loads = re.findall(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""", style)
            for address, imported in loads:
                if not address.startswith("#"):
                    yield from _load_problem(site, name, address or imported)


def picture_problems(site: Site) -> Iterator[str]:
    for name in sorted(name for name in site.files if name.endswith(".svg")):
        text = text_of(site.root / name)
        if site.notice and site.notice not in text:
            yield f"{name}: has no notice. Expected {site.notice!r}, as in the build report."
        if re.search(r"<script|\son\w+=", text, re.IGNORECASE):
            yield f"{name}: holds a script. Expected a picture alone."
        for address in re.findall(r"""(?:href=|src=|url\()["']?([^"')]+)""", text):
            if not address.startswith("#"):
                yield from _load_problem(site, name, address)
    for name in sorted(name for name in site.files if name.endswith(".png")):
        with (site.root / name).open("rb") as file:
            if file.read(8) != b"\x89PNG\r\n\x1a\n":
                yield f"{name}: does not begin as a PNG does. Expected a picture."


def letter_file_problems(site: Site) -> Iterator[str]:
    for name in sorted(site.files):
        if name.startswith("letters/") and name.endswith(".pdf"):
            with (site.root / name).open("rb") as file:
                if not file.read(5).startswith(b"%PDF"):
                    yield f"{name}: does not begin with %PDF. Expected the letter as it was found."
