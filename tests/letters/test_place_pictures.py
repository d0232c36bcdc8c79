"""Pictures of the places of figures: each figure stands where its outline is drawn, on pages of every kind."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from mapper.errors import UnreadableLetter
from mapper.letters.box import Box
from mapper.letters.place_pictures import Drawing, Part, PlacePicture, drawn, packed, unpacked
from mapper.letters.read import read_file
from mapper.letters.statistics import Figure
from tests.paths import EXAMPLES

LETTERS = [
    "dartford-reportlab",
    "landscape-turned-page-reportlab",
    "object-streams-offset-turned-reportlab",
    "offset-page-boxes-reportlab",
    "turned-the-other-way-reportlab",
]
DARK = 100
STRAY = 5  # pixels of a rule, or of an edge that lies half in a pixel; a digit has thirty and more


def letter(name: str) -> bytes:
    return (EXAMPLES / "tables-2019" / name / "letter.pdf").read_bytes()


def placed(data: bytes) -> tuple[list[Figure], dict[int, int]]:
    """The figures that have a place, and by how much their pages were turned."""
    read = read_file(data)
    return [figure for figure in read.letters[0].figures if figure.box is not None], read.turned


def whole(page: int, turned: int = 0) -> Part:
    return Part(page, turned, Box(-5.0, 20_000.0, -5.0, 20_000.0))


def ink(picture: PlacePicture, box: Box, beyond: float = 0.0) -> int:
    """How many pixels are dark in a box, or around it up to so many points away."""
    image = Image.open(BytesIO(picture.png)).convert("L")
    scale = image.width / picture.width

    def dark(away: float) -> int:
        edges = (
            box.x0 - picture.left - away,
            box.top - picture.top - away,
            box.x1 - picture.left + away,
            box.bottom - picture.top + away,
        )
        part = image.crop(tuple(round(edge * scale) for edge in edges))  # type: ignore[arg-type]
        return sum(part.histogram()[:DARK])

    return dark(beyond) - (dark(0) if beyond else 0)


@pytest.mark.parametrize("name", LETTERS)
def test_every_figure_stands_in_its_outline(name: str) -> None:
    data = letter(name)
    figures, turned = placed(data)
    pages = sorted({figure.page for figure in figures})
    found = {one.page: one for one in drawn(Drawing(data, tuple(whole(p, turned.get(p, 0)) for p in pages)))}
    assert len(figures) > 20 and sorted(found) == pages
    for figure in figures:
        assert figure.box is not None
        assert ink(found[figure.page], figure.box) > 0, figure.statistic
        assert ink(found[figure.page], figure.box, beyond=1.5) <= STRAY, figure.statistic


def test_a_part_is_cut_at_the_edges_of_the_page() -> None:
    (page,) = drawn(Drawing(letter(LETTERS[0]), (whole(1),)))
    assert (page.left, page.top) == (0, 0)
    assert (page.width, page.height) == (594, 840), "A4 in steps of two points"
    (part,) = drawn(Drawing(letter(LETTERS[0]), (Part(1, 0, Box(0.0, 20_000.0, 99.0, 301.5)),)))
    assert (part.top, part.height) == (98, 204)
    assert Image.open(BytesIO(part.png)).height == 306
    assert len(part.png) < len(page.png)


def test_what_lies_on_no_page_has_no_picture() -> None:
    data = letter(LETTERS[0])
    assert drawn(Drawing(data, (whole(99), Part(1, 0, Box(0.0, 100.0, 5_000.0, 5_100.0))))) == ()


def test_a_file_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"no letter")
    with pytest.raises(UnreadableLetter, match="No page of it can be drawn"):
        drawn(Drawing(path, (whole(1),)))


def test_what_is_packed_is_the_same_when_unpacked() -> None:
    pictures = (drawn(Drawing(letter(LETTERS[0]), (whole(1), whole(2)))), ())
    assert unpacked(packed(pictures)) == pictures
