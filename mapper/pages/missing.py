"""What is shown in place of a page that is not there.

A host shows it under any address, so nothing in it may be found by a relative one: its style stands in it, and its
links are whole where the address of the site is known.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from mapper.pages.frame import Page, frame_of, policy_of
from mapper.pages.site import Site
from mapper.resources import asset

PATH = "404.html"

_STYLES = ("tokens.css", "base.css", "frame.css")


@dataclass(frozen=True, slots=True)
class MissingPage(Page):
    """The page; `home` is what its links begin with."""

    home: str


def build(site: Site) -> Iterator[tuple[str, MissingPage]]:
    """The page, with its path."""
    style = Markup(b"".join(map(asset, _STYLES)).decode())  # noqa: S704 - the site's own style sheets
    base = site.edition.base_url
    frame = replace(frame_of(site, PATH, "", "Not here", figures=()), style=style, policy=policy_of(style))
    yield PATH, MissingPage(frame, "" if base is None else f"{base.rstrip('/')}/")
