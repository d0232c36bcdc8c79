"""Areas are painted by their class, named, and given a symbol where there is room."""

from collections import Counter

import pytest
import shapely

from mapper.councils.council import CouncilType
from mapper.councils.tiers import TIERS, Tier
from mapper.pictures.drawing import Circle, Drawing, Shape, Words, tokens
from mapper.pictures.painting import painted_areas
from mapper.pictures.scene import ENGLAND
from tests.pictures.england import (
    LARGE,
    SIGNS,
    england,
    england_on,
    fills,
    in_each_class,
    pictures,
    read,
    scenes,
    sheet_of,
    view,
    words,
)


@pytest.mark.parametrize("tier", TIERS)
def test_every_area_is_drawn_and_named(tier: Tier) -> None:
    root = read(pictures().files[f"assets/pictures/2019-{tier}.svg"])
    names = {name.partition(":")[0] for name in fills(root)}
    by_code = {one.council.gss_code: one.council.short_name for one in england().years[0].councils}
    assert names == {by_code[code] for code in england().years[0].frames[tier].index}
    assert "Dartford: 1 of 1 upheld" in fills(root) or tier == "upper"


def test_each_class_has_its_fill_its_line_and_its_sign() -> None:
    ink, drawn = tokens(), sheet_of(in_each_class())
    areas = {
        item.name.partition(":")[0]: item for item in drawn.items if isinstance(item, Shape) and item.name
    }
    names = scenes()[0].names
    wanted = dict(zip(SIGNS, ["ll", "ll", "m", "hh", "hh", "few", *["paper"] * 4], strict=True))
    for sign, code in LARGE.items():
        style = areas[names[code]].style
        assert style.fill == ink[wanted[sign]], sign
        assert (style.dots == ink["dot"]) == (sign == "f"), sign
    lines = [item.style.line for item in drawn.items if isinstance(item, Shape) and item.style.fill is None]
    for edge in ("ll-edge", "hh-edge"):
        assert lines.count(ink[edge]) == 2, edge
    assert all(len(signs_on(drawn, LARGE[sign])) == (sign in "0134o-x!") for sign in SIGNS)


def signs_on(drawn: Drawing, code: str) -> list[object]:
    """The marks and triangles that stand in an area of the sheet."""
    window = england_on(drawn)
    area = window.place(scenes()[0].areas[code])
    ink = tokens()
    found: list[object] = []
    for item in drawn.items:
        if not isinstance(item, Words) and (
            item.style.line == ink["ink-3"] or item.style.fill == ink["on-hh"]
        ):
            at = item.parts[0][0] if isinstance(item, Shape) else (item.x, item.y)
            found += [item] if area.contains(shapely.Point(at)) else []
    return found


def test_a_triangle_without_room_is_left_out_and_a_mark_is_not() -> None:
    def signs(drawn: Drawing) -> int:
        """Triangles and circles, in the legend, on the map and in London."""
        triangle = tokens()["on-hh"]
        return sum(
            (isinstance(item, Circle) and item.style.fill is None)
            or (isinstance(item, Shape) and item.style.fill == triangle)
            for item in drawn.items
        )

    city = "E09000001"
    before = signs(sheet_of(view()))
    assert signs(sheet_of(view(**{city: "4"}))) == before
    assert signs(sheet_of(view(**{city: "o"}))) == before + 2


def test_those_outside_lie_on_the_lines_of_the_others() -> None:
    ink = tokens()
    england = painted_areas(in_each_class(), scenes()[0], england_on(sheet_of(in_each_class())))
    lines = [item.style.line for item in england if isinstance(item, Shape)]
    edges = {ink["ll-edge"], ink["hh-edge"]}
    after = lines.index(ink["coast"])
    assert edges <= set(lines[after:]), "the coast is drawn after all areas"
    assert not edges & set(lines[:after])


def test_london_is_drawn_twice() -> None:
    root = read(pictures().files["assets/pictures/2019-lower.svg"])
    times = {name.partition(":")[0]: len(styles) for name, styles in fills(root).items()}
    boroughs = [one.council for one in england().years[0].councils if one.council.type is CouncilType.LONDON]
    assert {times[council.short_name] for council in boroughs} == {2}
    assert Counter(times.values())[1] > 250
    assert "London, enlarged" in words(root)


def test_england_is_where_it_is_said_to_be() -> None:
    west, south, east, north = ENGLAND
    for one in scenes():
        area = shapely.box(west, south, east, north)
        assert all(area.contains(shape) for shape in one.areas.values())
