"""A drawing looks the same as SVG and as PNG."""

import io

from PIL import Image

from mapper.map import outlines
from mapper.pictures import drawing
from mapper.pictures.drawing import Drawing, Shape, Style, Words
from mapper.pictures.png import to_png
from mapper.pictures.svg import to_svg
from tests.pictures.england import LARGE, SVG, england_on, in_each_class, near, read, scenes, sheet_of, words


def test_the_png_shows_what_the_svg_shows() -> None:
    drawn = sheet_of(in_each_class())
    shown = Image.open(io.BytesIO(to_png(drawn, 2))).convert("RGB")
    assert shown.size == (2 * drawn.width, 2 * drawn.height)
    window = england_on(drawn)
    for sign, token in zip("01234", ("on-ll", "on-ll", "m", "on-hh", "on-hh"), strict=True):
        middle = window.place(outlines.middle(scenes()[0].areas[LARGE[sign]], 50))
        assert near(shown.getpixel((round(2 * middle.x), round(2 * middle.y))), token), sign


def test_dots_are_drawn_inside_their_shape_only() -> None:
    square = ((20.0, 20.0), (80.0, 20.0), (80.0, 80.0), (20.0, 80.0), (20.0, 20.0))
    dotted = Style(fill="#ffffff", dots="#000000")
    ground = Shape(
        Style(fill="#ffffff"), (((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)),)
    )
    shown = Image.open(io.BytesIO(to_png(Drawing(100, 100, "", "", (ground, Shape(dotted, (square,)))), 1)))
    grey = shown.convert("L")
    dark = {(x, y) for x in range(100) for y in range(100) if grey.getpixel((x, y)) < 128}  # type: ignore[operator]
    assert dark and all(20 <= x < 80 and 20 <= y < 80 for x, y in dark)
    # Two dots of 1.5 pixels in a cell of 5 by 5.
    assert 0.05 < len(dark) / 3600 < 0.2


def test_names_cannot_leave_their_place_in_the_markup() -> None:
    name = 'A & <B> "C"'
    shape = Shape(Style(), (((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)),), name=name)
    root = read(to_svg(Drawing(10, 10, name, name, (shape, Words(drawing.Font(10, "#000000"), 0, 0, name)))))
    assert [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc"), words(root)] == [name] * 3
    assert [title.text for title in root.iter(f"{SVG}title")] == [name] * 2


def test_words_stand_where_they_are_put_in_a_png() -> None:
    word = Words(drawing.Font(20, "#000000"), 30, 70, "HHHH")
    ground = Shape(
        Style(fill="#ffffff"), (((0.0, 0.0), (200.0, 0.0), (200.0, 200.0), (0.0, 200.0), (0.0, 0.0)),)
    )
    shown = Image.open(io.BytesIO(to_png(Drawing(200, 200, "", "", (ground, word)), 1))).convert("L")
    left, top, right, bottom = shown.point([255 * (level < 128) for level in range(256)]).getbbox() or (
        0,
        0,
        0,
        0,
    )
    assert 29 <= left <= 33 and 69 <= bottom <= 71
    assert 12 <= bottom - top <= 17 and 50 <= right - left <= 62
