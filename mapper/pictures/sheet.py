"""The layout of a picture: title, legend, England, London enlarged, and the source.

Lengths are in pixels; `y` of a text is its base line.
"""

from collections.abc import Iterator, Sequence

from mapper.councils.tiers import TIER_NAMES
from mapper.map.view import View
from mapper.pictures.drawing import Drawing, Font, Item, Style, Words, rectangle, tokens, wrapped
from mapper.pictures.labels import in_a_box, in_the_sea, labels, outside
from mapper.pictures.legend import legend, swatches
from mapper.pictures.painting import enlarged_london, london_window, painted_areas
from mapper.pictures.scene import ENGLAND, Scene, Window
from mapper.words import capitalised

PREVIEW_SIZE = (1200, 630)
"""The width and height of the preview, as sites that show previews of links recommend."""

_WIDTH = 1000
_MARGIN = 40
_ACROSS = _WIDTH - 2 * _MARGIN
_SIDE = 340  # the width of the column beside England
_SITE = "Council complaints: what the Ombudsman found"
_INDEPENDENT = "Independent of the Ombudsman and of every council"


def sheet(view: View, scene: Scene, origin: str, notice: str) -> Drawing:
    """The picture for the page and for print.

    Parameters
    ----------
    origin
        Whose figures and boundaries these are.
    notice
        The warning of an illustrative site; empty for any other.
    """
    band = 44 if notice else 0
    head = _head(view, scene, band + 60)
    west, _, east, _ = ENGLAND
    england = Window(_MARGIN, head[-1].y + 36, (east - west) / _ACROSS, ENGLAND)
    foot = _foot(scene, origin, england.top + england.height + 44)
    key, london = _key(view, scene, england.top + 16)
    height = round(foot[-1].y + 28)
    return Drawing(
        width=_WIDTH,
        height=height,
        title=f"{view.metric['title']}, {view.title}",
        description=_description(view, scene, notice),
        items=(
            *_ground(_WIDTH, height, notice, band),
            *head,
            *key,
            *_areas(view, scene, england, london),
            *foot,
        ),
    )


def preview(view: View, scene: Scene, notice: str) -> Drawing:
    """The picture beside a link: a few large words, and England."""
    width, height = PREVIEW_SIZE
    band = 56 if notice else 0
    west, south, east, north = ENGLAND
    metres = (north - south) / (height - band - 36)
    england = Window(width - _MARGIN - (east - west) / metres, band + 18, metres, ENGLAND)
    small = Font(17, tokens()["ink-3"])
    return Drawing(
        width=width,
        height=height,
        title=view.metric["title"],
        description=_description(view, scene, notice),
        items=(
            *_ground(width, height, notice, band),
            *painted_areas(view, scene, england),
            *_preview_words(view, scene, band + 78),
            Words(small, _MARGIN, height - 50, _SITE),
            Words(small, _MARGIN, height - 26, _INDEPENDENT),
        ),
    )


def _head(view: View, scene: Scene, y: float) -> Sequence[Words]:
    """The title, the note below it, and how much of what is seen may be chance."""
    ink = tokens()
    title = _paragraph(
        view.metric["heading"], Font(36, ink["ink"], bold=True, family="serif"), y, _ACROSS, 42
    )
    note = f"{view.metric['note']} {view.until}."
    noted = _paragraph(note, Font(17, ink["ink-2"]), title[-1].y + 36, _ACROSS, 25)
    said = " ".join((*view.outside[scene.tier], view.metric["tints_say"]))
    return [*title, *noted, *_paragraph(said, Font(17, ink["ink-2"]), noted[-1].y + 33, _ACROSS, 25)]


def _key(view: View, scene: Scene, y: float) -> tuple[Sequence[Item], Window | None]:
    """The legend with its heading, and the window for London below it."""
    font = Font(17, tokens()["ink-2"])
    lead = _paragraph(view.metric["lead"], font, y, _SIDE, 25)
    key = list(swatches(legend(view, scene), font.size, _MARGIN, lead[-1].y + 18))
    below = max(item.y for item in key if isinstance(item, Words))
    return [*lead, *key], london_window(scene, _MARGIN, below + 70, _SIDE)


def _areas(view: View, scene: Scene, england: Window, london: Window | None) -> Iterator[Item]:
    """England, London once more, and the names in both."""
    yield from painted_areas(view, scene, england)
    if london is not None:
        yield from enlarged_london(view, scene, london)
    yield from _names(view, scene, england, london)


def _names(view: View, scene: Scene, england: Window, london: Window | None) -> Iterator[Item]:
    """The names of those outside, in the sea; those of London stand beside London as it is enlarged."""
    every = outside(view, scene)
    column = (england.left, england.top, england.left + _SIDE, england.top)
    if london is None:
        yield from in_the_sea(view, scene, england, labels(every, view, scene, england), [column])
        return
    enlarged = labels(every, view, scene, london)
    column = (*column[:3], london.top + london.height)
    there = {label.code for label in enlarged}
    rest = [code for code in every if code not in there]
    yield from in_the_sea(view, scene, england, labels(rest, view, scene, england), [column])
    yield from in_a_box(view, scene, london, enlarged)


def _foot(scene: Scene, origin: str, y: float) -> Sequence[Words]:
    """What site this is from, and the sources."""
    ink = tokens()
    site = Words(Font(15, ink["ink"], bold=True), _MARGIN, y, f"{_SITE}. {_INDEPENDENT}.")
    sources = f"{capitalised(TIER_NAMES[scene.tier])}. {origin}"
    return [site, *_paragraph(sources, Font(13, ink["ink-3"]), y + 23, _ACROSS, 19)]


def _preview_words(view: View, scene: Scene, y: float) -> Iterator[Item]:
    """The title, the year, and the legend in two columns; reasons for no value are left out where unused."""
    ink = tokens()
    title = _paragraph(view.metric["heading"], Font(46, ink["ink"], bold=True, family="serif"), y, 700, 54)
    year = Words(Font(24, ink["ink-2"]), _MARGIN, title[-1].y + 46, view.until)
    chance = _paragraph(" ".join(view.outside[scene.tier][:2]), Font(17, ink["ink-2"]), year.y + 34, 620, 24)
    entries = legend(view, scene)
    classes = [entry for entry in entries if entry.sign not in view.marks]
    missing = [entry for entry in entries if entry.sign in view.marks and entry.count]
    below = chance[-1].y + 22
    yield from (*title, year, *chance)
    yield from swatches(classes, 17, _MARGIN, below)
    yield from swatches(missing, 17, _MARGIN + _SIDE, below)


def _paragraph(text: str, font: Font, y: float, width: float, step: float) -> list[Words]:
    """The text in lines `step` apart, the first at `y`."""
    lines = wrapped(text, font, width)
    return [Words(font, _MARGIN, y + step * number, line) for number, line in enumerate(lines)]


def _ground(width: float, height: float, notice: str, band: float) -> Iterator[Item]:
    """The background, and the warning of an illustrative site in a band at the top."""
    ink = tokens()
    yield rectangle(0, 0, width, height, Style(fill=ink["paper"]))
    if notice:
        yield rectangle(0, 0, width, band, Style(fill=ink["banner-bg"]))
        yield Words(Font(band / 2, ink["banner-mark"], bold=True), _MARGIN, 0.68 * band, notice)


def _description(view: View, scene: Scene, notice: str) -> str:
    listed = ", ".join(f"{entry.words.lower()} ({entry.count})" for entry in legend(view, scene))
    said = " ".join(view.outside[scene.tier])
    return f"{notice} Map of England. {view.metric['lead']}: {listed}. {view.until}. {said}".strip()
