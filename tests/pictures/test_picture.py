"""The map as a picture: the same figures as on the live map, in files that stand alone and say what they are."""

import gzip
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate
from xml.etree import ElementTree

import pytest
import shapely
from PIL import Image

from mapper.councils.council import CouncilType
from mapper.councils.register import load_register
from mapper.councils.tiers import TIERS, Tier
from mapper.letters.illustration import Illustration
from mapper.map import outlines
from mapper.map.view import View, first_view
from mapper.measures.edition import Edition, source
from mapper.pictures import drawing, picture, scene, sheet
from mapper.pictures.drawing import Circle, Drawing, Shape, Style, Words, tokens
from mapper.pictures.picture import PREVIEW, Pictures
from mapper.pictures.png import to_png
from mapper.pictures.scene import ENGLAND, Scene, Window
from mapper.pictures.sheet import PREVIEW_SIZE
from mapper.pictures.svg import to_svg
from mapper.review.report import ILLUSTRATIVE_NOTICE
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
    first = first_view(england().years[0])
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


def test_every_year_and_tier_has_a_picture_and_the_newest_a_png() -> None:
    drawn = pictures()
    assert [one.svg for one in drawn.pictures] == [f"assets/pictures/2019-{tier}.svg" for tier in TIERS]
    assert drawn.files.keys() == {one.svg for one in drawn.pictures} | {one.png for one in drawn.pictures} | {
        PREVIEW
    }


def test_older_years_are_pictures_too_without_png() -> None:
    newest, before = england().years[0], replace(england().years[0], period_end=DAY.replace(year=2018))
    drawn = picture.render(Edition((newest, before), england().report))
    assert [(one.svg, one.png is None) for one in drawn.pictures] == [
        ("assets/pictures/2019-lower.svg", False),
        ("assets/pictures/2019-upper.svg", False),
        ("assets/pictures/2018-lower.svg", True),
        ("assets/pictures/2018-upper.svg", True),
    ]
    assert b"Year to 31 March 2018" in drawn.files["assets/pictures/2018-lower.svg"]


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert picture.render(england()).files == pictures().files


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
    wanted = dict(zip(SIGNS, ["ll", "l", "m", "h", "hh", "m", *["paper"] * 4], strict=True))
    for sign, code in LARGE.items():
        style = areas[names[code]].style
        assert style.fill == ink[wanted[sign]], sign
        assert (style.hatch == ink["hatch"]) == (sign == "f"), sign
    lines = [item.style.line for item in drawn.items if isinstance(item, Shape) and item.style.fill is None]
    for edge in ("ll-edge", "l-edge", "h-edge", "hh-edge"):
        assert lines.count(ink[edge]) == 1, edge
    assert all(len(signs_on(drawn, LARGE[sign])) == (sign in "04o-x!") for sign in SIGNS)


def signs_on(drawn: Drawing, code: str) -> list[object]:
    """The marks and triangles that stand in an area of the sheet."""
    window = england_on(drawn)
    area = window.place(scenes()[0].areas[code])
    ink = tokens()
    found: list[object] = []
    for item in drawn.items:
        if not isinstance(item, Words) and (
            item.style.line == ink["mark"] or item.style.fill == ink["on-hh"]
        ):
            at = item.parts[0][0] if isinstance(item, Shape) else (item.x, item.y)
            found += [item] if area.contains(shapely.Point(at)) else []
    return found


def england_on(drawn: Drawing) -> Window:
    """Where England stands on a sheet."""
    name = f"{scenes()[0].names[DARTFORD]}: 1 of 1 upheld"
    shape = next(item for item in drawn.items if isinstance(item, Shape) and item.name == name)
    left, top = (min(point[axis] for point in shape.parts[0]) for axis in (0, 1))
    west, _, _, north = scenes()[0].areas[DARTFORD].bounds
    metres = (ENGLAND[2] - ENGLAND[0]) / 920
    return Window(left - (west - ENGLAND[0]) / metres, top - (ENGLAND[3] - north) / metres, metres, ENGLAND)


def test_a_triangle_without_room_is_left_out_and_a_mark_is_not() -> None:
    def signs(drawn: Drawing) -> int:
        """Triangles and circles, in the legend, on the map and in London."""
        triangle = tokens()["on-hh"]
        return sum(
            isinstance(item, Circle) or (isinstance(item, Shape) and item.style.fill == triangle)
            for item in drawn.items
        )

    city = "E09000001"
    before = signs(sheet_of(view()))
    assert signs(sheet_of(view(**{city: "4"}))) == before
    assert signs(sheet_of(view(**{city: "o"}))) == before + 2


