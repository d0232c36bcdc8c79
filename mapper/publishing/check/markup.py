"""A page as a browser would parse it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

_DATA = "application/ld+json"


@dataclass
class Page(HTMLParser):
    """What is checked of a page, gathered while its text is fed to the parser.

    Attributes
    ----------
    links, loads, previews
        The addresses that a reader can follow, that a browser loads, and that a link preview shows.
    policy
        The Content-Security-Policy.
    faults
        What is wrong with single elements, each with what was expected, without a full stop.
    text
        The words outside scripts, styles and the title.
    inside
        The open elements of these three kinds.
    data, in_data
        The descriptions for search engines, which browsers take for data and never run; whether one is open.
    """

    lang: str = ""
    title: str = ""
    mains: int = 0
    headings: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    previews: list[str] = field(default_factory=list)
    policy: str = ""
    styles: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    in_data: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    @classmethod
    def of(cls, html: str) -> "Page":
        """The page with this HTML."""
        page = cls()
        page.feed(html)
        page.close()
        return page

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The ids that a link may lead to."""
        return frozenset(self.ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.faults += [
            f"an inline {name} on <{tag}>. Expected no script and no style in attributes"
            for name in given
            if name[:2] == "on" or name == "style"
        ]
        self.in_data = tag == "script" and given.get("type") == _DATA
        if self.in_data:
            self.data.append("")
        elif tag == "script" and "src" not in given:
            self.faults.append("an inline script. Expected scripts in separate files")
        if given.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = given.get("content", "")
        if tag == "style":
            self.styles.append("")
        self._gather_structure(tag, given)
        self._gather_links(tag, given)
        if tag in ("script", "style", "title"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "title") and tag not in self.inside:
            self.faults.append(
                f"a </{tag}> without its start tag. Expected data that stays inside its element"
            )
        self.inside = [open_tag for open_tag in self.inside if open_tag != tag]

    def handle_data(self, data: str) -> None:
        if "script" in self.inside and re.search(r"<!--|<script", data, re.IGNORECASE):
            self.faults.append("an inline script contains markup. Expected every < of its data escaped")
        if "script" in self.inside and self.in_data:
            self.data[-1] += data
        if "style" in self.inside:
            self.styles[-1] += data
        if "title" in self.inside:
            self.title += data
        elif not self.inside:
            self.text.append(data)

    def _gather_structure(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag == "main":
            self.mains += 1
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "img" and "alt" not in given:
            self.faults.append(
                f"<img src={given.get('src', '')!r}> has no alt. Expected alternative text, empty for decoration"
            )
        if given.get("role") == "img" and not given.get("aria-label", given.get("aria-labelledby")):
            self.faults.append(f"<{tag} role=img> has no name. Expected an aria-label")

    def _gather_links(self, tag: str, given: Mapping[str, str]) -> None:
        if tag in ("a", "area", "form"):
            self.links += [given[name] for name in ("href", "action") if name in given]
        elif tag == "link":
            target = self.links if given.get("rel") in ("canonical", "license") else self.loads
            target.append(given.get("href", ""))
        elif given.get("property") == "og:image":
            self.previews.append(given.get("content", ""))
        else:
            self.loads += [given[name] for name in ("src", "data", "poster") if name in given]
            self.loads += [part.split()[0] for part in given.get("srcset", "").split(",") if part.strip()]
