"""The layout of a picture: title, legend, England, London enlarged, and the source.

Places are pixels from the top left corner.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mapper.councils.tiers import TIER_NAMES
from mapper.map.view import View
from mapper.pictures.drawing import Drawing, Font, Item, Style, Words, lines, tokens
from mapper.pictures.painting import EDGES, box, london_enlarged, painted, sign_of, style_of
from mapper.pictures.scene import ENGLAND, Scene, Window

PREVIEW_SIZE = (1200, 630)
"""Its width and height, as link previews want it."""

_WIDTH = 1000
_MARGIN = 40
_SITE = "Ombudsman letters, council by council"
_INDEPENDENT = "Independent of the Ombudsman and of every council"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: a class character, what it means, and how many councils are in the class."""

    sign: str
    words: str
    count: int


def legend(view: View, scene: Scene) -> tuple[Entry, ...]:
    """Every class from the highest to the lowest, then what has none; those without a council stay, with 0."""
    counts = Counter(view.classes[code] for code in scene.areas)
    bands = {str(band): words for band, words in enumerate(view.metric["classes"])}
    words = dict(reversed(bands.items())) | {"f": view.metric["few_class"]}
    for mark, (text, after, _) in view.marks.items():
        whole = f"{text or view.metric['none_word']} {after}".strip()
        words[mark] = whole[:1].upper() + whole[1:]
    return tuple(Entry(sign, text, counts[sign]) for sign, text in words.items())


def _text(text: str, font: Font, y: float, width: float, step: float) -> list[Words]:
    """The text in lines, the first of which stands on `y`."""
    return [
        Words(font, _MARGIN, y + step * number, line) for number, line in enumerate(lines(text, font, width))
    ]


def _key(entries: Sequence[Entry], size: float, x: float, y: float) -> Iterator[Item]:
    """Lines of the legend from `y` down, each with its swatch."""
    ink = tokens()
    for number, entry in enumerate(entries):
        top = y + 1.65 * size * number
        edge = ink[EDGES.get(entry.sign, "coast")]
        yield box(x, top, 1.5 * size, size, replace(style_of(entry.sign), line=edge, width=1.0))
        yield from sign_of(entry.sign, x + 0.75 * size, top + size / 2, 0.32 * size)
        yield Words(
            Font(size, ink["ink"]), x + 2.1 * size, top + 0.85 * size, f"{entry.words} ({entry.count})"
        )


def _ground(width: float, height: float, notice: str, band: float) -> Iterator[Item]:
    """Paper, and the warning of an illustrative site in a band at the top."""
    ink = tokens()
    yield box(0, 0, width, height, Style(fill=ink["paper"]))
    if notice:
        yield box(0, 0, width, band, Style(fill=ink["banner-bg"]))
        yield Words(Font(band / 2, ink["banner-mark"], bold=True), _MARGIN, 0.68 * band, notice)


def _describe(view: View, scene: Scene, notice: str) -> str:
    listed = ", ".join(f"{entry.words.lower()} ({entry.count})" for entry in legend(view, scene))
    return f"{notice} Map of England. {view.metric['lead']}: {listed}. {view.until}.".strip()


def sheet(view: View, scene: Scene, origin: str, notice: str) -> Drawing:
    """The picture for the page and for paper: title, legend, England, London enlarged, and the source."""
    ink, across = tokens(), _WIDTH - 2 * _MARGIN
    middle, small = Font(17, ink["ink-2"]), Font(13, ink["ink-3"])
    heading = Font(36, ink["ink"], bold=True, family="serif")
    band = 44 if notice else 0
    title = _text(view.metric["heading"], heading, band + 60, across, 42)
    note = _text(f"{view.metric['note']} {view.until}.", middle, title[-1].y + 36, across, 25)
    west, _, east, _ = ENGLAND
    england = Window(_MARGIN, note[-1].y + 36, (east - west) / across, ENGLAND)
    lead = _text(view.metric["lead"], middle, england.top + 16, 340, 25)
    key = list(_key(legend(view, scene), middle.size, _MARGIN, lead[-1].y + 18))
    below = max(item.y for item in key if isinstance(item, Words))
    site = Words(
        Font(15, ink["ink"], bold=True),
        _MARGIN,
        england.top + england.height + 44,
        f"{_SITE}. {_INDEPENDENT}.",
    )
    sources = _text(f"{TIER_NAMES[scene.tier].capitalize()}. {origin}", small, site.y + 23, across, 19)
    height = round(sources[-1].y + 28)
    return Drawing(
        width=_WIDTH,
        height=height,
        title=f"{view.metric['title']}, {view.title}",
        description=_describe(view, scene, notice),
        items=(
            *_ground(_WIDTH, height, notice, band),
            *title,
            *note,
            *painted(view, scene, england),
            *lead,
            *key,
            *london_enlarged(view, scene, _MARGIN, below + 70, 340),
            site,
            *sources,
        ),
    )


def preview(view: View, scene: Scene, notice: str) -> Drawing:
    """The picture beside a link: few words in large letters, and England."""
    ink, (width, height) = tokens(), PREVIEW_SIZE
    band = 56 if notice else 0
    west, south, east, north = ENGLAND
    metres = (north - south) / (height - band - 36)
    england = Window(width - _MARGIN - (east - west) / metres, band + 18, metres, ENGLAND)
    title = _text(view.metric["heading"], Font(46, ink["ink"], bold=True, family="serif"), band + 78, 700, 54)
    small = Font(17, ink["ink-3"])
    year = Words(Font(24, ink["ink-2"]), _MARGIN, title[-1].y + 46, view.until)
    entries = legend(view, scene)
    classes = [entry for entry in entries if entry.sign not in view.marks]
    missing = [entry for entry in entries if entry.sign in view.marks and entry.count]
    return Drawing(
        width=width,
        height=height,
        title=view.metric["title"],
        description=_describe(view, scene, notice),
        items=(
            *_ground(width, height, notice, band),
            *painted(view, scene, england),
            *title,
            year,
            *_key(classes, 21, _MARGIN, year.y + 30),
            *_key(missing, 21, _MARGIN + 340, year.y + 30),
            Words(small, _MARGIN, height - 50, _SITE),
            Words(small, _MARGIN, height - 26, _INDEPENDENT),
        ),
    )
