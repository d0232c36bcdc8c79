"""Whether style sheets, pictures and letters are sound."""

import re
from collections.abc import Iterator

from mapper.publishing.check.links import load_problem
from mapper.publishing.check.site import Site, text_of
from mapper.publishing.own_files import LIST, changed, listed, missing


def style_problems(site: Site) -> Iterator[str]:
    """What style sheets load that is not there."""
    for name in sorted(site.files):
        if name.endswith(".css"):
            style = re.sub(r"/\*.*?\*/", "", text_of(site.root / name), flags=re.DOTALL)
            loads = re.findall(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""", style)
            for address, imported in loads:
                if not address.startswith("#"):
                    yield from load_problem(site, name, address or imported)


def picture_problems(site: Site) -> Iterator[str]:
    """SVG files with a script, a load that is not there or no notice; PNG files that are not PNG."""
    for name in sorted(name for name in site.files if name.endswith(".svg")):
        text = text_of(site.root / name)
        notice = site.notice_of(name)
        if notice and notice not in text:
            yield f"{name}: has no notice. Expected {notice!r}, as in the build report."
        if re.search(r"<script|\son\w+=", text, re.IGNORECASE):
            yield f"{name}: contains a script. Expected only shapes and words."
        for address in re.findall(r"""(?:href=|src=|url\()["']?([^"')]+)""", text):
            if not address.startswith("#"):
                yield from load_problem(site, name, address)
    for name in sorted(name for name in site.files if name.endswith(".png")):
        with (site.root / name).open("rb") as file:
            if file.read(8) != b"\x89PNG\r\n\x1a\n":
                yield f"{name}: does not begin with the signature of a PNG. Expected a picture."


def letter_file_problems(site: Site) -> Iterator[str]:
    """Letters that are not PDF files."""
    for name in sorted(site.files):
        if name.startswith("letters/") and name.endswith(".pdf"):
            with (site.root / name).open("rb") as file:
                if b"%PDF-" not in file.read(1024):
                    yield f"{name}: does not begin with %PDF-. Expected a letter."


def list_problems(site: Site) -> Iterator[str]:
    """Files that are not as the site lists them; nothing for a site whose list was not copied with it."""
    sums = listed(site.root) or {}
    for name in missing(site.root, sums):
        yield f"{name}: missing. Expected it, because {LIST} names it."
    for name in changed(site.root, sums):
        yield f"{name}: changed after it was built. Expected the SHA-256 {sums[name]}, as in {LIST}."
