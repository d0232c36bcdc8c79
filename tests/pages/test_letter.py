"""The page of a letter, number by number: its checks in plain words, and an outline around each figure."""

import re
from dataclasses import replace

from mapper.letters.box import Box
from mapper.letters.illustration import Illustration
from mapper.letters.place_pictures import PlacePicture
from mapper.letters.statistics import Check, Figure, Problem
from mapper.measures.edition import Edition
from mapper.pages import render
from mapper.review.reading import CouncilYear, Difference, Reading
from tests.editions import ASHFORD, MAP, corrected, edition, in_review
from tests.pages.rendered import words
from tests.readings import reading, year

PATH = "letters/2019/dartford-borough-council/index.html"
COUNCIL = "councils/dartford-borough-council/index.html"
PICTURES = {PATH: (PlacePicture(4, 0, 100, 594, 400, b""),)}


def placed(**boxes: Box) -> Reading:
    """Dartford's letter with places for some of its figures."""
    letter = reading()
    known = letter.figures or {}
    return replace(
        letter, figures={**known, **{key: replace(known[key], box=box) for key, box in boxes.items()}}
    )


def html(made: Edition, path: str = PATH) -> str:
    return render(made, MAP, (), {}, PICTURES)[path].decode()


def of(letter: Reading) -> str:
    return html(edition(year(letter)))


def test_a_figure_has_its_outline_on_the_picture_and_is_named_with_its_page() -> None:
    page = of(placed(decided_upheld=Box(50.0, 60.0, 210.0, 222.0)))
    outline = re.search(r'<g id="decided_upheld" role="img" aria-label="([^"]*)"><rect ([^>]*)>', page)
    assert outline is not None
    assert outline[1] == "Upheld: printed as “1”, page 4"
    assert outline[2] == 'x="47.0" y="107.0" width="16.0" height="18.0" rx="2"', (
        "three points around the figure"
    )
    assert page.count("<rect ") == 1
    assert (
        'src="page-4.png" width="594" height="400" alt="Part of page 4 of the letter, with 1 figure outlined."'
        in page
    )


def test_every_figure_leads_to_its_place_and_to_its_page() -> None:
    made = edition(year(placed(decided_upheld=Box(50.0, 60.0, 210.0, 222.0))))
    assert f'href="../../{PATH}#decided_upheld" aria-label="See where it is printed: Upheld"' in html(
        made, COUNCIL
    )
    assert f'href="../../../{PATH}#decided_upheld"' in html(made)
    assert "dartford-borough-council.pdf#page=4&amp;highlight=" in html(made)
    assert f"{PATH}#decided_total" not in html(made, COUNCIL), "it has no place"


def test_figures_without_an_outline_are_counted() -> None:
    assert "25 figures have no outline" in words(of(placed(decided_upheld=Box(50.0, 60.0, 210.0, 222.0))))


def test_without_a_picture_the_page_says_so() -> None:
    made = edition(year(placed(decided_upheld=Box(50.0, 60.0, 210.0, 222.0))))
    assert "There is no picture of this letter here" in render(made, MAP, ())[PATH].decode()
    assert "See where it is printed" not in render(made, MAP, ())[COUNCIL].decode()


def test_checks_stand_in_plain_words() -> None:
    page = words(of(replace(reading(), checks=(Check("Nine subjects add up to 14 received", True, "sum"),))))
    assert "Two programs that share no code read it, each by itself." in page
    assert "All checks that apply to it hold: Nine subjects add up to 14 received" in page
    assert "Nothing in it was corrected." in page
    assert "No check applies to its figures." in words(of(reading()))


def test_a_correction_is_told_with_its_evidence() -> None:
    page = words(of(corrected(reading())))
    assert (
        "All complaints and enquiries received is corrected. The letter prints “15”, corrected to 14." in page
    )
    assert "Nothing in it was corrected" not in page


def test_what_the_tables_state_differently_is_told() -> None:
    theirs = Figure("decided_upheld", 2, "2", 0)
    one = Difference((reading().figures or {})["decided_upheld"], theirs, confirmed=True)
    assert "Upheld: the letter prints 1 (page 4), the data tables state 2" in of(
        replace(reading(), differences=(one,))
    )


def test_a_letter_that_is_not_shown_has_no_such_page() -> None:
    doubtful: CouncilYear = year(in_review(ASHFORD), ASHFORD)
    made = render(edition(year(reading()), doubtful), MAP, ())
    assert PATH in made
    assert "letters/2019/ashford-borough-council/index.html" not in made


def test_a_letter_that_another_file_contradicts_says_so_and_not_that_nothing_is_in_doubt() -> None:
    stands = replace(reading(), contradicted=(Problem("duplicate", "Another letter."),), stood=True)
    assert "Another file says otherwise." in words(of(stands))
    assert "Nothing in it is in doubt." not in words(of(stands))
    assert "Nothing in it is in doubt." in words(of(reading()))


def test_it_warns_of_made_up_figures_only_where_it_has_some() -> None:
    made_up = reading(ASHFORD, illustration=Illustration.INVENTED)
    site = render(edition(year(reading()), year(made_up, ASHFORD)), MAP, ())
    pages = (site[PATH], site["letters/2019/ashford-borough-council/index.html"])
    assert [b'<div class="banner"' in page for page in pages] == [False, True]
