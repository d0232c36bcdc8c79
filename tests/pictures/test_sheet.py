"""The layout: what is written on a picture, and that it stays inside."""

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
from PIL import Image

from mapper.letters.illustration import Illustration
from mapper.measures.edition import source
from mapper.pictures.picture import PREVIEW
from mapper.pictures.png import to_png
from mapper.pictures.sheet import PREVIEW_SIZE
from tests.editions import in_review
from tests.pictures.england import england, pictures, read, sheet_of, view, words
from tests.readings import reading, year


def test_title_year_and_sources_are_in_the_picture() -> None:
    text = words(read(pictures().files["assets/pictures/2019-lower.svg"]))
    assert "Where complaints are upheld more, or less, often than expected" in text
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
            "and 1 letter with made-up figures. ",
        ),
        (
            [reading(illustration=Illustration.INVENTED)] * 2,
            "Figures: 2 letters with made-up figures. ",
        ),
        ([in_review()], "Figures: no letter has been added"),
    ],
)
def test_the_source_says_whose_figures_these_are(letters: Sequence[object], said: str) -> None:
    joined = replace(england().years[0], councils=tuple(year(letter) for letter in letters))  # type: ignore[arg-type]
    assert said in source(joined)


def test_the_preview_has_the_size_that_link_previews_want_and_is_not_blank() -> None:
    shown = Image.open(io.BytesIO(pictures().files[PREVIEW]))
    assert shown.size == PREVIEW_SIZE == (1200, 630)
    assert len(set(shown.convert("RGB").resize((60, 30)).get_flattened_data())) > 20


def test_words_are_broken_before_they_leave_the_picture() -> None:
    shown = Image.open(io.BytesIO(to_png(sheet_of(view()), 1))).convert("RGB")
    margin = shown.crop((962, 0, 1000, shown.height))
    assert {colour for _, colour in margin.getcolors() or []} == {shown.getpixel((5, 5))}
