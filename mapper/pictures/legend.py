"""The legend: what each class of area means, and how many councils are in it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mapper.map.view import View
from mapper.measures.scale import KEY, ORDER, Lean
from mapper.pictures.drawing import Font, Item, Words, rectangle, tokens
from mapper.pictures.scene import Scene
from mapper.pictures.symbology import EDGES, area_style, symbol
from mapper.words import capitalised

_SIGNS = {
    far.sign: near.sign
    for far in ORDER
    if far.far
    for near in ORDER
    if near.token == far.token and not near.far
}
"""Those far outside have the colour of those outside, and stand with them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend: a class's sign, what it means, and the number of councils in it."""

    sign: str
    words: str
    count: int


def legend(view: View, scene: Scene) -> tuple[Entry, ...]:
    """The classes from the highest to the lowest, then those without one, then the reasons for no value.

    Classes without a council are listed too; those far outside count with those outside, whose colour they have.
    """
    counts = Counter(_SIGNS.get(view.classes[code], view.classes[code]) for code in scene.areas)
    words = {one.sign: one.label for one in KEY if isinstance(one, Lean) or not one.far}
    for mark, (text, after, _) in view.marks.items():
        words[mark] = capitalised(f"{text or view.metric['none_word']} {after}".strip())
    return tuple(Entry(sign, text, counts[sign]) for sign, text in words.items())


def swatches(entries: Sequence[Entry], size: float, x: float, y: float) -> Iterator[Item]:
    """The entries one below the other from (`x`, `y`), each with its swatch; `size` is that of the font."""
    ink = tokens()
    for number, entry in enumerate(entries):
        top = y + 1.65 * size * number
        edge = ink[EDGES.get(entry.sign, "line")]
        yield rectangle(x, top, 1.5 * size, size, replace(area_style(entry.sign), line=edge, width=1.0))
        yield from symbol(entry.sign, x + 0.75 * size, top + size / 2, 0.32 * size)
        yield Words(
            Font(size, ink["ink"]), x + 2.1 * size, top + 0.85 * size, f"{entry.words} ({entry.count})"
        )
