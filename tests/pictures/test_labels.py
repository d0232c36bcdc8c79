"""Labels stand in the sea: none lies over another, over land or over what else is drawn, and no two lines cross."""

import random
from collections.abc import Sequence
from itertools import combinations

import pytest
import shapely

from mapper.pictures.drawing import Drawing, Shape, Words, tokens
from mapper.pictures.labels import MOST
from tests.pictures.england import LARGE, england_on, scenes, sheet_of, view

NAMES = scenes()[0].names


def drawn(codes: Sequence[str], signs: str) -> Drawing:
    return sheet_of(view(**dict(zip(codes, signs * len(codes), strict=False))))


def labels(sheet: Drawing) -> list[Words]:
    """The labels on the map: words that end in cases."""
    return [item for item in sheet.items if isinstance(item, Words) and item.text.endswith(" 1 of 1")]


def lines(sheet: Drawing) -> list[shapely.LineString]:
    ink = tokens()["ink"]
    return [
        shapely.LineString(item.parts[0])
        for item in sheet.items
        if isinstance(item, Shape) and item.style.line == ink and not item.closed
    ]


def box(label: Words) -> shapely.Polygon:
    """At least as much as the words cover: half an em a letter."""
    width = 0.45 * label.font.size * len(label.text)
    left = label.x - width if label.anchor == "end" else label.x
    return shapely.box(left, label.y - 0.8 * label.font.size, left + width, label.y + 2)


def test_the_few_outside_are_named_with_their_cases() -> None:
    codes = [LARGE["0"], LARGE["4"]]
    sheet = drawn(codes, "04")
    assert sorted(label.text for label in labels(sheet)) == sorted(f"{NAMES[code]} 1 of 1" for code in codes)
    assert len(lines(sheet)) == 2
    window = england_on(sheet)
    for line in lines(sheet):
        assert any(window.place(scenes()[0].areas[code]).distance(line) < 1 for code in codes)


@pytest.mark.parametrize("seed", range(6))
def test_no_label_and_no_line_lies_over_another(seed: int) -> None:
    choose = random.Random(seed)
    sheet = drawn(choose.sample(sorted(NAMES.keys() & scenes()[0].areas.keys()), 14), "1304")
    assert len(labels(sheet)) >= 9
    boxes = [box(label) for label in labels(sheet)]
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
    assert not any(one.crosses(other) for one, other in combinations(lines(sheet), 2))
    others = [item for item in sheet.items if isinstance(item, Words) and item not in labels(sheet)]
    assert not any(one.intersects(box(other)) for one in boxes for other in others)


def test_of_many_only_those_far_outside_are_named() -> None:
    codes = sorted(scenes()[0].areas)[: MOST + 5]
    sheet = drawn(codes, "3" * (MOST + 2) + "444")
    far = {NAMES[code] for code in codes[-3:]}
    assert {label.text.removesuffix(" 1 of 1") for label in labels(sheet)} <= far


def test_without_anybody_outside_nothing_is_named() -> None:
    sheet = sheet_of(view())
    assert not labels(sheet) and not lines(sheet)
