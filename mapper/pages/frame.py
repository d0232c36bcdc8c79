"""The frame of every page: its head, the warning, the navigation."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from markupsafe import Markup

from mapper.measures.edition import Edition, has_illustrative
from mapper.measures.opening import Period
from mapper.pages.banner import Banner, holds_illustrative, site_sentence
from mapper.pages.site import Site
from mapper.pictures.picture import PREVIEW
from mapper.pictures.sheet import PREVIEW_SIZE
from mapper.review.reading import CouncilYear
from mapper.review.report import ILLUSTRATIVE_NOTICE

_Figures = Iterable[CouncilYear] | None


@dataclass(frozen=True, slots=True)
class Preview:
    """The picture beside a link to a page: its absolute address, and its size in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the navigation; `current` if the page belongs to that section."""

    title: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page.

    Parameters
    ----------
    root
        The relative path to the site's root.
    section
        The key of the section that the page belongs to.
    navigation
        The sections of the site.
    tabled
        Whether the site was built with data tables.
    banner
        None where no figure of the page is illustrative.
    canonical, preview
        None where the address of the site is not known.
    style
        The only inline style, which sets the heading of printed sheets.
    policy
        The Content-Security-Policy.
    """

    root: str
    section: str
    navigation: tuple[Entry, ...]
    tabled: bool
    banner: Banner | None
    canonical: str | None
    style: Markup
    policy: str
    preview: Preview | None


@dataclass(frozen=True, slots=True)
class Page:
    """The base of every page's record."""

    frame: Frame


def frame_of(
    site: Site, path: str, section: str, sheet: str, banner: str | None = None, figures: _Figures = None
) -> Frame:
    """The frame of the page at `path`.

    Parameters
    ----------
    sheet
        The page's name as printed on each sheet of paper.
    banner
        Which of the page's own figures are real; None for the sentence about the whole site.
    figures
        Whose figures the page shows; None for those of the whole site. Without any illustrative one it has no banner.
    """
    edition, root = site.edition, "../" * path.count("/")
    style = _sheet_style(sheet)
    preview = _address(edition, PREVIEW)
    return Frame(
        root=root,
        section=section,
        navigation=tuple(Entry(s.title, root + s.path, s.key == section) for s in site.sections),
        tabled=bool(edition.report.tables.files),
        banner=_banner(edition, banner, figures),
        canonical=_address(edition, path),
        style=style,
        policy=policy_of(style),
        preview=None if preview is None else Preview(preview, *PREVIEW_SIZE),
    )


def _banner(edition: Edition, sentence: str | None, figures: _Figures) -> Banner | None:
    """The warning of a page, as `frame_of` takes its parts."""
    if not (edition.illustrative if figures is None else holds_illustrative(figures)):
        return None
    return Banner(ILLUSTRATIVE_NOTICE, site_sentence(edition) if sentence is None else sentence)


def frame_of_years(site: Site, path: str, section: str, sheet: str, first: Period) -> Frame:
    """The frame of a page that opens with one of the years, whose scripts show the warning with those that need it."""
    frame = frame_of(site, path, section, sheet)
    if frame.banner is None or has_illustrative(first):
        return frame
    return replace(frame, banner=replace(frame.banner, hidden=True))


def _address(edition: Edition, path: str) -> str | None:
    return None if edition.base_url is None else f"{edition.base_url.rstrip('/')}/{path}"


def _sheet_style(sheet: str) -> Markup:
    """The style that prints a page's name on each sheet; the name is escaped, so it cannot end the string."""
    return Markup(f'@page {{ @top-right {{ content: "{_css_string(sheet)}"; }} }}')  # noqa: S704


def _css_string(text: str) -> str:
    """The text for use between quotes in CSS: characters other than letters and digits as code points."""
    return "".join(c if c.isalnum() else f"\\{ord(c):06x}" for c in text)


def policy_of(style: str) -> str:
    """The Content-Security-Policy: the site's own files, this one style, and nothing else.

    `file:` is for a page opened from disk, where some browsers treat every file as of another origin. `data:` is for
    the icon, and `blob:` for a picture of the map that is being saved.
    """
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'self' file:; style-src 'self' file: 'sha256-{digest}'; "
        "img-src 'self' file: data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'"
    )
