"""A page's words and links: each link with its own words, and with those that stand around it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

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
# A link that is never closed ends here at the latest.
_ENDS = frozenset(("li", "nav", "table", "tr", "ul"))
_FRAME = ("nav", "header", "footer")
_UNSEEN = frozenset(("script", "style", "template", "noscript"))


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
    """The page of these bytes. Broken markup is read as far as it goes."""
    reader = _Reader()
    reader.feed(_text(body, content_type))
    reader.close()
    return Page(tuple(reader.lines), tuple(reader.links), reader.base or url)


def _text(body: bytes, content_type: str) -> str:
    """The text, in the encoding that the answer states, else in UTF-8."""
    stated = content_type.lower().partition("charset=")[2].split(";")[0].strip("\"' ")
    try:
        return body.decode(stated or "utf-8", "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


@dataclass(slots=True)
class _Open:
    """A link that is being read: its words so far, and what its attributes say of it."""

    href: str
    said: str
    first: int
    parts: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Gathers lines and links. A link's line is known where the line ends, so links wait for it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.links: list[PageLink] = []
        self.base = ""
        self._line: list[str] = []
        self._waiting: list[tuple[str, str, int]] = []
        self._open: _Open | None = None
        self._heading = ""
        self._unseen = 0
        self._within = dict.fromkeys(("li", *_FRAME), 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
        if tag in _BLOCKS:
            self._end_line("")
        if tag in self._within:
            self._within[tag] += 1
        if tag == "base" and not self.base:
            self.base = given.get("href", "")
        if tag == "a" and "href" in given:
            self._end_link()
            said = " ".join(given.get(name, "") for name in ("title", "aria-label"))
            self._open = _Open(given["href"], said, len(self.lines))
        if tag in ("td", "th"):
            self._say(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag == "a" or tag in _ENDS:
            self._end_link()
        if tag in _BLOCKS:
            self._end_line(tag)
        if tag in self._within:
            self._within[tag] = max(0, self._within[tag] - 1)
        if tag in ("ul", "ol"):
            self._within["li"] = 0  # whether or not its last item was closed

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._say(data)

    def close(self) -> None:
        super().close()
        self._end_link()
        self._end_line("")

    def _say(self, words: str) -> None:
        self._line.append(words)
        if self._open is not None:
            self._open.parts.append(words)

    def _end_link(self) -> None:
        if self._open is not None:
            words = _tidy([*self._open.parts, " ", self._open.said])
            self._waiting.append((self._open.href, words, self._open.first))
            self._open = None

    def _end_line(self, tag: str) -> None:
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


def _tidy(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