def test_strong_classes_lie_on_the_lines_of_the_others() -> None:
    ink = tokens()
    order = [
        item.style.line
        for item in sheet_of(in_each_class()).items
        if isinstance(item, Shape) and not item.name
    ]
    edges = [
        line
        for line in dict.fromkeys(order)
        if line in {ink[f"{name}-edge"] for name in ("ll", "l", "h", "hh")}
    ]
    on_the_map = [line for line in order if line in edges][:4]
    assert on_the_map == [ink["l-edge"], ink["h-edge"], ink["ll-edge"], ink["hh-edge"]]


def test_the_legend_counts_every_area_once_and_keeps_empty_classes() -> None:
    for one, tier in zip(pictures().pictures, TIERS, strict=True):
        assert [entry.sign for entry in one.legend] == list("43210fo-x!")
        assert sum(entry.count for entry in one.legend) == len(england().years[0].frames[tier])
    counted = {entry.words: entry.count for entry in pictures().pictures[0].legend}
    assert counted == {
        "Clearly higher": 0,
        "Higher": 0,
        "About as expected": 0,
        "Lower": 0,
        "Clearly lower": 0,
        "Too few to say": 322,
        "None investigated": 1,
        "Not stated in the letter": 1,
        "No letter yet": 1,
        "Held back for a check": 1,
    }


def test_the_legend_is_written_in_the_picture_and_in_its_description() -> None:
    root = read(pictures().files["assets/pictures/2019-lower.svg"])
    for entry in pictures().pictures[0].legend:
        assert f"{entry.words} ({entry.count})" in words(root)
        assert f"{entry.words.lower()} ({entry.count})" in (root.findtext(f"{SVG}desc") or "")


def test_title_year_and_sources_are_in_the_picture() -> None:
    text = words(read(pictures().files["assets/pictures/2019-lower.svg"]))
    assert "Where more, or fewer, complaints are upheld than chance explains" in text
    assert "Year to 31 March 2019." in text
    assert (
        "Figures: 351 annual letters of the Local Government and Social Care Ombudsman, © the Ombudsman."
        in text
    )
    assert "Open Government Licence" in text and "© Crown copyright and database right" in text


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ([None], "Figures: no letter has been added for this year. "),
        ([reading()], "Figures: 1 annual letter of "),
        (
            [
                reading(),
                reading(illustration=Illustration.INVENTED),
                reading(illustration=Illustration.REDRAWN),
            ],
            "© the Ombudsman and 1 letter with published figures on a redrawn page "
            "and 1 illustrative letter with invented figures. ",
        ),
        (
            [reading(illustration=Illustration.INVENTED)] * 2,
            "Figures: 2 illustrative letters with invented figures. ",
        ),
        ([in_review()], "Figures: no letter has been added"),
    ],
)
def test_the_source_says_whose_figures_these_are(letters: Sequence[object], said: str) -> None:
    joined = replace(england().years[0], councils=tuple(year(letter) for letter in letters))  # type: ignore[arg-type]
    assert said in source(joined)


def test_illustrative_figures_say_so_in_every_picture() -> None:
    invented = picture.render(edition(year(reading(illustration=Illustration.INVENTED)), frames=True)).files
    for name, content in invented.items():
        if name.endswith(".svg"):
            root = read(content)
            assert ILLUSTRATIVE_NOTICE in words(root)
            assert (root.findtext(f"{SVG}desc") or "").startswith(ILLUSTRATIVE_NOTICE)
        else:
            assert near(Image.open(io.BytesIO(content)).convert("RGB").getpixel((5, 5)), "banner-bg")
    for name, content in pictures().files.items():
        assert ILLUSTRATIVE_NOTICE.encode() not in content
        if name.endswith(".png"):
            assert near(Image.open(io.BytesIO(content)).convert("RGB").getpixel((5, 5)), "paper")


def test_a_picture_loads_nothing_and_runs_nothing() -> None:
    for one in pictures().pictures:
        text = pictures().files[one.svg].decode()
        assert set(re.findall(r"url\((.)", text)) <= {"#"}
        assert re.findall('https?://[^"]+', text) == ["http://www.w3.org/2000/svg"]
        assert not re.search(r"href|<script|<style|style=|\son\w+=|<image|<foreignObject", text)
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)


def test_a_picture_is_light() -> None:
    for one in pictures().pictures:
        assert len(gzip.compress(pictures().files[one.svg])) < 60_000


def near(pixel: object, token: str) -> bool:
    """Whether a pixel has a token's colour, but for rounding to the palette, where white may become paper."""
    assert isinstance(pixel, tuple)
    wanted = [int(tokens()[token][start : start + 2], 16) for start in (1, 3, 5)]
    return all(abs(part - want) <= 7 for part, want in zip(pixel, wanted, strict=True))


