"""The fuzzing command finds what it looks for: its second look is shown errors made by hand."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest

from mapper.letters.read import read_file
from mapper.letters.statistics import Figure
from mapper.review.reading import Reading, Status
from tests import fuzz
from tests.paths import EXAMPLES

pytestmark = pytest.mark.slow


def with_figure(letter: Reading, **changed: Figure) -> Reading:
    return replace(letter, figures={**(letter.figures or {}), **changed})


def test_the_same_seed_gives_the_same_mutants() -> None:
    made = [fuzz.mutant(1, number) for number in range(20)]
    assert made == [fuzz.mutant(1, number) for number in range(20)]
    assert made != [fuzz.mutant(2, number) for number in range(20)]


@pytest.mark.parametrize("change", dict.fromkeys(fuzz.CHANGES))
def test_every_change_changes_something(change: fuzz.Change) -> None:
    whole = fuzz.letters()[0]
    assert any(change(whole, fuzz.Random(seed)) != whole for seed in range(5))


def test_figures_have_places_in_the_letters_drawn_for_it() -> None:
    for which in range(fuzz._DRAWN):
        (own,) = fuzz.places(which)
        assert len(own) == 25


def test_a_whole_letter_is_right() -> None:
    seen = fuzz.look(fuzz.letters()[0], 0, fuzz.whole(0))
    assert (seen.in_place, seen.moved, seen.placeless, seen.wrong) == (26, 0, 0, ())


def test_a_wrong_value_is_seen_though_the_page_is_whole() -> None:
    (letter,) = fuzz.whole(0)
    wrong = with_figure(letter, received_total=Figure("received_total", 629, "628", 1))
    assert fuzz.look(fuzz.letters()[0], 0, (wrong,)).wrong == (
        "received_total: 628 was read as 628 (629); its place says “628”",
    )


def test_a_figure_that_is_lost_is_seen() -> None:
    (letter,) = fuzz.whole(0)
    figures = {key: figure for key, figure in (letter.figures or {}).items() if key != "not_complied"}
    assert fuzz.look(fuzz.letters()[0], 0, (replace(letter, figures=figures),)).wrong == (
        "not_complied is lost",
    )


@pytest.mark.parametrize("cut, is_wrong", [((5, 4), False), ((2, 1), True)])
def test_figures_of_a_page_that_is_gone_are_lost_only_if_the_file_prints_them_still(
    cut: tuple[int, ...], is_wrong: bool
) -> None:
    """Pages are cut off after, or before, the complaints remedied on page 4; their numbers stand elsewhere, too."""
    path = EXAMPLES / "tables-2016/committee-paper-two-pages-unruled-reportlab/letter.pdf"
    which = fuzz.letters().index(path.read_bytes())
    (letter,) = fuzz.whole(which)
    stated = {key: f for key, f in (letter.figures or {}).items() if not key.startswith("remedied")}
    document, saved = pypdfium2.PdfDocument(path), BytesIO()
    for page in cut:
        document.del_page(page - 1)
    document.save(saved)
    document.close()
    seen = fuzz.look(saved.getvalue(), which, (replace(letter, figures=stated),))
    assert any("remedied" in wrong for wrong in seen.wrong) is is_wrong


def test_a_letter_that_is_lost_is_seen() -> None:
    assert fuzz.look(fuzz.letters()[0], 0, ()).wrong == ("the letter of Kent County Council is lost",)


def test_a_letter_that_is_not_read_is_no_silent_loss_where_the_report_names_one() -> None:
    (letter,) = fuzz.whole(0)
    unread = replace(letter, authority_name=None, period_end=None, status=Status.REJECTED, figures=None)
    assert fuzz.look(fuzz.letters()[0], 0, (unread,)).wrong == ()


def test_figures_that_changed_places_are_right_if_read_so_and_wrong_if_not() -> None:
    """Two received figures exchanged in print: all sums still hold."""

    def exchange(content: bytes) -> bytes:
        return content.replace(b"(214)", b"(?)").replace(b"(118)", b"(214)").replace(b"(?)", b"(118)")

    data = fuzz._with_stream(fuzz.letters()[0], exchange, fuzz.Random(1))
    (before,), (now,) = fuzz.whole(0), fuzz.readings(read_file(data))
    assert now.figure("received_adult_care_services") == Figure("received_adult_care_services", 118, "118", 1)
    assert fuzz.look(data, 0, (now,)).wrong == ()
    assert len(fuzz.look(data, 0, (before,)).wrong) == 2


def test_letters_of_one_council_for_several_years_are_not_taken_for_each_other() -> None:
    (first,) = fuzz.whole(0)
    second = replace(first, period_end=date(2018, 3, 31), sha256="second")
    unread = replace(first, period_end=None)
    assert fuzz._same_letter(first, (second, first), (first, second)) is first
    assert fuzz._same_letter(first, (second,), (first, second)) is None
    assert fuzz._same_letter(first, (second, unread), (first, second)) is unread
