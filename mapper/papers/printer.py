"""Prints pages of the site as PDFs, with WeasyPrint: A4, tagged as PDF/UA-1, without opening anything else.

The letters are those of two families that come as packages, so that a page looks the same, and gives the same bytes,
whatever fonts a machine has. https://doc.courtbouillon.org/weasyprint/stable/
"""

import logging
from functools import lru_cache
from importlib.metadata import distribution, version
from pathlib import Path
from typing import NoReturn
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import weasyprint
from weasyprint.text.ffi import pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from mapper.papers.drawings import Painter, on_paper
from mapper.papers.tagging import completed

_NOWHERE = (
    "https://site.invalid/"  # RFC 2606; where the address of the site is not known, no link leads into it
)
_SANS, _SERIF = "Paper Sans", "Paper Serif"
_FAMILIES = {
    _SANS: ("font-source-sans-pro", "font_source_sans_pro/files/SourceSansPro"),
    _SERIF: ("font-source-serif-pro", "font_source_serif_pro/files/SourceSerifPro"),
}
_INSTEAD = str.maketrans({"○": "o"})  # what neither family has
_WEIGHTS = {400: "Regular", 600: "Semibold", 700: "Bold"}


class Refused(Exception):
    """A page asks for a file that is no part of it."""


class Printer:
    """Prints pages that share a style sheet.

    Parameters
    ----------
    style
        The style sheets of the pages, those for paper last.
    base_url
        The address of the site, if it is known: links into it lead there, and are no links otherwise.
    """

    def __init__(self, style: str, base_url: str | None) -> None:
        logging.getLogger("weasyprint").setLevel(
            logging.CRITICAL
        )  # it tells of each property only screens have
        fonts = {path.as_uri(): path for path in _font_files().values()}
        self._base = base_url or _NOWHERE
        self._fonts, self._fetcher = FontConfiguration(), _Fonts(fonts)
        plain = on_paper(style)
        self._painter = Painter(plain, _SANS)
        self._sheet = weasyprint.CSS(
            string=f"{_faces()}{plain}{_own()}", font_config=self._fonts, url_fetcher=self._fetcher
        )

    def pdf(self, path: str, html: bytes) -> bytes:
        """The page at a path of the site as a PDF; the same page gives the same bytes."""
        address = urljoin(self._base, path)
        page = weasyprint.HTML(
            string=html.decode().translate(_INSTEAD), base_url=address, url_fetcher=self._fetcher
        )
        self._prepare(page.etree_element, address)
        printed: bytes = page.write_pdf(
            pdf_variant="pdf/ua-1", stylesheets=[self._sheet], font_config=self._fonts
        )
        return completed(printed)

    def _prepare(self, page: Element, address: str) -> None:
        """Leave out what only screens need, and draw the drawings."""
        head = page.find("head")
        assert head is not None
        for link in head.findall("link"):
            head.remove(link)
        for link in page.iter("a"):
            if urljoin(address, link.get("href", "")).startswith(_NOWHERE):
                link.attrib.pop("href", None)
        self._painter.paint(page)


class _Fonts(URLFetcher):  # type: ignore[misc]  # it has no types
    """Gives the letters, and nothing else: no page opens a file or asks a host."""

    def __init__(self, files: dict[str, Path]) -> None:
        super().__init__()
        self._files = files

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url not in self._files:
            _refuse(url)
        return URLFetcherResponse(url, self._files[url].read_bytes(), {"Content-Type": "font/ttf"})


def _refuse(url: str) -> NoReturn:
    raise Refused(f"A printed page asks for {url}. Expected nothing but its letters.")


def printed(style: str, base_url: str | None, path: str, html: bytes) -> bytes:
    """The page at a path of the site as a PDF, with the style and the address that `Printer` takes."""
    return _printer(style, base_url).pdf(path, html)


@lru_cache(maxsize=1)
def _printer(style: str, base_url: str | None) -> Printer:
    return Printer(style, base_url)


def versions() -> str:
    """What made the bytes of a PDF besides this program: other versions may give others."""
    packages = ("weasyprint", "pydyf", "fonttools", "pikepdf", *(name for name, _ in _FAMILIES.values()))
    return f"Pango {pango.pango_version()}, " + ", ".join(f"{one} {version(one)}" for one in packages)


def _font_files() -> dict[tuple[str, int], Path]:
    """The file of each family and weight."""
    return {
        (family, weight): Path(str(distribution(name).locate_file(f"{start}-{style}.ttf")))
        for family, (name, start) in _FAMILIES.items()
        for weight, style in _WEIGHTS.items()
    }


def _faces() -> str:
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{path.as_uri()}") }}\n'
        for (family, weight), path in _font_files().items()
    )


def _own() -> str:
    """The families in the place of a screen's."""
    return f"""
:root {{ --sans: "{_SANS}"; --serif: "{_SERIF}" }}
@page {{ @top-right {{ font-family: "{_SANS}" }} @bottom-right {{ font-family: "{_SANS}" }} }}
@page illustrative {{ @top-left {{ font-family: "{_SANS}" }} }}
"""
