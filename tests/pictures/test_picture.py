"""Every year and tier has a picture: the same figures as on the live map, in files that are self-contained."""

import gzip
import io
import re
from dataclasses import replace
from itertools import accumulate

import pytest
from PIL import Image

from mapper.councils.register_file import load_register
from mapper.councils.tiers import TIERS
from mapper.letters.illustration import Illustration
from mapper.pictures import picture
from mapper.pictures.picture import PREVIEW, Pictures
from mapper.review.report import ILLUSTRATIVE_NOTICE
from tests.editions import edition
from tests.pictures.england import SVG, england, fills, near, pictures, read, words
from tests.readings import DAY, reading, year


@pytest.mark.slow
def test_every_year_and_tier_has_a_picture_and_the_newest_a_png() -> None:
    drawn = pictures()
    assert [one.svg for one in drawn.pictures] == [f"assets/pictures/2019-{tier}.svg" for tier in TIERS]
    assert drawn.files.keys() == {one.svg for one in drawn.pictures} | {one.png for one in drawn.pictures} | {
        PREVIEW
    }


@pytest.mark.slow
def test_older_years_are_pictures_too_without_png() -> None:
    newest, before = england().years[0], replace(england().years[0], period_end=DAY.replace(year=2018))
    drawn = picture.render(replace(england(), years=(newest, before)))
    assert [(one.svg, one.png is None) for one in drawn.pictures] == [
        ("assets/pictures/2019-lower.svg", False),
        ("assets/pictures/2019-upper.svg", False),
        ("assets/pictures/2018-lower.svg", True),
        ("assets/pictures/2018-upper.svg", True),
        ("assets/pictures/2018-2019-lower.svg", True),
        ("assets/pictures/2018-2019-upper.svg", True),
    ]
    assert b"Year to 31 March 2018" in drawn.files["assets/pictures/2018-lower.svg"]
    assert "Years 2017–18 and 2018–19 together".encode() in drawn.files["assets/pictures/2018-2019-lower.svg"]


@pytest.mark.slow
def test_the_same_edition_gives_the_same_bytes() -> None:
    assert picture.render(england()).files == pictures().files


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


def test_the_picture_to_keep_is_sharp_enough_for_print() -> None:
    for one in pictures().pictures:
        assert one.png is not None
        assert Image.open(io.BytesIO(pictures().files[one.png])).size == (2 * one.width, 2 * one.height)
        assert 2 * one.width >= 2000


@pytest.mark.slow
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
    """The corners of an area of one ring on the map of England, in pixels: from the left edge, and from its top one."""
    found = re.search(rf'<path d="([^"]+)"><title>{name}:', drawn.files[drawn.pictures[0].svg].decode())
    assert found is not None
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", found[1])]
    xs, ys = accumulate(numbers[::2]), list(accumulate(numbers[1::2]))
    # How far down the map begins depends on what is said above it.
    return {(round(x, 1), round(y - min(ys), 1)) for x, y in zip(xs, ys, strict=True)}
