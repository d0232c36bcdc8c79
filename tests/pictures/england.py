"""England as pictures show it, for the tests of each part."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

from mapper.councils.register_file import load_register
from mapper.map.view import View, first_view
from mapper.measures.edition import Edition, source
from mapper.pictures import picture, scene, sheet
from mapper.pictures.drawing import Drawing, Shape, tokens
from mapper.pictures.picture import Pictures
from mapper.pictures.scene import ENGLAND, Scene, Window
from tests.editions import edition, in_review
from tests.readings import DARTFORD, DAY, reading, year

SVG = "{http://www.w3.org/2000/svg}"
STATES = {
    "E07000105": reading("E07000105", investigations=0, decided_upheld=0, uphold_rate=None),
    "E07000106": reading("E07000106", investigations=None),
    "E07000108": None,
    "E07000109": in_review("E07000109"),
}
SIGNS = "01234fo-x!"
LARGE = dict(zip(SIGNS, (f"E060000{n}" for n in (46, 47, 49, 50, 51, 52, 54, 57, 11, 14)), strict=True))
"""A council for each class, large enough for a triangle."""


@cache
def england() -> Edition:
    """Every council of England; most have Dartford's figures, four have no rate for four reasons."""
    councils = load_register().on(DAY)
    return edition(
        *(year(STATES.get(c.gss_code, reading(c.gss_code)), c.gss_code) for c in councils), frames=True
    )


@cache
def pictures() -> Pictures:
    return picture.render(england())


@cache
def scenes() -> tuple[Scene, ...]:
    return scene.scenes(england().years[0])


def view(**classes: str) -> View:
    """The first view of England with other classes for some councils."""
    first = first_view(england().years[0], england().register)
    return replace(first, classes={**first.classes, **classes})


def in_each_class() -> View:
    return view(**{code: sign for sign, code in LARGE.items()})


def sheet_of(shown: View, notice: str = "") -> Drawing:
    return sheet.sheet(shown, scenes()[0], source(england().years[0]), notice)


def read(svg: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def words(root: ElementTree.Element) -> str:
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def fills(root: ElementTree.Element) -> Mapping[str, list[str]]:
    """How each named area is filled, as often as it is drawn."""
    found: dict[str, list[str]] = {}
    for group in root.iter(f"{SVG}g"):
        for title in group.iter(f"{SVG}title"):
            found.setdefault(title.text or "", []).append(group.attrib["fill"])
    return found


def england_on(drawn: Drawing) -> Window:
    """Where England stands on a sheet."""
    name = f"{scenes()[0].names[DARTFORD]}: 1 of 1 upheld"
    shape = next(item for item in drawn.items if isinstance(item, Shape) and item.name == name)
    left, top = (min(point[axis] for point in shape.parts[0]) for axis in (0, 1))
    west, _, _, north = scenes()[0].areas[DARTFORD].bounds
    metres = (ENGLAND[2] - ENGLAND[0]) / 920
    return Window(left - (west - ENGLAND[0]) / metres, top - (ENGLAND[3] - north) / metres, metres, ENGLAND)


def near(pixel: object, token: str) -> bool:
    """Whether a pixel has a token's colour, but for rounding to the palette, where white may become paper."""
    assert isinstance(pixel, tuple)
    wanted = [int(tokens()[token][start : start + 2], 16) for start in (1, 3, 5)]
    return all(abs(part - want) <= 9 for part, want in zip(pixel, wanted, strict=True))
