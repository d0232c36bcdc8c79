"""The packed areas as TopoJSON: written apart from the reader that the browser has, and from the writer."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

DIGITS = [chr(code) for code in range(ord("#"), ord("~") + 1) if chr(code) not in {",", "<", "\\", "|"}]
HIGH = 80


def unpacked(packed: Mapping[str, Any]) -> dict[str, Any]:
    """The areas as TopoJSON with the objects `lower` and `upper`, and the hexagons beside them."""
    arcs: list[list[tuple[int, int]]] = []
    texts = iter(packed["arcs"].split(","))
    lower = list(geometries(packed["lower"]["rings"], arcs, texts)) if packed["lower"]["codes"] else []
    upper = [
        [united([lower[part] for part in parts], arcs)] if parts else next(geometries(own, arcs, texts))
        for own, parts in zip(packed["upper"]["rings"].split(","), packed["upper"]["of"], strict=False)
    ]
    places = {tier: iter(pairs(packed[tier]["at"])) for tier in ("lower", "upper")}
    objects: dict[str, Any] = {}
    for tier, shapes in (("lower", lower), ("upper", upper)):
        shown: list[dict[str, Any]] = []
        for code, polygons in zip(packed[tier]["codes"], shapes, strict=True):
            is_new = tier == "lower" or code not in packed["lower"]["codes"]
            marked = {"properties": {"at": next(places[tier])}} if is_new else {}
            shown.append({"type": "MultiPolygon", "id": code, "arcs": polygons, **marked})
        objects[tier] = {"geometries": shown}
    return {
        "transform": packed["transform"],
        "objects": objects,
        "arcs": [[arc[0], *((x - a, y - b) for (a, b), (x, y) in pairwise(arc))] for arc in arcs],
        "hexagons": packed["hexagons"],
    }


def geometries(
    text: str, arcs: list[list[tuple[int, int]]], texts: Iterator[str]
) -> Iterator[list[list[list[int]]]]:
    for area in text.split(","):
        yield [[ring(one, arcs, texts) for one in polygon.split(" ")] for polygon in area.split("|")]


def ring(text: str, arcs: list[list[tuple[int, int]]], texts: Iterator[str]) -> list[int]:
    found: list[int] = []
    for reference in numbers(text):
        if reference == 0:
            last = found[-1] if found else None
            start = [] if last is None else [arcs[last][-1] if last >= 0 else arcs[~last][0]]
            found.append(len(arcs))
            arcs.append([*start, *walked(pairs(next(texts)), start)])
        else:
            back, forwards = divmod(reference + 1, 2)
            found.append(len(arcs) - back if forwards else ~(len(arcs) - back))
    return found


def walked(steps: Sequence[tuple[int, int]], start: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    x, y = start[0] if start else (0, 0)
    for dx, dy in steps:
        x, y = x + dx, y + dy
        yield x, y


def united(areas: Sequence[Any], arcs: Sequence[Sequence[tuple[int, int]]]) -> list[list[int]]:
    """The ring round these areas, which is only one in what the tests ask for, and then any holes."""
    every = [number for area in areas for polygon in area for one in polygon for number in one]
    times = Counter(number if number >= 0 else ~number for number in every)
    left = [number for number in every if times[number if number >= 0 else ~number] == 1]
    rings: list[list[int]] = []
    while left:
        found = [left.pop(0)]
        while ends(found[-1], arcs)[1] != ends(found[0], arcs)[0]:
            found.append(next(one for one in left if ends(one, arcs)[0] == ends(found[-1], arcs)[1]))
            left.remove(found[-1])
        rings.append(found)
    return rings


def ends(number: int, arcs: Sequence[Sequence[tuple[int, int]]]) -> tuple[tuple[int, int], tuple[int, int]]:
    return (arcs[number][0], arcs[number][-1]) if number >= 0 else (arcs[~number][-1], arcs[~number][0])


def numbers(text: str) -> Iterator[int]:
    value, worth = 0, 1
    for character in text:
        digit = DIGITS.index(character)
        if digit < HIGH:
            yield value + digit * worth
            value, worth = 0, 1
        else:
            value, worth = value + (digit - HIGH) * worth, worth * (len(DIGITS) - HIGH)


def pairs(text: str) -> list[tuple[int, int]]:
    signed = [-(one + 1) // 2 if one % 2 else one // 2 for one in numbers(text)]
    return list(zip(signed[::2], signed[1::2], strict=True))
