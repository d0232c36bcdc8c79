"""What stands round every page: its head, the warning, the navigation."""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import Markup

from mapper.measures.edition import Edition
from mapper.pages.banner import Banner, site_sentence
from mapper.pages.site import Site
from mapper.pictures.picture import PREVIEW
from mapper.pictures.sheet import PREVIEW_SIZE
from mapper.review.report import ILLUSTRATIVE_NOTICE


@dataclass(frozen=True, slots=True)
class Preview:
    """The picture beside a link to a page: its address, which has to be a whole one, and its size in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the navigation; `current` where the page belongs to that section."""

    title: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page.

    Parameters
    ----------
    root
        Leads to the site's root.
    section
        The key of the section that the page belongs to.
    navigation
        The sections of the site.
    banner
        None where no figure of the site is illustrative.
    canonical, preview
        None where it is not known where the site will stand.
    style
        The one style of the page's own, which heads its sheets of paper.
    policy
        What the page may load.
    """

    root: str
    section: str
    navigation: tuple[Entry, ...]
    banner: Banner | None
    canonical: str | None
    style: Markup
    policy: str
    preview: Preview | None


@dataclass(frozen=True, slots=True)
class Page:
    """What every page has."""

    frame: Frame


def frame_of(site: Site, path: str, section: str, sheet: str, banner: str | None = None) -> Frame:
    """The frame of the page at `path`.

    Parameters
    ----------
    sheet
        The page's name as each of its sheets of paper prints it.
    banner
        Which figures are real, where the page says that of its own figures and not of the whole site's.
    """
    edition, root = site.edition, "../" * path.count("/")
    sentence = site_sentence(edition) if banner is None else banner
    style = _sheet_style(sheet)
    preview = _address(edition, PREVIEW)
    return Frame(
        root=root,
        section=section,
        navigation=tuple(Entry(s.title, root + s.path, s.key == section) for s in site.sections),
        banner=Banner(ILLUSTRATIVE_NOTICE, sentence) if edition.illustrative else None,
        canonical=_address(edition, path),
        style=style,
        policy=_policy(style),
        preview=None if preview is None else Preview(preview, *PREVIEW_SIZE),
    )


def _address(edition: Edition, path: str) -> str | None:
    return None if edition.base_url is None else f"{edition.base_url.rstrip('/')}/{path}"


def _sheet_style(sheet: str) -> Markup:
    """The style that prints a page's name on each of its sheets; no name can leave its quotes."""
    return Markup(f'@page {{ @top-right {{ content: "{_css_string(sheet)}"; }} }}')  # noqa: S704


def _css_string(text: str) -> str:
    """The text for use between quotes in CSS: whatever is no letter or digit as its code point."""
    return "".join(c if c.isalnum() else f"\\{ord(c):06x}" for c in text)


def _policy(style: str) -> str:
    """The Content-Security-Policy: files of the site itself, this one style, and nothing else.

    `file:` is for a page opened from disk, where some browsers treat no file as of the page's own origin;
    `data:` and `blob:` are the icon, and the picture of a map that is being saved to a file.
    """
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'self' file:; style-src 'self' file: 'sha256-{digest}'; "
        "img-src 'self' file: data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'"
    )
