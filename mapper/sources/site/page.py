"""A page's words and links: each link with its own words, and with those that stand around it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mapper.sources.site.trouble import Unobtainable

# Where one of these begins or ends, so does a line of the page.
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption", "summary"))
_BLOCKS = frozenset(
    [
        *_HEADINGS,
        *(
            "address",
            "article",
            "aside",
            "body",
            "br",
            "dd",
            "div",
            "dl",
            "fieldset",
            "figure",
            "footer",
            "form",
        ),
        *(
            "header",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "option",
            "p",
            "section",
            "table",
            "tbody",
            "thead",
            "tr",
            "ul",
        ),
    ]
)
_FRAME = ("nav", "header", "footer")
_UNSEEN = frozenset(("title", "script", "style", "template", "noscript"))

MOST_TAGS = 20_000
"""A page of more is refused: the time that nested tags take grows with the square of their number.

The longest lists have some thousands.
"""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link: where it leads, as written; its words, its line's, those of the line before and of the last heading.

    `first` and `last` are the numbers, from 0, of the lines in which it begins and ends.
    """

    href: str
    words: str
    line: str
    before: str
    heading: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; whether it is an item of a list, and part of the frame that every page of a site has."""

    words: str
    is_item: bool
    is_frame: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: its lines, its links in their order, and the address that they are relative to."""

    lines: tuple[Line, ...]
    links: tuple[PageLink, ...]
    base: str

    @property
    def words(self) -> str:
        """All that it says."""
        return " ".join(line.words for line in self.lines)


def read_page(body: bytes, content_type: str, url: str) -> Page:
    """The page of these bytes; broken markup is read as browsers do. Raises Unobtainable if it has too many tags."""
    text = _text(body, content_type)
    if text.count("<") > MOST_TAGS:
        raise Unobtainable(f"the page has more than {MOST_TAGS:,} tags")
    reader = _Reader()
    root = LexborHTMLParser(text).root
    for node, ends in _walk(root) if root is not None else ():
        if ends:
            reader.end(node.tag or "")
        else:
            reader.begin(node)
    reader.end_line("")
    return Page(tuple(reader.lines), tuple(reader.links), reader.base or url)


def _text(body: bytes, content_type: str) -> str:
    """The text, in the encoding that the answer states, else in UTF-8."""
    stated = content_type.lower().partition("charset=")[2].split(";")[0].strip("\"' ")
    try:
        return body.decode(stated or "utf-8", "replace")
    except (LookupError, UnicodeError):
        return body.decode("utf-8", "replace")


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Every node that is seen, where it begins and where it ends, however deep it lies."""
    node: LexborNode | None = root
    while node is not None:
        yield node, False
        below = None if node.tag in _UNSEEN else node.child
        if below is not None:
            node = below
            continue
        while node is not None:
            yield node, True
            if node.next is not None:
                break
            node = node.parent
        node = None if node is None else node.next


@dataclass(slots=True)
class _Open:
    """A link that is being read: its words so far, what its attributes say of it, and the line in which it begins."""

    href: str
    said: str
    first: int
    parts: list[str] = field(default_factory=list)


class _Reader:
    """Gathers lines and links. A link's line is known where the line ends, so links wait for it."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.links: list[PageLink] = []
        self.base = ""
        self._line: list[str] = []
        self._waiting: list[tuple[str, str, int]] = []
        self._open: _Open | None = None
        self._heading = ""
        self._within = dict.fromkeys(("li", *_FRAME), 0)

    def begin(self, node: LexborNode) -> None:
        """A tag that opens, or text."""
        tag = node.tag or ""
        if tag == "-text":
            self._say(node.text_content or "")
        if tag in _BLOCKS:
            self.end_line("")
        if tag in self._within:
            self._within[tag] += 1
        given = node.attributes if tag in ("a", "base") else {}
        if tag == "base" and not self.base:
            self.base = given.get("href") or ""
        if tag == "a" and "href" in given:
            said = " ".join(given.get(name) or "" for name in ("title", "aria-label"))
            self._open = _Open(given.get("href") or "", said, len(self.lines))
        if tag in ("td", "th"):
            self._say(" ")

    def end(self, tag: str) -> None:
        """A tag that closes."""
        if tag == "a" and self._open is not None:
            words = _tidy([*self._open.parts, " ", self._open.said])
            self._waiting.append((self._open.href, words, self._open.first))
            self._open = None
        if tag in _BLOCKS:
            self.end_line(tag)
        if tag in self._within:
            self._within[tag] -= 1

    def end_line(self, tag: str) -> None:
        """A line ends, with the block of that tag or before it."""
        if self._open is not None:
            self._open.parts.append(" ")  # a link may hold several lines
        line = _tidy(self._line)
        before, number = self.lines[-1].words if self.lines else "", len(self.lines)
        self.links += [
            PageLink(href, words, line, before, self._heading, first, number)
            for href, words, first in self._waiting
        ]
        self._line, self._waiting = [], []
        if line:
            is_frame = any(self._within[frame] for frame in _FRAME)
            self.lines.append(Line(line, self._within["li"] > 0, is_frame))
            if tag in _HEADINGS:
                self._heading = line

    def _say(self, words: str) -> None:
        self._line.append(words)
        if self._open is not None:
            self._open.parts.append(words)


def _tidy(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
