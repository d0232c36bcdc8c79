"""The legend counts every area once, in the picture and in its description."""

from mapper.councils.tiers import TIERS
from tests.pictures.england import SVG, england, pictures, read, words


def test_the_legend_counts_every_area_once_and_keeps_empty_classes() -> None:
    for one, tier in zip(pictures().pictures, TIERS, strict=True):
        assert [entry.sign for entry in one.legend] == list("3u2d1fno-x!")
        assert sum(entry.count for entry in one.legend) == len(england().years[0].frames[tier])
    counted = {entry.words: entry.count for entry in pictures().pictures[0].legend}
    assert counted == {
        "More often than expected": 0,
        "In the range, towards more": 0,
        "In the expected range": 252,
        "In the range, towards less": 0,
        "Less often than expected": 0,
        "Too few to compare": 68,
        "Not compared": 2,
        "None investigated": 1,
        "Not stated in the letter": 1,
        "No letter yet": 1,
        "We are checking": 1,
    }


def test_the_legend_is_written_in_the_picture_and_in_its_description() -> None:
    root = read(pictures().files["assets/pictures/2019-lower.svg"])
    for entry in pictures().pictures[0].legend:
        assert f"{entry.words} ({entry.count})" in words(root)
        assert f"{entry.words.lower()} ({entry.count})" in (root.findtext(f"{SVG}desc") or "")
