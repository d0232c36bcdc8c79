"""The places of figures in pictures: drawn once and kept, for each letter by itself, or left out."""

from dataclasses import replace
from pathlib import Path

import pytest

from mapper import sample
from mapper.build import BuildOptions, read, render
from mapper.errors import UnreadableLetter
from mapper.letters.place_pictures import Drawing, PlacePicture
from mapper.measures.edition import Edition
from mapper.pictures import places
from mapper.shelf import Shelf
from tests.readings import DARTFORD, council

KENT = "E10000016"
PAGES = {code: f"letters/2019/{council(code).slug}/index.html" for code in (DARTFORD, KENT)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition of two letters."""
    folder = tmp_path_factory.mktemp("placed")
    for code in (DARTFORD, KENT):
        (folder / f"{code}.pdf").write_bytes(sample.letter(council(code), 2019, sample.DEFAULT_SEED))
    return read(BuildOptions((folder,), folder / "site"))


def refuse(drawing: Drawing) -> tuple[PlacePicture, ...]:
    """Draws nothing of the shorter file, which stands for a letter that cannot be drawn; runs in a worker."""
    if isinstance(drawing.file, Path) and DARTFORD in drawing.file.name:
        raise UnreadableLetter("damaged", "Nothing can be drawn")
    return tuple(PlacePicture(part.page, 0, 0, 2, 2, b"drawn") for part in drawing.parts)


def test_each_letter_has_a_picture_of_each_page_with_figures(made: Edition) -> None:
    found = places.render(made)
    assert found.pictures.keys() == set(PAGES.values())
    ((path, content),) = [one for one in found.files.items() if "dartford" in one[0]]
    assert path == "letters/2019/dartford-borough-council/page-4.png"
    assert content.startswith(b"\x89PNG")


def test_what_was_drawn_is_kept(made: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = places.render(made, Shelf(tmp_path))
    monkeypatch.setattr(places, "drawn", refuse)
    assert places.render(made, Shelf(tmp_path)) == first


def test_one_letter_that_cannot_be_drawn_harms_no_other(
    made: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "drawn", refuse)
    assert places.render(made).pictures.keys() == {PAGES[KENT]}


def test_pictures_can_be_left_out(made: Edition) -> None:
    without = replace(made, recipe=replace(made.recipe, letter_pictures=False))
    whole, plain = render(made), render(without)
    pictures = {path for path in whole if path.startswith("letters/") and path.endswith(".png")}
    assert len(pictures) == 2
    assert set(plain) == set(whole) - pictures
    page = plain[PAGES[DARTFORD]]
    assert isinstance(page, bytes) and b"There is no picture of this letter here" in page