def test_the_png_shows_what_the_svg_shows() -> None:
    drawn = sheet_of(in_each_class())
    shown = Image.open(io.BytesIO(to_png(drawn, 2))).convert("RGB")
    assert shown.size == (2 * drawn.width, 2 * drawn.height)
    window = england_on(drawn)
    for sign, token in zip("01234", ("on-ll", "l", "m", "h", "on-hh"), strict=True):
        middle = window.place(outlines.middle(scenes()[0].areas[LARGE[sign]], 50))
        assert near(shown.getpixel((round(2 * middle.x), round(2 * middle.y))), token), sign


def test_a_hatch_is_drawn_inside_its_shape_only() -> None:
    square = ((20.0, 20.0), (80.0, 20.0), (80.0, 80.0), (20.0, 80.0), (20.0, 20.0))
    hatched = Style(fill="#ffffff", hatch="#000000")
    ground = Shape(
        Style(fill="#ffffff"), (((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)),)
    )
    shown = Image.open(io.BytesIO(to_png(Drawing(100, 100, "", "", (ground, Shape(hatched, (square,)))), 1)))
    grey = shown.convert("L")
    dark = {(x, y) for x in range(100) for y in range(100) if grey.getpixel((x, y)) < 128}  # type: ignore[operator]
    assert dark and all(20 <= x < 80 and 20 <= y < 80 for x, y in dark)
    # Lines of 1.3 pixels every 6: a fifth of the ground.
    assert 0.1 < len(dark) / 3600 < 0.3


def test_the_preview_has_the_size_that_link_previews_want_and_is_not_blank() -> None:
    shown = Image.open(io.BytesIO(pictures().files[PREVIEW]))
    assert shown.size == PREVIEW_SIZE == (1200, 630)
    assert len(set(shown.convert("RGB").resize((60, 30)).get_flattened_data())) > 20


def test_the_picture_to_keep_is_sharp_enough_for_print() -> None:
    for one in pictures().pictures:
        assert one.png is not None
        assert Image.open(io.BytesIO(pictures().files[one.png])).size == (2 * one.width, 2 * one.height)
        assert 2 * one.width >= 2000


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


def test_a_year_without_letters_is_all_crosses() -> None:
    councils = load_register().on(DAY)
    empty = edition(*(year(None, council.gss_code) for council in councils), frames=True)
    drawn = picture.render(empty)
    one = drawn.pictures[0]
    assert {entry.words: entry.count for entry in one.legend if entry.count} == {"No letter yet": 326}
    root = read(drawn.files[one.svg])
    assert all(name.endswith(": no letter") for name in fills(root))


def test_one_council_alone_is_drawn_in_its_place() -> None:
    drawn = picture.render(edition(year(reading()), frames=True))
    alone, among = (fills(read(files[drawn.pictures[0].svg])) for files in (drawn.files, pictures().files))
    assert list(alone) == ["Dartford: 1 of 1 upheld"]
    assert "London, enlarged" not in words(read(drawn.files[drawn.pictures[0].svg]))
    assert corners_of(drawn, "Dartford") == corners_of(pictures(), "Dartford")
    assert "Dartford: 1 of 1 upheld" in among


def corners_of(drawn: Pictures, name: str) -> set[tuple[float, float]]:
    """The corners of an area of one ring on the map of England, in pixels."""
    found = re.search(rf'<path d="([^"]+)"><title>{name}:', drawn.files[drawn.pictures[0].svg].decode())
    assert found is not None
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", found[1])]
    xs, ys = accumulate(numbers[::2]), accumulate(numbers[1::2])
    return {(round(x, 1), round(y, 1)) for x, y in zip(xs, ys, strict=True)}


def test_names_cannot_leave_their_place_in_the_markup() -> None:
    name = 'A & <B> "C"'
    shape = Shape(Style(), (((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)),), name=name)
    root = read(to_svg(Drawing(10, 10, name, name, (shape, Words(drawing.Font(10, "#000000"), 0, 0, name)))))
    assert [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc"), words(root)] == [name] * 3
    assert [title.text for title in root.iter(f"{SVG}title")] == [name] * 2


def test_words_are_broken_before_they_leave_the_picture() -> None:
    shown = Image.open(io.BytesIO(to_png(sheet_of(view()), 1))).convert("RGB")
    margin = shown.crop((962, 0, 1000, shown.height))
    assert {colour for _, colour in margin.getcolors() or []} == {shown.getpixel((5, 5))}


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
